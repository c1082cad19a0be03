"""A judge without words: the same rules and the same verdicts as judging.judge, but no sentences, cards or records.

Readings by the thousand need the verdict alone. What a printed figure holds of a value is asked once for each pair.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from recounted.judging.case_file import CaseFile
from recounted.judging.judge import Judge
from recounted.judging.parameters import rules as checked
from recounted.judging.printed import PrintedFigure
from recounted.judging.rules import Rules
from recounted.judging.told import in_points
from recounted.judging.values import python_value
from recounted.judging.verdicts import NOT_DERIVABLE, article_verdict, source_verdict, summary
from recounted.judging.witnesses import Witness
from recounted.tables.cells import Cells


@dataclass(frozen=True, slots=True)
class Said:
    """One witness held to a claim: as findings.Testimony, the value as it was."""

    agrees: bool | None
    differs: str
    value: object
    who: str
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One claim judged: the value that the article's other figures give (NOT_DERIVABLE for none) and the verdict."""

    claim_id: str
    figure: PrintedFigure
    value: object
    agrees: bool | None
    said: tuple[Said, ...]
    verdict: str


class SwiftJudge(Judge):
    """Stands in for the judge of a notebook; `outcomes` has each claim judged, by id."""

    def __init__(self, notebook: str, case: CaseFile, rules: Rules, without: frozenset[str] = frozenset()):
        """`without`: ids of sources that are not heard."""
        super().__init__(notebook, case, rules)
        self.without = without
        self.outcomes: dict[str, Outcome] = {}

    def __call__(self, claim_id: str, value: object = NOT_DERIVABLE, **evidence: Any) -> None:
        self._found(claim_id, value, **{"cell": claim_id, **evidence})

    def opening(self, lines: dict) -> None:
        """Shows nothing."""

    def _show(self, kind: object, name: str, findings: list) -> None:
        """Shows nothing."""

    def _found(  # type: ignore[override]  # an outcome is all that is wanted of a finding here
        self,
        claim_id: str,
        value: object = NOT_DERIVABLE,
        *,
        cells: Cells = None,
        witnesses: Iterable[Witness] = (),
        **_: Any,
    ) -> Outcome:
        figure = self.case.claims[claim_id].figure
        value = NOT_DERIVABLE if value is None else python_value(value)
        value = in_points(value, cells) if figure.is_number else value
        agrees = None if value is NOT_DERIVABLE else held(figure, value, self.rules)
        heard = [each for each in witnesses if not self.without.intersection(each.source_ids)]
        values = [in_points(each.value, each.cells) if figure.is_number else each.value for each in heard]
        said = tuple(
            Said(held(figure, given, self.rules), each.differs, given, each.who, each.source_ids)
            for each, given in zip(heard, values, strict=True)
        )
        verdict = summary(article_verdict(agrees), source_verdict(said))
        self.outcomes[claim_id] = outcome = Outcome(claim_id, figure, value, agrees, said, verdict)
        return outcome


def begin(notebook: str, case: CaseFile, rounding: str = "nearest", about: float = 0.1) -> SwiftJudge:
    """As judging.judge.begin."""
    return SwiftJudge(notebook, case, checked(rounding, about))


def held_anew(outcome: Outcome, rules: Rules) -> Outcome:
    """The outcome by other rules for printed figures, its values being the same."""
    figure = outcome.figure
    agrees = None if outcome.value is NOT_DERIVABLE else held(figure, outcome.value, rules)
    # Made directly and not by dataclasses.replace, which takes longer than all the rest.
    said = tuple(
        Said(held(figure, each.value, rules), each.differs, each.value, each.who, each.source_ids)
        for each in outcome.said
    )
    verdict = summary(article_verdict(agrees), source_verdict(said))
    return Outcome(outcome.claim_id, figure, outcome.value, agrees, said, verdict)


def held(figure: PrintedFigure, value: object, rules: Rules) -> bool | None:
    """As PrintedFigure.holds, remembered: over 100,000 pairs a second where pairs come again."""
    try:
        return _held(figure, type(value), value, rules)  # type: ignore[arg-type]  # or else the except
    except TypeError:  # a value that cannot be remembered, such as a list
        return figure.holds(value, rules)


@lru_cache(maxsize=1 << 16)
def _held(figure: PrintedFigure, kind: type, value: object, rules: Rules) -> bool | None:
    return figure.holds(value, rules)
