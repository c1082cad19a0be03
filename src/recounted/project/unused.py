"""What a project holds that nothing uses: tables, rows, sources, and claims that a cell judges by nothing."""

import json
from collections.abc import Iterable, Iterator, Sequence

from recounted.errors import RecountedError
from recounted.judging.addresses import UNSETTLED
from recounted.judging.findings import Finding, load_findings
from recounted.paths import root
from recounted.tables.rows import dicts, has, lines_of
from recounted.tables.wording import in_words

# Tables that the library itself reads.
LEDGERS: tuple[str, ...] = (
    "claims",
    "numbers",
    "passages",
    "sections",
    "remarks",
    "beside",
    "claims-without-number",
    "top-findings",
)
LEDGERS += ("sources", "verdicts", "sources-encoded", "replies", "kept", "names", "settles", "documents")
# Of the search of readings, which says itself where they lack a row.
LEDGERS += ("readings", "turns", "margins", "standing", "specifications")


def unused(kind: str, loaded: Iterable[Sequence[str]], package: dict[str, dict]) -> Iterator[tuple[str, str]]:
    """Where and what, for one of `tables`, `rows`, `sources`, `claims`. The last build's verdicts tell what is used;
    before the first build, only tables are looked at."""
    used = {table for tables in loaded for table in tables}
    topics = [name for name in package if name not in LEDGERS]
    if kind == "tables":
        return ((f"data/{package[name]['path']}", f"no notebook loads {name!r}") for name in topics if name not in used)
    return {"rows": _rows, "sources": _sources, "claims": _claims}[kind]([name for name in topics if name in used])


def last_findings() -> list[Finding]:
    """The findings of the last build; none before the first."""
    try:
        return load_findings()
    except RecountedError:
        return []


def _rows(tables: list[str]) -> Iterator[tuple[str, str]]:
    lines: dict[str, set[int]] = {}
    for finding in (findings := last_findings()):
        for cells in [*finding.cells, *(each for witness in finding.witnesses for each in witness.cells)]:
            lines.setdefault(cells["table"], set()).update(cells["lines"])
    for table in tables if findings else []:
        every = lines_of(table)
        left = sorted(set(every) - lines.get(table, set()))
        if left:
            where = in_words({"file": "", "lines": left, "columns": [""]}).removeprefix(", ").partition(", column")[0]
            yield f"the table {table}", f"{len(left)} of {len(every)} rows: {where[:80]}"


def _sources(tables: list[str]) -> Iterator[tuple[str, str]]:
    cited = {each for finding in last_findings() for each in finding.source_ids}
    cited |= {cell for table in tables for row in dicts(table) for name, cell in row.items() if "source" in name}
    notebooks = "".join(path.read_text(encoding="utf-8") for path in (root() / "notebooks").glob("*.ipynb"))
    for line, row in enumerate(dicts("sources") if has("sources") else [], start=2):
        if row["source_id"] not in cited and json.dumps(row["source_id"])[1:-1] not in notebooks:
            yield f"data/sources/sources.csv, line {line}", f"nothing cites {row['source_id']}"


def _claims(tables: list[str]) -> Iterator[tuple[str, str]]:
    for finding in last_findings():
        nothing = finding.article_verdict == "not-derivable" and finding.source_verdict == "no-source"
        if nothing and finding.cell != UNSETTLED:
            yield f"notebooks/{finding.notebook}.ipynb, cell {finding.cell}", f"says nothing of {finding.claim_id}"
