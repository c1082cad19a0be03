"""How firmly a verdict stands, in words for its card: what `make robustness` found, as long as it fits the verdict.

The tables margins and standing follow from the notebooks; what the case file has of them is only shown. A row that was
found for another verdict, or for a cell that holds something else by now, is not shown.
"""

from collections.abc import Mapping

from recounted.judging.case_file import CaseFile, Row
from recounted.judging.choices import turn_words, turns
from recounted.judging.findings import Finding
from recounted.tables.rows import lines_of, resource

FIRM = 0.9  # a verdict that holds in a smaller share of readings says so


def firmness(case: CaseFile, finding: Finding) -> list[str]:
    """Sentences on how firmly the verdict of a claim stands, none where nothing is known or worth saying."""
    found = [reading_words(case, finding), _margin_words(_row(case.margins, finding), finding)]
    return [sentence for sentence in found if sentence]


def share(case: CaseFile, finding: Finding) -> float | None:
    """The share of readings in which the verdict holds; None where it is not known."""
    row = _row(case.standing, finding)
    return int(row["holds"]) / int(row["readings"]) if row else None


def reading_words(case: CaseFile, finding: Finding) -> str:
    """For a verdict that is not firm: in how many readings it holds, and which choices turn it; "" for a firm one."""
    row = _row(case.standing, finding)
    if not row or int(row["holds"]) >= FIRM * int(row["readings"]):
        return ""
    holds = f"The verdict holds in {row['holds']} of {row['readings']} readings of the article."
    return f"{holds} {alone(case, finding)}"


def alone(case: CaseFile, finding: Finding) -> str:
    """Which choices turn a verdict by themselves, in a sentence."""
    turned = turns(_row(case.standing, finding).get("turns", ""))
    return turn_words(case.clauses, finding.notebook, turned) or "No single choice turns it, two together do."


def _margin_words(row: Row, finding: Finding) -> str:
    """How much room the value has, and the smallest change of one cell that flips the verdict; "" for neither."""
    if not row or int(row["cells"]) == 0 or (row["words"] and not _still_stands(row, finding)):
        return ""
    never = "No change of any one figure in the data would give another verdict."
    return " ".join(filter(None, [_room_words(float(row["room"] or 0)), row["words"] or never]))


def _room_words(room: float) -> str:
    """ "" where there is no distance, and for an exact count that is as printed: it has no room at all."""
    if not room:
        return ""
    told = f"has {room:.2g} to spare" if room > 0 else f"is off by {-room:.2g}"
    return f"The figure {told} in its last printed digit."


def _still_stands(row: Row, finding: Finding) -> bool:
    """Whether the cell is one that the finding hangs on, and holds what it held when the change was found."""
    used = [*finding.cells, *(each for witness in finding.witnesses for each in witness.cells)]
    if not any(each["table"] == row["table"] and int(row["line"]) in each["lines"] for each in used):
        return False
    names = [field["name"] for field in resource(row["table"])["schema"]["fields"]]
    cells = lines_of(row["table"]).get(int(row["line"]), [])
    return dict(zip(names, cells, strict=False)).get(row["column"]) == row["was"]


def _row(rows: Mapping[str, Row], finding: Finding) -> Row:
    """The row on a claim, {} where there is none for this verdict."""
    row = rows.get(finding.claim_id, {})
    return row if row.get("verdict") == finding.verdict else {}
