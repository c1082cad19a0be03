"""Replies to verdicts, by the authors or anybody else: data/replies.csv, shown beside the verdict."""

from dataclasses import dataclass

from recounted.judging.claims import check_claim
from recounted.tables.rows import dicts, has

TABLE = "replies"


@dataclass(frozen=True)
class Reply:
    """Who said what of a claim and when, and what changed by it ("" for nothing yet)."""

    date: str
    claim_id: str
    who: str
    text: str
    what_changed: str


def replies(claim_id: str = "") -> list[Reply]:
    """The replies to one claim, or all, oldest first; [] where the project has no such table.

    Raises RecountedError for a reply to a claim that is not there.
    """
    found = [Reply(**row) for row in dicts(TABLE)] if has(TABLE) else []
    for line, each in enumerate(found, start=2):
        check_claim(each.claim_id, f"data/replies.csv, line {line}")
    return sorted((each for each in found if claim_id in ("", each.claim_id)), key=lambda each: each.date)
