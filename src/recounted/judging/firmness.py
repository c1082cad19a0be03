"""How firmly a verdict stands, in words for its card: what `make robustness` found, as long as it fits the verdict.

The tables margins and standing follow from the notebooks and are read here only to be shown. A row that was found for
another verdict, or for a cell that holds something else by now, is not shown.
"""

from functools import cache
from pathlib import Path

from recounted.paths import root
from recounted.tables.rows import dicts, has, lines_of, resource, table_path

FIRM = 0.9  # a verdict that holds in a smaller share of readings says so
Row = dict[str, str]


def firmness(claim_id: str, verdict: str) -> list[str]:
    """Sentences on how firmly the verdict of a claim stands, none where nothing is known or worth saying."""
    found = [_reading_words(_row("standing", claim_id, verdict)), _margin_words(_row("margins", claim_id, verdict))]
    return [sentence for sentence in found if sentence]


def share(claim_id: str, verdict: str) -> float | None:
    """The share of readings in which the verdict holds; None where it is not known."""
    row = _row("standing", claim_id, verdict)
    return int(row["holds"]) / int(row["readings"]) if row else None


def _reading_words(row: Row) -> str:
    """For a verdict that is not firm: the share of readings in which it holds, and on what it hangs."""
    if not row or int(row["holds"]) >= FIRM * int(row["readings"]):
        return ""
    choices = ", ".join(dict.fromkeys(turn.split(":")[0].strip() for turn in row["turns"].split("; ") if turn))
    hangs = f"; it turns with {choices}" if choices else "; no single choice turns it, two together do"
    return f"The verdict holds in {row['holds']} of {row['readings']} readings of the article{hangs}."


def _margin_words(row: Row) -> str:
    """The smallest change of one cell that flips the verdict, unless it only says that an exact count is exact."""
    if not row or not row["words"] or row["room"] == "0" or not _still_stands(row):
        return ""
    return row["words"]


def _still_stands(row: Row) -> bool:
    """Whether the cell holds what it held when the change was found."""
    names = [field["name"] for field in resource(row["table"])["schema"]["fields"]]
    cells = lines_of(row["table"]).get(int(row["line"]), [])
    return dict(zip(names, cells, strict=False)).get(row["column"]) == row["was"]


def _row(table: str, claim_id: str, verdict: str) -> Row:
    row = _rows(table, root(), _changed(table)).get(claim_id, {})
    return row if row.get("verdict") == verdict else {}


def _changed(table: str) -> int:
    path = root() / table_path(table) if has(table) else None
    return path.stat().st_mtime_ns if path and path.is_file() else 0


@cache
def _rows(table: str, folder: Path, changed: int) -> dict[str, Row]:
    return {row["claim_id"]: row for row in dicts(table)} if changed else {}
