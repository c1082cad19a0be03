"""How a value is written: at the precision of the figure that it is held to."""

import re
from contextlib import suppress
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import portion as P

from recounted.judging.claims import Claim
from recounted.judging.values import decimal
from recounted.judging.verdicts import NOT_DERIVABLE

ISO = {"%Y-%m": "%B %Y", "%Y-%m-%d": "%-d %B %Y"}


def show(value: object, of: Claim) -> str:
    """A value as text, at the precision of the claim and one digit more where it is not whole."""
    if value is NOT_DERIVABLE:
        return ""
    if isinstance(value, bool):
        return "fits" if value else "does not fit"
    if isinstance(value, P.Interval):
        return (
            f"{show(value.lower, of)} to {show(value.upper, of)}"
            if value.lower != value.upper
            else show(value.lower, of)
        )
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


def _number(number: Decimal, of: Claim) -> str:
    if number == number.to_integral_value():
        return f"{number.to_integral_value()}" if of.unit in ("date", "year") else f"{number.to_integral_value():,}"
    digits = of.figure.decimals + 1 if of.unit not in ("text", "identifier", "date") else 2
    return f"{number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):,}"
