"""A printed figure is a set of values."""

import csv
import datetime as dt
from decimal import Decimal

import pandas as pd
import portion as P
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests_support import ROOT

from recounted.errors import RecountedError
from recounted.judging.claims import claims
from recounted.judging.printed import PrintedFigure, Rules
from recounted.judging.values import Rounded, hidden, plain, span, whole_numbers

TRUNCATED = Rules(rounding="truncated")


def rows(name):
    with open(ROOT / "tests" / f"{name}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def cells(text, unit):
    """`1;2` as values: texts for dates, else numbers."""
    return [each if unit == "date" else Decimal(each) for each in text.split(";") if each]


@pytest.mark.parametrize("row", rows("figures"), ids=lambda row: row["case"])
def test_a_figure_holds_the_values_it_stands_for_and_no_others_or_is_refused(row):
    if row["refused"]:
        with pytest.raises(RecountedError) as fault:
            PrintedFigure(row["printed"], row["relation"], row["unit"]).check()
        assert row["refused"] in str(fault.value) and fault.value.remedy
        return
    figure = PrintedFigure(row["printed"], row["relation"], row["unit"])
    figure.check()
    assert all(figure.holds(value) for value in cells(row["inside"], row["unit"]))
    assert not any(figure.holds(value) for value in cells(row["outside"], row["unit"]))


@pytest.mark.parametrize("row", rows("source-values"), ids=lambda row: row["said"] or "empty")
def test_what_a_source_says_is_read_whole_or_refused(row):
    if row["refused"]:
        with pytest.raises(RecountedError) as fault:
            span(row["said"])
        assert row["refused"] in str(fault.value) and fault.value.remedy
    else:
        assert span(row["said"]) == P.closed(Decimal(row["least"]), Decimal(row["most"]))


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT, float("inf"), [1]])
def test_a_value_that_is_no_number_is_named(missing):
    with pytest.raises(RecountedError, match="value .*: (it is missing|it is not a finite number)"):
        span(missing)


def test_a_source_bounds_are_open_where_it_says_more_than():
    assert span(">150") == span("more than 150") == P.open(Decimal(150), P.inf)
    assert span("at least 60") == P.closedopen(Decimal(60), P.inf)


def test_two_rounded_figures_that_meet_agree_within_rounding():
    ratio = PrintedFigure("2.39", "equals", "odds ratio")
    assert ratio.holds("2.4") is True and ratio.within_rounding("2.4")
    assert ratio.holds("2.39") is True and not ratio.within_rounding("2.39")
    assert ratio.holds("2.5") is False
    assert ratio.holds(Rounded(P.closed(Decimal("2.383"), Decimal("2.386")))) is True


def test_a_range_that_is_not_of_rounding_only_overlaps():
    assert PrintedFigure("2.39", "equals", "odds ratio").holds(P.closed(Decimal(2), Decimal("2.386"))) is None
    assert PrintedFigure("1.8%", "equals", "percent").holds("<5") is None
    assert PrintedFigure("92", "equals", "persons").holds("about 90") is None


def test_a_point_from_a_rounded_source_never_contradicts_what_its_set_allows():
    assert PrintedFigure("1203456", "equals", "persons").holds("1.2 million") is None
    assert PrintedFigure("1263456", "equals", "persons").holds("1.2 million") is False


def test_every_figure_of_the_ledger_is_read_whole():
    for claim in claims().values():
        claim.figure.check()


def test_trailing_zeros_tell_the_precision():
    assert PrintedFigure("2.10", "equals", "times").values() == P.closed(Decimal("2.095"), Decimal("2.105"))


def test_truncation_takes_only_values_that_begin_with_the_figure():
    figure = PrintedFigure("91.4%", "equals", "percent")
    assert figure.holds(Decimal("91.49"), TRUNCATED)
    assert not figure.holds(Decimal("91.39"), TRUNCATED)


def test_the_width_of_about_is_a_rule_not_a_constant():
    figure = PrintedFigure("about 50", "about", "persons")
    assert not figure.holds(58)
    assert figure.holds(58, Rules(about=Decimal("0.2")))


@given(st.decimals(0, 10_000, places=6), st.integers(0, 3))
def test_a_value_rounded_to_print_holds_itself_under_half_up_and_half_even(value, places):
    for rule in ("ROUND_HALF_UP", "ROUND_HALF_EVEN"):
        printed = value.quantize(Decimal(1).scaleb(-places), rule)
        assert PrintedFigure(f"{printed}%", "equals", "percent").holds(value)


@given(st.decimals(0, 10_000, places=6), st.integers(0, 3))
def test_a_value_cut_off_to_print_holds_itself_when_truncated(value, places):
    printed = value.quantize(Decimal(1).scaleb(-places), "ROUND_DOWN")
    assert PrintedFigure(f"{printed}%", "equals", "percent").holds(value, TRUNCATED)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_plain_count_holds_only_itself(printed, counted):
    assert PrintedFigure(str(printed), "equals", "persons").holds(counted) is (printed == counted)


def test_111_after_a_rise_of_91_4_percent_fits_only_58():
    rise = PrintedFigure("91.4%", "equals", "percent").values()
    growth = P.closed(1 + rise.lower / 100, 1 + rise.upper / 100)
    assert whole_numbers(hidden(P.singleton(111), growth)) == [58]


@given(st.integers(1, 400), st.integers(1, 400))
def test_the_hidden_base_of_a_printed_ratio_is_always_among_those_that_fit(part, base):
    ratio = (Decimal(part) / base).quantize(Decimal("0.01"))
    if ratio > Decimal("0.01"):
        assert base in whole_numbers(
            hidden(P.singleton(part), PrintedFigure(f"{ratio}-fold", "equals", "times").values())
        )


def test_a_suppressed_count_is_a_range_never_zero():
    assert span("<5") == P.closed(Decimal(0), Decimal(4))
    assert PrintedFigure("3", "equals", "persons").holds("<5") is None
    assert PrintedFigure("7", "equals", "persons").holds("<5") is False


def test_a_suppressed_count_can_lie_wholly_inside_a_bound():
    assert PrintedFigure("up to 90", "at-most", "persons").holds("<5") is True


@pytest.mark.parametrize(
    ("printed", "said", "answer"),
    [
        ("December 29, 2008", "2008-12-29", True),
        ("12.06.2020", dt.date(2020, 6, 12), True),
        ("28 June 1930", "1930-06-29", False),
        ("2006", "2006-04-28", True),
        ("December 14, 2000", "2000", None),
        ("December 14, 2000", "2001", False),
        ("May 2023", "2023-05-11", True),
    ],
)
def test_dates_are_compared_at_the_precision_that_both_have(printed, said, answer):
    assert PrintedFigure(printed, "equals", "date").holds(said) is answer


def test_identifiers_are_compared_without_regard_to_dash_space_and_case():
    figure = PrintedFigure("No 114\u2013IV", "equals", "identifier")
    assert figure.holds("no\u00a0114-iv")
    assert not figure.holds("No 144-IV")
    assert plain("A \u2212 b") == "a - b"


def test_an_order_needs_a_yes_or_no():
    figure = PrintedFigure("lagging behind", "order", "rank")
    assert figure.holds(True) is True
    with pytest.raises(RecountedError, match="True or False"):
        figure.holds(3)


def test_a_figure_without_a_number_is_named():
    with pytest.raises(RecountedError, match="figure 'several'.*no number"):
        PrintedFigure("several", "equals", "groups").holds(2)


def test_a_text_that_is_no_date_is_named():
    with pytest.raises(RecountedError, match="not a date"):
        PrintedFigure("soon", "equals", "date").holds("2020")
