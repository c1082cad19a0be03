"""A publisher's HTML, or JATS XML, as Markdown: headings, lists, notes, tables, raised digits."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree, html

from recounted.article.cleaning import bracketed_maths_read
from recounted.article.nodes import classes_of, inline, left_out, name_of, single_spaced, table
from recounted.errors import RecountedError

BLOCKS = {"p", "div", "section", "article", "main", "header", "footer", "blockquote", "figure", "figcaption", "address"}
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
BLOCKS |= {
    "dl",
    "dt",
    "dd",
    "pre",
    "disp-quote",
    "contrib",
    "aff",
    "history",
    "app",
    "boxed-text",
    "article-meta",
}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
NOTES = {"footnotes", "footnote"}  # what pandoc, GitHub and others call the division of the notes
ENTITIES = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#))(\w+);")  # &nbsp; and others that XML does not know


def from_html(content: bytes, where: str) -> str:
    """Markdown of a web page: of its article, where it names one."""
    try:
        page = html.fromstring(_decoded(content))
    except (etree.ParserError, ValueError) as fault:
        raise _fault(where, f"not a readable page ({fault})") from None
    inner = page.xpath("//article") or page.xpath("//main") or page.xpath("//*[@role='main']") or page.xpath("//body")
    whole = max(inner, key=lambda each: len(each.text_content())) if inner else page
    return bracketed_maths_read(_joined(Markdown().of(whole)))


def _decoded(content: bytes) -> str | bytes:
    """As UTF-8 where it is, without a declaration that says so; else as the page itself declares."""
    try:
        return re.sub(r"^\s*<\?xml[^>]*\?>", "", content.decode("utf-8-sig"))  # its first line: <?xml version="1.0"?>
    except UnicodeDecodeError:
        return content


def from_xml(content: bytes, where: str) -> str:
    """Markdown of JATS XML; entities of its DTD are read as those of HTML."""
    from html import unescape

    text = content.decode("utf-8-sig", errors="replace")
    text = ENTITIES.sub(
        # what declares the kind of file
        lambda match: unescape(match[0]),
        re.sub(r"<\?xml[^>]*\?>|<!DOCTYPE[^>\[]*(?:\[.*?\])?>", "", text, flags=re.S),
    )
    try:
        root = etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as fault:
        raise _fault(where, f"not readable XML ({fault.msg})") from None
    if name_of(root) not in ("article", "book", "html"):
        raise _fault(where, f"its root is {name_of(root)!r}, not a JATS article")
    _punctuate(root)
    return _joined(Markdown().of(root))


def _punctuate(root: Any) -> None:
    """Put in what an entry of the references leaves to the printer: `11(2): 6-13` of its volume, issue and pages."""
    for node in root.iter("{*}volume", "{*}issue", "{*}fpage", "{*}elocation-id", "{*}lpage"):
        before = node.getprevious()
        if before is None or (before.tail or "").strip() or not isinstance(before.tag, str):
            continue
        if name_of(node) == "issue":
            before.tail, node.text = "", f"({node.text})"
        elif name_of(node) == "lpage":
            before.tail = "-"
        elif name_of(before) in ("volume", "issue"):
            before.tail = ": "


def file_as_markdown(path: Path) -> str:
    """The copy at `path`, ending in .html, .htm or .xml, as Markdown."""
    read = from_xml if path.suffix.lower() in (".xml", ".nxml") else from_html
    return read(path.read_bytes(), str(path))


def _fault(where: str, what: str) -> RecountedError:
    return RecountedError(where, what, "Open it in a browser to see that it is whole, or pass the copy as Markdown")


class Markdown:
    """Walks a tree and gives its blocks as Markdown. `depth`: of sections; `entry`: in the reference list."""

    def __init__(self) -> None:
        self.depth, self.entry = 0, 0

    def of(self, node: Any) -> Iterator[str]:
        """The blocks of `node`: loose text between blocks is a paragraph too."""
        name, words = name_of(node), [node.text or ""]
        if name == "sec" or (name in ("ref-list", "app") and self.depth == 0):
            self.depth += 1
        if name == "ref-list" and not any(name_of(child) == "title" for child in node):
            yield f"{'#' * (self.depth + 1)} References"
        for child in node:
            if left_out(child) or child.get("pub-id-type", "doi") != "doi":
                words.append(child.tail or "")
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
        known = {
            *BLOCKS,
            *HEADINGS,
            "title",
            "article-title",
            "table",
            "ul",
            "ol",
            "list",
            "ref-list",
            "ref",
            "fn",
            "sup/p",
        }
        if name_of(node) == "alternatives" and any(name_of(each) == "table" for each in node):
            return True  # a table beside its picture
        return name_of(node) in known or any(isinstance(each.tag, str) and name_of(each) in BLOCKS for each in node)

    def _block(self, node: Any) -> Iterator[str]:
        name = name_of(node)
        if name in HEADINGS or name in ("title", "article-title"):
            level = HEADINGS.get(name) or (1 if name == "article-title" else max(2, self.depth + 1))
            label = node.xpath("preceding-sibling::*[1][local-name()='label']") if name == "title" else []
            text = single_spaced(" ".join(map(inline, [*label, node])))
            in_text = name == "title" and name_of(node.getparent()) in ("caption", "kwd-group", "fn-group")
            yield text if in_text or not text else f"{'#' * level} {text}"
        elif name == "table":
            yield table(node)
        elif name in ("ul", "ol", "list"):
            yield from self._list(node)
        elif name == "ref":
            self.entry += 1
            words = single_spaced(" ".join(inline(each) for each in node if name_of(each) != "label"))
            yield f"{self.entry}. {words}"
        elif name == "fn":
            label = "".join(node.xpath("./*[local-name()='label']//text()")).strip()
            words = single_spaced(" ".join(inline(each) for each in node if name_of(each) != "label"))
            yield f"[^{label}]: {words}" if label.isdigit() else words
        elif name == "aff":
            yield from _paragraph(inline(node))
        elif name == "label" and name_of(node.getparent()) in ("sec", "app"):
            return  # stands in the title
        else:
            yield from self.of(node)

    def _list(self, node: Any) -> Iterator[str]:
        ordered = name_of(node) == "ol" or node.get("list-type") == "order"
        items = [child for child in node if isinstance(child.tag, str) and name_of(child) in ("li", "list-item")]
        notes = ordered and not NOTES.isdisjoint(classes_of(node.getparent()))
        for number, item in enumerate(items, start=int(node.get("start") or 1)):
            words = single_spaced(" ".join(self.of(item)))
            yield f"[^{number}]: {words}" if notes else f"{number}. {words}" if ordered else f"- {words}"


def _paragraph(text: str) -> Iterator[str]:
    words = single_spaced(text)
    if words:
        yield words


def _joined(blocks: Iterator[str]) -> str:
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"
