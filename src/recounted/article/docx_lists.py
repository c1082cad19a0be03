"""The numbers that Word itself puts before the items of a list: they are printed, though no paragraph holds them."""

import re
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST = 9  # levels that Word has


@dataclass(frozen=True)
class Level:
    """How a level of a list is numbered: `shown` is `%1.` or `%1.%2`, "" where it has no Arabic numbers; `style`: that
    of its paragraphs, if they have one."""

    shown: str = ""
    start: int = 1
    style: str = ""


@dataclass
class Lists:
    """Counts the items of a file in their order.

    By the numId of a list: its `levels`, its `kinds` (lists of one kind go on counting) and where it `begins` anew.
    `styles`: of a style, the list and level that its paragraphs belong to.
    """

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    begins: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def mark(self, paragraph: Any) -> str:
        """What stands before a paragraph: `3.`, `2.1`; `-` where it is an item without an Arabic number, "" where it is
        none."""
        item = paragraph.find(f"{W}pPr/{W}numPr")
        if item is not None:
            number_id, depth = value_of(item, "numId"), int(value_of(item, "ilvl") or 0)
        else:
            number_id, depth = self.styles.get(value_of(paragraph.find(f"{W}pPr"), "pStyle"), ("", 0))
        if number_id in ("", "0"):  # 0 takes a paragraph out of the list of its style
            return ""
        level = self.levels.get(number_id, {}).get(depth, Level())
        counts = self.counts.setdefault(self.kinds.get(number_id, number_id), {})
        if (begin := self.begins.pop((number_id, depth), None)) is not None:
            counts[depth] = begin
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in range(depth + 1, DEEPEST):
            counts.pop(deeper, None)
        # the %2 of %1.%2
        return re.sub(r"%(\d)", lambda match: str(counts.get(int(match[1]) - 1, 1)), level.shown) or "-"


def lists_of(numbering: Any, styles: Any = None) -> Lists:
    """The lists of a file, by its parts word/numbering.xml and word/styles.xml; none where it has none."""
    found = Lists()
    if numbering is None:
        return found
    kinds = {each.get(f"{W}abstractNumId"): _levels(each) for each in numbering.iter(f"{W}abstractNum")}
    for number in numbering.iter(f"{W}num"):
        number_id, kind = number.get(f"{W}numId"), value_of(number, "abstractNumId")
        found.levels[number_id], found.kinds[number_id] = kinds.get(kind, {}), kind
        for each in number.iter(f"{W}lvlOverride"):
            if start := value_of(each, "startOverride"):
                found.begins[number_id, int(each.get(f"{W}ilvl"))] = int(start)
    for style in [] if styles is None else styles.iter(f"{W}style"):
        if (item := style.find(f"{W}pPr/{W}numPr")) is not None and (number_id := value_of(item, "numId")):
            style_id = style.get(f"{W}styleId")
            depths = [depth for depth, each in found.levels.get(number_id, {}).items() if each.style == style_id]
            found.styles[style_id] = number_id, depths[0] if depths else int(value_of(item, "ilvl") or 0)
    return found


def _levels(kind: Any) -> dict[int, Level]:
    levels = {}
    for each in kind.iter(f"{W}lvl"):
        shown = value_of(each, "lvlText") if value_of(each, "numFmt") in ("decimal", "decimalZero") else ""
        levels[int(each.get(f"{W}ilvl"))] = Level(shown, int(value_of(each, "start") or 1), value_of(each, "pStyle"))
    return levels


def value_of(node: Any, name: str) -> str:
    """What the child `name` of a node says, in its attribute `val`; "" where there is no node or no such child."""
    found = node.find(f"{W}{name}") if node is not None else None
    return found.get(f"{W}val", "") if found is not None else ""
