"""Relations between cells of a table, checked whenever it is read: `relations` of its resource in the data package.

A wrong digit passes every type and every bound; what gives it away is another cell. A careful reader holds them to each
other, so a table can say which belong together, each with a reason in `why`, some with `where`, the rows that it is of:

- `{"holds": "order", "columns": ["period_start", "period_end"]}`: none comes after the next one;
- `{"holds": "same", "columns": ["report_year", "source_id.date"]}`: as far as both go; with `"apart": 1` the first is
  so much more than the second. `source_id.date` is the date in the row that the foreign key `source_id` points to;
- `{"holds": "repeated", "column": "value", "in": "locator"}`: each number of the cell stands in the other one too,
  which has the source's own words;
- `{"holds": "sum", "column": "value", "by": ["year"], "parts": {"sex": ["female", "male"]}, "whole": {"sex": "all"}}`:
  the parts add up to the whole and are all there; with `"rest": true` others may be missing, and the sum is no more;
  with `"table"` the whole is a row of that table;
- `{"holds": "product", "columns": ["rate", "population"], "per": 1000, "is": "persons", "rounded": {"persons": 1000}}`:
  equal, where each number stands for all that round to it: at its last digit, or as `rounded` says;
- `{"holds": "ranked", "column": "rank", "of": "rate", "by": ["edition"]}`: 1 for the largest, and so on;
- `{"holds": "alike", "column": "countries", "by": ["edition"]}`: one value.

Empty cells say nothing, and neither do figures in words such as `about 50`; `<5` is 0 to 4.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from math import prod
from pathlib import Path

from recounted.errors import RecountedError
from recounted.numerals.mentioned import numbers_in

Row = dict[str, str]  # a row's cells by column, also by `key.column` for those that a foreign key leads to
Lines = dict[int, Row]  # rows by their line in the file
Wrong = Iterator[tuple[int, str]]  # a line, and what is wrong there
REMEDY = "Correct the cell against its source, or the relation in data/datapackage.json"
# False in a process that asks what would follow from a table that breaks them.
HELD = True
TIME = re.compile(r"\d{4}(?:-\d\d){0,2}")  # 2023, 2023-09, 2023-09-05


def check_relations(path: Path, resource: dict, rows: Lines, others: Callable[[str], Lines]) -> None:
    """Raises RecountedError with file and line for the first relation of a table that does not hold, or is none.

    `others`: the rows of another table of the package, by its name.
    """
    for relation in resource.get("relations", []) if HELD else []:
        where = f"data/datapackage.json, table {resource['name']!r}, relation {relation.get('holds')!r}"
        if relation.get("holds") not in list(FORMS):  # a list, since what is written there may have no hash
            raise RecountedError(where, "is not known", f"Write one of: {', '.join(FORMS)}")
        try:
            chosen = {line: row for line, row in rows.items() if fits(row, relation.get("where", {}))}
            for line, what in FORMS[relation["holds"]](_with_table(relation, others), chosen):
                raise RecountedError(f"{path}, line {line}", f"{what} ({relation['why']})", REMEDY)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError) as fault:
            raise RecountedError(
                where,
                f"lacks or mistypes {fault}",
                "Write it as src/recounted/tables/integrity.py says, for columns of numbers or dates",
            ) from None


def _with_table(relation: dict, others: Callable[[str], Lines]) -> dict:
    """A relation with the rows of the table that it names beside its name."""
    return relation | {"rows": others(relation["table"])} if "table" in relation else relation


def fits(row: Row, wanted: dict) -> bool:
    """Whether a row has what is wanted of its columns: a value, one of a list, or `{"not": [...]}` none of a list."""
    return all(_fits(row[column], value) for column, value in wanted.items())


def _fits(cell: str, wanted: str | list[str] | dict) -> bool:
    if isinstance(wanted, dict):
        return cell not in wanted["not"]
    return cell in wanted if isinstance(wanted, list) else cell == wanted


def _order(relation: dict, rows: Lines) -> Wrong:
    for line, row in rows.items():
        filled = [column for column in relation["columns"] if row[column]]
        for one, next_one in pairwise(filled):
            a, b = _comparable(row[one], row[next_one])
            if a > b:
                yield line, f"{one} {row[one]} is after {next_one} {row[next_one]}"


def _same(relation: dict, rows: Lines) -> Wrong:
    one, other = relation["columns"]
    apart = relation.get("apart", 0)
    for line, row in rows.items():
        if row[one] and row[other]:
            a, b = _comparable(row[one], row[other])
            if (int(a[:4]) - int(b[:4]) != apart) if apart else a != b:
                said = f"is not {apart} more than" if apart else "is not"
                yield line, f"{one} {row[one]} {said} {other} {row[other]}"


def _repeated(relation: dict, rows: Lines) -> Wrong:
    column, there = relation["column"], relation["in"]
    for line, row in rows.items():
        for number in numbers_in(_year_of(row[column])) - numbers_in(row[there]):
            yield line, f"{column} has {number}, {there} “{row[there]}” has not"


def _sum(relation: dict, rows: Lines) -> Wrong:
    column, by, is_rest = relation["column"], relation["by"], relation.get("rest", False)
    least_parts = prod(len(v) for name, v in relation["parts"].items() if isinstance(v, list) and name not in by)
    totals = _groups(by, relation.get("rows", rows), relation["whole"])
    for group, some in _groups(by, rows, relation["parts"]).items():
        whole, of = list(totals.get(group, {}).values()), ", ".join(group)
        if len(whole) != 1 or (not is_rest and len(some) < least_parts):
            yield min(some), f"not all parts and their whole are there for {of}"
            continue
        of_parts, of_whole = [_range(row[column]) for row in some.values()], _range(whole[0][column])
        known = [each for each in of_parts if each]
        if of_whole and len(known) == len(of_parts):
            least, most = (sum((each[end] for each in known), Decimal(0)) for end in (0, 1))
            if least > of_whole[1] or (not is_rest and most < of_whole[0]):
                said = "add up to more than" if is_rest else "do not add up to"
                figures = ", ".join(row[column] for row in some.values())
                yield min(some), f"{column} {figures} of {of} {said} {whole[0][column]}"


def _product(relation: dict, rows: Lines) -> Wrong:
    names, result = relation["columns"], relation["is"]
    for line, row in rows.items():
        if all(row[name] for name in [*names, result]):
            low = high = Decimal(1)
            for name in names:
                a, b = _rounded(row[name], relation.get("rounded", {}).get(name))
                low, high = low * a, high * b
            least, most = _rounded(row[result], relation.get("rounded", {}).get(result))
            per = relation.get("per", 1)
            if low / per > most or high / per < least:
                factors = " × ".join(f"{name} {row[name]}" for name in names)
                yield line, f"{factors} per {per} is not {result} {row[result]}"
            for name, step in relation.get("rounded", {}).items():
                if Decimal(row[name]) % step:
                    yield line, f"{name} {row[name]} is not rounded to {step}"


def _ranked(relation: dict, rows: Lines) -> Wrong:
    rank, of = relation["column"], relation["of"]
    for group in _groups(relation["by"], rows, {rank: {"not": [""]}}).values():
        falling = sorted(-Decimal(row[of]) for row in group.values())
        for line, row in group.items():
            first, last = (side(falling, -Decimal(row[of])) for side in (bisect_left, bisect_right))
            if not first < Decimal(row[rank]) <= last:
                places = f"is in place {last}" if last == first + 1 else f"shares the places {first + 1} to {last}"
                yield line, f"{rank} is {row[rank]}, but {of} {row[of]} {places}"


def _alike(relation: dict, rows: Lines) -> Wrong:
    column = relation["column"]
    for group in _groups(relation["by"], rows, {column: {"not": [""]}}).values():
        usual = Counter(row[column] for row in group.values()).most_common(1)[0][0]
        yield from (
            (line, f"{column} is {row[column]}, not {usual}") for line, row in group.items() if row[column] != usual
        )


FORMS: dict[str, Callable[[dict, Lines], Wrong]] = {
    "order": _order,
    "same": _same,
    "repeated": _repeated,
    "sum": _sum,
    "product": _product,
    "ranked": _ranked,
    "alike": _alike,
}


def _groups(by: list[str], rows: Lines, wanted: dict) -> dict[tuple[str, ...], Lines]:
    """The rows that have what is wanted, by line, in groups of those that are alike in the columns `by`."""
    groups: dict[tuple[str, ...], Lines] = defaultdict(dict)
    for line, row in rows.items():
        if fits(row, wanted):
            groups[tuple(row[column] for column in by)][line] = row
    return groups


def _year_of(cell: str) -> str:
    """The year alone of a time such as 2023-09, which a text may tell in words; another cell as it is."""
    return cell[:4] if TIME.fullmatch(cell) else cell


def _comparable(one: str, other: str) -> tuple:
    """Two cells that can be compared: times as far as both go, else numbers."""
    if TIME.fullmatch(one) and TIME.fullmatch(other):
        size = min(len(one), len(other))
        return one[:size], other[:size]
    return Decimal(one), Decimal(other)


def _range(cell: str) -> tuple[Decimal, Decimal] | None:
    """The least and the most that a count can be; None where it cannot be told."""
    if hidden := re.fullmatch(r"<(\d+)", cell):  # <5
        return Decimal(0), Decimal(hidden[1]) - 1
    return (Decimal(cell), Decimal(cell)) if re.fullmatch(r"\d+(?:\.\d+)?", cell) else None  # a plain number


def _rounded(cell: str, step: int | None) -> tuple[Decimal, Decimal]:
    """The least and the most that a number was before it was rounded to `step`, or to its last digit."""
    number = Decimal(cell)
    half = (Decimal(step) if step else Decimal(1).scaleb(number.as_tuple().exponent)) / 2  # type: ignore[arg-type]
    return number - half, number + half
