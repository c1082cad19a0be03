"""The choices of an analyst, declared once in data/readings.csv: which are readings of the article, which mere views.

A *reading* is a defensible way to take what the article says, and counts for how firmly a verdict stands. A *view* is
another question (another country, another period) and counts for nothing. A row with the notebook `*` holds for all
notebooks, one with the value `*` for every value that no other row names.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from recounted.errors import RecountedError
from recounted.judging.choices import EVERY, TABLE
from recounted.tables.rows import dicts, has, table_path

KINDS = ("reading", "view")
SOURCES = "sources"  # the one choice that is no parameter of a notebook: which sources are heard
WITHOUT = "without "  # … `without press`: none of kind press
Choice = Mapping[str, object]  # values by parameter


@dataclass(frozen=True)
class Reading:
    """One row: a value of a parameter, whether it is a reading or a view, the choice in words, and why."""

    notebook: str
    parameter: str
    value: str
    kind: str
    words: str
    why: str


def readings(notebook: str | None = None) -> list[Reading]:
    """The rows of one notebook, those of all notebooks first; without a name every row. None without the table.

    Raises RecountedError for a kind that is unknown, words or a reason that are missing, and a reading without a value.
    """
    rows = [Reading(**row) for row in (dicts(TABLE) if has(TABLE) else [])]
    for line, row in enumerate(rows, start=2):
        where = f"{table_path(TABLE)}, line {line}"
        if row.kind not in KINDS:
            raise RecountedError(where, f"kind {row.kind!r} is not known", f"Choose one of: {', '.join(KINDS)}")
        if not row.words.startswith("if "):
            raise RecountedError(where, "it is not told in words", "Write the choice as a clause that begins with if")
        if not row.why.strip():
            raise RecountedError(where, "it does not say why", "Write in a line why one may choose so")
        if row.kind == "reading" and row.value == EVERY:
            raise RecountedError(where, "a reading needs a value", "Name each value that is a reading in a row")
    chosen = [row for row in rows if notebook is None or row.notebook in (EVERY, notebook)]
    return sorted(chosen, key=lambda row: row.notebook != EVERY)


def choices(notebook: str, parameters: Choice) -> dict[str, list[object]]:
    """For each parameter of a notebook the values that are readings, the notebook's own first; of one that has views
    only, its own alone. `parameters`: the notebook's own values. Which sources are heard is the choice `sources`.

    Raises RecountedError for a row of a parameter that the notebook has not, for a parameter without a row, and where
    the notebook's own value is not among the readings.
    """
    own = {**parameters, SOURCES: "all"}
    found: dict[str, list[object]] = {}
    rows = readings(notebook)
    for row in rows:
        if row.parameter not in own and row.notebook != EVERY:
            raise RecountedError(
                table_path(TABLE),
                f"{notebook} has no parameter {row.parameter!r}",
                "Remove the row, or correct its name",
            )
    for name, value in own.items():
        mine = [row for row in rows if row.parameter == name]
        if not mine and name != SOURCES:
            raise RecountedError(
                table_path(TABLE),
                f"nothing is said of the parameter {name} of {notebook}",
                "Add a row for each reading",
            )
        values = [typed(row.value, value) for row in mine if row.kind == "reading"]
        if values and value not in values:
            raise RecountedError(
                table_path(TABLE), f"{notebook} has {name} = {value!r}, which is no reading", "Add a row for it"
            )
        found[name] = [value, *(each for each in values if each != value)]
    return found


def typed(text: str, like: object) -> object:
    """A value of the table as the notebook's own is: text stays text."""
    return text if isinstance(like, str) else ast.literal_eval(text)


def every(options: Mapping[str, Sequence[object]]) -> Iterator[dict[str, object]]:
    """Every combination, the notebook's own first."""
    return (dict(zip(options, values, strict=True)) for values in product(*options.values()))
