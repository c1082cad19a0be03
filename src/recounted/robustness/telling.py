"""The change of one cell that flips a verdict, as a sentence for a reader who has never seen the tables."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from recounted.judging.formatting import moment
from recounted.judging.sources import source
from recounted.paths import root
from recounted.robustness.quantities import PLACES, Quantity, field_of, key_of, row_of
from recounted.tables.rows import dicts, has, resource, resources

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
PERIOD = re.compile(r"\d{4}(-\d\d){0,2}")  # 2019, 2019-01, 2019-01-31
CODED = re.compile(r"[a-z]+(-[a-z0-9]+)+")  # exploited-in-geo
NAMES = ("country", "question")  # columns that name a row whose key is an id or a place in a list
PARTS = ("source_id", "unit", "dimension")  # columns of a key that are told otherwise, or tell readers nothing
UNSAID = ("", "all", "total", "not given")


def _lower(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"


# How a cell of a key is told, by its column.
FORMS: dict[str, Callable[[str], str]] = {
    "measure": _lower,
    "indicator": _lower,
    "citizenship": "citizens of {}".format,
    "scope": lambda text: text.split(", ")[0],
}


def change_words(cell: Quantity, would_be: str, becomes: str) -> str:
    """`One person fewer and the verdict would be disputed (91 instead of 92: 2020; the article).`"""
    size = Decimal(would_be.rstrip("%")) - cell.value
    changed, row = f"{_shown(would_be)} instead of {_shown(cell.text)}", row_words(cell)
    if cell.unit:
        head, told = _amount(size, cell), ": ".join(filter(None, [changed, row]))
    else:
        head, told = f"{cell.column.replace('_', ' ')} {changed}", row
    told = "; ".join(filter(None, [told, _who(cell)]))
    return f"{head[0].upper()}{head[1:]} and the verdict would be {becomes} ({told})."


def row_words(cell: Quantity) -> str:
    """Which row and column it is: `offences recorded, 2019`; "" where the table has but one."""
    told = list(_years(list(_parts(cell))))
    several = len([each for each in resource(cell.table)["schema"]["fields"] if "unit" in each]) > 1
    if several and cell.unit and cell.column != "value":
        described = field_of(cell.table, cell.column).get("description", cell.column)
        what = re.split("[;,] ", described)[0]  # its first clause
        told = [_lower(what), *told]
    return ", ".join(each for at, each in enumerate(told) if not any(each in before for before in told[:at]))


def _parts(cell: Quantity) -> Iterator[str]:
    """What tells the row from others, in words."""
    row, key = row_of(cell.table, cell.line), key_of(cell.table)
    apart = {*PARTS, "report_year" * ("year" in row), "agency" * ("source_id" in row)}
    for name in (each for each in key if each not in apart):
        by_name = name in PLACES or name.endswith("_id")
        text = next((row[each] for each in NAMES if by_name and each in row), row[name])
        if text.lower() not in UNSAID and text != row.get("source_id"):
            yield FORMS.get(name, str)(_plain(text))


def _plain(text: str) -> str:
    """`Georgia` for GEO, `exploited in Georgia` for exploited-in-geo."""
    names = _countries(root())
    if CODED.fullmatch(text):
        return " ".join(names.get(word.upper(), word) for word in text.split("-"))
    return names.get(text, text)


@cache
def _countries(folder: Path) -> dict[str, str]:
    """Names of countries by ISO code, from whichever table has both."""
    found: dict[str, str] = {}
    for name, described in resources().items():
        columns = [each["name"] for each in described.get("schema", {}).get("fields", [])]
        if {"iso3", "country"} <= {*columns} and has(name):
            found = {row["iso3"]: row["country"] for row in dicts(name)} | found
    return found


def _years(told: list[str]) -> list[str]:
    """Periods last: `2019` for `2019-01-01` and `2019-12-31`, `1 January to 30 June 2022` for other days."""
    days = [each for each in told if PERIOD.fullmatch(each)]
    rest = [each for each in told if each not in days]
    if len(days) != 2:
        return [*rest, *days]
    first, last = days
    if first[:4] == last[:4] and (first[4:], last[4:]) in (("-01-01", "-12-31"), ("-01", "-12"), ("", "")):
        return [*rest, first[:4]]
    start, end = moment(first), moment(last)
    return [*rest, f"{start.removesuffix(f' {last[:4]}')} to {end}"]


def _who(cell: Quantity) -> str:
    """Who published the row: `the article` for its own tables."""
    row = row_of(cell.table, cell.line)
    if row.get("source_id"):
        return source(row["source_id"]).publisher
    return "the article" if resource(cell.table)["path"].startswith("article/") else ""


def _amount(size: Decimal, cell: Quantity) -> str:
    """`one person fewer`, `0.2 percentage points less`."""
    unit = "percentage points" if cell.unit.startswith("percent") else cell.unit
    number = abs(size)
    shown = NUMBERS[int(number)] if number == int(number) and number <= 10 else f"{number:,}"
    less = "less" if cell.step < 1 or unit == "percentage points" else "fewer"
    return f"{shown} {_one(unit) if number == 1 else unit} {'more' if size > 0 else less}"


def _one(unit: str) -> str:
    """`person per year` of `persons per year`, `criminal case` of `criminal cases`."""
    counted, per, base = unit.partition(" per ")
    head, _, last = counted.rpartition(" ")
    last = f"{last[:-3]}y" if last.endswith("ies") else last.removesuffix("s") if last != "dollars" else last
    return f"{head} {last}".strip() + per + base


def _shown(text: str) -> str:
    """A cell's number, with commas above 9,999 and a minus sign."""
    return f"{int(text):,}" if text.isdigit() and int(text) > 9999 else text.replace("-", "−")
