"""Every numeric expression of a text, in reading order: the rule of docs/numbers.md."""

import re
from dataclasses import dataclass

from recounted.article.text import segment
from recounted.article.typesetting import unset
from recounted.article.words import NUMBER_WORD

SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
FIGURE = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
SIGN = r"(?:[$€£¥] ?)?"
PERCENT = r" ?(?:%|per cent\b|percent\b)"
KINDS = {  # the first that fits at a place wins
    "url": r"(?:https?://|www\.)[^\s<>\"]+",
    "doi": r"(?:doi:? ?)?\b10\.\d{4,9}/[^\s<>\"]+",
    "email": r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    "superscript": rf"[{SUPERSCRIPT}]+|[½⅓⅔¼¾⅕⅛]",
    "date": (
        rf"(?<!\w)(?:{DAY} {MONTH},? \d{{4}}(?!\d)|{MONTH} {DAY},? \d{{4}}(?!\d)|{MONTH},? \d{{4}}(?!\d)"
        r"|\d{4}-\d\d-\d\d(?!\d)|\d{1,2}\.\d{1,2}\.\d{4}(?!\d)|\d{1,2}/\d{1,2}/\d{4}(?!\d))"
    ),
    "fold": rf"(?<!\w){FIGURE}[- ]?fold\b",
    "code": (
        r"(?<!\w)(?:\d+(?:-\d+){2,}X?|\d+(?:-\d+)*/\d+|\d+(?:[-/]\d+)*-[A-Z]{1,5}\b|\d+[A-Z]\d*(?![a-z])"
        r"|[A-Z]{1,6}-?\d[\dA-Z]*(?:[-/][A-Z\d]+)*|(?!(?:Mid|Pre|Post)-)[A-Z][a-z]+-\d+(?!\d))"
    ),
    "part": r"(?<!\w)\d+\([a-z]\)|(?<!\w)\d+(?:st|nd|rd|th)\b|(?<!\w)\d{2,4}s\b",
    "range": rf"(?<!\w){SIGN}\d+(?:\.\d+)?%?-\d+(?:\.\d+)?(?:{PERCENT})?(?![\w-])",
    "figure": rf"(?<!\w){SIGN}{FIGURE}(?:{PERCENT}| (?:hundred|thousand|million|billion|trillion)\b)?",
    "glued": r"(?<=[a-z])\d{1,4}(?!\w)",  # a superscript marker that lost its rise
    "word": NUMBER_WORD,
}
PATTERN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in KINDS.items()))
BOUNDS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Number:
    """One numeric expression. `start`, `end` are offsets in the raw text; `normal` is what two copies must share."""

    text: str
    normal: str
    kind: str
    start: int
    end: int
    section: str = ""
    paragraph: str = ""
    footnote: str = ""


def extract(raw):
    """All Numbers of a whole text (Markdown or plain), in reading order, with where each stands."""
    found = []
    for block in segment(raw):
        text, offsets = block.joined(raw)
        for start, end, kind, figure in _expressions(typeset := unset(text)):
            first, past = typeset.raw_span(start, end)
            found.append(Number(figure, normal(figure), kind, offsets[first], offsets[past - 1] + 1, *block.place()))
    return sorted(found, key=lambda number: number.start)


def figures(text):
    """The numeric expressions of one paragraph, as strings."""
    return [figure for _, _, _, figure in _expressions(unset(text))]


def normal(figure):
    """The form in which two copies are compared: case, spaces, commas of thousands and the rise of markers gone."""
    figure = figure.lower().translate(str.maketrans(SUPERSCRIPT, "0123456789"))
    figure = re.sub(r"^(?:doi:? ?|https?://(?:dx\.)?doi\.org/)(?=10\.)", "", figure)
    figure = re.sub(r"per ?cent", "%", figure)
    if not re.search(r"[a-z]{3}", figure) or "//" not in figure:
        figure = re.sub(r"(?<=\d),(?=\d{3})|(?<=\d),(?= \d{4})|(?<=[a-z])\.(?= )", "", figure)
    return re.sub(r"(?<=\d) (?=%)|(?<=[$€£¥]) | (?=fold)", "", figure).rstrip("/")


def _expressions(typeset):
    """(start, end, kind, figure) of each expression in the normalised text."""
    for match in PATTERN.finditer(typeset.text):
        kind, start = match.lastgroup, match.start()
        figure = _trimmed(match[0]) if kind in ("url", "doi") else match[0]
        for inner, piece in _pieces(kind, figure):
            yield start + inner, start + inner + len(piece), kind, piece


def _pieces(kind, figure):
    """An address counts if it has a digit; an e-mail gives its digits; a range must rise, else it is two figures."""
    if kind == "url" and not re.search(r"\d", figure):
        return []
    bounds = [(m.start(), m[0]) for m in BOUNDS.finditer(figure)]
    falls = kind == "range" and float(bounds[0][1]) >= float(bounds[1][1])
    return bounds if kind == "email" or falls else [(0, figure)]


def _trimmed(address):
    """Without the sentence's own punctuation; a closing bracket stays if the address opened it."""
    while address and (address[-1] in ".,;:'’”]" or address[-1] == ")" and address.count("(") < address.count(")")):
        address = address[:-1]
    return address
