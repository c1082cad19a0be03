"""Sources as witnesses: what a source says of a claim, taken from rows of a source table."""

from functools import cache

import pandas as pd

from recounted.errors import RecountedError
from recounted.judging.values import python_value
from recounted.judging.verdicts import DIFFERENCES, Witness
from recounted.paths import root
from recounted.tables.cells import cells_of
from recounted.tables.load import load


def witness(rows, value=None, *, differs: str | None = None, says: str = "") -> Witness:
    """A witness from `rows` of a source table (a row as a one-row frame, or several of one source).

    `value`: what the source says; without it, the single cell of the column `value`.
    `differs`: by what it does not count the same as the claim: scope, base, period or agency; None if it does.
    `says`: a few words on what the source counts, for the reason.
    """
    if isinstance(rows, pd.Series) or rows.empty:
        raise RecountedError(
            f"witness from table {rows.attrs.get('table')!r}",
            "there is no row",
            "Pass a frame of at least one row: rows.loc[[line]] or rows[condition]",
        )
    sources = list(dict.fromkeys(rows.source_id))
    for source_id in sources:
        source(source_id)
    if differs and differs not in DIFFERENCES:
        raise RecountedError(
            f"witness {sources[0]}", f"differs={differs!r} is not known", f"Choose one of: {', '.join(DIFFERENCES)}"
        )
    if value is None:
        if len(rows) != 1:
            raise RecountedError(f"witness {sources[0]}", f"{len(rows)} rows and no value", "Pass value=, or one row")
        value = rows["value"].iloc[0]
    return Witness(", ".join(sources), python_value(value), differs, says, cells_of(rows))


@cache
def _sources(folder) -> pd.DataFrame:
    return load("sources").set_index("source_id")


def source(source_id: str) -> pd.Series:
    """The row of data/sources/sources.csv of that id; an error where there is none."""
    if source_id not in _sources(root()).index:
        raise RecountedError(
            "data/sources/sources.csv",
            f"there is no source {source_id!r}",
            "Add a row for it, or correct source_id in the table that names it",
        )
    return _sources(root()).loc[source_id]
