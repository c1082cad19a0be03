"""Figures of several numbers in one print: n (%), k/n, mean (SD), estimate (CI or stars), median (IQR), a test.

The unit of such a claim names its form, and its figure is read into parts, each a figure of its own. Words behind the
form are those of what it measures: `mean (SD) kg`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from recounted.errors import RecountedError
from recounted.judging.rules import Rules
from recounted.numerals.digits import FIGURE
from recounted.numerals.marks import tidy, with_points
from recounted.numerals.relations import leading
from recounted.tables.rows import decimal_mark, star_levels

if TYPE_CHECKING:  # which reads forms itself
    from recounted.judging.printed import PrintedFigure

_N = rf"[-+]?{FIGURE}"  # a number with its sign
_NP = rf"{_N}(?: ?%)?"  # the same with a percent sign
_TO = r"(?: ?- ?| to | and |, ?|; ?)"  # what stands between the two ends of an interval
# What an interval may be called: confidence, credible, uncertainty, prediction, highest density; German and French.
_CALLED = (
    r"(?:CI|CrI|CL|UI|PI|HP?DI|ETI|KI|IC|(?:confidence|credible|uncertainty|prediction|predictive) (?:interval|limits))"
)
# The same with its level, before or behind it: 95% CI: , CI 95%, 95 %-KI
_CI = rf"(?:{_CALLED} ?)?(?:(?P<level>\d{{2}}(?:\.\d)?) ?% ?(?:-(?=[a-z]))?)?(?:{_CALLED} ?)?[:,=]? ?"
_SD = r"(?:SD|s\.d\.)"
_SE = r"(?:SEM?|s\.e\.(?:m\.)?)"
_PM = r"(?:\( ?)?(?:±|\+/-)|\("  # 5.27 ± 1.41, 5.27 (±1.41), 5.27 (1.41)
# What follows p: a relation with a number, or that it is not significant.
_P = r"(?P<p>[=<>≤≥] ?(?:\d|\.\d)[^ ,;*)\]]*|=? ?(?:n\.? ?s\.?|not significant))(?: ?(?P<stars>\*{1,4}))?"
_DF = r"\d+(?:\.\d+)?(?:[,;] ?\d+(?:\.\d+)?)?"  # degrees of freedom: 28; 1, 58
_TEST = r"(?P<test>t|F|r|z|χ2|chi2|X2|chi-square)"
# The same with its degrees of freedom set lower, t28 and F1,58, or in square brackets.
_TEST_DF = rf"(?P<test>t|F|r|χ2|chi2|X2|chi-square) ?(?:\[(?P<df>{_DF})\]|(?P<lower>{_DF}))"
# The p behind a statistic: , p = .036 or (p = .036)
_AND_P = rf"(?:(?:[,;] ?| ?(?P<open>[(\[]) ?)(?:p ?)?{_P}(?(open) ?[)\]]))?"
_RAISED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_TESTS = {"t": "t", "f": "F", "r": "r", "z": "z", "χ2": "chi2", "chi2": "chi2", "x2": "chi2", "chi-square": "chi2"}

# The closed list of units that are forms -> the units of their parts, and the ways in which they are printed.
FORMS: dict[str, tuple[dict[str, str], list[str]]] = {
    "n (%)": (
        {"n": "count", "percent": "percent"},
        [
            rf"(?P<n>{FIGURE}) ?[(\[] ?(?P<percent>{_N} ?%?) ?[)\]]",
            rf"(?P<percent>{_N} ?%) ?[(\[] ?(?:n ?= ?)?(?P<n>{FIGURE}) ?[)\]]",
        ],
    ),
    "k/n": (
        {"k": "count", "n": "count", "percent": "percent"},
        [
            rf"(?P<k>{FIGURE}) ?(?:/| of | out of ) ?(?P<n>{FIGURE})(?: ?[(\[,] ?(?P<percent>{_N} ?%) ?[)\]]?)?",
            rf"(?P<percent>{_N} ?%) ?[(\[] ?(?P<k>{FIGURE}) ?(?:/| of | out of ) ?(?P<n>{FIGURE}) ?[)\]]",
        ],
    ),
    "rank of n": (
        {"rank": "rank", "n": "count"},
        [rf"(?P<rank>\d+(?:st|nd|rd|th)?) (?:of|out of|among)(?: the)? (?P<n>{FIGURE})"],
    ),
    "mean (sd)": (
        {"mean": "mean", "sd": "SD"},
        [
            rf"(?:mean|M)? ?=? ?(?P<mean>{_NP}) ?(?:{_PM}) ?{_SD}?[ =:]*(?P<sd>{FIGURE}(?: ?%)?) ?\)?",
            rf"(?:mean|M) ?= ?(?P<mean>{_NP})[,;] ?{_SD} ?= ?(?P<sd>{FIGURE}(?: ?%)?)",
        ],
    ),
    "mean (se)": (
        {"mean": "mean", "se": "SE"},
        [
            rf"(?:mean|M)? ?=? ?(?P<mean>{_NP}) ?(?:{_PM}) ?{_SE}?[ =:]*(?P<se>{FIGURE}(?: ?%)?) ?\)?",
            rf"(?:mean|M|b|β|B) ?= ?(?P<mean>{_NP})[,;] ?{_SE} ?= ?(?P<se>{FIGURE}(?: ?%)?)",
        ],
    ),
    "estimate (ci)": (
        {"estimate": "estimate", "low": "estimate", "high": "estimate", "p": "p value"},
        [
            rf"(?:[^\W\d]{{1,4}}(?: ?[=:] ?| ))?(?P<estimate>{_NP})(?!\d)[,;]? ?[(\[]? ?{_CI}[(\[]?"
            rf"(?P<low>{_NP}){_TO}(?P<high>{_NP}) ?[)\]]*(?:(?:[,;] ?| ?[(\[])p ?{_P} ?[)\]]?)?"
        ],
    ),
    "estimate (stars)": (
        {"estimate": "estimate", "p": "p value", "se": "SE"},
        [rf"(?P<estimate>{_N}) ?(?P<stars>\*{{0,4}}) ?(?:[(\[] ?{_SE}?[ =:]*(?P<se>{FIGURE}) ?[)\]])?"],
    ),
    "p (stars)": ({"p": "p value"}, [rf"(?:p ?)?(?:{_P}|(?P<bare>\d?\.\d+) ?(?P<marks>\*{{1,4}}))"]),
    "median (iqr)": (
        {"median": "median", "low": "median", "high": "median"},
        [rf"(?:median|Mdn)? ?=? ?(?P<median>{_N}),? ?[(\[] ?(?:IQR ?)?[:,=]? ?(?P<low>{_N}){_TO}(?P<high>{_N}) ?[)\]]"],
    ),
    "test": (
        {"statistic": "statistic", "p": "p value"},
        [
            rf"{_TEST} ?(?:\((?P<df>{_DF})(?:[,;] ?N ?= ?{FIGURE})?\))? ?= ?(?P<statistic>{_N}){_AND_P}",
            rf"{_TEST_DF} ?= ?(?P<statistic>{_N}){_AND_P}",
            rf"{_TEST} ?= ?(?P<statistic>{_N})[,;] ?df ?= ?(?P<df>{_DF}){_AND_P}",
        ],
    ),
}


# How each is printed, for an error.
EXAMPLES = {
    "n (%)": "12 (33%)",
    "k/n": "12/36",
    "rank of n": "5th of 30",
    "mean (sd)": "5.27 (1.41)",
    "mean (se)": "-0.45 (0.12)",
    "estimate (ci)": "2.39 (95% CI 1.8 to 3.1)",
    "estimate (stars)": "0.23** (0.12)",
    "p (stars)": "p = 0.04*",
    "median (iqr)": "37 [28-46]",
    "test": "t(28) = 2.20, p = .036",
}
# A form and the words behind it; a rank and a test have none.
_WITH_WORDS = re.compile(
    rf"({'|'.join(re.escape(form) for form in FORMS if form not in ('rank of n', 'test'))})(?:,| of| in)? (.+)",
    re.IGNORECASE,
)


def split(unit: str) -> tuple[str, str]:
    """The form that a unit names and the words behind it, `mean (sd)` and `kg` of `mean (SD) kg`; "", "" for none."""
    if unit.lower() in FORMS:
        return unit.lower(), ""
    found = _WITH_WORDS.fullmatch(unit)
    return (found[1].lower(), found[2]) if found else ("", "")


@dataclass(frozen=True)
class Form:
    """A figure taken apart: `parts` are (text, relation, unit) by name.

    `level`: of an interval, in percent; `test` and `df`: of a test statistic.
    """

    parts: dict[str, tuple[str, str, str]]
    level: float
    test: str
    df: tuple[float, ...]


def read_form(text: str, unit: str) -> Form | None:
    """The figure of a unit that names a form taken apart; None where it is not printed in one of its ways."""
    form, _ = split(unit)
    units, ways = FORMS[form]
    text = _plain(text, unit)
    for way in ways:
        # a text of the same length, whose parts stand at the same places
        if match := re.fullmatch(way, with_points(text, decimal_mark()), re.IGNORECASE):
            found = {name: value for name, value in match.groupdict().items() if value}
            printed = {name: text[slice(*match.span(name))] for name in found}
            parts = {name: _part(printed[name], units[name]) for name in units if name in found}
            if "bare" in found:
                parts["p"] = _part(printed["bare"], "p value")
            stars = found.get("stars", "") or found.get("marks", "")
            if form == "estimate (stars)":
                parts["p"] = _starred(text, len(stars))
            elif stars:
                _agree(text, parts["p"], len(stars))
            test, freedom = _TESTS.get(found.get("test", "").lower(), ""), "df" if "df" in found else "lower"
            df = _numbers(found.get(freedom, ""))
            if test == "F" and len(df) == 1:  # an F has two: the comma of F(1,58) is no decimal one
                df = _numbers(printed[freedom])
            return Form(parts, float(found.get("level", 95)), test, df)
    return None


def _numbers(text: str) -> tuple[float, ...]:
    """The numbers of a text, with or without decimals."""
    return tuple(map(float, re.findall(r"\d+(?:\.\d+)?", text)))  # 28, 28.5


def misprinted(text: str, unit: str) -> str:
    """What is wrong with a figure that is not printed as its form: what is left over, and how it would be printed."""
    form, _ = split(unit)
    if not form:
        return f"it is not printed as {unit!r}"
    text, mark = _plain(text, unit), decimal_mark()
    pointed = with_points(text, mark)
    found = [match[0].rstrip() for way in FORMS[form][1] if (match := re.match(way, pointed, re.IGNORECASE))]
    # what the way that reads most of it leaves, where it ends with a word or a number
    ends = [len(each) for each in found if each and not re.match(r"[\w.]", pointed[len(each) :])]
    over = text[max(ends) :].strip() if ends else ""
    rest = f"{over!r} is left over, and " if over else ""
    return f"{rest}it is not printed as {unit!r} is, `{EXAMPLES[form].replace('.', mark)}`"


def _plain(text: str, unit: str) -> str:
    """A figure as its form is read: tidy, without the words of its unit."""
    text = tidy(text).replace("χ²", "χ2").replace("X²", "X2").translate(_RAISED)
    words = split(unit)[1]
    # kg of 5.27 ± 1.41 kg, and of 5.27 kg
    return re.sub(rf"(?<=[\d)\]%]) ?{re.escape(tidy(words))}(?!\w)", "", text, flags=re.IGNORECASE) if words else text


def _starred(text: str, stars: int) -> tuple[str, str, str]:
    """What the stars of a legend say of p: with the most of them it is below the last level, with none not below the
    first, else between two. Raises RecountedError for more stars than the legend has."""
    levels = star_levels()
    if stars > len(levels):
        raise RecountedError(
            f"figure {text!r}",
            f"it has {stars} stars, the legend {len(levels)}",
            'Write the levels of the legend in data/datapackage.json, "stars": ["0.05", "0.01", "0.001"]',
        )
    between = [(f"{low} to {high}", "between") for high, low in pairwise(levels)]
    told = [(levels[0], "at-least"), *between, (levels[-1], "less-than")]
    return *told[stars], "p value"


def _agree(text: str, p: tuple[str, str, str], stars: int) -> None:
    """Stars beside a printed p say it once more. Raises RecountedError where they say another."""
    from recounted.judging.printed import PrintedFigure

    starred = _starred(text, stars)
    sets = [PrintedFigure(*each).values() for each in (p, starred)]
    if not sets[0].overlaps(sets[1]):
        raise RecountedError(
            f"figure {text!r}",
            f"its stars stand for another p: {starred[1]} {starred[0]}",
            "Take the stars for a claim of their own, or write the legend's levels in data/datapackage.json",
        )


def _part(text: str, unit: str) -> tuple[str, str, str]:
    """A part with its relation, which a p alone may have: `< .001` is less-than."""
    says, rest = leading(text)
    return rest.strip(), "".join(says) or "equals", unit


def hold_all(parts: Mapping[str, "PrintedFigure"], value: object, rules: Rules) -> bool | None:
    """Whether each part holds its value, of a dict by name or a sequence: None if none fails and one only overlaps."""
    in_order = dict(zip(parts, value, strict=False)) if isinstance(value, Sequence) else {}
    values = value if isinstance(value, dict) else in_order
    if set(values) != set(parts):
        raise RecountedError(f"value {value!r}", f"the figure has parts: {', '.join(parts)}", "Pass a value for each")
    answers = [part.holds(values[name], rules) for name, part in parts.items()]
    return False if False in answers else None if None in answers else True
