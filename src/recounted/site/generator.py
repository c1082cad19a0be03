"""Write the whole site into a folder, from the committed verdicts, tables, figures and pages; nothing is run."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from markupsafe import Markup

from recounted.building.encoded import Encoded, encoded
from recounted.files import write_whole
from recounted.judging.case_file import case_file
from recounted.judging.citing import Advice, cite_instead
from recounted.judging.claims import KINDS
from recounted.judging.findings import Finding
from recounted.judging.firmness import firmness
from recounted.judging.scorecard import NAMES, SIDES, by_kind, chosen
from recounted.judging.sources import source
from recounted.judging.verdicts import CAUSES, VERDICTS
from recounted.paths import PACKAGE, root
from recounted.site import (
    book,
    box,
    contest,
    deciding,
    errata,
    excerpts,
    explorer,
    exports,
    gallery,
    prose,
    quoting,
    replies,
    retractions,
    review,
    settle,
    works,
)
from recounted.site.pages import page
from recounted.tables.rows import dicts, has, resources

RETRACTED = "Verdicts that we took back"
STRIP = "-scorecard-strip"  # how the name of the picture of all numbers ends
# What the methods page takes from docs/, section by section.
RULES = {
    "docs/design.md": ("Verdicts", "Neighbours and advice", "What a printed figure means"),
    "docs/numbers.md": ("What a figure is read as",),
    "docs/methods.md": (
        "What a verdict rests on",
        "Sources: when they were read, and what was taken from them",
        "What was read",
        "What cannot happen",
    ),
}
# What runs wrote into docs/, each with its day: page, mark, and what was tried; then how fast a build is, and how well
# numbers are found.
CELL = "Would a wrong cell be noticed? A small fault is put into one cell of the data after the other (`make mutate`)."
RULE = "Would a wrong rule be noticed? The code that decides verdicts is changed piece by piece (`make mutate-rules`)."
RUNS = (("docs/mutation.md", "mutation", CELL), ("docs/mutation.md", "rules", RULE))
SPEED = "docs/warm-kernels.md", "Measured"
FOUND = "docs/numbers.md", "How well it finds them"


@dataclass(frozen=True)
class Parts:
    """What a site may have beside its pages of claims: the list of commands, which brings notebooks and docs with it
    (None: without them); the box that judges in the browser; the annotated article, as a page."""

    commands: str | None = None
    box: bool = False
    article: str = ""


def build(
    findings: list[Finding],
    folder: Path,
    tried: Sequence[object] = (),
    parts: Parts = Parts(),
    told: Callable[[str], None] = lambda text: None,
) -> int:
    """Write every page, and return how many; pages of an earlier build that are no longer made are removed.

    `tried`: what the placebo found, records of commands.placebo; `told`: takes a line on what takes a while.

    Raises RecountedError where a headline stands under a verdict that it no longer has.
    """
    written = 0 if parts.commands is None else book.write(findings, folder, parts.commands, told)
    has_box = box.write(folder) if parts.box else False
    made = {name: make() for name, make in pages(findings, tried, bool(written), has_box, bool(parts.article))}
    if parts.article:
        made["article.html"] = parts.article
    for name, html in made.items():
        write_whole(folder / name, html)
    for old in [path for path in folder.rglob("*.html") if path.relative_to(folder).as_posix() not in made]:
        if not (written and old.is_relative_to(folder / book.FOLDER)):
            old.unlink()
    _copy(folder)
    exports.write(findings, folder / "files")
    return len(made) + written


def pages(
    findings: list[Finding],
    tried: Sequence[object] = (),
    with_book: bool = False,
    with_box: bool = False,
    with_article: bool = False,
) -> Iterator[tuple[str, Callable[[], str]]]:
    """Name of each page in the site's folder, and what makes it."""
    yield "index.html", lambda: front(findings, with_article)
    yield "claims.html", lambda: register(findings)
    yield "explorer.html", lambda: explorer.explorer(findings)
    yield "sources.html", lambda: page("sources.html.j2", sources=_sources(findings), title="Sources")
    yield "settle.html", lambda: page("settle.html.j2", wanted=settle.wanted(findings), title="What is missing")
    yield "methods.html", lambda: methods(tried, with_box, with_book)
    yield "data.html", lambda: page("data.html.j2", tables=resources(), title="Data")
    shown = gallery.pictures()
    yield "figures.html", lambda: page("figures.html.j2", pictures=shown, with_book=with_book, title="Figures")
    yield "changes.html", lambda: changes(findings, with_book)
    yield "retractions.html", lambda: taken_back(findings)
    yield "errata.html", lambda: errata.sheet(findings)
    if not with_book:
        yield "book/index.html", lambda: page("no-book.html.j2", up="../", title="Notebooks and docs")
    by_id = {finding.claim_id: finding for finding in findings}
    changed = retractions.retracted()
    for finding in findings:
        yield f"claims/{finding.claim_id}.html", partial(claim, finding, by_id, with_book, changed)
    for source_id, row in _source_rows().items():
        yield f"sources/{source_id}.html", partial(one_source, source_id, row, findings)


