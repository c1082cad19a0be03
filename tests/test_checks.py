"""Checks between printed figures: worked examples, and what must hold of any data that were printed."""

import csv
import statistics
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from math import exp, inf, log, nan, sqrt

import numpy as np
import pytest
import tails
from hypothesis import given
from hypothesis import strategies as st
from tests_support import ROOT

from recounted.errors import RecountedError
from recounted.judging import checks, distributions, granular
from recounted.judging.granular import counts_of, debit, grim, grimmer
from recounted.judging.printed import PrintedFigure

with open(ROOT / "tests/checks.csv", newline="", encoding="utf-8") as file:
    EXAMPLES = list(csv.DictReader(file))
OURS = ("worked by hand", "plain arithmetic")
T_18 = 2.10092204024096  # of a table
Z_95, Z_90 = tails.NORMAL.inv_cdf(0.975), tails.NORMAL.inv_cdf(0.95)
SCORES = st.lists(st.integers(1, 7), min_size=2, max_size=60)


def exact(text):
    """A whole number is a count, anything else a printed figure."""
    return int(text) if text.isdigit() else text


def answer(row):
    """What a check says of one row of checks.csv."""
    figures = [exact(each.strip()) for each in row["figures"].split(";")]
    given = [each.partition("=") for each in row["option"].split()]
    options = {name: int(value) if value else True for name, _, value in given}
    if row["check"] in ("p_from_statistic", "decision"):
        figures[2] = [int(each) for each in str(figures[2]).split(",") if each]
    if row["check"] == "total":
        figures = [figures[:-1], figures[-1]]
    home = granular if hasattr(granular, row["check"]) else checks
    return bool(getattr(home, row["check"])(*figures, **options))


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: f"{row['check']}({row['figures']})")
def test_a_worked_example_is_answered_as_it_was_published(row):
    assert answer(row) is (row["holds"] == "yes")


@pytest.mark.parametrize("check", sorted({row["check"] for row in EXAMPLES}))
def test_each_check_has_four_published_examples_some_that_hold_and_some_that_do_not(check):
    published = [row for row in EXAMPLES if row["check"] == check and row["cited"] not in OURS]
    assert len(published) >= 4 and {row["holds"] for row in published} == {"yes", "no"}


@given(SCORES, st.integers(1, 3))
def test_the_printed_mean_and_deviation_of_any_whole_numbers_pass(scores, places):
    mean, deviation = statistics.mean(scores), statistics.stdev(scores)
    assert granular.grim(f"{mean:.{places}f}", len(scores))
    assert granular.grimmer(f"{mean:.{places}f}", f"{deviation:.{places}f}", len(scores))


@given(st.lists(st.integers(0, 1), min_size=2, max_size=60), st.integers(1, 3))
def test_the_printed_mean_and_deviation_of_any_answers_pass(answers, places):
    mean, deviation = statistics.mean(answers), statistics.stdev(answers)
    assert granular.debit(f"{mean:.{places}f}", f"{deviation:.{places}f}", len(answers))
    assert sum(answers) in granular.counts_of(f"{100 * mean:.{places}f}%", len(answers))


@given(st.floats(0, 8), st.integers(1, 200), st.sampled_from(["t", "chi2", "F", "z"]))
def test_the_p_of_any_printed_statistic_passes_and_decides_alike(value, df, test):
    degrees = {"t": [df], "chi2": [df], "F": [2, df], "z": []}[test]
    p = distributions.tail(test, degrees, 2)(value)
    assert checks.p_from_statistic(test, f"{value:.2f}", degrees, f"{p:.3f}")
    assert checks.decision(test, f"{value:.2f}", degrees, f"{p:.3f}")


def test_a_check_shows_both_sets():
    check = checks.ratio_from_coefficient("2.39", "0.86")
    assert check.words == "implied 2.351 to 2.375, printed 2.385 to 2.395"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: checks.p_from_statistic("t", "2.2", [], ".05"), "test 't' with 0 degrees of freedom: it has 1"),
        (lambda: checks.p_from_statistic("u", "2.2", [3], ".05"), "there is no such test"),
        (lambda: checks.change("0", "5", "10%"), "a first level above zero"),
        (lambda: checks.change(0, "5", "10%"), "a first level above zero"),
        (lambda: checks.p_from_interval("5", 5, 5, ".05"), "it has no width"),
        (lambda: checks.ratio_from_coefficient("2.39 (1.8)", "0.86"), "'\\(1.8\\)' is left over"),
    ],
)
def test_figures_that_cannot_be_checked_are_refused(call, message):
    with pytest.raises(RecountedError, match=message):
        call()


