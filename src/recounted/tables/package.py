"""Whether data/datapackage.json can be read as it stands, checked before any table is opened.

Each table has a name of its own, a file inside data/, columns of a known type, constraints and keys that can be held
to its cells. What the Table Schema allows and the reader does not do is refused: a -99 that the package declares
missing would be added up.
"""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import PureWindowsPath
from typing import Any

from recounted.errors import RecountedError
from recounted.paths import PACKAGE
from recounted.tables.schema import TYPES as CHECKED

WHERE = PACKAGE.as_posix()
TYPES = ("string", "integer", "number", "boolean", "date", "array", "object")
ORDERED = ("integer", "number", "date")
TEXTS = ("title", "description", "unit")  # of a table or a column; sentences and pages quote them
# What the reader does. A property with another value would change what the cells say, or what they are held to.
TABLE = {"format": ("csv",), "encoding": ("utf-8", "utf-8-sig"), "compression": ("no",), "data": ()}
DIALECT = {
    "delimiter": (",",),
    "lineTerminator": ("\n", "\r\n"),
    "quoteChar": ('"',),
    "doubleQuote": (True,),
    "header": (True,),
    "skipInitialSpace": (False,),
    "caseSensitiveHeader": (True, False),
    "csvddfVersion": (1, 1.0, 1.2, "1.0", "1.2"),
}
SCHEMA = {"missingValues": ([""],), "fieldsMatch": ("exact", ["exact"]), "uniqueKeys": ()}
FIELD = {
    "format": ("default",),
    "groupChar": ("",),
    "bareNumber": (True,),
    "trueValues": (["true"],),
    "falseValues": (["false"],),
    "missingValues": ([""],),
    "categories": (),
}
NUMERIC = FIELD | {"decimalChar": (".",)}
PLAIN = (
    "Take it out, and write the cells plainly: commas between them, 1050 and 9.19, true and false, "
    "nothing where a value is missing"
)


def tables(package: dict) -> dict[str, dict]:
    """The tables (CSV files) of a data package by name. Raises RecountedError for the first that cannot be read as it
    is described, and what Python raises where the package has no list of resources with names."""
    found: dict[str, dict] = {}
    for each in package["resources"]:
        if (name := each["name"]) in found:
            raise RecountedError(WHERE, f"two tables are named {name!r}", "Give one another name, or take it out")
        _want(isinstance(name, str), WHERE, f"the name {name!r} is no text", "Name the table by a text")
        found[name] = each
    for name, each in found.items():
        _check_path(f"{WHERE}, table {name!r}", each.get("path"))
    found = {name: each for name, each in found.items() if each["path"].endswith(".csv")}
    for name, each in found.items():
        _check_table(f"{WHERE}, table {name!r}", each)
    for name, each in found.items():
        for key in each["schema"].get("foreignKeys", []):
            _check_reference(f"{WHERE}, table {name!r}, foreignKeys", each, key, found)
    return found


def names_of(table: dict) -> list[str]:
    """The names of a table's columns."""
    return [field["name"] for field in table["schema"]["fields"]]


def _want(fits: bool, where: str, what: str, remedy: str) -> None:
    if not fits:
        raise RecountedError(where, what, remedy)


def _check_path(where: str, path: object) -> None:
    if not isinstance(path, str):
        raise RecountedError(where, "has no path", 'Add "path", from data/')
    parts = PureWindowsPath(path)  # which knows the absolute paths of every system
    outside = parts.anchor or ".." in parts.parts
    _want(
        not outside,
        where,
        f"its path {path!r} leads out of data/",
        "Move the file there, and write its path from data/",
    )


def _check_table(where: str, table: dict) -> None:
    schema: dict = table["schema"] if isinstance(table.get("schema"), dict) else {}
    fields = schema.get("fields")
    if not isinstance(fields, list) or not fields:
        raise RecountedError(where, "has no schema with fields", "Describe its columns; `recounted table` drafts them")
    _check_read(where, table, TABLE)
    dialect = table.get("dialect", {})
    _want(isinstance(dialect, dict), where, f"dialect {_shown(dialect)} is not read", PLAIN)
    _check_read(f"{where}, dialect", dialect, DIALECT | dict.fromkeys(dialect.keys() - DIALECT.keys(), ()))
    _check_read(where, schema, SCHEMA)
    for number, field in enumerate(fields, start=1):
        if not isinstance(field, dict) or not isinstance(field.get("name"), str) or not field["name"]:
            raise RecountedError(where, f"column {number} has no name", 'Add "name", as in the first line of the file')
        _check_field(f"{where}, column {field['name']!r}", field)
    for name, times in Counter(names := names_of(table)).items():
        _want(times == 1, where, f"two columns are named {name!r}", "Give one of them another name")
    _check_names(f"{where}, primaryKey", schema.get("primaryKey", []), names)
    for field in fields:
        if "counts" in field:
            _check_names(f"{where}, column {field['name']!r}, counts", field["counts"], names)
    for name, given in (("foreignKeys", schema.get("foreignKeys", [])), ("relations", table.get("relations", []))):
        is_list = isinstance(given, list) and all(isinstance(each, dict) for each in given)
        _want(is_list, where, f"{name} is no list of objects", "Write it in brackets, [{…}]")


