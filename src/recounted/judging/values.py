"""Values as sets: what a source or a table says, ready to be held to a printed figure.

A number or a day is a point, `<5` the whole numbers that it hides, a date the days that it names.
"""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

import portion as P

from recounted.errors import RecountedError
from recounted.judging.sets import around, related
from recounted.numerals import dates
from recounted.numerals.marks import DASH, tidy
from recounted.numerals.reading import Numeral, Reading, reading


@dataclass(frozen=True)
class Rounded:
    """A set that rounding alone makes wide: what a figure was before it was printed, or what follows from that."""

    values: P.Interval

    def __str__(self) -> str:
        low, high = (f"{float(end):.6g}" for end in (self.values.lower, self.values.upper))
        return low if low == high else f"{low} to {high}"


ABOUT = Decimal("0.1")  # a source's own rounding, which no parameter of ours widens
CORRECT_CELL = "Correct the cell that it comes from"


def hidden(part: P.Interval, whole: P.Interval) -> P.Interval:
    """Quotients part / whole of two sets of positive values: the figure behind a printed ratio.

    Fractions inside, so that a bound is not moved by division: 111 after a rise of 91.4 % fits only 58.
    """
    low, high = Fraction(part.lower) / Fraction(whole.upper), Fraction(part.upper) / Fraction(whole.lower)
    return P.closed(low, high)


def whole_numbers(values: P.Interval) -> list[int]:
    """The whole numbers in a bounded set: the counts that a hidden figure can have been."""
    return [count for count in range(int(values.lower), int(values.upper) + 1) if count in values]


def span(value: object, least_hidden: int = 0) -> P.Interval:
    """A value as a set: a number or date is a point, `<5` is [least_hidden, 4], `1-4` is [1, 4], an interval is itself,
    a text with decimals what rounds to it.

    Raises RecountedError for a missing value, one that is not finite, and a text that is not read whole.
    """
    if isinstance(value, Rounded):
        return span(value.values)
    if isinstance(value, P.Interval):
        return value.apply(lambda part: part.replace(lower=_comparable, upper=_comparable))
    if str(value) == "NaT":
        raise _no_number(value)
    if isinstance(value, dt.datetime):
        return P.singleton(value.date())
    if isinstance(value, dt.date):
        return P.singleton(value)
    if isinstance(value, str):
        return _span_of_text(value, least_hidden)
    number = decimal(value)
    if not number.is_finite():
        raise _no_number(value)
    return P.singleton(number)


def _span_of_text(text: str, least_hidden: int) -> P.Interval:
    if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}|\d{4}-(0[1-9]|1[0-2])", text):  # 2020-06-12, 2020-06
        return date_span(text)
    found = reading(text)
    found = reading(text, most=1) if found.left_over else found  # to name the whole rest of `12 (33%)`
    _check_whole(text, found)
    first, last = found.numerals[0], found.numerals[-1]
    if len(found.numerals) == 2:
        return P.closed(_exact(first), _exact(last))
    relation = "".join(found.relations) or ("bound" if first.kind == "bound" else "")
    if relation == "less-than" and first.kind == "digits" and first.decimals <= 0 and first.value > 0:
        # A suppressed small count: not known, but not negative, and not zero where the source prints its zeros.
        return P.closed(Decimal(least_hidden), _exact(first) - 1)
    return _bounded(relation, _exact(first)) if relation else _printed(first)


def is_rounded(value: object) -> bool:
    """Whether a value is a set only because digits were dropped when it was written: `0.869`, `1.2 million`, `5 %`."""
    if not isinstance(value, str):
        return isinstance(value, Rounded)
    found = reading(value)
    if len(found.numerals) != 1 or found.relations or found.left_over:
        return False
    [numeral] = found.numerals
    return numeral.rounded or numeral.percent


def _printed(numeral: Numeral) -> P.Interval:
    """A source has a precision, too: `0.869` in it is 0.8685 to 0.8695; a whole number is itself."""
    if not numeral.rounded and not numeral.percent:
        return P.singleton(_exact(numeral))
    value, reach = _exact(numeral), decimal(numeral.reach)
    return P.closed(value - reach, value + reach)


def _check_whole(text: str, found: Reading) -> None:
    if found.left_over:
        raise RecountedError(f"value {text!r}", left_over(found), CORRECT_CELL)
    if not found.numerals:
        raise RecountedError(f"value {text!r}", "there is no number in it", CORRECT_CELL)
    if found.relations[1:] or (found.relations and found.numerals[1:]):
        raise RecountedError(f"value {text!r}", "it says two things about its number", CORRECT_CELL)
    if _exact(found.numerals[0]) > _exact(found.numerals[-1]):  # `182 and a half` is no range
        raise RecountedError(f"value {text!r}", "its second number is below the first", CORRECT_CELL)


def _bounded(relation: str, number: Decimal) -> P.Interval:
    """The set that a source's words make of its number: `up to 90` is [0, 90], `thousands` 1000 and more."""
    match relation:
        case "about":
            return around(number, ABOUT)
        case "nearly":
            return around(number, ABOUT, above=Decimal(0))
        case "just-over":
            return around(number, ABOUT, below=Decimal(0))
    # A bound above zero is one of a count; below zero nothing is the least.
    floor = Decimal(0) if number > 0 else -P.inf
    return related("at-least" if relation == "bound" else relation, number, number, floor)


def left_over(found: Reading) -> str:
    """`'(33%)' is left over`, in words for an error."""
    names = " and ".join(repr(piece) for piece in found.left_over)
    return f"{names} {'are' if found.left_over[1:] else 'is'} left over"


def _exact(numeral: Numeral) -> Decimal:
    return decimal(numeral.value)


def _comparable(bound: object) -> object:
    return decimal(bound) if isinstance(bound, (int, float, Fraction)) or hasattr(bound, "item") else bound


def python_value(value: object) -> object:
    """A NumPy scalar as the Python value it stands for, a day of a date column as ISO text; anything else as it is."""
    if isinstance(value, dt.date):  # a Timestamp is one
        return value.isoformat()[:10]
    return value.item() if hasattr(value, "item") and not hasattr(value, "index") else value


def decimal(value: object) -> Decimal:
    """A Python or NumPy number as Decimal, through its shortest decimal form; RecountedError for one that is none."""
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    try:
        return Decimal(str(value.item() if hasattr(value, "item") else value))
    except InvalidOperation:
        raise _no_number(value) from None


def _no_number(value: object) -> RecountedError:
    missing = str(value) in ("None", "<NA>", "NaN", "nan", "NaT")
    return RecountedError(f"value {value!r}", "it is missing" if missing else "it is not a finite number", CORRECT_CELL)


def date_span(text: str | int) -> P.Interval:
    """Days that a date stands for: `December 29, 2008` one day, `May 2023` a month, `2018` a year."""
    try:
        return P.closed(*dates.days(tidy(str(text))))
    except dates.NotADate as fault:
        raise RecountedError(
            f"figure {text!r}", str(fault), "Correct `printed` in data/article/claims.csv, or the value"
        ) from None


def plain(value: object) -> str:
    """Text for comparison: one kind of dash and space, no letter case."""
    return " ".join(re.sub(DASH, "-", str(value)).replace("\u00a0", " ").lower().split())
