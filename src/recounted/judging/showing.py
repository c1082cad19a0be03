"""How a value is written: at the precision of the figure that it is held to."""

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

import portion as P

from recounted.judging.claims import Claim
from recounted.judging.values import decimal
from recounted.judging.verdicts import NOT_DERIVABLE


def show(value, of: Claim) -> str:
    """A value as text, at the precision of the claim and one digit more where it is not whole."""
    if value is NOT_DERIVABLE:
        return ""
    if isinstance(value, bool):
        return "holds" if value else "does not hold"
    if isinstance(value, P.Interval):
        return (
            f"{show(value.lower, of)} to {show(value.upper, of)}"
            if value.lower != value.upper
            else show(value.lower, of)
        )
    if isinstance(value, (int, float, Decimal, Fraction)) or hasattr(value, "item"):
        return _number(decimal(value), of)
    return str(value).replace(">", "more than ").replace("<", "fewer than ")


def _number(number: Decimal, of: Claim) -> str:
    if number == number.to_integral_value():
        return f"{number.to_integral_value()}" if of.unit == "date" else f"{number.to_integral_value():,}"
    digits = of.figure.decimals + 1 if of.unit not in ("text", "identifier", "date") else 2
    return f"{number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN):,}"
