"""The ledgers of the article: its numbers (data/article/numbers.csv) and its passages (data/article/passages.csv).

A number may belong to several claims: `claim_id` then holds their ids, with spaces between.
"""

from dataclasses import dataclass

import pandas as pd

from recounted.article.numbers import normal
from recounted.judging.claims import check_numbers
from recounted.judging.places import Place
from recounted.tables.load import load
from recounted.tables.rows import has

ROLES: tuple[str, ...] = ("claim", "citation", "legal-reference", "date", "method", "identifier", "marker", "layout")
ROLES += ("not-a-quantity",)


@dataclass(frozen=True)
class Entry:
    """One numeric expression of the article: where it stands, how it is printed, what it is.

    `cell`: its address where it stands in a table, `table 1, row Greek names, column 2`.
    """

    position: int
    section: str
    paragraph: int
    footnote: int | None
    text: str
    role: str
    claim_id: str
    cell: str = ""

    @property
    def claim_ids(self) -> list[str]:
        """The claims that it belongs to; [] for a number that is set aside."""
        return self.claim_id.split()

    @property
    def where(self) -> str:
        """Its place in words, with the cell of a table."""
        return f"{self.place.words}, {self.cell}" if self.cell else self.place.words

    @property
    def normal(self) -> str:
        return normal(self.text)

    @property
    def place(self) -> Place:
        return Place(self.section, self.paragraph, self.footnote)


def entries(numbers: pd.DataFrame) -> list[Entry]:
    """The numbers of the article in reading order: rows of the table `numbers`.

    Raises RecountedError for one in a section without a name, and for one that names a claim that is not there.
    """
    found = [Entry(**row) for row in _records(numbers)]
    check_numbers((entry.section, entry.claim_id or "") for entry in found)
    return found


def passages() -> list[dict]:
    """Passages of the article as dicts: section, paragraph, footnote, letters, head, tail."""
    return _records(load("passages"))


def without_number() -> pd.DataFrame:
    """The table `claims-without-number`; without a row where the project has none."""
    empty: dict[str, list] = {"claim_id": [], "kind": [], "position": []}
    return load("claims-without-number") if has("claims-without-number") else pd.DataFrame(empty)


def claims_in_words(without_number: pd.DataFrame) -> dict[int, list[str]]:
    """{position: [claim_id, ...]} of the claims that words make, next to a number that they are shown with.

    `without_number`: the table `claims-without-number`.
    """
    placed = without_number[without_number["position"].notna()]
    return {int(position): list(group) for position, group in placed.groupby("position")["claim_id"]}


def _records(frame: pd.DataFrame) -> list[dict]:
    frame = frame.astype(object)
    return frame.where(frame.notna(), None).to_dict("records")
