"""Trends: each way of telling one against published examples, exact chances, and what no way may say."""

from itertools import pairwise
from math import exp, isnan

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recounted.errors import RecountedError
from recounted.judging.trends import TREND_RULES, falls, log_linear, rises, slopes

BELGIUM = [12, 14, 33, 50, 67, 74, 123, 141, 165, 204, 253, 246, 240]  # AIDS cases 1981 to 1993, Wood 2006, section 2.3
SERIES = [182, 111, 103, 107]


def test_poisson_regression_is_that_of_glm():
    """glm(y ~ t, poisson): 3.1405895 and 0.2021212 (error 0.007771), residual deviance 80.69 (Wood 2006)."""
    found = log_linear(BELGIUM)  # Wood counts the years from 1, we from 0
    assert (found.level - found.slope, found.slope) == pytest.approx((3.1405895, 0.2021212), abs=1e-7)
    assert found.error == pytest.approx(0.007771, abs=1e-6) and found.deviance == pytest.approx(80.69, abs=0.005)


@pytest.mark.parametrize(
    ("rule", "fall"), [("ends", 1), ("every-step", 0), ("theil-sen", 1), ("mann-kendall", 0), ("poisson", 1)]
)
def test_five_ways_to_tell_a_trend(rule, fall):
    assert falls(SERIES, rule) == bool(fall) and not rises(SERIES, rule)
    assert rises(SERIES[::-1], rule) == bool(fall)


def test_four_steady_steps_pass_mann_kendall_and_three_do_not():
    """Exact: 1 of 4! orders is 0.042, 1 of 3! is 0.167."""
    assert falls([9, 7, 6, 1], "mann-kendall") and not falls([9, 7, 6], "mann-kendall")
    assert not rises([5, 5, 5, 5], "mann-kendall")


@given(st.lists(st.integers(0, 500), min_size=2, max_size=9), st.sampled_from(TREND_RULES))
@example([0, 1], "poisson")
@example([0, 0, 0, 0, 1], "poisson")
def test_no_series_rises_and_falls_at_once_unless_it_is_flat(values, rule):
    if not any(values):
        return
    flat = all(first == second for first, second in pairwise(values))
    assert not (rises(values, rule) and falls(values, rule)) or flat


@pytest.mark.parametrize(
    ("series", "rise"),
    [
        ([0, 5], 0),
        ([0, 6], 1),
        ([0, 0, 0, 2], 0),
        ([0, 0, 0, 3], 1),
        ([0] * 6 + [2], 1),
        ([0] * 5 + [2], 0),
        ([0, 1], 0),
        ([0] * 39 + [1], 1),
        ([0, 500], 1),
    ],
)
def test_counts_at_one_end_alone_rise_where_a_steady_rate_would_hardly_put_them_there(series, rise):
    """Exact, against 0.025 on each side: 1 of 2^5 is 0.031, of 2^6 0.016, of 4^2 0.063, of 4^3 0.016, of 7^2 0.020, of
    6^2 0.028, of 40^1 0.025."""
    assert rises(series, "poisson") == falls(series[::-1], "poisson") == bool(rise)
    assert not falls(series, "poisson") and not rises(series[::-1], "poisson")
    for either in (series, series[::-1]):
        with pytest.raises(RecountedError, match="only the first or the last of"):
            log_linear(either)


def test_the_wald_test_of_counts_that_all_but_stand_at_one_end_agrees_with_the_exact_one():
    assert [rises([1, last], "poisson") for last in (7, 8)] == [False, True]
    assert not rises([0, 9, 0], "poisson") and not falls([0, 9, 0], "poisson")
    assert not rises([0, 50, 4], "poisson")  # most of it was counted in the middle


def test_theil_and_sens_slopes_are_those_of_all_pairs():
    assert sorted(slopes([1, 2, 4])) == [1, 1.5, 2]


