"""Read a printed figure whole: its relation words, its numbers, its unit's words. What is not read is left over."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache

from recounted.numerals import digits
from recounted.numerals.digits import MONEY_RANGE
from recounted.numerals.marks import SUPERSCRIPTS, TO_DIGITS, VULGAR, tidy
from recounted.numerals.powers import ALONE
from recounted.numerals.relations import PHRASE, RELATION_OF
from recounted.numerals.words import CARDINAL, NUMBER_WORD, SCALES, Worth, any_of, worth

_ONE = rf"(?:{digits.FIGURE}|{CARDINAL})"  # one side of a ratio
# A piece of a figure by its kind, the first that fits: every character but spaces belongs to one.
_TOKEN = re.compile(
    rf"(?P<ratio>{_ONE} (?:in|out of)(?: every)? {_ONE}|{digits.FIGURE} ?(?::|to(?= 1\b)) ?{digits.FIGURE})"
    rf"|(?P<fold>{digits.FIGURE}[- ]?fold\b)|(?P<ordinal>\d+(?:st|nd|rd|th)\b)"
    rf"|(?P<vulgar>{digits.MIXED})"
    rf"|(?P<number>{digits.NUMBER})|(?P<word>{NUMBER_WORD})|(?P<phrase>{PHRASE})"
    r"|(?P<between>(?:between|from|to|and)\b|-)|(?P<minus>minus\b)|(?P<other>[^\W\d_]+|\d+|\S)",
    re.IGNORECASE,
)

# What a rate is of: per 1000, per 100 000, per 10^5, per 10⁵, per million, per 10 million.
_POWER = rf"(\d{{1,3}}(?: \d{{3}})+|\d[\d,]*)(?:\^(\d{{1,2}})(?!\d)|([{SUPERSCRIPTS}]{{1,2}}))?"
_SCALE = any_of(SCALES, ["hundred"])
_BASE = rf"(?:{_POWER}(?: ({_SCALE})\b)?|(?:one |a )?((?:(?:ten|hundred) )?(?:{_SCALE}))\b)"
PER = re.compile(rf"\bper {_BASE}", re.IGNORECASE)  # in a unit
_ALONE = re.compile(_BASE, re.IGNORECASE)  # without its per
_PER = re.compile(rf"(?:\bper | ?/ ?){_BASE}", re.IGNORECASE)  # the same in a figure: 12/100,000
_ALONE_POWER = re.compile(ALONE)  # the ⁵ of a figure 10⁵, which is no marker
_VULGAR = re.compile(f"[{''.join(VULGAR)}]")  # ½
# A scale word, or its letter after a digit, as it ends a number.
_SCALES = re.compile(rf"(?:(?<=[ -])|(?<=\d))(?:{any_of(digits.LARGE)})\b", re.IGNORECASE)

# What 5k of may be so many over five kilometres or 5,000: only the article tells, so none is read.
RACES = ("run", "runner", "race", "racer", "walk", "walker", "jog", "jogger")
_BY_LETTER = re.compile(rf"[-+]?{digits.FIGURE}k")  # 5k, 2.5k, but no money


@dataclass(frozen=True)
class Numeral:
    """One number of a figure: its value, and `reach`, how far around it the print can mean (half its last digit).

    `kind`: digits, scaled, cardinal, ordinal, fraction, mixed, multiple, ratio or bound. `decimals`: digits printed
    after the decimal point, negative where a scale word stands for dropped ones. `percent`: a percent sign follows.
    """

    text: str
    value: Decimal | Fraction
    reach: Decimal | Fraction = Decimal(0)
    kind: str = "digits"
    decimals: int = 0
    percent: bool = False

    @property
    def rounded(self) -> bool:
        """Whether the print alone says that digits were dropped: it has decimals, or a scale word, or is a part."""
        return self.kind in ("scaled", "fraction", "mixed", "multiple", "ratio") or self.decimals > 0


@dataclass(frozen=True)
class Reading:
    """A figure as read: the relations that its words tell, its numbers, and what is left over of the text."""

    relations: tuple[str, ...]
    numerals: tuple[Numeral, ...]
    left_over: tuple[str, ...]


@cache
def reading(text: str, words: str = "", most: int = 2) -> Reading:
    """Read `text` whole. `words`: those of its unit, which may stand in it as well (`23 years`). A rate of another base
    than the unit's is left over.

    `most`: how many numbers it may have, 1 or 2; what is beyond them is left over.
    """
    text, words = MONEY_RANGE.sub(r"\g<currency>\g<first>-\g<currency>\g<last>", tidy(text)), tidy(words)
    text = _ALONE_POWER.sub(lambda match: f"^{match[0].translate(TO_DIGITS)}", text)
    if base := PER.search(words):  # 12 per 100,000: a number of the unit is none of the figure
        text = _PER.sub(lambda match: " per" if _base(match) == _base(base) else match[0], text).strip()
    for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)+", words):  # person-years
        text = re.sub(re.escape(word), word.replace("-", " "), text, flags=re.IGNORECASE)
    allowed = {_stem(word) for word in re.findall(r"[^\W\d_]+", words)}  # each word
    tokens = list(_TOKEN.finditer(text))
    others = _PER.finditer(text) if base else []  # per 1000, where the unit says per 100
    within = {place for each in others for place in range(*each.span())}
    apart = [match for match in tokens if match.start() in within]
    races = not allowed.isdisjoint(map(_stem, RACES))
    unclear = [match for match in tokens if races and _BY_LETTER.fullmatch(match[0])]
    numbers = [(match, found) for match in tokens if match not in apart and (found := _numeral(match))]
    kept = dict(numbers[:most])
    rest = [m for m in tokens if m in (*unclear, *apart) or (m not in kept and not _fits(m, kept, allowed))]
    relations = tuple(RELATION_OF[match["phrase"].lower()] for match in tokens if match["phrase"])
    numerals = [_signed(text, match, found) for match, found in kept.items()]
    return Reading(tuple(filter(None, relations)), tuple(_shared(numerals)), tuple(_pieces(text, rest)))


def rate_base(text: str) -> int | None:
    """What a rate is of, as it stands behind its `per`: 100000 of `100,000`, of `10⁵` and of `100 thousand`; None for
    what is no such number."""
    match = _ALONE.fullmatch(tidy(text))
    return _base(match) if match else None


def rate_of(unit: str) -> int | None:
    """What a unit is a rate of: 1000 of `deaths per 1000`; None where it is a rate of no number."""
    match = PER.search(tidy(unit))
    return _base(match) if match else None


def _base(match: re.Match[str]) -> int:
    """The number that a match of PER is of."""
    number = re.sub(r"\D", "", match[1] or "1")  # digits alone
    power = (match[2] or match[3] or "1").translate(TO_DIGITS)
    scales = [digits.LARGE.get(word, 10) for word in (match[4] or match[5] or "").lower().split()]  # 10 of ten thousand
    return int(number) ** int(power) * math.prod(scales)


def _fits(match: re.Match[str], kept: dict[re.Match[str], Numeral], allowed: set[str]) -> bool:
    """Whether a token that is no number may stand in the figure."""
    if match["between"]:
        return len(kept) == 2
    if match["minus"]:
        return any(number.start() == match.end() + 1 for number in kept)
    return bool(match["phrase"]) or _stem(match[0]) in allowed


def _stem(word: str) -> str:
    word = word.lower()
    word = {"people": "person", "women": "woman", "men": "man", "children": "child"}.get(word, word)
    # cases is case, countries country, losses loss, loss itself; of one stem, an e at its end says nothing
    return re.sub(r"(?<=[^s])s$", "", re.sub(r"ies$", "y", word)).removesuffix("e")


def _signed(text: str, match: re.Match[str], found: Numeral) -> Numeral:
    # times -1, by which 0.00 keeps the sign that truncation asks for
    return replace(found, value=found.value * -1) if text[: match.start()].lower().endswith("minus ") else found


def _shared(numerals: list[Numeral]) -> list[Numeral]:
    """A scale or a percent sign after the second number of a range is the first's as well: 1.5 to 2.5 million."""
    match numerals:
        case [Numeral(kind="digits" | "cardinal", percent=False) as first, last]:
            pass
        case _:
            return numerals
    if scales := _SCALES.findall(last.text):
        scale = math.prod(digits.LARGE[word.lower()] for word in scales)
        reach = (first.reach or Decimal("0.5")) * scale
        first = replace(first, value=first.value * scale, reach=reach, kind="scaled", decimals=last.decimals)
    return [replace(first, percent=last.percent), last]


