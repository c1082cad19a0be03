"""What whole numbers can give: means (GRIM), means with deviations (GRIMMER, DEBIT), percentages of n.

GRIM: Brown and Heathers 2017, doi:10.1177/1948550616673876. GRIMMER: Anaya 2016, doi:10.7287/peerj.preprints.2400v1,
and Allard 2018. DEBIT: Heathers and Brown 2019. All arithmetic is in exact fractions.
"""

from fractions import Fraction
from functools import cache
from math import ceil, floor, isfinite

from recounted.errors import RecountedError
from recounted.judging.printed import PrintedFigure

# A figure as it is printed, or a number that is exact.
Printed = str | int | float | PrintedFigure
# An exact bound, or plus or minus infinity where a figure has none: `over 25`.
Bound = Fraction | float


def bounds(printed: Printed, relation: str = "equals", unit: str = "measure") -> tuple[float, float]:
    """The least and the greatest value that a printed figure can have had before it was rounded."""
    low, high = exact_bounds(printed, relation, unit)
    return float(low), float(high)


@cache  # the same few shares are asked of many totals
def exact_bounds(printed: Printed, relation: str = "equals", unit: str = "measure") -> tuple[Bound, Bound]:
    """As `bounds`, as fractions; a bound that is not there is infinite."""
    if isinstance(printed, (int, float)):
        if not isfinite(printed):
            raise RecountedError(f"value {printed!r}", "it is no finite number", "Pass the figure as it is printed")
        return Fraction(printed), Fraction(printed)
    if isinstance(printed, str):
        unit = "percent" if printed.rstrip().endswith("%") else unit
        printed = PrintedFigure(printed, relation, unit)
    if printed.kind == "date":
        raise RecountedError(f"figure {printed.text!r}", "it is a date, not a number", "Pass the figure of a number")
    values = printed.values()
    return _bound(values.lower), _bound(values.upper)


def check_size(n: int, least: int = 1, name: str = "n") -> None:
    """Raises RecountedError for a size below `least`: no mean is of nothing, no deviation (over n - 1) of one value."""
    if n < least:
        raise RecountedError(f"{name} {n!r}", f"it must be {least} or more", "Pass how many values the figure is of")


def counts_of(percent: Printed, n: int) -> list[int]:
    """The whole numbers out of n that a printed percentage can stand for; none where no one has it.

    Raises RecountedError, as all here, for an n of which there can be no such figure.
    """
    check_size(n)
    low, high = exact_bounds(percent, unit="percent")
    return list(_whole(max(low, 0) * n / 100, min(high, 100) * n / 100, n))


def grim(mean: Printed, n: int, items: int = 1) -> bool:
    """Whether a mean of n whole numbers, each over `items` questions, can be printed so: a whole sum gives it."""
    check_size(n)
    check_size(items, name="items")
    low, high = exact_bounds(mean)
    return bool(_whole(low * n * items, high * n * items, n))


def grimmer(mean: Printed, deviation: Printed, n: int, items: int = 1) -> bool:
    """Whether n whole numbers can have both this mean and this standard deviation.

    A whole sum must give the mean, and a whole sum of squares, of the same parity and no less than it can be, the
    deviation (over n - 1).
    """
    check_size(n, 2)
    check_size(items, name="items")
    low, high = (each * n * items for each in exact_bounds(mean))
    least, most = (max(each, Fraction(0)) * items for each in exact_bounds(deviation))
    # n more in the sum is one more in each number, and leaves the deviation as it is
    return any(_squares(total, least, most, n) for total in _whole(low, high, n))


def debit(mean: Printed, deviation: Printed, n: int) -> bool:
    """Whether n answers of 0 or 1 can have both this mean and this standard deviation (over n - 1)."""
    check_size(n, 2)
    low, high = exact_bounds(mean)
    least, most = (max(each, Fraction(0)) for each in exact_bounds(deviation))
    shares: list[Bound] = [max(Fraction(0), low), min(Fraction(1), high)]
    if shares[0] > shares[1]:
        return False
    shares += [Fraction(1, 2)] if shares[0] <= Fraction(1, 2) <= shares[1] else []
    variances = [share * (1 - share) * n / (n - 1) for share in shares]
    return min(variances) <= most**2 and least**2 <= max(variances)


def _squares(total: int, least: Bound, most: Bound, n: int) -> bool:
    """Whether n whole numbers of this sum can have a sum of squares that gives a deviation from least to most."""
    smallest = Fraction(total * total, n)
    each, more = divmod(total, n)
    at_least = (n - more) * each**2 + more * (each + 1) ** 2
    low: Bound = (n - 1) * least**2 + smallest
    found = _whole(max(low, Fraction(at_least)), (n - 1) * most**2 + smallest, n)
    return any(square % 2 == total % 2 for square in found)


def _whole(low: Bound, high: Bound, n: int) -> range:
    """The whole numbers from low to high, at most to low + n; without a lower bound, those from high - n to high."""
    start = low if isfinite(low) else high - n
    return range(ceil(start), floor(min(high, start + n)) + 1)


def _bound(end: object) -> Bound:
    """The end of a set; the infinities of `portion` are no numbers themselves."""
    return float(str(end)) if str(end) in ("-inf", "+inf") else Fraction(str(end))
