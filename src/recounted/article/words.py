"""Number words of English, as regular-expression alternatives."""

import re

UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
LARGE = ["dozen", "hundred", "thousand", "million", "billion", "trillion"]
UNIT_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
ORDINALS = UNIT_ORDINALS + [
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "thirtieth",
    "fortieth",
    "fiftieth",
    "sixtieth",
    "seventieth",
    "eightieth",
    "ninetieth",
    "hundredth",
    "thousandth",
    "millionth",
]
PARTS = ["half", "halves", "quarter", "quarters", *(f"{word}s" for word in ORDINALS[2:])]
TIMES = [
    "once",
    "twice",
    "thrice",
    "double",
    "doubles",
    "doubled",
    "doubling",
    "triple",
    "triples",
    "tripled",
    "tripling",
    "quadruple",
    "quadrupled",
    "halve",
    "halved",
    "halving",
]
DECADES = [f"{word[:-1]}ies" for word in TENS]


def _any(*lists):
    """Alternatives, longest first, so that `sixteenth` is not read as `six`."""
    return "|".join(sorted({word for words in lists for word in words}, key=lambda word: (-len(word), word)))


CARDINAL = rf"(?:(?:{_any(TENS)})[- ](?:{_any(UNITS)})\b|(?:{_any(['zero'], UNITS, TEENS, TENS)})\b)"
LARGES = rf"(?:{_any(LARGE, [f'{word}s' for word in LARGE])})\b"
FOLD = rf"(?:{_any(UNITS, TEENS, TENS, LARGE)})-?fold\b"
ORDINAL = rf"(?:(?:{_any(TENS)})[- ])?(?:{_any(ORDINALS, [f'{word}ly' for word in ORDINALS[:10]])})\b"
FRACTION = rf"(?:(?:{CARDINAL}|a)[- ])?(?:{_any(PARTS)})\b"
COUNT = rf"{CARDINAL}(?:[- ]{LARGES}(?: and {CARDINAL})?)*"
# A number word after a hyphen is the tail of another word (some-one, no-one); a large number is not (multi-billion).
NUMBER_WORD = (
    rf"(?i:(?<![\w-])(?:{FOLD}|{ORDINAL}|{COUNT}(?![- ](?:{_any(PARTS)})\b)|{FRACTION}"
    rf"|(?:{_any(TIMES, DECADES)})\b)|(?<!\w){LARGES})"
)

_WORDS = {
    *UNITS,
    *TEENS,
    *TENS,
    *LARGE,
    *ORDINALS,
    *PARTS,
    *TIMES,
    *DECADES,
    "zero",
    *(f"{w}s" for w in LARGE),
    *(f"{w}ly" for w in ORDINALS[:10]),
    *(f"{w}fold" for w in UNITS + TEENS + TENS),
}
# What may follow a number word at a line's end when the whole is no number: one-self, ten-dency, second-ary.
_TAILS = re.compile(r"(?:self|selves|ness|rous|dency|sion|sions|der|ders|ant|ants|ary|arily|ed|ing|nis|th)$", re.I)


def is_number_word(word):
    return word.lower() in _WORDS


def splits_a_plain_word(left, right):
    """True for a line-end cut through a word that only begins like a number word."""
    return is_number_word(left) and bool(_TAILS.match(right))
