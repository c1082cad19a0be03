"""The commands `recounted article verify` and `recounted article annotate`."""

from pathlib import Path


def add_parser(subparsers):
    """Add `article verify PATH` and `article annotate PATH [--output FILE]`; each sets `run(args) -> exit code`."""
    article = subparsers.add_parser("article", help="hold your own copy of the article to the ledger, or annotate it")
    commands = article.add_subparsers(dest="article_command", required=True)
    verify = commands.add_parser("verify", help="check that every number of your copy is accounted for")
    verify.add_argument("path", help="your copy: .md, .txt or .pdf")
    verify.set_defaults(run=run_verify)
    page = commands.add_parser("annotate", help="your copy as one HTML page, each number coloured by its verdict")
    page.add_argument("path", help="your copy: .md, .txt or .pdf")
    page.add_argument("--output", default="build/article.html", help="the page to write (default: %(default)s)")
    page.set_defaults(run=run_annotate)


def run_verify(args):
    """Print what is covered, set aside, missing and extra; 1 where the copy differs from the ledger."""
    from recounted.article.reading import read
    from recounted.article.verify import compare, report

    comparison = compare(read(args.path))
    print("\n".join(report(comparison, args.path)))
    return 0 if comparison.clean else 1


def run_annotate(args):
    """Write the page; a copy that differs is annotated too, and said to differ."""
    from recounted.article.annotate import annotate
    from recounted.article.reading import read
    from recounted.files import replace

    page, comparison = annotate(read(args.path), Path(args.path).name)
    replace(Path(args.output), page)
    print(f"{args.output}: {len(comparison.pairs)} numbers annotated")
    if not comparison.clean:
        print("This copy differs from the ledger; `recounted article verify` names the places.")
    return 0
