"""What a printed figure means: a set of values, not a point.

`91.4%` is every value that rounds to it, `up to 90` every value that is not above 90, `108` victims
exactly 108. The string that the article prints is kept, since its trailing zeros tell the precision;
sets are intervals of the `portion` library over Decimal, or over dates. A figure is read whole or refused.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

import portion as P

from recounted.errors import RecountedError
from recounted.judging.forms import Form, hold_all, misprinted, read_form
from recounted.judging.rules import DEFAULT, Rules
from recounted.judging.sets import around, related
from recounted.judging.units import (
    COUNT,
    FORM,
    NOT_NEGATIVE,
    ROUNDED,
    TEXTS,
    check_unit,
    is_per_mille,
    is_plain,
    kind_of,
)
from recounted.judging.values import date_span, decimal, is_rounded, left_over, plain, span
from recounted.judging.verdicts import CANNOT_TELL
from recounted.numerals.currencies import codes_named, codes_of, mark_of
from recounted.numerals.marks import with_points
from recounted.numerals.reading import Numeral, Reading, rate_of, reading
from recounted.numerals.relations import MAY_SAY, RELATIONS, TRUTH_RELATIONS, is_not_significant, leading
from recounted.tables.rows import decimal_mark

CORRECT_ROW = "Correct `printed`, `relation` or `unit` in data/article/claims.csv"


@dataclass(frozen=True)
class PrintedFigure:
    """A figure as the article prints it, with its relation and unit (columns of claims.csv).

    Raises RecountedError, once it is read, for a relation that is not in the list and for what is left over.
    """

    text: str
    relation: str = "equals"
    unit: str = "count"

    def check(self, where: str = "") -> None:
        """Read the figure, if it is one that is read. Raises RecountedError, after `where`, for one that cannot be:
        it is refused when the ledger is loaded, and not when it is judged."""
        try:
            self._check()
        except RecountedError as fault:
            raise RecountedError(f"{where}{fault.where}", fault.what, fault.remedy) from None

    def _check_lists(self) -> None:
        if self.relation not in RELATIONS:
            raise self._fault(f"there is no relation {self.relation!r}", f"Choose one of: {', '.join(RELATIONS)}")
        check_unit(self.unit)
        if self.kind in TEXTS and self.relation not in ("equals", *TRUTH_RELATIONS):
            raise self._fault(
                f"a text cannot be {self.relation} another", "Let its relation be `equals`, `order` or `trend`"
            )

    def _check(self) -> None:
        self._check_lists()
        if self.relation in TRUTH_RELATIONS or self.kind in TEXTS:
            if self.kind == "date" and re.search(r"\d", self.text):  # 1990 to 1995, an order of which is stated
                self._days()
        elif self.kind == FORM:
            for part in self.parts.values():
                part.check()
        else:
            self.values()

    @property
    def kind(self) -> str:
        """How the figure is read: one of units.KINDS, or `count`."""
        return kind_of(self.unit)

    @property
    def is_number(self) -> bool:
        """Whether numbers are held to it, and not a text, a day, or that something holds."""
        return self.relation not in TRUTH_RELATIONS and self.kind not in (*TEXTS, "date")

    def values(self, rules: Rules = DEFAULT) -> P.Interval:
        """The set of values that the figure stands for: numbers, or dates where the unit is a date."""
        self._check_lists()
        if self.kind == FORM:
            raise self._fault(f"it has parts ({', '.join(self.parts)})", "Take one of `parts`, or hold all to values")
        if self.kind == "date":
            days = self._days()
            return related(self.relation, days.lower, days.upper)
        if self.kind == "probability" and is_not_significant(self.text):
            return P.openclosed(rules.alpha, Decimal(1))
        sets = [self._set_of(each, rules) for each in self._numerals]
        match self.relation, self.numbers:
            case "equals", _:
                return P.Interval(*sets)
            case "between", _:
                ends = P.Interval(*sets).enclosure
                return P.closed(ends.lower, ends.upper)
            case "about", [number]:
                says = self._reading.relations
                below, above = Decimal(0) if "just-over" in says else None, Decimal(0) if "nearly" in says else None
                return around(number, rules.about, below, above)
        [number] = self.numbers
        floor = Decimal(0) if self.kind in NOT_NEGATIVE and number >= 0 else -P.inf
        return related(self.relation, number, number, floor)

    def holds(self, value: object, rules: Rules = DEFAULT) -> bool | None:
        """Whether `value` is one that the figure stands for; None where it only overlaps or cannot tell.

        Two figures that were both rounded need only meet: more cannot be asked of them.
        """
        if isinstance(value, bool):
            return value
        if value is CANNOT_TELL:
            return None
        if self.relation in TRUTH_RELATIONS:
            raise self._fault(
                f"relation {self.relation} needs True or False, not {value!r}",
                "Pass whether the order or the trend that is stated holds",
            )
        if self.kind in TEXTS:
            return plain(value) == plain(self.text)
        if self.kind == FORM:
            return hold_all(self.parts, value, rules)
        ours = date_span(value) if self.kind == "date" and isinstance(value, (str, int)) else span(value)
        theirs = self.values(rules)
        if ours in theirs:
            return True
        if not ours.overlaps(theirs):
            return False
        return True if is_rounded(value) and self.rounded else None

    def within_rounding(self, value: object, rules: Rules = DEFAULT) -> bool:
        """Whether a value is taken as the printed one only because both were rounded and their sets meet."""
        return self.rounded and bool(self.holds(value, rules)) and span(value) not in self.values(rules)

    @cached_property
    def form(self) -> Form:
        """The figure taken apart, if its unit is one of forms.FORMS; a fault if it is not printed so."""
        found = read_form(self.text, self.unit) if self.kind == FORM else None
        if found is None:
            raise self._fault(misprinted(self.text, self.unit))
        return found

    @cached_property
    def parts(self) -> dict[str, "PrintedFigure"]:
        """The parts of a form by name, each a figure: `12 (33%)` is n `12` and percent `33%`; a p has its relation."""
        return {name: PrintedFigure(*part) for name, part in self.form.parts.items()}

    @property
    def rounded(self) -> bool:
        """Whether the print stands for a set because digits were dropped; a bound or *about* is wide by intent."""
        if self.relation != "equals" or self.kind in (*TEXTS, "date", FORM):
            return False
        if self.kind == "probability" and is_not_significant(self.text):
            return False
        return any(each.rounded for each in self._numerals) or self.kind in ROUNDED

    @property
    def numbers(self) -> list[Decimal]:
        """The numbers of the figure, in its unit: one, or two for a range; an error if there are none."""
        return [decimal(each.value) * self._factor(each) for each in self._numerals]

    @property
    def decimals(self) -> int:
        """Digits printed after the decimal point: 1 for `91.4%`."""
        first = self._numerals[0]
        return max(0, first.decimals - (self._factor(first) == 10))

    @property
    def in_digits(self) -> bool:
        """Whether it is printed in digits, which tell how exact it is; not as a part or a ratio: two-fifths, 1 in 5."""
        return self._numerals[0].kind not in ("fraction", "ratio")

    @cached_property
    def _reading(self) -> Reading:
        words = f"{self.unit} pp" if self.kind == "points" else self.unit
        text = with_points(self.text, decimal_mark())
        # n = 36 is how a count may be printed
        text = re.sub(r"^\(?n ?= ?(\d[\d, ]*)\)?$", r"\1", text, flags=re.I) if self.kind == COUNT else text
        found = reading(text, words, 2 if self.relation == "between" else 1)
        says = [each for each in found.relations if each not in MAY_SAY.get(self.relation, found.relations)]
        if not found.numerals:
            raise self._fault("there is no number in it")
        if found.left_over:
            raise self._fault(left_over(found))
        if says:
            raise self._fault(f"it says {says[0]}, but the relation is {self.relation}")
        if self.relation == "between" and not found.numerals[1:]:
            raise self._fault("a range needs two numbers")
        return found

    @cached_property
    def _numerals(self) -> tuple[Numeral, ...]:
        numerals = self._reading.numerals
        if any(each.percent for each in numerals) and self.kind not in ("percent", "share", "measure", "probability"):
            raise self._fault(f"it is a percentage, but the unit is {self.unit!r}")
        if self.kind == "measure" and any(each.percent for each in numerals):
            other = "a plain number" if is_plain(self.unit) else ""
            other = "of another number than 100" if rate_of(self.unit) not in (None, 100) else other
            if other:
                raise self._fault(
                    f"it is a percentage, but the unit is {self.unit!r}, {other}",
                    "Let `unit` begin with `percent`, and give the value in percent",
                )
        # ‰ or per mille behind a figure whose unit says another thing, such as a rate
        of_mille = any(re.search("‰|mille", each.text.lower()) for each in numerals)
        if of_mille and self.kind == "measure" and not is_per_mille(self.unit):
            raise self._fault(
                f"it is per mille, but the unit is {self.unit!r}", "Let `unit` say `per mille` or `percent`"
            )
        for each in numerals:
            self._check_currency(mark_of(each.text))
        if self.relation == "equals" and any(each.kind == "bound" for each in numerals):
            raise self._fault("it only says that there are more", "Let its relation be `more-than`")
        return numerals

    def _check_currency(self, mark: str) -> None:
        """A figure with the mark of a currency is of that one: `$5` is neither euros nor persons."""
        codes, named = codes_of(mark), codes_named(self.unit)
        if not codes or codes & named:
            return
        if named or self.kind != "measure" or is_plain(self.unit):
            raise self._fault(f"it is money in {mark}, but the unit is {self.unit!r}", "Name its currency in `unit`")

    def _factor(self, numeral: Numeral) -> Decimal:
        """A third is 33.3 in percent, 33 % is 0.33 as a share; 12.5‰, which is 1.25 %, is 12.5 per mille."""
        if numeral.percent and self.kind == "measure" and is_per_mille(self.unit):
            return Decimal(10)
        if self.kind == "percent" and numeral.kind in ("fraction", "ratio"):
            return Decimal(100)
        shares = ("share", "probability")
        return Decimal("0.01") if numeral.percent and self.kind in shares else Decimal(1)

    def _set_of(self, numeral: Numeral, rules: Rules) -> P.Interval:
        """The values that one number can have had before it was printed: only itself where it counts things."""
        value, reach = decimal(numeral.value), decimal(numeral.reach)
        if not numeral.rounded and self.kind not in ROUNDED:
            return P.singleton(value)
        factor = self._factor(numeral)
        low, high = (value - reach) * factor, (value + reach) * factor
        if numeral.kind == "multiple" and numeral.text[0].isalpha():  # `twice` is less than 2.5 times
            return P.closedopen(low, high)
        if rules.rounding == "truncated" and numeral.kind in ("digits", "scaled", "multiple"):
            whole, step = value * factor, high - low
            return P.openclosed(whole - step, whole) if value.is_signed() else P.closedopen(whole, whole + step)
        # Closed at both ends: an exact tie passes under half-up and half-even alike.
        return P.closed(low, high)

    def _days(self) -> P.Interval:
        says, date = leading(self.text)
        if wrong := [each for each in says if each not in MAY_SAY.get(self.relation, says)]:
            raise self._fault(f"it says {wrong[0]}, but the relation is {self.relation}")
        return date_span(date)

    def _fault(self, what: str, remedy: str = CORRECT_ROW) -> RecountedError:
        return RecountedError(f"figure {self.text!r}", what, remedy)
