"""How far a value is from the edge of the printed set, in units of the last printed digit."""

import datetime as dt
from decimal import Decimal
from math import inf

import portion as P

from recounted.errors import RecountedError
from recounted.judging.printed import PrintedFigure
from recounted.judging.rules import DEFAULT, Rules
from recounted.judging.units import TEXTS
from recounted.judging.values import span
from recounted.judging.verdicts import NOT_DERIVABLE
from recounted.numerals.relations import TRUTH_RELATIONS
from recounted.robustness.swift import Outcome


def last_digit(figure: PrintedFigure) -> Decimal:
    """What one more in the last printed digit is: 0.1 for `91.4%`, 1 for `twice` and `111`, 1000 for `34,000`.

    The thousands of a figure printed as a word or rounded by its zeros are as the figure's own reading has them.
    """
    return Decimal(1).scaleb(-figure.decimals)


def margin(figure: PrintedFigure, value: object, rules: Rules = DEFAULT) -> Decimal | None:
    """How far inside (above 0) or outside (below 0) of the printed set a value lies, in last printed digits.

    0 is on the edge: an exact count that is as printed has no room at all. Of a range the end nearest to falling out is
    taken. None where there is no distance: an order or a trend, a text, a form of several numbers, a date, and a set
    that no edge bounds.
    """
    if isinstance(value, bool) or figure.relation in TRUTH_RELATIONS or figure.kind in (*TEXTS, "form", "date"):
        return None
    try:
        printed, given = figure.values(rules), span(value)
    except RecountedError:
        return None
    ends = [given.lower, given.upper]
    if any(isinstance(each, dt.date) or each in (P.inf, -P.inf) for each in ends):
        return None
    found = [gap for gap in (_inside(end, printed) for end in ends) if gap is not None]
    return min(found) / last_digit(figure) if found else None


def band(figure: PrintedFigure, rules: Rules = DEFAULT) -> tuple[float, float] | None:
    """From where to where the printed set goes on an axis of numbers; an end is infinite where the set is open.

    A year and the number of an article of law are themselves. None where the figure has no place on such an axis.
    """
    if figure.kind in (*TEXTS, "date"):
        return (float(figure.text), float(figure.text)) if figure.text.isdigit() else None
    if figure.relation in TRUTH_RELATIONS or figure.kind == "form":
        return None
    printed = figure.values(rules).enclosure
    return (
        -inf if printed.lower == -P.inf else float(printed.lower),
        inf if printed.upper == P.inf else float(printed.upper),
    )


def sides(outcome: Outcome) -> tuple:
    """On which side of the printed set each value of a judged claim lies: the article's own, then each witness's.

    -1 below, 0 inside, 1 above, for both ends of a range; of a value that is no number whether it agrees.
    """
    figure = outcome.figure
    own = () if outcome.value is NOT_DERIVABLE else (_side(figure, outcome.value, outcome.agrees),)
    return (*own, *(_side(figure, each.value, each.agrees) for each in outcome.said))


def _side(figure: PrintedFigure, value: object, agrees: bool | None) -> tuple:
    if margin(figure, value) is None:
        return (agrees,)
    printed, given = figure.values(DEFAULT), span(value)
    return agrees, given.lower > printed.upper, given.upper < printed.lower


def _inside(value: Decimal, printed: P.Interval) -> Decimal | None:
    """The distance to the nearest end of the set; below 0 where the value lies outside."""
    gaps = [value - printed.lower] if printed.lower != -P.inf else []
    gaps += [printed.upper - value] if printed.upper != P.inf else []
    return min(gaps) if gaps else None
