"""Checks between printed figures: worked examples, and what must hold of any data that were printed."""

import csv
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests_support import ROOT

from recounted.errors import RecountedError
from recounted.judging import checks, distributions, granular

with open(ROOT / "tests/checks.csv", newline="", encoding="utf-8") as file:
    EXAMPLES = list(csv.DictReader(file))
SCORES = st.lists(st.integers(1, 7), min_size=2, max_size=60)


def exact(text):
    """A whole number is a count, anything else a printed figure."""
    return int(text) if text.isdigit() else text


def answer(row):
    """What a check says of one row of checks.csv."""
    figures = [exact(each.strip()) for each in row["figures"].split(";")]
    options = {row["option"]: True} if row["option"] else {}
    if row["check"] in ("p_from_statistic", "decision"):
        figures[2] = [int(each) for each in str(figures[2]).split(",") if each]
    if row["check"] == "total":
        figures = [figures[:-1], figures[-1]]
    home = granular if hasattr(granular, row["check"]) else checks
    return bool(getattr(home, row["check"])(*figures, **options))


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda row: f"{row['check']}({row['figures']})")
def test_a_worked_example_is_answered_as_it_was_published(row):
    assert answer(row) is (row["holds"] == "yes")


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
        (lambda: checks.p_from_statistic("t", "2.2", [], ".05"), "there is no such test"),
        (lambda: checks.p_from_statistic("u", "2.2", [3], ".05"), "there is no such test"),
        (lambda: checks.change("0", "5", "10%"), "a first level above zero"),
        (lambda: checks.p_from_interval("5", "7", "3", ".05"), "it has no width"),
        (lambda: checks.ratio_from_coefficient("2.39 (1.8)", "0.86"), "'\\(1.8\\)' is left over"),
    ],
)
def test_figures_that_cannot_be_checked_are_refused(call, message):
    with pytest.raises(RecountedError, match=message):
        call()
