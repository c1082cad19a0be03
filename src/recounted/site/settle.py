"""Documents that would settle claims, ranked by how many claims each would settle."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from recounted.judging.findings import Finding


@dataclass(frozen=True)
class Wanted:
    """A document, in the words of remarks.csv, and the claims that it would settle."""

    document: str
    findings: tuple[Finding, ...]


def wanted(findings: Iterable[Finding]) -> list[Wanted]:
    """One record a document, the one that settles most first; words that differ in case or full stop are one."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.settle:
            found[_key(finding.settle)].append(finding)
    records = [Wanted(_tidy(each[0].settle), tuple(each)) for each in found.values()]
    return sorted(records, key=lambda record: (-len(record.findings), record.document))


def _key(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def _tidy(text: str) -> str:
    text = text.strip().rstrip(".")
    return text[:1].upper() + text[1:]
