"""Read the reader's own copy of the article: Markdown, plain text, or PDF (through the optional pdfplumber)."""

import re
from collections import Counter
from pathlib import Path

from recounted.article.typesetting import TO_SUPERSCRIPT
from recounted.errors import RecountedError

TEXT_SUFFIXES = (".md", ".markdown", ".txt", ".text")


def read(path):
    """The copy's text, as str. Raises RecountedError for a missing, unreadable or unknown file."""
    path = Path(path)
    if not path.is_file():
        raise RecountedError(str(path), "there is no such file", "Pass the path of your own copy of the article")
    if path.suffix.lower() == ".pdf":
        return without_furniture(_pdf_pages(path))
    if path.suffix.lower() not in TEXT_SUFFIXES:
        raise RecountedError(
            str(path),
            f"a copy ending in {path.suffix or 'nothing'} is not known",
            f"Pass one ending in {', '.join(TEXT_SUFFIXES)} or .pdf",
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise RecountedError(str(path), f"not UTF-8 text ({fault.reason})", "Save the copy as UTF-8") from None
    if not text.strip():
        raise RecountedError(str(path), "the copy is empty", "Pass the path of your own copy of the article")
    return without_furniture(text.split("\f")) if "\f" in text else text


def without_furniture(pages):
    """Pages as one text, without the page furniture: the first and last two lines that recur, but for their
    digits, on a third of the pages (and on three at least)."""
    pages = [page.strip("\n").split("\n") for page in pages if page.strip()]
    edges = Counter(key for page in pages for key in {_key(line) for line in page[:2] + page[-2:]})
    furniture = {key for key, count in edges.items() if count >= max(3, len(pages) / 3)}
    return "\n".join(line for page in pages for line in _inner(page, furniture))


def _key(line):
    return re.sub(r"\d+", "#", line.strip())


def _inner(page, furniture):
    edge = {*range(2), *range(len(page) - 2, len(page))}
    return [line for i, line in enumerate(page) if i not in edge or not line.strip() or _key(line) not in furniture]


def _pdf_pages(path):
    try:
        import pdfplumber
    except ImportError:
        raise RecountedError(
            str(path),
            "reading a PDF needs pdfplumber, which is not installed",
            "Run `pip install 'recounted[pdf]'`, or pass the copy as Markdown or text",
        ) from None
    try:
        with pdfplumber.open(path) as document:
            return [pdfplumber.utils.extract_text(_raised(page.dedupe_chars().chars)) for page in document.pages]
    except Exception as fault:  # pdfminer raises many kinds for a broken file
        raise RecountedError(
            str(path),
            f"not a readable PDF ({fault})",
            "Open it in a viewer to see that it is whole, or pass the copy as text",
        ) from None


def _raised(chars):
    """Characters with each digit that is much smaller than the letter before it as a superscript."""
    raised, size = [], None
    for char in chars:
        small = size is not None and char["size"] < 0.8 * size and char["text"].isdigit()
        raised.append(char | {"text": char["text"].translate(TO_SUPERSCRIPT)} if small else char)
        size = size if small or not char["text"].strip() else char["size"]
    return raised
