"""The command `recounted sweep`."""

import argparse
import os
import re
from pathlib import Path

from recounted.errors import RecountedError

MOST_ERRORS = 5  # that are told one by one; the tables have them all


def add_parser(commands: argparse._SubParsersAction) -> None:
    """Add the command; it sets `run(args) -> exit code`."""
    sweep = commands.add_parser(
        "sweep",
        help="run a notebook over a grid of parameters",
        description="SPEC is a YAML file (notebook, parameters or rows) or a CSV table with a parameter a column; see "
        "docs/sweeps.md. Finished runs are kept and not run again. Exit code 1: some runs ended with an error.",
    )
    sweep.add_argument("spec", metavar="SPEC", help="what to run: .yaml or .csv")
    sweep.add_argument("--notebook", default="", metavar="NAME", help="the notebook, where SPEC names none")
    sweep.add_argument("--workers", type=int, metavar="N", help="processes on this machine (default: as many as cores)")
    sweep.add_argument("--scheduler", metavar="URL", help="run on this Dask cluster (default: DASK_SCHEDULER_ADDRESS)")
    sweep.add_argument("--shard", metavar="I/N", help="only the runs whose place in the grid is I mod N; no tables")
    sweep.add_argument("--collect", action="store_true", help="run nothing: write the tables from all shards")
    sweep.add_argument("--keep-notebooks", action="store_true", help="keep each executed notebook, pictures drawn")
    sweep.add_argument("--pages", action="store_true", help="keep notebooks, and write a page for each and an index")
    sweep.add_argument("--output", metavar="FOLDER", help="where to (default: build/sweeps/ and SPEC's name)")
    sweep.set_defaults(run=_sweep)


def _sweep(given: argparse.Namespace) -> int:
    scheduler = given.scheduler or ("" if given.workers else os.environ.get("DASK_SCHEDULER_ADDRESS", ""))
    _check(given)
    from recounted.paths import PACKAGE, root
    from recounted.sweep.runner import collect, pages, sweep
    from recounted.sweep.spec import read, title
    from recounted.sweep.store import Shard

    spec = Path(given.spec)
    shard = Shard(*_shard(given.shard)) if given.shard else None
    folder = Path(given.output) if given.output else root() / "build" / "sweeps" / spec.stem
    if (folder / PACKAGE).exists():
        raise RecountedError("--output", f"{folder} is a project, not a folder of results", "Name a folder of its own")
    tasks = read(spec, given.notebook)
    if given.collect:
        report = collect(tasks, folder)
    else:
        report = sweep(tasks, folder, given.workers, scheduler, shard, given.keep_notebooks or given.pages)
    written = [*report.tables, *([pages(tasks, folder, title(spec))] if given.pages else [])]
    for run, error in list(report.errors.items())[:MOST_ERRORS]:
        print(f"  error: {run}: {error}")
    if (more := len(report.errors) - MOST_ERRORS) > 0:
        print(f"  error: {more} more")
    earlier = f", {report.total - report.ran} had a result" if report.total > report.ran else ""
    print(f"==> {report.total} runs: {report.ran} run now{earlier}, {len(report.errors)} with an error")
    for path in written:
        print(f"  {path.relative_to(root()) if path.is_relative_to(root()) else path}")
    return 1 if report.errors else 0


def _check(given: argparse.Namespace) -> None:
    if given.workers is not None and given.workers < 1:
        raise RecountedError("--workers", f"{given.workers} processes are not possible", "Choose 1 or more")
    if given.scheduler and given.workers:
        raise RecountedError("--workers", "is for this machine, --scheduler for another", "Keep one of the two")
    if given.pages and given.shard:
        raise RecountedError(
            "--pages",
            "is for all runs, not for a part of them",
            "Give it with --collect, and --keep-notebooks to each shard",
        )
    if given.collect and given.shard:
        raise RecountedError("--collect", "gathers what all parts have done", "Leave --shard out")


def _shard(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)  # 3/24
    if not found or int(found[1]) >= int(found[2]):
        raise RecountedError("--shard", f"{text!r} names no part of the runs", "Write I/N, I from 0 to N-1, as 0/4")
    return int(found[1]), int(found[2])
