"""Numbers in digits: signs, thousands, decimals, powers, percent, currency, and a scale word or letter after them."""

import re
from decimal import Decimal
from math import prod

from recounted.numerals.currencies import CURRENCY
from recounted.numerals.marks import SUPERSCRIPTS, TO_DIGITS, VULGAR
from recounted.numerals.powers import ALONE, EXPONENT_OF, POWER
from recounted.numerals.words import SCALES

# A sign stands before a digit or a leading point, and not after what it could join: 5-3, a-3, (a)-3, Mio.-3, 2019 -182,
# 5'-3'.
SIGN = r"(?:(?<![\w)\]%.])(?<!\d )(?<!\d['’′″])[-+](?=[\d.]|[$€£¥₸₽]))?"
# 53,000.5 or 53000.5 or .5; a decimal comma where it cannot be anything else: `9,7 %`; `1 234,5` with its space;
# `0,9179`, but not the two of (0,10) or of 0,10,20; no thousands after a comma, since 9,29,75,111 is a list,
# and no point of its own where one ends a sentence before a marker: (Keeper 2016).1
FIGURE = (
    r"(?:\d{1,3}(?: \d{3}){1,6},\d+|\d+,\d{1,2}(?= ?(?:%|per ?cent\b))|(?<![\d.,(\[{])0,\d{2,}(?![\d]|[.,]\d)"
    r"|(?:(?<!\d,)\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|(?<![\w.)\]”’%])\.\d+)"
)
PERCENT = r"(?: ?(?i:%|‰|per ?cent\b|per ?mille\b))"  # 5%, 5 per cent, 12.5‰
LETTERS = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9, "tn": 10**12}
LETTERS |= {"mio": 10**6, "mrd": 10**9, "lakh": 10**5, "crore": 10**7}
LETTERS |= {"lakhs": LETTERS["lakh"], "crores": LETTERS["crore"]}
# Scale words after a figure, one or two, in letters of any case: 5 million, 2 hundred thousand, a 5-million fund.
SCALED = r"(?:[ -](?i:(?:hundred |thousand )?(?:hundred|thousand|million|billion|trillion|lakhs?|crores?)\b))"
# `3.4bn` and `100k` are plain; `5m` is money only after a currency, else metres, and 5K or 3B is a code.
# 3,2 Mio. as on the continent, with its full stop where no sentence begins after it.
ABBREVIATED = r"(?:(?i:bn|tn|mn)\b|(?-i:k)\b| ?(?i:mln|bln)\b| ?(?:Mio|Mrd)\b(?:\.(?!\s+[A-Z]))?)"
# $5m, €3.4B, $5 M; a letter apart that a hyphen and a bare number follow is a code's: the K-12 of US$ 5 K-12 schools
_LETTER = r"(?i:k|m|b|mn|bn|tn|mln|bln)\b"
MONEY = rf"(?:{_LETTER}| {_LETTER}(?!-\d[\d.,]*(?![\d.,])(?! ?{_LETTER}|{SCALED})))"
# Money may group its digits as in India: ₹1,50,000.
_MONEY_FIGURE = rf"(?:\d{{1,2}}(?:,\d\d){{1,3}},\d{{3}}(?!\d)|{FIGURE})"
# One whole number: with a currency, or with at most one of power, percent sign and scale.
NUMBER = (
    rf"{SIGN}(?:{CURRENCY}{_MONEY_FIGURE}(?:{SCALED}|{MONEY})?|{FIGURE}(?:{POWER}|{PERCENT}|{SCALED}|{ABBREVIATED})?)"
)
# A vulgar fraction, alone or after a whole number: ½, 2½, 2 ½, £2½m, 12½%.
_MIXED = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|\d{{1,3}} )?[{''.join(VULGAR)}]"
MIXED = rf"{SIGN}(?:{CURRENCY}{_MIXED}(?:{SCALED}|{MONEY})?|{_MIXED}(?:{PERCENT}|{SCALED}|{ABBREVIATED})?)"
# A range whose ends have each a scale of their own: $5M-6M, US$5 million-US$6 million, 900k-1.2bn.
SCALED_RANGE = (
    rf"{SIGN}(?:{CURRENCY}{FIGURE}(?:{SCALED}|{MONEY})-{CURRENCY}?{FIGURE}(?:{SCALED}|{MONEY})"
    rf"|{FIGURE}(?:{SCALED}|{ABBREVIATED})-{FIGURE}(?:{SCALED}|{ABBREVIATED}))"
)
# The two ends of a range of money, whose currency stands once: $1.2-1.5M, $5M-6M, $5 million-6 million.
MONEY_RANGE = re.compile(
    rf"(?P<currency>{CURRENCY})(?P<first>{FIGURE}(?:{SCALED}|{MONEY})?)-(?P<last>{FIGURE}(?:{SCALED}|{MONEY}))"
)
LARGE = {"hundred": 100} | SCALES | LETTERS
# The same number as NUMBER, its parts by name.
PARTS = re.compile(
    rf"(?P<sign>[-+]?)(?P<currency>{CURRENCY}?)(?P<figure>{_MONEY_FIGURE})(?P<power>(?:{POWER}|{ALONE})?)"
    rf"(?P<percent>{PERCENT}?)(?P<scale>(?:{SCALED}|{MONEY}|{ABBREVIATED})?)",
    re.IGNORECASE,
)


def parts(text: str) -> re.Match[str]:
    """The parts of one number in digits by name: sign, currency, figure, power, percent, scale; ValueError for none."""
    if found := PARTS.fullmatch(text):
        return found
    raise ValueError(text)


def amount(found: re.Match[str]) -> tuple[Decimal, Decimal]:
    """The value of a match of `parts`, and the step of its last printed digit: 1.2 million is 1,200,000 by 100,000."""
    base = _figure(found["figure"])
    step = Decimal(1).scaleb(base.adjusted() - len(base.as_tuple().digits) + 1)
    value, step = _raised(base, step, found["power"])
    scale = scale_of(found["scale"])
    value, step = value * scale, step * scale
    # -0.00 keeps its sign: it was below zero before its digits were dropped
    return (value.copy_negate() if found["sign"] == "-" else value), step


def scale_of(words: str) -> int:
    """What the scale after a figure multiplies it by: 100,000 for `hundred thousand`, 1 for none."""
    return prod(LARGE[word] for word in re.findall(r"[a-z]+", words.lower()))  # each of the words


def _figure(text: str) -> Decimal:
    """A decimal comma is one that does not end a group of three digits, or that follows a zero; see FIGURE."""
    grouped = re.fullmatch(r"(?!0,)\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?", text)  # 53,000.5, 1,50,000
    return Decimal(text.replace(",", "") if grouped else text.replace(" ", "").replace(",", "."))


def _raised(base: Decimal, step: Decimal, power: str) -> tuple[Decimal, Decimal]:
    """A figure with its power: `5 × 10^6` and `1.2e-3` scale it, `10^-5` raises it."""
    if not power:
        return base, step
    exponent = int("".join(filter(None, EXPONENT_OF.findall(power)[0])).translate(TO_DIGITS))
    if power[0] in f"^⁺⁻{SUPERSCRIPTS}":
        return base**exponent, Decimal(0)
    return base.scaleb(exponent), step.scaleb(exponent)
