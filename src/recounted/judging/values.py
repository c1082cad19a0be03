"""Values as sets: what a source or a table says, ready to be held to a printed figure.

A number or a day is a point, `<5` the whole numbers that it hides, a date the days that it names.
"""

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction

import portion as P
from dateutil import parser as dates

from recounted.errors import RecountedError

COUNTED = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
WORDS = {word: count for count, word in enumerate(COUNTED)} | {
    "half": "0.5",
    "twice": 2,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "hundred": 100,
    "thousand": 1000,
    "thousands": 1000,
}
NUMBER = re.compile(r"\d+(?:[,\u2009\u00a0 ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def hidden(part: P.Interval, whole: P.Interval) -> P.Interval:
    """Quotients part / whole of two sets of positive values: the figure behind a printed ratio.

    Fractions inside, so that a bound is not moved by division: 111 after a rise of 91.4 % fits only 58.
    """
    low, high = Fraction(part.lower) / Fraction(whole.upper), Fraction(part.upper) / Fraction(whole.lower)
    return P.closed(low, high)


def whole_numbers(values: P.Interval) -> list[int]:
    """The whole numbers in a bounded set: the counts that a hidden figure can have been."""
    low, high = int(values.lower), int(values.upper) + 1
    return [count for count in range(low, high + 1) if count in values]


def span(value) -> P.Interval:
    """A value as a set: a number or date is a point, `<5` is [0, 4], a portion interval is itself."""
    if isinstance(value, P.Interval):
        return value.apply(lambda part: part.replace(lower=_comparable, upper=_comparable))
    if isinstance(value, dt.datetime):
        return P.singleton(value.date())
    if isinstance(value, dt.date):
        return P.singleton(value)
    if isinstance(value, str):
        return _span_of_text(value)
    return P.singleton(decimal(value))


def _span_of_text(text: str) -> P.Interval:
    if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", text):
        return date_span(text)
    if match := re.fullmatch(r"<\s*(\d+)", text):
        # A suppressed small count: not known, but not negative.
        return P.closed(Decimal(0), Decimal(match[1]) - 1)
    if match := re.fullmatch(r">\s*(\d+)", text):
        return P.open(Decimal(match[1]), P.inf)
    found = numbers_in(text)
    if not found:
        raise RecountedError(f"value {text!r}", "there is no number in it", "Correct the cell that it comes from")
    if text.startswith("about"):  # a source's own rounding, which no parameter of ours widens
        return P.closed(found[0] * Decimal("0.9"), found[0] * Decimal("1.1"))
    return P.singleton(found[0])


def numbers_in(text: str) -> list[Decimal]:
    """The numbers in a text: those in digits, else those in words."""
    text = text.lower()
    found = [Decimal(re.sub(r"[^\d.]", "", match)) for match in NUMBER.findall(text)]
    return found or [Decimal(WORDS[word]) for word in re.findall(r"[a-z0-9]+", text) if word in WORDS]


def _comparable(bound):
    return decimal(bound) if isinstance(bound, (int, float, Fraction)) or hasattr(bound, "item") else bound


def python_value(value):
    """A NumPy scalar as the Python value it stands for; anything else as it is."""
    return value.item() if hasattr(value, "item") and not hasattr(value, "index") else value


def decimal(value) -> Decimal:
    """A Python or NumPy number as Decimal, through its shortest decimal form."""
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(str(value.item() if hasattr(value, "item") else value))


def date_span(text: str) -> P.Interval:
    """Days that a date stands for: `December 29, 2008` one day, `May 2023` a month, `2018` a year."""
    try:
        early = dates.parse(str(text), dayfirst=_day_first(text), default=dt.datetime(2004, 1, 1)).date()
        late = dates.parse(str(text), dayfirst=_day_first(text), default=dt.datetime(2004, 12, 31)).date()
    except (dates.ParserError, OverflowError):
        raise RecountedError(
            f"figure {text!r}", "this is not a date", "Correct `printed` in data/article/claims.csv"
        ) from None
    return P.closed(early, late)


def _day_first(text: str) -> bool:
    return "." in str(text)


def plain(value) -> str:
    """Text for comparison: one kind of dash and space, no letter case."""
    return " ".join(str(value).translate(DASHES).replace("\u00a0", " ").lower().split())
