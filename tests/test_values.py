"""Values as sets: what a source or a table says, ready to be held to a printed figure, or refused."""

import datetime as dt
from decimal import Decimal as D
from fractions import Fraction

import numpy as np
import pandas as pd
import portion as P
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.errors import RecountedError
from recounted.judging.values import (
    Rounded,
    date_span,
    decimal,
    hidden,
    is_rounded,
    plain,
    python_value,
    span,
    whole_numbers,
)

DAY = dt.date(2020, 6, 12)


@pytest.mark.parametrize(
    ("value", "held"),
    [
        (5, P.singleton(D(5))),
        (np.int64(5), P.singleton(D(5))),
        (0.1, P.singleton(D("0.1"))),
        (np.float64(0.1), P.singleton(D("0.1"))),
        (Fraction(1, 4), P.singleton(D("0.25"))),
        (DAY, P.singleton(DAY)),
        (dt.datetime(2020, 6, 12, 8), P.singleton(DAY)),
        (pd.Timestamp("2020-06-12"), P.singleton(DAY)),
        (P.closed(1, Fraction(5, 2)), P.closed(D(1), D("2.5"))),
        (P.open(np.float64(0.5), P.inf), P.open(D("0.5"), P.inf)),
        (Rounded(P.closed(1, 2)), P.closed(D(1), D(2))),
        ("2020-06-12", P.singleton(DAY)),
        ("2020-06", P.closed(dt.date(2020, 6, 1), dt.date(2020, 6, 30))),
    ],
)
def test_a_value_of_any_type_is_a_set_of_decimals_or_days(value, held):
    assert span(value) == held


@pytest.mark.parametrize("bound", [1, 0.1, Fraction(1, 4), np.int64(5), np.float64(0.1)])
def test_the_bounds_of_a_set_become_decimals_and_days_stay_days(bound):
    found = span(P.closed(bound, bound))
    assert type(found.lower) is type(found.upper) is D and found == P.singleton(D(str(float(bound))))
    assert span(P.closed(DAY, DAY)) == P.singleton(DAY)


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ("<5", P.closed(D(0), D(4))),
        ("<1", P.closed(D(0), D(0))),
        ("<1e5", P.closed(D(0), D(99999))),
        ("<1,200", P.closed(D(0), D(1199))),
        ("less than five", P.closedopen(D(0), D(5))),  # words are no suppressed count
        ("<0.5", P.closedopen(D(0), D("0.5"))),
        ("<0", P.open(-P.inf, D(0))),
        ("<-5", P.open(-P.inf, D(-5))),
        ("at most -5", P.openclosed(-P.inf, D(-5))),
        ("at most 90", P.closed(D(0), D(90))),
        ("under 1.2 million", P.closedopen(D(0), D(1200000))),
        (">5", P.open(D(5), P.inf)),
        ("5 or more", P.closedopen(D(5), P.inf)),
        ("thousands", P.closedopen(D(1000), P.inf)),
        ("about 50", P.closed(D(45), D(55))),
        ("nearly 50", P.closed(D(45), D(50))),
        ("just over 50", P.closed(D(50), D(55))),
        ("exactly 50", P.singleton(D(50))),
        ("1-4", P.closed(D(1), D(4))),
        ("5-5", P.singleton(D(5))),
        ("5%", P.closed(D("4.5"), D("5.5"))),
        ("5.0%", P.closed(D("4.95"), D("5.05"))),
    ],
)
def test_what_a_source_says_is_the_set_of_all_that_it_may_mean(said, held):
    assert span(said) == held


def test_a_source_that_prints_its_zeros_hides_none():
    assert span("<5", 1) == P.closed(D(1), D(4)) and span("<0.5", 1) == P.closedopen(D(0), D("0.5"))


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("", "there is no number in it"),
        ("about over 5", "it says two things about its number"),
        ("over 5-6", "it says two things about its number"),
        ("12 (33%)", r"'\(33%\)' is left over"),
        ("12 (of 5) x", "are left over"),
        ("12 x", "'x' is left over"),
        ("4-1", "its second number is below the first"),
        ("2020-13", "its second number is below the first"),
        ("182 and a half", "its second number is below the first"),
    ],
)
def test_a_text_that_is_not_read_whole_is_refused(said, fault):
    with pytest.raises(RecountedError, match=fault) as raised:
        span(said)
    assert repr(said) in str(raised.value)


