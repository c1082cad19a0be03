"""What whole numbers can give: means (GRIM), means with deviations (GRIMMER, DEBIT), percentages of n.

GRIM: Brown and Heathers 2017, doi:10.1177/1948550616673876. GRIMMER: Anaya 2016, doi:10.7287/peerj.preprints.2400v1,
and Allard 2018. DEBIT: Heathers and Brown 2019. All arithmetic is in exact fractions.
"""

from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import count, takewhile
from math import ceil, floor, isfinite, isqrt
from numbers import Real
from typing import Any

from recounted.errors import RecountedError
from recounted.judging.printed import PrintedFigure
from recounted.judging.units import kind_of
from recounted.numerals.currencies import codes_of, mark_of

# A figure as it is printed, or a number that is exact.
Printed = str | int | float | PrintedFigure
# An exact bound, or plus or minus infinity where a figure has none: `over 25`.
Bound = Fraction | float


def bounds(printed: Printed, relation: str = "equals", unit: str = "measure") -> tuple[float, float]:
    """The least and the greatest value that a printed figure can have had before it was rounded."""
    low, high = exact_bounds(printed, relation, unit)
    return float(low), float(high)


def exact_bounds(printed: Printed, relation: str = "equals", unit: str = "measure") -> tuple[Bound, Bound]:
    """As `bounds`, as fractions; a bound that is not there is infinite.

    `relation`, `unit`: of a text, as in claims.csv; a percent sign or a currency in it tells another unit than a count.
    Raises RecountedError for what is no figure.
    """
    if isinstance(printed, (Real, Decimal)):
        number: Any = printed.item() if hasattr(printed, "item") else printed  # of a NumPy scalar
        if not isfinite(number):
            raise RecountedError(f"value {number!r}", "it is no finite number", "Pass the figure as it is printed")
        return Fraction(number), Fraction(number)
    if not isinstance(printed, (str, PrintedFigure)):
        raise RecountedError(f"value {printed!r}", "it is no figure", "Pass one number, or the figure as it is printed")
    return _bounds_of_figure(printed, relation, unit)


@cache  # the same few shares are asked of many totals
def _bounds_of_figure(printed: str | PrintedFigure, relation: str, unit: str) -> tuple[Bound, Bound]:
    if isinstance(printed, str):
        try:
            return _bounds_of_figure(PrintedFigure(printed, relation, _unit_told(printed, unit)), relation, unit)
        except RecountedError as fault:  # no row of the ledger is to be corrected
            remedy = "Pass one figure as it is printed, or a PrintedFigure with its relation and unit"
            raise RecountedError(fault.where, fault.what, remedy) from None
    if printed.kind == "date":
        raise RecountedError(f"figure {printed.text!r}", "it is a date, not a number", "Pass the figure of a number")
    values = printed.values()
    return _bound(values.lower), _bound(values.upper)


def _unit_told(text: str, unit: str) -> str:
    """The unit of a text: percent or a currency where it has their sign, else the one that is given."""
    if text.rstrip().endswith("%") and kind_of(unit) != "probability":
        return "percent"
    if unit == "count" and (mark := mark_of(text.strip())):
        return " ".join(sorted(codes_of(mark))) or "measure"
    return unit


def size(n: Printed, least: int = 1, name: str = "n") -> int:
    """A number of things as an int: `28`, `"28"`, a cell of a table.

    Raises RecountedError for one that is not whole or below `least`: no mean is of nothing, no deviation (over n - 1)
    of one value.
    """
    low, high = exact_bounds(n, unit="count")
    if low != high or not float(low).is_integer():
        raise RecountedError(f"{name} {n!r}", "it is no whole number", "Pass how many values the figure is of")
    if low < least:
        raise RecountedError(f"{name} {n!r}", f"it must be {least} or more", "Pass how many values the figure is of")
    return int(low)


