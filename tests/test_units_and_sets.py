"""Units tell how a figure is read; relations make sets of it."""

import datetime as dt
from decimal import Decimal as D

import portion as P
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.errors import RecountedError
from recounted.judging.sets import around, related
from recounted.judging.units import check_unit, kind_of

NUMBERS = st.decimals(-(10**6), 10**6, allow_nan=False, places=2)


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("persons", "count"),
        ("persons per year", "measure"),
        ("cases per 100,000", "measure"),
        ("percent of hearings", "percent"),
        ("percentage points", "points"),
        ("share of hearings", "share"),
        ("p value", "probability"),
        ("P", "probability"),
        ("OR", "measure"),
        ("arrests or fines", "count"),
        ("mean age", "measure"),
        ("meaning", "count"),
        ("rates", "count"),
        ("date", "date"),
        ("candidates", "count"),
        ("text", "text"),
        ("N (%)", "form"),
        ("Estimate (CI)", "form"),
    ],
)
def test_a_word_of_the_closed_list_makes_a_unit_a_kind_and_a_part_of_a_word_does_not(unit, kind):
    assert kind_of(unit) == kind


@pytest.mark.parametrize("unit", ["dates", "texts", "Identifiers", "percentage", "percents"])
def test_a_unit_that_is_nearly_a_kind_is_refused_with_the_kind(unit):
    with pytest.raises(
        RecountedError, match="any word that is not in the list does. Write '(date|text|identifier|percent)'"
    ):
        check_unit(unit)


def test_a_unit_of_its_own_words_is_free():
    check_unit("hives per valley")


@given(NUMBERS, st.decimals(0, 1, allow_nan=False, places=3))
def test_what_lies_around_a_number_has_it_in_its_middle_also_below_zero(number, width):
    found = around(number, width)
    assert number in found and (found.lower + found.upper) / 2 == number


@given(NUMBERS)
def test_nearly_lies_below_and_just_over_above(number):
    below, above = around(number, D("0.1"), above=D(0)), around(number, D("0.1"), below=D(0))
    assert below.upper == number == above.lower


@given(NUMBERS, NUMBERS)
def test_bounds_and_their_contraries_divide_all_numbers(bound, number):
    for one, other in (("more-than", "at-most"), ("less-than", "at-least")):
        assert (number in related(one, bound, bound)) != (number in related(other, bound, bound))


@pytest.mark.parametrize(
    ("relation", "held", "not_held"),
    [("at-most", [0, 5], [-1, 6]), ("less-than", [0, 4], [-1, 5]), ("equals", [5], [4])],
)
def test_a_floor_is_the_least_that_can_be(relation, held, not_held):
    found = related(relation, D(5), D(5), D(0))
    assert all(D(each) in found for each in held) and not any(D(each) in found for each in not_held)


def test_dates_are_bounded_by_their_first_and_last_day():
    first, last = dt.date(2019, 1, 1), dt.date(2019, 12, 31)
    assert dt.date(2020, 1, 1) in related("more-than", first, last) and last not in related("more-than", first, last)
    assert first in related("at-least", first, last) and first not in related("less-than", first, last)
    assert related("equals", first, last) == P.closed(first, last)
