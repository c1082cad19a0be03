"""Sources as witnesses: what a source says of a claim, taken from rows of a source table."""

from dataclasses import dataclass

import pandas as pd

from recounted.errors import RecountedError
from recounted.judging.sources import source
from recounted.judging.values import python_value, span
from recounted.judging.verdicts import CANNOT_TELL, DIFFERENCES
from recounted.tables.cells import cells_of


@dataclass(frozen=True)
class Witness:
    """What a source says before it is held to a claim. Fields as those of findings.Testimony, `value` as a value."""

    value: object
    says: str
    who: str
    differs: str
    counts: str
    source_ids: tuple[str, ...]
    cells: tuple[dict, ...]


def witness(
    rows: pd.DataFrame, value: object = None, *, says: str, differs: str = "", counts: str = "", who: str = ""
) -> Witness:
    """A witness from `rows` of a source table (a row as a one-row frame, or several rows of one source).

    `value`: what the source says; without it, the single cell of the column `value`. CANNOT_TELL where it comes near
    and settles nothing.
    `says`: a whole sentence without its full stop, with `{value}` where the value stands: `UNODC counts {value} victims
    in 2020`. Where the value is True or False it gives the source's own figures instead. `{who}` is the source's name,
    `{place}` where it was read (`the copy at zakonpravo.kz`), and columns of a single row may be named: `{year}`.
    Agreement and difference are added by the library.
    `differs`: by what it does not count the same as the claim: scope, base, period or agency; "" if it does. `counts`
    then says in words what it counts, so that it follows "but": `of people it assisted`, `for 2016 to 2019`.
    `who`: the source's name in a table; without it, the publisher.
    """
    if isinstance(rows, pd.Series) or rows.empty:
        raise RecountedError(
            f"witness from table {rows.attrs.get('table')!r}",
            "there is no row",
            "Pass a frame of at least one row: rows.loc[[line]] or rows[condition]",
        )
    source_ids = tuple(dict.fromkeys(rows.source_id))
    who = who or " and ".join(dict.fromkeys(source(source_id).publisher for source_id in source_ids))
    _check(source_ids[0], rows, value, says, differs, counts)
    value = python_value(rows["value"].item() if value is None else value)
    if isinstance(value, str) and value.startswith("<"):
        value = span(value, int(source(source_ids[0]).least_hidden or 0))
    columns, *more = rows.to_dict("records")
    places = dict.fromkeys(source(source_id).place for source_id in source_ids)
    place = (", and " if any(", " in each for each in places) else " and ").join(places)
    says = filled(says, ({} if more else columns) | {"who": who, "place": place, "value": "{value}"})
    return Witness(value, says, who, differs, counts, source_ids, tuple(cells_of(rows)))


def filled(text: str, facts: dict) -> str:
    """`text` with `{names}` of `facts` filled in; a name that is not there is left for who comes next."""
    return text.format_map(_Kept(facts))


class _Kept(dict):
    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _check(source_id: str, rows: pd.DataFrame, value: object, says: str, differs: str, counts: str) -> None:
    where = f"witness {source_id}"
    if value is None and len(rows) != 1:
        raise RecountedError(where, f"{len(rows)} rows and no value", "Pass value=, or one row")
    if differs and differs not in DIFFERENCES:
        raise RecountedError(where, f"differs={differs!r} is not known", f"Choose one of: {', '.join(DIFFERENCES)}")
    if bool(differs) != bool(counts):
        raise RecountedError(
            where, "differs= and counts= go together", 'Say what it counts instead: counts="of people it assisted"'
        )
    if "{value}" not in says and not (value is CANNOT_TELL or isinstance(python_value(value), bool)):
        raise RecountedError(
            where, f"its sentence has no {{value}}: {says!r}", 'Write says="UNODC counts {value} victims in 2020"'
        )
