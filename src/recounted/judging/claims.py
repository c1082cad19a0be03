"""The ledger of claims: data/article/claims.csv, one row a claim, and the remarks on those that are not clean."""

import difflib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from recounted.errors import RecountedError
from recounted.judging.citing import Neighbour
from recounted.judging.places import Place, sections, whole
from recounted.judging.printed import PrintedFigure
from recounted.judging.verdicts import CAUSES, VERDICTS
from recounted.paths import root
from recounted.tables.rows import dicts, has, read, table_path
from recounted.tables.schema import unique

# What a claim is about: the subject's quantities; acts, treaties, codes, tiers and measures; citations and
# identifiers; the article's own lists, numbering and dates.
KINDS = ("figure", "law", "reference", "text")
CITABLE = ("figure", "law")


@dataclass(frozen=True)
class Remark:
    """What a person wrote about a claim that is not clean; each text may hold `{names}` that its cell fills in.

    `cause`: one word of verdicts.CAUSES; `charitable`: the most charitable reading; `settle`: what would settle it;
    `caveat`: what to say with the figure when one cites it, also where the verdict is clean;
    `unread`: the source that the article cites for it and that could not be read, to follow “we still lack”.
    """

    cause: str = ""
    charitable: str = ""
    settle: str = ""
    caveat: str = ""
    unread: str = ""


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
    if claim_id not in claims():
        near = difflib.get_close_matches(claim_id, claims(), n=3)
        raise RecountedError(
            "data/article/claims.csv",
            f"there is no claim {claim_id!r}",
            f"Did you mean: {', '.join(near) or 'none is near'}",
        )
    return claims()[claim_id]


def remark(claim_id: str) -> Remark:
    """The remarks on a claim; empty ones where nothing was written."""
    return _remarks(root()).get(claim_id, Remark())


@cache
def _claims(folder: Path) -> dict[str, Claim]:
    path, names, rows = _rows("claims")
    found = {}
    for line, cells in rows:
        row, where = dict(zip(names, cells, strict=True)), f"{path}, line {line}"
        place = Place(row.pop("section"), *(whole(row.pop(name), where) for name in ("paragraph", "footnote")))
        found[row["claim_id"]] = claim = Claim(place=place, **row)
        if claim.kind not in KINDS:
            raise RecountedError(where, f"kind {claim.kind!r} is not known", f"Choose one of: {', '.join(KINDS)}")
        check_section(place.section, where)
        claim.figure.check(f"{where}, claim {claim.claim_id}, ")
    for line, claim in enumerate(found.values(), start=2):
        if claim.repeats:
            _check_known(claim.repeats, found, f"{path}, line {line}, column repeats")
    return found


def check_number(section: str, claim_id: str, where: str) -> None:
    """A row of the table `numbers` stands in a section that has a name, and names claims that are there.

    `claim_id`: ids with spaces between. Raises RecountedError, after `where`, for one that does not.
    """
    check_section(section, where)
    for each in claim_id.split():
        _check_known(each, claims(), f"{where}, column claim_id")


def check_section(section: str, where: str) -> None:
    """Raises RecountedError, after `where`, for a section that is not in the table `sections`, if there is one."""
    if (known := sections()) and section not in known:
        raise RecountedError(
            f"{where}, column section",
            f"section {section!r} has no name",
            f"Add it to {table_path('sections')}, or choose one of: {', '.join(known)}",
        )


def _check_known(claim_id: str, known: dict[str, Claim], where: str) -> None:
    if claim_id not in known:
        near = ", ".join(difflib.get_close_matches(claim_id, known, n=3)) or "none is near"
        raise RecountedError(
            where, f"there is no claim {claim_id!r}", f"Correct or empty the cell. Did you mean: {near}"
        )


def beside(claim_id: str) -> tuple[Neighbour, ...]:
    """Claims of the same sentence or number: rows of the table `beside`."""
    return _beside(root()).get(claim_id, ())


@cache
def _beside(folder: Path) -> dict[str, tuple[Neighbour, ...]]:
    found: dict[str, tuple[Neighbour, ...]] = {}
    for line, row in enumerate(dicts("beside") if has("beside") else [], start=2):
        where = f"{table_path('beside')}, line {line}"
        for claim_id in (row["claim_id"], row["beside"]):
            if claim_id not in claims():
                raise RecountedError(where, f"there is no claim {claim_id!r}", "Correct the row")
        if row["verdict"] not in VERDICTS:
            raise RecountedError(where, f"{row['verdict']!r} is no verdict", f"Choose one of: {', '.join(VERDICTS)}")
        neighbour = Neighbour(row["beside"], claims()[row["beside"]].statement, row["verdict"])
        found[row["claim_id"]] = (*found.get(row["claim_id"], ()), neighbour)
    return found


@cache
def _remarks(folder: Path) -> dict[str, Remark]:
    if not has("remarks"):
        return {}
    path, names, rows = _rows("remarks")
    found = {}
    for line, cells in rows:
        claim_id, *texts = cells
        found[claim_id] = each = Remark(*texts)
        if claim_id not in claims():
            raise RecountedError(f"{path}, line {line}", f"there is no claim {claim_id!r}", "Correct or remove the row")
        if each.cause and each.cause not in CAUSES:
            raise RecountedError(
                f"{path}, line {line}",
                f"cause {each.cause!r} is not in the list",
                f"Choose one of: {', '.join(CAUSES)}",
            )
    return found


def _rows(table: str) -> tuple[Path, list[str], list[tuple[int, list[str]]]]:
    """A table's path, its column names, and its rows with their lines; the first column tells the rows apart."""
    path, resource, rows = read(table)
    names = [field["name"] for field in resource["schema"]["fields"]]
    unique(path, names, rows, names[:1])
    return path, names, list(enumerate(rows, start=2))
