"""Committed notebooks read well. That they are executed and complete is held as in any project: test_project.py."""

import ast
import json
import re
from collections import Counter

import pytest
from tests_support import ROOT, warned

from recounted.judging.findings import findings_of
from recounted.running.notebooks import address_of, claim_of

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def _cells(path, kind="code"):
    return [cell for cell in json.loads(path.read_text())["cells"] if cell["cell_type"] == kind]


def _source(cell):
    return "".join(cell["source"])


def test_notebooks_are_numbered_in_reading_order_without_a_gap():
    numbers = [int(path.stem[:2]) for path in NOTEBOOKS if path.stem[:2].isdigit()]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= 10


@every_notebook
def test_no_cell_warns(path):
    assert warned(path) == []


# What Python writes of a value for programmers: a series, an array, a number of numpy, axes, a list of pairs, a view of
# a dictionary, an object by its class or its address; in an HTML table, a cell without a value.
RAW = re.compile(
    r"\bdtype: |^Name: |\barray\(|\bnp\.\w+\(|<Axes|^\[\(|\bdict_\w+\(|"
    r"\b(?:Timestamp|Decimal|Fraction)\(| object at 0x|>(?:NaN|NaT|None|&lt;NA&gt;)<",
    re.MULTILINE,
)


def _seen(output):
    """What a reader sees of an output: its table or words, not the plain text behind them."""
    data = output.get("data", {})
    shown = next((kind for kind in ("text/html", "text/markdown", "text/plain") if kind in data), "")
    return "".join(data.get(shown, output.get("text", "")))


@every_notebook
def test_no_output_shows_a_value_as_programmers_write_it(path):
    shown = [(cell["id"], _seen(output)) for cell in _cells(path) for output in cell["outputs"]]
    assert [(where, found[0]) for where, text in shown if (found := RAW.search(text))] == []


@pytest.mark.parametrize(
    "output",
    [
        {"text": ["all    [58]\n", "dtype: object"]},
        {"data": {"text/plain": "[('a', 1)]"}},
        {"data": {"text/plain": "np.float64(0.5)"}},
        {"data": {"text/plain": "<Axes: xlabel='year'>"}},
        {"data": {"text/plain": "dict_values([1, 2])"}},
        {"data": {"text/plain": "", "text/html": "<td>&lt;NA&gt;</td>"}},
    ],
)
def test_a_value_as_programmers_write_it_is_found(output):
    assert RAW.search(_seen(output))


@every_notebook
def test_each_judging_cell_shows_verdicts(path):
    for cell in _cells(path):
        if address_of(cell):
            assert any("text/markdown" in output.get("data", {}) for output in cell["outputs"]), _source(cell)


@every_notebook
def test_a_judging_cell_is_called_by_what_it_judges_and_its_findings_say_so(path):
    called = {cell["id"] for cell in _cells(path) if address_of(cell)}
    assert all(address_of(cell) in (None, cell["id"]) for cell in _cells(path))
    assert {finding.cell for finding in findings_of(path)} <= called


@every_notebook
def test_each_notebook_has_one_cell_of_parameters(path):
    assert sum("parameters" in cell["metadata"].get("tags", []) for cell in _cells(path)) == 1


@every_notebook
def test_a_notebook_is_short_enough_to_read(path):
    cells = json.loads(path.read_text())["cells"]
    assert len(cells) <= 150
    assert sum(len(_source(cell).splitlines()) for cell in _cells(path)) <= 600
    assert max(len(line) for cell in cells for line in _source(cell).splitlines()) <= 120


@every_notebook
def test_prose_stands_before_each_claim_and_family(path):
    cells = json.loads(path.read_text())["cells"]
    assert cells[0]["cell_type"] == "markdown" and _source(cells[0]).startswith("# ")
    told = False
    for cell in cells:
        told |= cell["cell_type"] == "markdown"
        if address_of(cell):
            assert told, f"{cell['id']}: no words since the judging cell before"
            told = False


@every_notebook
def test_four_claims_of_one_shape_are_a_family(path):
    shapes = Counter(_shape(_source(cell)) for cell in _cells(path) if claim_of(cell))
    assert not [shape for shape, times in shapes.items() if times >= 4]


def _shape(source):
    """A cell's syntax, its names, numbers and texts set aside."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        for field in ("id", "attr", "value", "arg"):
            if isinstance(getattr(node, field, None), (str, int, float)):
                setattr(node, field, "")
    return ast.dump(tree)
