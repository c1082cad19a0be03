"""Every numeric expression of a text, in reading order: the rule of docs/numbers.md."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from recounted.article.codes import CODE
from recounted.article.text import segment
from recounted.article.typesetting import Typeset, unset
from recounted.numerals.currencies import CURRENCY, codes_of, mark_of
from recounted.numerals.dates import DATE, MONTH, year_after
from recounted.numerals.digits import (
    ABBREVIATED,
    FIGURE,
    MIXED,
    MONEY,
    NUMBER,
    PERCENT,
    SCALED,
    SCALED_RANGE,
    SIGN,
    amount,
    parts,
)
from recounted.numerals.marks import SUPERSCRIPTS, TO_DIGITS, VULGAR, groups_by_space, with_points
from recounted.numerals.powers import POWER, RAISED
from recounted.numerals.words import NUMBER_WORD
from recounted.tables.rows import decimal_mark, printed_with

# What a plain figure is, with its sign, currency, power, percent sign or scale: digits.NUMBER. A range has one or two.
SPACED = r"\d{1,3}(?: \d{3}){1,6}(?![\d.,])"  # 53 000
SIDE = r"\d+(?:,\d{3})*(?:\.\d+)?"  # of a ratio
GROUPS = r"\d{1,3}(?:,\d{3})+"  # 100,000
RANGE = (
    rf"(?:{SPACED}-{SPACED}|{CURRENCY}{FIGURE}-{FIGURE}{MONEY}"
    rf"|{SIGN}{CURRENCY}?{FIGURE}{PERCENT}?-(?:{CURRENCY}|-(?=[\d.]))?{FIGURE}"
)
RANGE += rf"(?:{PERCENT}|{SCALED}|{ABBREVIATED})?)"
# *second* as a measure of time, which is no number: per second, one second or more, for a second, than a second and;
# but *one second opinion*, *for a second time*
TIME_UNIT = (
    r"(?i:(?<=\bper )second\b|(?:(?<=\bone )|(?<=\bfor a )|(?<=\bthan a ))second\b"
    r"(?=$|[^\w\s-]| (?:or|and|in|of|to|per|after|before|later|long|longer|at|apart|each)\b))"
)
# *ten* of a Dutch surname, which ten things cannot be: L. ten Brinke; ten Brinke L, Porter S; ten Brinke, L.;
# ten Brinke's; ten Brinke et al.; ten Brinke and Porter (2012). What ten things are called ends in s.
SURNAME = (
    r"(?:(?<=\b[A-Z]\. )ten(?= [A-Z][a-z])|[Tt]en(?= [A-Z][a-z][\w-]*"
    r"(?: et al\b|['’]s\b|,? (?:[A-Z]\.[ -]?){1,4}| (?!I{1,3}V?\b|VI{0,3}\b)[A-Z]{1,3}(?=[,;:.)]|$)"
    r"|(?<!s)(?: (?:and|&) [A-Z][a-z][\w-]*)? (?:\((?:1[89]|20)\d\d[a-z]?[),;:]|\[\d))))"
)
KINDS = {  # the first that fits at a place wins; every repetition has a bound, so that no text takes long
    "url": r"(?:https?://|www\.)[^\s<>\"]+",
    # also one with a part in pointed brackets: 10.1002/1097-0258(20001130)19:22<3127::aid-sim784>3.0.co;2-m
    "doi": r"(?:doi:? ?)?\b10\.\d{4,9}/[^\s<>\"]+(?:<\d+::[\w-]+>[^\s<>\"]+)?",
    "email": r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}",
    "power": rf"(?<!\w){SIGN}{FIGURE}{POWER}",
    "superscript": rf"[{SUPERSCRIPTS}]+",
    "vulgar": rf"(?<!\w){MIXED}|[{''.join(VULGAR)}]",
    "date": rf"(?<!\w){DATE}",
    "fold": rf"(?<!\w){FIGURE}[- ]?(?i:fold)\b",
    # 12/100,000, 4,650/12,345: a part of what has its thousands in groups
    "quotient": rf"(?<!\w){SIDE}/{GROUPS}(?![\w/]|[.,]\d)|(?<!\w){GROUPS}/{SIDE}(?![\w/]|[.,]\d)",
    # $5M-6M, 5 million-6 million, 900k-1.2bn: before their letters are taken for those of a code or a part
    "scales": rf"(?<!\w){SCALED_RANGE}(?!\w)",
    # 70-5DE, a code; but 5-10GB is a range with its unit
    "capitals": r"(?<!\w)(?!\d{4}-\d{3}X\b)\d+-\d+[A-Z]{1,5}(?!\w)",
    "code": CODE,
    "part": r"(?<!\w)(?:\d+(?:\.\d+)?[a-z]?\([A-Za-z]\)|\d+(?:st|nd|rd|th)\b|\d{2,4}s\b|\d+[a-z](?!\w))",
    # 20:1, 1:10,000, 2:2:1, the 6:00 of 6:00pm; but a volume with its pages, 352:259-276 or 2023;10:1139967, is none
    "ratio": (
        r"(?<![\w:])(?<!(?:19|20)\d\d;)(?<!(?:19|20)\d\d; )(?<![a-z];)"
        rf"{SIDE}(?::{SIDE}){{1,2}}(?!(?!(?i:am|pm|h)\b)\w|:|-\d+(?!\d|[:.]\d))"
    ),
    # a unit may be glued to it, 80-100nm, but not a letter that is its end's: 1980-1990s, 10-12th
    "range": rf"(?<!\w){RANGE}(?![\d_A-Z{''.join(VULGAR)}]|\.\d|-[\dA-Z]|(?:st|nd|rd|th|s|[a-z])\b)",
    "figure": rf"(?<!\w){NUMBER}",
    # a superscript marker that lost its rise, an article's number such as e1001518, a version such as v1.0; also
    # Seção1:34 and t1/2, whole; pH7.4
    "glued": (
        r"(?<=[a-zß-öø-ÿα-ω])(?:\d{1,4}(?::\d{1,4}(?![\d:-])|/\d{1,4}(?![\d/]))|\d{1,4}(?:\.\d+)*)(?!\w)"
        r"|(?<=\be)\d{5,12}(?!\w)|(?<=\bpH)\d+(?:\.\d+)?"
    ),
    "none": rf"{TIME_UNIT}|\b{SURNAME}\b",
    "word": NUMBER_WORD,
}
# Any numeric expression; the name of the group that matched is its kind.
PATTERN = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in KINDS.items()))
# what goes before *a third* where it is no part: a second arm and a third, control arm
IN_TURN = re.compile(r"\ba second\b[^.;:?!]*$", re.IGNORECASE)
BOUND = re.compile(rf"{SPACED}|{NUMBER}{MONEY}?")  # one end of a range
RAISED_POWER = re.compile(rf"(?<=10)({RAISED})")  # 10⁻⁵ is 10^-5
DIGITS = re.compile(r"\d+")  # of an e-mail
SCALE = re.compile(rf"(?:{SCALED}|{MONEY}|{ABBREVIATED})$")  # million, M, bn at a figure's end
SHORT_YEARS = re.compile(r"(?<![\w.-])((?:1[5-9]|20)\d\d)-(\d\d?)(?![\w-]|\.\d)")  # 2008-09, 1999-00, 2021-5
# What tells that pages follow: pp. 235-72, 301-9; 14 (3): 235-72, 14(Suppl 1), 235-72; 2015;14:20-9; 14, 235-72 (2015);
# (Keeper 1996:143-44); a volume alone only before a space or three digits, as 10:30-5 may be a time
PAGES = re.compile(
    r"(?:\bpp?\. ?|\bpp |\b[Pp]ages? |(?<!\w)\d{1,4} ?\(\w[\w .-]{0,20}\)[:,] ?|(?<![\w.:])\d{1,3}: ?(?=\d{3})"
    r"|(?<![\w.:])\d{1,3}: (?=\d\d-)|\d; ?\d{1,4}: ?|(?<!\w)(?:1[89]|20)\d\d[a-z]?:(?=\d)"
    r"|(?<!\w)\d{1,4}, (?=\d+-\d+ \((?:1[89]|20)\d\d\)))"
    r"\d+(?:-\d+)?(?:(?:,|;|,? and|,? &) \d+-\d+){0,20}(?![\w-]|\.\d)"
)
SHORT_PAGES = re.compile(r"(\d{2,})-(\d+)")  # 235-72
BRACKETS = re.compile(r"\([^()]{1,500}\)")  # (Keeper, 2001)
# Mr May who is cited: (May, 2004), (Smith, 2001; May, 2004), (Smith & May, 2004a); no other month stands there
MAY = re.compile(r"(?<=[(;&] )May(?=, \d{4})|(?<=\()May(?=, \d{4})|(?<=[a-z] and )May(?=, \d{4})")
OTHER_MONTH = re.compile(rf"\b(?!May\b){MONTH}")  # June, Sept.


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


def extract(raw: str) -> list[Number]:
    """All Numbers of a whole text (Markdown or plain), in reading order, with where each stands."""
    found = []
    with printed_with(decimal_mark()):  # looked up once for all figures
        spaced = groups_by_space(with_points(raw, decimal_mark()))
        for block in segment(raw):
            text, offsets = block.joined(raw)
            for start, end, kind, figure in _expressions(typeset := unset(text, spaced)):
                first, past = typeset.raw_span(start, end)
                span = offsets[first], offsets[past - 1] + 1
                found.append(Number(figure, normal(figure), kind, *span, *block.place()))
    return sorted(found, key=lambda number: number.start)


def figures(text: str) -> list[str]:
    """The numeric expressions of one paragraph, as strings."""
    spaced = groups_by_space(with_points(text, decimal_mark()))
    return [figure for _, _, _, figure in _expressions(unset(text, spaced))]


def normal(figure: str) -> str:
    """The form in which two copies are compared: case, spaces, marks of thousands and the rise of markers gone."""
    if figure.isascii() and figure.isdigit():
        return figure
    figure = (
        RAISED_POWER.sub(lambda match: f"^{match[1]}", with_points(figure, decimal_mark())).lower().translate(TO_DIGITS)
    )
    # what may stand before a DOI
    figure = re.sub(r"^(?:doi:? ?|https?://(?:dx\.)?doi\.org/)(?=10\.)", "", figure)
    figure = re.sub(r"per ?mille", "‰", re.sub(r"per ?cent", "%", figure))  # signs in place of words
    figure = re.sub(r"(?<=mio|mrd)\.$", "", figure)  # the point of an abbreviation
    if not re.search(r"[a-z]{3}", figure) or "//" not in figure:  # no address
        # what parts groups of three digits, a date from its year, a short month from its day
        figure = re.sub(r"(?<=\d)[, ](?=\d{3}(?!\d))|(?<=\d),(?= \d{4})|(?<=[a-z])\.(?= )", "", figure)
        # the sign before a power of ten, and braces of LaTeX
        figure = re.sub(r" ?(?:×|·|⋅|\\times|x(?= ?10\^)) ?(?=10\^)", "×", re.sub(r"[{}]", "", figure))
        figure = re.sub(r"(?<![\w.)\]”’%])\.(?=\d)", "0.", figure)  # .5 is 0.5, also the second of .1-.5
    # a space before a percent sign, after a currency, before fold
    return re.sub(r"(?<=\d) (?=[%‰])|(?<=[$¢-¥₠-⃀]) | (?=fold)", "", figure).rstrip("/")


def _expressions(typeset: Typeset) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, kind, figure) of each expression in the normalised text."""
    text = _without_may(with_points(typeset.text, decimal_mark()))
    short = _short_years(text) | _short_pages(text)
    for match in PATTERN.finditer(text):
        kind, start = str(match.lastgroup), match.start()
        figure = _trimmed(match[0]) if kind in ("url", "doi") else match[0]
        is_list = figure.lower() == "a third" and text.startswith(",", match.end())
        if is_list and IN_TURN.search(text[max(0, start - 300) : start]):
            start, figure = start + 2, figure[2:]
        kind = "range" if kind == "scales" else kind
        pieces = [(0, figure)] if kind == "range" and start in short else _pieces(kind, figure)
        for inner, piece in pieces:
            first, past = start + inner, start + inner + len(piece)
            yield first, past, kind, typeset.text[first:past]


