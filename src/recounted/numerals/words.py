"""Number words of English: what finds them and what they are worth. Cardinals are read by the library text2num."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
LARGE = {"dozen": 12, "hundred": 100} | SCALES
OWN_ORDINALS = {"first": "one", "second": "two", "third": "three", "fifth": "five", "eighth": "eight", "ninth": "nine"}
OWN_ORDINALS |= {"twelfth": "twelve"} | {f"{word[:-1]}ieth": word for word in TENS}
REGULAR = {f"{word}th": word for word in [*UNITS, *TEENS, *SCALES, "hundred"]}
ORDINALS = OWN_ORDINALS | {
    ordinal: word for ordinal, word in REGULAR.items() if word not in (*OWN_ORDINALS.values(), "one")
}
PARTS = {"half": 2, "halves": 2, "quarter": 4, "quarters": 4}
DENOMINATORS = {word: count for count, word in enumerate(["zero", *UNITS, *TEENS]) if count > 2}
DENOMINATORS = {ordinal: DENOMINATORS[word] for ordinal, word in ORDINALS.items() if word in DENOMINATORS}
DENOMINATORS |= {"twentieth": 20, "hundredth": 100, "thousandth": 1000}
PLURAL_PARTS = PARTS | {f"{word}s": count for word, count in DENOMINATORS.items()}
BY: dict[str, int | Fraction] = {
    "double": 2,
    "triple": 3,
    "treble": 3,
    "quadruple": 4,
    "quintuple": 5,
    "sextuple": 6,
    "halve": Fraction(1, 2),
}
TIMES: dict[str, int | Fraction] = {"once": 1, "twice": 2, "thrice": 3, **BY}
TIMES |= {f"{word.removesuffix('e')}{end}": times for word, times in BY.items() for end in ("es", "ed", "ing")}
TIMES |= {f"{word}s": times for word, times in BY.items() if not word.endswith("lve")}
DECADES = [f"{word[:-1]}ies" for word in TENS]
FIRSTLY = {f"{word}ly" for word in ORDINALS}
FOLDS = {f"{word}fold" for word in [*UNITS, *TEENS, *TENS, *LARGE]}
# All number words of one piece.
BASIC = {"zero", *UNITS, *TEENS, *TENS, *LARGE, *(f"{word}s" for word in LARGE), *ORDINALS, *FIRSTLY, *PLURAL_PARTS}
BASIC |= {*TIMES, *DECADES, *FOLDS, "tens"}


def any_of(*lists: Iterable[str]) -> str:
    """Alternatives, longest first, so that `sixteenth` is not read as `six`."""
    return "|".join(sorted({word for words in lists for word in words}, key=lambda word: (-len(word), word)))


# The grammar of cardinals, from small to large: twenty-one; two hundred and five; one million, two thousand and five.
SMALL = rf"(?:(?:{any_of(TENS)})[- ](?:{any_of(UNITS)})\b|(?:{any_of(['zero'], UNITS, TEENS, TENS)})\b)"
SCALE = rf"(?:{any_of(SCALES)})\b"
AND_SMALL = rf"(?:(?: and |[- ]){SMALL}(?![- ]hundred\b))"
HUNDRED = rf"{SMALL}[- ]hundred\b"
HUNDREDS = rf"{HUNDRED}{AND_SMALL}?"
GROUP = rf"(?:{HUNDREDS}|{SMALL})(?:[- ](?:{any_of(SCALES, ['dozen'])})\b)+"
REST = rf"(?:(?:,? and |[- ]){SMALL}(?![- ](?:hundred|{SCALE}))|(?:, |,? and |[- ]){HUNDREDS}(?![- ]{SCALE}))"
CARDINAL = rf"(?:{GROUP}(?:,?[- ]{GROUP})*{REST}?|{HUNDREDS}|{SMALL})"
# hundreds, tens; several hundred thousand
LARGES = rf"(?:hundred[- ]{SCALE}|(?:{any_of(LARGE, [f'{word}s' for word in LARGE], ['tens'])})\b)"
HUNDRED_AND = rf"a (?:hundred|{SCALE}){AND_SMALL}"
FOLD = rf"(?:{any_of(UNITS, TEENS, TENS, LARGE)})-?fold\b"
ORDINAL = (
    rf"(?:(?:{GROUP}(?:,?[- ]{GROUP})*(?:,? and |, |[- ]))?(?:{HUNDRED}(?: and |[- ]))?(?:(?:{any_of(TENS)})[- ])?"
    rf"(?:{any_of(ORDINALS, FIRSTLY)})\b|{SMALL}[- ](?:{any_of(f'{word}th' for word in LARGE if word != 'dozen')})\b)"
)
# What stands before and behind a part that nothing else tells from an ordinal: fell by a third in 2019, over a third
# (35%).
MEASURES = ["than", "nearly", "almost", "about", "around", "roughly", "over", "only", "by"]
MEASURING = "|".join(f"(?<={word} )" for word in MEASURES)
GOING_ON = r"(?= (?:(?:in|during|between|since|from|to|over|across|as|or|and|were|had|have|among|at|compared)\b|\(\d))"
# A single part needs a sign that it is one: `one-third`, `one third of`, `more than a third in`; but *a third country*.
ONE_PART = (
    rf"(?:one-(?:{any_of(DENOMINATORS)})\b"
    rf"|(?:one|an?) (?:{any_of(DENOMINATORS)})\b(?= of\b|[^\w -]|$| (?:less|more|lower|higher)\b)"
    rf"|(?:{MEASURING})an? (?:{any_of(DENOMINATORS)})\b{GOING_ON})"
)
# one half, half, two-thirds; but two half-days are two and a half
FRACTION = rf"(?:{ONE_PART}|(?:(?:(?:one|a)[- ](?=half\b)|(?:{SMALL}|a)[- ](?!half\b)))?(?:{any_of(PLURAL_PARTS)})\b)"
MIXED = rf"{CARDINAL}(?: and |-and-)(?:a|{SMALL})[- ](?:{any_of(PLURAL_PARTS, DENOMINATORS)})\b"
SCALED = rf"(?:{MIXED} {SCALE}|{FRACTION}(?: of)?(?: a)? (?:dozen\b|hundred\b|{SCALE}))"
# The first two letters of all these words: one look at them spares most words of a text the search.
BEGINNING = rf"(?=(?:an? |{'|'.join(sorted({word[:2] for word in BASIC}))}))"
# A number word after a hyphen is the tail of another word (some-one, no-one); a large number is not (multi-billion).
# Double and triple before a hyphen are none: a double-blind trial.
NUMBER_WORD = (
    rf"(?i:(?<![\w-]){BEGINNING}(?:{FOLD}|{SCALED}|{MIXED}|{ONE_PART}|{ORDINAL}|{HUNDRED_AND}"
    rf"|{CARDINAL}(?!(?<=\bone)[- ]half\b|[- ](?!half\b)(?:{any_of(PLURAL_PARTS)})\b)|{FRACTION}"
    rf"|(?:{any_of(TIMES, DECADES)})\b(?!(?<=le)-[a-z]))|(?<!\w){LARGES})"
)


@dataclass(frozen=True)
class Worth:
    """What a number word is worth: its value, how far around it others are meant as well, and of what kind it is."""

    value: Decimal | Fraction
    reach: Decimal | Fraction = Decimal(0)
    kind: str = "cardinal"


def worth(text: str) -> Worth | None:
    """The Worth of one expression that NUMBER_WORD matches; None for one that has no value, such as *nineties*.

    `half` reaches to half the way to the next simple fraction, `twice` half a time, `two million` half a million.
    """
    text = " ".join(text.lower().split())
    for reader in (_multiple, _ordinal, _scaled, _mixed, _fraction, _plural, _cardinal):
        if found := reader(text):
            return found
    return None


def cardinal(text: str) -> int:
    """A cardinal in words as a whole number; ValueError for anything else."""
    from text_to_num import text2num  # imported late: most figures are in digits

    text = re.sub(r"^an? ", "one ", text.replace(",", ""))  # a hundred
    for word in ("trillion", "dozen"):  # which text2num does not know
        head, found, rest = re.sub(r"-(?=dozen|trillion)", " ", text).partition(word)
        if found:
            rest = rest.removeprefix(" and").strip(" -")
            return (cardinal(head.strip()) if head else 1) * LARGE[word] + (cardinal(rest) if rest else 0)
    return text2num(text, "en")


def _multiple(text: str) -> Worth | None:
    if match := re.fullmatch(r"(.+?)-?fold", text):  # twofold, ten-fold
        return Worth(Decimal(cardinal(match[1])), Decimal("0.5"), "multiple")
    if text not in TIMES:
        return None
    times = Fraction(TIMES[text])
    reach = Fraction(1, 2) if times.denominator == 1 else Fraction(1, 12)  # halved
    return Worth(times, reach, "multiple")


def _ordinal(text: str) -> Worth | None:
    last = re.split(r"[^a-z]", text)[-1]  # first, of twenty-first
    head, last = text.removesuffix(last), last.removesuffix("ly")
    if last not in ORDINALS or re.fullmatch(ONE_PART, text):
        return None
    return Worth(Decimal(cardinal(head + ORDINALS[last])), kind="ordinal")


def _scaled(text: str) -> Worth | None:
    # half a million, two thirds of a million
    match = re.fullmatch(rf"(.+?)(?: of)?(?: a)? (dozen|hundred|{SCALE})", text)
    inner = (_mixed(match[1]) or _fraction(match[1])) if match else None
    if not match or not inner:
        return None
    return Worth(inner.value * LARGE[match[2]], inner.reach * LARGE[match[2]], "scaled")


def _mixed(text: str) -> Worth | None:
    # two and a half, one-and-a-half
    match = re.fullmatch(rf"({CARDINAL})(?: and |-and-)((?:a|{SMALL})[- ].+)", text)
    part = _fraction(match[2]) if match else None
    return Worth(cardinal(match[1]) + part.value, part.reach, "mixed") if match and part else None


def _fraction(text: str) -> Worth | None:
    parts = PLURAL_PARTS | DENOMINATORS
    match = re.fullmatch(rf"(?:({SMALL}|an?)[- ])?({any_of(parts)})", text)  # two-thirds, a quarter
    if not match or (match[1] is None and match[2] in DENOMINATORS):
        return None
    above, below = cardinal(match[1]) if match[1] not in (None, "a", "an") else 1, parts[match[2]]
    return Worth(Fraction(above, below), Fraction(1, 2 * below * (below + 1)), "fraction")


def _plural(text: str) -> Worth | None:
    """*Thousands* is a bound, as is *tens*, of which only more can be said."""
    if text == "tens":
        return Worth(Decimal(10), kind="bound")
    large = text.removesuffix("s")
    return Worth(Decimal(LARGE[large]), kind="bound") if text != large and large in LARGE else None


def _cardinal(text: str) -> Worth | None:
    try:
        value = Decimal(cardinal(text))
    except ValueError:
        return None
    scales = re.search(rf"(?:[ -](?:{any_of(SCALES)}))+$", text)  # the scale words at the end
    if not scales:
        return Worth(value, Decimal("0.5"))
    # each word of "hundred thousand"
    return Worth(value, math.prod(SCALES[word] for word in re.findall("[a-z]+", scales[0])) / Decimal(2), "scaled")
