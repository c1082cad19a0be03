"""`recounted robustness`: search margins and readings of what changed, and tell how firmly the verdicts stand."""

import argparse
import sys

from recounted.tables.rows import dicts


def add_parser(commands: argparse._SubParsersAction) -> None:
    parser = commands.add_parser(
        "robustness",
        help="search margins and readings of the notebooks that changed (minutes)",
        description="For each figure the smallest change of one data cell that flips its verdict, and for each claim "
        "the share of readings (data/readings.csv) in which its verdict holds. Writes data/verdicts/margins.csv, "
        "standing.csv and specifications.csv.",
    )
    parser.add_argument("-j", "--jobs", type=int, metavar="N", help="processes at once (as many as cores)")
    parser.add_argument("--all", action="store_true", help="search all notebooks, after a change of the search itself")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    from recounted.building.searched import publish
    from recounted.commands.typed import check_jobs

    check_jobs(given.jobs)
    searched = publish(given.jobs, given.all, _told)
    rows = dicts("standing")
    firm = sum(row["holds"] == row["readings"] for row in rows)
    print(f"==> {len(searched)} notebooks searched; {firm} of {len(rows)} verdicts hold in every reading")
    return 0


def _told(stem: str, done: int, every: int) -> None:
    """A line that is written over on a terminal, and one a notebook elsewhere."""
    if sys.stderr.isatty():
        print(f"\r{stem}: {done} of {every} cells\033[K", end="" if done < every else "\n", file=sys.stderr, flush=True)
    elif done == every:
        print(f"{stem}: {every} cells", file=sys.stderr)
