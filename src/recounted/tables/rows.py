"""Read the CSV files of data/ strictly, as text: the part of loading a table that needs no pandas."""

import csv
import difflib
import json
from functools import cache
from pathlib import Path

from recounted.errors import RecountedError
from recounted.paths import root


def read(table: str) -> tuple[Path, dict, list[list[str]]]:
    """The path of a table's file, its resource in data/datapackage.json, and its rows of text.

    Raises RecountedError for an unknown table, a missing file, a wrong header or a row of the wrong length.
    """
    found = resource(table)
    path = root() / "data" / found["path"]
    header, *rows = _read(path)
    _check_header(path, header, [field["name"] for field in found["schema"]["fields"]])
    return path, found, rows


def table_path(table: str) -> str:
    """Path of a table's CSV file, from the project folder."""
    return f"data/{resource(table)['path']}"


@cache
def _package(folder: Path) -> dict[str, dict]:
    text = (folder / "data" / "datapackage.json").read_text(encoding="utf-8")
    return {resource["name"]: resource for resource in json.loads(text)["resources"]}


def resource(table: str) -> dict:
    """A table's resource; an error that names near tables where there is none."""
    package = _package(root())
    if table not in package:
        near = difflib.get_close_matches(table, package, n=3) or sorted(package)
        raise RecountedError(
            "data/datapackage.json", f"there is no table {table!r}", f"Tables of a like name: {', '.join(near)}"
        )
    return package[table]


def _read(path: Path) -> list[list[str]]:
    """All lines. pandas would take a row that is too long for an index, so they are read by `csv`."""
    try:
        with open(path, newline="", encoding="utf-8") as file:
            header, *rows = csv.reader(file, strict=True)
    except FileNotFoundError:
        raise RecountedError(
            str(path), "the table's file is missing", "Restore it with `git checkout -- data`"
        ) from None
    except (csv.Error, UnicodeDecodeError, ValueError) as fault:
        raise RecountedError(
            str(path),
            f"not a readable CSV table ({fault})",
            "Mend the row named, or restore the file with `git checkout -- data`",
        ) from None
    for line, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise RecountedError(
                f"{path}, line {line}",
                f"{len(row)} cells under {len(header)} columns",
                "Add or remove a cell; text with a comma needs quotes",
            )
    return [header, *rows]


def _check_header(path: Path, found: list[str], wanted: list[str]) -> None:
    if found != wanted:
        raise RecountedError(
            f"{path}, line 1",
            f"columns are {', '.join(found)}, not {', '.join(wanted)}",
            "Make the header and the table's schema in data/datapackage.json the same",
        )
