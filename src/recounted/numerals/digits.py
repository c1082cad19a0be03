"""Numbers in digits: signs, thousands, decimals, powers, percent, currency, and a scale word or letter after them."""

import re
from decimal import Decimal

from recounted.numerals.marks import SUPERSCRIPTS, TO_DIGITS
from recounted.numerals.words import SCALES

# A sign stands before a digit or a leading point, and not after what it could join: 5-3, a-3, (a)-3, 2019 -182.
SIGN = r"(?:(?<![\w)\]%])(?<!\d )[-+](?=[\d.]|[$€£¥₸₽]))?"
CODES = "AED|ARS|AUD|AZN|AMD|BDT|BGN|BRL|BYN|CAD|CHF|CLP|CNY|COP|CZK|DKK|EGP|EUR|GBP|GEL|GHS|HKD|HUF|IDR|ILS|INR|IRR|"
CODES += "ISK|JPY|KES|KGS|KRW|KZT|LKR|MAD|MDL|MXN|MYR|NGN|NOK|NPR|NZD|PEN|PHP|PKR|PLN|QAR|RON|RSD|RUB|SAR|SEK|SGD|THB|"
CODES += "TJS|TMT|TRY|TWD|TZS|UAH|UGX|USD|UYU|UZS|VND|XAF|XOF|ZAR"
# The sign or the code of a currency before a digit: US$ 5, UK£5, €5, EUR 5.
CURRENCY = rf"(?:(?:US|UK|AU?|CA?|HK|NZ|S|R)?[$¢£¤¥֏؋৳฿₠-⃀] ?|\b(?:{CODES}) ?(?=\d))"
# 53,000.5 or 53000.5 or .5; a decimal comma where it cannot be anything else: `9,7 %`; `1 234,5` with its space.
FIGURE = (
    r"(?:\d{1,3}(?: \d{3}){1,6},\d+|\d+,\d{1,2}(?= ?(?:%|per ?cent\b))"
    r"|(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|(?<![\w.])\.\d+)"
)
RAISED = rf"[⁺⁻]?[{SUPERSCRIPTS}]+"  # a raised number with its sign
# 10^-5, 10^{-5}, 1.2e-3, 5 × 10^6, 5×10⁶; a raised number after a bare 10 is a power only where it has a sign.
EXPONENT = r"\^(?:\{[-+]?\d{1,3}\}|[-+]?\d{1,3})(?!\d)"
POWER = (
    rf"(?: ?(?:[×·⋅]|x(?= ?10)|\\times) ?10(?:{EXPONENT}|{RAISED})"
    rf"|[eE][-+]?\d{{1,3}}(?!\w)|{EXPONENT}|(?<=\b10)[⁺⁻][{SUPERSCRIPTS}]+)"
)
PERCENT = r"(?: ?(?:%|‰|per ?cent\b|per ?mille\b))"  # 5%, 5 per cent, 12.5‰
LETTERS = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12, "mio": 10**6, "mrd": 10**9}
# Scale words after a figure, one or two: 5 million, 2 hundred thousand.
SCALED = r"(?: (?:hundred |thousand )?(?:hundred|thousand|million|billion|trillion)\b)"
# `3.4bn` is plain; `5m` is money only after a currency, else metres, and 5k may be a code.
# 3,2 Mio. as on the continent, with its full stop where no sentence begins after it.
ABBREVIATED = r"(?:(?:bn|tn|mn)\b| ?(?:Mio|Mrd)\b(?:\.(?!\s+[A-Z]))?)"
MONEY = r"(?: ?(?:k|m|mn|bn|tn)\b)"
# One whole number: with a currency, or with at most one of power, percent sign and scale.
NUMBER = rf"{SIGN}(?:{CURRENCY}{FIGURE}(?:{SCALED}|{MONEY})?|{FIGURE}(?:{POWER}|{PERCENT}|{SCALED}|{ABBREVIATED})?)"
# The digits of an exponent, written after e or ^, or raised.
EXPONENT_OF = re.compile(rf"[eE^]\{{?([-+]?\d+)\}}?$|([⁺⁻]?[{SUPERSCRIPTS}]+)$")
LARGE = {"hundred": 100} | SCALES | LETTERS
# The same number as NUMBER, its parts by name.
PARTS = re.compile(
    rf"(?P<sign>[-+]?)(?P<currency>{CURRENCY}?)(?P<figure>{FIGURE})(?P<power>{POWER}?)"
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
    for word in re.findall(r"[a-z]+", found["scale"].lower()):  # each word of "hundred thousand"
        value, step = value * LARGE[word], step * LARGE[word]
    # -0.00 keeps its sign: it was below zero before its digits were dropped
    return (value.copy_negate() if found["sign"] == "-" else value), step


def _figure(text: str) -> Decimal:
    """A decimal comma is one that does not end a group of three digits; see FIGURE."""
    grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text)  # 53,000.5
    return Decimal(text.replace(",", "") if grouped else text.replace(" ", "").replace(",", "."))


def _raised(base: Decimal, step: Decimal, power: str) -> tuple[Decimal, Decimal]:
    """A figure with its power: `5 × 10^6` and `1.2e-3` scale it, `10^-5` raises it."""
    if not power:
        return base, step
    exponent = int("".join(filter(None, EXPONENT_OF.findall(power)[0])).translate(TO_DIGITS))
    if power[0] in f"^⁺⁻{SUPERSCRIPTS}":
        return base**exponent, Decimal(0)
    return base.scaleb(exponent), step.scaleb(exponent)
