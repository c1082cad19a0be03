"""Nodes of HTML and XML as text: digits raised and lowered as they are printed, tables as Markdown."""

import re
from typing import Any

from lxml import etree

from recounted.article.cleaning import TO_SUBSCRIPT
from recounted.numerals.marks import TO_SUPERSCRIPT

# What no reader takes for the article: scripts, navigation, formulas told twice, the journal's own record.
LEFT_OUT = {"script", "style", "nav", "noscript", "template", "svg", "button", "form", "head", "aside", "annotation"}
LEFT_OUT |= {
    "tex-math",
    "journal-meta",
    "object-id",
    "permissions",
    "custom-meta-group",
    "counts",
    "alt-title",
    "volume",
}
LEFT_OUT |= {"issue", "fpage", "lpage", "elocation-id", "issue-id", "funding-group", "self-uri", "contrib-id", "pub-id"}
LEFT_OUT |= {"article-categories", "related-article", "related-object", "sub-article", "response"}
DATES = ("date", "pub-date")
PICTURES = ("img", "graphic", "inline-graphic", "picture")  # told of as not read


def name_of(node: Any) -> str:
    """The name of a node without its namespace, in small letters; "" for a comment."""
    return etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""


def inline(node: Any) -> str:
    """The text of a node, digits raised and lowered as they are printed, breaks as spaces."""
    name = name_of(node)
    if not name or name in LEFT_OUT:
        return ""
    if name in PICTURES:
        return " ![] "
    if name in DATES and any(name_of(child) == "year" for child in node):
        return f" {_date(node)} "
    text = (node.text or "") + "".join(inline(child) + (child.tail or "") for child in node)
    if name in ("sup", "sub") and re.fullmatch(r"\s*[-+−–]?\d{1,4}\s*", text):
        return text.strip().replace("–", "-").translate(TO_SUPERSCRIPT if name == "sup" else TO_SUBSCRIPT)
    if name in ("xref", "label") and _is_marker(node) and text.strip().isdigit():
        return text.strip().translate(TO_SUPERSCRIPT)
    if name in ("br", "hr", "td", "th"):
        return f"{text} "
    if name in ("p", "div", "person-group", "name", "string-name", "surname", "article-title", "source", "year", "li"):
        return f"{text} "
    return text


def _date(node: Any) -> str:
    """`2020-03-05` from its parts, or as much as is given."""
    parts = [node.findtext(f"{{*}}{part}") or node.findtext(part) or "" for part in ("year", "month", "day")]
    return "-".join(part.strip().zfill(2) for part in parts if part.strip())


def _is_marker(node: Any) -> bool:
    """Whether it points to an affiliation or a note, or is the number of one."""
    return node.get("ref-type") in ("aff", "fn", "corresp", "author-notes") or name_of(node.getparent()) == "aff"


def table(node: Any) -> str:
    """A table as Markdown; cells over several rows or columns stand in the first, the others are empty."""
    rows = [row for row in node.iter() if name_of(row) == "tr"]
    grid: dict[tuple[int, int], str] = {}
    for r, row in enumerate(rows):
        c = 0
        for cell in [each for each in row if name_of(each) in ("td", "th")]:
            while (r, c) in grid:
                c += 1
            across, down = (_span(cell.get(name)) for name in ("colspan", "rowspan"))
            grid |= {(r + i, c + j): "" for i in range(down) for j in range(across)}
            grid[r, c] = " ".join(inline(cell).replace("|", "/").split())
            c += across
    width = max((c for _, c in grid), default=0) + 1
    lines = [[grid.get((r, c), "") for c in range(width)] for r in range(len(rows))]
    shown = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join([*shown[:1], f"|{'---|' * width}", *shown[1:]])


def _span(text: str | None) -> int:
    return min(int(text), 100) if text and text.isdigit() and int(text) else 1