def test_the_t_of_the_table_leaves_a_fortieth_above_it():
    assert tails.t(T_18, 18) == pytest.approx(0.025)


def _ends(check):
    return check.implied.lower, check.implied.upper


@pytest.mark.parametrize(
    ("check", "low", "high"),
    [
        (checks.p_from_statistic("t", "2.20", [28], ".036"), 2 * tails.t(2.205, 28), 2 * tails.t(2.195, 28)),
        (checks.p_from_statistic("t", "−2.20", [28], ".036"), 2 * tails.t(2.205, 28), 2 * tails.t(2.195, 28)),
        (checks.p_from_statistic("t", "2.20", [28], ".018", 1), tails.t(2.205, 28), tails.t(2.195, 28)),
        (checks.p_from_statistic("z", "0.00", [], "1.00"), 2 * tails.z(0.005), 1.0),
        (checks.p_from_statistic("chi2", "0.00", [1], "1.00"), tails.chi2(0.005, 1), 1.0),
        (checks.p_from_statistic("F", "0.0", [1, 58], "1.00"), tails.f(0.05, 1, 58), 1.0),
        (checks.p_from_statistic("chi2", "−1.0", [1], "1.00"), 1.0, 1.0),  # no sum of squares is less than 0
        (checks.p_from_statistic("F", "7.3", [1, 58], ".009"), tails.f(7.35, 1, 58), tails.f(7.25, 1, 58)),
        (checks.p_from_statistic("r", "1.0", [8], "< .001"), 0.0, 2 * tails.beta(0.975, 4, 4)),
        (checks.ratio_from_coefficient("2.4", "0.9"), exp(0.85), exp(0.95)),
        (checks.estimate_in_interval("2.4", "1.8", "3.1"), (1.75 + 3.05) / 2, (1.85 + 3.15) / 2),
        (checks.estimate_in_interval("2.4", "1.8", "3.1", True), sqrt(1.75 * 3.05), sqrt(1.85 * 3.15)),
        (checks.error_from_interval("0.3", "1.0", "2.2"), 1.1 / 2 / Z_95, 1.3 / 2 / Z_95),
        (checks.error_from_interval("0.3", "1.0", "2.2", 90), 1.1 / 2 / Z_90, 1.3 / 2 / Z_90),
        (checks.error_from_interval("0.3", "1.0", "2.2", df=18), 1.1 / 2 / T_18, 1.3 / 2 / T_18),
        (checks.error_from_deviation("0.3", "1.2", 16), 1.15 / 4, 1.25 / 4),
        (checks.percent_of("33%", 1, 3), 100 / 3, 100 / 3),
        (checks.percent_of("33%", "1.0", "3.0"), 95 / 3.05, 105 / 2.95),
        (checks.total(["84.5", "15.5"], 100), 99.9, 100.1),
        (checks.total([1, 2, 3], 6), 6, 6),
        (checks.change("50", "60", "20%"), 20, 20),
        (checks.change("50", "60", "20%", "index"), 100 * (59.5 / 50.5 - 1), 100 * (60.5 / 49.5 - 1)),
        (checks.change(50, 40, "-20%"), -20, -20),
        (checks.change(1, 2, "100%"), 100, 100),
        (checks.change("2.0", "0.5", "−75%"), 100 * (0.45 / 2.05 - 1), 100 * (0.55 / 1.95 - 1)),
        (checks.change("2.0", "−1.0", "−150%"), 100 * (-1.05 / 1.95 - 1), 100 * (-0.95 / 2.05 - 1)),
        (checks.change("2.0", "0.0", "−100%"), 100 * (-0.05 / 1.95 - 1), 100 * (0.05 / 1.95 - 1)),
    ],
)
def test_what_other_figures_imply_runs_over_all_that_they_can_have_been_before_rounding(check, low, high):
    assert _ends(check) == pytest.approx((low, high)) and check


