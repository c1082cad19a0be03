"""Nodes of HTML and XML as text: digits raised and lowered as they are printed, tables as Markdown."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from lxml import etree

from recounted.article.cleaning import TO_SUBSCRIPT
from recounted.numerals.dates import MONTHS
from recounted.numerals.marks import TO_SUPERSCRIPT

# What no reader takes for the article: scripts, navigation, formulas told twice, the journal's own record.
LEFT_OUT = {"script", "style", "nav", "noscript", "template", "head", "annotation", "annotation-xml"}
# What a browser shows only where it cannot show something else, and the fields of a form.
LEFT_OUT |= {"audio", "canvas", "embed", "iframe", "meter", "noembed", "noframes", "object", "progress", "rp", "video"}
LEFT_OUT |= {"datalist", "select", "textarea"}
LEFT_OUT |= {
    "tex-math",
    "journal-meta",
    "object-id",
    "permissions",
    "custom-meta-group",
    "counts",
    "alt-title",
}
LEFT_OUT |= {"issue-id", "funding-group", "self-uri", "contrib-id"}
LEFT_OUT |= {"article-categories", "related-article", "related-object", "sub-article", "response"}
OF_THE_JOURNAL = {"volume", "issue", "fpage", "lpage", "elocation-id"}  # left out but in an entry of the references
DATES = ("date", "pub-date")
BACK = {"footnote-back", "reversefootnote", "footnote-backref", "data-footnote-backref"}  # ↩, at the end of a note
PICTURE = " ![] "  # what stands for one
PICTURES = ("img", "graphic", "inline-graphic", "picture")  # told of as not read
# What stands in a line of its own, also within a cell of a table.
APART = {f"h{level}" for level in range(1, 7)} | {"address", "article", "aside", "blockquote", "button", "caption"}
APART |= {"center", "dd", "details", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "form", "legend"}
APART |= {"li", "menu", "ol", "p", "pre", "section", "summary", "table", "tr", "ul"}
# What stands apart from what is beside it in the same line.
PARTED = {"attrib", "chem-struct", "chem-struct-wrap", "corresp", "def", "def-head", "institution", "kwd", "preformat"}
PARTED |= {"addr-line", "pub-id", "rt", "speaker", "subtitle", "term", "term-head", "trans-title", "verse-line"}
UNSEEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.I)  # in a style attribute
OF_LINKS = 0.75  # an aside with more of its letters in links is navigation


def single_spaced(text: str) -> str:
    """`text` with one space for each run of spaces and line ends; a space that does not break stays, as in 53 000."""
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip()  # runs of spaces and line ends, no-break spaces not


def name_of(node: Any) -> str:
    """The name of a node without its namespace, in small letters; "" for a comment."""
    return _local_name(tag) if isinstance(tag := node.tag, str) else ""


@cache
def _local_name(tag: str) -> str:
    return etree.QName(tag).localname.lower()


def left_out(node: Any) -> bool:
    """Whether a node is no text of the article, or is not shown: a script, navigation, its own volume and pages."""
    return hidden(node) or no_text(node)


def hidden(node: Any) -> bool:
    """Whether a page hides the node by an attribute; what only its style sheet hides is not known."""
    if not isinstance(node.tag, str):
        return False
    closed = name_of(node) == "dialog" and node.get("open") is None
    return closed or node.get("hidden") is not None or bool(UNSEEN.search(node.get("style") or ""))


def no_text(node: Any) -> bool:
    """Whether a node is none of the article's text, shown or hidden: a comment, navigation, what is told twice."""
    name = name_of(node)
    of_the_article = name in OF_THE_JOURNAL and name_of(node.getparent()) == "article-meta"
    twice = name == "a" and _is_empty_link(node)
    other_number = node.get("pub-id-type", "doi") != "doi"  # PubMed's of an entry, which few pages print
    unread = name in LEFT_OUT or of_the_article or twice or other_number
    return not name or unread or node.get("aria-hidden") == "true" or _navigation(node)


def _navigation(node: Any) -> bool:
    role = node.get("role")
    if role or name_of(node) != "aside":  # an aside with a role of its own may hold the notes: doc-endnotes
        return role == "navigation"
    links = list(node.iter("{*}a"))
    in_links, whole = (sum(map(_width, each)) for each in (links, [node]))
    return len(links) > 1 and in_links > OF_LINKS * whole


def _width(node: Any) -> int:
    """How many letters and signs stand in a node, shown or not."""
    return len("".join("".join(node.itertext()).split()))


