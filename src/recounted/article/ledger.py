"""The ledgers of the article: its numbers (data/article/numbers.csv) and its passages (data/article/passages.csv)."""

from dataclasses import dataclass

from recounted.article.numbers import normal
from recounted.tables.load import load

ROLES = ("claim", "citation", "legal-reference", "date", "identifier", "marker", "layout", "not-a-quantity")


@dataclass(frozen=True)
class Entry:
    """One numeric expression of the article: where it stands, how it is printed, what it is."""

    position: int
    section: str
    paragraph: int
    footnote: int | None
    text: str
    role: str
    claim_id: str

    @property
    def normal(self):
        return normal(self.text)

    @property
    def place(self):
        return place(self.section, self.paragraph, self.footnote)


def place(section, paragraph, footnote=None):
    """Where something stands, in words: `section 5, paragraph 17`, `footnote 24 (section 3, paragraph 17)`."""
    name = {"0": "front matter", "ref": "references"}.get(str(section), f"section {section}")
    if not int(paragraph):
        return f"heading of {name}" if not footnote else f"footnote {footnote} ({name})"
    where = f"{name}, {'entry' if section == 'ref' else 'paragraph'} {paragraph}"
    return f"footnote {footnote} ({where})" if footnote else where


def entries():
    """The numbers of the article in reading order."""
    frame = load("numbers").astype(object)
    return [Entry(**row) for row in frame.where(frame.notna(), None).to_dict("records")]


def passages():
    """Passages of the article as dicts: section, paragraph, footnote, letters, head, tail."""
    frame = load("passages").astype(object)
    return frame.where(frame.notna(), None).to_dict("records")


def shared_claims():
    """{position: [claim_id, ...]} of the claims that judge a number which belongs to another claim already."""
    return _by_position("shares-a-number")


def claims_in_words():
    """{position: [claim_id, ...]} of the claims that words make, next to a number that they are shown with."""
    return _by_position("trend", "list", "word")


def _by_position(*kinds):
    frame = load("claims-without-number")
    placed = frame[frame["position"].notna() & frame["kind"].isin(kinds)]
    return {int(position): list(group) for position, group in placed.groupby("position")["claim_id"]}
