"""The verdict rules: what the suite concludes, decided here and nowhere else.

Two questions are answered apart. Do the article's own figures give the printed one? Do sources that
count the same thing give it? The summary puts a contradiction inside the article first.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """One of the words that a reader sees, with all that belongs to it.

    `sign` tells it without colour; `gravity` is 1 for what a reader must see first; `needs` names the remarks
    (columns of remarks.csv) without which the build stops.
    """

    name: str
    sign: str
    colour: str
    gravity: int
    meaning: str
    needs: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether the printed figure may stand as it is."""
        return not self.needs

    @property
    def is_right(self) -> bool:
        """Whether something speaks for the printed figure and nothing against it."""
        return self.name in ("corroborated", "reproduced", "supported")

    @property
    def is_wrong(self) -> bool:
        """Whether the printed figure is found to be another; a dispute is no error."""
        return self.name in ("contradicted", "inconsistent")

    @property
    def is_loud(self) -> bool:
        """Whether a sign tells it in running text too, for readers who do not see the colour."""
        return self.gravity <= 3


# In the order of every table. Colours are Paul Tol's "bright" scheme, told apart with any kind of colour blindness.
TABLE = (
    Verdict("corroborated", "✔✔", "#228833", 7, "sources that count the same thing give the printed figure"),
    Verdict(
        "reproduced", "✔", "#4477AA", 6, "the article's own figures give the printed one; no source counts otherwise"
    ),
    Verdict(
        "supported",
        "(✔)",
        "#66CCEE",
        5,
        "no source counts the same thing; those that come near agree",
        ("settle",),
    ),
    Verdict(
        "disputed",
        "≈",
        "#CCBB44",
        3,
        "sources disagree with each other, or those that come near say otherwise or cannot tell",
        ("cause", "settle"),
    ),
    Verdict(
        "contradicted",
        "✘",
        "#AA3377",
        2,
        "every source that counts the same thing gives another figure",
        ("cause", "charitable"),
    ),
    Verdict(
        "inconsistent",
        "≠",
        "#EE6677",
        1,
        "the article's own figures contradict the printed one",
        ("cause", "charitable"),
    ),
    Verdict(
        "unverifiable",
        "?",
        "#BBBBBB",
        4,
        "neither the article's other figures nor a source we have read can tell",
        ("cause", "settle"),
    ),
)
VERDICTS = {verdict.name: verdict for verdict in TABLE}
GRAVEST_FIRST = tuple(sorted(VERDICTS, key=lambda name: VERDICTS[name].gravity))

ARTICLE_VERDICTS = ("reproduced", "inconsistent", "not-derivable")
SOURCE_VERDICTS = ("corroborated", "supported", "disputed", "contradicted", "no-source")
# By what a source does not count the same thing, and the words after "of" that a reader sees.
DIFFERENCES = {
    "scope": "a wider or narrower circle",
    "base": "another quantity",
    "period": "another period",
    "agency": "another agency",
}
# What a verdict that is not clean turns on, and the words after "What it turns on:" that a reader sees.
CAUSES = {
    "sum": "whether the parts add up",
    "count": "how many there are",
    "period": "which period is meant",
    "rank": "which rank it is",
    "direction": "which way the figures point",
    "bound": "whether a limit is kept",
    "series-conflict": "two series of figures that do not agree",
    "date": "which date is right",
    "citation": "what the citation says",
    "identifier": "how an identifier is written",
    "misprint": "a likely misprint",
    "scope": "who or what is counted",
    "base": "which quantity is counted",
    "repealed": "which law was in force",
    "omission": "whether something is left out",
    "no-data": "a source that we still lack",
    "agency": "whose count it is",
    "wording": "how a word is meant",
    "rounding": "how a figure was rounded",
    "sign": "whether it is more or less",
    "significance": "whether a change is more than chance",
}


class _NotDerivable:
    """Stands for a value that no other figure of the article gives."""

    def __repr__(self) -> str:
        return "not derivable"


class _CannotTell:
    """Stands for what a source says that comes near a claim and neither confirms it nor rules it out."""

    def __repr__(self) -> str:
        return "cannot tell"


NOT_DERIVABLE = _NotDerivable()
CANNOT_TELL = _CannotTell()


_BY_ANSWER = {True: "reproduced", False: "inconsistent", None: "not-derivable"}


def article_verdict(agrees: bool | None) -> str:
    """Do the article's own figures give the printed one? None where they cannot tell, as for a range that overlaps."""
    return _BY_ANSWER[agrees]


def source_verdict(testimonies: Sequence) -> str:
    """Do sources give it? Only those that count the same thing (no `differs`) corroborate or contradict.

    Those that count something near support it where none of them says otherwise, and dispute it where one does.
    """
    if not testimonies:
        return "no-source"
    alike = [testimony.agrees for testimony in testimonies if not testimony.differs]
    near = [testimony.agrees for testimony in testimonies if testimony.differs]
    if not alike:
        return "supported" if True in near and False not in near else "disputed"
    if all(alike):
        return "corroborated"
    return "contradicted" if all(answer is False for answer in alike) else "disputed"


def summary(article: str, source: str) -> str:
    """The one word a reader sees."""
    match article, source:
        case "inconsistent", _:
            return "inconsistent"
        case _, "corroborated" | "contradicted" | "disputed":
            return source
        case "reproduced", _:
            return "reproduced"
        case _, "supported":
            return "supported"
    return "unverifiable"


def gravest(verdicts: Sequence[str]) -> str | None:
    """The verdict that several claims show together; None where there is none."""
    return next((name for name in GRAVEST_FIRST if name in verdicts), None)
