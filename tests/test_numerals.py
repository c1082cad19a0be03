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
from recounted.numerals.reading import rate_base, reading
from recounted.numerals.relations import leading
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


MARKS = st.sampled_from(["$", "€", "£", "US$ ", "₸", "KZT ", "USD "])
LETTER = st.sampled_from(["k", "m", "b", "mn", "bn", "tn", " m", " bn", " mln"])
WORDS = st.sampled_from([" thousand", " million", " billion", " hundred thousand", "-million"])
FIGURES = st.decimals(0, 999, places=1, allow_nan=False).map(str) | st.integers(1, 999).map(str)
CASES = st.sampled_from([str.lower, str.upper, str.title])


@given(MARKS, FIGURES, LETTER | WORDS, CASES)
def test_an_amount_is_found_as_it_is_read_whatever_the_case_of_its_scale(mark, figure, scale, cased):
    amount = f"{mark}{figure}{cased(scale)}"
    assert figures(f"They spent {amount} in all.") == [amount]
    assert value(amount) == value(f"{mark}{figure}{scale}") >= Decimal(figure) * 1000


@given(FIGURES, WORDS | st.sampled_from(["k", "bn", " mln", "%", " per cent", " per mille"]), CASES)
def test_a_figure_without_a_currency_is_found_as_it_is_read(figure, scale, cased):
    amount = f"{figure}{scale if scale == 'k' else cased(scale)}"
    found = figures(f"There were {amount} in all.")
    assert found == [amount] and value(amount) == value(f"{figure}{scale}")


@given(st.integers(0, 10**6), st.sampled_from("½⅓¾⅞"), st.sampled_from(["", "%", " million", "bn"]))
def test_a_whole_number_with_a_vulgar_fraction_is_one_number(whole, sign, behind):
    text = f"{whole}{sign}{behind}"
    assert figures(f"It took {text} then.") == [text]
    assert value(text) == (whole + value(sign)) * {" million": 10**6, "bn": 10**9}.get(behind, 1)


@given(st.decimals("0.1", 99, places=1), st.decimals("0.1", 99, places=1))
def test_a_ratio_of_decimals_is_what_its_sides_can_be(above, below):
    (numeral,) = reading(f"{above}:{below}").numerals
    half = Fraction(1, 20)
    greatest, least = (
        (Fraction(above) + half) / (Fraction(below) - half),
        (Fraction(above) - half) / (Fraction(below) + half),
    )
    assert numeral.value == Fraction(above) / Fraction(below)
    assert numeral.value - numeral.reach <= least and numeral.value + numeral.reach == greatest


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


