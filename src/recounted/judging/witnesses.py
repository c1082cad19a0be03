"""Sources as witnesses: what a source says of a claim, taken from rows of a source table."""

from dataclasses import dataclass
from string import Formatter

import pandas as pd
import portion as P

from recounted.errors import RecountedError
from recounted.judging.formatting import moment
from recounted.judging.sources import source
from recounted.judging.told import in_points
from recounted.judging.values import python_value, span
from recounted.judging.verdicts import CANNOT_TELL, DIFFERENCES
from recounted.tables.cells import cells_of, rows_of


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
    `{place}` where it was read (`the copy at zakonpravo.kz`), and columns of a single row may be named: `{year}`;
    `{when}` is the column `period` in words, `March 2024` from 2024-03, where all rows have one period.
    Agreement and difference are added by the library.
    `differs`: by what it does not count the same as the claim: scope, base, period or agency; "" if it does. `counts`
    then says in words what it counts, so that it follows "but" or "again": `of people it assisted`, `for 2016 to 2019`.
    `who`: the source's name in a table; without it, the publisher.
    """
    if isinstance(rows, pd.Series) or rows.empty:
        raise RecountedError(
            f"witness from table {rows.attrs.get('table')!r}",
            "there is no row",
            "Pass a frame of at least one row: rows.loc[[line]] or rows[condition]",
        )
    _check(rows, value, says, differs, counts)
    source_ids = tuple(dict.fromkeys(rows.source_id))
    who = who or " and ".join(dict.fromkeys(source(source_id).publisher for source_id in source_ids))
    value = python_value(rows["value"].item() if value is None else value)
    if isinstance(value, str) and value.startswith("<"):
        value = _hidden(value, source_ids[0], rows)
    places = dict.fromkeys(source(source_id).place for source_id in source_ids)
    place = (", and " if any(", " in each for each in places) else " and ").join(places)
    says = filled(says, _told_in(says, rows) | {"who": who, "place": place, "value": "{value}"})
    return Witness(value, says, who, differs, counts, source_ids, tuple(cells_of(rows)))


def filled(text: str, facts: dict) -> str:
    """`text` with `{names}` of `facts` filled in; a name that is not there is left for who comes next."""
    return text.format_map(_Kept(facts))


def _told_in(says: str, rows: pd.DataFrame) -> dict:
    """What a single row says in the columns that a sentence names; `when` is the one period of all rows, in words."""
    names = {name for _, name, _, _ in Formatter().parse(says)}
    told = {name: rows[name].item() for name in rows.columns if name in names} if len(rows) == 1 else {}
    periods = list(rows["period"].unique()) if "when" in names and "period" in rows else []
    match periods:
        case [str(period)] if period:
            told["when"] = moment(period)
    return told


class _Kept(dict):
    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"


def _hidden(value: str, source_id: str, rows: pd.DataFrame) -> P.Interval:
    """A count that the source does not tell, `<5`, as the set that it can be there."""
    try:
        return span(in_points(value, rows), int(source(source_id).least_hidden or 0))
    except RecountedError as fault:
        raise RecountedError(f"{_named(rows)}, {fault.where}", fault.what, fault.remedy) from None


def _check(rows: pd.DataFrame, value: object, says: str, differs: str, counts: str) -> None:
    what = remedy = ""
    if "source_id" not in rows:
        what, remedy = "no column source_id says whose the rows are", "Pass rows of a table of data/sources"
    elif value is None and len(rows) != 1:
        what, remedy = f"{len(rows)} rows and no value", "Pass value=, or one row"
    elif value is None and "value" not in rows:
        what, remedy = "there is no column value", "Pass value=, what the source says"
    elif differs and differs not in DIFFERENCES:
        what, remedy = f"differs={differs!r} is not known", f"Choose one of: {', '.join(DIFFERENCES)}"
    elif bool(differs) != bool(counts):
        what = "differs= and counts= go together"
        remedy = 'Say what it counts instead: counts="of people it assisted"'
    elif "{value}" not in says and not (value is CANNOT_TELL or isinstance(python_value(value), bool)):
        what = f"its sentence leaves out the value: {says!r}"
        remedy = 'Write {value} where it belongs, as in says="The police count {value} cases"'
    if what:
        raise RecountedError(_named(rows), what, remedy)


def _named(rows: pd.DataFrame) -> str:
    """A witness for an error: by its source, where it has one, and its rows."""
    sources = dict.fromkeys(rows.get("source_id", []))
    return ", ".join([" ".join(["witness", *sources]), *rows_of(rows)])
