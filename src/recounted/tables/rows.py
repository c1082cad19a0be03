"""Read the CSV files of data/ strictly, as text: the part of loading a table that needs no pandas."""

import csv
import difflib
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from itertools import pairwise
from pathlib import Path

from recounted import watch
from recounted.errors import RecountedError
from recounted.paths import PACKAGE, root
from recounted.tables.integrity import Lines, check_relations
from recounted.tables.package import tables
from recounted.tables.schema import check

STARS = ("0.05", "0.01", "0.001")
# Rows to read in place of a table's file, header first, by the file's path: what a run under changed data sets, in a
# process of its own.
INSTEAD: dict[Path, list[list[str]]] = {}
Read = tuple[Path, dict, list[list[str]]]
# What `hold` keeps in memory, by the project's folder and the table's name, with the state of all tables then.
_held: dict[tuple[Path, str], tuple[object, Read]] = {}
# The rows of each table as they were read last, by line, by the project's folder and the table's name, with the state
# of its file then: whoever asks for a cell of a table that a notebook has loaded opens no file.
_lines: dict[tuple[Path, str], tuple[object, dict[int, list[str]]]] = {}
_MARK: ContextVar[str] = ContextVar("decimal mark", default="")


def read(table: str) -> Read:
    """The path of a table's file, its resource in data/datapackage.json, and its rows of text.

    Raises RecountedError for an unknown table, a missing file, a wrong header, a row of the wrong length, a cell or a
    key that the package does not allow, and a relation between cells that does not hold.
    """
    found = resource(table)
    watch.table(table)
    if _held and (root(), table) in _held and not INSTEAD:
        state, held = _held[root(), table]
        if state == _state():
            return held
    path = root() / "data" / found["path"]
    state = _stat(path)
    header, *rows = lines_in(path)
    _check_header(path, header, [field["name"] for field in found["schema"]["fields"]])
    check(path, found, rows, decimal_mark())
    for key in found["schema"].get("foreignKeys", []):
        _check_reference(path, found, rows, key)
    if found.get("relations"):
        check_relations(path, found, _with_linked(found, rows), _as_lines)
    if path not in INSTEAD:
        _lines[root(), table] = state, dict(enumerate(rows, start=2))
    return path, found, rows


def hold(table: str) -> None:
    """Keep a table as it is read now for those who read it later in this process, or in one that is forked from it.

    It is read anew, and checked, once any table or the data package has another date or size. Raises as `read`.
    """
    _held.pop((root(), table), None)
    _held[root(), table] = _state(), read(table)


def _state() -> list[tuple[int, int] | None]:
    """Date and size of the data package and of the file of each table: a table is checked against others."""
    paths = [root() / PACKAGE, *(root() / "data" / each["path"] for each in resources().values())]
    return [_stat(path) for path in paths]


