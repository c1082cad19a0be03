"""A placebo for agreement: how often would another row of the same table have agreed as well?

A source that gives the printed figure says little where half of its table would. So each witness that is one row of a
table is set aside, and every other row (another year, country or measure) is held to the same printed figure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recounted.errors import RecountedError
from recounted.judging.claims import claim
from recounted.judging.findings import Finding, Testimony
from recounted.tables.rows import read

VALUE = "value"  # the column that holds what a source counts


@dataclass(frozen=True)
class Tried:
    """What came of one table: witnesses that are one row of it, other rows held to their figures, rows that agreed."""

    table: str
    witnesses: int
    rows: int
    agreed: int

    @property
    def share(self) -> float:
        """Of the other rows, the share that would have agreed as well, 0 to 1."""
        return self.agreed / self.rows if self.rows else 0.0


def placebo(findings: Iterable[Finding]) -> list[Tried]:
    """One record a table, the table with the most rows tried first."""
    tried: dict[str, list[tuple[int, int]]] = {}
    for finding in findings:
        for witness in finding.witnesses:
            if table := _table_of(witness):
                others = list(_other_rows(finding, witness, table))
                tried.setdefault(table, []).append((len(others), sum(others)))
    records = [
        Tried(table, len(each), sum(rows for rows, _ in each), sum(agreed for _, agreed in each))
        for table, each in tried.items()
    ]
    return sorted(records, key=lambda record: -record.rows)


def _table_of(witness: Testimony) -> str:
    """The table of which this witness is one row, its value as it stands there; "" for any other witness."""
    if witness.agrees is not True or len(witness.cells) != 1 or len(witness.cells[0]["lines"]) != 1:
        return ""
    table, line = witness.cells[0]["table"], witness.cells[0]["lines"][0]
    _, resource, rows = read(table)
    names = [field["name"] for field in resource["schema"]["fields"]]
    if VALUE not in names or rows[line - 2][names.index(VALUE)].replace(",", "") != witness.value.replace(",", ""):
        return ""
    return table


def _other_rows(finding: Finding, witness: Testimony, table: str) -> Iterator[bool]:
    """Of each other row with another value that can be read, whether it would have agreed."""
    _, resource, rows = read(table)
    at = [field["name"] for field in resource["schema"]["fields"]].index(VALUE)
    own, figure = witness.cells[0]["lines"][0], claim(finding.claim_id).figure
    for line, row in enumerate(rows, start=2):
        if line != own:
            try:
                yield figure.holds(row[at]) is True
            except (RecountedError, TypeError):
                continue  # a value of another kind, a day beside a number: it could not have been a witness


def print_placebo(findings: list[Finding]) -> int:
    """The table for docs/methods.md, as Markdown, and one line that sums it up."""
    records = placebo(findings)
    print("| table | witnesses that agree | other rows | would agree as well |\n|---|--:|--:|--:|")
    for record in records:
        print(f"| {record.table} | {record.witnesses} | {record.rows:,} | {record.share:.1%} |")
    rows, agreed = sum(each.rows for each in records), sum(each.agreed for each in records)
    print(f"\n{agreed} of {rows:,} other rows would have agreed as well ({agreed / rows:.1%})." if rows else "")
    return 0
