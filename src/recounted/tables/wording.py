"""Cells and values of tables in words. Starts without pandas, for the commands that only print."""

from collections.abc import Iterable


def listed(values: Iterable[object]) -> str:
    """`182, 111 and 103`, from one value or more."""
    *most, last = map(str, values)
    return f"{', '.join(most)} and {last}" if most else last


def in_words(cells: dict) -> str:
    """`data/article/x.csv, lines 2-6, columns year, offences`, from a description that tables.cells made."""
    columns = cells["columns"]
    return f"{rows_in_words(cells)}, {'column' if len(columns) == 1 else 'columns'} {', '.join(columns)}"


def rows_in_words(cells: dict) -> str:
    """`data/article/x.csv, lines 2-6`."""
    lines = cells["lines"]
    return f"{cells['file']}, {f'line {lines[0]}' if len(lines) == 1 else f'lines {_ranges(lines)}'}"


def _ranges(lines: list[int]) -> str:
    """`2-4, 7` from 2, 3, 4, 7."""
    known = set(lines)
    starts = [line for line in sorted(known) if line - 1 not in known]
    ends = [line for line in sorted(known) if line + 1 not in known]
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True))
