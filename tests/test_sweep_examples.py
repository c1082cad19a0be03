"""The worked examples of docs/sweeps.md hold: their files are valid, and what they run gives the whole table."""

import os
import subprocess
import sys

import pytest
import yaml
from sweep_support import spec
from test_sweep import rows
from tests_support import ROOT

from recounted.commands.cli import main
from recounted.sweep.spec import read

SLURM, K8S = ROOT / "docs/sweeps/slurm.sh", ROOT / "docs/sweeps/k8s.yaml"
JOB = yaml.safe_load(K8S.read_text(encoding="utf-8"))
CONTAINER = JOB["spec"]["template"]["spec"]["containers"][0]


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted((ROOT / "sweeps").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_committed_sweep_is_a_valid_grid(path, built, monkeypatch):
    monkeypatch.setenv("RECOUNTED_ROOT", str(ROOT))
    assert read(path)


def test_the_array_script_is_valid_bash_with_options_that_sbatch_reads():
    assert subprocess.run(["bash", "-n", SLURM], capture_output=True).returncode == 0
    options = [line for line in SLURM.read_text().splitlines() if line.startswith("#SBATCH ")]
    assert len(options) >= 4 and all(line.split()[1].startswith("--") for line in options)


def test_the_indexed_job_says_its_number_of_shards_once_right():
    assert (JOB["apiVersion"], JOB["kind"], JOB["spec"]["completionMode"]) == ("batch/v1", "Job", "Indexed")
    env = {each["name"]: each["value"] for each in CONTAINER["env"]}
    assert int(env["SHARDS"]) == JOB["spec"]["completions"] and (ROOT / env["SPEC"]).is_file()
    mounts = {each["name"]: each["mountPath"] for each in CONTAINER["volumeMounts"]}
    assert set(mounts) == {each["name"] for each in JOB["spec"]["template"]["spec"]["volumes"]}
    assert env["RESULTS"] in mounts.values()


@pytest.fixture
def installed(small_project):
    """The small project with its grid, and the command where the examples look for it."""
    (small_project / ".venv" / "bin").mkdir(parents=True)
    command = small_project / ".venv" / "bin" / "recounted"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m recounted "$@"\n')
    command.chmod(0o755)
    spec(small_project, "notebook: 01\nparameters:\n  country: [KAZ, XXX]\n  year: {from: 2018, to: 2019}\n")
    return small_project


def ran(folder, command, **variables):
    done = subprocess.run(command, cwd=folder, env=os.environ | variables, capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("example", ["slurm", "k8s"])
def test_two_shards_of_an_example_collect_to_the_table_of_one_run(installed, example):
    for number in ("0", "1"):
        if example == "slurm":
            ran(installed, ["bash", SLURM, "grid.yaml"], SLURM_ARRAY_TASK_ID=number, SLURM_ARRAY_TASK_COUNT="2")
        else:
            job = {"SPEC": "grid.yaml", "RESULTS": "build/sweeps/grid", "SHARDS": "2", "JOB_COMPLETION_INDEX": number}
            ran(installed, [*CONTAINER["command"], *CONTAINER["args"]], **job)
    assert main(["sweep", "grid.yaml", "--collect"]) == 1
    assert main(["sweep", "grid.yaml", "--output", "whole"]) == 1
    collected, whole = rows(installed / "build/sweeps/grid"), rows(installed / "whole")
    assert collected == whole and len(whole) == 4
