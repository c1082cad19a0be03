"""Number words at a line's end: whether a hyphen there cut a word in two, or is the word's own."""

import re

from recounted.numerals.words import BASIC

# What may follow a number word at a line's end when the whole is no number: one-self, ten-dency, second-ary.
_TAILS = re.compile(r"(?:self|selves|ness|rous|dency|sion|sions|der|ders|ant|ants|ary|arily|ed|ing|nis|th)$", re.I)


def is_number_word(word: str) -> bool:
    """Whether it is a number word of one piece: `ninety`, `thousands`, `third`, `twofold`; not `twenty-one`."""
    return word.lower() in BASIC


def splits_a_plain_word(left: str, right: str) -> bool:
    """True for a line-end cut through a word that only begins like a number word."""
    return is_number_word(left) and bool(_TAILS.match(right))
