"""Documents that would settle claims, ranked by how many claims each would settle."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from recounted.judging.findings import Finding
from recounted.tables.rows import dicts, has

DOCUMENTS, SETTLES = "documents", "settles"


@dataclass(frozen=True)
class Wanted:
    """A document, who holds it and where to ask for it ("" for not known), and the claims that it would settle."""

    document: str
    findings: tuple[Finding, ...]
    holder: str = ""
    address: str = ""


def wanted(findings: Iterable[Finding]) -> list[Wanted]:
    """One record a document, the one that settles most first.

    A claim without a document of the tables stands under its own words; words that differ in case or full stop are one.
    A claim that is settled by now is no longer asked for, whatever the tables say.
    """
    known, of_claim = _documents(), _settles()
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.settle:
            found[of_claim.get(finding.claim_id) or _key(finding.settle)].append(finding)
    records = [_record(known.get(key, {}), tuple(each)) for key, each in found.items()]
    return sorted(records, key=lambda record: (-len(record.findings), record.document))


def _record(row: dict[str, str], findings: tuple[Finding, ...]) -> Wanted:
    if not row:
        return Wanted(_tidy(findings[0].settle), findings)
    return Wanted(row["document"], findings, row["holder"], row["address"])


def _documents() -> dict[str, dict[str, str]]:
    return {row["document_id"]: row for row in dicts(DOCUMENTS)} if has(DOCUMENTS) else {}


def _settles() -> dict[str, str]:
    """{claim_id: document_id}."""
    return {row["claim_id"]: row["document_id"] for row in dicts(SETTLES)} if has(SETTLES) else {}


def _key(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def _tidy(text: str) -> str:
    text = text.strip().rstrip(".")
    return text[:1].upper() + text[1:]
