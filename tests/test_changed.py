"""After a change `make` says which verdicts changed, from what to what, and through which cells."""

import pytest
import small
from conftest import FINDINGS
from made import finding

from recounted.commands import changed
from recounted.commands.cli import main

OF_DATA = {"cells": "a", "table helped": "b", "rows of claims": "c", "library": "d"}


@pytest.mark.parametrize(
    ("differs", "said"),
    [
        ("table helped", "data/article/helped.csv, lines 2, 3"),
        ("cells", "cell helped-total of notebooks/01-help.ipynb"),
        ("rows of claims", "data/article/claims.csv"),
        ("library", "library"),
    ],
)
def test_a_change_is_told_by_the_cells_that_it_came_through(project, differs, said):
    differing = changed.differing(OF_DATA, OF_DATA | {differs: "new"})
    assert changed.through(FINDINGS[0], differing) == said


def test_of_many_lines_the_first_are_named_and_a_change_of_nothing_known_names_the_notebook(project):
    cell = FINDINGS[0].cells[0] | {"lines": [2, 3, 4, 5, 6, 7]}
    assert changed.through(finding(cells=(cell,)), {"table helped"}).endswith("lines 2, 3, 4, 5 …")
    assert changed.through(finding(), set()) == "notebooks/01-help.ipynb"


def test_new_and_gone_claims_are_told_as_well(project):
    said = changed.lines([FINDINGS[0]], [FINDINGS[1]], {}, {})
    assert [line.strip() for line in said if "changed" in line] == [
        "changed: helped-first-year  (new) → contradicted",
        "changed: helped-total  reproduced → (gone)",
    ]


@pytest.mark.slow
def test_a_cell_changed_in_a_table_is_named_by_the_build(tmp_path, monkeypatch, capsys):
    """The notebooks are not run but pretended to: the second time one of them judges otherwise."""
    monkeypatch.setenv("RECOUNTED_ROOT", str(tmp_path))
    project = small.Small(tmp_path)
    monkeypatch.setattr("recounted.running.run.run", project.pretend)
    assert main(["run"]) == 0
    cell = {"table": "red", "file": "data/red.csv", "lines": [2], "columns": ["a"]}
    other = {"verdict": "disputed", "cause": "count", "settle": "x", "cells": (cell,)}
    monkeypatch.setattr(small, "finding", lambda **given: finding(**other, **given))
    project.write("data/red.csv", "a\n7\n")
    capsys.readouterr()
    assert main(["run"]) == 0
    said = capsys.readouterr().out
    assert "changed: c1  reproduced → disputed\n           through data/red.csv, line 2\n" in said and "c2" not in said
