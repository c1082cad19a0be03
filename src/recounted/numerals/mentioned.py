"""The numbers that a text mentions, whatever it says of them: so that two texts of one thing are held to each other."""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from recounted.numerals.digits import NUMBER, amount, parts
from recounted.numerals.marks import SUPERSCRIPTS, TO_DIGITS, tidy
from recounted.numerals.words import NUMBER_WORD, worth

_WHOLE = re.compile(NUMBER)  # 12.7 thousand
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")  # 12.7 of it, 12,700.5
_RAISED = re.compile(f"[{SUPERSCRIPTS}]+")  # ⁴⁷
_WORD = re.compile(NUMBER_WORD)  # twenty-one, sixth
_NONE = re.compile(r"\bno\b(?!\.? ?\d)", re.IGNORECASE)  # no cases, but not No. 5


def first_plain(figures: Iterable[str]) -> str:
    """The first of some printed figures to try a command with, 12 or 108 and no year; "" for none."""
    return next((text for text in figures if re.fullmatch(r"\d{2,3}", text)), "")  # 12, 108


def numbers_in(text: str) -> set[Decimal | Fraction]:
    """The numbers of a text without signs, in digits, raised or not, and in words: 6 of `06 Aug`, `sixth` and `⁶`.

    A number with a scale counts with it and without: 12700 and 12.7 of `12.7 thousand`.
    """
    text = tidy(text)
    apart = _RAISED.sub(lambda match: f" {match[0].translate(TO_DIGITS)} ", text)
    found: set[Decimal | Fraction] = {abs(amount(parts(match))[0]) for match in _WHOLE.findall(text)}
    found |= {Decimal(match.replace(",", "")) for match in _DIGITS.findall(apart)}
    for match in _WORD.finditer(_WHOLE.sub(" ", text)):
        told = worth(match[0])
        found |= {told.value} if told and told.kind != "bound" else set()
    return found | ({Decimal(0)} if _NONE.search(text) else set())
