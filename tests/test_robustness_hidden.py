"""Figures that rounding hides: the exact search against brute force."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.errors import RecountedError
from recounted.judging.printed import PrintedFigure
from recounted.robustness.hidden import counts_before, counts_divided, parts_of, sets_of, shares_of, totals

pytestmark = pytest.mark.slow  # sets are searched

TENTHS = st.integers(0, 999).map(lambda tenths: f"{tenths / 10:.1f}%")


def _rounds_to(value, printed, places):
    """Whether a fraction may be printed so: no further from it than half of the last digit."""
    return abs(value - Fraction(printed)) <= Fraction(1, 2 * 10**places)


def test_the_counts_behind_a_rise_and_a_fold():
    assert counts_before(111, "91.4%") == [58] and counts_divided(67, "2.1-fold") == [32]
    assert counts_before(111, "91.9%") == []


@given(st.integers(0, 400), TENTHS)
def test_earlier_counts_are_all_those_that_give_the_printed_rise(now, change):
    brute = [b for b in range(1, 500) if _rounds_to(Fraction(100 * now, b) - 100, change.rstrip("%"), 1)]
    assert [each for each in counts_before(now, change) if each] == brute


@given(st.integers(1, 60), st.lists(TENTHS, min_size=1, max_size=3), st.booleans())
def test_sets_of_counts_are_all_those_that_the_shares_allow(total, shares, whole):
    fitting = [
        [count for count in range(total + 1) if _rounds_to(Fraction(100 * count, total), share.rstrip("%"), 1)]
        for share in shares
    ]
    brute = [each for each in product(*fitting) if (sum(each) == total if whole else sum(each) <= total)]
    assert list(sets_of(total, shares, whole)) == brute and shares_of(total, shares) == fitting


def test_totals_are_those_of_which_every_share_is_attainable_at_once():
    shares = ["33.3%", "66.7%"]
    assert totals(shares, 12, whole=True) == [3, 6, 9, 12]
    assert totals(["50%", "60%"], 10) == []  # together more than all


@given(st.integers(0, 8), st.integers(0, 3), st.integers(0, 2))
def test_the_ways_to_split_a_total_are_counted_right(total, parts, least):
    brute = [each for each in product(range(least, total + 1), repeat=parts) if sum(each) == total]
    assert parts_of(total, parts, least) == len(brute)


def test_a_rise_without_a_bound_may_come_from_any_count_but_none():
    assert counts_before(6, PrintedFigure("over 100%", "more-than", "percent")) == [1, 2, 3]
    assert counts_divided(6, PrintedFigure("over 2-fold", "more-than", "times")) == [1, 2, 3]
    assert counts_before(0, "50%") == [0]


def test_a_figure_that_leaves_nothing_is_refused():
    with pytest.raises(RecountedError, match="nothing is left"):
        counts_before(5, "-100%")
    with pytest.raises(RecountedError, match="not above zero"):
        counts_divided(5, "0")
