"""A sweep's file is read whole and checked before anything runs: each fault with its place and what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import put
from sweep_support import spec

from recounted.errors import RecountedError
from recounted.sweep.domains import fits, values_of
from recounted.sweep.spec import read

pytestmark = pytest.mark.slow  # grids of every kind


def parameters(tasks):
    return [task.parameters for task in tasks]


def test_a_grid_is_the_product_of_lists_and_ranges_sorted(small_project):
    path = spec(
        small_project, "notebook: 01\nparameters:\n  country: [UZB, KAZ]\n  year: {from: 2018, to: 2020, step: 2}\n"
    )
    assert parameters(read(path)) == [
        {"country": "KAZ", "year": 2018},
        {"country": "KAZ", "year": 2020},
        {"country": "UZB", "year": 2018},
        {"country": "UZB", "year": 2020},
    ]


def test_one_at_a_time_changes_one_parameter_a_run(small_project):
    path = spec(small_project, "notebook: 01\ncombine: one-at-a-time\nparameters:\n  year: [1, 2]\n  strict: true\n")
    assert parameters(read(path)) == [{"strict": True}, {"year": 1}, {"year": 2}]


def test_rows_and_several_notebooks_stand_in_one_file(small_project):
    put(small_project / "notebooks", "02-other", "day = '2023-01-01'", tags={0: "parameters"})
    blocks = "- notebook: 01\n  rows: [{year: 1}, {}]\n- notebook: 2\n  rows:\n    - day: 2023-06-17\n"
    tasks = read(spec(small_project, blocks))
    assert [(task.source.stem, task.parameters) for task in tasks] == [
        ("01-small", {"year": 1}),
        ("01-small", {}),
        ("02-other", {"day": "2023-06-17"}),
    ]


def test_a_table_has_a_parameter_a_column_and_an_empty_cell_is_the_default(small_project):
    path = spec(small_project, "\ufeffcountry,year,share,strict\nKAZ,2019,.5,\n2020,,1,True\n", "grid.csv")
    assert parameters(read(path, "01")) == [
        {"country": "2020", "share": 1, "strict": True},
        {"country": "KAZ", "year": 2019, "share": 0.5},
    ]
    assert read(spec(small_project, "notebook,year\n01,1\n", "named.csv"))[0].parameters == {"year": 1}


def test_a_table_of_readings_changes_one_parameter_a_run_and_passes_over_views(small_project):
    put(small_project / "notebooks", "02-other", "year = 2000\nrule = 'a'", tags={0: "parameters"})
    text = (
        "notebook,parameter,value,kind,why\n*,year,2001,reading,x\n*,sources,all,reading,x\n02-other,rule,b,reading,x\n"
        "02-other,rule,c,view,x\n01-small,country,*,view,x\n"
    )
    tasks = read(spec(small_project, text, "readings.csv"))
    assert [(task.source.stem, task.parameters) for task in tasks] == [
        ("01-small", {"year": 2001}),
        ("02-other", {"rule": "b"}),
        ("02-other", {"year": 2001}),
    ]


def test_the_same_run_asked_for_twice_is_one_run(small_project):
    assert len(read(spec(small_project, "notebook: 01\nrows: [{year: 1, share: 1}, {share: 1, year: 1}]"))) == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("notebook: 01\nparameters: {yeer: [1]}", "run 1, 01-small.ipynb: there is no parameter 'yeer'. Choose one of"),
        ("notebook: 01\nparameters: {year: [1, soon]}", "run 2, parameter year: 'soon' is not of the type .* 2018"),
        ("notebook: 01\nparameters: {year: [true]}", "True is not of the type"),
        ("notebook: 01\nparameters: {year: [1.5]}", "1.5 is not of the type"),
        ("notebook: 01\nparameters: {country: [2]}", "parameter country: 2 is not of the type"),
        ("notebook: 01\nparameters: {share: [.nan]}", "nan is not of the type"),
        ("notebook: 01\nparameters: {year: []}", "has no rows: there is nothing to run"),
        ("notebook: 01\nparameters: {year: {from: 3, to: 2}}", "has no rows"),
        ("notebook: 01\nrows: []", "has no rows"),
        ("notebook: 01\nparameters: {}", "has no rows"),
        ("[]", "has no rows"),
        ("", "is no block of names and values"),
        ("notebook: 01", "needs either `parameters` or `rows`"),
        ("notebook: 01\nparameters: {year: [1]}\nrows: []", "needs either"),
        ("notebook: 01\nrows: {year: 1}", "`rows` is not a list of parameters"),
        ("notebook: 01\nparameters: [year]", "`parameters` does not give each name its values"),
        ("notebook: 01\nparameters: {year: {from: 1}}", "parameter year: .* is no range"),
        ("notebook: 01\nparameters: {year: {from: 1, to: 9, step: 0}}", "is no range"),
        ("notebook: 01\nparameters: {year: {from: 1, to: 99999999}}", "too many values"),
        ("notebook: 01\nparameters: {year: {from: 1, to: 9999}, share: {from: 1, to: 9999}}", "is 99980001 runs"),
        ("notebook: 01\nparameters: {year: [1]}\ncombine: zip", "combine 'zip' is not known"),
        ("notebook: 01\nparameter: {year: [1]}", "has 'parameter'. A block has"),
        ("notebook: 01\nparameters: {year: [1]}\nkeep: [x]", "`keep` does not give each column its expression"),
        ("notebook: 01\nparameters: {year: [1]}\nkeep: {x: '1 +'}", "keep x: '1 \\+' is no expression"),
        ("notebook: 09\nparameters: {year: [1]}", "no notebooks begin with '09'"),
        ("parameters: {year: [1]}", "names no notebook"),
        ("notebook: [", "is not YAML"),
        ("- notebook: 01\n  rows: [{}]\n- 3", "block 2: is no block"),
    ],
)
def test_a_bad_grid_is_refused_with_its_place(small_project, text, says):
    with pytest.raises(RecountedError, match=says):
        read(spec(small_project, text))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("country,year\nKAZ\n", "line 2: 1 cells under 2 columns"),
        ("country,year\nKAZ,1\nUZB,soon\n", "line 3, parameter year: 'soon' is not of the type"),
        ("yeer\n1\n", "line 2, 01-small.ipynb: there is no parameter 'yeer'"),
        ("notebook,parameter,value\n01,yeer,1\n", "line 2, 01-small.ipynb: there is no parameter 'yeer'"),
        ("notebook,parameter,value\n01,year,\n", "line 2: has no value. Fill the cell"),
        ("a b\n1\n", "line 1: 'a b' is no name of a parameter"),
        ("year\n", "has no rows"),
        ("", "has no rows"),
    ],
)
def test_a_bad_table_is_refused_with_its_line(small_project, text, says):
    with pytest.raises(RecountedError, match=says):
        read(spec(small_project, text, "grid.csv"), "01")


def test_a_file_that_cannot_be_read_or_is_of_another_kind_is_named(small_project):
    with pytest.raises(RecountedError, match="none.yaml: cannot be read"):
        read(small_project / "none.yaml")
    with pytest.raises(RecountedError, match="grid.txt: is neither YAML nor CSV"):
        read(spec(small_project, "year\n1\n", "grid.txt"))


def test_a_parameter_may_take_every_text_of_columns_of_tables(project):
    put(project / "notebooks", "01-small", "source = 'x'", tags={0: "parameters"})
    text = "notebook: 01\nparameters:\n  source: {columns: [sources.source_id, counts.value]}\n"
    assert parameters(read(spec(project, text))) == [{"source": each} for each in ("2", "<5", "blue-book", "red-book")]
    with pytest.raises(
        RecountedError, match="parameter source: 'counts' has no column 'valu'. Choose one of: source_id"
    ):
        read(spec(project, text.replace("counts.value", "counts.valu")))
    with pytest.raises(RecountedError, match="there is no table 'count'. Did you mean: counts"):
        read(spec(project, text.replace("counts.value", "count.value")))


@given(low=st.integers(-50, 50), steps=st.integers(0, 30), step=st.integers(1, 9), digits=st.integers(0, 3))
def test_a_range_of_decimal_fractions_has_both_ends_and_no_binary_error(low, steps, step, digits):
    scale = 10**digits
    numbers = [low / scale, (low + steps * step) / scale, step / scale]
    found = values_of("x", dict(zip(("from", "to", "step"), numbers, strict=True)))
    assert found == [(low + at * step) / scale for at in range(steps + 1)]


@pytest.mark.parametrize(
    ("value", "default", "does"),
    [
        (1, "2018", True),
        (1.0, "2018", False),
        (True, "2018", False),
        (1, "0.5", True),
        (False, "True", True),
        (0, "True", False),
        ("x", '"y"', True),
        (["x"], "[1]", True),
        (["x"], "None", True),
        ({}, "date.today()", True),
        (None, '"y"', False),
    ],
)
def test_a_value_fits_a_default_of_its_kind(value, default, does):
    assert fits(value, default) is does
