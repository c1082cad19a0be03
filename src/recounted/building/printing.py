"""Whether the article's tables say what the article prints: a figure is copied twice, into a table and into the ledger.

A column that the data package marks `"printed": true` holds figures as the article prints them where the row stands.
Each must stand in data/article/numbers.csv at that place, so that a slip in either of the two shows.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from recounted.building.placement import LEDGER, in_words, is_raised, place_in
from recounted.errors import RecountedError
from recounted.numerals.dates import NotADate, days
from recounted.numerals.marks import tidy, with_points
from recounted.numerals.mentioned import numbers_in
from recounted.tables.rows import decimal_mark, dicts, has, resources, table_path

REMEDY = "Correct the cell or the row's place, or the number in data/article/numbers.csv"


def check_printed() -> None:
    """Raises RecountedError for the first cell that the article does not print where its row stands."""
    for where, what in misprinted():
        raise RecountedError(where, what, REMEDY)


def misprinted(only: str = "") -> Iterator[tuple[str, str]]:
    """Where and what, for each cell of a printed column (of the table `only`) that the ledger does not have there."""
    tables = {name: _printed(found) for name, found in resources().items() if only in ("", LEDGER, name)}
    if not has(LEDGER) or not any(tables.values()):
        return
    texts: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for number in dicts(LEDGER):
        if not is_raised(number["text"]):
            # as printed, and with points, as a table writes numbers
            texts[place_in(number)] += {number["text"], with_points(number["text"], decimal_mark())}
    for table, columns in tables.items():
        for line, row in enumerate(dicts(table) if columns else [], start=2):
            place = place_in(row)
            for column in columns:
                if numbers_in(row[column]) and not any(says(text, row[column]) for text in texts[place]):
                    where = f"{table_path(table)}, line {line}, column {column}"
                    yield where, f"no number {row[column]!r} stands in {in_words(place)}"


def says(text: str, cell: str) -> bool:
    """Whether an expression of the article says what a cell does: the same text or a part of it between other marks
    (`2019` of `2019-2023`, a DOI in its address), the same days, or the same number in words."""
    text, cell = tidy(text).lower(), tidy(cell).lower()
    # the whole cell, no letter or digit beside it
    if re.search(rf"(?<![^\W_]){re.escape(cell)}(?![^\W_])", text):
        return True
    try:
        return days(text) == days(cell)
    except NotADate:
        in_digits = [any(map(str.isdecimal, each)) for each in (text, cell)]
        return any(in_digits) and numbers_in(text) == numbers_in(cell)


def _printed(found: dict) -> list[str]:
    return [field["name"] for field in found["schema"]["fields"] if field.get("printed")]
