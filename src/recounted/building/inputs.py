"""What a notebook's outputs follow from, as digests: by content, never by time. Standard library only, for speed."""

import ast
import csv
import hashlib
import io
import json
import os
import sys
import sysconfig
from functools import cache
from pathlib import Path

from recounted.errors import RecountedError

SCORECARD = "10-scorecard"
FINDINGS = "build/verdicts.json"
LEDGER = "claims"  # of this table a notebook depends on its own rows
SOURCES = "sources"  # of this one on the rows whose id stands in its cells or tables
OF_SCORECARD = (LEDGER, "numbers", "claims-without-number", "top-findings")  # tables that the library reads for it
ARTICLE = "article"  # the part of the library that only notebooks which name it depend on
# Rooms of the library that no notebook's output follows from.
APART = ("building", "commands")


def digest(content: bytes | str) -> str:
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()[:24]


def digest_of(path: Path) -> str | None:
    """Of a file's content; None where there is no file."""
    try:
        return digest(path.read_bytes())
    except FileNotFoundError:
        return None


def everything(root: Path, stems: list[str]) -> str:
    """One digest of all that these notebooks could follow from but their cells. As it was, none of them is stale."""
    files = [[str(path.relative_to(root)), digest_of(path)] for path in sorted((root / "data").rglob("*.*"))]
    return digest(json.dumps([common(root), _library(), files, stems]))


def common(root: Path) -> dict[str, str]:
    """Inputs of every notebook but the library: lock, installed packages, Python."""
    return {
        "lock": digest_of(root / "requirements.lock"),
        "packages": _packages(),
        "python": "{}.{}".format(*sys.version_info),
    }


class Inputs:
    """The project's tables, library and environment, each read once a build."""

    def __init__(self, root: Path):
        self.root = root
        package = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
        self.resources = {each["name"]: each for each in package["resources"]}
        parts = {True: [], False: []}
        for file in _library():
            parts[file[0] == ARTICLE].append(file)
        self.article = digest(json.dumps(parts[True]))
        self.common = {**common(root), "library": digest(json.dumps(parts[False]))}
        self._text, self._table, self._parsed, self._sources_of = map(
            cache, (self._text, self._table, self._parsed, self._sources_of)
        )

    def of(self, stem: str, cells: str, tables: list[str]) -> dict[str, str]:
        """Digest of each input of one notebook by name. `cells`: what its cells hold; `tables`: those it loads."""
        found = {**self.common, "cells": digest(cells), **{f"table {table}": self._table(table) for table in tables}}
        found[f"rows of {LEDGER}"] = self._rows(LEDGER, lambda row: row["notebook"] == stem)
        named = self._sources_in(cells).union(*(self._sources_of(table) for table in tables))
        found[f"rows of {SOURCES}"] = self._rows(SOURCES, lambda row: row["source_id"] in named)
        if f"recounted.{ARTICLE}" in cells:
            found[f"library {ARTICLE}"] = self.article
        if stem == SCORECARD:
            found[FINDINGS] = digest_of(self.root / FINDINGS)
            found.update({f"table {table}": self._table(table) for table in OF_SCORECARD})
        return found

    def of_findings(self, outputs: list[Path]) -> dict[str, str]:
        """Inputs of the collected verdicts: executed notebooks and the ledger."""
        return {**self.common, **{path.stem: digest_of(path) for path in outputs}, LEDGER: self._table(LEDGER)}

    def _text(self, table: str) -> str:
        """A table's CSV file as text, empty where it is missing: the notebook that loads it says so."""
        path = self.root / "data" / self.resources.get(table, {}).get("path", table)
        return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""

    def _table(self, table: str) -> str:
        return digest(json.dumps(self.resources.get(table), sort_keys=True) + self._text(table))

    def _parsed(self, table: str) -> list[dict]:
        rows = csv.DictReader(io.StringIO(self._text(table)), restkey="more", restval="")
        return list(rows)

    def _rows(self, table: str, wanted) -> str:
        chosen = [row for row in self._parsed(table) if wanted(row)]
        return digest(json.dumps([self.resources.get(table), chosen], sort_keys=True))

    def _sources_of(self, table: str) -> set[str]:
        return self._sources_in(self._text(table))

    def _sources_in(self, text: str) -> set[str]:
        return {row["source_id"] for row in self._parsed(SOURCES) if row["source_id"] in text}


def _library() -> list[tuple[str, str, str]]:
    """Part, path and digest of each file of the library that can matter to a notebook."""
    source = Path(__file__).parents[1]
    files = [*source.rglob("*.*"), *source.with_name("warm_kernel").rglob("*.*")]
    named = [(path.relative_to(source.parent), path) for path in sorted(files) if "__pycache__" not in path.parts]
    return [
        (name.parts[1], name.as_posix(), digest_of(path))
        for name, path in named
        if path.is_file() and name.parts[1] not in APART
    ]


def _packages() -> str:
    """Names and versions of the installed packages, which may differ from the lock in a conda environment."""
    names = os.listdir(sysconfig.get_path("purelib"))
    return digest("\n".join(sorted(name for name in names if name.endswith(".dist-info"))))


def cells_of(notebook: dict) -> str:
    """What a notebook's cells hold: types, sources and tags, without outputs and ids."""
    return json.dumps(
        [
            [cell["cell_type"], "".join(cell["source"]), sorted(cell["metadata"].get("tags", []))]
            for cell in notebook["cells"]
        ]
    )


def tables_of(notebook: dict, name: str) -> list[str]:
    """Tables that a notebook reads: the texts in its calls of `load`. Raises RecountedError for one that is no text."""
    tables = set()
    for number, cell in enumerate(notebook["cells"], start=1):
        if cell["cell_type"] == "code":
            tables |= set(_loads("".join(cell["source"]), f"{name}, cell {number}"))
    return sorted(tables)


def _loads(source: str, where: str):
    plain = "\n".join("pass" if line[:1] in "%!" else line for line in source.splitlines())
    try:
        calls = [node for node in ast.walk(ast.parse(plain)) if isinstance(node, ast.Call)]
    except SyntaxError as fault:
        raise RecountedError(where, f"not valid Python ({fault.msg})", "Mend the cell") from None
    for call in calls:
        if ast.unparse(call.func) in ("load", "recounted.load", "tables.load"):
            names = _texts(call.args[0]) if call.args else []
            if not names:
                raise RecountedError(
                    where,
                    f"{ast.unparse(call)} does not name its table",
                    'Write the name as text, load("name"), so that a change of the table is noticed',
                )
            yield from names


def _texts(node) -> list[str]:
    """The texts that an expression may be: one, or one of two by a condition; none where that cannot be told."""
    if isinstance(node, ast.IfExp):
        either, other = _texts(node.body), _texts(node.orelse)
        return either + other if either and other else []
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
