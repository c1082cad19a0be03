"""Nodes of HTML and XML as text: digits raised and lowered as they are printed, tables as Markdown."""

import re
from typing import Any

from lxml import etree

from recounted.article.cleaning import TO_SUBSCRIPT
from recounted.numerals.dates import MONTHS
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
}
LEFT_OUT |= {"issue-id", "funding-group", "self-uri", "contrib-id", "pub-id"}
LEFT_OUT |= {"article-categories", "related-article", "related-object", "sub-article", "response"}
OF_THE_JOURNAL = {"volume", "issue", "fpage", "lpage", "elocation-id"}  # left out but in an entry of the references
DATES = ("date", "pub-date")
BACK = {"footnote-back", "reversefootnote", "footnote-backref", "data-footnote-backref"}  # ↩, at the end of a note
PICTURES = ("img", "graphic", "inline-graphic", "picture")  # told of as not read


def single_spaced(text: str) -> str:
    """`text` with one space for each run of spaces and line ends; a space that does not break stays, as in 53 000."""
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip()  # runs of spaces and line ends, no-break spaces not


def name_of(node: Any) -> str:
    """The name of a node without its namespace, in small letters; "" for a comment."""
    return etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""


def left_out(node: Any) -> bool:
    """Whether a node is no text of the article: a comment, what LEFT_OUT names, its own volume and pages."""
    name = name_of(node)
    of_the_article = name in OF_THE_JOURNAL and name_of(node.getparent()) == "article-meta"
    return not name or name in LEFT_OUT or of_the_article or (name == "a" and _is_empty_link(node))


def _is_empty_link(node: Any) -> bool:
    """Whether a link has no words of the article: the way back from a note, or a label of LaTeX without its number."""
    label = node.get("data-reference")
    return not BACK.isdisjoint(classes_of(node)) or bool(label and node.text_content() == f"[{label}]")


def classes_of(node: Any) -> list[str]:
    """The classes of a node of HTML."""
    return (node.get("class") or "").split()


def inline(node: Any) -> str:
    """The text of a node, digits raised and lowered as they are printed, breaks as spaces."""
    name = name_of(node)
    if left_out(node):
        return ""
    if name in PICTURES:
        return " ![] "
    if name in DATES and any(name_of(child) == "year" for child in node):
        return f" {_date(node)} "
    text = (node.text or "") + "".join(inline(child) + (child.tail or "") for child in node)
    if name in ("sup", "sub") and re.fullmatch(r"\s*[-+−–]?\d{1,4}\s*", text):  # a whole number, perhaps with its sign
        return text.strip().replace("–", "-").translate(TO_SUPERSCRIPT if name == "sup" else TO_SUBSCRIPT)
    if name == "sub" and re.fullmatch(r"\s*[\d.]+\s*[,;]\s*[\d.]+\s*", text):  # two numbers: 2, 14
        return f" ({text.strip()})"  # degrees of freedom, which would be glued to their letter
    if name in ("xref", "label") and _is_marker(node) and text.strip().isdigit():
        return text.strip().translate(TO_SUPERSCRIPT)
    if name in ("br", "hr", "td", "th"):
        return f"{text} "
    if name in ("p", "div", "person-group", "name", "string-name", "surname", "article-title", "source", "year", "li"):
        return f"{text} "
    return text


def _date(node: Any) -> str:
    """`2020-03-05` from its parts, or as much as is given: `March 2020`."""
    parts = [node.findtext(f"{{*}}{part}") or node.findtext(part) or "" for part in ("year", "month", "day")]
    given = [part.strip().zfill(2) for part in parts if part.strip()]
    if len(given) == 2 and given[1].isdigit() and 1 <= int(given[1]) <= 12:
        return f"{MONTHS[int(given[1]) - 1]} {given[0]}"
    return "-".join(given)


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
            grid[r, c] = single_spaced(inline(cell).replace("|", "/"))
            c += across
    width = max((c for _, c in grid), default=0) + 1
    lines = [[grid.get((r, c), "") for c in range(width)] for r in range(len(rows))]
    shown = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join([*shown[:1], f"|{'---|' * width}", *shown[1:]])


def _span(text: str | None) -> int:
    return min(int(text), 100) if text and text.isdigit() and int(text) else 1
