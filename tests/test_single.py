"""One notebook is found by the beginning of its name, and run with parameters as they were typed."""

import json

import pytest
from made import outputs, put

from recounted.errors import RecountedError
from recounted.running.single import find_notebook, run_single, typed


@pytest.fixture
def here(tmp_path, monkeypatch):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "datapackage.json").write_text('{"resources": []}')
    monkeypatch.setenv("RECOUNTED_ROOT", str(tmp_path))


@pytest.mark.slow
def test_a_run_by_name_goes_to_build_runs_and_leaves_the_committed_notebook(tmp_path, here):
    source = put(
        tmp_path / "notebooks", "03-half-year", "share = 0.1  # from 0 to 1", "print(share * 2)", tags={0: "parameters"}
    )
    before = source.read_bytes()
    path = run_single("03", {"share": "0.25"})
    assert path == tmp_path / "build" / "runs" / "03-half-year.ipynb"
    assert outputs(path) == ["0.5\n"]
    assert source.read_bytes() == before


def test_a_name_that_fits_no_or_several_notebooks_is_told_with_the_choices(tmp_path, here):
    for name in ("01-a", "02-b", "02-c"):
        put(tmp_path / "notebooks", name, "1")
    assert find_notebook("01").stem == "01-a"
    assert find_notebook("notebooks/02-b.ipynb").stem == "02-b"
    with pytest.raises(RecountedError, match="2 notebooks begin with '02'. Choose one of: 02-b, 02-c"):
        find_notebook("02")
    with pytest.raises(RecountedError, match="no notebooks begin with '09'. Choose one of: 01-a, 02-b, 02-c"):
        find_notebook("09")


def test_parameters_as_typed_become_values_of_the_defaults_kind(tmp_path, here):
    defaults = 'year = 2018\ncountry = "KAZ"\nshare = 0.1\nstrict = False\nlast = None'
    source = put(tmp_path, "01", defaults, tags={0: "parameters"})
    given = {"year": "2020", "country": "2020", "share": ".2", "strict": "True", "last": "soon"}
    assert typed(source, given) == {"year": 2020, "country": "2020", "share": 0.2, "strict": True, "last": "soon"}


def test_an_unknown_parameter_is_told_with_those_there_are(tmp_path, here):
    source = put(tmp_path, "01", "year = 2018\nshare = 1", tags={0: "parameters"})
    with pytest.raises(RecountedError, match="no parameter 'yeer'. Choose one of: year, share"):
        typed(source, {"yeer": "2020"})


@pytest.mark.parametrize("again", ["share = 2", "for share in [1]: pass", "share += 1", "if True:\n    share = 3"])
def test_a_parameter_that_a_later_cell_sets_again_is_refused(tmp_path, again):
    source = put(tmp_path, "01", "share = 1", "1", again, tags={0: "parameters"})
    with pytest.raises(RecountedError, match="01.ipynb, cell 3: sets the parameter share again"):
        typed(source, {"share": "2"})


@pytest.mark.parametrize(
    "fine", ["def f(share):\n    share = 2", "[share for share in range(3)]", "x = share", "%time 1"]
)
def test_a_name_of_its_own_inside_a_function_or_comprehension_is_fine(tmp_path, fine):
    source = put(tmp_path, "01", "share = 1", fine, tags={0: "parameters"})
    assert typed(source, {"share": "2"}) == {"share": 2}


@pytest.mark.parametrize("text", ["(" * 3000, "9" * 5000, "__import__('os')", "[1", ""])
def test_what_is_no_value_is_kept_as_text(tmp_path, text):
    source = put(tmp_path, "01", "share = 1", tags={0: "parameters"})
    assert typed(source, {"share": text}) == {"share": text}


def test_an_empty_name_is_none_of_the_notebooks(tmp_path, here):
    put(tmp_path / "notebooks", "01-a", "1")
    with pytest.raises(RecountedError, match="notebook: .* begin with ''. Choose one of: 01-a"):
        find_notebook("")


def test_a_notebook_that_names_no_kernel_is_one_clear_error(tmp_path):
    source = put(tmp_path, "01", "share = 1", tags={0: "parameters"})
    notebook = json.loads(source.read_text())
    notebook["metadata"] = {}
    source.write_text(json.dumps(notebook))
    with pytest.raises(RecountedError, match="01.ipynb: it cannot be run .No kernel name"):
        typed(source, {"share": "2"})
