"""What to run: a small YAML file, or a CSV table with a parameter a column, checked whole before anything runs.

A YAML file has one block, or a list of them. A block names a notebook (the beginning of its name will do) and has
`parameters` (a list of values each, or `{from: 2007, to: 2023, step: 1}`, both ends included) or `rows` (a list of
mappings). `combine` says how parameters are combined: `product`, the default, or `one-at-a-time`. `keep` names values
to be kept of each run besides its findings: a column of the results and a Python expression in the notebook's names.
"""

import ast
import csv
import itertools
import math
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from recounted.errors import RecountedError
from recounted.running.single import defaults, find_notebook, value_of
from recounted.sweep.tasks import Task

MOST_ROWS = 1_000_000
BLOCK = ("notebook", "parameters", "rows", "combine", "keep")
COMBINE = ("product", "one-at-a-time")
RANGE = ("from", "to", "step")

Row = dict[str, Any]  # parameters of one run by name


def read(path: Path, notebook: str = "") -> list[Task]:
    """The runs that a file asks for, each once, sorted. `notebook` is for blocks and tables that name none.

    Raises RecountedError, with block or row, for a notebook or parameter that is not there, a value of another type
    than the parameter's default, a file of another form, and for no rows at all.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise RecountedError(str(path), f"cannot be read ({fault})", "Name a YAML or CSV file") from None
    if path.suffix.lower() not in (".csv", ".yaml", ".yml"):
        raise RecountedError(str(path), "is neither YAML nor CSV by its name", "Let it end in .yaml or .csv")
    tasks = list(_table(path, text, notebook) if path.suffix.lower() == ".csv" else _blocks(path, text, notebook))
    if not tasks:
        raise RecountedError(str(path), "has no rows: there is nothing to run", "Give each parameter a value or more")
    return sorted({task.order: task for task in tasks}.values(), key=lambda task: task.order)


def _table(path: Path, text: str, notebook: str) -> Iterator[Task]:
    """A row a run; an empty cell leaves the parameter at its default, the column `notebook` names the notebook."""
    lines = list(csv.reader(text.splitlines(), strict=True))
    header, *rows = lines or [[]]
    if wrong := [name for name in header if not name.isidentifier()]:
        raise RecountedError(f"{path}, line 1", f"{wrong[0]!r} is no name of a parameter", "Name each column")
    for number, cells in enumerate(rows, start=2):
        where = f"{path}, line {number}"
        if len(cells) != len(header):
            raise RecountedError(where, f"{len(cells)} cells under {len(header)} columns", "Add or remove a cell")
        given = {name: cell for name, cell in zip(header, cells, strict=True) if cell}
        source = _notebook(where, given.pop("notebook", notebook))
        known = _known(where, source, given)
        row = {name: value_of(cell, known[name]) for name, cell in given.items()}
        yield from _tasks(source, [(where, row)], {})


def _blocks(path: Path, text: str, notebook: str) -> Iterator[Task]:
    import yaml

    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise RecountedError(str(path), f"is not YAML ({fault})", "Correct it") from None
    blocks = found if isinstance(found, list) else [found]
    for number, block in enumerate(blocks, start=1):
        where = str(path) if len(blocks) == 1 else f"{path}, block {number}"
        if not isinstance(block, dict) or (unknown := sorted(set(map(str, block)) - set(BLOCK))):
            what = f"has {unknown[0]!r}" if isinstance(block, dict) else "is no block of names and values"
            raise RecountedError(where, what, f"A block has: {', '.join(BLOCK)}")
        source = _notebook(where, block.get("notebook", notebook))
        rows = [(f"{where}, run {at}", row) for at, row in enumerate(_rows(where, block), start=1)]
        yield from _tasks(source, rows, _keep(where, block.get("keep", {})))


def _notebook(where: str, name: object) -> Path:
    if not isinstance(name, str | int) or name == "":
        raise RecountedError(where, "names no notebook", "Write `notebook: NAME`, or give --notebook")
    text = f"{name:02}" if isinstance(name, int) else name  # YAML reads 07 as a number
    return find_notebook(text)


def _rows(where: str, block: dict) -> list[Row]:
    if ("rows" in block) == ("parameters" in block):
        raise RecountedError(where, "needs either `parameters` or `rows`", "Keep one of the two")
    if "rows" in block:
        rows = block["rows"] or []
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise RecountedError(where, "`rows` is no list of mappings", "Write - {name: value} a run")
        return [{str(name): _dated(value) for name, value in row.items()} for row in rows]
    given = block["parameters"] or {}
    if not isinstance(given, dict):
        raise RecountedError(where, "`parameters` is no mapping", "Write name: [value, value]")
    values = {str(name): _values(f"{where}, parameter {name}", each) for name, each in given.items()}
    combine = block.get("combine", COMBINE[0])
    if combine not in COMBINE:
        raise RecountedError(where, f"combine {combine!r} is not known", f"Choose one of: {', '.join(COMBINE)}")
    if combine == "one-at-a-time":
        return [{name: value} for name, each in values.items() for value in each]
    if (number := math.prod(map(len, values.values()))) > MOST_ROWS:
        raise RecountedError(where, f"is {number} runs", f"Ask for {MOST_ROWS} or fewer at once")
    return [dict(zip(values, each, strict=True)) for each in itertools.product(*values.values())] if values else []


def _values(where: str, given: object) -> list:
    if isinstance(given, dict):
        return list(_range(where, given))
    return [_dated(each) for each in given] if isinstance(given, list) else [_dated(given)]


def _range(where: str, given: dict) -> Iterator[int | float]:
    """Whole numbers where both ends and the step are whole, else decimal fractions counted without binary error."""
    numbers = [given.get("from"), given.get("to"), given.get("step", 1)]
    known = set(given) <= set(RANGE) and all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers)
    if not known or numbers[2] <= 0:  # type: ignore[operator]  # a number, as was just seen
        raise RecountedError(where, f"{given} is no range", "Write {from: 2007, to: 2023, step: 1}, a step above 0")
    low, high, step = (Decimal(str(number)) for number in numbers)
    if (high - low) / step > MOST_ROWS:
        raise RecountedError(where, f"{given} has too many values", f"Ask for {MOST_ROWS} or fewer")
    is_whole = all(isinstance(number, int) for number in numbers)
    for at in range(int((high - low) // step) + 1 if high >= low else 0):
        yield int(low + at * step) if is_whole else float(low + at * step)


def _dated(value: object) -> object:
    """Notebooks take days as text; YAML makes dates of them."""
    return value.isoformat() if isinstance(value, date) else value


def _keep(where: str, given: object) -> dict[str, str]:
    if not isinstance(given, dict) or not all(isinstance(each, str | int | float) for each in given.values()):
        raise RecountedError(where, "`keep` is no mapping", "Write column: expression")
    keep = {str(name): str(expression) for name, expression in given.items()}
    for name, expression in keep.items():
        try:
            ast.parse(expression, mode="eval")
        except SyntaxError as fault:
            raise RecountedError(
                f"{where}, keep {name}", f"{expression!r} is no expression ({fault.msg})", "Correct it"
            ) from None
    return keep


def _tasks(source: Path, rows: Iterable[tuple[str, Row]], keep: dict[str, str]) -> Iterator[Task]:
    rows = list(rows)
    known: dict[str, str] = {}
    for where, row in rows:
        known |= _known(where, source, [name for name in row if name not in known])
    for where, row in rows:
        for name, value in row.items():
            if not fits(value, known[name]):
                raise RecountedError(
                    f"{where}, parameter {name}",
                    f"{value!r} is not of the type of its default, {known[name]}",
                    "Give a value of that type",
                )
        yield Task(source, row, keep)


def _known(where: str, source: Path, names: Iterable[str]) -> dict[str, str]:
    try:
        return defaults(source, names)
    except RecountedError as fault:
        raise RecountedError(f"{where}, {fault.where}", fault.what, fault.remedy) from None


def fits(value: object, default: str) -> bool:
    """Whether a value is of its parameter's kind; a default that is no literal, or None, allows any."""
    try:
        own = ast.literal_eval(default)
    except (ValueError, SyntaxError):
        return True
    if own is None:
        return True
    if isinstance(own, bool) or isinstance(value, bool):
        return isinstance(own, bool) and isinstance(value, bool)
    if isinstance(own, float):
        return isinstance(value, int | float) and math.isfinite(value)
    if isinstance(own, list | tuple):
        return isinstance(value, list | tuple)
    return isinstance(value, type(own))