def _stat(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size


def dicts(table: str) -> list[dict[str, str]]:
    """A table's rows of text by column name."""
    _, found, rows = read(table)
    names = [field["name"] for field in found["schema"]["fields"]]
    return [dict(zip(names, row, strict=True)) for row in rows]


def lines_of(table: str) -> dict[int, list[str]]:
    """A table's rows of text by their line in the file; read once as long as the file stays as it is."""
    path = root() / table_path(table)
    if path in INSTEAD:
        return dict(enumerate(INSTEAD[path][1:], start=2))
    state, lines = _lines.get((root(), table), (None, {}))
    return lines if state and state == _stat(path) else dict(enumerate(read(table)[2], start=2))


def has(table: str) -> bool:
    """Whether the project has a table of that name."""
    return table in resources()


def changed_at(table: str) -> int:
    """When the file of a table was last changed, in nanoseconds; 0 where the project has no such table or file."""
    path = root() / table_path(table) if has(table) else None
    return path.stat().st_mtime_ns if path and path.is_file() else 0


def decimal_mark() -> str:
    """The decimal mark of the article's figures: `decimalChar` of data/datapackage.json, a point unless it says so."""
    return _MARK.get() or _how_printed()[0]


@contextmanager
def printed_with(mark: str) -> Iterator[None]:
    """Read figures with this decimal mark, whatever the project says: there is none yet while one is drafted."""
    before = _MARK.set(mark)
    try:
        yield
    finally:
        _MARK.reset(before)


def star_levels() -> tuple[str, ...]:
    """What one star, two and so on say of p in the article's tables: `stars` of data/datapackage.json, from the largest
    to the smallest; 0.05, 0.01 and 0.001 unless it says so."""
    return _how_printed()[1]


def _how_printed() -> tuple[str, tuple[str, ...]]:
    try:
        path = root() / "data" / "datapackage.json"
        changed = path.stat().st_mtime_ns
    except (RecountedError, FileNotFoundError):  # outside a project figures can be read as well
        return ".", STARS
    return _declared(path, changed)


@cache
def _declared(path: Path, changed: int) -> tuple[str, tuple[str, ...]]:
    resources()  # says clearly what is wrong with a package that is none
    package = json.loads(path.read_text(encoding="utf-8"))
    mark, levels = package.get("decimalChar", "."), package.get("stars", STARS)
    if mark not in (".", ","):
        raise RecountedError(str(path), f"decimalChar {mark!r} is not known", "Write a point or a comma")
    try:
        falling = [1.0, *map(float, levels)]
    except (TypeError, ValueError):
        falling = []
    if len(falling) < 2 or any(not 0 < low < high for high, low in pairwise(falling)):
        raise RecountedError(str(path), f"stars {levels!r} are no levels", 'Write as in "stars": ["0.05", "0.01"]')
    return mark, tuple(map(str, levels))


def table_path(table: str) -> str:
    """Path of a table's CSV file, from the project folder."""
    return f"data/{resource(table)['path']}"


def resources() -> dict[str, dict]:
    """The tables of the data package by name; read once as long as the file stays as it is.

    Raises RecountedError for a package that cannot be read.
    """
    try:
        stat = (root() / PACKAGE).stat()
        return _package(root(), stat.st_mtime_ns, stat.st_size)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise RecountedError(
            PACKAGE.as_posix(),
            f"this is no data package ({fault!r})",
            'Let it be JSON with "resources", each with a "name"',
        ) from None


@cache
def _package(folder: Path, changed: int, size: int) -> dict[str, dict]:
    return tables(json.loads((folder / PACKAGE).read_text(encoding="utf-8")))


def resource(table: str) -> dict:
    """A table's resource; an error that names near tables where there is none."""
    package = resources()
    if table not in package:
        near = difflib.get_close_matches(table, package, n=3) or sorted(package)
        raise RecountedError(
            "data/datapackage.json", f"there is no table {table!r}", f"Did you mean: {', '.join(near)}"
        )
    return package[table]


def lines_in(path: Path) -> list[list[str]]:
    """All lines. pandas would take a row that is too long for an index, so they are read by `csv`."""
    if path in INSTEAD:
        return INSTEAD[path]
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root() / "data")):
        raise RecountedError(str(path), "leads out of data/", "Put the file itself there, in place of the link")
    if path.exists() and not path.is_file():
        raise RecountedError(str(path), "the table cannot be read (it is no file)", "Restore it, and let it be read")
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            lines = list(csv.reader(file, strict=True))
    except FileNotFoundError:
        raise RecountedError(
            str(path), "the table's file is missing", "Restore it, or take its resource out of data/datapackage.json"
        ) from None
    except OSError as fault:  # a folder of that name, a loop of links, no right to read
        raise RecountedError(
            str(path), f"the table cannot be read ({fault.strerror})", "Restore it, and let it be read"
        ) from None
    except (csv.Error, UnicodeDecodeError, ValueError) as fault:
        raise RecountedError(
            str(path),
            f"not a readable CSV table ({fault})",
            "Correct the row named, or restore the file",
        ) from None
    if not lines:
        raise RecountedError(str(path), "the file is empty", "Write its table, a line of names first, or restore it")
    header, *rows = lines
    _check_separated(path, header)
    for line, row in enumerate(rows, start=2):
        if not any(map(str.strip, row)):
            raise RecountedError(f"{path}, line {line}", "the row is empty", "Delete it: it would count as a row")
        if len(row) != len(header):
            raise RecountedError(
                f"{path}, line {line}",
                f"{len(row)} cells under {len(header)} columns",
                "Add or remove a cell; text with a comma needs quotes",
            )
    return lines


def _check_separated(path: Path, header: list[str]) -> None:
    """The first line has names of columns, parted by commas."""
    if header and re.fullmatch(r"sep=.?", header[0]):  # what Excel reads for itself: sep=;
        raise RecountedError(
            f"{path}, line 1", f"{header[0]!r} is for Excel, no row of names", "Delete it, and save with commas"
        )
    for mark, word in (";", "semicolons"), ("\t", "tabs"), ("|", "bars"):
        if len(header) == 1 and mark in header[0]:
            raise RecountedError(f"{path}, line 1", f"this is one column with {word} in it", "Save it with commas")


def _check_reference(path: Path, found: dict, rows: list[list[str]], key: dict) -> None:
    """Each value of a foreign key must stand in the table that it points to."""
    field, there = _one(key["fields"]), _one(key["reference"]["fields"])
    other = resource(key["reference"]["resource"] or found["name"])
    header, *others = lines_in(root() / "data" / other["path"])
    column = [each["name"] for each in found["schema"]["fields"]].index(field)
    known = {row[header.index(there)] for row in others} | {""}
    for line, row in enumerate(rows, start=2):
        if row[column] not in known:
            raise RecountedError(
                f"{path}, line {line}, column {field}",
                f"{row[column]!r} is not in {other['path']}",
                "Add a row for it there, or correct the cell",
            )


def _as_lines(table: str) -> Lines:
    """The rows of another table by line, as they stand in its file."""
    header, *rows = lines_in(root() / table_path(table))
    return {line: dict(zip(header, row, strict=True)) for line, row in enumerate(rows, start=2)}


def _with_linked(found: dict, rows: list[list[str]]) -> Lines:
    """The rows by line, each with the cells of the rows that its foreign keys lead to, as `key.column`."""
    names = [field["name"] for field in found["schema"]["fields"]]
    lines = {line: dict(zip(names, row, strict=True)) for line, row in enumerate(rows, start=2)}
    for key in found["schema"].get("foreignKeys", []):
        field, there = _one(key["fields"]), _one(key["reference"]["fields"])
        linked = {row[there]: row for row in _as_lines(key["reference"]["resource"] or found["name"]).values()}
        for row in lines.values():
            row.update({f"{field}.{name}": cell for name, cell in linked.get(row[field], {}).items()})
    return lines


def _one(fields: str | list[str]) -> str:
    return fields if isinstance(fields, str) else fields[0]


def _check_header(path: Path, found: list[str], wanted: list[str]) -> None:
    if found != wanted:
        raise RecountedError(
            f"{path}, line 1",
            f"columns are {', '.join(found)}, not {', '.join(wanted)}",
            "Make the header and the table's schema in data/datapackage.json the same",
        )