def counts_of(percent: Printed, n: Printed) -> list[int]:
    """The whole numbers out of n that a printed percentage can stand for; none where no one has it.

    Raises RecountedError, as all here, for an n of which there can be no such figure.
    """
    whole = size(n)
    low, high = exact_bounds(percent, unit="percent")
    return list(_whole(max(low, 0) * whole / 100, min(high, 100) * whole / 100, whole))


def grim(mean: Printed, n: Printed, items: Printed = 1) -> bool:
    """Whether a mean of n whole numbers, each over `items` questions, can be printed so: a whole sum gives it."""
    answers, (low, high) = size(n) * size(items, name="items"), exact_bounds(mean)
    return bool(_whole(low * answers, high * answers, answers))


def grimmer(mean: Printed, deviation: Printed, n: Printed, items: Printed = 1) -> bool:
    """Whether n whole numbers can have both this mean and this standard deviation.

    A whole sum must give the mean, and a sum of squares that numbers of this sum can have the deviation (over n - 1).
    """
    n, items = size(n, 2), size(items, name="items")
    low, high = (each * n * items for each in exact_bounds(mean))
    least, most = (n * (n - 1) * (max(each, Fraction(0)) * items) ** 2 for each in exact_bounds(deviation))
    # n more in the sum is one more in each number, and leaves the deviation as it is
    return any(_spread_from(ceil(least), most, total % n, n) for total in _whole(low, high, n))


def debit(mean: Printed, deviation: Printed, n: Printed) -> bool:
    """Whether n answers of 0 or 1 can have both this mean and this standard deviation (over n - 1).

    One whole number of ones must give both: not every share that rounds to the mean is one of n.
    """
    n = size(n, 2)
    low, high = exact_bounds(mean)
    least, most = (n * (n - 1) * max(each, Fraction(0)) ** 2 for each in exact_bounds(deviation))
    # k ones have the variance k (n - k) / n (n - 1)
    return any(least <= k * (n - k) <= most for k in _whole(max(low, 0) * n, high * n, n))


def _spread_from(least: int, most: Bound, more: int, n: int) -> bool:
    """Whether n whole numbers whose sum leaves `more` over n can have a spread from least to most.

    Their spread is n x the sum of squares - the square of the sum, n (n - 1) times the variance. It is least where
    `more` of them are one above the others, and goes up by 2 n: sum and sum of squares are both even or both odd.
    """
    alike = more * (n - more)
    first = alike + max(0, -((alike - least) // (2 * n))) * 2 * n
    return any(_occurs(spread, n) for spread in takewhile(lambda spread: spread <= most, count(first, 2 * n)))


def _occurs(spread: int, n: int) -> bool:
    """Whether a spread that sum and parity allow is that of some n whole numbers.

    Of two it is the square of their difference. Of three, two with a difference u and the third v / 3 from their mean,
    2 x spread = 3 u² + v², and v is no more than u where the third is the one next to the mean. Of four it is a sum of
    three squares, as any is but 4^a (8 b + 7) (Legendre): of an odd sum each occurs, and so it does of five or more,
    one of which leaves the others such a sum.
    """
    match n:
        case 2:
            return _is_square(spread)
        case 3:
            rest = (2 * spread - v * v for v in range(isqrt(spread // 2) + 1))
            return any(each % 3 == 0 and _is_square(each // 3) for each in rest)
        case 4:
            while spread and spread % 4 == 0:
                spread //= 4
            return spread % 8 != 7
    return True


def _is_square(number: int) -> bool:
    return isqrt(number) ** 2 == number


def _whole(low: Bound, high: Bound, n: int) -> range:
    """The whole numbers from low to high, at most to low + n; without a lower bound, those from high - n to high."""
    start = low if isfinite(low) else high - n
    return range(ceil(start), floor(min(high, start + n)) + 1)


def _bound(end: object) -> Bound:
    """The end of a set; the infinities of `portion` are no numbers themselves."""
    return float(str(end)) if str(end) in ("-inf", "+inf") else Fraction(str(end))