@pytest.mark.parametrize(
    ("values", "rule"), [([1], "ends"), ([1], "poisson"), ([1, 2], "by eye"), ([-5, 0], "poisson"), ([0, 0], "poisson")]
)
@pytest.mark.parametrize("told", [rises, falls])
def test_one_value_an_unknown_rule_or_what_is_no_count_is_refused(told, values, rule):
    with pytest.raises(RecountedError):
        told(values, rule)


def test_two_counts_are_fitted_by_hand():
    """The slope is the log of their ratio, its error √(1/a + 1/b); nothing is left over, and no freedom."""
    found = log_linear([4, 9])
    assert found.level == pytest.approx(1.3862943611) and found.slope == pytest.approx(0.8109302162)
    assert found.error == pytest.approx((1 / 4 + 1 / 9) ** 0.5) and found.deviance == pytest.approx(0, abs=1e-12)
    assert isnan(found.dispersion)


def test_a_fit_of_three_counts_with_a_zero_in_their_middle():
    """By symmetry the slope is 0 and every mean 2: Pearson (1 + 4 + 1) / 2, so 3 on 1 degree of freedom × 2."""
    found = log_linear([3, 0, 3])
    assert found.slope == pytest.approx(0, abs=1e-12) and found.level == pytest.approx(0.6931471806)
    assert found.dispersion == pytest.approx((0.5 + 2 + 0.5) / 1)
    assert found.deviance == pytest.approx(2 * (2 * (3 * 0.4054651081 - 1) + 2))
    assert found.error == pytest.approx((1 / (2 + 2)) ** 0.5)


@given(st.lists(st.integers(0, 400), min_size=3, max_size=9))
def test_at_the_likeliest_line_counts_and_means_have_one_sum_and_one_moment(counts):
    if not any(counts[:-1]) or not any(counts[1:]):
        return
    found = log_linear(counts)
    means = [exp(found.level + found.slope * time) for time in range(len(counts))]
    for weight in (lambda time: 1, lambda time: time):
        told, fitted = (sum(weight(at) * each for at, each in enumerate(series)) for series in (counts, means))
        assert fitted == pytest.approx(told, rel=1e-6, abs=1e-6)
    pearson = sum((count - mean) ** 2 / mean for count, mean in zip(counts, means, strict=True))
    assert found.dispersion * (len(counts) - 2) == pytest.approx(pearson, rel=1e-6, abs=1e-9)


def test_a_trend_is_told_from_the_values_that_each_way_looks_at():
    assert rises([2, 9, 1, 3], "ends") and not rises([3, 9, 1, 3], "ends")  # the first and the last alone
    assert rises([1, 1, 2], "every-step") and not rises([1, 3, 2], "every-step")  # a level step does not go back
    assert not rises([1, 9, 2, 3, 0], "theil-sen") and rises([1, 9, 2, 3, 2], "theil-sen")
    assert not rises([2, 2], "theil-sen") and not falls([2, 2], "ends")


@pytest.mark.parametrize("pass_", [0, 1])
def test_chance_is_five_percent_for_a_rank_trend(pass_):
    """Of ten orders in 5! one in 24 has fewer than two pairs the other way: 5 of 120 is 0.042, 14 of 120 is 0.117."""
    assert rises([[1, 2, 4, 5, 3], [1, 2, 3, 5, 4]][pass_], "mann-kendall") == bool(pass_)


def test_errors_say_what_is_wrong_and_what_to_pass():
    for call, said in [
        (lambda: rises([1, 2], "by eye"), "parameter trend_rule: 'by eye' is not possible. Choose one of: ends, every"),
        (lambda: rises([1], "ends"), "trend: 1 values make no series. Pass at least two, in order"),
        (lambda: log_linear([4]), r"counts: \[4\] cannot be fitted. Pass two or more, not all of them zero"),
        (lambda: log_linear([-1, 4]), r"counts: \[-1, 4\] cannot be fitted"),
        (lambda: log_linear([0, 4]), r"only the first or the last of \[0, 4\] is above zero. Pass more than one above"),
    ]:
        with pytest.raises(RecountedError, match=said):
            call()
