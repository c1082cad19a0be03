"""A family is one cell and one table; each of its claims keeps its id, its finding, its cells and its address."""

import pytest

from recounted.errors import RecountedError
from recounted.judging.addresses import addressed
from recounted.judging.cards import Family
from recounted.judging.case_file import case_file
from recounted.judging.families import members
from recounted.judging.judge import begin
from recounted.tables.choose import where
from recounted.tables.load import load

HEAD = "claim_id,section,paragraph,footnote,printed,relation,unit,statement,notebook,kind,repeats\n"


@pytest.fixture
def judge(project):
    (project / "data/article/claims.csv").write_text(
        HEAD
        + "helped-2019,5,1,,2,equals,persons,People helped in 2019,01-help,figure,\n"
        + "helped-2020,5,1,,4,equals,persons,People helped in 2020,01-help,figure,\n"
        + "helped-2021,5,1,,5,equals,persons,People helped in 2021,01-help,figure,\n"
    )
    (project / "data/article/remarks.csv").write_text(
        "claim_id,cause,charitable,settle,caveat\nhelped-2021,no-data,,the book of 2021,\nhelped-2020,count,late,,\n"
    )
    return begin("01-help", case_file())


def test_each_row_is_judged_as_a_single_call_would(judge):
    helped = load("helped")
    judge.each(
        "helped-{year}",
        helped,
        lambda row: row.persons,
        found="The table of {year} has {value}",
        cells=lambda row: where(helped, year=row.year)[["persons"]],
    )
    one, other = judge.findings["helped-2019"], judge.findings["helped-2020"]
    assert (one.verdict, other.verdict) == ("reproduced", "reproduced")
    assert one.reason == "Printed: “2”. The table of 2019 has 2, as printed. No source outside the article was found."
    assert (one.cells[0]["lines"], other.cells[0]["lines"]) == ([2], [3])
    assert one.cell == other.cell == "helped"


def test_the_table_shows_all_and_cards_only_what_is_not_clean(judge):
    judge.each("helped-{year}", load("helped"), lambda row: 2)
    shown = Family("helped", list(judge.findings.values()), judge.case).markdown()
    assert shown.count("People helped in") == 2 and "| ✔ | People helped in 2019 | 2 | 2 |" in shown
    assert shown.count("**≠ inconsistent**") == 1 and "`helped-2020`" in shown


def test_a_family_of_no_row_an_unknown_claim_or_a_name_used_twice_is_refused(judge):
    helped = load("helped")
    with pytest.raises(RecountedError, match="family helped-.year.: there is no row"):
        judge.each("helped-{year}", where(helped, year=1999))
    with pytest.raises(RecountedError, match="no claim 'aided-2019'. Did you mean: helped-2019"):
        judge.each("aided-{year}", helped)
    judge.each("helped-{year}", where(helped, year=2019), 2)
    with pytest.raises(RecountedError, match="two families are called helped"):
        judge.each("helped-{year}", where(helped, year=2020), 4)
    with pytest.raises(TypeError):
        judge.each("helped-{year}", where(helped, year=2020), 4, "a name is given by its name")


def test_a_row_hands_on_its_columns_and_its_line_and_nothing_else(judge):
    first = next(members("helped-{year}", load("helped"), None, {"facts": {"of": 6}, "found": "{value} of {of}"}))
    assert first == {
        "claim_id": "helped-2019",
        "value": None,
        "found": "{value} of {of}",
        "facts": {"line": 2, "year": 2019, "persons": 2, "of": 6},
    }


def test_unsettled_takes_what_is_left_and_said_to_have_no_data(judge):
    judge("helped-2019", 2)
    judge.unsettled()
    assert judge.findings["helped-2021"].verdict == "unverifiable"
    assert judge.findings["helped-2021"].cell == "unsettled"
    assert "helped-2020" not in judge.findings  # its remark has another cause: it was forgotten, and the tally says so
    assert judge.tally().missing == ["helped-2020"]


@pytest.mark.parametrize(
    ("ids", "address"),
    [
        ("{work_key}-place", "place"),
        ("treaty-year-{key}", "treaty-year"),
        ("act-{n}-in-{m}", "act-in"),
        ("{id}", "family"),
    ],
)
def test_the_address_of_a_family_is_what_its_ids_share(ids, address):
    assert addressed(ids) == address


def test_where_takes_rows_by_value_and_names_an_unknown_column(project):
    helped = load("helped")
    assert list(where(helped, year=[2019, 2020]).index) == [2, 3] and where(helped, year=1).empty
    with pytest.raises(RecountedError, match="there is no column 'yeer'. Choose one of: year, persons"):
        where(helped, yeer=2019)