def test_the_p_of_an_interval_is_that_of_the_estimate_over_the_error_that_its_width_gives():
    """Altman and Bland 2011, doi:10.1136/bmj.d2304: error = (upper - lower) / (2 x 1.96), z = estimate / error."""
    found = checks.p_from_interval("1.5", "0.5", "2.5", ".003")
    narrow, wide = 1.9 / 2 / Z_95, 2.1 / 2 / Z_95
    assert _ends(found) == pytest.approx((2 * tails.z(1.55 / narrow), 2 * tails.z(1.45 / wide))) and found
    small = checks.p_from_interval("1.5", "0.5", "2.5", ".008", df=18)
    ends = 2 * tails.t(1.55 * 2 * T_18 / 1.9, 18), 2 * tails.t(1.45 * 2 * T_18 / 2.1, 18)
    assert _ends(small) == pytest.approx(ends) and small
    ratio = checks.p_from_interval("0.81", "0.70", "0.94", ".005", log_scale=True)
    narrow, wide = log(0.935 / 0.705) / 2 / Z_95, log(0.945 / 0.695) / 2 / Z_95
    ends = 2 * tails.z(-log(0.805) / narrow), 2 * tails.z(-log(0.815) / wide)
    assert _ends(ratio) == pytest.approx(ends) and ratio
    assert _ends(checks.p_from_interval("0.0", "−1.0", "1.0", "1.00"))[1] == 1


@pytest.mark.parametrize(
    ("low", "high", "p", "log_scale", "holds"),
    [
        ("0.1", "0.9", ".02", False, True),
        ("0.1", "0.9", ".20", False, False),
        ("−0.9", "−0.1", ".02", False, True),
        ("−0.1", "0.9", ".02", False, False),
        ("−0.1", "0.9", ".20", False, True),
        ("0.0", "0.9", ".02", False, True),  # 0.0 may be 0.04, and may be -0.04
        ("0.0", "0.9", ".20", False, True),
        ("−0.9", "0.0", ".02", False, True),
        ("1.1", "2.0", ".02", True, True),
        ("0.9", "2.0", ".02", True, False),
        ("0.9", "2.0", ".20", True, True),
        ("0.5", "0.8", ".20", True, False),
        (0, 1, ".02", False, True),  # a bound that is exactly no effect tells neither
        (0, 1, ".20", False, True),
        (-1, 0, ".02", False, True),
        (-1, 0, ".20", False, True),
    ],
)
def test_an_interval_leaves_out_no_effect_just_where_p_is_small(low, high, p, log_scale, holds):
    assert bool(checks.interval_decides(low, high, p, log_scale=log_scale)) is holds


def test_a_level_may_be_any_share_of_a_hundred_percent():
    """At 0.5 % an interval is narrow: 1.0 to 1.001 is 0.0063 standard errors on each side."""
    assert checks.error_from_interval("0.080", "1.000", "1.001", 0.5) and not checks.error_from_interval(
        "9", "1", "2", 99.5
    )


def test_the_level_of_an_interval_is_that_of_the_p_that_it_goes_with():
    assert checks.interval_decides("0.1", "0.9", ".08", level=90) and not checks.interval_decides("0.1", "0.9", ".08")
    assert _ends(checks.interval_decides("0.1", "0.9", ".08")) == pytest.approx((0, 0.05))
    assert _ends(checks.interval_decides("−0.1", "0.9", ".08")) == pytest.approx((0.05, 1))


@pytest.mark.parametrize(
    ("statistic", "p", "alpha", "same"),
    [
        ("2.20", ".036", 0.05, True),
        ("2.20", ".06", 0.05, False),
        ("1.50", ".04", 0.05, False),
        ("1.50", ".14", 0.05, True),
        ("1.50", "n.s.", 0.05, True),
        ("2.20", "n.s.", 0.05, False),
        ("2.20", ".02", 0.01, True),
        ("2.20", ".004", 0.01, False),
        ("2.20", "< .05", 0.05, True),
        ("2.05", ".05", 0.05, True),  # implied 0.0494 to 0.0505
        ("1.50", "= .14", 0.05, True),
        ("2.20", ".05", 0.05, True),  # printed 0.045 to 0.055, which may be below
        ("1.50", ".05", 0.05, True),  # and may be above
        ("2.20", 0.05, 0.05, True),  # exactly alpha is not above it
        ("1.50", 0.05, 0.05, False),
    ],
)
def test_a_p_decides_alike_where_it_may_be_on_the_side_of_alpha_of_its_statistic(statistic, p, alpha, same):
    assert bool(checks.decision("t", statistic, [28], p, alpha)) is same


def test_one_side_decides_by_half_the_p():
    assert checks.decision("t", "1.80", [28], ".04", sides=1) and not checks.decision("t", "1.80", [28], ".04")


