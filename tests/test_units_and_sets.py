"""Units tell how a figure is read; relations make sets of it."""

import csv
import datetime as dt
import re
from decimal import Decimal as D

import portion as P
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests_support import ROOT

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


@pytest.mark.parametrize(
    "unit", ["dates", "texts", "Identifiers", "percentage", "percents", "percnt", "Percet", "dat", "txt", "identifer"]
)
def test_a_unit_that_is_nearly_a_kind_is_refused_with_the_kind(unit):
    with pytest.raises(
        RecountedError,
        match="any word that is not in the list does. Did you mean .* Write '(date|text|identifier|percent)'",
    ):
        check_unit(unit)


@pytest.mark.parametrize(
    ("unit", "meant"),
    [
        ("percnt of cases", "percent of cases"),
        ("percentge points", "percentage points"),
        ("proporton of hives", "proportion of hives"),
        ("rank of m", "rank of n"),
    ],
)
def test_a_slip_in_a_longer_unit_is_told_with_the_unit_that_was_meant(unit, meant):
    with pytest.raises(RecountedError, match=re.escape(f"Write {meant!r}")):
        check_unit(unit)


@pytest.mark.parametrize(
    "unit",
    [
        "hives per valley",
        "data",
        "tests",
        "states",
        "men",
        "rats",
        "shares",
        "items",
        "media",
        "identified",
        "estimates",
    ]
    + ["factions", "rations", "cores", "taxes", "contexts", "presents", "timers", "coverage", "portions", "tex files"],
)
def test_a_unit_of_its_own_words_is_free(unit):
    check_unit(unit)


def test_no_unit_of_this_project_is_nearly_another():
    units = {row["unit"] for row in csv.DictReader((ROOT / "data/article/claims.csv").open(encoding="utf-8"))}
    assert len(units) > 50
    for unit in units:
        check_unit(unit)


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
