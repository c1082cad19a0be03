"""Which cells of tables a claim hangs on that hold a measured quantity, and how each may be changed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from recounted.judging.findings import Finding
from recounted.judging.sources import source
from recounted.tables.rows import lines_of, resource

PLACES = ("paragraph", "footnote", "position")  # whole numbers that say where a row stands
NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(%?)")  # 92, -0.5, 84.5%
PERIOD = re.compile(r"\d{4}(-\d\d){0,2}")
TIMES = 9  # a cell is tried up to so many times its value more, and down to 0
LEAST_STEPS = 100


@dataclass(frozen=True)
class Quantity:
    """One cell with a number: its table, line and column, and the number as it stands there."""

    table: str
    line: int
    column: str
    text: str

    @property
    def value(self) -> Decimal:
        return Decimal(self.text.rstrip("%"))

    @property
    def step(self) -> Decimal:
        """One in the last digit written."""
        return Decimal(1).scaleb(min(0, int(self.value.as_tuple().exponent)))

    @property
    def limits(self) -> tuple[int, int]:
        """How many steps down and up it is tried, inside what the data package allows for the column."""
        rules = _field(self.table, self.column).get("constraints", {})
        least = Decimal(str(rules.get("minimum", 0 if self.value >= 0 else self.value * (TIMES + 1))))
        most = max(self.value + abs(self.value) * TIMES, self.value + LEAST_STEPS * self.step)
        most = min(most, Decimal(str(rules.get("maximum", most))))
        return -int((self.value - least) / self.step), int((most - self.value) / self.step)

    def moved(self, steps: int) -> str:
        """The text of the cell with its number moved."""
        return f"{self.value + steps * self.step}{'%' if self.text.endswith('%') else ''}"

    @property
    def unit(self) -> str:
        """What it counts: the unit of the column or of the row, "" where it is no count (a rank, an index)."""
        unit = _field(self.table, self.column).get("unit", "")
        return unit or (_row(self.table, self.line).get("unit", "") if self.column == "value" else "")

    @property
    def row_words(self) -> str:
        """Which row it is: who published it, and the states, names and years that tell it from others."""
        row = _row(self.table, self.line)
        publisher = source(row["source_id"]).publisher if row.get("source_id") else ""
        apart = {"source_id", "scope", "measure", "unit", "indicator", "dimension", "report_year" * ("year" in row)}
        apart |= {"agency"} if publisher else set()
        told = [
            row[name] for name in _key(self.table) if name not in apart and row[name].lower() not in ("all", "total")
        ]
        return ", ".join(dict.fromkeys(filter(None, [publisher, *_years(told)])))


def _years(told: list[str]) -> list[str]:
    """`2019` for `2019-01-01` and `2019-12-31`; other periods as `2022-01-01 to 2022-06-30`."""
    days = [each for each in told if PERIOD.fullmatch(each)]
    if len(days) != 2:
        return told
    first, last = days
    whole = first[:4] == last[:4] and (first[4:], last[4:]) in (("-01-01", "-12-31"), ("-01", "-12"), ("", ""))
    return [*(each for each in told if each not in days), first[:4] if whole else f"{first} to {last}"]


def quantities(finding: Finding) -> list[Quantity]:
    """The quantities among the cells of a finding and of its witnesses, each once, in their order."""
    cells = [*finding.cells, *(each for witness in finding.witnesses for each in witness.cells)]
    return list(dict.fromkeys(each for described in cells for each in _of(described)))


def _of(described: dict) -> Iterator[Quantity]:
    table = described["table"]
    names = [field["name"] for field in resource(table)["schema"]["fields"]]
    for column in _measured(table, described["columns"]):
        for line in described["lines"]:
            text = lines_of(table)[line][names.index(column)]
            if NUMBER.fullmatch(text):
                yield Quantity(table, line, column, text)


def _measured(table: str, columns: Iterable[str]) -> Iterator[str]:
    """Columns of measured quantities: no keys, years or places, nor what the notebook worked out."""
    known = {field["name"] for field in resource(table)["schema"]["fields"]}
    for column in (each for each in columns if each in known):
        field = _field(table, column)
        told_apart = column in (*_key(table), *PLACES) or column.endswith("year") or field.get("unit") == "year"
        if not told_apart and (field["type"] in ("integer", "number") or column == "value" or "unit" in field):
            yield column


def _field(table: str, column: str) -> dict:
    return next(field for field in resource(table)["schema"]["fields"] if field["name"] == column)


def _key(table: str) -> list[str]:
    key = resource(table)["schema"].get("primaryKey", [])
    return [key] if isinstance(key, str) else key


def _row(table: str, line: int) -> dict[str, str]:
    names = [field["name"] for field in resource(table)["schema"]["fields"]]
    return dict(zip(names, lines_of(table)[line], strict=True))
