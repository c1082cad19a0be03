"""Headings of an article, as people have them, and the section that each begins."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

NUMBER = r"\**(\d{1,2}(?:\.\d{1,2}){0,4})[.)]?\s+"  # 3, 3.1, 10.
# In capitals, perhaps with # or ** or a number before it.
CAPITALS = re.compile(rf"\s*#*\s*(?:{NUMBER})?([A-Z][A-Z ,’':-]{{5,}}[A-Z])\**\s*$")
# `## 3.1 Data`, in any case; `Data` with a line of = or - below it.
HASHES = re.compile(rf" {{0,3}}(#{{1,6}})\s+(?:{NUMBER})?([^\n]*?\w[^\n]*?)\**(?:\s+#+)?\s*$")
# a title with a line of = or - under it
UNDERLINED = re.compile(rf" {{0,3}}(?:{NUMBER})?(\S[^\n]*)\n {{0,3}}(=+|-{{2,}})\s*$")
UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})\s*$")  # that line alone
# what a list of references is called
REFERENCES = re.compile(r"(?:list of )?(?:references?|bibliography|works cited|literature(?: cited)?)(?: list)?$", re.I)


@dataclass(frozen=True)
class Heading:
    """A heading: its level by its marks (0: only capitals tell it), its number as printed, its title."""

    level: int
    number: str
    title: str

    @property
    def is_references(self) -> bool:
        return bool(REFERENCES.match(self.title.strip(" *_.:")))


def heading(text: str) -> Heading | None:
    """The heading that `text` (one block of a copy) is; None for any other block."""
    if match := HASHES.match(text):
        return Heading(len(match[1]), match[2] or "", match[3].strip())
    if match := UNDERLINED.match(text):
        return Heading(1 if match[3][0] == "=" else 2, match[1] or "", match[2].strip())
    if match := CAPITALS.match(text):
        return Heading(0, match[1] or "", match[2].strip())
    return None


class Sections:
    """Gives each heading of one copy the id of its section, in reading order.

    In a copy that numbers at least half of them the printed number is the id, and the first words of one that has none
    (`abstract`); in another copy they are counted (1, 1.1, 2).
    The title and, among marked or numbered headings, capitals alone begin none.
    """

    def __init__(self, headings: Iterable[Heading]):
        every = list(headings)
        self.title = _title(every)
        rest = [each for each in every if each is not self.title]
        named = [each for each in rest if not each.is_references]
        self.numbered = 0 < len(named) <= 2 * sum(bool(each.number) for each in named)
        self.marked = any(each.level for each in rest)
        self.top = min((each.level for each in rest if each.level), default=0)
        self.counts: list[int] = []
        self.used: set[str] = set()

    def id_of(self, found: Heading) -> str | None:
        """The id of the section that begins here; None where the heading is only a paragraph of the one around it."""
        if found.is_references:
            return self._unique("ref")
        if found.number and self.numbered:
            return self._unique(found.number)
        if found is self.title or (not found.level and (self.numbered or self.marked)):
            return None
        if self.numbered:
            # the first three words
            return self._unique("-".join(re.findall(r"[a-z0-9]+", found.title.lower())[:3]) or "section")
        return self._unique(self._counted(found.level))

    def _counted(self, level: int) -> str:
        depth = max(0, level - self.top)
        self.counts = self.counts[: depth + 1] + [0] * (depth + 1 - len(self.counts))
        self.counts = [max(each, 1) for each in self.counts[:-1]] + [self.counts[-1] + 1]
        return ".".join(map(str, self.counts))

    def _unique(self, name: str) -> str:
        unique = next(each for n in range(1, 999) if (each := f"{name}-{n}" if n > 1 else name) not in self.used)
        self.used.add(unique)
        return unique


def _title(headings: list[Heading]) -> Heading | None:
    """The first heading, if no other has its level or one above: that of the article itself."""
    first = headings[0] if headings else None
    if not first or not first.level or first.number or first.is_references:
        return None
    alone = len(headings) > 1 and all(each.level > first.level or not each.level for each in headings[1:])
    return first if alone else None