def front(findings: list[Finding], with_article: bool = False) -> str:
    """What was recounted, the findings that matter most, the scorecard by kind, the strip."""
    rows = dicts("top-findings") if has("top-findings") else []
    sides = {heading: chosen(rows, findings, side) for side, heading in SIDES.items()}
    return page(
        "index.html.j2",
        title="",
        sides=sides,
        kinds=by_kind(findings),
        instead=quoting.instead,
        cite_instead=cite_instead,
        total=len(findings),
        right=sum(VERDICTS[finding.verdict].is_right for finding in findings),
        strip=next((each for each in gallery.pictures() if each.name.endswith(STRIP)), None),
        changed=len(retractions.newest()),
        last=retractions.last_release(),
        with_article=with_article,
        files=exports.FILES,
    )


def register(findings: list[Finding]) -> str:
    """Every claim in one table, the subject's figures first, with what a reader may narrow it by."""
    used = dict.fromkeys(source_id for finding in findings for source_id in finding.source_ids)
    choices: dict[str, list[str] | dict[str, str]] = {  # where a value is not what a reader sees: value and words
        "verdict": [name for name in VERDICTS if any(f.verdict == name for f in findings)],
        "kind": {each: NAMES[each] for each in dict.fromkeys(f.kind for f in findings)},
        "section": list(dict.fromkeys(f.place.section for f in findings)),
        "cause": {each: words for each, words in CAUSES.items() if any(f.cause == each for f in findings)},
        "notebook": sorted({f.notebook for f in findings}),
        "source": dict(
            sorted({each: source(each).title for each in used}.items(), key=lambda pair: pair[1].casefold())
        ),
    }
    place = {f.claim_id: at for at, f in enumerate(findings)}
    ordered = sorted(findings, key=lambda f: KINDS.index(f.kind))
    return page(
        "claims.html.j2", script="register.js", findings=ordered, choices=choices, place=place, title="All claims"
    )


def claim(
    f: Finding, by_id: dict[str, Finding], with_book: bool = False, changed: Sequence[retractions.Retraction] = ()
) -> str:
    """The page of one claim. `changed`: the verdicts that are not as they were."""
    cited = quoting.works(f)
    every = [*f.cells, *(each for witness in f.witnesses for each in witness.cells)]
    return page(
        "claim.html.j2",
        up="../",
        script="copy.js",
        title=f.statement,
        f=f,
        by_id=by_id,
        answer=Advice(f.cite, f.cite_note).words if f.cite else "",
        sentence=quoting.sentence(f),
        firmness=firmness(case_file(), f),
        cited=cited,
        works=works,
        source=source,
        cells=excerpts.shown(every),
        issue=contest.issue(f),
        report=contest.text(f),
        code=deciding.code(f.notebook, f.cell),
        notebook=f"../book/notebooks/{f.notebook}.html#cell-id={f.cell}" if with_book else contest.notebook(f),
        replies=replies.replies(f.claim_id),
        changed=[each for each in changed if each.claim_id == f.claim_id],
        review=review.claim_review(f),
    )


