"""Take out of Markdown what is never shown as text: head, comments, attributes, targets, tags of HTML; raise and lower
digits; lists with numbers and tables in HTML become those of Markdown."""

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
# a table in HTML, up to its end
TABLE = re.compile(r"[ \t]*<table\b.*?</table\s*>[ \t]*", re.S | re.I)
TABLE_END = re.compile(r"</table\s*>[ \t]*", re.I)  # </table>
# [1]: https://example.org/2020 "Hives", where a link goes; no footnote, and no entry of references, which has words
DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]*(?:<[^<>\n]*>|\S+)"
    r"(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*(?:\n|\Z)",
    re.M,
)
LABEL = re.compile(r"(?<=\])\[([^\[\]\n]{1,200})\]")  # the [1] of [the list][1]
# The tags of HTML that Markdown lets through; those that part words leave a space. An address in brackets is none.
INLINE = (
    "a|abbr|b|big|center|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|time|tt|u|var"
)
PARTING = (
    "address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|figcaption|figure|footer|header|hr|img|li|main"
)
PARTING += "|nav|ol|p|picture|pre|section|source|summary|table|tbody|td|tfoot|th|thead|tr|ul|wbr"
# the value of an attribute: "90%", '90%' or 90
VALUE = r"(?:\"[^\"]{0,2000}\"|'[^']{0,2000}'|[^\s\"'<>]+)"
VALUES = rf"(?:\s+[\w:-]+\s*=\s*{VALUE})*\s*"
# <h2 class="t">Results</h2>, which is a heading however it is written
HEADING = re.compile(rf"[ \t]*<h([1-6]){VALUES}>(.{{0,500}}?)</h\1\s*>[ \t]*", re.S | re.I)
# Where a list in HTML begins in a copy in Markdown; code between fences and tables are passed over.
LIST = re.compile(
    r"^[ \t]*(?P<fence>`{3,}|~{3,})[^`\n]*\n.*?(?:^[ \t]*(?P=fence)|\Z)|<table\b(?:(?!<table\b).)*?</table\s*>"
    r"|^[ \t]*<(?P<list>ol|ul|menu|dir)\b[^>]*>",
    re.S | re.M | re.I,
)
# What is never shown: comments, scripts, styles, drawings, each from its first to its last tag.
UNSHOWN = [(re.compile(r"<!--.*?-->", re.S), re.compile("-->"))]  # comments
UNSHOWN += [
    (re.compile(rf"<{tag}\b[^>]*>.*?</{tag}\s*>", re.S | re.I), re.compile(rf"</{tag}\s*>", re.I))  # <script>…</script>
    for tag in ("script", "style", "svg", "template")
]
STEPS: list[tuple[re.Pattern[str], Any]] = [
    (re.compile(rf"[ \t]*{ATTRIBUTES}"), ""),  # {#fig:cases width="90%"}
    (re.compile(r"(?m)^:{3,}.*\n"), ""),  # fences of pandoc's divisions
    (re.compile(r"(?<=\])\((?!\s*<?(?:https?:|doi:|10\.))[^()\s]*(?:\s+\"[^\"\n]*\")?\)"), ""),  # (figures/cases2.png)
    (RAISED, lambda m: (m[1] or m[2]).translate(TO_SUPERSCRIPT)),
    (LOWERED, lambda m: (m[1] or m[2]).translate(TO_SUBSCRIPT)),
    (HEADING, lambda match: f"\n\n{'#' * int(match[1])} {' '.join(match[2].split())}\n\n"),
    # <span style="width: 9px">, </p>, but not a <b and c> d
    (re.compile(rf"</?(?:{INLINE}){VALUES}/?>", re.I), ""),
    (re.compile(rf"</?(?:{PARTING}){VALUES}/?>", re.I), " "),
]
DOLLARS = r"(?<![\\\w])\$(?=\S)([^$\n]{0,200}?(?<=[^\s\\])(?<!\bUS))\$(?!\d)"  # $…$ within a line, a price of $5 not
BRACKETS = r"\\\(([^\n]{0,200}?)\\\)"  # \(…\)
MATHS = re.compile(f"{DOLLARS}|{BRACKETS}")
IN_MATHS: list[tuple[re.Pattern[str], Any]] = [
    # _{12} or _1
    (re.compile(r"_(?:\{\s*([-+]?\d{1,4})\s*\}|(\d))"), lambda m: (m[1] or m[2]).translate(TO_SUBSCRIPT)),
    # a sign set apart from its number: = - 0.45, 10^{- 5}
    (re.compile(r"((?:^|[=<>≤≥≈({\[,])\s*[-+−])\s+(?=[\d.])"), lambda m: m[1]),
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
    text = HEAD.sub("", text)
    for pattern, end in UNSHOWN:
        text = _replaced(pattern, end, "", text)
    text = _replaced(TABLE, TABLE_END, lambda match: _table(match[0]), _lists_read(text))
    for pattern, replacement in STEPS:
        text = pattern.sub(replacement, text)
    return MATHS.sub(_maths, _without_definitions(text))


def _replaced(pattern: re.Pattern[str], end: re.Pattern[str], replacement: Any, text: str) -> str:
    """`text` with each match of `pattern` replaced, looked for up to the last `end` of one: what is opened and never
    closed would be followed to the end of the text again and again."""
    past = max((match.end() for match in end.finditer(text)), default=0)
    return pattern.sub(replacement, text[:past]) + text[past:]


def _lists_read(text: str) -> str:
    """Lists in HTML that have numbers as lists of Markdown, by the reader of web pages, each a block of its own."""
    from recounted.article.markup import part_as_markdown

    parts, at, ends = [], 0, _ends_of_lists(text)
    while found := LIST.search(text, at):
        end = ends.get(found.start("list"), found.end())
        source = text[found.start() : end]
        numbered = found["list"] and re.search(r"<ol\b", source, re.I)  # it, or a list within it
        parts += [text[at : found.start()], f"\n\n{part_as_markdown(source)}\n" if numbered else source]
        at = end
    return "".join([*parts, text[at:]])


def _ends_of_lists(text: str) -> dict[int, int]:
    """Where the name of a list's kind stands in the tag that opens it -> the offset past its end; not of a list that
    nothing ends."""
    ends: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    # <ol start="3">, </ol>, and other kinds of lists
    for tag in re.finditer(r"<(/?)(ol|ul|menu|dir)\b[^>]*>", text, re.I):
        stack = opened.setdefault(tag[2].lower(), [])
        if not tag[1]:
            stack.append(tag.start(2))
        elif stack:
            ends[stack.pop()] = tag.end()
    return ends


def _without_definitions(text: str) -> str:
    """Without the addresses that links name by a label, and without those labels."""
    defined = {match[1].lower() for match in DEFINITION.finditer(text)}
    if not defined:
        return text
    return LABEL.sub(lambda match: "" if match[1].lower() in defined else match[0], DEFINITION.sub("", text))


def bracketed_maths_read(text: str) -> str:
    """A text of which only `\\(…\\)` is LaTeX, and no dollar."""
    return re.sub(BRACKETS, _maths, text)


def _maths(match: re.Match) -> str:
    text = next(each for each in match.groups() if each is not None)
    for pattern, replacement in IN_MATHS:
        text = pattern.sub(replacement, text)
    return f"${text}$"


def _table(source: str) -> str:
    """A table in HTML as one of Markdown, in a block of its own."""
    from lxml import html

    from recounted.article.nodes import table

    return f"\n\n{table(html.fragment_fromstring(source, create_parent='div'))}\n\n"
