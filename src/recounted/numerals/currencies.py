"""The signs and codes of currencies: what finds one at a figure, what it may stand for, and which ones a unit names."""

import re

# Codes of ISO 4217, without those that are English words (ALL, TOP, CUP) or rare.
CODES = (
    "AED|ARS|AUD|AZN|AMD|BDT|BGN|BRL|BYN|CAD|CHF|CLP|CNY|COP|CZK|DKK|DZD|EGP|ETB|EUR|GBP|GEL|GHS|HKD|HUF|IDR|ILS|INR|"
)
CODES += "IQD|IRR|ISK|JOD|JPY|KES|KGS|KHR|KRW|KWD|KZT|LKR|MAD|MDL|MMK|MNT|MWK|MXN|MYR|NGN|NOK|NPR|NZD|PEN|PHP|"
CODES += "PKR|PLN|QAR|RON|RSD|RUB|RWF|SAR|SEK|SGD|THB|TJS|TMT|TND|TRY|TWD|TZS|UAH|UGX|USD|UYU|UZS|VND|XAF|XOF|ZAR|ZMW"
# What stands for a code before a figure -> the codes it may mean.
SHORT = {
    "RMB": "CNY",
    **dict.fromkeys(["Rs", "Rs."], "INR LKR NPR PKR"),
    **dict.fromkeys(["Tk", "Tk."], "BDT"),
    **dict.fromkeys(["KSh", "Ksh", "Ksh."], "KES"),
    "Rp": "IDR",
    "FCFA": "XAF XOF",
    "SFr": "CHF",
}
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
    "birr": "ETB",
    "taka": "BDT",
    "rupiah": "IDR",
    "naira": "NGN",
    "dong": "VND",
}
SIGNS = {
    "$": f"{NAMES['dollar']} {NAMES['peso']}",
    **dict.fromkeys(["US$", "USD$", "U.S.$", "US $", "$US"], "USD"),
    **dict.fromkeys(["A$", "AU$", "AUD$"], "AUD"),
    **dict.fromkeys(["C$", "CA$", "CAN$", "Can$"], "CAD"),
    "HK$": "HKD",
    "MX$": "MXN",
    "NT$": "TWD",
    **dict.fromkeys(["NZ$", "NZD$"], "NZD"),
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
# US, NT: what may stand before a sign; US may stand apart from it, but not in *the US $5 million*
_BEFORE = "|".join(re.escape(sign[:-1]) for sign in _LONGEST_FIRST if re.fullmatch(r"\S+[$£]", sign))
_LETTERS = rf"(?:{_BEFORE}|(?<!\b[Tt]he )\bUS (?=\$))"
# KZT, RMB, Rs.: a code, or what stands for one
CODED = rf"(?-i:{CODES}|{'|'.join(re.escape(each) for each in sorted(SHORT, reverse=True))})"
# The sign or the code of a currency before a digit: US$ 5, $US 5, UK£5, €5, EUR 5, Rs. 5; but *try 5* is no lira.
CURRENCY = rf"(?:{_LETTERS}?[$¢£¤¥֏؋৳฿₠-⃀](?:(?<=\$)US(?= ?\d))? ?|\b{CODED} ?(?=\d))"
_MARK = re.compile(rf"[-+]?({CURRENCY})")  # US$ of US$ 5
# A code, a sign or a name in a unit: KZT, US$, dollars.
_NAMED = re.compile(rf"\b{CODED}(?!\w)|{'|'.join(map(re.escape, _LONGEST_FIRST))}|[^\W\d_]+")


def mark_of(text: str) -> str:
    """The sign or the code of a currency that one number begins with, "" where it has none: `US$` of `US$ 5`."""
    found = _MARK.match(text)
    return found[1].strip() if found else ""


def codes_of(mark: str) -> set[str]:
    """The codes that a sign or a code may stand for; {} for a sign of none that is known."""
    known = (SIGNS | SHORT).get(mark)
    return set((known or (mark if re.fullmatch(CODES, mark) else "")).split())  # a code stands for itself


def codes_named(unit: str) -> set[str]:
    """The codes of all currencies that a unit names: seven of `dollars per month`, one of `KZT`."""
    found: set[str] = set()
    for word in _NAMED.findall(unit):
        found |= codes_of(word) or set(NAMES.get(word.lower().removesuffix("s"), "").split())
    return found
