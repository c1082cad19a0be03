"""Check the parameters of a notebook: one clear error for a value out of range."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from recounted.errors import RecountedError
from recounted.judging.printed import Rules

ROUNDINGS = ("nearest", "truncated")


def one_of(name: str, value: object, allowed: Iterable) -> None:
    """`value` must be one of `allowed`."""
    if value not in list(allowed):
        raise RecountedError(
            f"parameter {name}", f"{value!r} is not possible", f"Choose one of: {', '.join(map(str, allowed))}"
        )


def in_range(name: str, value: object, low: float, high: float) -> None:
    """`value` must be a number from `low` to `high`, both included."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise RecountedError(f"parameter {name}", f"{value!r} is out of range", f"Choose a number from {low} to {high}")


def period(first_year: int, last_year: int, low: int, high: int) -> None:
    """`first_year` to `last_year` must be a period inside `low` to `high`."""
    for name, year in (("first_year", first_year), ("last_year", last_year)):
        in_range(name, year, low, high)
        if not isinstance(year, int):
            raise RecountedError(
                f"parameter {name}", f"{year!r} is not a year", f"Choose a whole year from {low} to {high}"
            )
    if first_year > last_year:
        raise RecountedError(
            "parameters first_year, last_year", f"{first_year} is after {last_year}", "Put the earlier year first"
        )


def rules(rounding: str, about: float) -> Rules:
    """The rules for printed figures: rounding `nearest` or `truncated`, `about` from 0 to 0.5."""
    one_of("rounding", rounding, ROUNDINGS)
    in_range("about", about, 0, 0.5)
    return Rules(rounding, Decimal(str(about)))


def day(name: str, value: str, low: str, high: str) -> None:
    """`value` must be a day as ISO text (`2023-09-05`), from `low` to `high`."""
    try:
        fits = date.fromisoformat(low) <= date.fromisoformat(value) <= date.fromisoformat(high)
    except (TypeError, ValueError):
        fits = False
    if not fits:
        raise RecountedError(
            f"parameter {name}", f"{value!r} is not possible", f"Choose a day from {low} to {high}, as 2023-09-05"
        )
