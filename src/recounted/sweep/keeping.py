"""What a sweep keeps of a run besides its findings: single values, shown by a last cell that the sweep adds."""

import math
from typing import Any

from recounted.errors import RecountedError

MIME = "application/vnd.recounted.kept+json"


def cell(keep: dict[str, str]) -> str:
    """The source of that cell."""
    pairs = ", ".join(f"{name!r}: ({expression})" for name, expression in keep.items())
    return f"from recounted.sweep.keeping import show\n\nshow({{{pairs}}})"


def show(values: dict[str, object]) -> None:
    """Show values so that `of` finds them. Raises RecountedError for one that is no single value."""
    from IPython.display import display

    display({MIME: {name: plain(name, value) for name, value in values.items()}}, raw=True)


def plain(name: str, value: Any) -> Any:
    """A value as JSON has it: a number of numpy's as Python's, a day as text, what is missing as None."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if hasattr(value, "item") and not isinstance(value, str):
        value = value.item()
    if hasattr(value, "isoformat"):
        value = value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if not isinstance(value, str | int | float | bool):
        raise RecountedError(f"keep {name}", f"is a {type(value).__name__}", "Keep one number, text or truth a column")
    return value


def of(cells: list[dict]) -> dict[str, Any]:
    """The values that a notebook's cells show, {} for none."""
    for each in reversed(cells):
        for output in each.get("outputs", []):
            if MIME in output.get("data", {}):
                return output["data"][MIME]
    return {}
