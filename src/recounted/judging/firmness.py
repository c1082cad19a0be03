"""How firmly a verdict stands, in words for its card: what `make robustness` found, as long as it fits the verdict.

The tables margins and standing follow from the notebooks and are read here only to be shown. A row that was found for
another verdict, or for a cell that holds something else by now, is not shown.
"""

from functools import cache
from pathlib import Path

from recounted.judging.choices import turn_words, turns
from recounted.paths import root
from recounted.tables.rows import changed_at, dicts, lines_of, resource

FIRM = 0.9  # a verdict that holds in a smaller share of readings says so
Row = dict[str, str]


def firmness(claim_id: str, verdict: str) -> list[str]:
    """Sentences on how firmly the verdict of a claim stands, none where nothing is known or worth saying."""
    found = [reading_words(claim_id, verdict), _margin_words(_row("margins", claim_id, verdict))]
    return [sentence for sentence in found if sentence]


def share(claim_id: str, verdict: str) -> float | None:
    """The share of readings in which the verdict holds; None where it is not known."""
    row = _row("standing", claim_id, verdict)
    return int(row["holds"]) / int(row["readings"]) if row else None


def reading_words(claim_id: str, verdict: str) -> str:
    """For a verdict that is not firm: in how many readings it holds, and which choices turn it; "" for a firm one."""
    row = _row("standing", claim_id, verdict)
    if not row or int(row["holds"]) >= FIRM * int(row["readings"]):
        return ""
    holds = f"The verdict holds in {row['holds']} of {row['readings']} readings of the article."
    return f"{holds} {alone(claim_id, verdict)}"


def alone(claim_id: str, verdict: str) -> str:
    """Which choices turn a verdict by themselves, in a sentence."""
    row = _row("standing", claim_id, verdict)
    return turn_words(claim_id, turns(row.get("turns", ""))) or "No single choice turns it, two together do."


def _margin_words(row: Row) -> str:
    """How much room the value has, and the smallest change of one cell that flips the verdict; "" for neither."""
    if not row or int(row["cells"]) == 0 or (row["words"] and not _still_stands(row)):
        return ""
    never = "No change of any one figure in the data would give another verdict."
    return " ".join(filter(None, [_room_words(float(row["room"] or 0)), row["words"] or never]))


def _room_words(room: float) -> str:
    """ "" where there is no distance, and for an exact count that is as printed: it has no room at all."""
    if not room:
        return ""
    told = f"has {room:.2g} to spare" if room > 0 else f"is off by {-room:.2g}"
    return f"The figure {told} in its last printed digit."


def _still_stands(row: Row) -> bool:
    """Whether the cell holds what it held when the change was found."""
    names = [field["name"] for field in resource(row["table"])["schema"]["fields"]]
    cells = lines_of(row["table"]).get(int(row["line"]), [])
    return dict(zip(names, cells, strict=False)).get(row["column"]) == row["was"]


def _row(table: str, claim_id: str, verdict: str) -> Row:
    row = _rows(table, root(), changed_at(table)).get(claim_id, {})
    return row if row.get("verdict") == verdict else {}


@cache
def _rows(table: str, folder: Path, changed: int) -> dict[str, Row]:
    return {row["claim_id"]: row for row in dicts(table)} if changed else {}
