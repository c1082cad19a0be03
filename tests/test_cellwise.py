"""A printed table is one claim: each cell is held, one finding names the cells that differ."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.errors import RecountedError
from recounted.judging.case_file import case_file
from recounted.judging.cellwise import held
from recounted.judging.judge import begin
from recounted.running.notebooks import claim_of
from recounted.tables.load import load

CLAIMS = """claim_id,section,paragraph,footnote,printed,relation,unit,statement,notebook,kind,repeats
helped-table,5,1,,Table 1,order,cells,The table counts people by year,01-help,figure,
helped-first-year,5,1,,2,equals,persons,People helped in the first year,01-help,figure,
"""
REMARKS = "claim_id,cause,charitable,settle,caveat\nhelped-table,count,one was counted late,a list,\n"
COUNTED = {"group": ["Men", "Women"], "first_year": [12, 30], "share": [28.57, 71.43]}


def _frame(**changes):
    return pd.DataFrame({"group": ["Men", "Women"], "first_year": ["12", "30"], "share": ["28.6%", "71.4%"]} | changes)


UNITS = {"first_year": "persons", "share": "percent"}


def _held(printed, values=None, **options):
    return held(printed, pd.DataFrame(COUNTED if values is None else values), ["group"], UNITS, **options)


def test_a_table_whose_cells_all_fit_fits():
    found = _held(_frame())
    assert found.agrees is True and found.sentence() == "4 of the 4 cells are as printed"


def test_a_cell_that_differs_is_named_by_row_column_value_and_print():
    found = _held(_frame(first_year=["12", "31"]))
    assert found.agrees is False
    assert found.sentence() == "3 of the 4 cells are as printed; first year of Women is 30, not the printed 31"


def test_the_order_of_rows_does_not_matter_but_two_cells_that_changed_places_do():
    assert _held(_frame().iloc[::-1]).agrees is True
    assert _held(_frame(first_year=["30", "12"])).sentence().count("not the printed") == 2


def test_of_many_that_differ_the_first_are_named_and_the_others_counted():
    rows = range(9)
    printed = pd.DataFrame({"row": [f"r{n}" for n in rows], "n": [str(n + 1) for n in rows]})
    sentence = held(printed, pd.DataFrame({"row": [f"r{n}" for n in rows], "n": list(rows)}), ["row"]).sentence()
    assert sentence.startswith("0 of the 9 cells") and sentence.endswith(
        "n of r3 is 3, not the printed 4; 5 more differ"
    )


@pytest.mark.parametrize("values", [{**COUNTED, "first_year": [12, None]}, {k: v[:1] for k, v in COUNTED.items()}])
def test_a_value_that_is_missing_cannot_be_told(values):
    found = _held(_frame(), values)
    unknown = sum(cell.agrees is None for cell in found.cells)
    told = f"{4 - unknown} of the 4 cells are as printed; {unknown} cannot be told"
    assert found.agrees is None and unknown in (1, 2) and found.sentence() == told
    assert found.shown() == f"{4 - unknown} of 4 cells"


@pytest.mark.parametrize(("wrong", "end"), [(4, "not the printed 4"), (5, "; 1 more differ")])
def test_four_that_differ_are_named_and_those_beyond_counted(wrong, end):
    rows = range(9)
    values = pd.DataFrame({"row": [f"r{n}" for n in rows], "n": [n if n < wrong else n + 1 for n in rows]})
    printed = pd.DataFrame({"row": [f"r{n}" for n in rows], "n": [str(n + 1) for n in rows]})
    found = held(printed, values, ["row"])
    assert found.sentence().endswith(end) and found.shown() == f"{9 - wrong} of 9 cells"


def test_of_two_words_before_a_figure_the_first_is_its_relation():
    printed = pd.DataFrame({"row": ["a"], "n": ["over about 100"]})
    agrees = [held(printed, pd.DataFrame({"row": ["a"], "n": [n]}), ["row"]).agrees for n in (95, 105)]
    assert agrees == [False, True]


def test_a_cell_that_differs_outweighs_one_that_cannot_be_told():
    assert _held(_frame(first_year=["13", "30"]), {**COUNTED, "first_year": [12, None]}).agrees is False


@pytest.mark.parametrize("empty", ["", "–", "-", None])
def test_an_empty_cell_is_not_held(empty):
    assert len(_held(_frame(first_year=[empty, "30"])).cells) == 3


def test_a_bound_in_a_cell_is_a_bound():
    printed = pd.DataFrame({"row": ["a", "b"], "p": ["<0.001", ".04"]})
    values = pd.DataFrame({"row": ["a", "b"], "p": ["0.0004", "0.041"]})
    assert held(printed, values, ["row"], "p value").agrees is True


@pytest.mark.parametrize(
    ("printed", "on", "fault"),
    [
        (_frame(group=["Men", "Men"]), ["group"], "Men stands in two rows"),
        (_frame(), ["sex"], "it has no column 'sex'"),
        (_frame(), ["sex", "age"], "it has no column 'sex'"),
        (_frame(first_year=["12 (33%)", "30"]), ["group"], "row Men, column first_year: .*is left over"),
        (_frame(first_year=["", ""], share=["", ""]), ["group"], "no cell of it has a figure"),
    ],
)
def test_a_table_that_cannot_be_held_is_refused_with_the_place(printed, on, fault):
    with pytest.raises(RecountedError, match=fault):
        held(printed, pd.DataFrame(COUNTED | {"sex": ["m", "f"]} if "sex" in on else COUNTED), on, UNITS)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6), st.data())
def test_a_table_fits_itself_and_one_changed_cell_is_the_one_that_is_named(counts, data):
    rows = [f"row {chr(97 + n)}" for n in range(len(counts))]
    values = pd.DataFrame({"row": rows, "n": counts})
    printed = values.assign(n=[f"{count:,}" for count in counts])
    assert held(printed, values, ["row"]).agrees is True
    changed = data.draw(st.integers(0, len(counts) - 1))
    printed.loc[changed, "n"] = f"{counts[changed] + 1:,}"
    assert [cell.row for cell in held(printed, values, ["row"]).cells if cell.agrees is False] == [rows[changed]]


@pytest.fixture
def judge(project):
    (project / "data/article/claims.csv").write_text(CLAIMS)
    (project / "data/article/remarks.csv").write_text(REMARKS)
    return begin("01-help", case_file())


def test_one_claim_one_finding_with_the_cells_that_it_used(judge, project):
    helped = load("helped")
    judge.table("helped-table", pd.DataFrame({"year": [2019, 2020], "persons": ["2", "4"]}), helped, on=["year"])
    finding = judge.findings["helped-table"]
    assert (finding.verdict, finding.recomputed) == ("reproduced", "2 of 2 cells")
    assert "2 of the 2 cells are as printed, which fits the claim" in finding.reason
    assert [cells["table"] for cells in finding.cells] == ["helped"]


def test_a_table_with_a_wrong_cell_is_inconsistent_and_says_which(judge):
    helped = load("helped")
    judge.table("helped-table", pd.DataFrame({"year": [2019, 2020], "persons": ["2", "5"]}), helped, on=["year"])
    finding = judge.findings["helped-table"]
    assert finding.verdict == "inconsistent" and finding.charitable == "one was counted late"
    assert "persons of 2020 is 4, not the printed 5, which contradicts the claim" in finding.reason


def test_a_claim_with_a_figure_of_its_own_is_no_table(judge):
    with pytest.raises(TypeError):
        judge.table("helped-table", pd.DataFrame({"year": [2019], "persons": ["2"]}), load("helped"), ["year"])
    with pytest.raises(
        RecountedError, match="a table is held cell by cell, and is right or wrong. Give it the relation order"
    ):
        judge.table("helped-first-year", pd.DataFrame({"year": [2019], "persons": ["2"]}), load("helped"), on=["year"])


def test_a_cell_that_judges_a_table_is_called_by_its_claim():
    assert claim_of({"cell_type": "code", "source": 'judge.table("helped-table", a, b, on=["year"])'}) == "helped-table"
