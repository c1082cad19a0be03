"""Small numbers: exact tests and intervals against published examples, and against brute force."""

from functools import cache
from math import comb, exp, factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.errors import RecountedError
from recounted.judging.trends import log_linear
from recounted.robustness.counts import compare, dispersion, interval, least_visible, power_of, trend

pytestmark = pytest.mark.slow  # chances are summed over all pairs


def test_the_interval_of_a_ratio_is_that_of_r_poisson_test():
    """R's own example: poisson.test(c(11, 21), c(800, 3011)), after ISwR, eba1977."""
    found = compare(11, 21, 800, 3011)
    assert (found.ratio, found.low, found.high) == pytest.approx((1.971488, 0.8584264, 4.2772659), rel=1e-6)


def test_the_conditional_test_is_that_of_przyborowski_and_wilenski():
    """Dodder seeds, 0 against 3 in 100 samples each: one-sided 0.125 (Krishnamoorthy and Thomson 2004, example 1)."""
    assert compare(3, 0, 100, 100).p == pytest.approx(2 * 0.125)
    assert compare(0, 3).high == pytest.approx(2.4199518933533923) and compare(3, 0).high == float("inf")


def test_the_interval_of_one_count_is_garwoods():
    """10 events: 4.795389 to 18.390356 (Fay 2010; poisson.test(10))."""
    assert interval(10) == pytest.approx((4.795389, 18.390356), rel=1e-6)
    assert interval(0) == pytest.approx((0, 3.688879), rel=1e-6)


def test_fishers_dispersion_of_deaths_by_horse_kick():
    """Bortkiewicz 1898, 14 corps over 20 years: mean 0.7, D = 304 on 279 degrees of freedom."""
    found = dispersion([0] * 144 + [1] * 91 + [2] * 32 + [3] * 11 + [4] * 2)
    assert (found.chi_square, found.df) == (pytest.approx(304), 279) and found.p == pytest.approx(0.1454, abs=1e-4)


def test_a_wide_noise_makes_a_wide_interval_and_never_a_narrower_one():
    noisy, steady = trend([44, 92, 29, 38]), trend([100, 100, 100, 100])
    assert noisy.widened[0] < noisy.poisson[0] < noisy.factor < noisy.poisson[1] < noisy.widened[1]
    assert steady.fit.dispersion < 1 and steady.widened[0] < steady.poisson[0]
    assert trend([3, 5]).widened is None


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_p_of_a_comparison_is_twice_the_smaller_binomial_tail(after, before):
    total = after + before
    if not total:
        with pytest.raises(RecountedError, match="no ratio"):
            compare(after, before)
        return
    found, weights = compare(after, before), [comb(total, k) / 2**total for k in range(total + 1)]
    assert found.p == pytest.approx(min(1, 2 * min(sum(weights[: after + 1]), sum(weights[after:]))))
    assert (found.low <= 1 <= found.high) == (found.p > 0.05) or found.p == pytest.approx(0.05, abs=1e-6)


@given(st.integers(1, 12), st.integers(0, 30))
def test_power_is_the_chance_of_rejection_summed_over_all_pairs(before, after):
    def chance(mean, count):
        return exp(-mean) * mean**count / factorial(count)

    pairs = [(x, y) for x in range(60) for y in range(60) if x + y]
    brute = sum(chance(before, x) * chance(after, y) for x, y in pairs if _tail(x, y) <= 0.025)
    assert power_of(before, after) == pytest.approx(brute, abs=1e-6)


@cache
def _tail(x, y):
    weights = [comb(x + y, k) for k in range(x + y + 1)]
    return min(sum(weights[: x + 1]), sum(weights[x:])) / 2 ** (x + y)


def test_the_least_visible_change_is_the_first_that_is_found_often_enough():
    assert [power_of(58, after) >= 0.8 for after in (93, 94)] == [False, True] and least_visible(58) == 94
    assert [power_of(58, after) >= 0.8 for after in (30, 31)] == [True, False] and least_visible(58, rising=False) == 30
    assert least_visible(3, rising=False) is None and power_of(0, 0) == 0


def test_what_is_no_count_is_refused():
    for broken in (lambda: compare(-1, 3), lambda: interval(-1), lambda: dispersion([0, 0]), lambda: dispersion([3])):
        with pytest.raises(RecountedError):
            broken()
    with pytest.raises(RecountedError):
        log_linear([0, 0])
