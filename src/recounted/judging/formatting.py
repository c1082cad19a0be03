"""How a value is written: at the precision of the figure that it is held to."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import portion as P

from recounted.judging.claims import Claim
from recounted.judging.printed import PrintedFigure
from recounted.judging.units import FORM
from recounted.judging.values import Rounded, decimal
from recounted.judging.verdicts import NOT_DERIVABLE

MOST_DIGITS = 7  # behind the point; a smaller number is written as a power of ten
ISO = {"%Y-%m": "%B %Y", "%Y-%m-%d": "%-d %B %Y"}


def show(value: object, of: Claim) -> str:
    """A value as text, at the precision of the claim and one digit more where it is not whole; more where fewer would
    show what the printed figure does not stand for (`0.0` of 1 in 250). A figure of several numbers as `mean 5.27, SD
    1.41`."""
    return _shown(value, of.figure)


def _shown(value: object, of: PrintedFigure) -> str:
    if value is NOT_DERIVABLE:
        return ""
    if isinstance(value, bool):
        return "fits" if value else "does not fit"
    if isinstance(value, Rounded):
        value = value.values
    if isinstance(value, P.Interval):
        ends = dict.fromkeys([_shown(value.lower, of), _shown(value.upper, of)])
        return " to ".join(ends)
    if of.kind == FORM and isinstance(value, (Mapping, Sequence)) and not isinstance(value, str):
        values = value if isinstance(value, Mapping) else dict(zip(of.parts, value, strict=False))
        return ", ".join(f"{name} {_shown(each, of.parts[name])}" for name, each in values.items() if name in of.parts)
    if isinstance(value, (int, float, Decimal, Fraction)) or hasattr(value, "item"):
        return _number(decimal(value), of)
    if of.unit == "date" and re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):  # 2020-06-12
        return day(str(value))
    return str(value).replace(">", "more than ").replace("<", "fewer than ")


def day(iso: str) -> str:
    """`15 April 2019` from `2019-04-15`."""
    return f"{date.fromisoformat(iso):%-d %B %Y}"


def moment(iso: str) -> str:
    """`March 2024` from `2024-03`, `15 March 2024` from `2024-03-15`; a year, or what is no date, as it stands."""
    for form, words in ISO.items():
        with suppress(ValueError):
            return f"{datetime.strptime(iso, form):{words}}"
    return iso


def _number(number: Decimal, of: PrintedFigure) -> str:
    if number.is_nan():  # of which the judge tells
        return "missing"
    if number == number.to_integral_value():
        return f"{number.to_integral_value()}" if of.unit in ("date", "year") else f"{number.to_integral_value():,}"
    digits = of.decimals + 1 if of.unit not in ("text", "identifier", "date") and of.in_digits else 2
    wide = (number.quantize(Decimal(1).scaleb(-more), ROUND_HALF_UP) for more in range(digits, MOST_DIGITS))
    fit = (shown for shown in wide if shown and _holds(of, shown) == _holds(of, number))
    if shown := next(fit, None) or number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):
        return f"{shown:,}"
    figure, _, power = f"{number:.1e}".partition("e")
    return f"{figure} × 10^{int(power)}"


def _holds(of: PrintedFigure, number: Decimal) -> bool | None:
    return of.holds(number) if of.is_number else None
