"""A claim that only repeats another is left out of the counts: it must stand for the same as one that counts."""

from collections.abc import Mapping
from typing import Protocol

import portion as P

from recounted.errors import RecountedError
from recounted.judging.printed import PrintedFigure
from recounted.judging.units import FORM, TEXTS
from recounted.numerals.reading import reading
from recounted.numerals.relations import TRUTH_RELATIONS

# Kinds whose numbers can be held to each other, and what makes percent of a part.
SCALE = {"count": 1, "percent": 1, "points": 1, "share": 100, "probability": 100}


class Repeating(Protocol):
    """A claim: what it prints and, where it only repeats another, the id of that one."""

    @property
    def figure(self) -> PrintedFigure: ...

    @property
    def repeats(self) -> str: ...


def check_repeats(claim_id: str, claims: Mapping[str, Repeating], where: str) -> None:
    """Raises RecountedError, after `where`, for a claim that repeats itself, be it by way of others, and for one whose
    printed figure cannot be that of the claim it repeats. Every id in `repeats` is known."""
    chain = [claim_id]
    while (repeated := claims[chain[-1]].repeats) and repeated not in chain:
        chain.append(repeated)
    if repeated:
        told = " repeats ".join([*chain, repeated])
        raise RecountedError(where, f"{told}, so that none of them is counted", "Empty it where it is said first")
    if chain[1:] and not can_be_one(one := claims[claim_id].figure, other := claims[chain[1]].figure):
        raise RecountedError(
            where,
            f"{claim_id} prints {one.text!r}, which is not {other.text!r}, what {chain[1]} prints",
            "Name the claim whose figure it repeats, or empty the cell",
        )


def can_be_one(one: PrintedFigure, other: PrintedFigure) -> bool:
    """Whether two printed figures can stand for the same, as far as they can be held to each other.

    Of texts, and of what is only right or wrong, the numbers are compared: *ratified* may repeat *ratification*.
    """
    if one.kind == other.kind == FORM and one.unit == other.unit:
        return all(can_be_one(part, other.parts[name]) for name, part in one.parts.items() if name in other.parts)
    if _is_read(one) and _is_read(other):
        alike = one.kind == other.kind and (
            one.kind != "measure" or one.unit == other.unit
        )  # an hour may be 60 minutes
        return not alike and not {one.kind, other.kind} <= SCALE.keys() or _values(one).overlaps(_values(other))
    if FORM in (one.kind, other.kind):  # a mean may be that of a form
        return True
    said, repeated = ({each.value for each in reading(figure.text).numerals} for figure in (one, other))
    return not said or not repeated or bool(said & repeated)


def _is_read(figure: PrintedFigure) -> bool:
    """Whether a figure stands for a set of values."""
    return figure.kind not in (*TEXTS, FORM) and figure.relation not in TRUTH_RELATIONS


def _values(figure: PrintedFigure) -> P.Interval:
    """The values that a figure stands for, a part in percent."""
    factor, values = SCALE.get(figure.kind, 1), figure.values()
    if factor == 1:
        return values
    return values.apply(lambda part: part.replace(lower=part.lower * factor, upper=part.upper * factor))