@pytest.mark.parametrize(
    ("value", "fault"),
    [(None, "missing"), (pd.NA, "missing"), (pd.NaT, "missing"), (float("nan"), "missing"), (np.nan, "missing")]
    + [(float("inf"), "not a finite number"), (object(), "not a finite number"), ([1], "not a finite number")],
)
def test_what_is_missing_is_told_apart_from_what_is_no_number(value, fault):
    with pytest.raises(RecountedError, match=f"it is {fault}"):
        span(value)


@pytest.mark.parametrize(
    ("value", "answer"),
    [
        ("0.869", True),
        ("1.2 million", True),
        ("5 %", True),
        ("a third", True),
        ("44", False),
        ("over 0.5", False),
        ("0.5-0.6", False),
        ("0.5 x", False),
        ("", False),
        (Rounded(P.singleton(2)), True),
        (0.5, False),
        (P.closed(1, 2), False),
    ],
)
def test_a_set_is_of_rounding_only_where_digits_were_dropped(value, answer):
    assert is_rounded(value) is answer


def test_a_rounded_set_is_shown_by_its_ends_a_point_by_itself():
    assert str(Rounded(P.closed(D("2.3832"), D("2.38625")))) == "2.3832 to 2.38625"
    assert str(Rounded(P.closed(D("9.5"), D("10.5")))) == "9.5 to 10.5"
    assert str(Rounded(P.singleton(D(2)))) == "2" and str(Rounded(P.singleton(D(1) / 3))) == "0.333333"


@given(st.integers(1, 500), st.integers(0, 9), st.integers(1, 500), st.integers(0, 9))
def test_a_hidden_ratio_holds_the_ratio_of_any_two_of_its_sets(part, more, whole, wider):
    found = hidden(P.closed(D(part), D(part + more)), P.closed(D(whole), D(whole + wider)))
    assert found == P.closed(Fraction(part, whole + wider), Fraction(part + more, whole))


@given(
    st.fractions(-50, 50),
    st.fractions(Fraction(1, 9), 20),
    st.sampled_from([P.closed, P.open, P.openclosed, P.closedopen]),
)
def test_the_whole_numbers_of_a_set_are_all_that_lie_in_it(low, width, make):
    values = make(low, low + width)
    assert whole_numbers(values) == [count for count in range(-60, 80) if count in values]


@pytest.mark.parametrize(
    ("value", "python"),
    [
        (np.int64(5), 5),
        (np.bool_(True), True),
        (pd.Timestamp("2020-06-12 08:00"), "2020-06-12"),
        (DAY, "2020-06-12"),
        ("a", "a"),
        (5, 5),
    ],
)
def test_a_scalar_of_numpy_becomes_one_of_python_and_a_day_its_text(value, python):
    assert python_value(value) == python and type(python_value(value)) is type(python)


def test_a_series_of_pandas_stays_as_it_is():
    series = pd.Series([5])
    assert python_value(series) is series


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_becomes_its_shortest_decimal(number):
    assert decimal(number) == decimal(np.float64(number)) == D(str(number))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("December 29, 2008", dt.date(2008, 12, 29), dt.date(2008, 12, 29)),
        ("May 2023", dt.date(2023, 5, 1), dt.date(2023, 5, 31)),
        (2018, dt.date(2018, 1, 1), dt.date(2018, 12, 31)),
        ("12\u00a0June 2020", DAY, DAY),
    ],
)
def test_a_date_is_all_the_days_that_it_names(text, first, last):
    assert date_span(text) == P.closed(first, last)


def test_a_date_that_cannot_be_is_refused_with_the_reason():
    with pytest.raises(RecountedError, match="figure '31 June 2020': June 2020 has no day 31"):
        date_span("31 June 2020")


@pytest.mark.parametrize("text", ["No 114-IV", "NO\u00a0114–iv", " no  114—IV "])
def test_texts_are_compared_without_regard_to_dash_space_and_case(text):
    assert plain(text) == "no 114-iv"
