"""The commands `recounted article verify`, `annotate` and `measure`."""

import argparse
from pathlib import Path

from recounted.errors import RecountedError

# The kinds of copies that article.extraction reads.
KNOWN = ".md, .txt, .html, .xml, .docx or .pdf; where pandoc is installed also .odt, .tex, .latex, .rst or .org"
PAGES = (".html", ".htm")  # what an annotated copy may be called, so that no other file is replaced by one


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add `article verify PATH`, `annotate PATH [--output FILE]`, `measure PATH LIST`; each sets `run(args)`."""
    article = subparsers.add_parser("article", help="check your own copy of the article, or annotate it")
    commands = article.add_subparsers(dest="article_command", required=True, metavar="COMMAND")
    verify = commands.add_parser("verify", help="check that every number of your copy is accounted for")
    verify.add_argument("path", help=f"your copy: {KNOWN}")
    verify.set_defaults(run=run_verify)
    page = commands.add_parser("annotate", help="your copy as one HTML page, each number coloured by its verdict")
    page.add_argument("path", help=f"your copy: {KNOWN}")
    page.add_argument("--output", default="build/article.html", help="the page to write (default: %(default)s)")
    page.set_defaults(run=run_annotate)
    measure = commands.add_parser("measure", help="hold the numbers that are found in a text to your own list of them")
    measure.add_argument("path", help=f"the text, or a stretch of it: {KNOWN}")
    measure.add_argument("list", help="its expressions in reading order: one a line, or several with a bar between")
    measure.set_defaults(run=run_measure)


def run_verify(args: argparse.Namespace) -> int:
    """Print what is covered, set aside, missing and extra; 1 where the copy differs from the ledger."""
    from recounted.article.extraction import read
    from recounted.article.verify import compare, report

    text = read(args.path)
    comparison = compare(text)
    print("\n".join([*report(comparison, args.path), *_not_read(text, args.path)]))
    return 0 if comparison.clean else 1


def run_annotate(args: argparse.Namespace) -> int:
    """Write the page; a copy that differs is annotated too, and said to differ."""
    check_output(Path(args.path), Path(args.output))
    from recounted.article.annotate import annotate
    from recounted.article.extraction import read
    from recounted.files import write_whole

    text = read(args.path)
    page, comparison = annotate(text, Path(args.path).name)
    check_likeness(args.path, len(comparison.pairs), len(comparison.absent) + len(comparison.differences))
    write_whole(Path(args.output), page)
    print(f"{args.output}: {len(comparison.pairs)} numbers annotated")
    print("".join(f"{line}\n" for line in _not_read(text, args.path)), end="")
    if not comparison.clean:
        print("This copy differs from the ledger; `recounted article verify` names the places.")
    return 0


def run_measure(args: argparse.Namespace) -> int:
    """Print precision, recall and each difference; 1 where there is one."""
    from recounted.article.extraction import read
    from recounted.article.measure import labelled, measured, report
    from recounted.article.numbers import extract

    try:
        there = labelled(Path(args.list).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as fault:
        raise RecountedError(args.list, f"not a readable list ({fault})", "Write it as UTF-8 text") from None
    if not there:
        raise RecountedError(args.list, "the list is empty", "Write the text's expressions, one a line")
    measure = measured(there, [number.text for number in extract(read(args.path))])
    print("\n".join(report(measure, args.path)))
    return 1 if measure.differences else 0


def _not_read(text: str, path: str) -> list[str]:
    """One line on what the copy has that is not read."""
    from recounted.article.unread import unread

    return [f"not read: {found}; numbers in them are not counted"] if (found := unread(text, path)) else []


def check_output(copy: Path, output: Path) -> None:
    """The page may replace no file that is not a page, nor the copy itself."""
    if output.suffix.lower() not in PAGES:
        raise RecountedError(str(output), "is no name for a page", f"Let it end in {' or '.join(PAGES)}")
    if output.exists() and not output.is_file():
        raise RecountedError(str(output), "is a folder or a device", "Name a file to write")
    if output.exists() and copy.exists() and output.samefile(copy):
        raise RecountedError(str(output), "is your copy itself", "Name another file for the page")


def check_likeness(path: str, found: int, differing: int) -> None:
    """A text in which most differs is not the article, and its page would say nothing."""
    if found < differing:
        raise RecountedError(
            path,
            f"this does not look like the article: {found} of its numbers found, {differing} differences",
            "Pass your copy of the article",
        )
