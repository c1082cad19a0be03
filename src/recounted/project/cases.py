"""A project's own cases, tests/*.csv, read by their columns. Starts without pandas."""

import csv
import io
from collections.abc import Iterator

from recounted.errors import RecountedError
from recounted.paths import root
from recounted.running.notebooks import read_notebook
from recounted.running.single import check_tagged, find_notebook

# The tests of a project are data: verdicts by hand, parameters to run at, edits of tables that must turn a verdict.
# `recounted new` writes each file with these columns, and a project keeps all three, if only with this line.
HEADERS = {
    "golden": ["claim_id", "article_verdict", "source_verdict", "verdict", "why"],
    "parameters": ["notebook", "parameter", "value", "expect"],
    "edits": ["table", "old", "new", "notebook", "claim_id", "before", "after"],
}
SEPARATORS = {";": "semicolons", "\t": "tabs"}  # that spreadsheets write in place of commas
Case = tuple[str, dict[str, str]]  # file and line, and the cells by column


def cases(name: str) -> list[Case]:
    """The rows of tests/<name>.csv, whose first line must be its columns; empty lines are left out.

    Raises RecountedError, with file, line and remedy, for a file that is gone, is no UTF-8, has other columns, or a row
    of another length.
    """
    columns, file = HEADERS[name], f"tests/{name}.csv"
    reader = csv.reader(io.StringIO(_text(file, columns), newline=""), strict=True)
    found = []
    try:
        if (header := next(reader, [])) != columns:
            raise RecountedError(f"{file}, line 1", _unlike(header, columns), f"Let it be: {','.join(columns)}")
        for row in filter(None, reader):
            where = f"{file}, line {reader.line_num}"
            if len(row) != len(columns):
                what = f"{len(row)} cells under {len(columns)} columns"
                raise RecountedError(where, what, "Add or remove a cell; text with a comma needs quotes")
            found.append((where, dict(zip(columns, row, strict=True))))
    except csv.Error as fault:
        raise RecountedError(
            f"{file}, line {reader.line_num}", f"not readable as CSV ({fault})", "Correct it"
        ) from None
    return found


def _text(file: str, columns: list[str]) -> str:
    if not (root() / file).is_file():
        raise RecountedError(file, "is not there", f"Restore it, or write it with this line alone: {','.join(columns)}")
    content = (root() / file).read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise RecountedError(f"{file}, line {line}", "is not UTF-8", "Save it as CSV UTF-8, with commas") from None


def _unlike(header: list[str], columns: list[str]) -> str:
    """What is wrong with a first line that is not the columns."""
    if not any(header):
        return "is empty"
    for separator, name in SEPARATORS.items():
        if len(header) == 1 and separator in header[0]:
            return f"its cells are separated by {name}, not by commas"
    lacking = [each for each in columns if each not in header]
    other = [each for each in header if each not in columns]
    if not lacking and not other:
        return "its columns stand in another order, or twice"
    parts = [("lacks the column {}", lacking), ("has {}, which is no column of it", other)]
    return " and ".join(text.format(", ".join(map(repr, each))) for text, each in parts if each)


def untagged() -> Iterator[tuple[str, str]]:
    """The notebooks of tests/parameters.csv of whose cells none, or more than one, is tagged `parameters`, and why that
    is so; what is wrong with the file where it is there and cannot be read."""
    if not (root() / "tests/parameters.csv").is_file():
        return
    try:
        names = dict.fromkeys(row["notebook"] for _, row in cases("parameters"))
    except RecountedError as fault:
        yield fault.where, f"{fault.what}. {fault.remedy}"
        return
    for name in names:
        try:
            path = find_notebook(name)
            check_tagged(path.name, read_notebook(path))
        except RecountedError as fault:
            yield f"tests/parameters.csv, {name}", str(fault)
