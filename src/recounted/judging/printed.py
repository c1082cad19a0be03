"""What a printed figure means: a set of values, not a point.

`91.4%` is every value that rounds to it, `up to 90` every value that is not above 90, `108` victims
exactly 108. The string that the article prints is kept, since its trailing zeros tell the precision;
sets are intervals of the `portion` library over Decimal, or over dates.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import portion as P

from recounted.errors import RecountedError
from recounted.judging.values import date_span, numbers_in, plain, span

# Quantities that were rounded when they were printed, even without a decimal point.
ROUNDED_UNITS = ("percent", "times", "per year", "per 1,000", "average")
TEXT_UNITS = ("text", "identifier")
TRUTH_RELATIONS = ("order", "trend")


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
        found = numbers_in(self.text)
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
