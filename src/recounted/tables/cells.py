"""Which cells of which table a claim was recounted from."""

import pandas as pd

from recounted.errors import RecountedError
from recounted.tables.rows import table_path


def cells_of(frames) -> list[dict]:
    """Describe frames or columns of loaded tables: table, file, lines and columns.

    `frames`: one frame or series that still has the index (CSV lines) and attrs of `load`, or a list of them.
    """
    if frames is None:
        return []
    if isinstance(frames, (pd.DataFrame, pd.Series)):
        frames = [frames]
    return [_describe(frame) for frame in frames]


def in_words(cells: dict) -> str:
    """`data/article/x.csv, lines 2-6, columns year, offences`."""
    lines = cells["lines"]
    rows = f"line {lines[0]}" if len(lines) == 1 else f"lines {_ranges(lines)}"
    columns = ", ".join(cells["columns"])
    return f"{cells['file']}, {rows}, column{'s' * (len(cells['columns']) > 1)} {columns}"


def _describe(frame) -> dict:
    table = frame.attrs.get("table")
    if table is None or frame.index.name != "line":
        raise RecountedError(
            "cells",
            "these are not rows of a loaded table",
            "Pass rows of a table as `load` gives it, before groupby, pivot or set_index",
        )
    columns = [frame.name] if isinstance(frame, pd.Series) else list(frame.columns)
    return {"table": table, "file": table_path(table), "lines": [int(line) for line in frame.index], "columns": columns}


def _ranges(lines: list[int]) -> str:
    """`2-4, 7` from 2, 3, 4, 7."""
    lines = sorted(set(lines))
    starts = [line for line in lines if line - 1 not in lines]
    ends = [line for line in lines if line + 1 not in lines]
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True))
