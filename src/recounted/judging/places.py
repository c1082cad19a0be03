"""Where something stands in the article: one form, one wording, for claims, numbers and passages."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from recounted.errors import RecountedError
from recounted.paths import root
from recounted.tables.rows import has, read


@dataclass(frozen=True)
class Section:
    """A section of the article: its id in every table, its name in a sentence, its title, and what its parts are."""

    section: str
    name: str
    title: str
    part: str = "paragraph"


@dataclass(frozen=True)
class Place:
    """A section, a paragraph of it (0: its heading; None: the section as a whole) and a footnote, if any."""

    section: str
    paragraph: int | None = None
    footnote: int | None = None

    @property
    def words(self) -> str:
        """`section 5, paragraph 17`, `footnote 24 (section 3, paragraph 17)`, `references, entry 5`."""
        named = section(self.section)
        where = f"{named.name}, {named.part} {self.paragraph}" if self.paragraph else named.name
        if self.paragraph == 0 and not self.footnote:
            return f"heading of {named.name}"
        return f"footnote {self.footnote} ({where})" if self.footnote else where


def section(section_id: str) -> Section:
    """The section of that id; one that the project does not name is called by its id."""
    return sections().get(section_id) or Section(section_id, f"section {section_id}", section_id)


def sections() -> dict[str, Section]:
    """The project's sections by id, in reading order: rows of the table `sections`; {} where it has none."""
    return _sections(root())


@cache
def _sections(folder: Path) -> dict[str, Section]:
    if not has("sections"):
        return {}
    path, _, rows = read("sections")
    found: dict[str, Section] = {}
    for line, row in enumerate(rows, start=2):
        if row[0] in found:
            raise RecountedError(f"{path}, line {line}", f"section {row[0]!r} stands twice", "Keep one row a section")
        found[row[0]] = Section(*row)
    return found


def whole(cell: str, where: str) -> int | None:
    """A cell of a place as a number, None where it is empty."""
    if cell and not cell.isdecimal():
        raise RecountedError(where, f"{cell!r} is not a whole number", "Correct the place")
    return int(cell) if cell else None
