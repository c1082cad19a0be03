"""A reader's choice in plain words (table `readings`): `if a trend must hold at every step`."""

from collections.abc import Iterable, Mapping

TABLE = "readings"
EVERY = "*"  # a notebook or a value: all those that no other row names
Turn = tuple[str, str, str]  # parameter, value, and the verdict that comes out with it
Clauses = Mapping[tuple[str, str, str], str]  # of the table, by notebook, parameter and value


def choice_words(clauses: Clauses, notebook: str, parameter: str, value: object) -> str:
    """The clause that the table has for a value of a notebook's parameter; `if about is 0.5` where it has none."""
    rows = ((notebook, parameter, str(value)), (EVERY, parameter, str(value)), (notebook, parameter, EVERY))
    words = next((clauses[row] for row in rows if row in clauses), "")
    return words.replace("{value}", str(value)) or f"if {parameter.replace('_', ' ')} is {value}"


def turns(text: str) -> list[Turn]:
    """The single changes in a cell of the table `standing`: `code=1997: corroborated; about=0.2: disputed`."""
    found = []
    for turn in filter(None, text.split("; ")):
        choice, _, becomes = turn.rpartition(": ")
        parameter, _, value = choice.partition("=")
        found.append((parameter, value, becomes))
    return found


def turn_words(clauses: Clauses, notebook: str, turned: Iterable[Turn]) -> str:
    """`It would be corroborated if …, and disputed if … or if ….`; "" for no turn."""
    told: dict[str, list[str]] = {}
    for parameter, value, becomes in turned:
        told.setdefault(becomes, []).append(choice_words(clauses, notebook, parameter, value))
    if not told:
        return ""
    parts = (f"{verdict} {' or '.join(each)}" for verdict, each in told.items())
    return f"It would be {', and '.join(parts)}."
