"""Probabilities of test statistics, by scipy.special. It is imported late: 0.3 s, which most notebooks do not need."""

from collections.abc import Callable, Sequence
from math import sqrt

from recounted.errors import RecountedError

# Tests and how many degrees of freedom they have.
TESTS = {"t": 1, "F": 2, "chi2": 1, "r": 1, "z": 0}


def tail(test: str, df: Sequence[float], sides: int) -> Callable[[float], float]:
    """The function from a statistic, not negative, to its p. RecountedError for another test or number of `df`."""
    from scipy.special import chdtrc, fdtrc, ndtr, stdtr

    if len(df) != TESTS.get(test):
        raise RecountedError(
            f"test {test!r} with {len(df)} degrees of freedom",
            "there is no such test",
            "Choose t, r or chi2 with one, F with two, z with none",
        )
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
