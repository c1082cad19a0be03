"""Undo typesetting: one text for every way to print the same words, with the way back to the raw characters."""

import re

from recounted.article.words import is_number_word, splits_a_plain_word

TO_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Typeset:
    """Normalised text and, for each of its characters, the offset in the raw text that it stands for."""

    def __init__(self, text, offsets=None):
        self.text = text
        self.offsets = list(range(len(text))) if offsets is None else offsets

    def replace(self, pattern, replacement):
        """Replace matches by a string or by what `replacement(match)` gives; offsets follow."""
        text, offsets, last = [], [], 0
        for match in pattern.finditer(self.text):
            new = replacement(match) if callable(replacement) else replacement
            text += self.text[last : match.start()], new
            offsets += self.offsets[last : match.start()] + _spread(new, match, self.offsets)
            last = match.end()
        self.text = "".join(text) + self.text[last:]
        self.offsets = offsets + self.offsets[last:]

    def raw_span(self, start, end):
        """Raw offsets (first, past the last) of the normalised characters start..end."""
        return self.offsets[start], self.offsets[end - 1] + 1


def _spread(new, match, offsets):
    """Each new character takes the offset of its own old one where the old text has it, else of the match's start."""
    old, at, taken = match[0], 0, []
    for char in new:
        found = old.find(char, at)
        at = max(found, at)
        taken.append(offsets[match.start() + at])
        at += found >= 0
        at = min(at, len(old) - 1)
    return taken


def _closed_up(match):
    return re.sub(r"\s+", "", match[0])


def _line_end_hyphen(match):
    """A word cut at a line's end: whole again if it is a number word, or was never one; else its hyphen is its own."""
    left, right = match[1], match[2]
    whole = is_number_word(left + right) or splits_a_plain_word(left, right)
    return left + right if whole else f"{left}-{right}"


STEPS = [
    (re.compile(r"\u00ad[ \t]*\n\s*"), ""),  # a soft hyphen that the line end made visible
    (re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]"), ""),
    (re.compile(r"<sup>(\d+)</sup>|\[\^(\d+)\]"), lambda m: (m[1] or m[2]).translate(TO_SUPERSCRIPT)),
    (re.compile(r"\]\(\s*<?https?:[^)\s]*\)"), "]"),  # the hidden target of a Markdown link
    (re.compile(r"\\(?=[^\w\s])|\*+"), ""),
    (re.compile(r"(?<![^\s(\[“‘'\"])_+(?=\w)|(?<=[\w.])_+(?=[\s,.;:)\]]|$)"), ""),
    (re.compile(r"[‐‑‒–—―−﹣－]|-{2,3}"), "-"),
    (re.compile(r"(?<!\d)(\d{1,3})[\u2009\u202f](?=\d{3}(?!\d))"), lambda m: m[1]),  # 53 000 with a thin space
    (re.compile(r"[^\S\n]"), " "),
    (re.compile(r"<\s*https?:[^<>]{1,500}>"), _closed_up),
    (re.compile(r"(?:\b10\.\d{4,9}/|https?://)[^\s<>]*[-/_=&?]\s*\n\s*(?=[^\s<])"), _closed_up),
    (re.compile(r"([^\W\d_]+)- ?\n\s*([^\W\d_]+)"), _line_end_hyphen),
    (re.compile(r"(?<=\w)- ?\n\s*(?=\w)"), "-"),
    (re.compile(r"\s+"), " "),
]


def unset(raw):
    """The Typeset of `raw`: dashes are "-", spaces single, markup and line-end hyphens gone, addresses in one piece."""
    typeset = Typeset(raw)
    for pattern, replacement in STEPS:
        typeset.replace(pattern, replacement)
    return typeset
