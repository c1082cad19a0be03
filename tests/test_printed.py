"""A printed figure is a set of values."""

import csv
import datetime as dt
from decimal import Decimal

import pandas as pd
import portion as P
import pytest
from hypothesis import assume, given
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


@pytest.mark.parametrize(
    ("printed", "unit", "held", "not_held"),
    [
        ("−1.7", "mean", ["-1.7", "-1.79"], ["-1.69", "-1.8"]),
        ("33%", "share", ["0.33", "0.3399"], ["0.3299", "0.34"]),
        ("1.2 million", "persons", ["1200000", "1299999"], ["1199999", "1300000"]),
        ("2.1-fold", "times", ["2.1", "2.19"], ["2.09", "2.2"]),
        ("−0.00", "coefficient", ["0", "-0.0099"], ["0.001", "-0.01"]),
        ("minus 0.00", "coefficient", ["-0.0099"], ["0.001"]),
        ("0.00", "coefficient", ["0", "0.0099"], ["-0.001", "0.01"]),
        ("−0.0%", "share", ["-0.0009"], ["0.0001"]),
        ("12", "persons", ["12"], ["11.9", "12.1"]),
        ("a third", "percent", ["33", "30"], ["25", "50"]),
    ],
)
def test_what_was_cut_off_to_print_lies_beyond_the_figure_on_the_side_away_from_zero(printed, unit, held, not_held):
    """Words such as *a third* are never cut off: they reach to both sides, as they do when rounded."""
    figure = PrintedFigure(printed, "equals", unit)
    assert all(figure.holds(Decimal(each), TRUNCATED) for each in held)
    assert not any(figure.holds(Decimal(each), TRUNCATED) for each in not_held)


@pytest.mark.parametrize(
    ("printed", "unit", "low", "high"),
    [
        ("a third", "percent", "29.1666", "37.5"),
        ("1 in 5", "percent", "18.3333", "21.6666"),
        ("33%", "share", "0.325", "0.335"),
        ("5%", "p value", "0.045", "0.055"),
        ("33%", "percent", "32.5", "33.5"),
        ("a third", "share", "0.291666", "0.375"),
    ],
)
def test_a_part_and_a_percentage_are_told_in_the_unit_of_the_claim(printed, unit, low, high):
    found = PrintedFigure(printed, "equals", unit).values()
    assert (float(found.lower), float(found.upper)) == pytest.approx((float(low), float(high)), rel=1e-4)


@pytest.mark.parametrize(
    ("printed", "unit", "bound"),
    [("over a third", "percent", 100 / 3), ("over 33%", "share", 0.33), ("over 5", "cases", 5)],
)
def test_a_bound_is_told_in_the_unit_of_the_claim(printed, unit, bound):
    figure = PrintedFigure(printed, "more-than", unit)
    assert float(figure.numbers[0]) == pytest.approx(bound) and float(figure.values().lower) == pytest.approx(bound)


def test_a_p_in_words_is_above_the_level_and_was_not_rounded():
    figure = PrintedFigure("n.s.", "equals", "p value")
    assert figure.values() == P.openclosed(Decimal("0.05"), Decimal(1)) and not figure.rounded
    assert figure.values(Rules(alpha=Decimal("0.01"))) == P.openclosed(Decimal("0.01"), Decimal(1))
    assert figure.holds("0.04-0.06") is None and figure.holds(0.05) is False and figure.holds(0.051) is True


@pytest.mark.parametrize("unit", ["persons", "percent", "share", "mean"])
def test_only_a_p_can_be_not_significant_in_words(unit):
    figure = PrintedFigure("n.s.", "equals", unit)
    for ask in (figure.values, lambda: figure.rounded):
        with pytest.raises(RecountedError, match="there is no number in it"):
            ask()


@pytest.mark.parametrize("unit", ["persons", "share"])
def test_only_a_figure_of_several_numbers_has_parts(unit):
    with pytest.raises(RecountedError, match=f"it is not printed as '{unit}'"):
        PrintedFigure("12 (33%)", "equals", unit).parts  # noqa: B018


@pytest.mark.parametrize(
    ("printed", "relation", "unit", "fault"),
    [
        ("5 pp", "equals", "persons", "'pp' is left over"),
        ("5 pp", "equals", "share", "'pp' is left over"),
        ("5 to 6", "at-most", "persons", "'6' is left over|'to 6' is left over"),
        ("5 to 6 to 7", "between", "persons", "'7' is left over"),
        ("5", "between", "persons", "a range needs two numbers"),
        ("thousands", "equals", "persons", "it only says that there are more"),
        ("about over 5", "equals", "persons", "it says about, but the relation is equals"),
        ("over about 5", "equals", "persons", "it says more-than, but the relation is equals"),
        ("about after 2020", "equals", "date", "it says about, but the relation is equals"),
        ("after about 2020", "equals", "date", "it says more-than, but the relation is equals"),
        ("after 2020", "equals", "date", "it says more-than, but the relation is equals"),
        ("5%", "equals", "persons", "it is a percentage, but the unit is 'persons'"),
        ("from 31 June 2020", "order", "date", "June 2020 has no day 31|this is not a date"),
    ],
)
def test_a_figure_that_says_another_thing_than_its_row_is_refused(printed, relation, unit, fault):
    with pytest.raises(RecountedError, match=fault):
        PrintedFigure(printed, relation, unit).check()