def _pieces(text: str, rest: list[re.Match[str]]) -> Iterator[str]:
    """What is left over, neighbours joined: `(33%)` and not `(`, `33%`, `)`."""
    start = end = None
    for match in rest:
        if end is not None and text[end : match.start()].strip():
            yield text[start:end]
            start = None
        start, end = match.start() if start is None else start, match.end()
    if end is not None:
        yield text[start:end]


def _numeral(match: re.Match[str]) -> Numeral | None:
    """The number that a token is, None where it is none."""
    text = match[0]
    match match.lastgroup:
        case "word":
            return _of_worth(text, worth(text))
        case "number":
            return _digits(text)
        case "ratio":
            return _ratio(text)
        case "vulgar":
            return _vulgar(text)
        case "ordinal":
            return Numeral(text, Decimal(text[:-2]), kind="ordinal")
        case "fold":
            # 2-fold, 2 fold, twofold
            return replace(_digits(re.sub(r"[- ]?fold", "", text, flags=re.IGNORECASE)), text=text, kind="multiple")
    return None


def _of_worth(text: str, found: Worth | None) -> Numeral | None:
    return Numeral(text, found.value, found.reach, found.kind) if found else None


def _digits(text: str) -> Numeral:
    parts = digits.parts(text)
    value, step = digits.amount(parts)
    if re.search("‰|mille", parts["percent"].lower()):  # as so many percent
        value, step = value / 10, step / 10
    decimals = -step.adjusted() if step else max(0, -int(value.as_tuple().exponent))
    machine = parts["power"][:1] in ("e", "E") and "." not in parts["figure"]  # 1e5 is exactly 100,000
    kind = "scaled" if parts["scale"] or (parts["power"] and step and not machine) else "digits"
    return Numeral(text, value, step / 2, kind, decimals, bool(parts["percent"]))


