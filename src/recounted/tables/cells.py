"""Which cells of which table a claim was recounted from, and what they say."""

from collections.abc import Iterable
from typing import TypeAlias

import pandas as pd

from recounted.errors import RecountedError
from recounted.numerals.marks import with_points
from recounted.tables.decimals import marks
from recounted.tables.rows import lines_of, table_path

Cells: TypeAlias = (
    pd.DataFrame | pd.Series | Iterable | None
)  # rows or columns of loaded tables, or what cells_of made of them


def cells_of(frames: Cells) -> list[dict]:
    """Describe frames or columns of loaded tables: table, file, lines and columns.

    `frames`: one frame or series that still has the index (CSV lines) and attrs of `load`, or a list of them. Raises
    RecountedError for one that has no row: no value came from it.
    """
    if frames is None:
        return []
    if isinstance(frames, (pd.DataFrame, pd.Series)):
        frames = [frames]
    return [frame if isinstance(frame, dict) else _describe(frame) for frame in frames]


def texts_of(frames: Cells) -> list[str]:
    """Every cell, as text, of the rows that frames or descriptions of `cells_of` name: whole rows, as in the file; one
    with a decimal comma also with a point, as sentences have it."""
    told = _told(frames)
    return [text for text, _ in told] + [with_points(text, ",") for text, mark in told if mark == ","]


def marks_of(frames: Cells, text: str) -> set[str]:
    """The decimal marks of the columns in which a text stands, of the rows that frames or descriptions name: "" for
    one that tells none, nothing where the text stands nowhere."""
    return {mark for each, mark in _told(frames) if each == text}


def _told(frames: Cells) -> list[tuple[str, str]]:
    """Every cell of those rows with the decimal mark of its column."""
    found = []
    for cells in cells_of(frames):
        rows, of = lines_of(cells["table"]), marks(cells["table"])
        found += [pair for line in cells["lines"] for pair in zip(rows[line], of, strict=True)]
    return found


def rows_of(frames: Cells) -> list[str]:
    """Where the rows of frames stand, for an error: `data/sources/counts.csv, line 3`; of many lines the first."""
    return [f"{each['file']}, {_lines(each['lines'])}" for each in cells_of(frames)]


def _lines(lines: list[int]) -> str:
    shown = ", ".join(map(str, lines[:3])) + (" …" if lines[3:] else "")
    return f"line{'s' if lines[1:] else ''} {shown}"


def _describe(frame: pd.DataFrame | pd.Series) -> dict:
    table = frame.attrs.get("table")
    if table is None or frame.index.name != "line":
        raise RecountedError(
            "cells",
            "these are not rows of a loaded table",
            "Pass rows of a table as `load` gives it, before groupby, pivot or set_index",
        )
    if frame.empty:
        raise RecountedError(
            f"cells of {table}", "no row is left", "See what chose them: is a name spelled as the table has it?"
        )
    columns = [frame.name] if isinstance(frame, pd.Series) else list(frame.columns)
    return {"table": table, "file": table_path(table), "lines": [int(line) for line in frame.index], "columns": columns}