@pytest.mark.parametrize(
    ("unit", "printed", "log_scale", "told"),
    [
        ("test", "t(28) = 2.20, p = .036", False, {"p": True, "decision": True}),
        ("test", "t(28) = 2.20, p = .36", False, {"p": False, "decision": False}),
        ("test", "t(28) = 2.20", False, {}),
        ("test", "t = 2.20, p = .036", False, {}),  # without degrees of freedom there is nothing to check
        ("test", "r = .30, p = .001", False, {}),
        ("test", "z = 2.20, p = .028", False, {"p": True, "decision": True}),
        ("estimate (CI)", "2.4 (1.8 to 3.1)", False, {"interval": True}),
        ("estimate (CI)", "2.4 (1.8 to 3.1)", True, {"interval": True}),
        ("estimate (CI)", "2.2 (1.8 to 3.1)", False, {"interval": False}),
        ("k/n", "12/36 (33.3%)", False, {"percent": True}),
        ("k/n", "12/36 (34.3%)", False, {"percent": False}),
        ("k/n", "12/36", False, {}),
        ("estimate (stars)", "0.23** (0.12)", False, {}),
        ("mean (SD)", "5.27 (1.41)", False, {}),
    ],
)
def test_a_figure_of_several_numbers_is_checked_by_itself(unit, printed, log_scale, told):
    found = checks.within(PrintedFigure(printed, "equals", unit), log_scale)
    assert {name: bool(check) for name, check in found.items()} == told


def test_an_estimate_is_the_middle_of_its_interval_as_it_is_printed_unless_the_log_scale_is_asked_for():
    printed = PrintedFigure("2.4 (1.8 to 3.1)", "equals", "estimate (CI)")
    assert _ends(checks.within(printed)["interval"]) == pytest.approx((2.4, 2.5))
    assert _ends(checks.within(printed, True)["interval"]) == pytest.approx((sqrt(1.75 * 3.05), sqrt(1.85 * 3.15)))


@pytest.mark.parametrize(
    ("p", "low", "high"),
    [("< .001", 0, 0.001), ("> .05", 0.05, 1), ("0.00", 0, 0.005), ("1.00", 0.995, 1), ("< about .05", 0, 0.05)],
)
def test_a_printed_p_lies_between_0_and_1_and_has_the_relation_that_it_says_first(p, low, high):
    printed = checks.p_from_statistic("t", "2.20", [28], p).printed
    assert (printed.lower, printed.upper) == pytest.approx((low, high))


def test_figures_that_only_touch_meet_and_those_a_hair_apart_do_not():
    assert checks.total([0.1, 0.2, -0.3], 0) and not checks.total([0], 1.5e-12)
    assert checks.total(["0.1", "0.2"], "0.4") and checks.total([0.1, 0.2], 0.3)
    assert not checks.total([0.1, 0.2], 0.3000001) and not checks.total([1e9, 1], 1e9 + 2)
    assert checks.total([1e9, 0.1], 1e9 + 0.1001)  # the hair grows with the figures


def test_a_figure_without_a_bound_on_one_side_is_still_bounded_on_the_other():
    over = PrintedFigure("over 3", "more-than", "measure")
    assert checks.total([over], 4) and not checks.total([over], 2)
    assert checks.total([4], over) and not checks.total([2], over)


OVER = {unit: PrintedFigure("over 3", "more-than", unit) for unit in ("measure", "persons", "percent")}
UNDER = PrintedFigure("under 3", "less-than", "measure")


@pytest.mark.parametrize(
    ("check", "low", "high"),
    [
        (checks.change(OVER["persons"], 3, "−50%"), -100, 0),
        (checks.change(3, OVER["persons"], "50%"), 0, inf),
        (checks.change(3, UNDER, "−50%"), -inf, 0),
        (checks.percent_of("30%", 3, OVER["persons"]), 0, 100),
        (checks.percent_of("120%", OVER["persons"], 3), 100, inf),
        (checks.error_from_interval("0.9", 1, OVER["measure"]), 2 / 2 / Z_95, inf),
        (checks.error_from_interval("0.9", UNDER, 5), 2 / 2 / Z_95, inf),
        (checks.error_from_interval("0.2", OVER["measure"], 5), 0, 2 / 2 / Z_95),
        (checks.p_from_interval("4", 3, OVER["measure"], ".04"), 0, 1),
        (checks.p_from_interval("0.30", "0.3", "0.3", "< .001"), 0, 2 * tails.z(0.295 / (0.1 / 2 / Z_95))),
        (checks.ratio_from_coefficient("25", OVER["measure"]), exp(3), inf),
        (checks.estimate_in_interval("9", 3, OVER["measure"]), 3, inf),
        (checks.estimate_in_interval("0.3", "0.0", "2.1", log_scale=True), 0, sqrt(0.05 * 2.15)),
        (checks.estimate_in_interval("0.3", PrintedFigure("under 3", "less-than", "persons"), 3, log_scale=True), 0, 3),
    ],
)
def test_what_a_figure_without_a_bound_implies_has_none_either_on_that_side(check, low, high):
    assert _ends(check) == pytest.approx((low, high)) and check


