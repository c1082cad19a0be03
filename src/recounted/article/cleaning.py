"""Take out of Markdown what is never shown as text: head, comments, attributes, targets; raise and lower digits."""

import re
from typing import Any

from recounted.numerals.marks import TO_SUPERSCRIPT

TO_SUBSCRIPT = str.maketrans("0123456789+-−", "₀₁₂₃₄₅₆₇₈₉₊₋₋")
HEAD = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)  # YAML front matter
ATTRIBUTES = (
    r"\{(?:[#.][\w:.-]+|[\w-]+=(?:\"[^\"\n]*\"|[^\s}]+)|-)(?:\s+(?:[#.][\w:.-]+|[\w-]+=(?:\"[^\"\n]*\"|[^\s}]+)))*\s*\}"
)
RAISED = re.compile(r"(?<!\[)\^([-+−]?\d{1,4})\^|<sup>\s*([-+−]?\d{1,4})\s*</sup>", re.I)  # ^2^ or <sup>2</sup>
LOWERED = re.compile(r"~([-+−]?\d{1,4})~|<sub>\s*([-+−]?\d{1,4})\s*</sub>", re.I)  # ~2~ or <sub>2</sub>
STEPS: list[tuple[re.Pattern[str], Any]] = [
    (HEAD, ""),
    (re.compile(r"<!--.*?-->", re.S), ""),  # comments
    (re.compile(rf"[ \t]*{ATTRIBUTES}"), ""),  # {#fig:cases width="90%"}
    (re.compile(r"(?m)^:{3,}.*\n"), ""),  # fences of pandoc's divisions
    (re.compile(r"(?<=\])\((?!\s*<?(?:https?:|doi:|10\.))[^()\s]*(?:\s+\"[^\"\n]*\")?\)"), ""),  # (figures/cases2.png)
    (RAISED, lambda m: (m[1] or m[2]).translate(TO_SUPERSCRIPT)),
    (LOWERED, lambda m: (m[1] or m[2]).translate(TO_SUBSCRIPT)),
]
# $…$ or \(…\) within a line, a price of $5 not
MATHS = re.compile(r"(?<![\\\w])\$(?=\S)([^$\n]{0,200}?(?<=[^\s\\]))\$(?!\d)|\\\(([^\n]{0,200}?)\\\)")
IN_MATHS: list[tuple[re.Pattern[str], Any]] = [
    # _{12} or _1
    (re.compile(r"_(?:\{\s*([-+]?\d{1,4})\s*\}|(\d))"), lambda m: (m[1] or m[2]).translate(TO_SUBSCRIPT)),
    (re.compile(r"\{,\}"), ","),  # a comma without the space of a list
    (re.compile(r"\\(?:text|mathrm|mathbf|mathit|operatorname)\{([^{}]*)\}"), lambda m: m[1]),  # \text{cases}
    (re.compile(r"\\(?:[,;:! ]|quad\b)"), " "),  # spaces
    (re.compile(r"\\(?:leq?|leqslant)\b"), "≤"),  # signs by name
    (re.compile(r"\\(?:geq?|geqslant)\b"), "≥"),
    (re.compile(r"\\(?:lt)\b"), "<"),
    (re.compile(r"\\(?:gt)\b"), ">"),
    (re.compile(r"\\pm\b"), "±"),
    (re.compile(r"\\(?:approx|sim)\b"), "≈"),
]


def cleaned(text: str) -> str:
    """Markdown as a reader sees it, with its headings, lists, tables and markers as they were."""
    for pattern, replacement in STEPS:
        text = pattern.sub(replacement, text)
    return MATHS.sub(_maths, text)


def _maths(match: re.Match) -> str:
    text = match[1] if match[1] is not None else match[2]
    for pattern, replacement in IN_MATHS:
        text = pattern.sub(replacement, text)
    return f"${text}$"
