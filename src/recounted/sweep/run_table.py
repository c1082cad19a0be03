"""A CSV table of runs: a parameter a column, or, as data/readings.csv, a value a row.

In the first form each row is a run, an empty cell leaves its parameter at the default, and a column `notebook` names
the notebook. The second form has the columns `notebook`, `parameter` and `value`: each row is a run that changes that
one parameter. There `*` for a notebook stands for all that have the parameter, and a row of kind `view`, or for every
value, is passed over: it is no reading.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from recounted.errors import RecountedError
from recounted.paths import root
from recounted.running.single import value_of
from recounted.sweep.checked import checked, default, notebook_of
from recounted.sweep.tasks import Task

ONE_A_ROW = {"notebook", "parameter", "value"}
EVERY, VIEW = "*", "view"


def from_table(path: Path, text: str, notebook: str) -> Iterator[Task]:
    """The runs of a table. Raises RecountedError, with the line, as `spec.read` does."""
    header, *lines = list(csv.reader(text.splitlines(), strict=True)) or [[]]
    if wrong := [name for name in header if not name.isidentifier()]:
        raise RecountedError(f"{path}, line 1", f"{wrong[0]!r} is no name of a parameter", "Name each column")
    for number, cells in enumerate(lines, start=2):
        where = f"{path}, line {number}"
        if len(cells) != len(header):
            raise RecountedError(where, f"{len(cells)} cells under {len(header)} columns", "Add or remove a cell")
        row = {name: cell for name, cell in zip(header, cells, strict=True) if cell}
        yield from _readings(where, row) if set(header) >= ONE_A_ROW else [_run(where, row, notebook)]


def _run(where: str, row: dict[str, str], notebook: str) -> Task:
    source = notebook_of(where, row.pop("notebook", notebook))
    (task,) = checked(source, [(where, _typed(where, source, row))], {})
    return task


def _readings(where: str, row: dict[str, str]) -> Iterator[Task]:
    if missing := sorted(ONE_A_ROW - set(row)):
        raise RecountedError(where, f"has no {missing[0]}", "Fill the cell")
    if row.get("kind") == VIEW or row["value"] == EVERY:
        return
    for source in _having(row["parameter"]) if row["notebook"] == EVERY else [notebook_of(where, row["notebook"])]:
        given = _typed(where, source, {row["parameter"]: row["value"]})
        yield from checked(source, [(where, given)], {})


def _having(parameter: str) -> Iterator[Path]:
    """The notebooks that have a parameter."""
    for source in sorted((root() / "notebooks").glob("*.ipynb")):
        try:
            default("", source, parameter)
        except RecountedError:
            continue
        yield source


def _typed(where: str, source: Path, row: dict[str, str]) -> dict[str, object]:
    return {name: value_of(cell, default(where, source, name)) for name, cell in row.items()}
