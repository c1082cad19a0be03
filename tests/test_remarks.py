"""Figures typed into remarks: each stands in what the claim was judged from, or only names something."""

import pytest
from conftest import FINDINGS
from made import finding
from made import testimony as says

from recounted.judging.citing import Neighbour
from recounted.project import suite
from recounted.project.check import notes
from recounted.project.remarks import typed_figures


def _typed(text, name="caveat", claim_id="helped-total", findings=FINDINGS):
    return [where for where, _ in typed_figures({claim_id: {name: text}}, findings)]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("In 2050 there were 999 hearings", "999"),
        ("There were 999 hearings, 1,999 days and 999 more", "999 and 1,999"),
        ("999.5% of them", "999.5"),
        ("Of the 6 people 2 came in 2019 and 4 in 2020", ""),  # printed, and cells
        ("{number} came", ""),
        ("It began on 17 June 2023 and ended on 2023-08-09", ""),
        ("See Articles 126, 128 and 135, article (77), part 3 of Law 180-VI of 2018, No 235-V", ""),
        ("See section 9, footnotes 33 and 34", ""),
        ("The 126 people of Article 128, and no 77 of them", "126 and 77"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("name", ["caveat", "charitable", "settle"])
def test_a_figure_of_a_remark_stands_in_its_claim_or_is_a_name(project, name, text, left):
    assert _typed(text, name) == ([f"helped-total, {name} {left}"] if left else [])


def test_what_a_source_says_and_what_stands_beside_a_claim_may_be_told(project):
    """The red book counts 3; 33.3% is the claim beside it."""
    beside = Neighbour("helped-share", "Share of the first year", "reproduced")
    near = [finding(beside=(beside,), witnesses=(says(value="3.26"),)), FINDINGS[2]]
    assert _typed("3.26 of them, which rounds to 3.3, are 33.3%") == ["helped-total, caveat 3.26 and 3.3 and 33.3"]
    assert _typed("3.26 of them, which rounds to 3.3, are 33.3%", findings=near) == []


def test_a_row_or_a_table_that_is_gone_since_the_build_holds_no_figure(project):
    (project / "data/article/helped.csv").write_text("year,persons\n2019,2\n")
    gone = finding(cells=({"table": "none", "file": "data/none.csv", "lines": [2], "columns": ["x"]},))
    assert _typed("2 and 4") == ["helped-total, caveat 4"]
    assert _typed("2 and 6", findings=[gone]) == ["helped-total, caveat 2"]


def test_before_the_first_build_nothing_is_said(project):
    assert _typed("999", findings=()) == []


def test_check_names_the_remark_and_the_tests_of_the_project_fail(published):
    path = published / "data/article/remarks.csv"
    path.write_text(path.read_text().replace("one more came late", "999 came late"))
    said = [note for note in notes() if note.kind == "figures typed into remarks"]
    assert [note.where for note in said] == ["data/article/remarks.csv, helped-total, charitable 999"]
    assert "helped-total, charitable 999: is in no cell that the claim uses" in "".join(suite.the_ledger_is_whole())
