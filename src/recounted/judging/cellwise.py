"""A printed table as one claim: each of its cells held to the cell of the same row and column, and what comes of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from recounted.errors import RecountedError
from recounted.judging.printed import PrintedFigure
from recounted.judging.rules import DEFAULT, Rules
from recounted.judging.told import in_points
from recounted.judging.values import python_value
from recounted.numerals.marks import tidy
from recounted.numerals.relations import leading

EMPTY = ("", "-", "–", "—", "…", ".")  # how tables print a cell that has nothing
NAMED_CELLS = 4  # so many are told one by one


@dataclass(frozen=True)
class Cell:
    """One cell that is printed: its row and column in words, what is printed, the value held to it, the answer."""

    row: str
    column: str
    printed: str
    value: str
    agrees: bool | None

    def __str__(self) -> str:
        return f"{self.column} of {self.row} is {self.value}, not the printed {self.printed}"


@dataclass(frozen=True)
class Held:
    """A whole table, held cell by cell."""

    cells: tuple[Cell, ...]

    @property
    def agrees(self) -> bool | None:
        """False where one cell differs, None where none does and one cannot tell, else True."""
        answers = {cell.agrees for cell in self.cells}
        return False if False in answers else None if None in answers else True

    def shown(self) -> str:
        """The count of cells that are as printed, of all."""
        return f"{sum(cell.agrees is True for cell in self.cells)} of {len(self.cells)} cells"

    def sentence(self) -> str:
        """How many cells are as printed, and which are not."""
        wrong = [cell for cell in self.cells if cell.agrees is False]
        unknown = sum(cell.agrees is None for cell in self.cells)
        said = [f"{len(self.cells) - len(wrong) - unknown} of the {len(self.cells)} cells are as printed"]
        said += [f"{unknown} cannot be told"] if unknown else []
        said += [str(cell) for cell in wrong[:NAMED_CELLS]]
        said += [f"{len(wrong) - NAMED_CELLS} more differ"] if len(wrong) > NAMED_CELLS else []
        return "; ".join(said)


def held(
    printed: pd.DataFrame,
    values: pd.DataFrame,
    on: Sequence[str],
    unit: str | Mapping[str, str] = "count",
    rules: Rules = DEFAULT,
) -> Held:
    """Hold each cell of `printed` (text, as printed) to the cell of `values` in the same row and column.

    `on`: the columns that name a row in both. `unit`: that of all cells, or by column; its figures are read as those
    of claims are. An empty printed cell is not held; a row or column that `values` lacks, or a missing value, cannot be
    told. Raises RecountedError where `on` names a row twice, a cell cannot be read, or nothing is left to hold.
    """
    rows = {name: _by_key(frame, on, name) for name, frame in (("printed", printed), ("values", values))}
    columns = [name for name in printed.columns if name not in on and name not in ("section", "paragraph", "footnote")]
    told = values if "table" in values.attrs and values.index.name == "line" else None
    cells = tuple(_cells(rows["printed"], rows["values"], columns, unit, rules, told))
    if not cells:
        raise RecountedError(
            "printed table", "no cell of it has a figure", "Pass a frame with columns beside those of on"
        )
    return Held(cells)


def _by_key(frame: pd.DataFrame, on: Sequence[str], name: str) -> dict[tuple, dict]:
    if missing := [column for column in on if column not in frame.columns]:
        raise RecountedError(f"the frame {name}", f"it has no column {missing[0]!r}", "Let `on` name columns of both")
    keys = [tuple(str(row[column]).strip() for column in on) for row in frame.to_dict("records")]
    if twice := next((key for i, key in enumerate(keys) if key in keys[:i]), None):
        raise RecountedError(
            f"the frame {name}", f"{', '.join(twice)} stands in two rows", "Let `on` name columns that tell rows apart"
        )
    return dict(zip(keys, frame.to_dict("records"), strict=True))


def _cells(
    printed: Mapping[tuple, dict],
    values: Mapping[tuple, dict],
    columns: Sequence[str],
    unit: str | Mapping[str, str],
    rules: Rules,
    told: pd.DataFrame | None,
) -> Iterator[Cell]:
    for key, row in printed.items():
        for column in columns:
            text = "" if pd.isna(row[column]) else str(row[column]).strip()
            if text in EMPTY:
                continue
            says, rest = leading(tidy(text))
            of = unit if isinstance(unit, str) else unit.get(column, "count")
            figure = PrintedFigure(rest, says[0] if says else "equals", of)
            figure.check(f"row {', '.join(key)}, column {column}: ")
            value = values.get(key, {}).get(column)
            known = value is not None and not pd.isna(value)
            given = in_points(python_value(value), told) if known and figure.is_number else python_value(value)
            agrees = figure.holds(given, rules) if known else None
            yield Cell(", ".join(key), column.replace("_", " "), text, str(value) if known else "", agrees)
