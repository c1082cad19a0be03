"""The ledger of claims: data/article/claims.csv, one row a claim."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

from recounted.errors import RecountedError
from recounted.judging.places import Place, sections, whole
from recounted.judging.printed import PrintedFigure
from recounted.judging.repeats import check_repeats
from recounted.paths import root
from recounted.tables.rows import read, table_path
from recounted.tables.schema import unique

# What a claim is about: the subject's quantities; acts, treaties, codes, tiers and measures; citations and
# identifiers; the article's own lists, numbering and dates.
KINDS = ("figure", "law", "reference", "text")
CITABLE = ("figure", "law")
Known = TypeVar("Known")


@dataclass(frozen=True)
class Claim:
    """One checkable statement of the article. Fields are the columns of claims.csv, the place in one piece."""

    claim_id: str
    place: Place
    printed: str
    relation: str
    unit: str
    statement: str
    notebook: str
    kind: str = "figure"
    repeats: str = ""

    @cached_property
    def figure(self) -> PrintedFigure:
        """What the printed figure stands for."""
        return PrintedFigure(self.printed, self.relation, self.unit)


def claims() -> dict[str, Claim]:
    """All claims by id, in the order in which they stand in the article."""
    return _claims(root())


def claim(claim_id: str) -> Claim:
    """The claim of that id; an error that names near ids where there is none."""
    return known_claim(claim_id, claims())


def known_claim(claim_id: str, among: Mapping[str, Known]) -> Known:
    """The same of the claims, or rows of them, that one has."""
    check_claim(claim_id, "data/article/claims.csv", among)
    return among[claim_id]


@cache
def _claims(folder: Path) -> dict[str, Claim]:
    path, names, rows = keyed_rows("claims")
    found = {}
    for line, cells in rows:
        row, where = dict(zip(names, cells, strict=True)), f"{path}, line {line}"
        place = Place(row.pop("section"), *(whole(row.pop(name), where) for name in ("paragraph", "footnote")))
        found[row["claim_id"]] = claim = Claim(place=place, **row)
        if claim.kind not in KINDS:
            raise RecountedError(where, f"kind {claim.kind!r} is not known", f"Choose one of: {', '.join(KINDS)}")
        if (plain := Path(claim.notebook).name.removesuffix(".ipynb")) != claim.notebook:
            what = f"{claim.notebook!r} is a file, not the name of a notebook"
            raise RecountedError(f"{where}, column notebook", what, f"Write {plain}")
        check_section(place.section, where)
        claim.figure.check(f"{where}, claim {claim.claim_id}, ")
    for line, claim in enumerate(found.values(), start=2):
        if claim.repeats:
            check_claim(claim.repeats, f"{path}, line {line}, column repeats", found)
    for line, claim in enumerate(found.values(), start=2):
        check_repeats(claim.claim_id, found, f"{path}, line {line}, column repeats")
    return found


def check_numbers(rows: Iterable[tuple[str, str]]) -> None:
    """Each row of the table `numbers`, its section and the ids of its claims with spaces between, stands in a section
    that has a name, and names claims that are there.

    Raises RecountedError, with the line, for the first that does not.
    """
    for line, (section, claim_ids) in enumerate(rows, start=2):
        where = f"data/article/numbers.csv, line {line}"
        check_section(section, where)
        for claim_id in claim_ids.split():
            check_claim(claim_id, f"{where}, column claim_id")


def check_section(section: str, where: str) -> None:
    """Raises RecountedError, after `where`, for a section that is not in the table `sections`, if there is one."""
    if (known := sections()) and section not in known:
        raise RecountedError(
            f"{where}, column section",
            f"section {section!r} has no name",
            f"Add it to {table_path('sections')}, or choose one of: {', '.join(known)}",
        )


def check_claim(claim_id: str, where: str, among: Collection[str] | None = None) -> None:
    """Raises RecountedError, after `where`, for an id that is none of `among`, by default of all claims."""
    among = claims() if among is None else among
    if claim_id not in among:
        near = ", ".join(difflib.get_close_matches(claim_id, among, n=3)) or "none is near"
        raise RecountedError(where, f"there is no claim {claim_id!r}", f"Did you mean: {near}")


def keyed_rows(table: str) -> tuple[Path, list[str], list[tuple[int, list[str]]]]:
    """A table's path, its column names, and its rows with their lines; the first column tells the rows apart."""
    path, resource, rows = read(table)
    names = [field["name"] for field in resource["schema"]["fields"]]
    unique(path, names, rows, names[:1])
    return path, names, list(enumerate(rows, start=2))
