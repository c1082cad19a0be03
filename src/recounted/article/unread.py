"""What of a copy no number can be found in: pictures, formulas, tables that are none; told in one line."""

import re

from recounted.article.text import is_code, segment

PICTURE = re.compile(r"!\[[^\]]*\]")  # ![what it shows]
# $$…$$, \[…\], \begin{equation}
FORMULA = re.compile(r"\$\$.+?\$\$|\\\[.+?\\\]|\\begin\{(?:equation|align)\*?\}", re.S)
BROKEN = "\ufffd"  # what stands for a letter that could not be read


def unread(raw: str) -> str:
    """`2 pictures, 1 formula`: what is there, but not read; "" for nothing."""
    loose = sum(
        # lines between bars
        block.kind == "text"
        and not is_code(block.text(raw))
        and len(re.findall(r"(?m)^\s*\|.*\|\s*$", block.text(raw))) > 1
        for block in segment(raw)
    )
    found = {
        "picture": len(PICTURE.findall(raw)),
        "displayed formula": len(FORMULA.findall(raw)),
        "table without a line of dashes below its header": loose,
        "letter that is none": raw.count(BROKEN),
    }
    return ", ".join(f"{count} {what}{'s' if count > 1 else ''}" for what, count in found.items() if count)
