"""Marks in and around numbers: every kind of dash, space and digit becomes the one in which figures are read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.numerals.digits import amount, parts
from recounted.numerals.marks import VULGAR, tidy, with_points
from recounted.numerals.reading import reading
from recounted.numerals.relations import MAY_SAY, RELATION_OF, RELATIONS, is_not_significant, leading

SPACES = "\u00a0\u2009\u202f'’"


@given(st.integers(1000, 10**12), st.sampled_from(SPACES))
def test_thousands_are_closed_up_whatever_parts_them(number, mark):
    assert tidy(f"{number:,}".replace(",", mark)) == str(number)


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from("‐‑‒–—―−﹣－"))
def test_every_dash_is_one(first, last, dash):
    assert tidy(f"{first}{dash}{last}") == f"{first}-{last}"


@given(st.decimals(0, 10**6, allow_nan=False, places=3))
def test_a_point_in_the_middle_of_the_line_is_a_decimal_point(number):
    (numeral,) = reading(f"{number:.3f}".replace(".", "·"), most=1).numerals
    assert numeral.value == number and numeral.decimals == 3


@pytest.mark.parametrize("text", ["5·10^6", "5·10⁶"])
def test_before_a_power_it_multiplies(text):
    (numeral,) = reading(text).numerals
    assert numeral.value == 5_000_000


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_a_figure_in_digits_is_worth_what_it_says_and_its_step_is_its_last_digit(number, places):
    value = Decimal(number).scaleb(-places)
    text = f"{value:,.{places}f}"
    assert amount(parts(text)) == (value, Decimal(1).scaleb(-places))


@given(st.integers(0, 10**7), st.integers(0, 99))
def test_a_figure_with_a_decimal_comma_is_the_one_with_a_point(whole, rest):
    continental = f"{whole:,}".replace(",", ".") + f",{rest:02}"
    assert with_points(continental, ",") == f"{whole:,}.{rest:02}" and with_points(continental, ".") == continental


@pytest.mark.parametrize(("sign", "of"), VULGAR.items())
def test_a_vulgar_fraction_is_its_parts_alone_and_after_a_whole_number(sign, of):
    (alone,), (mixed,) = reading(sign).numerals, reading(f"4{sign}").numerals
    assert (alone.value * of[1], mixed.value - alone.value) == (of[0], 4)


def test_what_is_no_number_has_no_parts():
    for text in ("", "1,23", "12 13", "five", "1.2.3"):
        with pytest.raises(ValueError):
            parts(text)


@pytest.mark.parametrize(("phrase", "relation"), RELATION_OF.items())
def test_each_phrase_before_a_number_says_its_relation_whatever_its_case(phrase, relation):
    says, rest = leading(f"{phrase.upper()} 50")
    assert (says, rest) == ([relation] if relation else [], "50")


def test_every_relation_that_a_phrase_says_is_in_the_list_or_a_side_of_about():
    assert set(RELATION_OF.values()) <= {*RELATIONS, "nearly", "just-over", ""}
    assert set(MAY_SAY) <= set(RELATIONS)


def test_several_phrases_are_told_in_order_and_a_word_that_only_begins_like_one_is_none():
    assert leading("by about 2020") == (["at-most", "about"], "2020")
    assert leading("overall 5") == ([], "overall 5")


@pytest.mark.parametrize(
    ("text", "answer"),
    [("n.s.", True), ("p = n.s.", True), ("Not significant", True), ("ns", True), ("nsx", False), ("p = .05", False)],
)
def test_a_p_in_words(text, answer):
    assert is_not_significant(text) is answer
