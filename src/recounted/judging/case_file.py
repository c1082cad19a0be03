"""The case file: all that is written of the claims before one is judged. A notebook reads it once and hands it to its
judge, which opens no table itself.

How a section is called and what a source is stands in no case file: both are asked for by id wherever a finding is
told (places.py, sources.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from recounted.errors import RecountedError
from recounted.judging.choices import TABLE as READINGS
from recounted.judging.choices import Clauses
from recounted.judging.citing import Neighbour
from recounted.judging.claims import Claim, check_claim, claims, keyed_rows
from recounted.judging.verdicts import CAUSES, VERDICTS
from recounted.paths import root
from recounted.tables.rows import changed_at, dicts, has, read, table_path

Row = dict[str, str]


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
class CaseFile:
    """What the tables of a project say of its claims.

    `claims`: by id, in the order in which they stand in the article; `remarks`: by claim, of those that have one;
    `neighbours`: by claim, others of the same sentence or number (table `beside`); `names`: short names that a reader
    may not know, with their full form; `margins`, `standing`: by claim, how firmly its verdict stood when `make
    robustness` last looked; `clauses`: how a reader's choice is told (table `readings`), by notebook, parameter, value.
    """

    claims: Mapping[str, Claim]
    remarks: Mapping[str, Remark]
    neighbours: Mapping[str, tuple[Neighbour, ...]]
    names: Mapping[str, str]
    margins: Mapping[str, Row]
    standing: Mapping[str, Row]
    clauses: Clauses

    def remark(self, claim_id: str) -> Remark:
        """The remarks on a claim; empty ones where nothing was written."""
        return self.remarks.get(claim_id, Remark())


def case_file() -> CaseFile:
    """The case file of the project: read once, but for what `make robustness` writes, which is read as it is now.

    Raises RecountedError, with file and line, for a row that is about no claim, and for a cause, a verdict, a kind or a
    section that is none.
    """
    here = root()
    return CaseFile(
        claims(),
        _remarks(here),
        _neighbours(here),
        _names(here),
        _by_claim("margins", here, changed_at("margins")),
        _by_claim("standing", here, changed_at("standing")),
        _clauses(here, changed_at(READINGS)),
    )


@cache
def _remarks(folder: Path) -> dict[str, Remark]:
    if not has("remarks"):
        return {}
    found = {}
    path, _, rows = keyed_rows("remarks")
    for line, (claim_id, *texts) in rows:
        where = f"{path}, line {line}"
        found[claim_id] = each = Remark(*texts)
        check_claim(claim_id, where)
        if each.cause and each.cause not in CAUSES:
            raise RecountedError(
                where, f"cause {each.cause!r} is not in the list", f"Choose one of: {', '.join(CAUSES)}"
            )
    return found


@cache
def _neighbours(folder: Path) -> dict[str, tuple[Neighbour, ...]]:
    found: dict[str, tuple[Neighbour, ...]] = {}
    for line, row in enumerate(dicts("beside") if has("beside") else [], start=2):
        where = f"{table_path('beside')}, line {line}"
        for claim_id in (row["claim_id"], row["beside"]):
            check_claim(claim_id, where)
        if row["verdict"] not in VERDICTS:
            raise RecountedError(where, f"{row['verdict']!r} is no verdict", f"Choose one of: {', '.join(VERDICTS)}")
        neighbour = Neighbour(row["beside"], claims()[row["beside"]].statement, row["verdict"])
        found[row["claim_id"]] = (*found.get(row["claim_id"], ()), neighbour)
    return found


@cache
def _names(folder: Path) -> dict[str, str]:
    return {row[0]: row[1] for row in read("names")[2]} if has("names") else {}


@cache
def _by_claim(table: str, folder: Path, changed: int) -> dict[str, Row]:
    return {row["claim_id"]: row for row in dicts(table)} if changed else {}


@cache
def _clauses(folder: Path, changed: int) -> Clauses:
    rows = dicts(READINGS) if changed else []
    return {(row["notebook"], row["parameter"], row["value"]): row.get("words", "") for row in rows}
