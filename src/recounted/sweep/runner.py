"""Run what a sweep asks for and is not finished yet, keep each result as it comes, write the tables at the end."""

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from recounted.errors import RecountedError
from recounted.paths import root
from recounted.sweep import cluster, store
from recounted.sweep.local import Request, cores, run_here
from recounted.sweep.store import Line, Shard
from recounted.sweep.tasks import Task, inputs_of, keys
from recounted.sweep.worker import Result

NOTEBOOKS = "notebooks"  # the folder, beside the tables, of those that are kept


class Report(NamedTuple):
    """How a sweep went: runs in all, those run now, errors by the parameters of their run, the tables written."""

    total: int
    ran: int
    errors: dict[str, str]
    tables: tuple[Path, ...]


def sweep(
    tasks: list[Task],
    folder: Path,
    workers: int | None = None,
    scheduler: str = "",
    shard: Shard | None = None,
    keep_notebooks: bool = False,
) -> Report:
    """Run the tasks that have no final result in `folder`, on this machine or where `scheduler` says.

    With `shard` only its part of them, and no tables: `collect` writes those when all parts are through. An error of
    one run is a row of its own; RecountedError is raised for what concerns all.
    """
    every = keys(tasks)
    mine = dict(islice(every.items(), shard.number, None, shard.of)) if shard else every
    client = cluster.connect(scheduler) if scheduler else None
    with store.written(folder, shard or Shard()) as log:
        there = store.kept(folder)
        wanted = {
            key: task
            for key, task in mine.items()
            if key not in there or not there[key].final or (keep_notebooks and not notebook_of(folder, key).is_file())
        }
        requests = _requests(wanted, folder, keep_notebooks)
        ran = cluster.run_on(client, requests) if client else run_here(requests, min(workers or cores(), len(wanted)))
        for result in _watched(ran, len(wanted)):
            log.add(result)
    lines = store.kept(folder)
    return Report(len(mine), len(wanted), _errors(mine, lines), () if shard else _tables(folder, every, lines))


def collect(tasks: list[Task], folder: Path) -> Report:
    """Write the tables from what shards left. Raises RecountedError where a run has no result."""
    every, lines = keys(tasks), store.kept(folder)
    if missing := [(at, task) for at, (key, task) in enumerate(every.items()) if key not in lines]:
        at, task = missing[0]
        raise RecountedError(
            str(folder),
            f"{len(missing)} of {len(every)} runs have no result, the first being run {at}, {described(task)}",
            f"Run what is left of them: with `--shard i/n`, run {at} is in the shard whose i is {at} mod n",
        )
    return Report(len(every), 0, _errors(every, lines), _tables(folder, every, lines))


def pages(tasks: list[Task], folder: Path, title: str) -> Path:
    """Write an index of all runs and a page for each whose notebook is kept, and give the index."""
    from recounted.sweep.run_pages import write

    every, lines = keys(tasks), store.kept(folder)
    return write(folder, title, every, store.results([lines[key] for key in every]))


def described(task: Task) -> str:
    """A run in words: `country-profile at country=KAZ, edition=2018`."""
    given = ", ".join(f"{name}={value}" for name, value in task.parameters.items())
    return f"{task.source.stem} at {given or 'its defaults'}"


def notebook_of(folder: Path, key: str) -> Path:
    """Where the executed notebook of a run is kept, if it is."""
    return folder / NOTEBOOKS / f"{key}.ipynb"


def _requests(wanted: dict[str, Task], folder: Path, keep_notebooks: bool) -> Iterator[Request]:
    for key, task in wanted.items():
        notebook = notebook_of(folder.resolve(), key)
        if notebook.is_relative_to(root()):  # another machine may have the project elsewhere
            notebook = notebook.relative_to(root())
        yield {
            "key": key,
            "root": str(root()),
            "inputs": inputs_of(task.source),
            "task": task.as_json(),
            "notebook": notebook.as_posix() if keep_notebooks else "",
        }


def _watched(results: Iterator[Result], total: int) -> Iterator[Result]:
    """The same results, with a bar that shows how many a second and the time left, where somebody looks."""
    from tqdm import tqdm

    with tqdm(results, total=total, unit="run", desc="Sweeping", leave=False, disable=not sys.stderr.isatty()) as bar:
        yield from bar


def _errors(tasks: dict[str, Task], lines: dict[str, Line]) -> dict[str, str]:
    return {described(task): lines[key].error for key, task in tasks.items() if lines[key].error}


def _tables(folder: Path, tasks: dict[str, Task], lines: dict[str, Line]) -> tuple[Path, ...]:
    from recounted.sweep.results import write

    return write(folder, tasks, store.results([lines[key] for key in tasks]))
