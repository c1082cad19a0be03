"""What a notebook can be asked: each parameter with its default, its meaning and the values that it takes.

Read from the notebook itself: defaults and meanings from the cell tagged `parameters`, the values from the checks that
follow it (`one_of`, `in_range`, `period`), so that no second list of them can go out of step. Nothing is run.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from recounted.judging.parameters import ROUNDINGS
from recounted.running.notebooks import read_notebook, tags
from recounted.tables.rows import dicts, has, resource, resources

LINE = re.compile(r"^(\w+) *= *(.+?)(?: {2}# ?(.*))?$", re.M)  # name = value  # comment
MOST = 40  # whole numbers of a range that are listed one by one; of a wider one some
CODES = "iso3"  # column of country codes
# Those that `begin` takes and checks itself.
RULES: dict[str, tuple[Any, ...]] = {"rounding": ROUNDINGS, "about": (0.05, 0.1, 0.2, 0.5)}


@dataclass(frozen=True)
class Option:
    """A parameter: its name, its default, what it means, and the values that it takes, () where they are not known."""

    name: str
    default: Any
    meaning: str
    values: tuple[Any, ...] = ()


def options(path: Path) -> list[Option]:
    """The parameters of a notebook in its own order; [] for one without. Raises RecountedError for no notebook."""
    cells = [cell for cell in read_notebook(path)["cells"] if cell["cell_type"] == "code"]
    sources = ["".join(cell["source"]) for cell in cells]
    tagged = ["parameters" in tags(cell) for cell in cells]
    found = [
        Option(name, ast.literal_eval(text), (meaning or "").strip())
        for source, own in zip(sources, tagged, strict=True)
        if own
        for name, text, meaning in LINE.findall(source)
    ]
    defaults = {each.name: each.default for each in found}
    allowed = _allowed([source for source, own in zip(sources, tagged, strict=True) if not own], defaults)
    return [replace(each, values=_values(each, allowed, sources, path.stem)) for each in found]


def _values(option: Option, allowed: dict[str, list[Any]], sources: list[str], notebook: str) -> tuple[Any, ...]:
    values = allowed.get(option.name, list(RULES.get(option.name, ()))) or _readings(option, notebook)
    if option.name not in allowed and "ISO 3166" in option.meaning:
        values = _codes("\n".join(sources))
    if values and option.default not in values:
        values = sorted([*values, option.default], key=lambda each: (str(type(each)), each))
    return tuple(values)


def _readings(option: Option, notebook: str) -> list[Any]:
    """The values that data/readings.csv names for a parameter, where its checks name none."""
    rows = [row for row in (dicts("readings") if has("readings") else []) if row["notebook"] == notebook]
    texts = [row["value"] for row in rows if row["parameter"] == option.name and row["value"] != "*"]
    return texts if isinstance(option.default, str) else [ast.literal_eval(text) for text in texts]


def _allowed(sources: list[str], defaults: dict[str, Any]) -> dict[str, list[Any]]:
    """The values that every check of a parameter lets pass while the other parameters are at their defaults."""
    allowed: dict[str, list[Any]] = {}
    for source in sources:
        for name, values in _checks(source, defaults):
            if name in defaults:
                allowed[name] = [each for each in allowed.get(name, values) if each in values]
    return allowed


def _checks(source: str, defaults: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a magic: no check
        return
    for call in [node for node in ast.walk(tree) if isinstance(node, ast.Call)]:
        given = [_read(each, defaults) for each in call.args]
        match getattr(call.func, "id", ""), given:
            case "one_of", [str(name), _, values]:
                yield name, values if isinstance(values, list) else []  # [] where they are known in a run alone
            case "in_range", [str(name), _, int() | float() as low, int() | float() as high] if name in defaults:
                yield name, _numbers(low, high, defaults[name])
            case "period", [int(first), int(last), int(low), int(high)]:
                for argument, (start, end) in zip(call.args, ((low, last), (first, high)), strict=False):
                    if isinstance(argument, ast.Name):
                        yield argument.id, list(range(start, end + 1))


def _read(node: ast.expr, defaults: dict[str, Any]) -> Any:
    """What an argument of a check is: a plain value, a parameter's default, a range, a sum; None for anything else."""
    match node:
        case ast.Name(id=name):
            return defaults.get(name)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            one, other = _read(left, defaults), _read(right, defaults)
            if isinstance(one, int) and isinstance(other, int):
                return one + other if isinstance(op, ast.Add) else one - other
        case ast.Call(func=ast.Name(id="range"), args=args):
            ends = [_read(each, defaults) for each in args]
            return list(range(*ends)) if ends and all(isinstance(each, int) for each in ends) else None
        case _:
            try:
                return ast.literal_eval(node)
            except ValueError:
                return None
    return None


def _numbers(low: float, high: float, default: Any) -> list[Any]:
    """Whole numbers from low to high; where they are many, or no whole ones, both ends and some around the default."""
    if isinstance(default, int) and isinstance(low, int) and isinstance(high, int):
        if high - low <= MOST:
            return list(range(low, high + 1))
        return sorted({each for each in (low, default // 10, default, default * 10, high) if low <= each <= high})
    return sorted({each for each in (low, default / 2, default, default * 2, high) if low <= each <= high})


def _codes(source: str) -> list[str]:
    """Country codes in the tables that a notebook names."""
    named = [name for name in resources() if f'"{name}"' in source and has(name)]
    with_codes = [name for name in named if CODES in [field["name"] for field in resource(name)["schema"]["fields"]]]
    return sorted({row[CODES] for name in with_codes for row in dicts(name) if row[CODES]})