@pytest.mark.parametrize(
    ("check", "what"),
    [
        (lambda: checks.error_from_interval("0.5", "0.1", "0.9", df=0), "degrees of freedom 0: each must be above 0"),
        (lambda: checks.percent_of("5%", 1, 0), "whole 0: a percentage needs a whole above zero"),
        (lambda: checks.change("0.0", 1, "5%"), "level '0.0': a change in percent needs a first level above zero"),
        (lambda: checks.change(UNDER, 1, "5%"), "level 'under 3': a change in percent needs"),
        (lambda: checks.interval_decides("−0.5", "2", ".04", log_scale=True), "ratio '−0.5': it is not above zero"),
        (lambda: checks.estimate_in_interval("1", "−0.5", "2", log_scale=True), "ratio '−0.5': it is not above zero"),
        (lambda: checks.estimate_in_interval("1", 0, "2", log_scale=True), "ratio 0: it is not above zero"),
    ],
)
def test_what_has_no_answer_is_refused_and_named_as_it_is_printed(check, what):
    with pytest.raises(RecountedError, match=what) as fault:
        check()
    assert fault.value.remedy


@pytest.mark.parametrize(
    ("printed", "words"), [(OVER["measure"], "at least 3"), (UNDER, "at most 3"), ("3.0", "2.95 to 3.05")]
)
def test_a_set_without_a_bound_is_shown_by_the_other(printed, words):
    assert checks.total([printed], 4).words == f"implied {words}, printed 4"
    assert checks.total([OVER["measure"], UNDER], 4).words == "implied any number, printed 4"


def test_a_point_is_shown_as_one_number_and_a_set_as_two():
    assert checks.total([1, 2], 4).words == "implied 3, printed 4"
    assert checks.total([9, 1], "10", "estimate").words == "implied 10, printed 9.5 to 10.5"
    assert checks.total([1, 2], "4.0").words == "implied 3, printed 3.95 to 4.05"


@pytest.mark.parametrize(
    "check",
    [
        lambda low, high: checks.estimate_in_interval("1.41", low, high),
        lambda low, high: checks.estimate_in_interval("1.41", low, high, log_scale=True),
        lambda low, high: checks.p_from_interval("1.41", low, high, ".003"),
        lambda low, high: checks.interval_decides(low, high, ".003", log_scale=True),
        lambda low, high: checks.error_from_interval("0.16", low, high),
        lambda low, high: checks.within(PrintedFigure(f"1.41 ({low} to {high})", "equals", "estimate (CI)")),
    ],
)
def test_an_interval_whose_lower_bound_is_above_its_upper_one_is_refused(check):
    with pytest.raises(RecountedError, match="interval .*1.76'.* to .*1.13.*: its lower bound is above") as fault:
        check("1.76", "1.13")
    assert fault.value.remedy == "Pass the lower bound first"
    check("1.13", "1.76")


def test_bounds_that_can_be_in_order_before_rounding_are_taken():
    assert checks.estimate_in_interval("0.4", "0.4", "0.4") and checks.interval_decides("0.5", "0.4", ".04")


@pytest.mark.parametrize("level", [-5, 0, 100, 120])
def test_a_level_that_no_interval_has_is_refused(level):
    for check in (checks.error_from_interval, checks.interval_decides):
        with pytest.raises(RecountedError, match=f"level {level}: it is no level"):
            check("0.1", "1.0", "2.0", level)


@pytest.mark.parametrize("df", [28, 28.0, np.int64(28), "28", " 28 ", [28], ["28"], (28,), np.array([28])])
def test_degrees_of_freedom_are_numbers_or_text_alone_or_in_a_list(df):
    expected = 2 * tails.t(2.205, 28), 2 * tails.t(2.195, 28)
    assert _ends(checks.p_from_statistic("t", "2.20", df, ".036")) == pytest.approx(expected)
    assert checks.decision("t", "2.20", df, ".036")
    expected = 1.1 / 2 / distributions.bound_of(95, 28), 1.3 / 2 / distributions.bound_of(95, 28)
    assert _ends(checks.error_from_interval("0.3", "1.0", "2.2", df=df)) == pytest.approx(expected)


