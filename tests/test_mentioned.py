"""The numbers that a text mentions: one reader for tables, sources' words and the ledger."""

from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.numerals.mentioned import numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("06 August 2023", {6, 2023}),
        ("2020-06-12", {2020, 6, 12}),
        ("the sixth of two, secondly", {6, 2}),
        ("⁴⁷", {47}),
        ("12⁵", {12, 5}),  # a number with a footnote's mark
        ("2.1-fold", {D("2.1")}),
        ("000", {0}),
        ("no cases", {0}),
        ("Law No 114-IV, no. 5", {114, 5}),
        ("Norway, none, nobody", set()),
        ("twenty-one, one hundred and twelve", {21, 112}),
        ("one-third, twice, half", {Fraction(1, 3), 2, D("0.5")}),
        ("12.7 thousand", {12700, D("12.7")}),
        ("-3.2% in all", {D("3.2")}),
        ("53,000 and 1\u00a0234", {53000, 1234}),
        ("KAZ, 1,834 calls of nine in 2018", {1834, 9, 2018}),
        ("114-IV, 182/190, 3(c)", {114, 182, 190, 3}),
        ("no number", {0}),
        ("nineties, thousands", set()),
        ("", set()),
    ],
)
def test_numbers_are_read_in_digits_and_in_words_whole(text, numbers):
    assert numbers_in(text) == numbers


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_a_number_is_found_however_it_is_set_and_whatever_its_sign(number, part):
    value = D(f"{number}.{part:02}")
    for text in (f"{value}", f"{number:,}.{part:02}", f"−{value}", f"0{value}"):
        assert value in numbers_in(f"so {text} it is")
