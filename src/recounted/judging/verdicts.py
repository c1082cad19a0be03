"""The verdict rules: what the suite concludes, decided here and nowhere else.

Two questions are answered apart. Do the article's own figures give the printed one? Do sources that
count the same thing give it? The summary puts a contradiction inside the article first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # commands that only print verdicts start without what figures need
    from recounted.judging.printed import PrintedFigure, Rules

ARTICLE_VERDICTS = ("reproduced", "inconsistent", "not-derivable")
SOURCE_VERDICTS = ("corroborated", "contradicted", "disputed", "no-source")
VERDICTS = ("corroborated", "reproduced", "disputed", "contradicted", "inconsistent", "unverifiable")
CLEAN = ("corroborated", "reproduced")
DIFFERENCES = ("scope", "base", "period", "agency")
CAUSES = (
    "sum",
    "count",
    "period",
    "rank",
    "direction",
    "bound",
    "series-conflict",
    "date",
    "citation",
    "identifier",
    "misprint",
    "scope",
    "base",
    "repealed",
    "omission",
    "no-data",
    "agency",
    "wording",
)

MEANING = {
    "corroborated": "sources that count the same thing give the printed figure",
    "reproduced": "the article's own figures give the printed one; no source speaks",
    "disputed": "sources disagree with each other, or count something else, or agree only in part",
    "contradicted": "every source that counts the same thing gives another figure",
    "inconsistent": "the article's own figures contradict the printed one",
    "unverifiable": "neither the article's other figures nor a source we have read can tell",
}


class _NotDerivable:
    """Stands for a value that no other figure of the article gives."""

    def __repr__(self):
        return "not derivable"


NOT_DERIVABLE = _NotDerivable()


@dataclass(frozen=True)
class Witness:
    """What a source says: the value, and by what it differs from the claim (one of DIFFERENCES) if it does."""

    source_id: str
    value: object
    differs: str | None = None
    says: str = ""
    cells: list = field(default_factory=list)


def article_verdict(figure: PrintedFigure, value, rules: Rules) -> str:
    """Do the article's own figures give the printed one? A range that only overlaps cannot tell."""
    if value is NOT_DERIVABLE:
        return "not-derivable"
    return {True: "reproduced", False: "inconsistent", None: "not-derivable"}[figure.holds(value, rules)]


def source_verdict(figure: PrintedFigure, witnesses, rules: Rules) -> str:
    """Do sources give it? Only those that count the same thing corroborate or contradict."""
    alike = [figure.holds(witness.value, rules) for witness in witnesses if not witness.differs]
    if not witnesses:
        return "no-source"
    if not alike:
        return "disputed"
    if all(alike):
        return "corroborated"
    return "contradicted" if all(answer is False for answer in alike) else "disputed"


def summary(article: str, source: str) -> str:
    """The one word a reader sees."""
    if article == "inconsistent":
        return "inconsistent"
    if source != "no-source":
        return source
    return "reproduced" if article == "reproduced" else "unverifiable"
