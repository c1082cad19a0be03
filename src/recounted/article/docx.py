"""A DOCX file as Markdown: headings by their styles, lists, tables, formulas, footnotes, raised digits."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from recounted.article.cleaning import TO_SUBSCRIPT
from recounted.article.docx_lists import Lists, W, lists_of, value_of
from recounted.article.nodes import single_spaced
from recounted.errors import RecountedError
from recounted.numerals.marks import TO_SUPERSCRIPT

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
PARTS = ("footnotes", "styles", "numbering")  # that a file may have
NUMBER = "number"  # of a footnote, in the order of its marks
MOST = 50_000_000  # bytes of one part


def from_docx(path: Path) -> str:
    """Markdown of a DOCX file. Raises RecountedError for one that cannot be read."""
    try:
        with zipfile.ZipFile(path) as file:
            body = _part(file, "document")
            present = {name: _part(file, name) for name in PARTS if _path(name) in file.namelist()}
            notes, styles, numbering = map(present.get, PARTS)
            lists = lists_of(numbering, styles)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, ValueError) as fault:
        raise RecountedError(
            str(path), f"not a readable DOCX file ({fault})", "Save it anew, or pass the copy as Markdown"
        ) from None
    levels = _levels(styles)
    for number, mark in enumerate(body.iter(f"{W}footnoteReference"), start=1):
        mark.set(NUMBER, str(number))  # as Word prints them: its ids may begin anywhere
    numbers = {mark.get(f"{W}id"): mark.get(NUMBER) for mark in body.iter(f"{W}footnoteReference")}
    blocks = [*_blocks(body.find(f"{W}body"), levels, lists)]
    for note in [] if notes is None else notes.iter(f"{W}footnote"):
        words = single_spaced("".join(map(_text, note.iter(f"{W}p"))))
        if words and note.get(f"{W}type") is None:
            blocks.append(f"[^{numbers.get(note.get(f'{W}id')) or note.get(f'{W}id')}]: {words}")
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"


def _path(name: str) -> str:
    return f"word/{name}.xml"


def _part(file: zipfile.ZipFile, name: str) -> Any:
    path = _path(name)
    if file.getinfo(path).file_size > MOST:
        raise ValueError(f"{path} is too large")
    return etree.fromstring(file.read(path), etree.XMLParser(resolve_entities=False, no_network=True))


def _levels(styles: Any) -> dict[str, int]:
    """The level of each style that is a heading's, by its id: the name is English whatever language Word has."""
    found = {}
    for style in [] if styles is None else styles.iter(f"{W}style"):
        name = value_of(style, "name").lower()
        if name == "title":
            found[style.get(f"{W}styleId")] = 1
        elif name.startswith("heading ") and name[8:].isdigit():
            found[style.get(f"{W}styleId")] = min(6, int(name[8:]) + 1)
    return found


def _blocks(body: Any, levels: dict[str, int], lists: Lists) -> Iterator[str]:
    for node in body:
        if node.tag == f"{W}tbl":
            yield _table(node)
        elif node.tag == f"{W}p":
            words = single_spaced(_text(node))
            level = levels.get(value_of(node.find(f"{W}pPr"), "pStyle"), 0)
            mark = lists.mark(node)
            parts = ["#" * level, mark.removeprefix("-"), words] if level else [mark, words]
            yield " ".join(filter(None, parts)) if words else ""
        elif node.tag == f"{W}sdt" and (inner := node.find(f"{W}sdtContent")) is not None:
            yield from _blocks(inner, levels, lists)


def _text(paragraph: Any) -> str:
    """The words of a paragraph; deleted ones are gone, footnote marks are raised, a formula stands in one line."""
    words = []
    for run in paragraph.iter(f"{W}r", f"{M}oMath"):
        if run.tag == f"{M}oMath":
            shown = _formula(run)
            words.append(f"$${shown}$$" if run.getparent().tag == f"{M}oMathPara" else shown)
            continue
        raised = run.find(f"{W}rPr/{W}vertAlign")
        way = {"superscript": TO_SUPERSCRIPT, "subscript": TO_SUBSCRIPT}.get(
            raised.get(f"{W}val") if raised is not None else "", {}
        )
        for node in run:
            if node.tag == f"{W}t":
                words.append((node.text or "").translate(way))
            elif node.tag in (f"{W}tab", f"{W}br"):
                words.append(" ")
            elif node.tag == f"{W}drawing":
                words.append(" ![] ")
            elif node.tag == f"{W}noBreakHyphen":
                words.append("-")
            elif node.tag == f"{W}footnoteReference":
                words.append(node.get(NUMBER, "").translate(TO_SUPERSCRIPT))
    return "".join(words)


def _formula(node: Any) -> str:
    """A formula of Word in one line: numbers raised and lowered, fractions with a slash, brackets as they are."""
    inner = {child.tag.removeprefix(M): _formula(child) for child in node}
    match node.tag.removeprefix(M):
        case "t":
            return node.text or ""
        case "sSup" | "sSub" | "sSubSup":
            low, high = inner.get("sub", ""), inner.get("sup", "")
            return inner.get("e", "") + _set_off(low, TO_SUBSCRIPT, "_") + _set_off(high, TO_SUPERSCRIPT, "^")
        case "f":
            return f"{inner.get('num', '')}/{inner.get('den', '')}"
        case "d":
            marks = [node.find(f"{M}dPr/{M}{name}") for name in ("begChr", "endChr")]
            opens, closes = ("()"[i] if each is None else each.get(f"{M}val", "") for i, each in enumerate(marks))
            return opens + ", ".join(_formula(each) for each in node.iterchildren(f"{M}e")) + closes
    return "".join(_formula(child) for child in node)


def _set_off(text: str, way: dict[int, int], mark: str) -> str:
    whole = re.fullmatch(r"[-+−]?\d{1,4}", text)  # a whole number, perhaps with its sign
    return text.translate(way) if whole else f"{mark}{text}" if text else ""


def _table(node: Any) -> str:
    rows = [
        [single_spaced(" ".join(map(_text, cell.iter(f"{W}p"))).replace("|", "/")) for cell in row.iter(f"{W}tc")]
        for row in node.iter(f"{W}tr")
    ]
    width = max(map(len, rows), default=1)
    lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
    return "\n".join([*lines[:1], f"|{'---|' * width}", *lines[1:]])