def letters(node: Any, but: Callable[[Any], bool] = left_out) -> int:
    """How many letters and signs of text a node has, without the nodes for which `but` is true."""
    if but(node):
        return 0
    own = [node.text, *(child.tail for child in node)]
    return sum(len("".join((text or "").split())) for text in own) + sum(letters(child, but) for child in node)


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
    if name == "svg":  # a drawing with figures is a picture, an icon is nothing
        return PICTURE if re.search(r"\d", "".join(node.itertext("{*}text"))) else ""  # a digit in its text
    if name in PICTURES:
        return PICTURE
    if name in DATES and any(name_of(child) == "year" for child in node):
        return f" {_date(node)} "
    if _is_displayed(node):  # told of as not read, but for its number
        number = "".join(inline(each) for each in node if name_of(each) == "label")
        inside = "".join(inline(each) + (each.tail or "") for each in node if name_of(each) != "label")
        return f" {number} " + (inside if PICTURE in inside else f"$$ {inside.replace('$', '')} $$ ")
    text = (node.text or "") + _parted(node).join(inline(child) + (child.tail or "") for child in node)
    if name == "mfenced":
        return f"{node.get('open', '(')}{text.strip()}{node.get('close', ')')}"
    if name == "mo" and text.strip() == ",":  # of a list: the 1 and the 427 of F(1,427); thousands are in one number
        return ", "
    name = _in_a_formula(node) or name
    if name in ("sup", "sub") and re.fullmatch(r"\s*[-+−–]?\d{1,4}\s*", text):  # a whole number, perhaps with its sign
        return text.strip().replace("–", "-").translate(TO_SUPERSCRIPT if name == "sup" else TO_SUBSCRIPT)
    if name == "sub" and re.fullmatch(r"\s*[\d.]+\s*[,;]\s*[\d.]+\s*", text):  # two numbers: 2, 14
        return f" ({text.strip()})"  # degrees of freedom, which would be glued to their letter
    if name in ("xref", "label") and _is_marker(node) and text.strip().isdigit():
        return text.strip().translate(TO_SUPERSCRIPT)
    if name in ("br", "hr", "td", "th", "mspace"):
        return f"{text} "
    if name in APART or name in PARTED:
        return f" {text} "
    cited = name_of(node.getparent()) == "element-citation" and name not in OF_THE_JOURNAL
    if cited or name in ("person-group", "name", "string-name", "surname", "article-title", "source", "year"):
        return f"{text} "
    return text


def _is_displayed(node: Any) -> bool:
    """Whether a node is a formula in a line of its own."""
    if name_of(node) == "disp-formula":
        return True
    return (
        name_of(node) == "math"
        and node.get("display") == "block"
        and not any(name_of(each) == "disp-formula" for each in node.iterancestors())
    )


def _parted(node: Any) -> str:
    """What is printed between the children of a node: a comma between those of a fence of MathML."""
    if name_of(node) != "mfenced":
        return ""
    mark = node.get("separators", ",").strip()[:1]
    return f"{mark} " if mark else ""


# Parts of MathML -> as what their children are printed, after the first; each term of a fraction stands apart.
IN_FORMULAS = {
    "msub": ["sub"],
    "msup": ["sup"],
    "msubsup": ["sub", "sup"],
    "munder": ["sub"],
    "mover": ["sup"],
    "munderover": ["sub", "sup"],
}


def _in_a_formula(node: Any) -> str:
    """As what a part of MathML is printed: the second of a power is raised, of an index lowered; of a fraction each."""
    around = "" if node.getparent() is None else name_of(node.getparent())
    if around in ("mfrac", "mroot", "mtr"):
        return "term"
    if around not in IN_FORMULAS:
        return ""
    place = node.getparent().index(node)
    return IN_FORMULAS[around][place - 1] if 0 < place <= len(IN_FORMULAS[around]) else ""


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


def is_layout(node: Any) -> bool:
    """Whether a table only arranges a page: it says so, or has a table within."""
    return node.get("role") in ("none", "presentation") or any(each is not node for each in node.iter("{*}table"))


def table(node: Any) -> str:
    """A table as Markdown, below its caption; of cells over several rows or columns the first has the text."""
    caption = single_spaced(" ".join(inline(each) for each in node.iter() if name_of(each) == "caption"))
    rows = [row for row in node.iter() if name_of(row) == "tr" and not any(map(left_out, [row, row.getparent()]))]
    grid: dict[tuple[int, int], str] = {}
    for r, row in enumerate(rows):
        c = 0
        for cell in [each for each in row if name_of(each) in ("td", "th") and not left_out(each)]:
            while (r, c) in grid:
                c += 1
            across, down = (_span(cell.get(name)) for name in ("colspan", "rowspan"))
            grid |= {(r + i, c + j): "" for i in range(down) for j in range(across)}
            grid[r, c] = single_spaced(inline(cell).replace("|", "/"))
            c += across
    width = max((c for _, c in grid), default=0) + 1
    lines = [[grid.get((r, c), "") for c in range(width)] for r in range(len(rows))]
    shown = [f"| {' | '.join(line)} |" for line in lines]
    whole = "\n".join([*shown[:1], f"|{'---|' * width}", *shown[1:]])
    return f"{caption}\n\n{whole}" if caption else whole


def _span(text: str | None) -> int:
    return min(int(text), 100) if text and text.isdigit() and int(text) else 1
