"""One grammar of numbers: what finds a number and what reads it agree, for every number in words and in digits."""

import csv
import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words
from tests_support import ROOT

from recounted.article.numbers import figures
from recounted.numerals import dates
from recounted.numerals.reading import reading
from recounted.numerals.words import BASIC, DECADES, worth

WHOLE = st.integers(0, 12).flatmap(lambda digits: st.integers(0, 10**digits))


def value(text):
    """The one number that a text is."""
    found = reading(text)
    assert found.left_over == () and len(found.numerals) == 1, found
    return found.numerals[0].value


@given(WHOLE)
def test_a_cardinal_in_words_is_read_and_found_as_one_number(number):
    words = num2words(number)
    assert value(words) == number
    assert figures(words) == [words]


@given(WHOLE.filter(lambda number: number % 100))
def test_an_ordinal_in_words_is_read_and_found_as_one_number(number):
    words = num2words(number, to="ordinal")
    assert value(words) == number
    assert figures(words) == [words]


@given(st.integers(-(10**12), 10**12), st.integers(0, 6), st.sampled_from(["{:f}", "{:,f}", "{:E}"]))
def test_a_number_in_digits_is_read_and_found_as_one_number(number, places, form):
    text = form.format(Decimal(number).scaleb(-places))
    assert value(text) == Decimal(text.replace(",", ""))
    assert figures(text) == [text]


def test_every_number_word_that_is_found_can_be_read_but_decades():
    assert {word for word in BASIC if not worth(word)} == set(DECADES)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("two and a half", Fraction(5, 2)),
        ("three-quarters of a million", 750_000),
        ("twelve hundred", 1200),
        ("five thousand million", 5_000_000_000),
        ("a hundred and five", 105),
        ("minus five", -5),
        ("1 in 5", Fraction(1, 5)),
        ("two out of three", Fraction(2, 3)),
        ("20:1", 20),
    ],
)
def test_words_that_join_are_read_together(words, expected):
    assert value(words) == expected


@given(st.dates(dt.date(1000, 1, 1)))
def test_a_day_is_the_same_in_every_style(day):
    styles = (
        f"{day:%d %B %Y}",
        f"{day.day} {day:%b %Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%d.%m.%Y}",
        f"{day}",
    )
    assert all(dates.days(style) == (day, day) for style in styles)


@given(st.text(max_size=30))
def test_any_text_is_read_without_a_crash_and_what_is_left_over_has_a_name(text):
    found = reading(text)
    assert all(piece.strip() for piece in found.left_over)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["a" * 20_000, "1 " * 10_000, "123 " * 5_000, "one " * 5_000, "a.b" * 7_000, "A/" * 9_000]
)
def test_no_text_takes_long(text):
    figures(text)


def rows(name):
    with open(ROOT / "tests" / f"{name}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows("expressions"), ids=lambda row: row["case"])
def test_what_is_printed_as_one_number_is_found_as_one(row):
    assert figures(row["text"]) == row["expected"].split(" | ")
