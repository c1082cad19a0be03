"""The commands `recounted site`, `recounted export` and `recounted errata`."""

import argparse
from pathlib import Path

from recounted.errors import RecountedError

SITE, EXPORT, ERRATA = "build/site", "build/export", "build/errata.html"


def add_parsers(commands: argparse._SubParsersAction) -> None:
    """Add the three commands; each sets `run(args) -> exit code`."""
    site = commands.add_parser(
        "site",
        help="write the site: every claim, source and rule as pages",
        description="From the committed verdicts, tables and notebooks; nothing is run. npm brings Pyodide, once.",
    )
    site.add_argument("--output", default=SITE, metavar="FOLDER", help="where to (default: %(default)s)")
    site.add_argument(
        "--offline", action="store_true", help="ask no registry: without the box that runs in the browser"
    )
    site.add_argument("--article", default="", metavar="COPY", help="your copy of the article, as a page of the site")
    site.set_defaults(run=_site)
    export = commands.add_parser(
        "export",
        help="write files for other tools: workbook, BibTeX, badges and more",
        description="Without NAME all of them.",
    )
    export.add_argument("names", nargs="*", metavar="NAME", help="only these; a wrong name lists them")
    export.add_argument(
        "--article", metavar="PATH", help="your copy of the article: its numbers as web annotations, and nothing else"
    )
    export.add_argument("--output", default=EXPORT, metavar="FOLDER", help="where to (default: %(default)s)")
    export.set_defaults(run=_export)
    errata = commands.add_parser("errata", help="write the sheet for the authors and the journal")
    errata.add_argument("--output", default=ERRATA, metavar="FILE", help="the page to write (default: %(default)s)")
    errata.set_defaults(run=_errata)


def _site(given: argparse.Namespace) -> int:
    from recounted.commands.explore import reminder
    from recounted.commands.placebo import placebo
    from recounted.commands.reference import reference
    from recounted.judging.findings import load_findings
    from recounted.site import book
    from recounted.site.generator import Parts, build, sizes

    folder = Path(given.output)
    _check_folder(folder)
    findings = load_findings()
    if not (here := book.is_here()):
        print("Without notebooks and docs as pages: they take Sphinx, which `make site` installs")
    parts = Parts(
        reference() if here else None, box=not given.offline, article=_annotated(given.article) if given.article else ""
    )
    pages = build(findings, folder, placebo(findings), parts, lambda text: print(text, flush=True))
    files, size = sizes(folder)
    print(f"{folder}/index.html: {pages} pages, {files} files, {size / 1e6:.1f} MB")
    if said := reminder():
        print(said)
    return 0


def _annotated(copy: str) -> str:
    """The reader's copy as a page, with whose text it is. Raises RecountedError for a copy that is another text."""
    from recounted.article.annotate import annotate
    from recounted.article.extraction import read
    from recounted.commands.article import check_likeness
    from recounted.site.works import credit

    page, comparison = annotate(read(copy), Path(copy).name, credit=credit())
    check_likeness(copy, len(comparison.pairs), len(comparison.absent) + len(comparison.differences))
    return page


def _export(given: argparse.Namespace) -> int:
    from recounted.judging.findings import load_findings
    from recounted.site.exports import write

    findings, folder = load_findings(), Path(given.output)
    if given.article and given.names:
        raise RecountedError("export", "--article stands alone", "Leave the names out, or --article")
    for path in [_annotations(given.article, folder)] if given.article else write(findings, folder, given.names):
        print(path)
    return 0


def _annotations(copy: str, folder: Path) -> Path:
    """Write the web annotations of a reader's copy."""
    from recounted.article.extraction import read
    from recounted.article.judged import load_verdicts
    from recounted.article.verify import compare
    from recounted.commands.article import check_likeness
    from recounted.files import write_whole
    from recounted.site.annotations import annotations
    from recounted.site.works import article

    raw = read(copy)
    comparison = compare(raw)
    check_likeness(copy, len(comparison.pairs), len(comparison.absent) + len(comparison.differences))
    write_whole(folder / "annotations.jsonld", annotations(raw, comparison, load_verdicts(), article().link))
    return folder / "annotations.jsonld"


def _errata(given: argparse.Namespace) -> int:
    from recounted.commands.article import PAGES
    from recounted.files import write_whole
    from recounted.judging.findings import load_findings
    from recounted.site.errata import chosen, sheet

    if Path(given.output).suffix.lower() not in PAGES:
        raise RecountedError(given.output, "is no name for a page", f"Let it end in {' or '.join(PAGES)}")
    findings = load_findings()
    write_whole(Path(given.output), sheet(findings, alone=True))
    print(f"{given.output}: {len(chosen(findings))} claims")
    return 0


def _check_folder(folder: Path) -> None:
    """A site replaces the pages of its folder: only an empty one, or that of an earlier site, is taken."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir()) and not (folder / "claims.html").is_file()):
        raise RecountedError(str(folder), "is not the folder of a site", "Name an empty or a new folder")
