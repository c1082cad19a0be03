"""A cell of a printed column stands in the ledger where its row stands; elsewhere the build stops."""

import json

import pytest
from conftest import describe_numbers, forget

from recounted.building.printing import check_printed, misprinted, says
from recounted.errors import RecountedError

NUMBERS = """position,section,paragraph,footnote,text
1,5,1,,6
2,5,1,,two
3,5,1,,2019-2020
4,5,2,,¹⁷
5,ref,1,,doi:10.1000/182.9
"""
HELPED = "year,persons,section,paragraph\n2019,2,5,1\n,6,5,1\n"


@pytest.fixture
def printed(project):
    """The made-up project, whose table is printed in section 5; called, it gives the faults of a table and a ledger."""
    describe_numbers(project, NUMBERS, ["year", "persons"], section="string", paragraph="integer")

    def faults(helped=HELPED, numbers=NUMBERS, only=""):
        (project / "data/article/helped.csv").write_text(helped)
        (project / "data/article/numbers.csv").write_text(numbers)
        forget()
        return [f"{where}: {what}" for where, what in misprinted(only)]

    return faults


def test_what_the_article_prints_is_let_be(printed):
    assert printed() == []
    check_printed()


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("2019,2", "2019,3", "line 2, column persons: no number '3' stands in section 5, paragraph 1"),
        ("2019,2", "2018,2", "line 2, column year: no number '2018' stands in section 5, paragraph 1"),
        (",6,5,1", ",6,5,2", "line 3, column persons: no number '6' stands in section 5, paragraph 2"),
        (",6,5,1", ",17,5,2", "line 3, column persons: no number '17' stands in section 5, paragraph 2"),
    ],
)
def test_what_it_does_not_print_there_is_named(printed, old, new, what):
    assert printed(HELPED.replace(old, new)) == [f"data/article/helped.csv, {what}"]
    with pytest.raises(RecountedError, match="the number in data/article/numbers.csv"):
        check_printed()


def test_a_number_that_changed_in_the_ledger_is_named_as_well(printed):
    changed = NUMBERS.replace("2019-2020", "2018-2020")
    assert len(printed(numbers=changed)) == len(printed(numbers=changed, only="numbers")) == 1
    assert printed(numbers=changed, only="claims") == []


def test_without_a_ledger_there_is_nothing_to_hold_the_table_to(project, printed):
    printed()
    path = project / "data/datapackage.json"
    package = json.loads(path.read_text())
    package["resources"] = [each for each in package["resources"] if each["name"] != "numbers"]
    path.write_text(json.dumps(package))
    forget()
    check_printed()


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("2019–2023", "2019"),
        ("January 10, 2018", "2018-01-10"),
        ("12.06.2020", "2020-06-12"),
        ("six", "6"),
        ("2nd", "second"),
        ("doi:10.1000/182.9", "10.1000/182.9"),
        ("https://example.org/view/26152?publication=9", "26152"),
        ("36", "n 36"),
    ],
)
def test_an_expression_says_the_same_in_other_words(text, cell):
    assert says(text, cell)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("2019–2023", "2021"),
        ("January 10, 2018", "2018-10-01"),
        ("June 2020", "2020-06-12"),
        ("1984", "198"),
        ("first", "firstly"),
        ("36", "n 41"),
        ("36 of 41", "n 36"),
        ("36", "n 36 of 41"),
    ],
)
def test_an_expression_that_only_looks_alike_does_not(text, cell):
    assert not says(text, cell)
