"""Undo typesetting: one text for every way to print the same words, with the way back to the raw characters."""

import html
import re
from collections.abc import Callable

from recounted.article.cleaning import DOLLARS
from recounted.article.formulas import BRACKETED, FORMULA, number_of
from recounted.article.hyphenation import is_number_word, splits_a_plain_word
from recounted.numerals.marks import COMPATIBLE, DASH, GROUPED, MIDDLE_POINT, SPACED, TO_SUPERSCRIPT, closed_up, widened

# What stands in place of a match: a string, or what a function makes of the match.
Replacement = str | Callable[[re.Match[str]], str]


class Typeset:
    """Normalised text and, for each of its characters, the offset in the raw text that it stands for."""

    def __init__(self, text: str, offsets: list[int] | None = None):
        self.text = text
        self.offsets = list(range(len(text))) if offsets is None else offsets

    def replace(self, pattern: re.Pattern[str], replacement: Replacement) -> None:
        """Replace matches by a string or by what `replacement(match)` gives; offsets follow."""
        text: list[str] = []
        offsets: list[int] = []
        last = 0
        for match in pattern.finditer(self.text):
            new = replacement(match) if callable(replacement) else replacement
            text += self.text[last : match.start()], new
            offsets += self.offsets[last : match.start()] + _spread(new, match, self.offsets)
            last = match.end()
        self.text = "".join(text) + self.text[last:]
        self.offsets = offsets + self.offsets[last:]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Raw offsets (first, past the last) of the normalised characters start..end."""
        return self.offsets[start], self.offsets[end - 1] + 1


def _spread(new: str, match: re.Match[str], offsets: list[int]) -> list[int]:
    """Each new character takes the offset of its own old one where the old text has it, else of the match's start."""
    old, at, taken = match[0], 0, []
    for char in new:
        found = old.find(char, at)
        at = max(found, at)
        taken.append(offsets[match.start() + at])
        at += found >= 0
        at = min(at, len(old) - 1)
    return taken


def _closed_up(match: re.Match[str]) -> str:
    return re.sub(r"\s+", "", match[0])  # all space


def _line_end_hyphen(match: re.Match[str]) -> str:
    """A word cut at a line's end: whole again if it is a number word, or was never one; else its hyphen is its own."""
    left, right = match[1], match[2]
    whole = is_number_word(left + right) or splits_a_plain_word(left, right)
    return left + right if whole else f"{left}-{right}"


def _long_dash(match: re.Match[str]) -> str:
    """A space, but for the dash of an address, which has a slash before it in the same word."""
    before = match.string[max(0, match.start() - 200) : match.start()]
    return match[0] if "/" in before.split()[-1] else " "


# A long dash that parts two words, or a word and a number: in Diabetes—2014, of these—two. That of twenty—one,
# two—thirds or 2.1—fold joins them.
PARTS_WORDS = r"(?<=[a-z])(?<![efhnrx]ty)(?<!\bone)(?<!\btwo)(?<!\bthree)—(?=[A-Za-z\d])|(?<=[\d)\]])—(?!fold)(?=[a-z])"
STEPS: list[tuple[re.Pattern[str], Replacement]] = [
    (re.compile(r"(?m)^[ \t]*>[ \t]?"), ""),  # a quoted line of Markdown
    (FORMULA, number_of),
    (BRACKETED, number_of),
    # a character reference of HTML: &amp; &#8722; &#x2212;
    (re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"), lambda m: html.unescape(m[0])),
    # inline LaTeX, as pandoc has it
    (re.compile(DOLLARS), lambda m: m[1]),
    (COMPATIBLE, lambda m: widened(m[0])),
    (re.compile(r"\u00ad[ \t]*\n\s*"), ""),  # a soft hyphen that the line end made visible
    (re.compile(r"[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]"), ""),  # characters without a width
    # a raised number, as HTML or a footnote marker of Markdown
    (re.compile(r"<sup>([-+−]?\d+)</sup>|\[\^(\d+)\]"), lambda m: (m[1] or m[2]).translate(TO_SUPERSCRIPT)),
    (re.compile(r"\^([-+−]?\d{1,3})\^"), lambda m: m[1].translate(TO_SUPERSCRIPT)),  # 10^-5^, as pandoc writes it
    (re.compile(r"\]\(\s*<?https?:[^)\s]{0,2000}\)"), "]"),  # the hidden target of a Markdown link
    # the escape before a punctuation mark, and emphasis by asterisks; but not the asterisk of HLA-B*27:05
    (re.compile(r"\\(?=[^\w\s])|(?<![A-Z\d])\*+|\*+(?!\d)|\*{2,}"), ""),
    # emphasis by underscores, before a word or after one
    (re.compile(r"(?<![^\s(\[“‘'\"])_+(?=\w)|(?<=[\w.])_+(?=[\s,.;:)\]]|$)"), ""),
    (re.compile(PARTS_WORDS), _long_dash),
    (re.compile(rf"{DASH}|-{{2,3}}"), "-"),  # any dash, or two or three hyphens for one
    # a decimal point in the middle of the line, 0·05; but 5·10^6 is a power
    (MIDDLE_POINT, "."),
    (re.compile("(?<=\\d)∶(?=\\d)"), ":"),  # the sign of a ratio
    # degrees of freedom, which are two: F(1,427), F(1,58)
    (re.compile(r"(?:(?<=\bF[(\[])|(?<=\bF [(\[]))(\d{1,3}),(?=\d{1,4}[)\]])"), lambda m: f"{m[1]}, "),
    (GROUPED, closed_up),  # 53 000 with a space that does not break
    (re.compile(r"[^\S\n]"), " "),  # any space but a line end
    (re.compile(r"<\s*https?:[^<>]{1,500}>"), _closed_up),  # an address in pointed brackets, over line ends
    # a DOI or address cut at a line's end after one of its marks
    (re.compile(r"(?:\b10\.\d{4,9}/|https?://)[^\s<>]{0,2000}[-/_=&?]\s*\n\s*(?=[^\s<])"), _closed_up),
    (re.compile(r"(?<![^\W\d_])([^\W\d_]+)- ?\n\s*([^\W\d_]+)"), _line_end_hyphen),  # a word cut at a line's end
    (re.compile(r"(?<=\w)- ?\n\s*(?=\w)"), "-"),  # any other such hyphen: 2019- at a line's end
    (re.compile(r"\s+"), " "),  # spaces and line ends
]


def unset(raw: str, spaced: bool = False) -> Typeset:
    """The Typeset of `raw`: dashes are "-", spaces single, markup and line-end hyphens gone, addresses in one piece.

    `spaced`: the text groups its thousands by spaces, which are closed up.
    """
    typeset = Typeset(raw)
    for pattern, replacement in STEPS:
        typeset.replace(pattern, replacement)
    if spaced:
        typeset.replace(SPACED, closed_up)
    return typeset
