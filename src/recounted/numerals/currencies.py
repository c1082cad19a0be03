"""The signs and codes of currencies: what finds one at a figure, what it may stand for, and which ones a unit names."""

import re

CODES = "AED|ARS|AUD|AZN|AMD|BDT|BGN|BRL|BYN|CAD|CHF|CLP|CNY|COP|CZK|DKK|EGP|EUR|GBP|GEL|GHS|HKD|HUF|IDR|ILS|INR|IRR|"
CODES += "ISK|JPY|KES|KGS|KRW|KZT|LKR|MAD|MDL|MXN|MYR|NGN|NOK|NPR|NZD|PEN|PHP|PKR|PLN|QAR|RON|RSD|RUB|SAR|SEK|SGD|THB|"
CODES += "TJS|TMT|TRY|TWD|TZS|UAH|UGX|USD|UYU|UZS|VND|XAF|XOF|ZAR"
# Names of currencies, in small letters -> their codes.
NAMES = {
    **dict.fromkeys(["dollar", "buck"], "AUD CAD HKD NZD SGD TWD USD"),
    "peso": "ARS CLP COP MXN PHP UYU",
    "pound": "EGP GBP",
    "sterling": "GBP",
    "euro": "EUR",
    "yen": "JPY",
    **dict.fromkeys(["yuan", "renminbi"], "CNY"),
    "tenge": "KZT",
    **dict.fromkeys(["rouble", "ruble"], "BYN RUB"),
    "rupee": "INR LKR NPR PKR",
    "franc": "CHF XAF XOF",
    **dict.fromkeys(["krona", "krone", "kronor", "kroner", "crown"], "CZK DKK ISK NOK SEK"),
    "koruna": "CZK",
    "zloty": "PLN",
    "hryvnia": "UAH",
    "lira": "TRY",
    "lari": "GEL",
    "somoni": "TJS",
    "rial": "IRR",
    "baht": "THB",
    "rand": "ZAR",
    "shekel": "ILS",
    "naira": "NGN",
    "dong": "VND",
}
SIGNS = {
    "$": f"{NAMES['dollar']} {NAMES['peso']}",
    "US$": "USD",
    **dict.fromkeys(["A$", "AU$"], "AUD"),
    **dict.fromkeys(["C$", "CA$"], "CAD"),
    "HK$": "HKD",
    "MX$": "MXN",
    "NT$": "TWD",
    "NZ$": "NZD",
    "S$": "SGD",
    "R$": "BRL",
    "£": NAMES["pound"],
    "UK£": "GBP",
    "€": "EUR",
    "¥": "CNY JPY",
    "₸": "KZT",
    "₽": "RUB",
    "₴": "UAH",
    "₹": "INR",
    "₩": "KRW",
    "₦": "NGN",
    "₪": "ILS",
    "₫": "VND",
    "₺": "TRY",
    "₾": "GEL",
    "฿": "THB",
}
_LONGEST_FIRST = sorted(SIGNS, key=lambda sign: -len(sign))
_LETTERS = "|".join(sign[:-1] for sign in _LONGEST_FIRST if len(sign) > 1)  # US, NT: what may stand before a sign
# The sign or the code of a currency before a digit: US$ 5, UK£5, €5, EUR 5; but *try 5* is no lira.
CURRENCY = rf"(?:(?:{_LETTERS})?[$¢£¤¥֏؋৳฿₠-⃀] ?|\b(?-i:{CODES}) ?(?=\d))"
_MARK = re.compile(rf"[-+]?({CURRENCY})")  # US$ of US$ 5
# A code, a sign or a name in a unit: KZT, US$, dollars.
_NAMED = re.compile(rf"\b(?:{CODES})\b|{'|'.join(map(re.escape, _LONGEST_FIRST))}|[^\W\d_]+")


def mark_of(text: str) -> str:
    """The sign or the code of a currency that one number begins with, "" where it has none: `US$` of `US$ 5`."""
    found = _MARK.match(text)
    return found[1].strip() if found else ""


def codes_of(mark: str) -> set[str]:
    """The codes that a sign or a code may stand for; {} for a sign of none that is known."""
    return set(SIGNS.get(mark, mark if re.fullmatch(CODES, mark) else "").split())  # a code stands for itself


def codes_named(unit: str) -> set[str]:
    """The codes of all currencies that a unit names: seven of `dollars per month`, one of `KZT`."""
    found: set[str] = set()
    for word in _NAMED.findall(unit):
        found |= codes_of(word) or set(NAMES.get(word.lower().removesuffix("s"), "").split())
    return found
