"""Whether a series rises or falls, by one of the ways in which a trend can be told.

A way is a choice of the analyst, so it is a parameter of the notebooks that judge trends:

- `ends`: the last value against the first;
- `every-step`: no step goes the other way;
- `theil-sen`: the median of the slopes between all pairs of values (Theil 1950, Sen 1968);
- `mann-kendall`: more pairs go that way than chance gives (Mann 1945, Kendall 1975; one-sided, exact without ties);
- `poisson`: the rate of a log-linear Poisson regression on time goes that way, with 95 percent confidence (Wald; where
  all was counted at one end, the regression has no finite rate: then the exact chance of that under a steady rate).

The last two ask for more than a direction: four values hardly ever pass the fourth.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from statistics import median

from recounted.errors import RecountedError

ALPHA = 0.05
Z_95 = 1.959963984540054
STEEPEST = 100.0  # a slope whose one step multiplies by e^100: no counts that can be held are steeper


def falls(values: Iterable[float], rule: str) -> bool:
    """Whether values, one a step in order, fall by the rule: rise backwards. Raises RecountedError as `rises` does."""
    return rises(list(values)[::-1], rule)


def rises(values: Iterable[float], rule: str) -> bool:
    """Whether values, one a step in order, rise by the rule. Raises RecountedError for an unknown rule or one value."""
    series = [float(value) for value in values]
    if rule not in RULES:
        raise RecountedError("parameter trend_rule", f"{rule!r} is not possible", f"Choose one of: {', '.join(RULES)}")
    if len(series) < 2:
        raise RecountedError("trend", f"{len(series)} values make no series", "Pass at least two, in order")
    return RULES[rule](series)


def slopes(values: Sequence[float]) -> list[float]:
    """The slopes between all pairs of values, one a step apart."""
    return [(later - earlier) / (j - i) for (i, earlier), (j, later) in combinations(enumerate(values), 2)]


@dataclass(frozen=True)
class LogLinear:
    """A Poisson regression log(mean) = level + slope · time: estimates, the slope's standard error, Pearson's
    chi-square over its degrees of freedom (1 is Poisson noise; nan of two counts), and the deviance."""

    level: float
    slope: float
    error: float
    dispersion: float
    deviance: float


def log_linear(counts: Sequence[float]) -> LogLinear:
    """Fit counts, not negative, on their times 0, 1, 2 …: the likeliest slope gives their mean time.

    Raises RecountedError for fewer than two counts, negative ones, none above zero, or none but the first or the last:
    then no slope is the likeliest, since a steeper one always is likelier.
    """
    import numpy as np
    from scipy.optimize import brentq  # imported late: most notebooks do without
    from scipy.special import kl_div, softmax

    if len(counts) < 2 or min(counts) < 0 or not any(counts):
        raise RecountedError("counts", f"{list(counts)} cannot be fitted", "Pass two or more, not all of them zero")
    if not any(counts[1:]) or not any(counts[:-1]):
        raise RecountedError(
            "counts", f"only the first or the last of {list(counts)} is above zero", "Pass more than one above zero"
        )
    times, seen = np.arange(len(counts)), np.asarray(counts, float)
    mean_time = seen @ times / seen.sum()
    slope = float(brentq(lambda tried: softmax(tried * times) @ times - mean_time, -STEEPEST, STEEPEST))
    means = seen.sum() * softmax(slope * times)
    error = (means @ (times - mean_time) ** 2) ** -0.5
    free = len(counts) - 2
    pearson = float(((seen - means) ** 2 / means).sum())
    return LogLinear(
        level=float(np.log(means[0])),
        slope=slope,
        error=float(error),
        dispersion=pearson / free if free else float("nan"),
        deviance=float(2 * kl_div(seen, means).sum()),
    )


def _mann_kendall(values: list[float]) -> bool:
    from scipy.stats import kendalltau

    return bool(kendalltau(range(len(values)), values, alternative="greater").pvalue <= ALPHA)


def _poisson(values: list[float]) -> bool:
    """Where all was counted at one end, no slope is the likeliest, and the error that Wald's test needs has no bound.
    The direction is known all the same, and how often a steady rate puts every event there: 1 / steps ** events."""
    first, last = values[0], values[-1]
    if first > 0 and not any(values[1:]):
        return False
    if last > 0 and not any(values[:-1]):
        return len(values) ** -last <= ALPHA / 2
    fit = log_linear(values)
    return fit.slope > Z_95 * fit.error


RULES: dict[str, Callable[[list[float]], bool]] = {
    "ends": lambda values: values[-1] > values[0],
    "every-step": lambda values: all(later >= earlier for earlier, later in pairwise(values)),
    "theil-sen": lambda values: median(slopes(values)) > 0,
    "mann-kendall": _mann_kendall,
    "poisson": _poisson,
}
TREND_RULES = tuple(RULES)
