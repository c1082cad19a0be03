"""What each number of the article shows: the one rule that the strip and the annotated page have in common.

A number takes the gravest verdict of the claims that it carries: those of the ledger, and those made in words that are
shown with it. Two places of the article may carry one claim: where it finds a fault, only the place that the claim
names is at fault. A number that would look clean beside a grave claim keeps its own verdict and has a light mark.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recounted.article.ledger import Entry, claims_in_words, without_number
from recounted.judging.findings import Finding, load_findings
from recounted.judging.places import Place
from recounted.judging.verdicts import VERDICTS, gravest


@dataclass(frozen=True)
class Shown:
    """What a number shows: its claims, their verdict (None: none of its own), the gravest claim beside it ("": none).

    Only a number whose own verdict has no sign in running text takes `beside`, the id of that claim.
    """

    claims: tuple[str, ...] = ()
    verdict: str | None = None
    beside: str = ""


def load_verdicts() -> dict[str, Finding]:
    """{claim_id: finding} of the last build. Raises RecountedError with the remedy where there is none."""
    return {finding.claim_id: finding for finding in load_findings()}


def shown_by_position(numbers: Iterable[Entry], findings: Mapping[str, Finding]) -> dict[int, Shown]:
    """{position: what it shows} for each of `numbers`, Entries of the ledger; `findings` by claim_id."""
    numbers, words = list(numbers), claims_in_words(without_number())
    places = defaultdict(set)
    for entry in numbers:
        for claim_id in entry.claim_ids:
            places[claim_id].add(entry.place)
    found = {}
    for entry in numbers:
        own = [each for each in entry.claim_ids if each in findings]
        made = [each for each in words.get(entry.position, []) if each in findings]
        claims = tuple(dict.fromkeys([*own, *made]))
        elsewhere = [each for each in own if _is_fault_elsewhere(entry, findings[each], places[each])]
        near = [
            each.claim_id
            for claim_id in claims
            for each in findings[claim_id].beside
            if _is_at(entry, findings.get(each.claim_id), places[claim_id])
        ]
        found[entry.position] = together(claims, findings, elsewhere, near)
    return found


def together(
    claims: Iterable[str], findings: Mapping[str, Finding], elsewhere: Iterable[str] = (), near: Iterable[str] = ()
) -> Shown:
    """What `claims` show together. `elsewhere`: those of them whose fault is in another place; `near`: those beside."""
    claims, elsewhere = tuple(claims), list(elsewhere)
    verdict = gravest([findings[each].verdict for each in claims if each not in elsewhere])
    if verdict and VERDICTS[verdict].is_loud:
        return Shown(claims, verdict)
    loud = [each for each in dict.fromkeys([*elsewhere, *near]) if VERDICTS[findings[each].verdict].is_loud]
    return Shown(claims, verdict, min(loud, key=lambda each: VERDICTS[findings[each].verdict].gravity, default=""))


def _is_fault_elsewhere(entry: Entry, finding: Finding, places: set[Place]) -> bool:
    return VERDICTS[finding.verdict].is_wrong and not _is_at(entry, finding, places)


def _is_at(entry: Entry, finding: Finding | None, places: set[Place]) -> bool:
    """Whether a number stands where `finding` does, or no number of its claim (`places`: where they stand) does."""
    return finding is not None and (entry.place == finding.place or finding.place not in places)
