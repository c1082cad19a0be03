"""A reader's choice in plain words (table `readings`): `if a trend must hold at every step`."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from recounted.judging.claims import claims
from recounted.paths import root
from recounted.tables.rows import changed_at, dicts

TABLE = "readings"
EVERY = "*"  # a notebook or a value: all those that no other row names
Turn = tuple[str, str, str]  # parameter, value, and the verdict that comes out with it


def choice_words(notebook: str, parameter: str, value: object) -> str:
    """The clause that the table has for a value of a notebook's parameter; `if about is 0.5` where it has none."""
    told = _told(root(), changed_at(TABLE))
    rows = ((notebook, parameter, str(value)), (EVERY, parameter, str(value)), (notebook, parameter, EVERY))
    words = next((told[row] for row in rows if row in told), "")
    return words.replace("{value}", str(value)) or f"if {parameter.replace('_', ' ')} is {value}"


def turns(text: str) -> list[Turn]:
    """The single changes in a cell of the table `standing`: `code=1997: corroborated; about=0.2: disputed`."""
    found = []
    for turn in filter(None, text.split("; ")):
        choice, _, becomes = turn.rpartition(": ")
        parameter, _, value = choice.partition("=")
        found.append((parameter, value, becomes))
    return found


def turn_words(claim_id: str, turned: Iterable[Turn]) -> str:
    """`It would be corroborated if …, and disputed if … or if ….`; "" for no turn."""
    clauses: dict[str, list[str]] = {}
    for parameter, value, becomes in turned:
        clauses.setdefault(becomes, []).append(choice_words(claims()[claim_id].notebook, parameter, value))
    if not clauses:
        return ""
    told = (f"{verdict} {' or '.join(each)}" for verdict, each in clauses.items())
    return f"It would be {', and '.join(told)}."


@cache
def _told(folder: Path, changed: int) -> dict[tuple[str, str, str], str]:
    rows = dicts(TABLE) if changed else []
    return {(row["notebook"], row["parameter"], row["value"]): row.get("words", "") for row in rows}
