"""The changes of a table: each is another cell of the same kind, and leaves everything else as it is."""

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.mutation.operators import (
    CATEGORY,
    DAY,
    DIGIT,
    DOUBLED,
    DROPPED,
    KINDS,
    LETTER,
    SWAPPED,
    UNIT,
    YEAR,
    changed,
    changes,
    is_figure,
    other_digits,
)

pytestmark = pytest.mark.slow  # hypothesis on changes

FIELDS = [
    {"name": "year", "type": "integer"},
    {"name": "day", "type": "date"},
    {"name": "value", "type": "string"},
    {"name": "kind", "type": "string"},
    {"name": "is_new", "type": "boolean"},
    {"name": "unit", "type": "string"},
    {"name": "note", "type": "string"},
]
ROWS = [
    ["2019", "2019-12-31", "182", "cases", "true", "persons", "a sentence that is far too long to be a category"],
    ["2020", "2020-02-29", "<5", "offences", "false", "persons", ""],
    ["2021", "", "2.1-fold", "cases", "", "persons", ""],
]
NAMES = [field["name"] for field in FIELDS]
ANY_ROWS = st.lists(
    st.tuples(
        st.integers(1500, 2099).map(str),
        st.dates(dt.date(1500, 1, 1), dt.date(2090, 12, 31)).map(str) | st.just(""),
        st.from_regex(r"[<~]?[0-9]{1,6}(\.[0-9])?%?", fullmatch=True) | st.just(""),
        st.sampled_from(["cases", "offences", ""]),
        st.sampled_from(["true", "false", ""]),
        st.sampled_from(["persons", "percent"]),
        st.text("abc ", max_size=50),
    ).map(list),
    min_size=1,
    max_size=6,
)


def _of(rows, line, column, prose=False):
    return {
        each.kind: each.after
        for each in changes("t", FIELDS, rows, range(2, len(rows) + 2), prose=prose)
        if (each.line, each.column) == (line, column)
    }


def test_each_cell_gets_the_change_of_its_kind():
    assert _of(ROWS, 2, "year").keys() == {YEAR, SWAPPED} and _of(ROWS, 2, "year")[YEAR] in ("2018", "2020")
    assert _of(ROWS, 2, "day").keys() == {DAY, SWAPPED}
    assert _of(ROWS, 2, "value").keys() == {DIGIT, SWAPPED} and _of(ROWS, 4, "value").keys() == {DIGIT}
    assert _of(ROWS, 2, "kind") == {CATEGORY: "offences"} and _of(ROWS, 2, "is_new") == {CATEGORY: "false"}
    assert _of(ROWS, 2, "unit") == {UNIT: "thousand persons"}
    assert _of(ROWS, 2, "note") == {} and _of(ROWS, 4, "day") == {}
    assert set(_of(ROWS, 3, "")) == {DROPPED, DOUBLED}


def test_only_the_rows_asked_for_are_changed():
    assert {each.line for each in changes("t", FIELDS, ROWS, [3])} == {3}


@given(ANY_ROWS, st.text(max_size=3))
def test_a_change_touches_what_it_says_and_nothing_else(rows, seed):
    kept = [list(row) for row in rows]
    for change in changes("t", FIELDS, rows, range(2, len(rows) + 2), seed):
        new = changed(change, NAMES, rows)
        assert rows == kept and change.kind in KINDS
        if change.kind == DROPPED:
            assert new == rows[: change.line - 2] + rows[change.line - 1 :]
        elif change.kind == DOUBLED:
            assert new == rows[: change.line - 1] + rows[change.line - 2 :]
        else:
            at = NAMES.index(change.column)
            different = {
                (line, column)
                for line, row in enumerate(new)
                for column in range(7)
                if row[column] != rows[line][column]
            }
            assert different == {(line - 2, at) for line in (change.line, change.other) if line}
            assert new[change.line - 2][at] == change.after != change.before == rows[change.line - 2][at]


@given(ANY_ROWS)
def test_a_changed_year_stays_a_year_and_a_changed_day_a_day(rows):
    for change in changes("t", FIELDS, rows, range(2, len(rows) + 2)):
        if change.kind == YEAR:
            assert abs(int(change.after) - int(change.before)) == 1
        if change.kind == DAY:
            assert abs((dt.date.fromisoformat(change.after) - dt.date.fromisoformat(change.before)).days) < 400


@given(ANY_ROWS)
def test_the_same_cells_get_the_same_changes_and_another_seed_draws_others(rows):
    lines = range(2, len(rows) + 2)
    assert list(changes("t", FIELDS, rows, lines)) == list(changes("t", FIELDS, rows, lines))
    assert any(
        list(changes("t", FIELDS, ROWS, [2], str(seed))) != list(changes("t", FIELDS, ROWS, [2])) for seed in range(9)
    )


@given(st.from_regex(r"[a-z ]{0,3}[0-9]{1,4}([.,][0-9]{1,3})?%?", fullmatch=True))
def test_other_digits_are_every_other_print_of_the_same_length(text):
    others = list(other_digits(text))
    assert len(others) == len(set(others)) and text not in others
    for other in others:
        assert len(other) == len(text) and sum(a != b for a, b in zip(text, other, strict=True)) == 1
        assert bool(re.search(r"\b0\d", other)) <= bool(re.search(r"\b0\d|[.,]0\d|[.,]\d", text))
    assert len(others) >= 8 * sum(each.isdecimal() for each in text)


@pytest.mark.parametrize(
    ("cell", "kind", "answer"),
    [
        ("182", "string", True),
        ("<5", "string", True),
        ("91.4%", "string", True),
        ("114-IV", "string", True),
        ("2023-09-05", "date", True),
        ("13 convictions in 2005", "string", False),
        ("almost 50", "string", False),
        ("KAZ", "string", False),
        ("", "integer", False),
    ],
)
def test_a_figure_is_told_from_words_with_a_digit(cell, kind, answer):
    assert is_figure(cell, kind) is answer


def test_each_word_of_a_text_gets_another_letter_only_where_texts_are_asked_for():
    assert _of(ROWS, 2, "note") == {}
    rows = [[*ROWS[0][:-1], "a sentence that is far too long for a category"], *ROWS[1:]]
    after = [each.after for each in changes("t", FIELDS, rows, [2], prose=True) if each.kind == LETTER]
    assert len(after) == 10 and after[:2] == [
        "b sentence that is far too long for a category",
        "a tentence that is far too long for a category",
    ]


def test_an_answer_is_turned_round():
    rows = [[*ROWS[0][:2], answer, *ROWS[0][3:]] for answer in ("yes", "no", "unsettled")]
    assert [_of(rows, line, "value")[CATEGORY] for line in (2, 3)] == ["no", "yes"]