@pytest.mark.parametrize(
    ("text", "value", "reach", "kind", "decimals", "percent"),
    [
        ("53,000.5", "53000.5", "0.05", "digits", 1, False),
        ("1 234,5", "1234.5", "0.05", "digits", 1, False),
        ("9,7 %", "9.7", "0.05", "digits", 1, True),
        (".5", "0.5", "0.05", "digits", 1, False),
        ("-5", "-5", "0.5", "digits", 0, False),
        ("2.50", "2.5", "0.005", "digits", 2, False),
        ("120", "120", "0.5", "digits", 0, False),
        ("5 per cent", "5", "0.5", "digits", 0, True),
        ("5.2‰", "0.52", "0.005", "digits", 2, True),
        ("12 per mille", "1.2", "0.05", "digits", 1, True),
        ("$5k", "5000", "500", "scaled", -3, False),
        ("$5m", "5000000", "500000", "scaled", -6, False),
        ("$5 mn", "5000000", "500000", "scaled", -6, False),
        ("3.4bn", "3400000000", "50000000", "scaled", -8, False),
        ("$2tn", "2000000000000", "500000000000", "scaled", -12, False),
        ("3 hundred", "300", "50", "scaled", -2, False),
        ("5 thousand", "5000", "500", "scaled", -3, False),
        ("2 hundred thousand", "200000", "50000", "scaled", -5, False),
        ("5 million", "5000000", "500000", "scaled", -6, False),
        ("5 billion", "5000000000", "500000000", "scaled", -9, False),
        ("5 trillion", "5000000000000", "500000000000", "scaled", -12, False),
        ("10^-5", "0.00001", "0", "digits", 5, False),  # a power of ten alone is exact
        ("10⁻⁵", "0.00001", "0", "digits", 5, False),
        ("10^{-3}", "0.001", "0", "digits", 3, False),
        ("1.2e-3", "0.0012", "0.00005", "scaled", 4, False),
        ("1e5", "100000", "50000", "digits", -5, False),  # as a machine prints 100,000
        ("5×10^6", "5000000", "500000", "scaled", -6, False),
        ("5×10⁶", "5000000", "500000", "scaled", -6, False),
        ("½", "1/2", "1/12", "fraction", 0, False),  # up to half the way to 1/3
        ("2½", "5/2", "1/12", "mixed", 0, False),
        ("¾", "3/4", "1/40", "fraction", 0, False),
        ("⅓", "1/3", "1/24", "fraction", 0, False),
        ("10^5", "100000", "0", "digits", 0, False),
        ("10^30", "1e30", "0", "digits", 0, False),
        ("21st", "21", "0", "ordinal", 0, False),
        ("2.1-fold", "2.1", "0.05", "multiple", 1, False),
        ("twofold", "2", "1/2", "multiple", 0, False),
        ("1 in 5", "1/5", "1/60", "ratio", 0, False),
        ("two out of every three", "2/3", "1/24", "ratio", 0, False),
        ("20:1", "20", "1/2", "ratio", 0, False),
        ("30 to 1", "30", "1/2", "ratio", 0, False),
        ("80:4", "20", "1/8", "ratio", 0, False),
        ("2.5:1", "2.5", "0.05", "ratio", 0, False),
        ("2.50 to 1", "2.5", "0.005", "ratio", 0, False),
        ("1:2.5", "0.4", "2/245", "ratio", 0, False),  # up to 1/2.45
        ("1 in 36.5", "2/73", "2/53217", "ratio", 0, False),
        ("£2½m", "2500000", "250000/3", "mixed", 0, False),
        ("-2 ½", "-5/2", "1/12", "mixed", 0, False),
        ("½ million", "500000", "250000/3", "mixed", 0, False),
        ("12½%", "25/2", "1/12", "mixed", 0, True),
        ("2½‰", "1/4", "1/120", "mixed", 0, True),
        ("one-and-a-half", "3/2", "1/12", "mixed", 0, False),
        ("€3.4B", "3400000000", "50000000", "scaled", -8, False),
        ("100k", "100000", "500", "scaled", -3, False),
        ("5 mln", "5000000", "500000", "scaled", -6, False),
        ("5 bln", "5000000000", "500000000", "scaled", -9, False),
        ("minus five", "-5", "0.5", "cardinal", 0, False),
        ("minus 1.5", "-1.5", "0.05", "digits", 1, False),
        ("$2½", "5/2", "1/12", "mixed", 0, False),
        ("thousands", "1000", "0", "bound", 0, False),
        ("tens", "10", "0", "bound", 0, False),
        ("5 lakh", "500000", "50000", "scaled", -5, False),
        ("2 lakhs", "200000", "50000", "scaled", -5, False),
        ("₹3 crore", "30000000", "5000000", "scaled", -7, False),
        ("4 crores", "40000000", "5000000", "scaled", -7, False),
        ("₹1,50,000", "150000", "0.5", "digits", 0, False),
        ("0,989", "0.989", "0.0005", "digits", 3, False),  # no 989
        ("10⁵", "100000", "0", "digits", 0, False),
        ("10¹²", "1e12", "0", "digits", 0, False),
        ("US $10", "10", "0.5", "digits", 0, False),
    ],
)
def test_a_number_has_a_value_a_reach_and_a_kind(text, value, reach, kind, decimals, percent):
    found = reading(text)
    (numeral,) = found.numerals
    assert found.left_over == () and (numeral.kind, numeral.decimals, numeral.percent) == (kind, decimals, percent)
    assert (Fraction(numeral.value), Fraction(numeral.reach)) == (Fraction(value), Fraction(reach))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("5 to 6 million", (5000000, 500000, "scaled"), (6000000, 500000, "scaled")),
        ("1.5 to 2.5 million", (1500000, 50000, "scaled"), (2500000, 50000, "scaled")),
        ("five to six million", (5000000, 500000, "scaled"), (6000000, 500000, "scaled")),
        ("5 thousand to 6 million", (5000, 500, "scaled"), (6000000, 500000, "scaled")),
        ("$5-6M", (5000000, 500000, "scaled"), (6000000, 500000, "scaled")),
        ("$5M-6M", (5000000, 500000, "scaled"), (6000000, 500000, "scaled")),
        ("900k-1.2bn", (900000, 500, "scaled"), (1200000000, 50000000, "scaled")),
        ("5-6", (5, 0.5, "digits"), (6, 0.5, "digits")),
        ("5% to 6 million", (5, 0.5, "digits"), (6000000, 500000, "scaled")),
    ],
)
def test_the_first_of_a_range_shares_the_scale_of_the_second_unless_it_has_its_own(text, first, last):
    found = reading(text).numerals
    assert [(float(each.value), float(each.reach), each.kind) for each in found] == [first, last]


