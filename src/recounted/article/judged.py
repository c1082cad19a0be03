"""Which verdict each number of the article carries: the ledger of numbers joined with data/verdicts."""

from collections.abc import Iterable, Mapping

from recounted.article.ledger import Entry
from recounted.judging.findings import Finding, load_findings
from recounted.judging.verdicts import gravest


def load_verdicts() -> dict[str, Finding]:
    """{claim_id: finding} of the last build. Raises RecountedError with the remedy where there is none."""
    return {finding.claim_id: finding for finding in load_findings()}


def claims_by_position(numbers: Iterable[Entry]) -> dict[int, list[str]]:
    """{position: [claim_id, ...]} for the numbers that carry claims."""
    return {entry.position: entry.claim_ids for entry in numbers if entry.claim_id}


def gravest_of(claim_ids: Iterable[str], verdicts: Mapping[str, Finding]) -> str | None:
    """The verdict that several claims on one number show together; None where none was judged."""
    return gravest([verdicts[claim_id].verdict for claim_id in claim_ids if claim_id in verdicts])
