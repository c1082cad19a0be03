"""A worker runs a task in a warm kernel and tells what was found, or why not, and whether that is final."""

import json
import os

import pytest
from made import put
from tests_support import ROOT

from recounted.building.inputs import Inputs
from recounted.building.reads import BY_ROW
from recounted.running.notebooks import read_notebook
from recounted.sweep import worker
from recounted.sweep.tasks import Task, inputs_of


@pytest.fixture
def ask(small_project, monkeypatch):
    monkeypatch.setattr(worker, "_prepared", [])

    def run(source, parameters=None, keep=None, notebook="", **given):
        task = Task(source, parameters or {}, keep or {})
        request = {"key": "k", "root": str(small_project), "inputs": inputs_of(source), "task": task.as_json()}
        return worker.answer(request | {"notebook": notebook} | given)

    return run


@pytest.mark.slow
def test_parameters_are_injected_and_values_kept(ask, small_project):
    result = ask(small_project / "notebooks/01-small.ipynb", {"year": 2020}, {"twice": "twice", "where": "country"})
    assert (result["kept"], result["error"], result["final"]) == ({"twice": 4040, "where": "KAZ"}, "", True)
    assert result["seconds"] > 0 and result["findings"] == []


@pytest.mark.slow
def test_a_failing_cell_is_an_error_that_is_final_and_a_dead_kernel_one_that_is_not(ask, small_project):
    failed = ask(small_project / "notebooks/01-small.ipynb", {"country": "XXX"})
    assert "ValueError: no such country" in failed["error"] and failed["final"]
    died = ask(put(small_project / "notebooks", "02", "import os; os._exit(1)"))
    assert "its kernel died" in died["error"] and not died["final"]


@pytest.mark.slow
def test_a_kept_value_that_cannot_be_computed_is_an_error(ask, small_project):
    result = ask(small_project / "notebooks/01-small.ipynb", {}, {"twice": "no_such"})
    assert "NameError: name 'no_such' is not defined" in result["error"]


@pytest.mark.slow
def test_pictures_are_drawn_only_for_a_notebook_that_is_kept(ask, small_project):
    source = put(
        small_project / "notebooks",
        "03-drawn",
        "from recounted import draw, save\nfigure, axes = draw()\n"
        "save(figure, '03-drawn', title='A title', source='A source', alt='Words')",
    )
    assert ask(source)["error"] == ask(source, notebook="out/k.ipynb")["error"] == ""
    (data,) = [
        output["data"] for cell in read_notebook(small_project / "out/k.ipynb")["cells"] for output in cell["outputs"]
    ]
    assert "image/svg+xml" in data and not (small_project / "figures").exists()


@pytest.mark.slow
def test_a_cell_that_only_draws_is_passed_over_where_no_notebook_is_kept(ask, small_project):
    source = put(small_project / "notebooks", "03-drawn", "1", "raise ValueError('drawn')", "2", tags={1: "picture"})
    assert ask(source)["error"] == ""
    assert "ValueError: drawn" in ask(source, notebook="out/k.ipynb")["error"]


@pytest.mark.slow
def test_a_run_that_reads_what_no_cell_names_is_not_kept_for_good(ask, small_project):
    (small_project / "notebooks" / "notes.txt").write_text("3")
    result = ask(put(small_project / "notebooks", "04", "print(open('notes.txt').read())"))
    assert (result["error"], result["final"]) == ("", False)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["02-registered-offences", "country-profile"])
def test_a_run_that_judges_reads_nothing_that_its_key_does_not_know(built, monkeypatch, name):
    """Its cards read margins, readings, short names … by row: else a sweep would run it again each time."""
    monkeypatch.setenv("RECOUNTED_ROOT", str(ROOT))
    monkeypatch.setattr(worker, "_prepared", [])
    source = ROOT / f"notebooks/{name}.ipynb"
    request = {"key": "k", "root": str(ROOT), "inputs": inputs_of(source), "task": Task(source).as_json()}
    result = worker.answer(request | {"notebook": ""})
    assert result["findings"] and (result["error"], result["final"]) == ("", True)


def test_every_table_that_the_library_reads_by_row_is_in_the_key(built, monkeypatch):
    monkeypatch.setenv("RECOUNTED_ROOT", str(ROOT))
    followed = Inputs().of("02-registered-offences", "", [])
    assert {name for name in BY_ROW if not {f"rows of {name}", f"table {name}"} & set(followed)} == set()


def test_another_table_than_the_sweep_began_with_is_told_and_not_final(ask, small_project):
    result = ask(small_project / "notebooks/01-small.ipynb", inputs="of another day")
    assert "another notebook, table, library or Python" in result["error"] and not result["final"]


@pytest.mark.slow
def test_the_program_answers_a_line_with_a_line_whatever_is_printed(small_project, monkeypatch, capfd):
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.StringIO('{"key": "a"}\n{"key": "b"}\n'))

    def answer(request):
        os.write(1, b"noise\n")
        return request

    monkeypatch.setattr(worker, "answer", answer)
    monkeypatch.setattr(worker.owner, "_closed", False)  # the end of the worker's input is not that of this process
    own = os.dup(1)
    try:
        worker.main()
    finally:
        os.dup2(own, 1)
        os.close(own)
    assert [json.loads(line)["key"] for line in capfd.readouterr().out.splitlines()] == ["a", "b"]
