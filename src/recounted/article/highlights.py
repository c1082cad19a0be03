"""Which claims each number and each passage of a reader's copy carries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recounted.article.judged import Shown, shown_by_position
from recounted.article.text import Block
from recounted.article.verify import Comparison
from recounted.judging.findings import Finding


@dataclass(frozen=True)
class Mark:
    """A number of the copy: its span of the raw text, its role (or `stray`), and what it shows."""

    start: int
    end: int
    role: str
    shown: Shown = Shown()

    @property
    def claims(self) -> tuple[str, ...]:
        return self.shown.claims


def marks(comparison: Comparison, findings: Mapping[str, Finding]) -> list[Mark]:
    """Every number of the copy in reading order, shown as the strip shows it."""
    shown = shown_by_position([entry for entry, _ in comparison.pairs], findings)
    found = [Mark(number.start, number.end, entry.role, shown[entry.position]) for entry, number in comparison.pairs]
    found += [Mark(each.extra.start, each.extra.end, "stray") for each in comparison.differences if each.extra]
    return sorted(found, key=lambda mark: (mark.start, mark.end))


def by_block(blocks: Iterable[Block], found: Iterable[Mark], findings: Mapping[str, Finding]) -> dict[int, list[str]]:
    """Claims that no number carries, by the index of the block whose place they name; -1 for those of no block."""
    placed = {claim_id for mark in found for claim_id in mark.claims}
    at = {block.place(): index for index, block in reversed(list(enumerate(blocks)))}
    notes = {(section, footnote): index for (section, _, footnote), index in at.items() if footnote}
    left: dict[int, list[str]] = {}
    for claim_id, finding in findings.items():
        if claim_id not in placed:
            place = finding.place
            key = (place.section, str(place.paragraph or 0), str(place.footnote or ""))
            index = notes.get((place.section, key[2]), -1) if place.footnote else at.get(key, -1)
            left.setdefault(index, []).append(claim_id)
    return left