def test_a_test_with_two_degrees_of_freedom_or_none_takes_them_as_text():
    assert checks.p_from_statistic("F", "7.3", "1, 58", ".009") and checks.p_from_statistic("F", "7.3", "1;58", ".009")
    assert checks.p_from_statistic("z", "2.20", "", ".028") and checks.p_from_statistic("z", "2.20", None, ".028")
    assert checks.p_from_statistic("t", "2.20", "17.35", ".042")  # of Welch's test


@pytest.mark.parametrize(
    ("df", "told"),
    [
        ("many", "degrees of freedom many: each must be a number"),
        ([None], r"degrees of freedom \[None\]: each must be a number"),
        ([1, -2], "degrees of freedom 1, -2: each must be above 0"),
        ("nan", "degrees of freedom nan: each must be above 0"),
        ([1, 58], "test 't' with 2 degrees of freedom: it has 1"),
    ],
)
def test_degrees_of_freedom_that_are_none_are_refused(df, told):
    with pytest.raises(RecountedError, match=told) as fault:
        checks.p_from_statistic("t", "2.20", df, ".036")
    assert fault.value.remedy


def test_an_interval_has_one_number_of_degrees_of_freedom():
    with pytest.raises(RecountedError, match="degrees of freedom 1.0, 58.0: an interval has one number of them"):
        checks.error_from_interval("0.3", "1.0", "2.2", df=[1, 58])
    same = checks.p_from_interval("1.5", "0.5", "2.5", ".008", df="18")
    assert same == checks.p_from_interval("1.5", "0.5", "2.5", ".008", df=18)


@pytest.mark.parametrize("n", [28, 28.0, np.int64(28), np.float64(28), "28", "n = 28", PrintedFigure("28")])
def test_a_size_is_a_whole_number_or_text_of_one(n):
    assert grim("3.46", n) and not grim("3.47", n)
    assert counts_of("50%", n) == [14]
    assert debit("0.50", "0.51", n) and grimmer("3.46", "0.51", n)
    assert checks.error_from_deviation("0.19", "1.0", n)


@pytest.mark.parametrize(
    ("n", "told"),
    [
        (28.5, "n 28.5: it is no whole number"),
        ("28.5", "n '28.5': it is no whole number"),
        ("28.0", "n '28.0': it is no whole number"),
        (inf, "value inf: it is no finite number"),
        ("many", "figure 'many': there is no number in it"),
        (None, "value None: it is no figure"),
        ([28], r"value \[28\]: it is no figure"),
    ],
)
def test_a_size_that_is_none_is_refused(n, told):
    for ask in (lambda: grim("3.47", n), lambda: grimmer("3.47", "1.0", n), lambda: counts_of("30%", n)):
        with pytest.raises(RecountedError, match=told) as fault:
            ask()
        assert "claims.csv" not in fault.value.remedy


def test_cells_of_a_table_are_exact_numbers():
    assert checks.total([np.int64(4), np.float64(5.5)], 9.5) and not checks.total([np.int64(4), 5], np.int64(10))
    assert checks.total([Decimal("0.1"), Fraction(1, 5)], 0.3)


@pytest.mark.parametrize("p", ["P < .05", "p<.05", "P<.05", "p-value < .05", "P value < .05", "P-Value<.05", "< .05"])
def test_a_p_may_begin_with_its_letter_in_any_case(p):
    printed = checks.p_from_statistic("t", "2.20", 28, p).printed
    assert (printed.lower, printed.upper) == (0, 0.05)


@pytest.mark.parametrize(("p", "holds"), [("P = .036", True), ("P = .36", False), ("P n.s.", False), ("p = 4%", True)])
def test_a_p_with_its_letter_is_held_like_one_without(p, holds):
    assert bool(checks.p_from_statistic("t", "2.20", 28, p)) is holds


def test_a_text_that_cannot_be_read_is_told_as_one_that_was_passed():
    for p in ("P = .036 (a)", "plenty"):
        with pytest.raises(RecountedError) as fault:
            checks.p_from_statistic("t", "2.20", 28, p)
        assert fault.value.remedy == "Pass one figure as it is printed, or a PrintedFigure with its relation and unit"


@pytest.mark.parametrize("sides", [0, 3])
def test_a_p_of_other_than_one_side_or_two_is_refused(sides):
    with pytest.raises(RecountedError, match=f"sides {sides}: a p is of one side or of two"):
        checks.p_from_statistic("t", "2.20", 28, ".036", sides)


