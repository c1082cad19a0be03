"""A publisher's HTML, or JATS XML, as Markdown: headings, lists, notes, tables, raised digits."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html

from recounted.article.cleaning import bracketed_maths_read
from recounted.article.extraction import XML_SUFFIXES
from recounted.article.jats import number_notes, parts_read, punctuate, root_of
from recounted.article.nodes import APART, classes_of, inline, is_layout, left_out, name_of, single_spaced, table
from recounted.article.webpage import body_of, inner, unreadable

BLOCKS = APART | {"header", "footer", "hgroup", "main", "search", "tbody", "td", "tfoot", "th", "thead"}
BLOCKS |= {
    "sec",
    "abstract",
    "body",
    "back",
    "front",
    "ack",
    "caption",
    "fig",
    "table-wrap",
    "label",
    "kwd-group",
}
BLOCKS |= {"fn-group", "fn", "article-id", "contrib-group", "table-wrap-foot", "table-wrap-group", "title-group"}
BLOCKS |= {"disp-quote", "contrib", "aff", "history", "app", "boxed-text", "article-meta"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
# What is a block of its own, and what makes one of the element around it.
KNOWN = BLOCKS | {"title", "article-title", "list", "ref-list", "ref", "fn"}
WITHIN = BLOCKS - {"label"} | {"list"}
LISTS, ITEMS = {"dir", "ul", "ol", "menu", "list"}, {"li", "list-item"}
# A list whose style gives it no Arabic numbers: list-style: none; list-style-type: lower-alpha.
UNNUMBERED = re.compile(
    r"list-style(?:-type)?\s*:[^;]*\b(?:none|disc|circle|square|[\w-]*(?:alpha|latin|roman|greek))\b", re.I
)
NOTES = {"footnotes", "footnote"}  # what pandoc, GitHub and others call the division of the notes


def from_html(content: bytes, where: str) -> str:
    """Markdown of a web page: of its article, where it has one."""
    nodes = inner(body_of(content, where))
    return bracketed_maths_read(_joined(block for node in nodes for block in Markdown().of(node)))


def from_xml(content: bytes, where: str) -> str:
    """Markdown of JATS XML, of a translation where the article itself has no body."""
    root = root_of(content, where)
    punctuate(root)
    number_notes(root)
    reader = Markdown()
    return _joined(block for part in parts_read(root) for block in reader.of(part))


def part_as_markdown(source: str) -> str:
    """A piece of HTML that stands in a copy in Markdown, as Markdown."""
    return _joined(Markdown().of(html.fragment_fromstring(source, create_parent="div")))


def file_as_markdown(path: Path) -> str:
    """The copy at `path`, ending in .html, .htm or .xml, as Markdown."""
    read = from_xml if path.suffix.lower() in XML_SUFFIXES else from_html
    try:
        return read(path.read_bytes(), str(path))
    except RecursionError:
        raise unreadable(str(path), "its elements stand too deep within one another") from None


class Markdown:
    """Walks a tree and gives its blocks as Markdown. `depth`: of sections."""

    def __init__(self) -> None:
        self.depth = 0

    def of(self, node: Any) -> Iterator[str]:
        """The blocks of `node`: loose text between blocks is a paragraph too."""
        name, words = name_of(node), [node.text or ""]
        if name == "sec" or (name in ("ref-list", "app") and self.depth == 0):
            self.depth += 1
        if name == "ref-list" and not any(name_of(child) == "title" for child in node):
            yield f"{'#' * (self.depth + 1)} References"
        for child in node:
            if left_out(child):
                words.append((" " if name_of(child) in ("nav", *APART) else "") + (child.tail or ""))
            elif self._is_block(child):
                yield from _paragraph("".join(words))
                yield from self._block(child)
                words = [child.tail or ""]
            else:
                words += [inline(child), child.tail or ""]
        yield from _paragraph("".join(words))
        if name == "sec" or (name in ("ref-list", "app") and self.depth == 1):
            self.depth -= 1

    def _is_block(self, node: Any) -> bool:
        if name_of(node) in KNOWN:
            return True
        if name_of(node) == "disp-formula":
            return False  # with its number in the line
        if name_of(node) == "alternatives" and any(name_of(each) == "table" for each in node):
            return True  # a table beside its picture
        return any(name_of(each) in WITHIN for each in node.iter())

    def _block(self, node: Any) -> Iterator[str]:
        name = name_of(node)
        if name in HEADINGS or name in ("title", "article-title"):
            level = HEADINGS.get(name) or (1 if name == "article-title" else max(2, self.depth + 1))
            label = node.xpath("preceding-sibling::*[1][local-name()='label']") if name == "title" else []
            text = single_spaced(" ".join(map(inline, [*label, node])))
            in_text = name == "title" and name_of(node.getparent()) in ("caption", "kwd-group", "fn-group")
            yield text if in_text or not text else f"{'#' * level} {text}"
        elif name == "table" and not is_layout(node):
            yield table(node)
        elif name in LISTS:
            yield from self._list(node)
        elif name in ("ref", "fn"):
            number, words = _labelled(node)
            mark = f"{number}. " if name == "ref" else f"[^{number}]: "
            yield f"{mark}{words}" if number else words
        elif name == "aff":
            yield from _paragraph(inline(node))
        elif name == "label" and node.xpath("following-sibling::*[1][local-name()='title']"):
            return  # stands in the title
        else:
            yield from self.of(node)

    def _list(self, node: Any) -> Iterator[str]:
        """Its items with the numbers that are printed, and what stands between them."""
        marks = _marks(node)
        yield from _paragraph(node.text or "")
        for child in node:
            if name_of(child) in ITEMS and not left_out(child):
                yield f"{next(marks)} {single_spaced(' '.join(self.of(child)))}"
            elif not left_out(child):
                yield from self._block(child) if self._is_block(child) else _paragraph(inline(child))
            yield from _paragraph(child.tail or "")


def _marks(node: Any) -> Iterator[str]:
    """What stands before each item of a list: its number in a numbered list, also of notes, else a bullet.

    An item with a label of its own keeps that. Letters and Roman numerals are no numbers.
    """
    ordered = node.get("list-type") == "order" or (name_of(node) == "ol" and node.get("type", "1") == "1")
    ordered = ordered and not UNNUMBERED.search(node.get("style") or "")
    notes = not NOTES.isdisjoint(classes_of(node.getparent()))
    items = [child for child in node if name_of(child) in ITEMS and not left_out(child)]
    backwards = name_of(node) == "ol" and node.get("reversed") is not None
    number = _whole(node.get("start"), len(items) if backwards else 1)
    for item in items:
        number = _whole(item.get("value"), number)
        labelled = any(name_of(child) == "label" for child in item)
        yield "-" if labelled or not ordered else f"[^{number}]:" if notes else f"{number}."
        number += -1 if backwards else 1


def _labelled(node: Any) -> tuple[str, str]:
    """The number that is printed before a note or an entry of the references, "" where none is; and its words.

    A note may have its number in an attribute alone.
    """
    label = "".join(node.xpath("./*[local-name()='label']//text()")) or node.get("symbol") or ""
    words = single_spaced(" ".join(inline(each) for each in node if name_of(each) != "label"))
    number = re.fullmatch(r"\W*(\d{1,3})\W*", label)  # 7, 7., [7]
    return number[1] if number else "", words


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,9}\s*", text) else otherwise  # a whole number


def _paragraph(text: str) -> Iterator[str]:
    words = single_spaced(text)
    if words:
        yield words


def _joined(blocks: Iterator[str]) -> str:
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"
