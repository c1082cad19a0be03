"""Runs of one notebook, each parameter of which is the notebook's own and of its kind."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from recounted.errors import RecountedError
from recounted.running.single import defaults, find_notebook
from recounted.sweep.domains import fits
from recounted.sweep.tasks import Task

Row = dict[str, Any]  # parameters of one run by name


def checked(source: Path, rows: Iterable[tuple[str, Row]], keep: dict[str, str]) -> Iterator[Task]:
    """A task for each row. Rows come with where they stand, which an error begins with."""
    for where, row in rows:
        for name, value in row.items():
            own = default(where, source, name)
            if not fits(value, own):
                raise RecountedError(
                    f"{where}, parameter {name}",
                    f"{value!r} is not of the type of its default, {own}",
                    "Give a value of that type",
                )
        yield Task(source, row, keep)


def notebook_of(where: str, name: object) -> Path:
    """The notebook whose name begins so."""
    if not isinstance(name, str | int) or name == "":
        raise RecountedError(where, "names no notebook", "Write `notebook: NAME`, or give --notebook")
    return find_notebook(f"{name:02}" if isinstance(name, int) else name)  # YAML reads 07 as a number


def default(where: str, source: Path, name: str) -> str:
    """A parameter's default as the notebook writes it; read once as long as the notebook stays as it is."""
    try:
        return _default(source, source.stat().st_mtime_ns, name)
    except RecountedError as fault:
        raise RecountedError(f"{where}, {fault.where}", fault.what, fault.remedy) from None


@cache
def _default(source: Path, changed: int, name: str) -> str:
    return defaults(source, [name])[name]
