"""Small wrong changes of a table, of the kind that slips into data copied by hand.

A cell gets one change of its own kind (a digit, a year, a day, a unit, a category), a figure also that of another row
(two rows swapped); a row is dropped or doubled. Which digit and which other row is drawn from the cell's address, so
that every run makes the same changes.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

DIGIT, YEAR, DAY, UNIT, CATEGORY, LETTER = "digit", "year", "day", "unit", "category", "letter"
SWAPPED, DROPPED, DOUBLED = "rows swapped", "row dropped", "row doubled"
OF_CELLS = (DIGIT, YEAR, DAY, UNIT, CATEGORY, LETTER, SWAPPED)
KINDS = (*OF_CELLS, DROPPED, DOUBLED)
YEAR_CELL = re.compile(r"(?:1[5-9]|20)\d\d")  # 1926, 2023
DAY_CELL = re.compile(r"\d{4}-\d\d-\d\d")  # 2023-09-05
LONGEST_CATEGORY = 40  # letters; a longer text is prose and no category
LETTERS = "abcdefghijklmnopqrstuvwxyz"
Rows = list[list[str]]


@dataclass(frozen=True)
class Change:
    """One change of a table's row at `line` of its file: of the cell in `column`, or of the whole row where it is "".

    `is_figure`: whether the cell holds a figure, a year or a day; `other`: the line that it was swapped with.
    """

    table: str
    line: int
    column: str
    kind: str
    before: str = ""
    after: str = ""
    other: int = 0
    is_figure: bool = False

    @property
    def words(self) -> str:
        """`investigations, line 2, investigations: 182 → 132`."""
        if not self.column:
            return f"{self.table}, line {self.line}: {self.kind}"
        return f"{self.table}, line {self.line}, {self.column}: {self.before!r} → {self.after!r} ({self.kind})"


def changed(change: Change, names: list[str], rows: Rows) -> Rows:
    """`rows`, without their header, after the change; the rows given stay as they are."""
    at, new = change.line - 2, list(rows)
    if change.kind == DROPPED:
        del new[at]
    elif change.kind == DOUBLED:
        new.insert(at, new[at])
    else:
        column = names.index(change.column)
        new[at] = _with(new[at], column, change.after)
        if change.other:
            new[change.other - 2] = _with(new[change.other - 2], column, change.before)
    return new


def changes(
    table: str, fields: list[dict], rows: Rows, lines: Iterable[int], seed: str = "", prose: bool = False
) -> Iterator[Change]:
    """The changes of the rows at these lines: of each cell that holds a figure or a category, and of each row.

    `fields`: the columns as the data package describes them, with name and type. `seed` draws other changes. `prose`:
    in texts that are neither each word gets
    another first letter.
    """
    columns = [[row[position] for row in rows] for position in range(len(fields))]
    others = [sorted(set(column) - {""}) for column in columns]
    is_prose = [any(len(cell) > LONGEST_CATEGORY for cell in column) for column in columns]
    for line in lines:
        for position, field in enumerate(fields):
            cell, draw = rows[line - 2][position], _draw(seed, table, line, field["name"])
            if cell:
                kind, after = _of_cell(cell, field, others[position], is_prose[position], draw)
                figure = is_figure(cell, field["type"])
                if after:
                    yield Change(table, line, field["name"], kind, cell, after, is_figure=figure)
                elif prose:
                    yield from (Change(table, line, field["name"], LETTER, cell, text) for text in _other_words(cell))
                if figure and (other := _another(columns[position], line, draw)):
                    swapped = rows[other - 2][position]
                    yield Change(table, line, field["name"], SWAPPED, cell, swapped, other, is_figure=True)
        yield Change(table, line, "", DROPPED)
        yield Change(table, line, "", DOUBLED)


def is_figure(cell: str, kind: str = "string") -> bool:
    """Whether a cell holds a figure, a year or a day, and not words in which a digit stands."""
    digits, letters = sum(each.isdecimal() for each in cell), sum(each.isalpha() for each in cell)
    return digits > 0 and (kind in ("integer", "number", "date") or letters <= digits)


def other_digits(text: str) -> Iterator[str]:
    """`text` with one digit changed, for each of its digits and each other digit; a first digit is not made 0."""
    for found in re.finditer(r"[0-9]", text):  # each digit
        at = found.start()
        # no digit or mark before it, and a digit after it
        leads = not re.search(r"[0-9.,]$", text[:at]) and re.match(r"[0-9]", text[at + 1 :])
        for digit in "0123456789":
            if digit != text[at] and not (digit == "0" and leads):
                yield text[:at] + digit + text[at + 1 :]


def _of_cell(cell: str, field: dict, others: list[str], prose: bool, draw: int) -> tuple[str, str]:
    """The kind of change that suits a cell, and what it makes of it; "" where there is none."""
    if YEAR_CELL.fullmatch(cell) and field["type"] in ("string", "integer"):
        return YEAR, str(int(cell) + (1 if draw % 2 else -1))
    if DAY_CELL.fullmatch(cell):
        return DAY, _other_day(cell, draw)
    if re.search(r"[0-9]", cell) and field["name"] != "unit":  # has a digit
        return DIGIT, _chosen(list(other_digits(cell)), draw)
    if field["type"] == "boolean":
        return CATEGORY, {"true": "false", "false": "true"}[cell]
    if cell in ("yes", "no"):
        return CATEGORY, {"yes": "no", "no": "yes"}[cell]
    rest = [other for other in others if other != cell]
    if field["name"] == "unit":
        return UNIT, _chosen(rest, draw) or f"thousand {cell}"
    return CATEGORY, "" if prose else _chosen(rest, draw)


def _other_day(cell: str, draw: int) -> str:
    """Another day of the month, another month or another year."""
    try:
        day = dt.date.fromisoformat(cell)
    except ValueError:  # 2023-02-30, which the data package will refuse as it stands
        return _chosen(list(other_digits(cell)), draw)
    year, month = day.replace(day=min(day.day, 28), year=day.year + 1), day.replace(day=1, month=day.month % 12 + 1)
    return (day + dt.timedelta(days=1), year, month)[draw % 3].isoformat()


def _other_words(cell: str) -> Iterator[str]:
    """A text with another first letter of one of its words, for each word in turn."""
    # the first of some small letters
    for found in re.finditer(r"(?<![a-z])[a-z]", cell):
        other = LETTERS[(LETTERS.index(found[0]) + 1) % len(LETTERS)]
        yield cell[: found.start()] + other + cell[found.end() :]


def _another(column: list[str], line: int, draw: int) -> int:
    """The line of another row that says something else in the column, 0 where none does."""
    lines = [each for each, cell in enumerate(column, start=2) if cell and cell != column[line - 2]]
    return lines[draw % len(lines)] if lines else 0


def _chosen(options: list[str], draw: int) -> str:
    return options[draw % len(options)] if options else ""


def _with(row: list[str], column: int, cell: str) -> list[str]:
    return [*row[:column], cell, *row[column + 1 :]]


def _draw(*address: object) -> int:
    return int.from_bytes(hashlib.sha256("/".join(map(str, address)).encode()).digest()[:6])
