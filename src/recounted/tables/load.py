"""Load a table of data/, with the types that the data package gives it.

Every row keeps its line number in the CSV file as its index, and the frame remembers its
table (`frame.attrs["table"]`), so that a claim can say from which cells it was recounted.
"""

from pathlib import Path

import pandas as pd

from recounted import watch
from recounted.paths import root
from recounted.tables.rows import hold as hold_rows
from recounted.tables.rows import read
from recounted.tables.schema import TRUTH, TYPES

Rows = list[list[str]]
# What `hold` keeps in memory, by the project's folder and the table's name: the rows it was made of, and the frame.
_held: dict[tuple[Path, str], tuple[Rows, pd.DataFrame]] = {}


def load(table: str) -> pd.DataFrame:
    """Rows of `table` (a resource name of data/datapackage.json), index = line of the CSV file.

    Integers, numbers, booleans and dates are cast; an empty cell is <NA> there and "" in text.
    Raises RecountedError for an unknown table, a missing file, a wrong header, and a cell or a key that the data
    package does not allow.
    """
    watch.table(table, loaded=True)
    _, resource, rows = read(table)
    if _held and (held := _held.get((root(), table))) and held[0] is rows:
        return held[1].copy()
    return _frame(table, resource, rows)


def hold(table: str) -> None:
    """Keep a table in memory for `load`, as rows.hold does: each that loads it gets a copy of its own."""
    hold_rows(table)
    _, resource, rows = read(table)
    _held[root(), table] = rows, _frame(table, resource, rows)


def _frame(table: str, resource: dict, rows: Rows) -> pd.DataFrame:
    fields = resource["schema"]["fields"]
    frame = pd.DataFrame(rows, columns=[field["name"] for field in fields], dtype=object)
    for field in fields:
        frame[field["name"]] = cast(frame[field["name"]], field["type"])
    frame.index = pd.RangeIndex(2, len(frame) + 2, name="line")
    frame.attrs["table"] = table
    return frame


def cast(cells: pd.Series, kind: str) -> pd.Series:
    """Cells of text as a column of their type; what they hold was checked when they were read."""
    if kind not in TYPES:
        return cells.astype(str)
    if kind == "boolean":
        return cells.map(TRUTH).astype("boolean")
    if kind == "date":
        return pd.to_datetime(cells.where(cells != ""), format="%Y-%m-%d")
    numbers = pd.to_numeric(cells.where(cells != ""))
    if kind == "integer":
        return numbers.astype("Int64" if (cells == "").any() else "int64")
    return numbers.astype("float64")
