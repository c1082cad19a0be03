"""`python -m bench.sweeps`: how fast a sweep of country profiles is, beside papermill in a loop and on Dask.

All run in the environment of this project, one after the other. Seconds a run, start-up of all processes included, and
CPU seconds a run, which tell more on a machine that others use as well. Then the memory of the sweep's own process for
200 and for 2,000 short runs. The sweep by one worker is of half the countries: it is there to compare two workers with.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bench import page

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = "country-profile"
DOCS = "docs/sweeps.md"
CORES = 2
# A plain papermill call: what a user writes who has heard of nothing else.
CALL = """
import papermill
def call(country):
    papermill.execute_notebook(f"{folder}/country-profile.ipynb", f"{out}/{country}.ipynb", {"country": country},
        kernel_name="python3", cwd=folder, progress_bar=False)
"""
LOOP = "import sys\nfolder, out, *countries = sys.argv[1:]\n" + CALL + "for country in countries:\n    call(country)\n"
DASK = (
    "import sys\nfolder, out, *countries = sys.argv[1:]\n"
    + CALL
    + f"""
if __name__ == "__main__":
    from distributed import Client, LocalCluster
    with LocalCluster(n_workers={CORES}, threads_per_worker=1, dashboard_address=None) as cluster:
        with Client(cluster) as client:
            client.gather(client.map(call, countries))
"""
)
SWEEP = """
import resource, sys
from recounted.commands.cli import main
code = main(["sweep", *sys.argv[1:]])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)
sys.exit(code)
"""
SHORT = {"cells": ["number = 0", "print(number)"], "tags": [["parameters"], []]}


class Cost(NamedTuple):
    """How many runs; of one: seconds, and CPU seconds of all processes; of the driver: the most memory in MB, 0 if
    not asked."""

    runs: int
    seconds: float
    cpu: float
    memory: int = 0


def main() -> int:
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="bench-sweeps-") as folder:
        work = Path(folder)
        countries = _countries()[: given.runs]
        few = countries[: given.loop]
        where = page.when_and_where()
        ways = {
            "papermill, its API in a loop": lambda: _script(work, LOOP, few),
            "papermill, its API on Dask, two workers": lambda: _script(work, DASK, few),
            "`recounted sweep`, one worker": lambda: _sweep(work, countries[: len(countries) // 2], "1"),
            "`recounted sweep`, two workers": lambda: _sweep(work, countries, str(CORES)),
        }
        costs = {}
        for name, measured in ways.items():
            print(f"==> {name}", file=sys.stderr)
            costs[name] = measured()
            print(table(costs).splitlines()[-1], file=sys.stderr)
        memory = {}
        for number in given.short:
            print(f"==> {number} short runs", file=sys.stderr)
            memory[number] = _short(work, number)
    block = told(where, table(costs), memory)
    print(block)
    if given.write:
        page.write(DOCS, block)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench.sweeps", description=__doc__.splitlines()[0])
    parser.add_argument("--loop", type=int, default=20, help="runs of the plain loop, and on Dask (20)")
    parser.add_argument("--runs", type=int, default=200, help="runs of each sweep, or as many as there are countries")
    parser.add_argument("--short", type=int, nargs="*", default=[200, 2000], help="short runs for the memory")
    parser.add_argument("--write", action="store_true", help=f"put what was measured into {DOCS}")
    return parser.parse_args()


def _countries() -> list[str]:
    from recounted.sweep.domains import values_of

    return [str(each) for each in values_of("", {"columns": ["gsi.iso3", "glotip-totals.iso3", "tip-tiers.iso3"]})]


def _script(work: Path, script: str, countries: list[str]) -> Cost:
    path = work / "script.py"
    path.write_text(script)
    return _cost(len(countries), [sys.executable, path, ROOT / "notebooks", work, *countries])


def _sweep(work: Path, countries: list[str], workers: str) -> Cost:
    grid = work / "grid.csv"
    grid.write_text("\n".join(["country", *countries, ""]))
    options = ["--notebook", NOTEBOOK, "--workers", workers, "--output", work / f"workers-{workers}"]
    return _cost(len(countries), [sys.executable, "-c", SWEEP, grid, *options])


def _short(work: Path, number: int) -> Cost:
    """The same number of runs of a notebook of two cells."""
    project = work / "short"
    (project / "data").mkdir(parents=True, exist_ok=True)
    (project / "notebooks").mkdir(exist_ok=True)
    (project / "data/datapackage.json").write_text('{"resources": []}')
    cells = [
        {"cell_type": "code", "id": f"c{at}", "source": source, "metadata": {"tags": tags}, "outputs": []}
        | {"execution_count": None}
        for at, (source, tags) in enumerate(zip(SHORT["cells"], SHORT["tags"], strict=True))
    ]
    kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": cells, "metadata": {"kernelspec": kernelspec}, "nbformat": 4, "nbformat_minor": 5}
    (project / "notebooks/short.ipynb").write_text(json.dumps(notebook))
    grid = work / "short.csv"
    grid.write_text("\n".join(["number", *map(str, range(number)), ""]))
    command = [sys.executable, "-c", SWEEP, grid, "--notebook", "short", "--output", work / f"short-{number}"]
    return _cost(number, command, {"RECOUNTED_ROOT": str(project)})


def _cost(runs: int, command: list, variables: dict[str, str] | None = None) -> Cost:
    environment = {**os.environ, "RECOUNTED_ROOT": str(ROOT), **(variables or {})}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([*map(str, command)], env=environment, capture_output=True, text=True)
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"bench: {command[:3]} failed\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    last = (done.stderr.strip().splitlines() or [""])[-1]
    return Cost(runs, seconds / runs, cpu / runs, int(last) if last.isdigit() else 0)


def table(costs: dict[str, Cost]) -> str:
    """A Markdown table: runs, seconds and CPU seconds a run, and how many times as long as the last takes."""
    ours = list(costs.values())[-1]
    lines = ["| | runs | seconds a run | × ours | CPU seconds a run | × ours |", "|---|---:|---:|---:|---:|---:|"]
    for name, cost in costs.items():
        lines.append(
            f"| {name} | {cost.runs} | {cost.seconds:.2f} | {cost.seconds / ours.seconds:.1f} "
            f"| {cost.cpu:.2f} | {cost.cpu / ours.cpu:.1f} |"
        )
    return "\n".join(lines)


def told(where: str, shown: str, memory: dict[int, Cost]) -> str:
    """What was measured, for the page: the table, and a sentence on memory."""
    kept = ", ".join(f"{cost.memory} MB for {number:,} short runs" for number, cost in memory.items())
    return f"{where} Start-up of all processes is included.\n\n{shown}\n\nThe sweep's own process took {kept}."


if __name__ == "__main__":
    sys.exit(main())
