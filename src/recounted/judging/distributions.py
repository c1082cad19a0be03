"""Probabilities of test statistics, by scipy.special. It is imported late: 0.3 s, which most notebooks do not need."""

from collections.abc import Callable, Iterable, Sequence
from math import sqrt

from recounted.errors import RecountedError

# Tests and how many degrees of freedom they have.
TESTS = {"t": 1, "F": 2, "chi2": 1, "r": 1, "z": 0}


# Degrees of freedom as they are given: 28, "28", "1, 58", [1, 58], none.
Degrees = float | str | Iterable[float | str] | None


def degrees(given: Degrees) -> tuple[float, ...]:
    """Degrees of freedom as numbers. RecountedError for one that is no number above 0."""
    each: list[float | str]
    if isinstance(given, str):
        each = [part for part in given.replace(";", ",").split(",") if part.strip()]
    else:
        each = [] if given is None else list(given) if isinstance(given, Iterable) else [given]
    try:
        found = tuple(map(float, each))
    except (TypeError, ValueError):
        raise _no_degrees(given, "each must be a number") from None
    if not all(number > 0 for number in found):
        raise _no_degrees(", ".join(map(str, each)), "each must be above 0")
    return found


def _no_degrees(given: object, what: str) -> RecountedError:
    return RecountedError(f"degrees of freedom {given}", what, "Pass them as they are printed, such as 28 or [1, 58]")


def tail(test: str, df: Sequence[float], sides: int) -> Callable[[float], float]:
    """The function from a statistic, not negative, to its p. RecountedError for another test or number of `df`."""
    from scipy.special import chdtrc, fdtrc, ndtr, stdtr

    needed, choice = TESTS.get(test), "Choose t, r or chi2 with one, F with two, z with none"
    if len(df) != needed:
        what = "there is no such test" if needed is None else f"it has {needed}"
        raise RecountedError(f"test {test!r} with {len(df)} degrees of freedom", what, choice)
    if sides not in (1, 2):
        raise RecountedError(f"sides {sides!r}", "a p is of one side or of two", "Pass 1 or 2")
    return {
        "t": lambda x: sides * float(stdtr(df[0], -x)),
        "z": lambda x: sides * float(ndtr(-x)),
        "F": lambda x: float(fdtrc(df[0], df[1], x)),
        "chi2": lambda x: float(chdtrc(df[0], x)),
        "r": lambda x: sides * float(stdtr(df[0], -x * sqrt(df[0] / (1 - x * x)))) if x < 1 else 0.0,
    }[test]


def two_sided(size: float, df: float | None = None) -> float:
    """The two-sided p of a z, not negative; of a t where it has degrees of freedom."""
    return tail("z", (), 2)(size) if df is None else tail("t", (df,), 2)(size)


def bound_of(level: float, df: float | None = None) -> float:
    """The z that bounds an interval of `level` percent, 1.96 for 95; the t where it has degrees of freedom."""
    from scipy.special import ndtri, stdtrit

    return float(ndtri(0.5 + level / 200) if df is None else stdtrit(df, 0.5 + level / 200))
