"""Which tables a notebook loads is read from its cells, in every spelling that Jupyter runs."""

import pytest

from recounted.building.cell_source import notebook_cells, notebook_tables
from recounted.errors import RecountedError


def _tables(*sources):
    cells = [{"cell_type": "code", "source": source, "metadata": {}} for source in sources]
    return notebook_tables({"cells": cells}, "01-red.ipynb")


def test_tables_are_found_in_any_spelling_and_other_loads_are_not():
    assert _tables("%matplotlib inline\nload('b')", "x = [load(\n'a'), recounted.load('c')]") == ["a", "b", "c"]
    assert _tables("load('a' if yearly else 'b')") == ["a", "b"]
    assert _tables("import json; json.load(file)", "# load('x')", "'load(\"y\")'") == []


@pytest.mark.parametrize("source", ["load_findings()", "recounted.load_findings()", "load('verdicts')"])
def test_who_loads_the_findings_loads_the_verdicts(source):
    assert _tables(source) == ["verdicts"]


@pytest.mark.parametrize(
    "source",
    ["load?", "?load", "!ls", "files = !ls", "%time 1", "%%html\n<b>it's</b>", "%%bash\nif [ 1 ]; then ls; fi"],
)
def test_what_jupyter_runs_besides_python_stops_nothing(source):
    assert _tables(source, "load('a')") == ["a"]


def test_a_table_loaded_under_a_cell_magic_is_seen():
    assert _tables("%%time\nred = load('red')") == ["red"]
    assert _tables("files = !ls\nload('red')") == ["red"]


def test_a_load_that_does_not_name_its_table_is_an_error_that_names_the_cell():
    with pytest.raises(RecountedError, match=r"01-red.ipynb, cell 2: load\(name\) does not name its table"):
        _tables("name = 'red'", "load(name)")


def test_a_cell_that_is_not_python_is_named():
    with pytest.raises(RecountedError, match="01-red.ipynb, cell 1: not valid Python"):
        _tables("x = = 1")


def test_cells_are_told_apart_by_type_source_and_tags_not_by_outputs_or_ids():
    def cell(**changes):
        own = {"cell_type": "code", "id": "a", "source": "1", "metadata": {"tags": ["x"]}, "outputs": []}
        return notebook_cells({"cells": [own | changes]})

    assert cell() == cell(id="b", outputs=[1]) == cell(source=["1"])
    assert len({cell(), cell(source="2"), cell(metadata={}), cell(cell_type="markdown")}) == 4
