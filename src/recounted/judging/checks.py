"""Checks between printed figures, all by one rule: do the sets that the printings stand for meet?

A figure is given as it is printed, as text (`"2.20"`, `"< .001"`), or as a number, which is exact. Text is read as in
the ledger: an estimate, a statistic or a percentage printed without decimals was rounded to the unit, a count (of
`percent_of`, `total`, `change`) is exact, unless its `unit` says what is measured: `total(…, unit="estimate")`. What
another figure implies for it is an interval, from every value that the other can have had before it was rounded.
Nothing here decides more than that figures can, or cannot, stand together.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, inf, log, sqrt

import portion as P

from recounted.errors import RecountedError
from recounted.judging.distributions import TESTS, Degrees, bound_of, degrees, tail, two_sided
from recounted.judging.granular import Printed, bounds, size
from recounted.judging.printed import PrintedFigure
from recounted.judging.values import Rounded
from recounted.numerals.relations import leading

DIGITS = 12  # significant ones; what is less is the noise of binary fractions


@dataclass(frozen=True)
class Check:
    """Whether two printings can stand together: what is printed, and what the other figures imply for it.

    `rounded`: whether rounding alone makes what is implied a set, and not a figure such as `over 25`.
    """

    holds: bool
    printed: P.Interval
    implied: P.Interval
    rounded: bool = False

    def __bool__(self) -> bool:
        return self.holds

    @property
    def value(self) -> Rounded | P.Interval:
        """What the other figures give, for `judge`: a rounded figure that it meets is reproduced within rounding."""
        ends = P.closed(*map(_without_noise, _ends(self.implied)))
        return Rounded(ends) if self.rounded else ends

    @property
    def words(self) -> str:
        """`implied 0.036 to 0.0369, printed 0.0355 to 0.0365`, for a sentence: with the digits that tell them apart."""
        ends, (least, most) = _ends(self.printed), _ends(self.implied)
        nearest = min(max(ends[0], least), most)
        tell = (each for each in range(4, DIGITS) if _number(nearest, each) not in {_number(end, each) for end in ends})
        digits = 4 if self.holds else next(tell, DIGITS)
        return f"implied {_shown(self.implied, digits)}, printed {_shown(self.printed, DIGITS)}"


def p_from_statistic(test: str, statistic: Printed, df: Degrees, p: Printed, sides: int = 2) -> Check:
    """Whether a printed p is that of a test statistic: `t`, `r` and `z` two-sided unless `sides` is 1, `F`, `chi2`.

    `df`: degrees of freedom, as numbers or text: one for t, r (n - 2) and chi2 (`28`), two for F (`[1, 58]`), none for
    z (`[]`).
    """
    return _meets(_p_set(p), _p_of(test, statistic, df, sides), statistic)


def decision(test: str, statistic: Printed, df: Degrees, p: Printed, alpha: float = 0.05, sides: int = 2) -> Check:
    """Whether the printed p is on the same side of `alpha` as the one that the statistic gives."""
    if not 0 < alpha < 1:
        raise RecountedError(f"alpha {alpha!r}", "it is no share between 0 and 1", "Pass it as a share, such as 0.05")
    implied, printed = _p_of(test, statistic, df, sides), _p_set(p)
    sides_of = [(each.lower < alpha or each.upper <= alpha, each.upper > alpha) for each in (implied, printed)]
    same = any(ours and theirs for ours, theirs in zip(*sides_of, strict=True))
    return Check(same, printed, implied)


def ratio_from_coefficient(ratio: Printed, coefficient: Printed) -> Check:
    """Whether an odds, hazard or risk ratio is the exponential of a coefficient."""
    return _meets(_set(ratio), _image(_exp, _set(coefficient)), coefficient)


def estimate_in_interval(estimate: Printed, low: Printed, high: Printed, log_scale: bool = False) -> Check:
    """Whether an estimate is the middle of its interval: on the log scale for ratios.

    Raises RecountedError, as all that take an interval, for a lower bound above the upper one.
    """
    lows, highs = _bounds_of(low, high, log_scale)
    middle = P.closed((lows.lower + highs.lower) / 2, (lows.upper + highs.upper) / 2)
    return _meets(_set(estimate), _image(_exp, middle) if log_scale else middle, low, high)


def p_from_interval(
    estimate: Printed,
    low: Printed,
    high: Printed,
    p: Printed,
    level: float = 95,
    log_scale: bool = False,
    df: Degrees = None,
) -> Check:
    """Whether a p is that of an estimate with its interval, by the normal distribution (Altman and Bland 2011).

    `df`: degrees of freedom of a small sample, whose interval and p are those of t.
    """
    freedom, error = _one(df), _error(low, high, level, log_scale, df)
    sizes = _size(_scaled(estimate, log_scale))
    largest = sizes.upper / error.lower if error.lower else inf
    smallest = sizes.lower / error.upper
    return _meets(_p_set(p), P.closed(two_sided(largest, freedom), two_sided(smallest, freedom)), estimate, low, high)


def interval_decides(low: Printed, high: Printed, p: Printed, level: float = 95, log_scale: bool = False) -> Check:
    """Whether an interval leaves out the value of no effect just where the printed p is below its alpha."""
    _check_level(level)
    alpha, printed = 1 - level / 100, _p_set(p)
    lows, highs = _bounds_of(low, high, log_scale)
    may_leave_out = lows.upper >= 0 or highs.lower <= 0  # no effect is 0, as it is for a ratio on the log scale
    may_hold = lows.lower <= 0 <= highs.upper
    implied = P.closed(0.0 if may_leave_out else alpha, 1.0 if may_hold else alpha)
    return Check(implied.overlaps(printed), printed, implied)


def error_from_interval(error: Printed, low: Printed, high: Printed, level: float = 95, df: Degrees = None) -> Check:
    """Whether a standard error is that of an interval, by the normal distribution.

    `df`: degrees of freedom of a small sample, whose interval is that of t.
    """
    return _meets(_set(error), _error(low, high, level, df=df), low, high)


def error_from_deviation(error: Printed, deviation: Printed, n: Printed) -> Check:
    """Whether a standard error is a standard deviation over the root of n. RecountedError for an n below 1."""
    root = sqrt(size(n))
    return _meets(_set(error), _image(lambda x: x / root, _set(deviation)), deviation)


def percent_of(percent: Printed, count: Printed, n: Printed) -> Check:
    """Whether a printed percentage is that of a count out of n; both are exact where they are printed whole."""
    counts, whole = _set(count, "count"), _above_zero("whole", n, "a percentage needs a whole above zero", "count")
    return _meets(_set(percent), P.closed(*(100 * each for each in _quotient_ends(counts, whole))), count, n)


def total(parts: Sequence[Printed], whole: Printed, unit: str = "count") -> Check:
    """Whether parts add up to a whole: shares to 100, subgroups to n, the cells of a table to its margin.

    `unit`: of figures given as text, as in claims.csv. Counts printed whole are exact: `"39,870"` is no 39,870.4. What
    was rounded to whole numbers has a unit that says so, such as `"percent"` or `"estimate"`; a percent sign does, too.
    """
    sets = [_set(part, unit) for part in parts]
    return _meets(
        _set(whole, unit), P.closed(sum(each.lower for each in sets), sum(each.upper for each in sets)), *parts
    )


def change(before: Printed, after: Printed, percent: Printed, unit: str = "count") -> Check:
    """Whether a change in percent is that between two levels; a fall is negative.

    `unit`: of levels given as text, as of `total`: counts printed whole are exact, an `"index"` is rounded.
    """
    first = _above_zero("level", before, "a change in percent needs a first level above zero", unit)
    return _meets(
        _set(percent), P.closed(*(100 * (each - 1) for each in _quotient_ends(_set(after, unit), first))), before, after
    )


def within(printed: PrintedFigure, log_scale: bool = False) -> dict[str, Check]:
    """The checks that a figure of several numbers allows by itself, by name: of a test, an interval, a count of n.

    A test printed without the degrees of freedom that it needs allows none.
    """
    form, parts = printed.form, printed.parts
    if form.test and "p" in parts and (form.df or not TESTS[form.test]):
        given = (form.test, parts["statistic"], form.df, parts["p"])
        return {"p": p_from_statistic(*given), "decision": decision(*given)}
    if {"estimate", "low", "high"} <= set(parts):
        return {"interval": estimate_in_interval(parts["estimate"], parts["low"], parts["high"], log_scale)}
    if {"k", "n", "percent"} <= set(parts):
        return {"percent": percent_of(parts["percent"], parts["k"], parts["n"])}
    return {}


def _quotient_ends(above: P.Interval, below: P.Interval) -> tuple[float, float]:
    """The least and the greatest quotient, of a divisor above zero."""
    low = above.lower / (below.upper if above.lower >= 0 else below.lower)
    return low, above.upper / (below.lower if above.upper >= 0 else below.upper)


def _above_zero(what: str, printed: Printed, needs: str, unit: str) -> P.Interval:
    values = _set(printed, unit)
    if values.lower <= 0:
        raise RecountedError(f"{what} {_as_printed(printed)}", needs, "Pass a figure that cannot have been 0 or less")
    return values


def _error(low: Printed, high: Printed, level: float, log_scale: bool = False, df: Degrees = None) -> P.Interval:
    """The standard errors that an interval can have, by the normal distribution or by t."""
    freedom = _one(df)
    _check_level(level)
    lows, highs = _bounds_of(low, high, log_scale)
    width = _difference(highs, lows)
    if width.upper <= 0:
        raise RecountedError(_interval(low, high), "it has no width", "Give its bounds with more digits")
    return P.closed(*(max(each, 0.0) / (2 * bound_of(level, freedom)) for each in (width.lower, width.upper)))


def _bounds_of(low: Printed, high: Printed, log_scale: bool) -> tuple[P.Interval, P.Interval]:
    """The sets of the two bounds of an interval, which stand in order if they can."""
    lows, highs = _scaled(low, log_scale), _scaled(high, log_scale)
    if lows.lower > highs.upper:
        raise RecountedError(
            _interval(low, high), "its lower bound is above its upper bound", "Pass the lower bound first"
        )
    return lows, highs


def _check_level(level: float) -> None:
    if not 0 < level < 100:
        raise RecountedError(f"level {level!r}", "it is no level of an interval", "Pass it in percent, such as 95")


def _interval(low: Printed, high: Printed) -> str:
    return f"interval {_as_printed(low)} to {_as_printed(high)}"


def _as_printed(printed: Printed) -> str:
    return repr(printed.text if isinstance(printed, PrintedFigure) else printed)


def _p_of(test: str, statistic: Printed, df: Degrees, sides: int) -> P.Interval:
    """The p values that a printed statistic can have."""
    sizes = _size(_set(statistic)) if test in ("t", "r", "z") else _set(statistic)
    p = tail(test, degrees(df), sides)
    return P.closed(p(max(sizes.upper, 0)), p(max(sizes.lower, 0)))


def _one(df: Degrees) -> float | None:
    """Degrees of freedom of an interval: one number, or none for the normal distribution."""
    found = degrees(df)
    if found[1:]:
        what = f"degrees of freedom {', '.join(map(str, found))}"
        raise RecountedError(what, "an interval has one number of them", "Pass one, or leave df out")
    return found[0] if found else None


def _scaled(printed: Printed, log_scale: bool) -> P.Interval:
    """The set of a figure, on the log scale for a ratio: one printed as 0.0 can have been as small as one likes."""
    values = _set(printed)
    if not log_scale:
        return values
    if values.upper <= 0:
        raise RecountedError(f"ratio {_as_printed(printed)}", "it is not above zero", "Leave log_scale=True out")
    return P.closed(log(values.lower) if values.lower > 0 else -inf, log(values.upper))


def _set(printed: Printed, unit: str = "measure") -> P.Interval:
    return P.closed(*bounds(printed, unit=unit))


def _p_set(printed: Printed) -> P.Interval:
    """A printed p: `.036`, `p = .036`, `P < .001`, `> .05`, `n.s.` for more than 0.05."""
    if isinstance(printed, str):
        # p, P, p-value, P value
        text = re.sub(r"^\s*p(?:[- ]?values?)?(?![^\W\d])\s*", "", printed, flags=re.IGNORECASE)
        says, _ = leading(text)
        low, high = bounds(text, says[0] if says else "equals", "p value")
    else:
        low, high = bounds(printed)
    return P.closed(max(low, 0.0), min(high, 1.0))


def _size(values: P.Interval) -> P.Interval:
    """The set of absolute values."""
    low, high = sorted((abs(values.lower), abs(values.upper)))
    return P.closed(0.0 if values.lower <= 0 <= values.upper else low, high)


def _difference(above: P.Interval, below: P.Interval) -> P.Interval:
    return P.closed(above.lower - below.upper, above.upper - below.lower)


def _image(function: Callable[[float], float], values: P.Interval) -> P.Interval:
    """The image of a set under a function that rises."""
    return P.closed(*(function(each) for each in (values.lower, values.upper)))


def _exp(x: float) -> float:
    """The exponential; infinite where no float is as large."""
    try:
        return exp(x)
    except OverflowError:
        return inf


def _meets(printed: P.Interval, implied: P.Interval, *others: Printed) -> Check:
    """The one rule. A hair of 1e-12 makes up for binary fractions at a bound that both share.

    `others`: the figures that imply it.
    """
    low, high = _ends(implied)
    rounded = all(not isinstance(each, PrintedFigure) or each.relation == "equals" for each in others)
    return Check(printed.overlaps(P.closed(low - _hair(low), high + _hair(high))), printed, implied, rounded)


def _without_noise(end: float) -> float:
    """A number without the noise of binary fractions: 14.5 for 100 * (29 / 200), 14.499999999999998."""
    return end if end.is_integer() else float(f"{end:.{DIGITS}g}")


def _hair(end: float) -> float:
    return 1e-12 * max(1.0, abs(end))


def _ends(values: P.Interval) -> tuple[float, float]:
    return float(values.lower), float(values.upper)


def _number(number: float, digits: int) -> str:
    """A number with so many significant digits, and with all of its whole ones where they are not too many."""
    whole = len(str(int(abs(number)))) if abs(number) < 1e15 else 0
    return f"{number:.{max(digits, whole)}g}"


def _shown(values: P.Interval, digits: int) -> str:
    """`3`, `2 to 4`, `at least 2`."""
    low, high = (_number(each, digits) for each in _ends(values))
    match low, high:
        case "-inf", "inf":
            return "any number"
        case "-inf", _:
            return f"at most {high}"
        case _, "inf":
            return f"at least {low}"
    return low if low == high else f"{low} to {high}"
