"""What to run: a small YAML file, or a CSV table (see `run_table`), checked whole before anything runs.

A YAML file has one block, or a list of them. A block names a notebook (the beginning of its name will do) and has
`parameters` (values as `domains` has them) or `rows` (a list of mappings). `combine` says how parameters are combined:
`product`, the default, or `one-at-a-time`. `keep` names values to be kept of each run besides its findings: a column of
the results and a Python expression in the notebook's names. `title` is what pages are called.
"""

import ast
import itertools
import math
from collections.abc import Iterator
from pathlib import Path

from recounted.errors import RecountedError
from recounted.sweep.checked import Row, checked, notebook_of
from recounted.sweep.domains import MOST_ROWS, dated, values_of
from recounted.sweep.run_table import from_table
from recounted.sweep.tasks import Task

BLOCK = ("title", "notebook", "parameters", "rows", "combine", "keep")
COMBINE = ("product", "one-at-a-time")


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
    tasks = list(from_table(path, text, notebook) if path.suffix.lower() == ".csv" else _blocks(path, text, notebook))
    if not tasks:
        raise RecountedError(str(path), "has no rows: there is nothing to run", "Give each parameter a value or more")
    return sorted({task.order: task for task in tasks}.values(), key=lambda task: task.order)


def title(path: Path) -> str:
    """What a file that was read calls itself: the `title` of its first block, else its name."""
    import yaml

    found = yaml.safe_load(path.read_text(encoding="utf-8-sig")) if path.suffix.lower() != ".csv" else {}
    first = found[0] if isinstance(found, list) else found
    return str(first.get("title", path.stem))


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
        source = notebook_of(where, block.get("notebook", notebook))
        rows = [(f"{where}, run {at}", row) for at, row in enumerate(_rows(where, block), start=1)]
        yield from checked(source, rows, _keep(where, block.get("keep", {})))


def _rows(where: str, block: dict) -> list[Row]:
    if ("rows" in block) == ("parameters" in block):
        raise RecountedError(where, "needs either `parameters` or `rows`", "Keep one of the two")
    if "rows" in block:
        rows = block["rows"] or []
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise RecountedError(
                where, "`rows` is not a list of parameters with their values", "Write - {name: value} for each run"
            )
        return [{str(name): dated(value) for name, value in row.items()} for row in rows]
    given = block["parameters"] or {}
    if not isinstance(given, dict):
        raise RecountedError(where, "`parameters` does not give each name its values", "Write name: [value, value]")
    values = {str(name): values_of(f"{where}, parameter {name}", each) for name, each in given.items()}
    combine = block.get("combine", COMBINE[0])
    if combine not in COMBINE:
        raise RecountedError(where, f"combine {combine!r} is not known", f"Choose one of: {', '.join(COMBINE)}")
    if combine == "one-at-a-time":
        return [{name: value} for name, each in values.items() for value in each]
    if (number := math.prod(map(len, values.values()))) > MOST_ROWS:
        raise RecountedError(where, f"is {number} runs", f"Ask for {MOST_ROWS} or fewer at once")
    return [dict(zip(values, each, strict=True)) for each in itertools.product(*values.values())] if values else []


def _keep(where: str, given: object) -> dict[str, str]:
    if not isinstance(given, dict) or not all(isinstance(each, str | int | float) for each in given.values()):
        raise RecountedError(where, "`keep` does not give each column its expression", "Write column: expression")
    keep = {str(name): str(expression) for name, expression in given.items()}
    for name, expression in keep.items():
        try:
            ast.parse(expression, mode="eval")
        except SyntaxError as fault:
            raise RecountedError(
                f"{where}, keep {name}", f"{expression!r} is no expression ({fault.msg})", "Correct it"
            ) from None
    return keep
