"""How well the numbers of a text are found: whole expressions, held to a list that a reader made by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from recounted.article.numbers import normal


@dataclass(frozen=True)
class Measure:
    """Counts of expressions that are right, found and there; `differences`: (what is there, what was found), runs.

    An expression that is cut in two is one that is lost and two that are too much.
    """

    right: int
    found: int
    there: int
    differences: tuple[tuple[str, str], ...]

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0


def labelled(text: str) -> list[str]:
    """The expressions of a list in reading order: one a line, or several with a bar between."""
    return [each for line in text.splitlines() for each in map(str.strip, line.split("|")) if each]


def measured(there: Sequence[str], found: Sequence[str]) -> Measure:
    """Hold the expressions that were `found` to those that are `there`, both in reading order."""
    matcher = SequenceMatcher(None, [*map(normal, there)], [*map(normal, found)], autojunk=False)
    right = sum(block.size for block in matcher.get_matching_blocks())
    runs = [(there[a:b], found[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    return Measure(right, len(found), len(there), tuple((" | ".join(a), " | ".join(b)) for a, b in runs))


def report(measure: Measure, name: str) -> list[str]:
    """The Measure as lines of text for a terminal."""
    lines = [
        f"{name}: {measure.there} expressions in your list, {measure.found} found, {measure.right} of them alike",
        f"  precision  {measure.precision:.3f}",
        f"  recall     {measure.recall:.3f}",
    ]
    return lines + [f"your list: {there or '-'}   found: {found or '-'}" for there, found in measure.differences]
