"""What a printed figure means: a set of values, not a point.

`91.4%` is every value that rounds to it, `up to 90` every value that is not above 90, `108` victims
exactly 108. The string that the article prints is kept, since its trailing zeros tell the precision;
sets are intervals of the `portion` library over Decimal, or over dates.
"""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import portion as P
from dateutil import parser as dates

from recounted.errors import RecountedError

WORDS = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "hundred": 100,
    "thousand": 1000,
    "thousands": 1000,
    "half": "0.5",
    "twice": 2,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
}

# Quantities that were rounded when they were printed, even without a decimal point.
ROUNDED_UNITS = ("percent", "times", "per year", "per 1,000", "average")
TEXT_UNITS = ("text", "identifier")
TRUTH_RELATIONS = ("order", "trend")
NUMBER = re.compile(r"\d+(?:[,\u2009\u00a0 ]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


@dataclass(frozen=True)
class Rules:
    """How figures are read. `rounding`: nearest or truncated; `about`: half-width of "about" as a share."""

    rounding: str = "nearest"
    about: Decimal = Decimal("0.1")


@dataclass(frozen=True)
class PrintedFigure:
    """A figure as the article prints it, with its relation and unit (columns of claims.csv)."""

    text: str
    relation: str = "equals"
    unit: str = "count"

    def values(self, rules: Rules = Rules()) -> P.Interval:
        """The set of values that the figure stands for: numbers, or dates where the unit is a date."""
        if self.unit == "date":
            return date_span(self.text)
        first, last = self.numbers[0], self.numbers[-1]
        match self.relation:
            case "about":
                return P.closed(first * (1 - rules.about), first * (1 + rules.about))
            case "more-than":
                return P.open(first, P.inf)
            case "less-than":
                return P.open(-P.inf, first)
            case "at-least":
                return P.closedopen(first, P.inf)
            case "at-most":
                return P.openclosed(-P.inf, first)
            case "between":
                return P.closed(first, last)
        return self._rounded(first, rules)

    def holds(self, value, rules: Rules = Rules()) -> bool | None:
        """Whether `value` is one that the figure stands for; None where the value is a range that only overlaps."""
        if isinstance(value, bool):
            return value
        if self.relation in TRUTH_RELATIONS:
            raise RecountedError(
                f"figure {self.text!r}",
                f"relation {self.relation} needs True or False, not {value!r}",
                "Pass whether the order or the trend that is stated holds",
            )
        if self.unit in TEXT_UNITS:
            return plain(value) == plain(self.text)
        ours = date_span(value) if self.unit == "date" and isinstance(value, (str, int)) else span(value)
        theirs = self.values(rules)
        if ours in theirs:
            return True
        return None if ours.overlaps(theirs) else False

    @cached_property
    def numbers(self) -> list[Decimal]:
        """The numbers in the figure, digits before number words; an error if there are none."""
        text = self.text.lower()
        found = [Decimal(re.sub(r"[^\d.]", "", match)) for match in NUMBER.findall(text)]
        found = found or [Decimal(WORDS[word]) for word in re.findall(r"[a-z0-9]+", text) if word in WORDS]
        if not found:
            raise RecountedError(
                f"figure {self.text!r}",
                "there is no number in it",
                "Correct `printed`, `relation` or `unit` in data/article/claims.csv",
            )
        return found

    @property
    def decimals(self) -> int:
        """Digits printed after the decimal point: 1 for `91.4%`."""
        return max(0, -self.numbers[0].as_tuple().exponent)

    def _rounded(self, figure: Decimal, rules: Rules) -> P.Interval:
        if "twice" in self.text.lower():
            return P.closedopen(Decimal("1.5"), Decimal("2.5"))
        if not self.decimals and not any(unit in self.unit for unit in ROUNDED_UNITS):
            return P.singleton(figure)
        step = Decimal(1).scaleb(-self.decimals)
        if rules.rounding == "truncated":
            return P.closedopen(figure, figure + step)
        # Closed at both ends: an exact tie passes under half-up and half-even alike.
        return P.closed(figure - step / 2, figure + step / 2)


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
    return PrintedFigure(text, "about" if text.startswith("about") else "equals").values()


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
