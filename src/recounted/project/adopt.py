"""Take a CSV file into the data package: types found in its cells, a key, descriptions to be written."""

import json
import os
from itertools import accumulate
from pathlib import Path

from recounted.errors import RecountedError
from recounted.files import write_whole
from recounted.judging.told import readings
from recounted.paths import PACKAGE, root
from recounted.project.draft import TODO
from recounted.tables.rows import decimal_mark, lines_in, resources
from recounted.tables.schema import TYPES

REFERENCES = {"claim_id": "claims", "source_id": "sources", "position": "numbers"}


def adopt(path: Path) -> dict:
    """Add the table to data/datapackage.json and give its resource.

    Raises RecountedError for a file outside data/, one that is no table, or a name that is taken.
    """
    inside = _inside(path)
    header, rows = _read(path)
    name = path.stem
    resources()  # says clearly what is wrong with a package that is none
    package = json.loads((root() / PACKAGE).read_text(encoding="utf-8"))
    if name in [each["name"] for each in package["resources"]]:
        raise RecountedError(PACKAGE.as_posix(), f"there is a table {name!r} already", "Give the file another name")
    package["resources"].append(resource := _resource(name, inside, header, rows))
    write_whole(root() / PACKAGE, json.dumps(package, indent=2, ensure_ascii=False) + "\n")
    return resource


def _inside(path: Path) -> str:
    try:
        return Path(os.path.realpath(path)).relative_to(os.path.realpath(root() / "data")).as_posix()
    except ValueError:
        raise RecountedError(
            str(path), "is not in the project's data/", "Move it to data/sources or data/article"
        ) from None


def _read(path: Path) -> tuple[list[str], list[list[str]]]:
    if not path.exists():
        raise RecountedError(str(path), "there is no such file", "Give the path of a CSV file in the project's data/")
    if path.suffix != ".csv":
        raise RecountedError(
            str(path), "its name does not end in .csv", "Save it as CSV, with commas between the cells"
        )
    header, *rows = lines_in(path)
    if len(set(header)) < len(header) or not all(header):
        raise RecountedError(f"{path}, line 1", "a column has no name, or two have the same", "Name each column")
    if not rows:
        raise RecountedError(str(path), "it has no rows", "Write at least one under the line of names")
    return header, rows


def _resource(name: str, inside: str, header: list[str], rows: list[list[str]]) -> dict:
    columns = {column: [row[index] for row in rows] for index, column in enumerate(header)}
    commas, own = decimal_mark() == ",", inside.startswith("article/")
    schema: dict = {"fields": [_field(each, columns[each], commas, own) for each in header]}
    for field in schema["fields"]:
        if rows and all(columns[field["name"]]):
            field["constraints"] = {"required": True}
    if key := _key(header, rows):
        schema["primaryKey"] = key
    known = [(column, REFERENCES[column]) for column in header if column in REFERENCES]
    if references := [_reference(column, table) for column, table in known if table in resources()]:
        schema["foreignKeys"] = references
    return {
        "name": name,
        "path": inside,
        "title": name.replace("-", " ").capitalize(),
        "description": TODO,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
        "sources": [{"title": TODO}],
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
    }


def _field(name: str, cells: list[str], commas: bool, own: bool) -> dict:
    """A column with its type. `commas`: the article has decimal commas; `own`: the table is of what the article prints.

    There 1.050 may be 1050: a column with such a cell is text, whose mark is the article's or to be told.
    """
    field = {"name": name, "type": kind(cells), "description": TODO}
    if commas and field["type"] in ("number", "string"):
        found = [readings(cell) for cell in cells if cell]
        if any(comma and point != comma for point, comma in found) and own:
            field |= {"type": "string", "decimalChar": ","}
        elif any(comma and point and point != comma for point, comma in found):
            field |= {"type": "string", "decimalChar": TODO}
    return field


def kind(cells: list[str]) -> str:
    """The narrowest type that all cells fit; text where none is filled."""
    filled = [cell for cell in cells if cell]
    fits = [name for name in ("integer", "number", "boolean", "date") if all(map(TYPES[name], filled))]
    return fits[0] if filled and fits else "string"


def _key(header: list[str], rows: list[list[str]]) -> list[str]:
    """The fewest first columns whose values tell the rows apart; any one column that does goes before."""
    alone = [[index] for index in range(len(header))]
    first = list(accumulate(alone))
    for indexes in [*alone, *first]:
        values = [tuple(row[i] for i in indexes) for row in rows]
        if rows and len(set(values)) == len(rows) and all(all(value) for value in values):
            return [header[i] for i in indexes]
    return []


def _reference(column: str, table: str) -> dict:
    return {"fields": [column], "reference": {"resource": table, "fields": [column]}}
