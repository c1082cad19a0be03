"""What of a file in JATS XML is the article: its own text, or a translation where it has none."""

import itertools
import re
from pathlib import Path
from typing import Any

from lxml import etree

from recounted.article.nodes import name_of
from recounted.article.webpage import unreadable

ENTITIES = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#))(\w+);")  # &nbsp; and others that XML does not know
INLINE = {"bold", "italic", "sc", "sup", "underline", "named-content", "styled-content"}  # that a note may stand in
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"  # xml:lang


def root_of(content: bytes, where: str) -> Any:
    """The root of JATS XML; entities of its DTD are read as those of HTML."""
    from html import unescape

    text = content.decode("utf-8-sig", errors="replace")
    # without what declares the kind of file
    text = re.sub(r"<\?xml[^>]*\?>|<!DOCTYPE[^>\[]*(?:\[.*?\])?>", "", text, flags=re.S)
    text = ENTITIES.sub(lambda match: unescape(match[0]), text)
    try:
        root = etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as fault:
        raise unreadable(where, f"not readable XML ({fault.msg})") from None
    if name_of(root) not in ("article", "book", "html"):
        raise unreadable(where, f"its root is {name_of(root)!r}, not a JATS article")
    return root


def punctuate(root: Any) -> None:
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


def number_notes(root: Any) -> None:
    """Give each note that stands within its paragraph, without a number of its own, the next one, as a printer does:
    a marker stays in its place, and the note follows its paragraph."""
    used = {"".join(label.itertext()).strip() for label in root.iterfind(".//{*}fn/{*}label")}
    numbers = (str(number) for number in itertools.count(1) if str(number) not in used)
    for note in list(root.iter("{*}fn")):
        nearest = next(each for each in note.iterancestors() if name_of(each) not in INLINE)
        # one below a table, or among others, belongs to that
        if name_of(nearest) != "p" or note.get("symbol") or _child(note, "label") is not None:
            continue
        number = next(numbers)
        last = [each for each in note.iterancestors() if name_of(each) == "p"][-1]
        marker = etree.Element("xref", {"ref-type": "fn"})
        marker.text, marker.tail, note.tail = number, note.tail, None
        note.getparent().replace(note, marker)
        note.set("symbol", number)
        while (following := last.getnext()) is not None and name_of(following) == "fn":
            last = following
        note.tail, last.tail = last.tail, None
        last.addnext(note)


def parts_read(root: Any) -> list[Any]:
    """The nodes that are read, in order: the article; without a body of its own, its translation between its parts.

    The translation is the English one, else the first. Its own front matter and references stand for those of the
    article.
    """
    translations = _translations(root)
    if not translations or _child(root, "body") is not None:
        return [root]
    translation = next((each for each in translations if each.get(LANGUAGE) == "en"), translations[0])
    front = _child(root, "front") if _child(translation, "front-stub") is None else None
    back = _child(root, "back") if translation.find(".//{*}ref-list") is None else None
    return [part for part in (front, translation, back) if part is not None]


def passed_over(path: Path) -> str:
    """What of the copy in JATS at `path` is not read: `1 translation of the article, 2 other texts (reply)`; "" for
    nothing. A decision letter, a reply or a comment in the same file is a text of its own."""
    root = root_of(path.read_bytes(), str(path))
    count = len(_translations(root)) - (_child(root, "body") is None)
    told = [f"{count} translation{'s' if count > 1 else ''} of the article"] if count > 0 else []
    others = [each for each in root if name_of(each) in ("sub-article", "response") and not _is_translation(each)]
    if others:
        kinds = dict.fromkeys(each.get("article-type") or each.get("response-type") or "" for each in others)
        names = ", ".join(kind for kind in kinds if kind)
        text = f"{len(others)} other text{'s' if len(others) > 1 else ''} in the same file"
        told.append(f"{text} ({names})" if names else text)
    return ", ".join(told)


def _translations(root: Any) -> list[Any]:
    """The translations of an article that have a body."""
    return [child for child in root if _is_translation(child) and _child(child, "body") is not None]


def _is_translation(node: Any) -> bool:
    return name_of(node) == "sub-article" and node.get("article-type") == "translation"


def _child(node: Any, name: str) -> Any:
    """The first child of a node that has this name; None for none."""
    return next((child for child in node if name_of(child) == name), None)