@pytest.mark.parametrize("alpha", [0, 1, 5])
def test_an_alpha_that_is_no_share_is_refused(alpha):
    with pytest.raises(RecountedError, match=f"alpha {alpha}: it is no share between 0 and 1"):
        checks.decision("t", "2.20", 28, ".036", alpha)


@pytest.mark.parametrize(
    ("check", "holds"),
    [
        (checks.total(["39,870", "14,044", "26,310"], "80,224"), True),
        (checks.total(["39,870", "14,044", "26,310"], "80,225"), False),
        (checks.total(["39,870", "14,044", "26,310"], "80,225", "estimate"), True),
        (checks.total(["39,870", "14,044", "26,310"], "80,227", "estimate"), False),
        (checks.total(["£39,870", "£14,044", "£26,310"], "£80,225"), False),
        (checks.total(["£3.4bn", "£1.1bn"], "£4.6bn"), True),
        (checks.total(["33%", "33%", "33%"], "100%"), True),
        (checks.total(["33", "33", "33"], "100"), False),
        (checks.total(["33", "33", "33"], "100", "percent"), True),
        (checks.total(["1.2 million", "2.3 million"], "3.6 million"), True),
        (checks.total([PrintedFigure("12", "equals", "estimate"), "13"], PrintedFigure("25", "equals", "mean")), True),
        (checks.percent_of("33%", "1", "3"), True),
        (checks.percent_of("36%", "1", "3"), False),  # with 1 and 3 taken as rounded any of 14 to 60 would do
        (checks.change("111", "58", "−47.7%"), True),
        (checks.change("111", "58", "−48.2%"), False),
        (checks.change("111", "58", "−48.2%", "index"), True),
    ],
)
def test_a_count_given_as_text_is_exact_and_an_estimate_is_rounded(check, holds):
    assert bool(check) is holds


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (checks.total([6402, 2213, 4232], 12846), "implied 12847, printed 12846"),
        (checks.total([6402, 2213, 4232], "12,846"), "implied 12847, printed 12846"),
        (checks.total([6402, 2213, 4232], "12,846", "estimate"), "implied 12847, printed 12845.5 to 12846.5"),
        (checks.total([1_234_567_890, 1], 1_234_567_890), "implied 1234567891, printed 1234567890"),
        (checks.total([0.33333, 0.33333], 0.66667), "implied 0.66666, printed 0.66667"),
        (checks.total([-6402, -6445], -12846), "implied -12847, printed -12846"),
        (checks.total([0.1, 0.2], 0.3), "implied 0.3, printed 0.3"),
        (checks.total([1e20, 1e20], 1e20), "implied 2e+20, printed 1e+20"),
        (checks.ratio_from_coefficient("2.3846", "0.869"), "implied 2.383 to 2.386, printed 2.38455 to 2.38465"),
        (checks.total([12846, OVER["measure"]], 3), "implied at least 12849, printed 3"),
    ],
)
def test_a_check_shows_the_digits_that_tell_its_sets_apart(check, words):
    assert check.words == words


@pytest.mark.parametrize(
    ("check", "figure", "other"),
    [
        (
            checks.estimate_in_interval("1.38", "1.12", "1.70", log_scale=True),
            ("1.38", "equals", "hazard ratio"),
            "1.39",
        ),
        (checks.p_from_statistic("r", "−.14", 318, ".012"), (".012", "equals", "p value"), ".017"),
        (checks.percent_of("41.2%", "7", "17"), ("41.2%", "equals", "percent"), "41.3%"),
        (
            checks.percent_of("15%", 29, 200),
            ("15%", "equals", "percent"),
            "16%",
        ),  # 14.5, in binary fractions a hair less
        (checks.ratio_from_coefficient("2.36", "0.86"), ("2.36", "equals", "odds ratio"), "2.39"),
        (checks.p_from_interval("1.5", "0.5", "2.5", ".003"), (".003", "equals", "p value"), ".009"),
        (checks.error_from_interval("0.3", "1.0", "2.2"), ("0.3", "equals", "SE"), "0.4"),
        (checks.error_from_deviation("0.3", "1.2", 16), ("0.3", "equals", "SE"), "0.4"),
        (checks.total(["33%", "33%", "33%"], "100%"), ("100%", "equals", "percent"), "102%"),
        (
            checks.total([3_000_000_000_000, 1], 3_000_000_000_001),
            ("3,000,000,000,001", "equals", "persons"),
            "3,000,000,000,002",
        ),
        (checks.change("195.1", "201.4", "3.2%"), ("3.2%", "equals", "percent"), "3.4%"),
    ],
)
def test_the_value_of_a_check_that_holds_reproduces_the_printed_figure_and_no_other(check, figure, other):
    printed = PrintedFigure(*figure)
    assert check and printed.holds(check.value) is True
    assert PrintedFigure(other, *figure[1:]).holds(check.value) is False


