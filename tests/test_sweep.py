"""A sweep goes on where it stopped, keeps errors as rows, and gives the same tables in shards as in one piece."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from made import put
from sweep_support import DEFAULTS, answered, spec
from warm import soon

from recounted.commands.cli import main
from recounted.errors import RecountedError
from recounted.sweep import runner as sweeping
from recounted.sweep.runner import collect, sweep
from recounted.sweep.spec import read
from recounted.sweep.store import Shard

pytestmark = pytest.mark.slow  # sweeps on this machine

GRID = "notebook: 01\nparameters:\n  country: [KAZ, UZB, XXX]\n  year: {from: 2018, to: 2020}\n"


@pytest.fixture
def tasks(small_project):
    return read(spec(small_project, GRID))


@pytest.fixture
def ran(monkeypatch):
    """Workers only pretend: XXX fails, and what is in `broken` does not end for good. The parameters of each run."""
    runs = []

    def pretend(requests, workers):
        for request in requests:
            given = request["task"]["parameters"]
            runs.append(given)
            if request["notebook"]:
                put(Path(request["root"], request["notebook"]).parent, request["key"], "1")
            if given.get("country") == "XXX":
                yield answered(request, findings=[], error="01-small.ipynb: no such country")
            elif given in runs_broken:
                yield answered(request, findings=[], error="its kernel died", final=False)
            else:
                yield answered(request)

    runs_broken: list = []
    monkeypatch.setattr(sweeping, "run_here", pretend)
    pretend.runs, pretend.broken = runs, runs_broken
    return pretend


def rows(folder, without=("seconds",)):
    lines = (folder / "results.csv").read_text(encoding="utf-8-sig").splitlines()
    return [{name: text for name, text in row.items() if name not in without} for row in csv.DictReader(lines)]


def test_each_run_is_a_row_in_the_order_of_the_grid_errors_too(tasks, ran, small_project):
    report = sweep(tasks, small_project / "out")
    assert (report.total, report.ran, len(report.errors)) == (9, 9, 3)
    assert list(report.errors)[0] == "01-small at country=XXX, year=2018"
    found = rows(small_project / "out")
    assert [(row["country"], row["year"]) for row in found] == [
        (country, str(year)) for country in ("KAZ", "UZB", "XXX") for year in (2018, 2019, 2020)
    ]
    assert [row["error"] for row in found][5:7] == ["", "01-small.ipynb: no such country"]
    assert json.loads(found[0]["recomputed"]) == {"country": "KAZ", "year": 2018}


def test_a_sweep_that_is_through_runs_nothing_again_and_another_grid_only_what_is_new(tasks, ran, small_project):
    sweep(tasks, small_project / "out")
    before = rows(small_project / "out")
    ran.runs.clear()
    assert sweep(tasks, small_project / "out").ran == 0 and ran.runs == [] and rows(small_project / "out") == before
    wider = read(spec(small_project, GRID.replace("2020", "2021")))
    assert sweep(wider, small_project / "out").ran == 3
    assert [given["year"] for given in ran.runs] == [2021] * 3


def test_an_edited_notebook_runs_again(tasks, ran, small_project):
    sweep(tasks, small_project / "out")
    put(small_project / "notebooks", "01-small", DEFAULTS, "print(2)", tags={0: "parameters"})
    assert sweep(tasks, small_project / "out").ran == 9


def test_what_did_not_end_for_good_is_a_row_and_runs_again(tasks, ran, small_project):
    ran.broken.append({"country": "KAZ", "year": 2019})
    report = sweep(tasks, small_project / "out")
    assert report.errors["01-small at country=KAZ, year=2019"] == "its kernel died"
    assert rows(small_project / "out")[1]["error"] == "its kernel died"
    ran.broken.clear()
    report = sweep(tasks, small_project / "out")
    assert report.ran == 1 and len(report.errors) == 3 and rows(small_project / "out")[1]["error"] == ""


def test_an_interrupted_sweep_goes_on(tasks, ran, small_project, monkeypatch):
    def interrupted(requests, workers):
        for number, result in enumerate(ran(requests, workers)):
            if number == 4:
                raise KeyboardInterrupt
            yield result

    monkeypatch.setattr(sweeping, "run_here", interrupted)
    with pytest.raises(KeyboardInterrupt):
        sweep(tasks, small_project / "out")
    monkeypatch.setattr(sweeping, "run_here", ran)
    assert sweep(tasks, small_project / "out").ran == 5
    assert len(rows(small_project / "out")) == 9


@pytest.mark.parametrize("number", [1, 2, 4, 20])
def test_shards_collected_are_the_same_as_one_run(tasks, ran, small_project, number):
    sweep(tasks, small_project / "whole")
    ran.runs.clear()
    for at in range(number):
        sweep(tasks, small_project / "parts", shard=Shard(at, number))
    assert len(ran.runs) == 9
    names = {f"shard-{at}-of-{number}.jsonl" for at in range(number)}
    assert {path.name for path in (small_project / "parts").iterdir()} == names
    collect(tasks, small_project / "parts")
    for table in ("results.csv", "results.parquet"):
        assert (small_project / "parts" / table).read_bytes() == (small_project / "whole" / table).read_bytes()


def test_a_shard_takes_every_nth_run_of_the_sorted_grid(tasks, ran, small_project):
    sweep(tasks, small_project / "out", shard=Shard(1, 4))
    assert ran.runs == [tasks[1].parameters, tasks[5].parameters]


def test_collecting_too_early_says_what_is_missing(tasks, ran, small_project):
    sweep(tasks, small_project / "out", shard=Shard(0, 2))
    with pytest.raises(
        RecountedError, match="4 of 9 runs have no result, the first being run 1, 01-small at country=KAZ"
    ):
        collect(tasks, small_project / "out")
    assert not (small_project / "out" / "results.csv").exists()


def test_notebooks_are_kept_where_asked_also_of_runs_that_have_a_result(tasks, ran, small_project):
    sweep(tasks, small_project / "out")
    report = sweep(tasks, small_project / "out", keep_notebooks=True)
    assert report.ran == 9
    kept = {path.stem for path in (small_project / "out" / "notebooks").iterdir()}
    assert kept == {row["run"] for row in rows(small_project / "out")}
    assert sweep(tasks, small_project / "out", keep_notebooks=True).ran == 0


def test_the_command_tells_errors_and_tables_and_ends_with_one(ran, small_project, capsys):
    spec(small_project, GRID)
    assert main(["sweep", "grid.yaml"]) == 1
    said = capsys.readouterr().out
    assert "error: 01-small at country=XXX, year=2018: 01-small.ipynb: no such country" in said
    assert "9 runs: 9 run now, 3 with an error\n  build/sweeps/grid/results.parquet" in said
    spec(small_project, "year\n1\n2\n", "grid.csv")
    assert main(["sweep", "grid.csv", "--notebook", "01", "--output", "out"]) == 0
    assert (small_project / "out" / "results.parquet").is_file()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--workers", "0"], "--workers: 0 processes are not possible"),
        (["--workers", "2", "--scheduler", "tcp://x:1"], "--workers: is for this machine"),
        (["--shard", "2/2"], "--shard: '2/2' names no part of the runs. Write I/N, I from 0 to N-1"),
        (["--shard", "1"], "--shard: '1' names no part"),
        (["--output", "."], "--output: . is a project"),
        (["--shard", "0/2", "--pages"], "--pages: is for all runs, not for a part"),
        (["--shard", "0/2", "--collect"], "--collect: gathers what all parts have done"),
        (["--collect"], "9 of 9 runs have no result"),
    ],
)
def test_options_that_do_not_fit_are_told_before_anything_runs(ran, small_project, capsys, options, says):
    spec(small_project, GRID)
    assert main(["sweep", "grid.yaml", *options]) == 2
    assert says in capsys.readouterr().err and ran.runs == [] and not (small_project / "build").exists()


def test_a_real_sweep_survives_a_killed_worker_and_a_killed_kernel(small_project):
    """Each is killed once; both runs are there in the end, and nothing is left running."""
    source = (
        "import os, pathlib, time\nmark = pathlib.Path(f'{country}-{year}')\n"
        "if country != 'KAZ' and not mark.exists():\n"
        "    mark.write_text(str(os.getpid()))\n    time.sleep(60)\n"
    )
    put(small_project / "notebooks", "01-small", DEFAULTS, source, tags={0: "parameters"})
    spec(small_project, "notebook: 01\nparameters:\n  country: [KAZ, KERNEL, WORKER]\n  year: [1]\n")
    command = [sys.executable, "-m", "recounted", "sweep", "grid.yaml", "--workers", "2"]
    process = subprocess.Popen(command, cwd=small_project, stdout=subprocess.PIPE, text=True)
    for mark in ("KERNEL-1", "WORKER-1"):
        path = small_project / "notebooks" / mark
        assert soon(lambda path=path: path.exists() and path.read_text(), 90)
        victim = psutil.Process(int(path.read_text()))
        (victim if mark == "KERNEL-1" else victim.parent().parent()).kill()
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0 and "3 runs: 3 run now, 0 with an error" in said
    assert {row["country"] for row in rows(small_project / "build/sweeps/grid")} == {"KAZ", "KERNEL", "WORKER"}


def test_when_the_driver_is_killed_its_workers_and_kernels_end(small_project):
    put(small_project / "notebooks", "01-small", DEFAULTS, "import time; time.sleep(30)", tags={0: "parameters"})
    spec(small_project, "notebook: 01\nparameters: {year: [1]}\n")
    process = subprocess.Popen([sys.executable, "-m", "recounted", "sweep", "grid.yaml"], cwd=small_project)
    driver = psutil.Process(process.pid)
    assert soon(lambda: len(driver.children(recursive=True)) >= 3, 60)  # worker, template, kernel
    started = driver.children(recursive=True)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    end = time.monotonic() + 60
    while time.monotonic() < end and any(each.is_running() for each in started):
        time.sleep(0.1)
    assert not [each for each in started if each.is_running()]
