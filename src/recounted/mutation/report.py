"""What a run of mutation says: a table of every change, the cells that nothing noticed, a part of docs/mutation.md.

A cell counts as noticed where its own change (a digit, a year, a day) moves a verdict or a value, is refused by the
data package, or stops the build with an error. Survivors stand in tests/unnoticed.csv, each with its reason: the run
holds that file to what it found.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from recounted.building.readme import with_block
from recounted.errors import RecountedError
from recounted.files import write_whole
from recounted.judging.findings import Finding
from recounted.judging.verdicts import VERDICTS
from recounted.markdown import table as markdown_table
from recounted.mutation.campaign import NOTHING, OUTPUT, WAYS, Outcome
from recounted.mutation.claim_mutants import PLACE, PRINTED, RELATION, Judged
from recounted.mutation.operators import SWAPPED, Change
from recounted.paths import root
from recounted.tables.rows import read

MARKS = ("<!-- mutation: written by `make mutate` -->", "<!-- end of mutation -->")
PAGE, SURVIVORS, REPORT = Path("docs/mutation.md"), Path("tests/unnoticed.csv"), Path("build/mutation/report.csv")
COLUMNS = ("table", "row", "column", "cell", "why")
REPORTED = ("table", "line", "column", "change", "before", "after", "figure")
UNNOTICED = (OUTPUT, NOTHING)
LEAST = 0.99  # share of the cells with a figure that must be noticed


def report_csv(outcomes: Iterable[Outcome]) -> str:
    """Every change with how it was noticed, as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*REPORTED, "noticed by", "claims", "error", "cells that show it"])
    for each in outcomes:
        c = each.change
        figure = "yes" if c.is_figure else ""
        row = [c.table, c.line, c.column, c.kind, c.before, c.after, figure, each.way]
        writer.writerow([*row, "; ".join(each.claims), each.fault, "; ".join(each.shown)])
    return text.getvalue()


