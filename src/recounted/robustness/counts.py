"""What small counts can and cannot tell: exact tests and intervals for Poisson counts, and the least visible change.

A count of independent events of a steady rate varies by chance (Poisson). Whether two counts differ by more is a
binomial question once their sum is given: the conditional test (Przyborowski and Wilenski 1940,
doi:10.1093/biomet/31.3-4.313). Two-sided p-values are twice the smaller tail, so that they and the interval always
agree (Fay 2010, R Journal 2/1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, sqrt

import numpy as np
from scipy import stats

from recounted.errors import RecountedError
from recounted.judging.trends import LogLinear, log_linear

LEVEL = 0.95


@dataclass(frozen=True)
class Ratio:
    """Two counts compared: after / before, its exact interval, and the two-sided p of no difference."""

    ratio: float
    low: float
    high: float
    p: float


def compare(after: int, before: int, after_time: float = 1, before_time: float = 1, level: float = LEVEL) -> Ratio:
    """The ratio of two Poisson rates, exactly, given the sum of both counts.

    `after_time`, `before_time`: how long, or over how many, each was counted. A count of 0 leaves a bound open.
    Raises RecountedError where both counts are 0 or one is negative.
    """
    total = _checked(after) + _checked(before)
    if not total:
        raise RecountedError("counts 0 and 0", "they have no ratio", "Compare counts of which one is above zero")
    scale = before_time / after_time
    share = stats.binomtest(after, total).proportion_ci(level, method="exact")
    p = after_time / (after_time + before_time)
    tails = stats.binom.cdf(after, total, p), stats.binom.sf(after - 1, total, p)
    return Ratio(
        after / before * scale if before else float("inf"),
        _odds(share.low) * scale,
        _odds(share.high) * scale,
        min(1.0, 2 * float(min(tails))),
    )


def interval(count: int, level: float = LEVEL) -> tuple[float, float]:
    """The exact interval of a Poisson mean, from one count (Garwood 1936)."""
    tail = (1 - level) / 2
    low = stats.gamma.ppf(tail, _checked(count)) if count else 0.0
    return float(low), float(stats.gamma.isf(tail, count + 1))


@dataclass(frozen=True)
class Dispersion:
    """Whether counts of a steady rate vary more than by chance: variance over mean, Fisher's chi-square, its p."""

    index: float
    chi_square: float
    df: int
    p: float


def dispersion(counts: Sequence[int]) -> Dispersion:
    """Fisher's test of the index of dispersion, upper tail: is one steady rate enough for these counts?

    Raises RecountedError for fewer than two counts, or none above zero.
    """
    if len(counts) < 2 or not sum(map(_checked, counts)):
        raise RecountedError("counts", f"{list(counts)} have no spread", "Pass two or more, not all of them zero")
    mean = sum(counts) / len(counts)
    chi_square = sum((count - mean) ** 2 for count in counts) / mean
    df = len(counts) - 1
    return Dispersion(chi_square / df, chi_square, df, float(stats.chi2.sf(chi_square, df)))


@dataclass(frozen=True)
class Trend:
    """A steady change a step: as a factor with its interval, by Poisson noise and by the noise that the counts show."""

    fit: LogLinear
    factor: float
    poisson: tuple[float, float]
    widened: tuple[float, float] | None  # by the dispersion, with Student's t; None where two counts leave none


def trend(counts: Sequence[int], level: float = LEVEL) -> Trend:
    """A log-linear trend of yearly counts. The second interval is quasi-Poisson (McCullagh and Nelder 1989, 6.2)."""
    fit = log_linear(counts)
    z = float(stats.norm.isf((1 - level) / 2))
    around = exp(fit.slope - z * fit.error), exp(fit.slope + z * fit.error)
    free = len(counts) - 2
    if free < 1:
        return Trend(fit, exp(fit.slope), around, None)
    reach = float(stats.t.isf((1 - level) / 2, free)) * fit.error * sqrt(max(1.0, fit.dispersion))
    return Trend(fit, exp(fit.slope), around, (exp(fit.slope - reach), exp(fit.slope + reach)))


def least_visible(before: int, power: float = 0.8, alpha: float = 0.05, rising: bool = True) -> int | None:
    """The count, nearest to `before`, that a later year would have to expect so that the conditional test of
    the two finds the difference at `alpha` with at least `power`; None where none does (a fall from too few).

    The earlier count is taken as its true mean; both years vary by chance.
    """
    near, far = (before, 20 * before + 100) if rising else (before, 0)
    if power_of(before, far, alpha) < power:
        return None
    while abs(far - near) > 1:  # the further, the more often it is found
        middle = (near + far) // 2
        near, far = (near, middle) if power_of(before, middle, alpha) >= power else (middle, far)
    return far


def power_of(before: float, after: float, alpha: float = 0.05) -> float:
    """How often the conditional test finds a difference between two Poisson years of these means, two-sided."""
    total = before + after
    if not total:
        return 0.0
    events = np.arange(max(1, stats.poisson.ppf(1e-9, total)), stats.poisson.isf(1e-9, total) + 1)
    lower = stats.binom.ppf(alpha / 2, events, 0.5)  # too few of `events`: the tail is at most alpha / 2
    lower -= stats.binom.cdf(lower, events, 0.5) > alpha / 2
    share = after / total
    found = stats.binom.cdf(lower, events, share) + stats.binom.sf(events - lower - 1, events, share)
    return float(np.sum(stats.poisson.pmf(events, total) * found))


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else float("inf")


def _checked(count: int) -> int:
    if count < 0 or count != int(count):
        raise RecountedError(f"count {count!r}", "it is no count", "Pass whole numbers from 0")
    return int(count)