def one_source(source_id: str, row: dict[str, str], findings: list[Finding]) -> str:
    """The page of one source: what it counts, whose figures they are, which claims hang on it."""
    said = [(f, witness) for f in findings for witness in f.witnesses if source_id in witness.source_ids]
    return page(
        "source.html.j2",
        up="../",
        script="copy.js",
        title=row["title"],
        row=row,
        source_id=source_id,
        said=said,
        falls=[f for f in findings if source_id in f.falls_without],
        held=_encoded()[source_id],
        cited=[works.of_source(source(source_id))],
        works=works,
    )


@cache
def _encoded() -> dict[str, Encoded]:
    """What was encoded of each source, by its id."""
    return {each.source_id: each for each in encoded()}


def methods(tried: Sequence[object], with_box: bool = False, with_book: bool = False) -> str:
    """The rules, as docs/ has them, a box to try them in, the placebo, counted from the committed tables, and what was
    measured on which day."""
    text = "\n".join(prose.sections(name, *headings) for name, headings in RULES.items() if (root() / name).is_file())
    return page(
        "methods.html.j2",
        script="box.js" if with_box else "",
        python=with_box,
        rules=Markup(prose.html(text, folder="docs", with_book=with_book)),
        measured=Markup(prose.html(_measured(), folder="docs", with_book=with_book)),
        with_book=with_book,
        tried=tried,
        title="Methods",
        box=with_box,
        asked=box.ASKED,
    )


def _measured() -> str:
    """What runs wrote into docs/, how well numbers are found and how fast a build is, as Markdown; "" for a project
    that has none of it."""
    told = [f"{what} {found}" for name, mark, what in RUNS if (found := prose.written(name, mark))]
    for (name, section), heading in (
        (FOUND, "How well the article's numbers are found"),
        (SPEED, "How fast a build is"),
    ):
        if (root() / name).is_file():
            text = prose.sections(name, section).partition("\n### ")[0]  # its lists stay in the docs
            told.append(text.replace(f"## {section}", f"### {heading}"))
    return "\n\n".join(told)


def changes(findings: list[Finding], with_book: bool = False) -> str:
    """Each verdict that is not as it was in the last release, with why; then the words of CHANGELOG.md."""
    by_id = {f.claim_id: f for f in findings}
    text = Markup(prose.html(retractions.words() or "Nothing yet.", by_id, with_book=with_book))
    changed = sorted(retractions.newest(), key=lambda each: list(VERDICTS).index(each.before))
    steps = Counter((each.before, each.now) for each in changed)
    return page(
        "changes.html.j2",
        text=text,
        changed=changed,
        steps=steps,
        by_id=by_id,
        last=retractions.last_release(),
        title="Changes",
    )


def taken_back(findings: list[Finding]) -> str:
    """The log of our own errors."""
    by_id = {f.claim_id: f for f in findings}
    return page("retractions.html.j2", retracted=retractions.retracted(), by_id=by_id, title=RETRACTED)


def _source_rows() -> dict[str, dict[str, str]]:
    return {row["source_id"]: row for row in dicts("sources")} if has("sources") else {}


def _sources(findings: list[Finding]) -> list[tuple[dict[str, str], int]]:
    """Each source with the number of claims that it speaks of, those that most hang on first."""
    hang = {each: sum(each in finding.source_ids for finding in findings) for each in _source_rows()}
    return sorted(((row, hang[each]) for each, row in _source_rows().items()), key=lambda pair: -pair[1])


def _copy(folder: Path) -> None:
    """The figures and the tables that pages link to."""
    drawn = [f"{gallery.FIGURES}/{each.name}.{kind}" for each in gallery.pictures() for kind in ("svg", "png")]
    for name in [PACKAGE.as_posix(), *drawn, *(f"data/{each['path']}" for each in resources().values())]:
        if (root() / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root() / name, folder / name)


def sizes(folder: Path) -> tuple[int, int]:
    """How many files the site has, and how many bytes."""
    found = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(found), sum(found)
