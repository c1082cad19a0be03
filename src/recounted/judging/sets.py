"""Sets that a relation or a word makes of a number or of a date: bounds, and what lies around."""

import datetime as dt
from decimal import Decimal

import portion as P

Bound = Decimal | dt.date  # the end of a set; portion's infinities, which can be one too, have no type


def around(number: Decimal, width: Decimal, below: Decimal | None = None, above: Decimal | None = None) -> P.Interval:
    """What lies within a share `width` of a number on both sides, or by other shares below and above it."""
    size = abs(number)
    low, high = (width if share is None else share for share in (below, above))
    return P.closed(number - size * low, number + size * high)


def related(relation: str, low: Bound, high: Bound, floor: Bound = -P.inf) -> P.Interval:
    """The set that a relation makes of what it is said of. `floor`: the least that can be, if it has an end."""
    match relation:
        case "more-than":
            return P.open(high, P.inf)
        case "at-least":
            return P.closedopen(low, P.inf)
        case "less-than":
            return P.closedopen(floor, low)
        case "at-most":
            return P.closed(floor, high)
    return P.closed(low, high)
