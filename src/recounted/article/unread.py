"""What of a copy no number can be found in: pictures, formulas, tables that are none; told in one line."""

import re
from pathlib import Path

from recounted.article.text import TABLE_RULE, is_code, segment
from recounted.article.webpage import passed_over

PICTURE = re.compile(r"!\[[^\]]*\]")  # ![what it shows]
# $$…$$, \[…\], \begin{equation}
FORMULA = re.compile(r"\$\$.+?\$\$|\\\[.+?\\\]|\\begin\{(?:equation|align)\*?\}", re.S)
BROKEN = "\ufffd"  # what stands for a letter that could not be read


def unread(raw: str, path: str | Path = "") -> str:
    """`2 pictures, 1 formula`: what of the copy at `path`, whose text is `raw`, is not read; "" for nothing."""
    loose = sum(
        # lines between bars
        block.kind == "text"
        and not is_code(block.text(raw))
        and len(bars := re.findall(r"(?m)^\s*\|.*\|\s*$", block.text(raw))) > 1
        and not any(map(TABLE_RULE.match, bars))
        for block in segment(raw)
    )
    found = {
        "picture": len(PICTURE.findall(raw)),
        "displayed formula": len(FORMULA.findall(raw)),
        "table without a line of dashes below its header": loose,
        "letter that is none": raw.count(BROKEN),
    }
    told = [f"{count} {what}{'s' if count > 1 else ''}" for what, count in found.items() if count]
    return ", ".join([*told, *filter(None, [passed_over(Path(path))])])
