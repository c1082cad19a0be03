"""A printed figure is a set of values."""

import datetime as dt
from decimal import Decimal

import portion as P
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.errors import RecountedError
from recounted.judging.printed import PrintedFigure, Rules
from recounted.judging.values import hidden, plain, span, whole_numbers

TRUNCATED = Rules(rounding="truncated")


@pytest.mark.parametrize(
    ("text", "relation", "unit", "inside", "outside"),
    [
        ("91.4%", "equals", "percent", ["91.35", "91.4", "91.45"], ["91.34", "91.46"]),
        ("2.1-fold", "equals", "times", ["2.05", "2.15"], ["2.04", "2.16"]),
        ("108", "equals", "persons per year", ["107.5", "108.5"], ["107.4", "108.6"]),
        ("44", "equals", "persons", ["44"], ["43.9", "44.1"]),
        ("twice", "equals", "times", ["1.5", "2.49"], ["1.49", "2.5"]),
        ("approximately 50", "about", "persons per year", ["45", "55"], ["44.9", "55.1"]),
        ("more than 100", "more-than", "offences", ["100.1", "500"], ["100", "3"]),
        ("up to 90", "at-most", "persons", ["90", "0"], ["91"]),
        ("just five", "equals", "offences", ["5"], ["4", "6"]),
        ("53,000", "equals", "persons", ["53000"], ["53"]),
        ("three to seven years", "between", "years", ["3", "7"], ["2", "8"]),
        ("$ 100-200", "between", "USD", ["100", "200"], ["99"]),
    ],
)
def test_a_figure_holds_the_values_it_stands_for_and_no_others(text, relation, unit, inside, outside):
    figure = PrintedFigure(text, relation, unit)
    assert all(figure.holds(Decimal(value)) for value in inside)
    assert not any(figure.holds(Decimal(value)) for value in outside)


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
