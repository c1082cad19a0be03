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
from itertools import combinations
from math import exp, log, sqrt
from statistics import median

from recounted.errors import RecountedError

ALPHA = 0.05
Z_95 = 1.959963984540054


def falls(values: Iterable[float], rule: str) -> bool:
    """Whether values, one a step in order, fall by the rule. Raises RecountedError for an unknown rule or one value."""
    return rises([-value for value in values], rule) if rule != "poisson" else _poisson(list(values), -1)


def rises(values: Iterable[float], rule: str) -> bool:
    """Whether values, one a step in order, rise by the rule. Raises RecountedError as `falls` does."""
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
    chi-square over its degrees of freedom (1 is Poisson noise), and the deviance."""

    level: float
    slope: float
    error: float
    dispersion: float
    deviance: float


def log_linear(counts: Sequence[float]) -> LogLinear:
    """Fit counts, not negative, on their times 0, 1, 2 … by Newton's method.

    Raises RecountedError for fewer than two counts, negative ones, none above zero, or none but the first or the last:
    then no slope is the likeliest, since a steeper one always is likelier.
    """
    if len(counts) < 2 or min(counts) < 0 or not any(counts):
        raise RecountedError("counts", f"{list(counts)} cannot be fitted", "Pass two or more, not all of them zero")
    if _only_end(counts):
        raise RecountedError(
            "counts", f"only the first or the last of {list(counts)} is above zero", "Pass more than one above zero"
        )
    middle = (len(counts) - 1) / 2
    x = [time - middle for time in range(len(counts))]
    level, slope = log(sum(counts) / len(counts)), 0.0
    for _ in range(100):
        means = [exp(level + slope * each) for each in x]
        weight, first, second = sum(means), _sum(means, x), _sum(means, [each * each for each in x])
        gap, lean = sum(counts) - weight, _sum(counts, x) - first
        determinant = weight * second - first * first
        steps = ((second * gap - first * lean) / determinant, (weight * lean - first * gap) / determinant)
        level, slope = level + steps[0], slope + steps[1]
        if max(map(abs, steps)) < 1e-12:
            break
    means = [exp(level + slope * each) for each in x]
    weight, first, second = sum(means), _sum(means, x), _sum(means, [each * each for each in x])
    error = sqrt(weight / (weight * second - first * first))
    pearson = sum((count - mean) ** 2 / mean for count, mean in zip(counts, means, strict=True))
    deviance = 2 * sum(_gap(count, mean) for count, mean in zip(counts, means, strict=True))
    free = len(counts) - 2
    return LogLinear(level - slope * middle, slope, error, pearson / free if free else float("nan"), deviance)


def _gap(count: float, mean: float) -> float:
    return (count * log(count / mean) if count else 0.0) - (count - mean)


def _sum(a: Sequence[float], b: Sequence[float]) -> float:
    return sum(first * second for first, second in zip(a, b, strict=True))


def _mann_kendall(values: list[float]) -> bool:
    from scipy.stats import kendalltau

    if len(set(values)) == 1:
        return False
    return bool(kendalltau(range(len(values)), values, alternative="greater").pvalue <= ALPHA)


def _poisson(values: list[float], sign: int) -> bool:
    """Where all was counted at one end, no slope is the likeliest, and the error that Wald's test needs has no bound.
    The direction is known all the same, and how often a steady rate puts every event there: 1 / steps ** events."""
    if (end := _only_end(values)) and min(values) >= 0:
        return end == sign and float(len(values)) ** -sum(values) <= ALPHA / 2
    fit = log_linear(values)
    return sign * fit.slope > Z_95 * fit.error


def _only_end(counts: Sequence[float]) -> int:
    """1 where all was counted at the last time, -1 where at the first, else 0."""
    return (not any(counts[:-1])) - (not any(counts[1:]))


RULES: dict[str, Callable[[list[float]], bool]] = {
    "ends": lambda values: values[-1] > values[0],
    "every-step": lambda values: all(later >= earlier for earlier, later in zip(values, values[1:], strict=False)),
    "theil-sen": lambda values: median(slopes(values)) > 0,
    "mann-kendall": _mann_kendall,
    "poisson": lambda values: _poisson(values, 1),
}
TREND_RULES = tuple(RULES)
