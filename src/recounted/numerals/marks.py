"""Marks that stand in and around a number: dashes, spaces, raised digits, and letters that are one sign in print."""

import re
import unicodedata

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TO_DIGITS = str.maketrans(SUPERSCRIPTS + "⁺⁻", "0123456789+-")
TO_SUPERSCRIPT = str.maketrans("0123456789-+−", SUPERSCRIPTS + "⁻⁺⁻")
DASH = r"[‐‑‒–—―−﹣－]"  # dashes and minus signs of every length, which all become "-"
# Digits, letters and signs of full width, and ligatures such as ﬁ: each stands for plain characters.
COMPATIBLE = re.compile(r"[\uff01-\uff5e\uffe0\uffe1\uffe5\uffe6\ufb00-\ufb06]")
# 53 000, 53'000: a space that does not break, a thin one, or an apostrophe between groups of three digits.
GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[\u00a0\u2009\u202f'’]\d{3})+(?!\d)")
# 98 942, where the text groups by spaces: else two numbers may stand there
SPACED = re.compile(r"(?<![\d.,])(?<!\d )\d{1,3}(?: \d{3})+(?! ?\d|-\d+\b(?! \d{3}))")
THREE_ZEROS = re.compile(r"(?<![\d.,])(?<!\d )\d{1,3} 000(?! ?\d)")  # 186 000
BY_COMMA = re.compile(r"(?<![\d.,])\d{1,3},\d{3}(?![\d.,])")  # 98,942
# 0·05, as some journals print it; but 5·10^6 is a power.
MIDDLE_POINT = re.compile(r"(?<=\d)·(?=\d)(?!10(?:[\^]|[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]))")
# Between digits a point before a group of three, but not that of 0.005, and a comma; also the comma of p < ,05 and
# -,23, which ends no word, number, bracket or quotation.
CONTINENTAL = re.compile(r"(?<=\d)(?<!\b0)\.(?=\d{3}(?!\d))|(?:(?<=\d)|(?<!\d )(?<![\w.,)\]}“”‘’«»\"'%‰*†‡§°])),(?=\d)")
# What only a decimal can be: 0,05; 9,7 %; p < ,05.
DECIMAL = re.compile(
    r"(?<![\d.,(\[])0([.,])\d+(?![\d.,)\]])|(?<![\d.,])\d+([.,])\d+(?= ?(?:%|per ?cent\b))|[=<>≤≥] ?[-−–]?([.,])\d"
)
VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5)}
VULGAR |= {"⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}


def with_points(text: str, decimal: str) -> str:
    """A text whose decimal mark is a comma as one with points, of the same length: `1.234,5` is `1,234.5`."""
    if decimal != ",":
        return text
    return CONTINENTAL.sub(lambda match: "," if match[0] == "." else ".", text)


def decimal_of(text: str) -> str:
    """The decimal mark that a text prints, a comma or a point: the one that more of its decimals have, else a point."""
    marks = [match[1] or match[2] or match[3] for match in DECIMAL.finditer(text)]
    return "," if marks.count(",") > marks.count(".") else "."


def widened(text: str) -> str:
    """Plain characters for a full-width sign or a ligature: `％` is `%`, `ﬁ` is `fi`."""
    return unicodedata.normalize("NFKC", text)


def groups_by_space(text: str) -> bool:
    """Whether a text groups its thousands by plain spaces: it shows so twice, and groups none by a comma."""
    return len(THREE_ZEROS.findall(text)) > 1 and not BY_COMMA.search(text)


def closed_up(match: re.Match[str]) -> str:
    """The digits of a match of GROUPED, without what stands between them."""
    return re.sub(r"\D", "", match[0])  # all but digits


def tidy(text: str) -> str:
    """One kind of dash and of space, thousands closed up, nothing of full width: the form in which figures are read."""
    text = COMPATIBLE.sub(lambda match: widened(match[0]), text)
    text = GROUPED.sub(closed_up, MIDDLE_POINT.sub(".", text))
    return " ".join(re.sub(DASH, "-", text).split())
