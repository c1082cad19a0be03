"""The documents outside the article: data/sources/sources.csv, one row a source. Starts without pandas."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from recounted.errors import RecountedError
from recounted.paths import root
from recounted.tables.rows import has, read

COPY = re.compile(r", ((?:copy|reprint|extract|page) at .+)$")  # at the end of a publisher, whose copy it is
BODY = re.compile(
    r"(?!The )[A-Z][\w ]* (?:of|in|on) "
)  # a name that has an article in a sentence: `Parliament of Tajikistan`


@dataclass(frozen=True)
class Source:
    """What a reader needs to find a source again.

    `origin`: who first made the figures, where that is another (a newspaper that repeats a ministry); `least_hidden`:
    the smallest count that `<5` can hide: 1 where the source prints its zeros, else 0.
    """

    source_id: str
    title: str
    publisher: str
    date: str
    address: str
    origin: str = ""
    least_hidden: str = ""

    @property
    def place(self) -> str:
        """Where it was read, in a sentence: `the copy at zakonpravo.kz`, `the Library of Congress`, `Kazinform`."""
        if copied := COPY.search(self.publisher):
            return f"the {copied[1]}"
        return f"the {self.publisher}" if BODY.match(self.publisher) else self.publisher

    @property
    def words(self) -> str:
        """Publisher, title, date and address, as a reader cites them."""
        return f"{self.publisher}, “{self.title}” ({self.date}). {self.address}"


def source(source_id: str) -> Source:
    """The source of that id; an error where there is none."""
    found = sources()
    if source_id not in found:
        raise RecountedError(
            "data/sources/sources.csv",
            f"there is no source {source_id!r}",
            "Add a row for it, or correct source_id in the table that names it",
        )
    return found[source_id]


def sources() -> dict[str, Source]:
    """All sources by id. Raises RecountedError for one that stands twice, and for an address that is none."""
    return _sources(root())


@cache
def _sources(folder: Path) -> dict[str, Source]:
    if not has("sources"):
        return {}
    path, resource, rows = read("sources")
    names = [field["name"] for field in resource["schema"]["fields"]]
    found: dict[str, Source] = {}
    for line, cells in enumerate(rows, start=2):
        row = dict(zip(names, cells, strict=True))
        each = Source(**{name: row.get(name, "") for name in Source.__dataclass_fields__})
        _check(f"{path}, line {line}", each, found)
        found[each.source_id] = each
    return found


def _check(where: str, source: Source, before: dict[str, Source]) -> None:
    if source.source_id in before:
        raise RecountedError(where, f"the source {source.source_id} stands twice", "Keep one row a source")
    if source.address and not source.address.startswith(("https://", "http://")):
        raise RecountedError(where, f"{source.address!r} is no web address", "Begin it with https:// or http://")
