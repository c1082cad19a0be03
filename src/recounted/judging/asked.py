"""One figure, asked about in words: the set that it stands for, and whether a value lies in it. For the site."""

import datetime as dt
import re
from decimal import Decimal

import portion as P

from recounted.errors import RecountedError
from recounted.judging.printed import PrintedFigure
from recounted.judging.rules import Rules
from recounted.judging.units import FORM, TEXTS
from recounted.numerals.relations import RELATIONS, TRUTH_RELATIONS

SETS = [each for each in RELATIONS if each not in TRUTH_RELATIONS]
NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")  # 1,234.5 or -1234.5


def asked(
    text: str, relation: str, unit: str, value: str, rounding: str = "nearest", about: str = "0.1"
) -> dict[str, str]:
    """`set`: what the printed figure stands for, in words; `answer`: yes, no, cannot tell, or "" without a value.

    A `value` that is a number is taken as it stands; any other as a source prints it: `<5` is a range. Raises
    RecountedError for a figure, a unit or a value that cannot be read, and for a relation without a set (an order).
    """
    if relation in TRUTH_RELATIONS:
        raise RecountedError(
            "relation", f"{relation} is true or false and has no set", f"Choose one of: {', '.join(SETS)}"
        )
    figure, rules = PrintedFigure(text.strip(), relation, unit.strip() or "count"), Rules(rounding, Decimal(about))
    figure.check()
    if figure.kind in TEXTS:
        stands = f"the text “{figure.text}”"
    elif figure.kind == FORM:
        stands = "; ".join(f"{name}: {in_words(part.values(rules))}" for name, part in figure.parts.items())
    else:
        stands = in_words(figure.values(rules))
    if not value.strip():
        return {"set": stands, "answer": ""}
    number = NUMBER.fullmatch(value.strip()) and figure.kind not in (*TEXTS, FORM, "date")
    holds = figure.holds(Decimal(value.replace(",", "")) if number else value.strip(), rules)
    return {"set": stands, "answer": {True: "yes", False: "no", None: "cannot tell"}[holds]}


def in_words(values: P.Interval) -> str:
    """`2.05 to 2.15`, `more than 100`, `182`, `1 January 2019 to 31 December 2019`; parts of a set joined by *or*."""
    return " or ".join(_part(part) for part in values) or "nothing"


def _part(part: P.Interval) -> str:
    low, high = part.lower, part.upper
    if low == -P.inf and high == P.inf:
        return "any value"
    if high == P.inf:
        return f"{'at least' if part.left == P.CLOSED else 'more than'} {_plain(low)}"
    if low == -P.inf:
        return f"{'at most' if part.right == P.CLOSED else 'less than'} {_plain(high)}"
    if low == high:
        return _plain(low)
    without = [_plain(end) for end, kind in ((low, part.left), (high, part.right)) if kind == P.OPEN]
    return f"{_plain(low)} to {_plain(high)}" + (f", without {' and '.join(without)} itself" if without else "")


def _plain(end: Decimal | dt.date) -> str:
    if isinstance(end, dt.date):
        return f"{end.day} {end:%B %Y}"
    text = f"{end:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
