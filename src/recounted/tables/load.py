"""Load a table of data/, with the types that the data package gives it.

Every row keeps its line number in the CSV file as its index, and the frame remembers its
table (`frame.attrs["table"]`), so that a claim can say from which cells it was recounted.
"""

from pathlib import Path

import pandas as pd

from recounted.errors import RecountedError
from recounted.tables.rows import read

TRUTH = {"true": True, "false": False}


def load(table: str) -> pd.DataFrame:
    """Rows of `table` (a resource name of data/datapackage.json), index = line of the CSV file.

    Integers, numbers, booleans and dates are cast; an empty cell is <NA> there and "" in text.
    Raises RecountedError for an unknown table, a missing file, a wrong header or a wrong type.
    """
    path, resource, rows = read(table)
    fields = resource["schema"]["fields"]
    frame = pd.DataFrame(rows, columns=[field["name"] for field in fields], dtype=object)
    for field in fields:
        frame[field["name"]] = _cast(path, frame[field["name"]], field["type"])
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="line")
    frame.attrs["table"] = table
    return frame


def _cast(path: Path, cells: pd.Series, kind: str) -> pd.Series:
    if kind not in ("integer", "number", "boolean", "date"):
        return cells.astype(str)
    given = cells[cells != ""]
    wrong = [line for line, cell in given.items() if not _fits(cell, kind)]
    if wrong:
        raise RecountedError(
            f"{path}, line {wrong[0] + 2}, column {cells.name}",
            f"{given[wrong[0]]!r} is not a {kind}",
            "Correct the cell against its source, or the type in data/datapackage.json",
        )
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
