"""What of a web page is the article, and how much of its text that leaves out."""

import re
from pathlib import Path
from typing import Any

from lxml import etree, html

from recounted.article.nodes import left_out, letters, name_of, no_text
from recounted.errors import RecountedError

MOST = 0.75  # of a page's text: an article that holds less is one of several, or a box
GOOD_PART = 0.2  # of a page's text: if more is left out, that is told


def body_of(content: bytes, where: str) -> Any:
    """The body of a page, as a tree. Raises RecountedError for what is no page."""
    try:
        page = html.document_fromstring(_decoded(content), html.HTMLParser(huge_tree=True))
    except (etree.ParserError, ValueError) as fault:
        raise unreadable(where, f"not a readable page ({fault})") from None
    body = page.find("body")
    return page if body is None else body  # a page of frames has none


def _decoded(content: bytes) -> str | bytes:
    """As UTF-8 where it is, without a declaration that says so; else as the page itself declares."""
    try:
        return re.sub(r"^\s*<\?xml[^>]*\?>", "", content.decode("utf-8-sig"))  # its first line: <?xml version="1.0"?>
    except UnicodeDecodeError:
        return content


def unreadable(where: str, what: str) -> RecountedError:
    """The error for a copy that is no page or no JATS."""
    return RecountedError(where, what, "Open it in a browser to see that it is whole, or pass the copy as Markdown")


def inner(body: Any) -> list[Any]:
    """What of a page is read: the one article that holds most of its text, else its main part, else all of it.

    Readers for reading at ease (trafilatura, Readability) drop short paragraphs, boxes and lists, and their numbers.
    """
    least = MOST * letters(body)
    articles = [each for each in _outermost(body, "article") if letters(each) >= least]
    return articles or _outermost(body, "main") or _outermost(body, "*[@role='main']") or [body]


def _outermost(body: Any, path: str) -> list[Any]:
    """The nodes of a kind that a page shows, but for those within another of it."""
    found = body.xpath(f".//{path}[not(ancestor::{path})]")
    return [each for each in found if not any(map(left_out, [each, *each.iterancestors()]))]


def passed_over(path: Path) -> str:
    """`35% of the page's text (outside its <main> or hidden)`, where a good part of it is not read; else ""."""
    body = body_of(path.read_bytes(), str(path))
    nodes = inner(body)
    whole, taken = letters(body, no_text), sum(map(letters, nodes))
    if whole - taken <= GOOD_PART * whole:
        return ""
    outside = "" if nodes == [body] else f"outside its <{name_of(nodes[0])}> or "
    return f"{(whole - taken) / whole:.0%} of the page's text ({outside}hidden)"
