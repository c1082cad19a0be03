"""The ledger of claims: data/article/claims.csv, one row a claim."""

import difflib
from dataclasses import dataclass
from functools import cache

from recounted.errors import RecountedError
from recounted.judging.printed import PrintedFigure
from recounted.paths import root
from recounted.tables.rows import read


@dataclass(frozen=True)
class Claim:
    """One checkable statement of the article. Fields are the columns of claims.csv."""

    claim_id: str
    section: str
    paragraph: int | None
    footnote: int | None
    printed: str
    relation: str
    unit: str
    statement: str
    notebook: str

    @property
    def figure(self) -> PrintedFigure:
        return PrintedFigure(self.printed, self.relation, self.unit)

    @property
    def place(self) -> str:
        """Where it stands, in words: `section 5, paragraph 12` or `footnote 33`."""
        names = {"0": "front matter", "ref": "references"}
        section = names.get(self.section, f"section {self.section}")
        if self.footnote:
            return f"footnote {self.footnote} ({section})"
        if self.paragraph:
            return f"{section}, {'entry' if self.section == 'ref' else 'paragraph'} {self.paragraph}"
        return section


@cache
def _claims(folder) -> dict[str, Claim]:
    path, resource, rows = read("claims")
    names = [field["name"] for field in resource["schema"]["fields"]]
    found = [dict(zip(names, row, strict=True)) for row in rows]
    for line, row in enumerate(found, start=2):
        row["paragraph"], row["footnote"] = (
            _whole(row[name], f"{path}, line {line}") for name in ("paragraph", "footnote")
        )
    return {row["claim_id"]: Claim(**row) for row in found}


def _whole(cell: str, where: str) -> int | None:
    if cell and not cell.isdigit():
        raise RecountedError(where, f"{cell!r} is not a whole number", "Correct the place of the claim")
    return int(cell) if cell else None


def claims() -> dict[str, Claim]:
    """All claims by id, in the order in which they stand in the article."""
    return _claims(root())


def claim(claim_id: str) -> Claim:
    """The claim of that id; an error that names near ids where there is none."""
    if claim_id not in claims():
        near = difflib.get_close_matches(claim_id, claims(), n=3)
        raise RecountedError(
            "data/article/claims.csv",
            f"there is no claim {claim_id!r}",
            f"Claims of a like name: {', '.join(near) or 'none'}",
        )
    return claims()[claim_id]
