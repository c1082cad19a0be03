"""Read the reader's own copy of the article: Markdown, text, HTML, JATS XML, DOCX, PDF, and what pandoc reads."""

import re
from collections import Counter
from pathlib import Path

from recounted.article.cleaning import TO_SUBSCRIPT, cleaned
from recounted.article.pandoc import FORMATS, from_pandoc
from recounted.errors import RecountedError
from recounted.numerals.marks import TO_SUPERSCRIPT

WORD_SPACE = 0.15  # of the size of the letters: a wider gap parts two words
SMALL = 0.86  # of the size of the letters before: a smaller digit is raised or lowered
MOST_LETTERS = 4_000_000  # of a text: forty times a long article
MOST_BYTES = 200_000_000  # of a file, pictures included
MARKDOWN_SUFFIXES = (".md", ".markdown")
TEXT_SUFFIXES = (*MARKDOWN_SUFFIXES, ".txt", ".text")
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
XML_SUFFIXES = (".xml", ".nxml")  # of JATS
MARKUP_SUFFIXES = (*HTML_SUFFIXES, *XML_SUFFIXES)


def read(path: str | Path) -> str:
    """The copy's text, as str. Raises RecountedError for a missing, unreadable or unknown file."""
    path = Path(path)
    if not path.is_file():
        raise RecountedError(str(path), "there is no such file", "Pass the path of your own copy of the article")
    if path.stat().st_size > MOST_BYTES:
        raise _no_article(path, f"{path.stat().st_size:,} bytes")
    if path.suffix.lower() == ".pdf":
        return without_furniture(_pdf_pages(path))
    if path.suffix.lower() in MARKUP_SUFFIXES:
        from recounted.article.markup import file_as_markdown

        return _not_empty(file_as_markdown(path), path)
    if path.suffix.lower() == ".docx":
        from recounted.article.docx import from_docx

        return _not_empty(from_docx(path), path)
    if path.suffix.lower() in FORMATS:
        return _not_empty(from_pandoc(path), path)
    if path.suffix.lower() not in TEXT_SUFFIXES:
        raise RecountedError(
            str(path),
            f"a copy ending in {path.suffix or 'nothing'} is not known",
            f"Pass one ending in {', '.join((*TEXT_SUFFIXES, *MARKUP_SUFFIXES))}, .docx or .pdf; "
            f"where pandoc is installed also {', '.join(FORMATS)}",
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise RecountedError(str(path), f"not UTF-8 text ({fault.reason})", "Save the copy as UTF-8") from None
    _not_empty(text, path)
    text = cleaned(text) if path.suffix.lower() in MARKDOWN_SUFFIXES else text
    text = _not_empty(text, path)
    return without_furniture(text.split("\f")) if "\f" in text else text


def _not_empty(text: str, path: Path) -> str:
    if not text.strip():
        raise RecountedError(str(path), "the copy is empty", "Pass the path of your own copy of the article")
    if len(text) > MOST_LETTERS:
        raise _no_article(path, f"{len(text):,} letters")
    return text


def _no_article(path: Path, size: str) -> RecountedError:
    return RecountedError(str(path), f"with {size} this is no article", "Pass the path of your own copy of the article")


def without_furniture(pages: list[str]) -> str:
    """Pages as one text, without the page furniture: the first and last two lines that recur, but for their
    digits, on a third of the pages (and on three at least)."""
    cut = [page.strip("\n").split("\n") for page in pages if page.strip()]
    edges = Counter(key for page in cut for key in {_key(line) for line in page[:2] + page[-2:]})
    furniture = {key for key, count in edges.items() if count >= max(3, len(cut) / 3)}
    return "\n".join(line for page in cut for line in _inner(page, furniture))


def _key(line: str) -> str:
    """A line but for its digits; a row of a table, with several numbers and no word, is as it is."""
    if len(re.findall(r"\d+", line)) > 1 and not re.search(r"[^\W\d_]", line):  # several numbers and no letter
        return line.strip()
    return re.sub(r"\d+", "#", line.strip())  # a page number is as any other


def _inner(page: list[str], furniture: set[str]) -> list[str]:
    edge = {*range(2), *range(len(page) - 2, len(page))}
    return [line for i, line in enumerate(page) if i not in edge or not line.strip() or _key(line) not in furniture]


def _pdf_pages(path: Path) -> list[str]:
    import pdfplumber  # imported late: most copies are no PDF

    try:
        with pdfplumber.open(path) as document:
            pages = [_raised(page.dedupe_chars().chars) for page in document.pages]
            return [pdfplumber.utils.extract_text(chars, x_tolerance_ratio=WORD_SPACE) for chars in pages]
    except Exception as fault:  # pdfminer raises many kinds for a broken file
        raise RecountedError(
            str(path),
            f"not a readable PDF ({fault})",
            "Open it in a viewer to see that it is whole, or pass the copy as text",
        ) from None


def _raised(chars: list[dict]) -> list[dict]:
    """Characters with each digit that is smaller than the letter before it as a superscript; as a subscript where its
    foot stands lower."""
    raised: list[dict] = []
    full: dict | None = None
    for char in chars:
        small = full is not None and char["size"] < SMALL * full["size"] and char["text"].isdigit()
        if small and full is not None:
            lower = char.get("bottom", 0) > full.get("bottom", 0)
            raised.append(char | {"text": char["text"].translate(TO_SUBSCRIPT if lower else TO_SUPERSCRIPT)})
        else:
            raised.append(char)
            full = char if char["text"].strip() else full
    return raised