@pytest.mark.parametrize(
    ("printed", "relation", "unit", "held", "not_held"),
    [
        ("0", "at-most", "persons", [0], [-1, 1]),
        ("0.5", "at-most", "share", [0, 0.5], [-0.1, 0.6]),
        ("−0.5", "at-most", "share", [-0.6, -5], [0, -0.4]),
        ("−5", "less-than", "persons", [-6], [-5, 0]),
        ("5%", "less-than", "percent", [-3, 4.9], [5]),
        ("5%", "at-most", "percent", [-3, 5], [5.1]),
        ("thousands", "at-least", "persons", [1000, 5000], [999]),
        ("twice", "equals", "times", [2, 1.5, 2.49], [2.5, 1.49]),
        ("2fold", "equals", "times", [2.5, 1.5], [2.51]),
        ("a third", "equals", "share", [0.375], [0.376]),
        ("two million", "equals", "persons", [1500000, 2500000], [2500001]),
        ("nearly 50", "about", "persons", [45, 50], [44, 51]),
        ("just over 50", "about", "persons", [50, 55], [49, 56]),
    ],
)
def test_a_bound_a_word_or_a_hedge_ends_where_it_should(printed, relation, unit, held, not_held):
    figure = PrintedFigure(printed, relation, unit)
    assert all(figure.holds(each) is True for each in held) and not any(figure.holds(each) for each in not_held)


@pytest.mark.parametrize(
    ("printed", "relation", "unit", "rounded"),
    [
        ("2.39", "equals", "ratio", True),
        ("12%", "equals", "percent", True),
        (".036", "equals", "p value", True),
        ("12", "equals", "persons", False),
        ("1.2 million", "equals", "persons", True),
        ("2.39", "less-than", "ratio", False),
        ("2.39", "about", "ratio", False),
        ("2.39", "at-most", "ratio", False),
        ("2.39", "equals", "identifier", False),
        ("2020", "equals", "date", False),
        ("12 (33%)", "equals", "n (%)", False),
    ],
)
def test_only_a_figure_that_dropped_digits_is_rounded(printed, relation, unit, rounded):
    assert PrintedFigure(printed, relation, unit).rounded is rounded


@pytest.mark.parametrize(
    ("printed", "relation", "decimals"),
    [("91.4%", "equals", 1), ("5.1 to 6.25", "between", 1), ("2 million", "equals", 0)],
)
def test_the_decimals_of_a_figure_are_those_of_its_first_number(printed, relation, decimals):
    assert PrintedFigure(printed, relation, "percent" if "%" in printed else "persons").decimals == decimals


@pytest.mark.parametrize(("printed", "decimals"), [("12‰", 0), ("12.5‰", 1), ("0.12‰", 2)])
def test_the_decimals_of_a_figure_per_mille_are_those_that_are_printed(printed, decimals):
    assert PrintedFigure(printed, "equals", "per mille").decimals == decimals


@pytest.mark.parametrize("unit", ["percent, a ratio of two", "percent, not per mille"])
def test_a_unit_in_percent_is_so_whatever_else_it_names(unit):
    assert PrintedFigure("12.5%", "equals", unit).numbers == [Decimal("12.5")]


def test_money_is_no_percentage():
    with pytest.raises(RecountedError, match=r"it is money in \$, but the unit is 'percent'"):
        PrintedFigure("$5", "equals", "percent").values()


def test_the_width_of_about_is_a_rule_not_a_constant():
    figure = PrintedFigure("about 50", "about", "persons")
    assert not figure.holds(58)
    assert figure.holds(58, Rules(about=Decimal("0.2")))


@given(st.decimals(0, 10_000, places=6), st.integers(0, 3))
def test_a_value_rounded_to_print_holds_itself_under_half_up_and_half_even(value, places):
    for rule in ("ROUND_HALF_UP", "ROUND_HALF_EVEN"):
        printed = value.quantize(Decimal(1).scaleb(-places), rule)
        assert PrintedFigure(f"{printed}%", "equals", "percent").holds(value)


@given(st.decimals(-10_000, 10_000, places=6), st.integers(0, 3))
def test_a_value_cut_off_to_print_holds_itself_when_truncated(value, places):
    printed = value.quantize(Decimal(1).scaleb(-places), "ROUND_DOWN")
    assume(printed or value >= 0)  # -0.00 does not tell its side
    assert PrintedFigure(f"{printed}%", "equals", "percent").holds(value, TRUNCATED)


@given(st.decimals(0, 1000, places=2))
def test_so_many_per_mille_are_a_tenth_of_so_many_percent(value):
    for printed in (f"{value}‰", f"{value} per mille"):
        assert PrintedFigure(printed, "equals", "percent").holds(value / 10)
        assert not PrintedFigure(printed, "equals", "percent").holds(value / 10 + 1)
        assert PrintedFigure(printed, "equals", "share").holds(value / 1000)


@given(st.decimals(0, 1000, places=1))
def test_mio_and_mrd_are_millions_and_thousands_of_them(value):
    for short, word in (("Mio.", "million"), ("Mrd.", "billion")):
        short, long = (PrintedFigure(f"{value} {each}", "equals", "euros").values() for each in (short, word))
        assert short == long


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
    assert not figure.holds("No 144-IV") and not figure.holds("No 113-IV")
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
