"""Units of printed figures: free text, of which a closed list of words tells how a figure is read."""

import difflib
import re
from functools import cache

from recounted.errors import RecountedError
from recounted.judging.forms import FORMS, split

# Kind of figure -> words of a unit that make it one. A unit with none of them counts things, one by one.
KINDS = {
    "text": ("text",),
    "identifier": ("identifier",),
    "date": ("date",),
    "points": ("percentage points", "percentage point", "percent points"),
    "percent": ("percent", "per cent", "%"),
    "probability": ("p", "p value", "p-value"),
    "share": ("share", "proportion", "probability", "fraction"),
    "measure": (
        *("times", "per", "average", "mean", "median", "rate", "ratio", "estimate", "estimated", "index", "score"),
        *("per mille", "permille", "‰"),
        *("coefficient", "statistic", "measure", "odds", "hazard", "beta", "correlation", "OR", "HR", "RR", "SD", "SE"),
    ),
}
COUNT = "count"
FORM = "form"
# Words in capitals are abbreviations, and meant only so: *OR* is an odds ratio, *arrests or fines* is none.
_WORDS = {
    word: re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.NOFLAG if word.isupper() else re.IGNORECASE)
    for words in KINDS.values()
    for word in words
}
_KIND_OF = [(_WORDS[word], kind) for kind, words in KINDS.items() for word in words]
# Kinds that are compared as text, and kinds whose figures were rounded even where they have no decimal point.
TEXTS = ("text", "identifier")
ROUNDED = ("percent", "points", "probability", "share", "measure")
# Words of a measure that is a plain number, of which a percentage is another: 200% is no 200 times.
PLAIN = ("times", "ratio", "odds", "OR", "HR", "RR", "correlation")
# Kinds that no figure is below.
NOT_NEGATIVE = ("count", "share", "probability")
_PER_MILLE = re.compile(r"‰|\bper ?mille\b", re.IGNORECASE)  # ‰, per mille


def is_per_mille(unit: str) -> bool:
    """Whether a figure of that unit is so many of a thousand."""
    return bool(_PER_MILLE.search(unit))


@cache
def is_plain(unit: str) -> bool:
    """Whether a unit is that of a plain number: a ratio, so many times."""
    return any(expression.search(unit) for word, expression in _WORDS.items() if word in PLAIN)


@cache
def kind_of(unit: str) -> str:
    """One of KINDS, `form` for a unit that names one of forms.FORMS, or `count`.

    `cases per year` is a measure, `percentage points` are points, `persons` a count.
    """
    if split(unit)[0]:
        return FORM
    return next((kind for word, kind in _KIND_OF if word.search(unit)), COUNT)


# What is written for a kind by mistake, and words that are like one by chance.
_MISTAKEN = {"texts": "text", "identifiers": "identifier", "dates": "date", "percents": "percent"}
_MISTAKEN |= {"percentage": "percent"}
_OTHER = ("identified",)
# A unit as a whole that is like one of these, or a word of one that is like one of the long ones, is a slip of the pen.
_WHOLE = ["text", "identifier", "date", "percent", "percentage points", "p value", *FORMS]
_LONG = ["percent", "proportion", "probability", "average", "coefficient", "correlation", "statistic"]
_NEAR = 0.85  # how like, by difflib: dat is date, but data is none, nor is test a text


def check_unit(unit: str) -> None:
    """Raises RecountedError for a unit that is nearly a kind (`dates`, `percnt of cases`), but would count things as it
    stands."""
    if meant := _meant(unit.lower()):
        raise RecountedError(
            f"unit {unit!r}",
            "it would count things, as any word that is not in the list does",
            f"Did you mean {meant!r}? Write {meant!r}",
        )


@cache
def _meant(unit: str) -> str:
    """The unit that was meant by one that is nearly so, "" for one that is well written or is its own."""
    if unit in _MISTAKEN:
        return _MISTAKEN[unit]
    if kind_of(unit) != COUNT:
        return ""
    if near := _near(unit, _WHOLE):
        return near
    for word in unit.split():
        if near := _near(word, _LONG):
            return unit.replace(word, near)
    return ""


def _near(word: str, known: list[str]) -> str:
    """The known word that another is nearly, "" for none: a plural is well written."""
    found = "".join(difflib.get_close_matches(word, known, n=1, cutoff=_NEAR))
    return "" if word in (f"{found}s", *_OTHER) else found