def _check_read(where: str, given: dict, read: dict[str, tuple]) -> None:
    """Each property has a value that the reader does; one that is not listed says nothing of how to read."""
    for name in TEXTS:
        if not isinstance(given.get(name, ""), str):
            raise RecountedError(where, f"{name} {_shown(given[name])} is no text", "Write a text in quotation marks")
    for name in [name for name in given if name in read]:
        value = given[name].lower() if name == "encoding" and isinstance(given[name], str) else given[name]
        _want(value in read[name], where, f"{name} {_shown(value)} is not read", PLAIN)


def _check_field(where: str, field: dict) -> None:
    kind, rules = field.get("type"), field.get("constraints", {})
    if kind not in TYPES:
        raise RecountedError(where, f"{kind!r} is not a known type", f"Choose one of: {', '.join(TYPES)}")
    # a text with a decimal comma is read where a figure is taken from it; a column of numbers has points
    _check_read(where, field, FIELD if kind == "string" else NUMERIC)
    _want(isinstance(rules, dict), where, "constraints is no object", 'Write as in "constraints": {"required": true}')
    for name, value in rules.items():
        if name not in CONSTRAINTS:
            known = f"Write one of: {', '.join(CONSTRAINTS)}"
            raise RecountedError(where, f"the constraint {name!r} is not checked", known)
        fits, what = CONSTRAINTS[name]
        if not fits(value, kind):
            said = f"{name} {_shown(value)} is not {what}"
            raise RecountedError(where, said, "Correct the constraint, or take it out")


def _shown(value: object) -> str:
    return shown if len(shown := repr(value)) < 80 else f"{shown[:80]}…"


def _is_pattern(value: Any, kind: str) -> bool:
    try:
        return isinstance(value, str) and bool(re.compile(value))
    except (re.error, OverflowError, RecursionError):
        return False


def _is_bound(value: Any, kind: str) -> bool:
    return kind in ORDERED and CHECKED[kind](str(value))


def _is_truth(value: Any, kind: str) -> bool:
    return isinstance(value, bool)


# By constraint: whether a value and the column's type fit it, and what the value is to be.
CONSTRAINTS: dict[str, tuple[Callable[[Any, str], bool], str]] = {
    "required": (_is_truth, "true or false"),
    "unique": (_is_truth, "true or false"),
    "enum": (lambda value, kind: isinstance(value, list) and bool(value), "a list of values"),
    "pattern": (_is_pattern, "a regular expression"),
    "minimum": (_is_bound, "a number or date such as the column has"),
    "maximum": (_is_bound, "a number or date such as the column has"),
    "maxLength": (lambda value, kind: type(value) is int and value > 0, "a whole number above 0"),
}


def _check_names(where: str, given: object, names: list[str]) -> None:
    for name in _listed(where, given):
        if name not in names:
            raise RecountedError(where, f"there is no column {name!r}", f"Write one of: {', '.join(names)}")


def _listed(where: str, given: object) -> list[str]:
    several = [given] if isinstance(given, str) else given
    if not isinstance(several, list) or not all(isinstance(each, str) for each in several):
        raise RecountedError(where, f"{_shown(given)} is no list of columns", 'Write as in ["year", "court"]')
    return several


def _check_reference(where: str, table: dict, key: dict, package: dict[str, dict]) -> None:
    """A foreign key leads from one column to one column of a table that is there."""
    reference: dict = key["reference"] if isinstance(key.get("reference"), dict) else {}
    name = reference.get("resource")
    if not isinstance(name, str):
        raise RecountedError(where, "a key has no reference to a table", 'Write "reference": {"resource": …}')
    _want(not name or name in package, where, f"there is no table {name!r}", f"Write one of: {', '.join(package)}")
    for there, fields in ((table, key.get("fields")), (package[name] if name else table, reference.get("fields"))):
        columns = _listed(where, fields)
        _want(len(columns) == 1, where, f"{_shown(fields)} is not one column", "Point by one column to one column")
        _check_names(f"{where}, columns of {there['name']!r}", columns, names_of(there))
