"""Which claims each number and each passage of a reader's copy carries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recounted.article.judged import claims_by_position
from recounted.article.ledger import claims_in_words, without_number
from recounted.article.text import Block
from recounted.article.verify import Comparison
from recounted.judging.findings import Finding
from recounted.judging.verdicts import gravest


@dataclass(frozen=True)
class Mark:
    """A number of the copy: its span of the raw text, what it is (a verdict, a role, or `stray`), and its claims."""

    start: int
    end: int
    kind: str
    claims: tuple[str, ...] = ()


def marks(comparison: Comparison, findings: Mapping[str, Finding]) -> list[Mark]:
    """Every number of the copy in reading order. What words next to a number claim is a claim of that number too."""
    own = claims_by_position([entry for entry, _ in comparison.pairs])
    words, found = claims_in_words(without_number()), []
    for entry, number in comparison.pairs:
        named = dict.fromkeys([*own.get(entry.position, []), *words.get(entry.position, [])])
        claims = tuple(claim_id for claim_id in named if claim_id in findings)
        found.append(Mark(number.start, number.end, verdict_of(claims, findings) or entry.role, claims))
    found += [Mark(each.extra.start, each.extra.end, "stray") for each in comparison.differences if each.extra]
    return sorted(found, key=lambda mark: (mark.start, mark.end))


def verdict_of(claims: Iterable[str], findings: Mapping[str, Finding]) -> str | None:
    """The verdict under which claims stand together: the gravest of theirs and their neighbours'."""
    return gravest([findings[claim_id].shown_verdict for claim_id in claims if claim_id in findings])


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
