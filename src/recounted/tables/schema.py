"""What the data package demands of a table, checked whenever the table is read: types, constraints and keys.

Strict: `1_82`, `nan`, ` 5` and `٥` are no whole numbers. The same demands are checked by Frictionless in the tests;
here they cost no import, name the line and give the remedy.
"""

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from recounted.errors import RecountedError

TRUTH = {"true": True, "false": False}
NAMES = {
    "integer": "whole number",
    "number": "number",
    "boolean": "truth (true or false)",
    "date": "date such as 2023-09-05",
}
CORRECT_CELL = "Correct the cell against its source, or the type in data/datapackage.json"
# 1.050, which is 1050 where commas are decimal
GROUPS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
SAY = 'Write it without the mark, or say "decimalChar": "." at its column in data/datapackage.json'
CORRECT_KEY = "Remove one of the two rows, or correct its key"


def check(path: Path, resource: dict, rows: list[list[str]], mark: str = ".") -> None:
    """Raises RecountedError with file, line and column for the first cell or key that the package does not allow.

    `mark`: the article's decimal mark. Where it is a comma, 1.050 in a column of numbers may be 1050 as well.
    """
    schema = resource["schema"]
    names = [field["name"] for field in schema["fields"]]
    for column, field in enumerate(schema["fields"]):
        _check_column(path, field, [row[column] for row in rows])
        if field["type"] == "number" and field.get("decimalChar", mark) == ",":
            _check_groups(path, field["name"], [row[column] for row in rows])
    if key := schema.get("primaryKey"):
        unique(path, names, rows, [key] if isinstance(key, str) else key)
    for column, field in enumerate(schema["fields"]):
        if "counts" in field:
            _check_counts(path, field, rows, column, [names.index(name) for name in field["counts"]])


def unique(path: Path, names: list[str], rows: list[list[str]], key: list[str]) -> None:
    """Raises RecountedError with both lines where two rows have the same key."""
    columns = [names.index(name) for name in key]
    seen: dict[tuple[str, ...], int] = {}
    for line, row in enumerate(rows, start=2):
        value = tuple(row[column] for column in columns)
        if value in seen:
            shown = ", ".join(f"{name} {part!r}" for name, part in zip(key, value, strict=True))
            raise RecountedError(f"{path}, line {line}", f"{shown} stands in line {seen[value]} already", CORRECT_KEY)
        seen[value] = line


def _check_counts(path: Path, field: dict, rows: list[list[str]], column: int, within: list[int]) -> None:
    """`counts` of a field: it counts 1, 2, 3 down the rows, anew for each value of the columns named."""
    seen: Counter[tuple[str, ...]] = Counter()
    for line, row in enumerate(rows, start=2):
        group = tuple(row[each] for each in within)
        seen[group] += 1
        if row[column] != str(seen[group]):
            whose = f" of {' / '.join(group)}" if group else ""
            raise RecountedError(
                f"{path}, line {line}, column {field['name']}",
                f"{row[column]!r} is not {seen[group]}, though this is row {seen[group]}{whose}",
                "Number the rows 1, 2, 3 in their order, without a gap",
            )


def _check_column(path: Path, field: dict, cells: list[str]) -> None:
    """Each different cell once: a column of thousands of rows has few of them."""
    tests = list(_tests(field))
    for cell in dict.fromkeys(cells):
        for fits, what in tests if cell else _of_empty(field):
            if not fits(cell):
                where = f"{path}, line {cells.index(cell) + 2}, column {field['name']}"
                raise RecountedError(where, f"{repr(cell) if cell else 'the cell'} {what}", CORRECT_CELL)
    if field.get("constraints", {}).get("unique"):
        unique(path, [field["name"]], [[cell] for cell in cells], [field["name"]])


def _check_groups(path: Path, name: str, cells: list[str]) -> None:
    for line, cell in enumerate(cells, start=2):
        if GROUPS.fullmatch(cell):
            what = f"{cell!r} is {cell.replace('.', '')} where commas are decimal, and {float(cell):g} in a table"
            raise RecountedError(f"{path}, line {line}, column {name}", what, SAY)


def _of_empty(field: dict) -> list[tuple[Callable[[str], bool], str]]:
    return [(bool, "is empty, but required")] if field.get("constraints", {}).get("required") else []


def _tests(field: dict) -> Iterable[tuple[Callable[[str], bool], str]]:
    """Pairs of a test for a cell that is not empty, and what is wrong where it fails."""
    rules, kind = field.get("constraints", {}), field["type"]
    if kind in TYPES:
        yield TYPES[kind], f"is not a {NAMES[kind]}"
    if "enum" in rules:
        allowed = {str(each) for each in rules["enum"]}
        yield allowed.__contains__, f"is not one of {', '.join(sorted(allowed))}"
    if "pattern" in rules:
        yield lambda cell: bool(re.fullmatch(rules["pattern"], cell)), f"is not of the form {rules['pattern']}"
    if "minimum" in rules:
        yield lambda cell: _ordered(cell, kind) >= _ordered(rules["minimum"], kind), f"is less than {rules['minimum']}"
    if "maximum" in rules:
        yield lambda cell: _ordered(cell, kind) <= _ordered(rules["maximum"], kind), f"is more than {rules['maximum']}"
    if "maxLength" in rules:
        yield lambda cell: len(cell) <= rules["maxLength"], f"is longer than {rules['maxLength']} characters"


def _ordered(value: object, kind: str) -> Any:
    return float(str(value)) if kind in ("integer", "number") else str(value)


def _integer(cell: str) -> bool:
    # no sign +, no leading zeros
    return bool(re.fullmatch(r"-?(?:0|[1-9][0-9]*)", cell)) and abs(int(cell)) < 2**63


def _number(cell: str) -> bool:
    # 5, -0.5, 1e-3
    return bool(re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", cell)) and math.isfinite(float(cell))


def _date(cell: str) -> bool:
    try:
        # 2023-09-05 and no other form that the library reads
        return bool(re.fullmatch(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}", cell)) and bool(dt.date.fromisoformat(cell))
    except ValueError:
        return False


TYPES: dict[str, Callable[[str], bool]] = {
    "integer": _integer,
    "number": _number,
    "boolean": TRUTH.__contains__,
    "date": _date,
}
