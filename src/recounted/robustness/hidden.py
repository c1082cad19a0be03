"""Figures that rounding hides: every set of whole numbers that can stand behind printed figures, by exact search.

All arithmetic is in fractions, with the sets that the printed figures stand for (judging/printed), so nothing is lost
or won at an edge.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

from recounted.errors import RecountedError
from recounted.judging.granular import Bound, Printed, counts_of, exact_bounds


def counts_before(now: int, change: Printed) -> list[int]:
    """The earlier counts from which `now` is a change of that many percent: 111 after a rise of 91.4 % fits only 58."""
    low, high = exact_bounds(change, unit="percent")
    if low <= -100:
        raise RecountedError(f"change {change!r}", "nothing is left after it", "Give a change above -100 percent")
    return _between(Fraction(100 * now) / (100 + high), Fraction(100 * now) / (100 + low), now)


def counts_divided(now: int, times: Printed) -> list[int]:
    """The earlier counts of which `now` is that many times: 67 at 2.1-fold fits only 32."""
    low, high = exact_bounds(times, unit="times")
    if low <= 0:
        raise RecountedError(f"ratio {times!r}", "it is not above zero", "Give a ratio of two counts")
    return _between(now / high, now / low, now)


def shares_of(total: int, shares: Sequence[Printed]) -> list[list[int]]:
    """For each share in percent the counts out of `total` that are printed so; one without any cannot be attained."""
    return [counts_of(share, total) for share in shares]


def sets_of(total: int, shares: Sequence[Printed], whole: bool = False) -> Iterator[tuple[int, ...]]:
    """Every set of counts, one a share, that `total` allows: together no more than it, or just it where the shares are
    the `whole`."""
    choices = shares_of(total, shares)
    least = [sum(min(each, default=0) for each in choices[at:]) for at in range(len(choices) + 1)]

    def sets(at: int, left: int) -> Iterator[tuple[int, ...]]:
        if at == len(choices):
            if not whole or not left:
                yield ()
            return
        for count in choices[at]:
            if count + least[at + 1] <= left:
                yield from ((count, *rest) for rest in sets(at + 1, left - count))

    if all(choices):
        yield from sets(0, total)


def totals(shares: Sequence[Printed], most: int, least: int = 1, whole: bool = False) -> list[int]:
    """The totals, `least` to `most`, of which all the shares are attainable at once."""
    return [total for total in range(least, most + 1) if next(sets_of(total, shares, whole), None) is not None]


def parts_of(total: int, parts: int, least: int = 0) -> int:
    """In how many ways a total splits into so many counts, none below `least`: what is left open, as a number."""
    from math import comb

    spare = total - parts * least
    return comb(spare + parts - 1, parts - 1) if spare >= 0 and parts else int(not total and not parts)


def _between(low: Bound, high: Bound, now: int) -> list[int]:
    """The counts from low to high; nothing becomes more than nothing by any change."""
    return [count for count in range(ceil(low), floor(high) + 1) if count or not now]
