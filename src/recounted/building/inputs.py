"""What a notebook's outputs follow from, as digests: by content, never by time. Standard library only, for speed."""

import csv
import io
import json
import os
import sys
import sysconfig
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from recounted.errors import RecountedError
from recounted.files import digest, digest_of
from recounted.judging.findings import VERDICTS_JSON, VERDICTS_TABLE
from recounted.paths import root
from recounted.tables.rows import decimal_mark, resources, star_levels

LEDGER = "claims"  # of this table a notebook depends on its own rows
OF_CLAIMS = ("remarks", "beside", "margins", "standing")  # and of these on those of its claims
READINGS = "readings"  # of this one on the rows of its parameters
SEARCHED = ("margins.csv", "specifications.csv", "standing.csv")  # published, but not by the build: it shows them
WHOLE = ("names", "sections")  # and on these whole: short names in full, how places are called
SOURCES = "sources"  # of this one on the rows whose id stands in its cells or tables
NAMED = ("article", "robustness")  # parts of the library that only notebooks which name them depend on
# Rooms of the library that no notebook's output follows from …
APART = ("building", "commands", "mutation", "project", "site", "sweep")
WRITERS = (
    "collect.py",
    "encoded.py",
    "readme.py",
    "placement.py",
)  # … but in the first of them these write what is published


def data_files() -> dict[str, str | None]:
    """Digest of each file of data/ by its path, but for what the build itself writes there."""
    folder = root()
    files = [path.relative_to(folder).as_posix() for path in sorted((folder / "data").rglob("*.*")) if path.is_file()]
    published = Path(VERDICTS_JSON).parent
    return {
        name: digest_of(folder / name)
        for name in files
        if published != Path(name).parent or Path(name).name in SEARCHED
    }


def changed_meanwhile(path: str) -> RecountedError:
    """What notebooks follow from must be what they followed from."""
    return RecountedError(
        path, "changed while notebooks ran", "If a notebook writes it, let it not; if you did, build again"
    )


def everything(stems: list[str]) -> str:
    """One digest of all that these notebooks depend on except their cells; while it stays, nothing is stale."""
    return digest(json.dumps([common(), _library(), writers(), data_files(), stems]))


def common() -> dict[str, str | None]:
    """Inputs of every notebook but the library: lock, installed packages, Python."""
    return {
        "lock": digest_of(root() / "requirements.lock"),
        "packages": _packages(),
        "python": "{}.{}".format(*sys.version_info),
        "how figures are printed": f"{decimal_mark()} {star_levels()}",
        "stars": " ".join(star_levels()),
    }


def writers() -> dict[str, str | None]:
    """Digests of the modules that write what is published."""
    return {name: digest_of(Path(__file__).with_name(name)) for name in WRITERS}


class Inputs:
    """The project's tables, library and environment, each read once a build."""

    def __init__(self) -> None:
        self.resources, self.data = resources(), data_files()
        files = _library()
        self.named = {part: digest(json.dumps([file for file in files if file[0] == part])) for part in NAMED}
        rest = [file for file in files if file[0] not in NAMED]
        self.common = {**common(), "library": digest(json.dumps(rest))}
        self.tables: dict[str, str] = {}

    def of(self, stem: str, cells: str, tables: list[str], reads_all: bool = False) -> dict[str, str | None]:
        """Digest of each input of one notebook by name. `cells`: what its cells hold; `tables`: those it loads.

        `reads_all`: it may read any file of data/.
        """
        found = {**self.common, "cells": digest(cells), **{f"table {table}": self.table(table) for table in tables}}
        found[f"rows of {LEDGER}"] = self._rows(LEDGER, lambda row: row["notebook"] == stem)
        mine = {row["claim_id"] for row in _parsed(self.text(LEDGER)) if row["notebook"] == stem}
        for table in OF_CLAIMS:
            found[f"rows of {table}"] = self._rows(table, lambda row: row["claim_id"] in mine)
        found[f"rows of {READINGS}"] = self._rows(READINGS, lambda row: row["notebook"] in ("*", stem))
        found |= {f"table {table}": self.table(table) for table in WHOLE}
        named = self._sources_in(cells).union(*(self._sources_in(self.text(table)) for table in tables))
        found[f"rows of {SOURCES}"] = self._rows(SOURCES, lambda row: row["source_id"] in named)
        found |= {f"library {part}": self.named[part] for part in NAMED if f"recounted.{part}" in cells}
        if reads_all:
            found["every file of data"] = digest(json.dumps(self.data, sort_keys=True))
        if VERDICTS_TABLE in tables:
            found[VERDICTS_JSON] = digest_of(root() / VERDICTS_JSON)
        return found

    def of_verdicts(self, executed: list[Path]) -> dict[str, str | None]:
        """Inputs of what is published: executed notebooks, the ledger, the data, what writes it."""
        notebooks = {path.stem: digest_of(path) for path in executed}
        data = digest(json.dumps(self.data, sort_keys=True))  # what was encoded of each source
        return {**self.common, **writers(), **notebooks, LEDGER: self.table(LEDGER), "data": data}

    def table(self, table: str) -> str:
        """Digest of a table's rows and of what the data package says of it."""
        return digest(json.dumps(self.resources.get(table), sort_keys=True) + self.text(table))

    def text(self, table: str) -> str:
        """A table's CSV file as text, empty where it is missing: the notebook that loads it says so.

        Read once, but for the verdicts, which the build writes between two notebooks. Raises RecountedError where it
        is not as it was when the build began.
        """
        if table not in self.tables or table == VERDICTS_TABLE:
            name = f"data/{self.resources.get(table, {}).get('path', table)}"
            content = (root() / name).read_bytes() if (root() / name).is_file() else b""
            if digest(content) != self.data.get(name, digest(content)):
                raise changed_meanwhile(name)
            self.tables[table] = content.decode("utf-8-sig", errors="replace")
        return self.tables[table]

    def _rows(self, table: str, wanted: Callable[[dict], bool]) -> str:
        chosen = [row for row in _parsed(self.text(table)) if wanted(row)]
        return digest(json.dumps([self.resources.get(table), chosen], sort_keys=True))

    def _sources_in(self, text: str) -> frozenset[str]:
        return _ids_in(text, tuple(row["source_id"] for row in _parsed(self.text(SOURCES))))


@lru_cache
def _parsed(text: str) -> list[dict]:
    """Rows by column name. Not as strict as tables.rows: a broken table is told of by the notebook that loads it."""
    return list(csv.DictReader(io.StringIO(text), restkey="more", restval=""))


@cache
def _ids_in(text: str, ids: tuple[str, ...]) -> frozenset[str]:
    return frozenset(each for each in ids if each in text)


def _library() -> list[tuple[str, str, str | None]]:
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
