"""The margin of each claim: room to the edge of the printed set, and the smallest change of one cell that flips it.

The change is found by search: the notebook's code judges again with the cell changed (again.py), step by step of the
cell's last digit (search.py). A value that the notebook's code refuses is no flip. A cell that stands in one witness's
rows is not tried where no answer of that witness could turn the verdict.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import product

from recounted.errors import RecountedError
from recounted.judging.findings import Finding
from recounted.judging.rules import DEFAULT, Rules
from recounted.judging.verdicts import NOT_DERIVABLE, article_verdict, source_verdict, summary
from recounted.robustness.again import Edit, Notebook
from recounted.robustness.edges import margin, sides
from recounted.robustness.quantities import Quantity, quantities
from recounted.robustness.search import smallest_flip
from recounted.robustness.swift import Outcome
from recounted.robustness.telling import change_words

KIND = "figure"


@dataclass(frozen=True)
class Flip:
    """The smallest change of one cell that gives a claim another verdict."""

    cell: Quantity
    steps: int
    becomes: str

    @property
    def text(self) -> str:
        """The cell as it would have to stand."""
        return self.cell.moved(self.steps)

    @property
    def words(self) -> str:
        """As telling.change_words."""
        return change_words(self.cell, self.text, self.becomes)


@dataclass(frozen=True)
class Margin:
    """A claim's margin. `value`, `who`: what the distance `room` is of (the article's other figures, or the witness
    nearest to the edge among those that count the same thing); `room`: in last printed digits, below 0 outside of the
    set, None where there is no distance; `cells`: how many cells were searched; `flip`: None where none flips it."""

    claim_id: str
    verdict: str
    value: str
    who: str
    room: Decimal | None
    cells: int
    flip: Flip | None


class Search:
    """The margins of the claims that one cell of a notebook judges."""

    def __init__(self, notebook: Notebook, address: str, findings: Iterable[Finding]):
        self.notebook, self.address = notebook, address
        self.findings = [each for each in findings if each.cell == address and each.kind == KIND]
        self.base = notebook.judge(address)
        self.judged = cache(self._judged)

    def margins(self) -> list[Margin]:
        """One for each claim. Raises RecountedError where a verdict is not that of the last build."""
        for each in self.findings:
            if self.base[each.claim_id].verdict != each.verdict:
                raise RecountedError(
                    f"claim {each.claim_id}",
                    f"is {self.base[each.claim_id].verdict} here and {each.verdict} in the last build",
                    "Run `make`, then this again",
                )
        return [self._margin(each) for each in self.findings]

    def _margin(self, finding: Finding) -> Margin:
        cells = quantities(finding)
        hopeful = [cell for cell in cells if could_flip(self.base[finding.claim_id], finding, cell)]
        flips = [each for each in (self._flip(finding.claim_id, cell) for cell in hopeful) if each]
        best = min(flips, key=lambda flip: (abs(flip.steps), _share(flip)), default=None)
        return Margin(finding.claim_id, finding.verdict, *room(self.base[finding.claim_id]), len(cells), best)

    def _flip(self, claim_id: str, cell: Quantity) -> Flip | None:
        before = self.base[claim_id].verdict

        def state(steps: int) -> tuple:
            now = self.judged(cell, steps).get(claim_id) if steps else self.base[claim_id]
            return (now.verdict, *sides(now)) if now else ()

        steps = smallest_flip(state, lambda found: bool(found) and found[0] != before, *cell.limits)  # type: ignore[index]
        return Flip(cell, steps, self.judged(cell, steps)[claim_id].verdict) if steps else None

    def _judged(self, cell: Quantity, steps: int) -> dict[str, Outcome]:
        """What is judged with the cell moved; {} for a value that the notebook refuses."""
        try:
            return self.notebook.judge(self.address, edit=Edit(cell.table, cell.line, cell.column, cell.moved(steps)))
        except RecountedError:
            return {}


def could_flip(outcome: Outcome, finding: Finding, cell: Quantity) -> bool:
    """Whether any answer of those whose cells hold this one would give another verdict; else it need not be tried."""
    if len(outcome.said) != len(finding.witnesses):
        return True
    own = (True, False, None) if _holds(finding.cells, cell) else (outcome.agrees,)
    answers = [
        (True, False, None) if _holds(witness.cells, cell) else (said.agrees,)
        for said, witness in zip(outcome.said, finding.witnesses, strict=True)
    ]
    for agrees, *others in product(own, *answers):
        said = [replace(each, agrees=answer) for each, answer in zip(outcome.said, others, strict=True)]
        if summary(article_verdict(agrees), source_verdict(said)) != outcome.verdict:
            return True
    return False


def _holds(described: Iterable[dict], cell: Quantity) -> bool:
    return any(
        each["table"] == cell.table and cell.line in each["lines"] and cell.column in each["columns"]
        for each in described
    )


def room(outcome: Outcome, rules: Rules = DEFAULT) -> tuple[str, str, Decimal | None]:
    """A claim's value as text, who gives it ("" for the article itself), and how far it is from the edge."""
    figure = outcome.figure
    if outcome.value is not NOT_DERIVABLE:
        return as_text(outcome.value), "", margin(figure, outcome.value, rules)
    alike = [(margin(figure, each.value, rules), each) for each in outcome.said if not each.differs]
    known = [(size, each) for size, each in alike if size is not None]
    if not known:
        return "", "", None
    size, nearest = min(known, key=lambda pair: abs(pair[0]))
    return as_text(nearest.value), nearest.who, size


def as_text(value: object) -> str:
    """A value of a notebook as the tables have it."""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _share(flip: Flip) -> Decimal:
    """The change as a share of the cell, to choose among flips of as many steps."""
    return abs(flip.steps) * flip.cell.step / max(abs(flip.cell.value), flip.cell.step)
