"""The one writer: what differs from run to run is gone, what was found stays."""

import json

import nbformat
import pytest
from made import notebook

from recounted.errors import RecountedError
from recounted.running.notebooks import claim_of, normalise, read_notebook, text, write_notebook


def _executed(**change) -> nbformat.NotebookNode:
    made = notebook("# Title", "x = 1", 'judge("helped-total", 6)', "")
    made["metadata"] |= {
        "papermill": {"duration": 1.5},
        "jupytext": {},
        "language_info": {"name": "python", "version": "3.11.7"},
    }
    for number, cell in enumerate(made["cells"][1:], start=7):
        cell["execution_count"] = number
        cell["metadata"] = {"papermill": {"start_time": "now"}, "execution": {"iopub.status.busy": "now"}, "tags": []}
    made["cells"][2]["outputs"] = [
        {
            "output_type": "execute_result",
            "execution_count": 8,
            "metadata": {},
            "data": {"text/html": '<table id="T_0a1b2">'},
        },
        {
            "output_type": "display_data",
            "metadata": {"scrapbook": {"name": "helped-total"}},
            "data": {
                "application/scrapbook.scrap.json+json": {"name": "helped-total", "data": {"verdict": "reproduced"}}
            },
        },
    ]
    return nbformat.from_dict(made | change)


def test_times_durations_and_the_patch_version_are_left_out():
    written = text(_executed())
    for word in ("papermill", "duration", "iopub", "3.11.7", "jupytext", "tags"):
        assert word not in written


def test_a_claim_cell_has_the_claims_id_and_others_their_position():
    assert [cell["id"] for cell in normalise(_executed())["cells"]] == ["c01", "c02", "helped-total", "c04"]


def test_a_second_cell_of_one_claim_keeps_the_ids_apart():
    twice = nbformat.from_dict(notebook('judge("a", 1)', 'judge("a", 1)'))
    assert [cell["id"] for cell in normalise(twice)["cells"]] == ["a", "c02"]


def test_code_cells_are_counted_from_one_and_empty_ones_not():
    assert [cell.get("execution_count") for cell in normalise(_executed())["cells"]] == [None, 1, 2, None]
    assert normalise(_executed())["cells"][2]["outputs"][0]["execution_count"] == 2


def test_what_was_recorded_for_a_claim_stays():
    scrap = normalise(_executed())["cells"][2]["outputs"][1]
    assert scrap["data"]["application/scrapbook.scrap.json+json"]["data"] == {"verdict": "reproduced"}
    assert scrap["metadata"]["scrapbook"]["name"] == "helped-total"


def test_random_styler_ids_are_numbered_and_chosen_ones_kept():
    made = _executed()
    made.cells[1].outputs = [
        nbformat.from_dict(
            {
                "output_type": "display_data",
                "metadata": {},
                "data": {"text/html": '#T_ffff1_row0 #T_0a1b2 <b id="T_ffff1"> <i id="T_offences">'},
            }
        )
    ]
    cells = normalise(made)["cells"]
    assert cells[1]["outputs"][0]["data"]["text/html"] == '#T_1_row0 #T_2 <b id="T_1"> <i id="T_offences">'
    assert cells[2]["outputs"][0]["data"]["text/html"] == '<table id="T_2">'


def test_an_objects_address_is_left_out():
    made = _executed()
    made.cells[1].outputs = [
        nbformat.from_dict(
            {
                "output_type": "display_data",
                "metadata": {},
                "data": {"text/plain": "<pandas.io.formats.style.Styler at 0x7f9f9bb6ed90>"},
            }
        )
    ]
    shown = normalise(made)["cells"][1]["outputs"][0]["data"]["text/plain"]
    assert shown == "<pandas.io.formats.style.Styler at 0x0>"


def test_a_stream_cut_in_two_is_joined():
    made = _executed()
    pieces = [("stdout", "a"), ("stdout", "b\n"), ("stderr", "c"), ("stdout", "d")]
    made.cells[1].outputs = [
        nbformat.from_dict({"output_type": "stream", "name": name, "text": piece}) for name, piece in pieces
    ]
    joined = normalise(made)["cells"][1]["outputs"]
    assert [(each["name"], each["text"]) for each in joined] == [("stdout", "ab\n"), ("stderr", "c"), ("stdout", "d")]


def test_writing_is_idempotent_and_valid(tmp_path):
    path = tmp_path / "a.ipynb"
    write_notebook(_executed(), path)
    first = path.read_bytes()
    write_notebook(nbformat.read(path, as_version=4), path)
    assert path.read_bytes() == first
    assert first.endswith(b"}\n")
    nbformat.validate(json.loads(first))
    assert sorted(tmp_path.iterdir()) == [path]


def test_the_claim_of_a_cell_is_the_first_text_of_its_judge_call():
    def code(source):
        return {"cell_type": "code", "source": source}

    assert claim_of(code('rows = 1\njudge(\n  "helped-share", 0.5)')) == "helped-share"
    assert claim_of(code("judge.tally()")) is None
    assert claim_of({"cell_type": "markdown", "source": 'judge("a")'}) is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Expecting value"),
        (b"null", "not subscriptable"),
        (b"{}", "'cells'"),
        (b"\xef\xbb\xbf{}", "BOM"),
        (b"\xff", "decode"),
        (b'{"cells": [{}], "nbformat": 4}', "'cell_type'"),
        (b'{"cells": [{"cell_type": "code", "source": null, "metadata": {}}], "nbformat": 4}', "can only join"),
        (b'{"cells": [{"cell_type": "code", "source": "1", "metadata": []}], "nbformat": 4}', "no attribute"),
        (b'{"cells": [], "nbformat": 5}', "its format is 5"),
        (b'{"cells": []}', "'nbformat'"),
    ],
)
def test_what_is_no_notebook_is_refused_by_name(tmp_path, content, told):
    path = tmp_path / "01.ipynb"
    path.write_bytes(content)
    with pytest.raises(RecountedError, match=f"01.ipynb: this is not a notebook of format 4 .*{told}"):
        read_notebook(path)


def test_what_is_one_is_read_as_it_is(tmp_path):
    path = tmp_path / "01.ipynb"
    write_notebook(_executed(), path)
    assert read_notebook(path) == json.loads(path.read_text())
