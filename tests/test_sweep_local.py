"""Worker processes: fed one run at a time; one that dies costs its own run, which is tried again."""

import sys
import textwrap

import psutil
import pytest

from recounted.sweep import local

pytestmark = pytest.mark.slow  # a pool of processes each

WORKER = """
import json, os, pathlib, sys, time
for line in sys.stdin:
    request = json.loads(line)
    tried = pathlib.Path(request["folder"], request["key"])
    tried.write_text(tried.read_text() + "x" if tried.exists() else "x")
    if request["key"] == "deadly" or request["key"] == "once" and tried.read_text() == "x":
        os.kill(os.getpid(), 9)
    if request["key"].startswith("endless"):
        time.sleep(600)
    unsure = request["key"] == "unsure" and tried.read_text() == "x"
    result = {"key": request["key"], "pid": os.getpid(), "final": not unsure, "error": "died" * unsure}
    print(json.dumps(result), flush=True)
"""


@pytest.fixture
def ask(tmp_path, monkeypatch):
    """Run keys through worker processes that only pretend; gives the results by key."""
    monkeypatch.setattr(local, "COMMAND", [sys.executable, "-S", "-c", textwrap.dedent(WORKER)])

    def run(keys, workers=2):
        requests = ({"key": key, "folder": str(tmp_path)} for key in keys)
        return {result["key"]: result for result in local.run_here(requests, workers)}

    return run


def tries(folder, key):
    return len((folder / key).read_text())


def test_every_request_is_answered_by_as_many_processes_as_were_asked_for(ask):
    found = ask([f"k{number}" for number in range(12)], 1)
    assert list(found) == [f"k{number}" for number in range(12)]
    assert len({each["pid"] for each in found.values()}) == 1


def test_a_killed_worker_costs_only_its_own_run_which_is_tried_again(ask, tmp_path):
    found = ask(["a", "once", "b", "c", "d"])
    assert set(found) == {"a", "once", "b", "c", "d"} and all(each["final"] for each in found.values())
    assert tries(tmp_path, "once") == 2 and {tries(tmp_path, key) for key in "abcd"} == {1}


def test_a_run_that_kills_every_worker_becomes_a_row_with_its_error(ask, tmp_path):
    found = ask(["a", "deadly", "b"], 1)
    assert "its worker process died 3 times" in found["deadly"]["error"] and not found["deadly"]["final"]
    assert tries(tmp_path, "deadly") == 3 and found["a"]["final"] and found["b"]["final"]


def test_an_error_that_may_be_none_next_time_is_asked_for_again(ask, tmp_path):
    assert ask(["unsure"], 1)["unsure"]["final"] and tries(tmp_path, "unsure") == 2


def test_a_fault_in_the_requests_ends_the_sweep_and_its_processes(ask, tmp_path):
    def broken():
        yield {"key": "a", "folder": str(tmp_path)}
        raise RuntimeError("a table is gone")

    with pytest.raises(RuntimeError, match="a table is gone"):
        list(local.run_here(broken(), 1))


def test_a_sweep_that_is_left_early_ends_its_workers_in_the_middle_of_a_run_and_starts_none_again(ask, tmp_path):
    others = psutil.Process().children()  # of earlier tests in this process
    requests = ({"key": key, "folder": str(tmp_path)} for key in ["a", "endless", "endless-too"])
    results = local.run_here(requests, 2)
    assert next(results)["key"] == "a"
    results.close()  # as Ctrl-C does; comes back, which it would not while a worker is waited for
    left = [child for child in psutil.Process().children() if child not in others]
    assert [child for child in left if child.status() != psutil.STATUS_ZOMBIE] == []


def test_nothing_to_do_starts_nothing(ask):
    assert ask([], 0) == {}
