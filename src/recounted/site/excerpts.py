"""The cells of tables behind a finding, as they stand in the committed files."""

from collections.abc import Iterable
from dataclasses import dataclass

from recounted.tables.rows import lines_of, resource
from recounted.tables.wording import in_words

MOST = 12  # rows shown of one table; the file has the rest


@dataclass(frozen=True)
class Shown:
    """Rows of one table: where they stand, in words; the columns used; line and cells of each row; rows left out."""

    where: str
    file: str
    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    left_out: int


def shown(cells: Iterable[dict]) -> list[Shown]:
    """Each description of cells once, with what the file says there."""
    distinct = {in_words(each): each for each in cells}
    return [_shown(where, each) for where, each in distinct.items()]


def _shown(where: str, cells: dict) -> Shown:
    names = [field["name"] for field in resource(cells["table"])["schema"]["fields"]]
    at = [names.index(column) for column in cells["columns"] if column in names]
    lines, text = sorted(set(cells["lines"])), lines_of(cells["table"])
    rows = tuple((line, tuple(text[line][i] for i in at)) for line in lines[:MOST])
    return Shown(
        where, cells["file"], cells["table"], tuple(names[i] for i in at), rows, max(len(lines) - MOST, 0)
    )  # fmt: skip