@pytest.mark.parametrize(
    ("text", "percents"), [("5-6%", (True, True)), ("5% to 6", (True, False)), ("5-6", (False, False))]
)
def test_a_percent_sign_at_the_end_of_a_range_is_that_of_both(text, percents):
    assert tuple(each.percent for each in reading(text).numerals) == percents


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("5 in 0", "", ("5 in 0",)),
        ("12 x (33%) y", "", ("x (", ") y")),
        ("12 per 100,000", "", ("per",)),
        ("12 per 100,000", "cases per 100 000", ()),
        ("12 per 100,000", "cases per 10^5", ()),
        ("12 per 100,000", "cases per 10⁵", ()),
        ("12/100,000", "cases per 10⁵", ()),
        ("12 / 100 000", "per 100,000", ()),
        ("12/100,000", "cases", ("/",)),
        ("12 cases per million", "cases per million", ()),
        ("12 per 1 million", "cases per million", ()),
        ("12 per 1,000,000", "cases per 1 million", ()),
        ("12 per 10 million", "cases per 10^7", ()),
        ("12 per one million", "cases per 1,000,000", ()),
        ("5K", "", ("K",)),
        ("5 k", "", ("k",)),
        ("5 m", "", ("m",)),
        ("try 5", "", ("try",)),
        ("23 person-years", "person-years", ()),
        ("23 person years", "Person-years", ()),
        ("5 cases", "case", ()),
        ("5 country", "countries", ()),
        ("5 people", "persons", ()),
        ("5 women", "woman", ()),
        ("5 children", "child", ()),
        ("5 men", "women", ("men",)),
        ("5 losses", "loss", ()),
        ("5 losses", "gains", ("losses",)),
        ("5 churches", "church", ()),
        ("5 caches", "cache", ()),
        ("5 impasse", "impasses", ()),
        ("5 loss", "loss", ()),
        ("from 5", "", ("from",)),
        ("from 5 to 6", "", ()),
        ("5 minus", "", ("minus",)),
        ("minus 5", "", ()),
        ("minus x 5", "", ("minus x",)),
        (f"{300 * 'x'} minus 5", "", (300 * "x",)),
    ],
)
def test_words_of_the_unit_and_between_two_numbers_may_stand_all_others_are_left_over(text, words, left):
    assert reading(text, words).left_over == left


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("12 per 1000", "cases per 10^4", "per 1000"),
        ("12 per 1000", "cases per 100", "per 1000"),
        ("12 per 10^4", "cases per 1000", "per 10^4"),
        ("12 per million", "cases per 10 million", "per million"),
        ("12 per 1 million", "cases per 10 million", "per 1 million"),
        ("12/1000", "cases per 100", "/1000"),
        ("12 per 1000", "cases per 10^3", None),
        ("12 per 10^12", "cases per 1,000,000,000,000", None),
        ("12 per 10", "cases per 10^123", None),
    ],
)
def test_a_rate_of_another_base_than_the_units_is_left_over(text, words, left):
    found = reading(text, words)
    assert [int(each.value) for each in found.numerals] == [12]
    assert found.left_over == ((left,) if left else ())


@pytest.mark.parametrize(
    ("text", "says", "rest"),
    [
        ("approx. 50", ["about"], "50"),
        ("ca. 50", ["about"], "50"),
        ("by the end of 2021", ["at-most"], "2021"),
        ("just over 50", ["just-over"], "50"),
        ("just 50", [], "50"),
        ("over about 50", ["more-than", "about"], "50"),
        ("≥ 50", ["at-least"], "50"),
        ("overall 50", [], "overall 50"),
    ],
)
def test_the_longest_words_before_a_figure_tell_its_relation(text, says, rest):
    assert leading(text) == (says, rest)


def test_a_figure_has_two_numbers_or_one_and_what_is_beyond_them_is_left_over():
    assert reading("5 6 7").left_over == ("7",) and reading("5 6 7", "", 1).left_over == ("6 7",)


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("100,000", 10**5),
        ("1000", 1000),
        ("10⁵", 10**5),
        ("10^6", 10**6),
        ("100 thousand", 10**5),
        ("1 million", 10**6),
        ("million", 10**6),
        ("ten thousand", 10**4),
        ("hundred thousand", 10**5),
        ("person-years", None),
        ("100 women", None),
    ],
)
def test_what_a_rate_is_of(text, base):
    assert rate_base(text) == base
