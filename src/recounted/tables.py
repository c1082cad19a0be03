"""Load a table of data/, with the types that the data package gives it.

Every row keeps its line number in the CSV file as its index, and the frame remembers its
table (`frame.attrs["table"]`), so that a claim can say from which cells it was recounted.
"""

import csv
import difflib
import json
from functools import cache
from pathlib import Path

import pandas as pd

from recounted.errors import RecountedError
from recounted.paths import root

TRUTH = {"true": True, "false": False}


def load(table: str) -> pd.DataFrame:
    """Rows of `table` (a resource name of data/datapackage.json), index = line of the CSV file.

    Integers, numbers, booleans and dates are cast; an empty cell is <NA> there and "" in text.
    Raises RecountedError for an unknown table, a missing file, a wrong header or a wrong type.
    """
    resource = _resource(table)
    path = root() / "data" / resource["path"]
    frame = _read(path)
    fields = resource["schema"]["fields"]
    _check_header(path, list(frame.columns), [field["name"] for field in fields])
    for field in fields:
        frame[field["name"]] = _cast(path, frame[field["name"]], field["type"])
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="line")
    frame.attrs["table"] = table
    return frame


def table_names() -> list[str]:
    """Names of all tables in the data package, in its order."""
    return list(_package(root()))


def table_path(table: str) -> str:
    """Path of a table's CSV file, from the project folder."""
    return f"data/{_resource(table)['path']}"


@cache
def _package(folder: Path) -> dict[str, dict]:
    text = (folder / "data" / "datapackage.json").read_text(encoding="utf-8")
    return {resource["name"]: resource for resource in json.loads(text)["resources"]}


def _resource(table: str) -> dict:
    package = _package(root())
    if table not in package:
        near = difflib.get_close_matches(table, package, n=3) or sorted(package)
        raise RecountedError("data/datapackage.json", f"there is no table {table!r}",
                             f"Tables of a like name: {', '.join(near)}")
    return package[table]


def _read(path: Path) -> pd.DataFrame:
    """All cells as text. pandas would take a row that is too long for an index, so rows are read by `csv`."""
    try:
        with open(path, newline="", encoding="utf-8") as file:
            header, *rows = csv.reader(file, strict=True)
    except FileNotFoundError:
        raise RecountedError(str(path), "the table's file is missing",
                             "Restore it with `git checkout -- data`") from None
    except (csv.Error, UnicodeDecodeError, ValueError) as fault:
        raise RecountedError(str(path), f"not a readable CSV table ({fault})",
                             "Mend the row named, or restore the file with `git checkout -- data`") from None
    for line, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise RecountedError(f"{path}, line {line}", f"{len(row)} cells under {len(header)} columns",
                                 "Add or remove a cell; text with a comma needs quotes")
    return pd.DataFrame(rows, columns=header, dtype=object)


def _check_header(path: Path, found: list[str], wanted: list[str]) -> None:
    if found != wanted:
        raise RecountedError(f"{path}, line 1", f"columns are {', '.join(found)}, not {', '.join(wanted)}",
                             "Make the header and the table's schema in data/datapackage.json the same")


def _cast(path: Path, cells: pd.Series, kind: str) -> pd.Series:
    if kind not in ("integer", "number", "boolean", "date"):
        return cells.astype(str)
    given = cells[cells != ""]
    wrong = [line for line, cell in given.items() if not _fits(cell, kind)]
    if wrong:
        raise RecountedError(f"{path}, line {wrong[0] + 2}, column {cells.name}",
                             f"{given[wrong[0]]!r} is not a {kind}",
                             "Correct the cell against its source, or the type in data/datapackage.json")
    if kind == "boolean":
        return cells.map(TRUTH).astype("boolean")
    if kind == "date":
        return pd.to_datetime(cells.where(cells != ""), format="%Y-%m-%d")
    whole = len(given) == len(cells)
    numbers = pd.to_numeric(cells.where(cells != ""))
    if kind == "integer":
        return numbers.astype("int64" if whole else "Int64")
    return numbers.astype("float64")


def _fits(cell: str, kind: str) -> bool:
    try:
        {"integer": int, "number": float, "boolean": TRUTH.__getitem__, "date": _date}[kind](cell)
    except (ValueError, KeyError):
        return False
    return True


def _date(cell: str) -> None:
    pd.to_datetime(cell, format="%Y-%m-%d", exact=True)