def _vulgar(text: str) -> Numeral:
    """`2½`, `£2½m`, `12½%`: a fraction alone is a part, after a whole number or with a percent sign it is none."""
    [mark] = _VULGAR.findall(text)
    before, after = text.split(mark)
    whole = re.sub(r"\D", "", before)  # its digits
    above, below = VULGAR[mark]
    scale, percent = Fraction(1), re.fullmatch(digits.PERCENT, after)  # a percent sign behind it
    if percent and ("‰" in after or "mille" in after.lower()):
        scale = Fraction(1, 10)
    elif not percent:
        scale = Fraction(digits.scale_of(after))
    value = (int(whole or 0) + Fraction(above, below)) * scale
    kind = "mixed" if whole or after else "fraction"
    reach = Fraction(1, 2 * below * (below + 1)) * scale
    return Numeral(text, -value if text[0] == "-" else value, reach, kind, percent=bool(percent))


def _ratio(text: str) -> Numeral | None:
    """`1 in 5` is the part of five, as a fifth is; `20:1` is twenty times one."""
    # the joint is in, out of (every), a colon or to
    above, joint, below = re.split(r"( (?:in|out of)(?: every)? | ?: ?| to )", text, flags=re.IGNORECASE)
    (first, one), (second, other) = _plain(above), _plain(below)
    if not second:
        return None
    if one or other:  # a side with decimals says how exact it is: 2.5:1 is 2.45 to 2.55
        reach = (first + one) / (second - other) - first / second
    elif ":" in joint or "to" in joint:
        reach = Fraction(1, 2) / second
    else:
        reach = 1 / (2 * second * (second + 1))
    return Numeral(text, first / second, reach, "ratio")


def _plain(text: str) -> tuple[Fraction, Fraction]:
    """A side of a ratio, and half its last digit where it has decimals, else 0."""
    if found := worth(text):
        return Fraction(found.value), Fraction(0)
    value, step = digits.amount(digits.parts(text))
    return Fraction(value), Fraction(step) / 2 if step < 1 else Fraction(0)
