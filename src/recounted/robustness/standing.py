"""In which readings each verdict holds: every combination of the choices that a claim hangs on is judged.

A claim is judged by one cell, and the cell uses some of its notebook's parameters. Only these are combined: all others
give the same by what the code reads, so the share over them is the share over every combination there is.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from recounted.errors import RecountedError
from recounted.judging.parameters import rules as checked
from recounted.judging.rules import Rules
from recounted.judging.verdicts import article_verdict, source_verdict, summary
from recounted.robustness.again import RULES, Notebook
from recounted.robustness.margins import as_text, room
from recounted.robustness.readings import SOURCES, WITHOUT, choices, every
from recounted.robustness.swift import Outcome, held_anew
from recounted.tables.rows import dicts, has

Key = tuple[tuple[str, object], ...]


@dataclass(frozen=True)
class Specification:
    """One claim in one combination of choices: value as text, who gives it and its room to the edge, and the verdict.

    Value, who and room are those of margins.room, by the rules of the combination. `alike`, `near`: what each source
    gives that is heard, of those that count the same thing and of those that come near.
    """

    claim_id: str
    choices: Key
    value: str
    who: str
    room: Decimal | None
    alike: tuple[str, ...]
    near: tuple[str, ...]
    verdict: str


@dataclass(frozen=True)
class Standing:
    """How firmly a claim's verdict stands: of `readings` combinations it `holds` in so many; what it becomes in the
    others, by number; and the single changes that alone turn it, as (parameter, value, verdict)."""

    claim_id: str
    verdict: str
    readings: int
    holds: int
    becomes: dict[str, int]
    turns: tuple[tuple[str, object, str], ...]

    @property
    def share(self) -> float:
        return self.holds / self.readings


class Readings:
    """Every reading of the claims that one cell of a notebook judges."""

    def __init__(self, notebook: Notebook, address: str):
        self.notebook, self.address = notebook, address
        options = choices(notebook.stem, notebook.parameters)
        read = [*notebook.choices(address), *RULES, SOURCES]
        self.values_by_rules = notebook.hangs_on_rules(address)
        self.options = {name: values for name, values in options.items() if name in read}

    def specifications(self) -> Iterator[dict[str, Specification]]:
        """The claims by id, for each combination, the notebook's own first.

        Raises RecountedError where a combination is one that the notebook refuses, with the combination.
        """
        for chosen in every(self.options):
            which = chosen.pop(SOURCES)
            outcomes = self._judged(chosen)
            if not self.values_by_rules:
                rules = _rules(chosen)
                outcomes = {name: held_anew(each, rules) for name, each in outcomes.items()}
            key = tuple({**chosen, SOURCES: which}.items())
            yield {name: _specification(heard(each, str(which)), key) for name, each in outcomes.items()}

    def standings(self) -> list[tuple[Standing, list[Specification]]]:
        """Each claim's standing, with its specifications."""
        combinations = list(self.specifications())
        found = []
        for claim_id, own in combinations[0].items():
            mine = [each[claim_id] for each in combinations]
            others = Counter(each.verdict for each in mine if each.verdict != own.verdict)
            found.append((self._standing(own, mine, others), mine))
        return found

    def _standing(self, own: Specification, mine: list[Specification], others: Counter) -> Standing:
        turns = []
        for each in mine:
            changed = [pair for pair, first in zip(each.choices, own.choices, strict=True) if pair != first]
            if len(changed) == 1 and each.verdict != own.verdict:
                turns.append((*changed[0], each.verdict))
        holds = len(mine) - sum(others.values())
        return Standing(own.claim_id, own.verdict, len(mine), holds, dict(sorted(others.items())), tuple(turns))

    def _judged(self, chosen: Mapping[str, object]) -> dict[str, Outcome]:
        given = {name: value for name, value in chosen.items() if self.values_by_rules or name not in RULES}
        try:
            return _judged_once(self.notebook, self.address, tuple(given.items()))
        except RecountedError as fault:
            told = ", ".join(f"{name}={value}" for name, value in chosen.items())
            raise RecountedError(
                f"notebook {self.notebook.stem}, cell {self.address}, with {told}", fault.what, fault.remedy
            ) from None


@cache
def _judged_once(notebook: Notebook, address: str, chosen: Key) -> dict[str, Outcome]:
    return notebook.judge(address, dict(chosen))


def heard(outcome: Outcome, which: str) -> Outcome:
    """The outcome when only some sources are heard: `all`, or `without press`."""
    if not which.startswith(WITHOUT):
        return outcome
    silent = _of_kind(which.removeprefix(WITHOUT))
    said = tuple(each for each in outcome.said if not silent.issuperset(each.source_ids))
    verdict = summary(article_verdict(outcome.agrees), source_verdict(said))
    return Outcome(outcome.claim_id, outcome.figure, outcome.value, outcome.agrees, said, verdict)


@cache
def _of_kind(kind: str) -> frozenset[str]:
    rows = dicts("sources") if has("sources") else []
    return frozenset(row["source_id"] for row in rows if row.get("kind") == kind)


def _specification(outcome: Outcome, key: Key) -> Specification:
    alike, near = (
        tuple(as_text(each.value) for each in outcome.said if bool(each.differs) == of) for of in (False, True)
    )
    return Specification(outcome.claim_id, key, *room(outcome, _rules(dict(key))), alike, near, outcome.verdict)


def _rules(chosen: Mapping[str, object]) -> Rules:
    return checked(str(chosen["rounding"]), float(str(chosen["about"])))
