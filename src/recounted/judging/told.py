"""A text value as one with decimal points, by the mark that its table tells. What may be two numbers is refused.

Only in an article with decimal commas, and in tables that tell them, does this change or ask anything.
"""

from decimal import Decimal
from fractions import Fraction

from recounted.errors import RecountedError
from recounted.numerals.marks import with_points
from recounted.numerals.reading import reading
from recounted.tables.cells import Cells, marks_of
from recounted.tables.rows import decimal_mark

REMEDY = 'Pass a number, or say "decimalChar": "." or "," at its column in data/datapackage.json'


def in_points(value: object, cells: Cells) -> object:
    """A text value, or each of a figure's parts, read with the mark of the column of `cells` in which it stands.

    Raises RecountedError for a text that no column tells the mark of, where a point and a comma make two numbers of it.
    """
    if isinstance(value, dict):
        return {name: in_points(each, cells) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)([in_points(each, cells) for each in value])
    if not isinstance(value, str) or with_points(value, ",") == value:  # the same with either mark
        return value
    match sorted(marks_of(cells, value)):
        case ["," | "." as mark]:
            return with_points(value, mark)
        case [] | [""] if decimal_mark() == ".":
            return value
    return _of_either(value)


def _of_either(text: str) -> str:
    """A text that is a number with one mark alone, or the same with both: 9,19 and 9.19; but 1.050 is two."""
    point, comma = readings(text)
    if point and comma and point != comma:
        both = f"{_shown(point)} with a decimal point and {_shown(comma)} with a decimal comma"
        raise RecountedError(f"value {text!r}", f"it is {both}", REMEDY)
    return text if point else with_points(text, ",")


def readings(text: str) -> tuple[list[Decimal | Fraction], list[Decimal | Fraction]]:
    """The numbers of a text with a decimal point, and with a decimal comma; none where it is not read whole so."""
    return _numbers(text), _numbers(with_points(text, ","))


def _numbers(text: str) -> list[Decimal | Fraction]:
    found = reading(text)
    return [] if found.left_over else [each.value for each in found.numerals]


def _shown(numbers: list[Decimal | Fraction]) -> str:
    return " to ".join(f"{each.normalize():f}" if isinstance(each, Decimal) else str(each) for each in numbers)
