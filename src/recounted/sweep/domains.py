"""Values of a parameter: a list, one value, a range (`{from: 2007, to: 2023, step: 1}`, both ends included), or every
text of columns of the project's tables (`{columns: [gsi.iso3, tip-tiers.iso3]}`)."""

import ast
import math
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from recounted.errors import RecountedError
from recounted.tables.rows import dicts

MOST_ROWS = 1_000_000
RANGE = ("from", "to", "step")


def values_of(where: str, given: object) -> list:
    """The values of one parameter. Raises RecountedError, with `where`, for a range or a column that is none."""
    if isinstance(given, dict):
        return _columns(where, given["columns"]) if set(given) == {"columns"} else list(_range(where, given))
    return [dated(each) for each in given] if isinstance(given, list) else [dated(given)]


def _range(where: str, given: dict) -> Iterator[int | float]:
    """Whole numbers where both ends and the step are whole, else decimal fractions counted without binary error."""
    numbers = [given.get("from"), given.get("to"), given.get("step", 1)]
    known = set(given) <= set(RANGE) and all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers)
    if not known or numbers[2] <= 0:  # type: ignore[operator]  # a number, as was just seen
        raise RecountedError(where, f"{given} is no range", "Write {from: 2007, to: 2023, step: 1}, a step above 0")
    low, high, step = (Decimal(str(number)) for number in numbers)
    if (high - low) / step > MOST_ROWS:
        raise RecountedError(where, f"{given} has too many values", f"Ask for {MOST_ROWS} or fewer")
    is_whole = all(isinstance(number, int) for number in numbers)
    for at in range(int((high - low) // step) + 1 if high >= low else 0):
        yield int(low + at * step) if is_whole else float(low + at * step)


def _columns(where: str, given: object) -> list[str]:
    """Every text that stands in these columns, `table.column`, each once, sorted."""
    found: set[str] = set()
    for each in given if isinstance(given, list) else [given]:
        table, _, column = str(each).rpartition(".")
        rows = dicts(table)
        if rows and column not in rows[0]:
            raise RecountedError(where, f"{table!r} has no column {column!r}", f"Choose one of: {', '.join(rows[0])}")
        found |= {row[column] for row in rows} - {""}
    return sorted(found)


def dated(value: object) -> object:
    """Notebooks take days as text; YAML makes dates of them."""
    return value.isoformat() if isinstance(value, date) else value


def fits(value: object, default: str) -> bool:
    """Whether a value is of its parameter's kind; a default that is no literal, or None, allows any."""
    try:
        own = ast.literal_eval(default)
    except (ValueError, SyntaxError):
        return True
    if own is None:
        return True
    if isinstance(own, bool) or isinstance(value, bool):
        return isinstance(own, bool) and isinstance(value, bool)
    if isinstance(own, float):
        return isinstance(value, int | float) and math.isfinite(value)
    if isinstance(own, list | tuple):
        return isinstance(value, list | tuple)
    return isinstance(value, type(own))