def test_a_figure_that_is_a_bound_by_intent_makes_no_value_rounded():
    check = checks.total([PrintedFigure("over 25", "more-than", "percent"), "3%"], "30%")
    assert check and PrintedFigure("30%", "equals", "percent").holds(check.value) is None
    assert checks.total([OVER["measure"]], 4).value.upper == inf


def test_an_interval_that_decides_alike_proves_no_p():
    check = checks.interval_decides("0.1", "0.9", ".02")
    assert check and PrintedFigure(".02", "equals", "p value").holds(check.value) is None


SMALL = st.integers(-2, 3)
FIGURE = st.sampled_from(["0", "0.5", "-1.20", "2.39", "30%", "900", "over 2", "n.s."]) | st.sampled_from(
    [0, 1, -3, inf, nan, PrintedFigure("2019", "equals", "date"), PrintedFigure("12 (33%)", "equals", "n (%)")]
)
TRIED = {
    "grim": lambda f, n: grim(f[0], n[0], n[1]),
    "grimmer": lambda f, n: grimmer(f[0], f[1], n[0], n[1]),
    "debit": lambda f, n: debit(f[0], f[1], n[0]),
    "counts_of": lambda f, n: counts_of(f[0], n[0]),
    "error_from_deviation": lambda f, n: checks.error_from_deviation(f[0], f[1], n[0]),
    "error_from_interval": lambda f, n: checks.error_from_interval(f[0], f[1], f[2], 50 * n[0], n[1]),
    "p_from_interval": lambda f, n: checks.p_from_interval(f[0], f[1], f[2], f[3], 50 * n[0], n[1] > 0),
    "p_from_statistic": lambda f, n: checks.p_from_statistic("rt"[n[0] % 2], f[0], [n[1]], f[1]),
    "interval_decides": lambda f, n: checks.interval_decides(f[0], f[1], f[2], 50 * n[0], n[1] > 0),
    "estimate_in_interval": lambda f, n: checks.estimate_in_interval(f[0], f[1], f[2], n[0] > 0),
    "ratio_from_coefficient": lambda f, n: checks.ratio_from_coefficient(f[0], f[1]),
    "percent_of": lambda f, n: checks.percent_of(f[0], n[0], n[1]),
    "change": lambda f, n: checks.change(f[0], f[1], f[2]),
}


@pytest.mark.parametrize("check", TRIED)
@given(figures=st.tuples(FIGURE, FIGURE, FIGURE, FIGURE), sizes=st.tuples(SMALL, SMALL))
def test_a_check_answers_or_refuses_what_it_cannot_be_asked(check, figures, sizes):
    with suppress(RecountedError):
        TRIED[check](figures, sizes)


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda: grim("7.22", 0), "n 0: it must be 1 or more"),
        (lambda: grim("7.22", 5, 0), "items 0: it must be 1 or more"),
        (lambda: grimmer("7.22", "1.1", 1), "n 1: it must be 2 or more"),
        (lambda: debit("0.5", "0.5", 1), "n 1: it must be 2 or more"),
        (lambda: counts_of("30%", -1), "n -1: it must be 1 or more"),
        (lambda: checks.error_from_deviation("0.1", "1.0", 0), "n 0: it must be 1 or more"),
        (lambda: checks.p_from_statistic("t", "2.20", [0], ".03"), "degrees of freedom 0: each must be above 0"),
        (lambda: checks.total([nan], "2"), "value nan: it is no finite number"),
        (lambda: grim(PrintedFigure("2019", "equals", "date"), 3), "'2019': it is a date"),
    ],
)
def test_what_there_can_be_no_answer_for_is_refused_by_its_name(ask, told):
    with pytest.raises(RecountedError, match=told):
        ask()


def test_money_is_not_counted_in_another_unit_that_was_given():
    assert checks.total(["£5", "£6"], "£11").holds
    with pytest.raises(RecountedError, match="it is money in £, but the unit is 'persons'"):
        checks.total(["£5", "£6"], "£11", unit="persons")
