"""Powers as they are printed: `10^-5`, `5 × 10⁶`, `1.2e-3`; and where `10⁵` is one and no 10 with a note's marker."""

import re

from recounted.numerals.marks import SUPERSCRIPTS

RAISED = rf"[⁺⁻]?[{SUPERSCRIPTS}]+"  # a raised number with its sign
EXPONENT = r"\^(?:\{[-+]?\d{1,3}\}|[-+]?\d{1,3})(?!\d)"  # ^-5, ^{-5}
# Without a sign, 10² to 10¹⁵ are powers after what leads to one (per 10⁵, < 10⁵, ×10⁵), before a unit or another power
# (10⁹/L, 10³-10⁵), and before a word that may be counted: 10⁵ cells, 10⁶ CFU; but not Article 10⁵ provides, nor
# 10⁵ of them.
_PLAIN = rf"(?:[{SUPERSCRIPTS[2:]}]|¹[{SUPERSCRIPTS[:6]}])(?![{SUPERSCRIPTS}])"
_SIGNS = "[~∼≈<>=≤≥×]"
_LEADS = "|".join(f"(?<={lead}10)" for lead in ["per ", "/", _SIGNS, f"{_SIGNS} ", "order of ", f"[{SUPERSCRIPTS}]-"])
# the ends of words that a number follows: of Article, Section, Table, Figure, Chapter, Clause, Annex
_ENDS = [
    "icle",
    "cles",
    "tion",
    "ions",
    "able",
    "gure",
    "pter",
    "ause",
    "nnex",
    "aged",
    "rade",
    "year",
    "day",
    "week",
    "evel",
    "Law",
    "Act",
    "Part",
    "Rule",
]
_NUMBERED = "".join(f"(?<!{end} 10)" for end in _ENDS)
_NO_UNIT = "a|an|and|or|of|in|on|to|the|for|from|by|with|at|as|is|was|are|were|has|have|had|that|this|than|which|who"
_NO_UNIT += "|but|not|if|may|can|shall|will"
_BARE = (
    rf"(?<=\b10)(?:(?:{_LEADS}){_PLAIN}|{_PLAIN}(?=/[A-Za-zμµ]|-10[{SUPERSCRIPTS}])"
    rf"|{_NUMBERED}{_PLAIN}(?= (?!(?:{_NO_UNIT})\b)(?:[a-zμµ]|[A-Z](?:[A-Z]|/))))"
)
# 10^-5, 10^{-5}, 1.2e-3, 5 × 10^6, 5×10⁶, 10⁻⁵, 10⁵ cells
POWER = (
    rf"(?: ?(?:[×·⋅]|[xX](?= ?10)|\\times) ?10(?:{EXPONENT}|{RAISED})"
    rf"|[eE][-+]?\d{{1,3}}(?!\w)|{EXPONENT}|(?<=\b10)[⁺⁻][{SUPERSCRIPTS}]+|{_BARE})"
)
ALONE = rf"(?<=\b10){_PLAIN}"  # 10⁵ where it is known to be one
# The digits of an exponent, written after e or ^, or raised.
EXPONENT_OF = re.compile(rf"[eE^]\{{?([-+]?\d+)\}}?$|([⁺⁻]?[{SUPERSCRIPTS}]+)$")
