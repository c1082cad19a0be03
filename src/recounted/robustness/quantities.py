"""Which cells of tables a claim hangs on that hold a measured quantity, and how each may be changed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from recounted.judging.findings import Finding
from recounted.tables.rows import lines_of, resource

PLACES = ("paragraph", "footnote", "position")  # whole numbers that say where a row stands
NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(%?)")  # 92, -0.5, 84.5%
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
        rules = field_of(self.table, self.column).get("constraints", {})
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
        unit = field_of(self.table, self.column).get("unit", "")
        return unit or (row_of(self.table, self.line).get("unit", "") if self.column == "value" else "")


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
        field = field_of(table, column)
        told_apart = column in (*key_of(table), *PLACES) or column.endswith("year") or field.get("unit") == "year"
        if not told_apart and (field["type"] in ("integer", "number") or column == "value" or "unit" in field):
            yield column


def field_of(table: str, column: str) -> dict:
    return next(field for field in resource(table)["schema"]["fields"] if field["name"] == column)


def key_of(table: str) -> list[str]:
    key = resource(table)["schema"].get("primaryKey", [])
    return [key] if isinstance(key, str) else key


def row_of(table: str, line: int) -> dict[str, str]:
    names = [field["name"] for field in resource(table)["schema"]["fields"]]
    return dict(zip(names, lines_of(table)[line], strict=True))
