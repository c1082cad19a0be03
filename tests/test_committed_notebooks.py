"""Committed notebooks are executed, complete, and run at other than their default parameters."""

import ast
import json
import re

import pytest
from tests_support import ROOT

from recounted.judging.claims import claims
from recounted.judging.findings import SCRAP
from recounted.running.notebooks import claim_of

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
def test_cells_are_executed_in_order_without_errors(path):
    assert [cell["execution_count"] for cell in _cells(path)] == list(range(1, len(_cells(path)) + 1))
    assert not [output for cell in _cells(path) for output in cell["outputs"] if output["output_type"] == "error"]


@every_notebook
def test_each_claim_cell_shows_a_verdict_and_records_it(path):
    for cell in _cells(path):
        if claim_of(cell):
            kinds = [kind for output in cell["outputs"] for kind in output.get("data", {})]
            assert SCRAP in kinds and "text/markdown" in kinds, _source(cell)


@every_notebook
def test_each_claim_cell_is_one_expression_named_by_its_claim(path):
    for cell in _cells(path):
        if claim_of(cell):
            tree = ast.parse(_source(cell)).body
            assert cell["id"] in claims(), cell["id"]
            assert f'"{cell["id"]}"' in _source(cell)
            assert len(tree) == 1, f"{cell['id']}: more than one statement"


@every_notebook
def test_each_notebook_has_explained_parameters(path):
    tagged = [cell for cell in _cells(path) if "parameters" in cell["metadata"].get("tags", [])]
    assert len(tagged) == 1
    for line in _source(tagged[0]).strip().splitlines():
        assert re.match(r"\w+ = .+# *\S", line), f"no meaning or range given: {line}"


@every_notebook
def test_prose_stands_before_code(path):
    cells = json.loads(path.read_text())["cells"]
    assert cells[0]["cell_type"] == "markdown" and _source(cells[0]).startswith("# ")
    assert len(_cells(path, "markdown")) >= len([c for c in _cells(path) if claim_of(c)]) / 2


@every_notebook
def test_outputs_hold_no_path_no_clock_no_address_in_memory(path):
    text = json.dumps([output for cell in _cells(path) for output in cell["outputs"]])
    assert not re.search(r"/(home|root|tmp|Users|work)/|0x[0-9a-f]{8,}|\d\d:\d\d:\d\d", text)


def test_each_claim_has_a_cell_in_the_notebook_that_the_ledger_names():
    judged = {cell["id"]: path.stem for path in NOTEBOOKS for cell in _cells(path) if claim_of(cell)}
    assert judged == {claim.claim_id: claim.notebook for claim in claims().values()}
