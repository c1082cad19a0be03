"""The rules by which figures are read: parameters of every notebook."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Rules:
    """How figures are read. `rounding`: nearest or truncated; `about`: half-width of "about" as a share; `alpha`: the
    level of significance that `n.s.` speaks of."""

    rounding: str = "nearest"
    about: Decimal = Decimal("0.1")
    alpha: Decimal = Decimal("0.05")


DEFAULT = Rules()
