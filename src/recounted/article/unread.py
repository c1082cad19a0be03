"""What of a copy no number can be found in: pictures, formulas, tables that are none; told in one line."""

import re
from pathlib import Path

from recounted.article.extraction import HTML_SUFFIXES, XML_SUFFIXES
from recounted.article.formulas import BRACKETED, FORMULA
from recounted.article.text import TABLE_RULE, is_code, segment

PICTURE = re.compile(r"!\[[^\]]*\]")  # ![what it shows]
CODE = re.compile(r"(`+)(?!`)[^\n]*?(?<!`)\1(?!`)")  # within a line: `vec![1, 2]`
BROKEN = "\ufffd"  # what stands for a letter that could not be read


def unread(raw: str, path: str | Path = "") -> str:
    """`2 pictures, 1 formula`: what of the copy at `path`, whose text is `raw`, is not read; "" for nothing."""
    blocks = [(block.kind, text) for block in segment(raw) if not is_code(text := block.text(raw))]
    loose = sum(
        # lines between bars
        kind == "text"
        and len(bars := re.findall(r"(?m)^\s*\|.*\|\s*$", text)) > 1
        and not any(map(TABLE_RULE.match, bars))
        for kind, text in blocks
    )
    shown = CODE.sub("", "\n\n".join(text for _, text in blocks))
    formulas = len(FORMULA.findall(shown)) + sum(bool(BRACKETED.match(text)) for _, text in blocks)
    found = [
        (len(PICTURE.findall(shown)), "picture", "pictures"),
        (formulas, "displayed formula", "displayed formulas"),
        (loose, "table without a line of dashes below its header", "tables without a line of dashes below the header"),
        (raw.count(BROKEN), "letter that is none", "letters that are none"),
    ]
    told = [f"{count} {many if count > 1 else one}" for count, one, many in found if count]
    return ", ".join(filter(None, [*told, _parts_passed_over(Path(path))]))


def _parts_passed_over(path: Path) -> str:
    """What of a web page or of JATS its reader leaves out; "" for nothing, and for a copy of another kind."""
    if path.suffix.lower() in HTML_SUFFIXES:
        from recounted.article.webpage import passed_over  # imported late: most copies are Markdown, and need no lxml

        return passed_over(path)
    if path.suffix.lower() in XML_SUFFIXES:
        from recounted.article import jats

        return jats.passed_over(path)
    return ""