def _pieces(kind: str, figure: str) -> list[tuple[int, str]]:
    """A unit or a name is none; an address counts if it has a digit; an e-mail gives its digits; a range must rise, or
    is two; one that falls and ends in capitals is a code."""
    if kind == "none" or (kind == "url" and not re.search(r"\d", figure)):  # any digit
        return []
    if kind == "email":
        return [(m.start(), m[0]) for m in DIGITS.finditer(figure)]
    if kind == "capitals":
        one, other = figure.split("-")
        falls = int(one) > int(re.sub(r"\D", "", other))  # the second number without its letters
        return [(0, figure)] if falls else [(0, one), (len(one) + 1, other)]
    bounds = [(m.start(), m[0]) for m in BOUND.finditer(figure)] if kind == "range" else []
    if len(bounds) == 2 and not _rises(bounds[0][1], bounds[1][1]):
        return bounds
    return [(0, figure)]


def _rises(first: str, last: str) -> bool:
    """Whether two figures are the ends of one range: the second is more, and of the same currency where it names one.

    A scale of the second alone is that of both: $1.2-1.5M; but 900k-1.2M has two.
    """
    if (mark := mark_of(last)) and not _same_currency(mark_of(first), mark):
        return False
    if SCALE.search(first):
        return amount(parts(first))[0] < amount(parts(last))[0]
    one, other = ((-_size(each) if each.startswith("-") else _size(each)) for each in (first, last))
    return one < other