def cells(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The outcomes that tell of a cell with a figure whether it is noticed: those of its own change."""
    return [each for each in outcomes if each.change.is_figure and each.change.kind != SWAPPED]


def share_noticed(outcomes: Iterable[Outcome]) -> float:
    """Of the cells with a figure, the share that is noticed by a verdict, a value, the schema or an error, 0 to 1."""
    ways = [each.way for each in cells(outcomes)]
    return sum(way not in UNNOTICED for way in ways) / len(ways) if ways else 1.0


def address(change: Change) -> tuple[str, ...]:
    """Table, row by its key, column and content: what names a cell also when rows were added above it."""
    _, resource, rows = read(change.table)
    names = [field["name"] for field in resource["schema"]["fields"]]
    key = resource["schema"].get("primaryKey") or names
    row = rows[change.line - 2]
    parts = [row[names.index(name)] for name in ([key] if isinstance(key, str) else key)]
    return change.table, " / ".join(parts), change.column, change.before


def known_survivors() -> dict[tuple[str, ...], str]:
    """The cells that are known to go unnoticed, with why: rows of tests/unnoticed.csv."""
    path = root() / SURVIVORS
    if not path.is_file():
        return {}
    with open(path, newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    if tuple(header) != COLUMNS or any(len(row) != len(COLUMNS) or not row[-1] for row in rows):
        raise RecountedError(
            SURVIVORS.as_posix(), "a row lacks its reason", f"Let each have {', '.join(COLUMNS)}, all filled in"
        )
    return {tuple(row[:-1]): row[-1] for row in rows}


def disagreements(outcomes: Iterable[Outcome], every_cell: bool = True) -> list[str]:
    """Where the list of survivors and the run disagree: a cell unnoticed and not listed, or, where every cell was
    tried, listed and noticed."""
    tried = {address(each.change): each.way for each in cells(outcomes)}
    known = known_survivors()
    said = [
        f"{' | '.join(cell)}: nothing notices it. Judge by it, remove it, or give its reason in {SURVIVORS.as_posix()}"
        for cell, way in tried.items()
        if way in UNNOTICED and cell not in known
    ]
    said += [
        f"{' | '.join(cell)}: stands in {SURVIVORS.as_posix()}, but {'is noticed' if cell in tried else 'is no cell'}"
        for cell in known
        if every_cell and tried.get(cell, "") not in UNNOTICED
    ]
    return said


def unmoved(outcomes: Iterable[Outcome], judged: Iterable[Judged], findings: Iterable[Finding]) -> list[Finding]:
    """Those of claims that no change moves, neither of a cell of a table nor of the printed figure, though they rest
    on rows."""
    moved = {claim_id for each in outcomes for claim_id in each.claims}
    moved |= {each.claim.claim_id for each in judged if each.kind == PRINTED and each.moved + each.refused}
    return [each for each in findings if each.claim_id not in moved and not _rests_on_nothing(each)]


def uncomputed(findings: Iterable[Finding]) -> list[str]:
    """Claims that nothing computes: no figure of the article and no source was found, so that no cell can move them."""
    return [each.claim_id for each in findings if _rests_on_nothing(each)]


def _rests_on_nothing(finding: Finding) -> bool:
    return finding.verdict == "unverifiable" and not finding.cells and not finding.witnesses


def quoting(judged: Iterable[Judged]) -> list[Judged]:
    """Clean claims whose verdict stays, without an error, whatever digit of the printed figure is another."""
    return [
        each
        for each in judged
        if each.kind == PRINTED and VERDICTS[each.verdict].is_clean and not each.moved + each.refused
    ]


def page_block(
    outcomes: Sequence[Outcome], judged: Sequence[Judged], without: Sequence[str], uncomputed: Sequence[str]
) -> str:
    """The figures of a run, in Markdown, with the day of the run."""
    mine = cells(outcomes)
    counted = {id(each) for each in mine}
    tables = len({each.change.table for each in outcomes})
    parts = [
        f"Run on {date.today():%-d %B %Y}: {len(outcomes):,} changes of {tables} tables. Of {len(mine):,} cells with a "
        f"figure, {share_noticed(outcomes):.1%} were noticed by a verdict, a value, the schema or an error.",
        "### Cells with a figure, by table",
        _by_table(mine),
        "### Other changes, by kind",
        _by_kind([each for each in outcomes if id(each) not in counted]),
        "### The ledger",
        _of_ledger(judged),
        f"Claims that rest on rows and that no change of these moves: {_ids(without)}.",
        f"Claims that nothing computes, neither a figure of the article nor a source: {_ids(uncomputed)}.",
        "Clean claims whose verdict stays whatever digit is printed: "
        f"{_ids([each.claim.claim_id for each in quoting(judged)])}.",
    ]
    return "\n\n".join(parts)


def _ids(claim_ids: Sequence[str]) -> str:
    return ", ".join(f"`{each}`" for each in claim_ids) or "none"


def write_page(block: str) -> None:
    """Put the figures of a run between the marks of docs/mutation.md."""
    path = root() / PAGE
    write_whole(path, with_block(path.read_text(encoding="utf-8"), block, MARKS, PAGE.as_posix()))


def _by_table(mine: Sequence[Outcome]) -> str:
    tables = dict.fromkeys(each.change.table for each in mine)
    counts = {table: Counter(each.way for each in mine if each.change.table == table) for table in tables}
    rows = [[table, count.total(), *(count[way] for way in WAYS)] for table, count in sorted(counts.items())]
    total = Counter(each.way for each in mine)
    rows.append(["**all**", len(mine), *(total[way] for way in WAYS)])
    return markdown_table(["table", "cells", *WAYS], [[str(cell) for cell in row] for row in rows], raw=0)


def _by_kind(others: Sequence[Outcome]) -> str:
    kinds = {kind: Counter(e.way for e in others if e.change.kind == kind) for kind in {e.change.kind for e in others}}
    rows = [[kind, f"{count.total():,}", *(f"{count[way]:,}" for way in WAYS)] for kind, count in sorted(kinds.items())]
    return markdown_table(["change", "tried", *WAYS], rows)


def _of_ledger(judged: Sequence[Judged]) -> str:
    rows = []
    for kind in (PRINTED, RELATION, PLACE):
        mine = [each for each in judged if each.kind == kind]
        tried, moved, refused = (sum(getattr(each, name) for each in mine) for name in ("tried", "moved", "refused"))
        clean = [each for each in mine if VERDICTS[each.verdict].is_clean]
        stay = sum(not each.moved + each.refused for each in clean)
        rows.append([kind, *(f"{n:,}" for n in (len(mine), tried, moved, refused, len(clean), stay))])
    head = ["what is changed", "claims", "changes", "verdict moved", "refused", "clean claims", "of them never noticed"]
    return markdown_table(head, rows)