def _same_currency(one: str, other: str) -> bool:
    return one == other or bool(codes_of(one) & codes_of(other))  # $ may be US$


def _without_may(text: str) -> str:
    """A text of the same length without the name of the cited Mr May, which would be a month."""
    return BRACKETS.sub(lambda each: each[0] if OTHER_MONTH.search(each[0]) else MAY.sub("---", each[0]), text)


def _short_pages(text: str) -> set[int]:
    """Where pages begin whose last one has only the digits that change: 235-72, where they are told to be pages."""
    found = [(told.start(), match) for told in PAGES.finditer(text) for match in SHORT_PAGES.finditer(told[0])]
    return {
        start + match.start()
        for start, match in found
        if len(match[2]) < len(match[1]) and match[1][-len(match[2]) :] < match[2]
    }


def _short_years(text: str) -> set[int]:
    """Where a period begins whose last year has only its last digits: 2008-09, 1999-00, 1997-13, 2021-5.

    1998-01 may be a month. It is a period next to one as long, or with one in its paragraph or table that is none.
    """
    matches = list(SHORT_YEARS.finditer(text))
    spans = [year_after(first, last) - int(first) for first, last in (match.groups() for match in matches)]
    no_month = any(
        span > 0 and len(match[2]) == 2 and not 1 <= int(match[2]) <= 12
        for match, span in zip(matches, spans, strict=True)
    )
    periods = set()
    for index, (match, span) in enumerate(zip(matches, spans, strict=True)):
        rises = match[1][-len(match[2]) :] < match[2]  # within its century or its decade: 2008-09, 2021-5
        in_a_row = span in (*spans[:index][-1:], *spans[index + 1 :][:1])
        if span > 0 and (rises or match[2] == "00" or int(match[2]) > 12 or no_month or in_a_row):
            periods.add(match.start())
    return periods


def _size(bound: str) -> Decimal:
    """The figure alone: a scale or a percent sign at a range's end is that of both its bounds."""
    # 9,7 is 9.7; of digits with a scale only the digits
    figure = re.sub(r",(?=\d{1,2}$)", ".", "".join(re.findall(r"[\d.,]+", bound)[:1] if " " not in bound else bound))
    return Decimal(re.sub(r"[^\d.]", "", figure).rstrip("."))  # all but digits and points


def _trimmed(address: str) -> str:
    """Without the sentence's own punctuation; a closing bracket stays if the address opened it."""
    while address and (address[-1] in ".,;:'’”]" or address[-1] == ")" and address.count("(") < address.count(")")):
        address = address[:-1]
    return address
