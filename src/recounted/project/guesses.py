"""What a drafted claim says of its number, as a first guess: relation, unit, id. A person corrects it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import takewhile

from recounted.article.numbers import Number
from recounted.errors import RecountedError
from recounted.judging.printed import PrintedFigure
from recounted.numerals.currencies import mark_of
from recounted.numerals.marks import with_points
from recounted.numerals.reading import PER, RACES
from recounted.project.bounds import bound_of
from recounted.project.counted import OF_MANY, is_quotient
from recounted.project.drafted import Context
from recounted.tables.rows import decimal_mark

DECIMALS = re.compile(r"\.\d")  # a decimal point with a digit
# the letter of a statistic just before the number
STATISTIC = re.compile(
    r"(?<![\w-])([pP]|a?OR|odds ratio|a?HR|hazard ratio|I?RR|β|beta|[Bbdtfzrg]|F|M|mean|median|Mdn|IQR|SDs?|SEs?"
    r"|R²|R2|χ[²2]|χ|κ|η²)"
    r"(?: value)? ?(?:\([^()]*\))? ?(?:=|<|>|≤|≥|of|was|is|:)? ?[-+]?$"
)
UNITS = {
    **dict.fromkeys(["OR", "aOR", "odds ratio"], "odds ratio"),
    **dict.fromkeys(["HR", "aHR", "hazard ratio"], "hazard ratio"),
    **dict.fromkeys(["RR", "IRR"], "rate ratio"),
    **dict.fromkeys(["β", "beta", "B", "b"], "coefficient"),
    **dict.fromkeys(["M", "mean"], "mean"),
    **dict.fromkeys(["median", "Mdn", "IQR"], "median"),
    **dict.fromkeys(["SD", "SDs"], "SD"),
    **dict.fromkeys(["SE", "SEs"], "SE"),
    **dict.fromkeys(["p", "P"], "p value"),
    "r": "correlation",
}
MONEY = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen", "₸": "tenge", "₽": "roubles", "US$": "US dollars"}
RATE = re.compile(rf" (?:[a-z][a-z’'-]+ ){{0,3}}{PER.pattern}\b")  # behind its number: cases per million, per 100,000
# 5k where it may be a distance: before a race, a 5k fun run, and after what is done over one, she ran the 5k
RACE = re.compile(rf"[ -](?:[a-z]+ )?(?:{'|'.join(RACES)})s?\b")
RACED = re.compile(  # ran a, finished the
    r"\b(?:r[au]n|running|raced|walk(?:ed)?|jogged|finish(?:es|ed)?) (?:(?:an?|the|his|her|their|our|my) )?$"
)
STOPS = frozenset(  # words after a number that are no unit
    re.findall(
        r"\w+",
        "the a an of in to and or for with on at by from as is are was were be been that which who had has have it its "
        "their this these than more about over only all while when but so not each todo under would could will can may "
        "might should must after before between among during since pm am",
    )
)


def relation_of(number: Number, context: Context) -> str:
    """One word of relations.RELATIONS, by the words around the number and by its form."""
    # two numbers: 5-10, but not the 6 of 6-3, whose kind is a range too
    if number.kind == "range" and re.search(r"\d\D*-\D*\d", number.text):
        return "between"
    said = bound_of(context.before, context.after)
    return {"nearly": "about", "just-over": "about"}.get(said, said) or "equals"


def unit_of(number: Number, context: Context) -> str:
    """A unit: by the sign, by the letter of a statistic before it, else the words after it."""
    if OF_MANY.search(number.text):
        return "share"
    by_letter = re.search(r"\dk$", number.text) and not mark_of(number.text)  # 5k, but no money
    if by_letter and (RACE.match(context.after) or RACED.search(context.before)):
        return "text"
    if is_quotient(number):
        return "k/n"
    if number.kind == "quotient":
        base = number.text.partition("/")[2]
        return f"per {base}" if re.fullmatch(r"10*(?:,000)+", base) else "k/n"  # of 100,000, or of 12,345
    if re.search(r"(?:‰|per ?mille)$", number.text, re.IGNORECASE):  # 12.5‰
        return "per mille"
    if number.text.endswith("%") or re.search(r"per ?cent$", number.text):  # percent, per cent
        return "percent"
    if number.kind == "fold" or number.text.lower() in ("twice", "thrice", "doubled", "tripled", "twofold", "halved"):
        return "times"
    if mark := mark_of(number.text):
        return MONEY.get(mark, mark)
    # a fraction in words, but not one and a half
    if re.search(r"(?<!\band[ -]a[ -])\b(?:half|third|quarter|fifth|tenth|thirds|quarters)s?$", number.text.lower()):
        return "share"
    if match := STATISTIC.search(context.before[-30:]):
        return UNITS.get(match[1], "statistic")
    if re.match(r" ?(?:percentage points?|pp\b)", context.after):  # 5 percentage points, 5 pp
        return "percentage points"
    # an end of 95% CI 1.2 to 3.4
    if re.search(r"\b(?:CI|UI|CrI|HDI|HPDI|PI)\b\D{0,4}(?:[-\d.,]+(?:,|;| to|-) ?)?$", context.before):
        return "estimate (end of an interval)"
    if context.cell:
        return "measure" if DECIMALS.search(with_points(number.text, decimal_mark())) else "count"
    if rate := RATE.match(context.after):
        return rate[0].strip()
    words = re.match(r"[ -]((?:[a-z][a-z’'-]+ ?){1,3})", context.after)  # up to three words after it
    kept = list(takewhile(lambda each: each not in STOPS, words[1].split()))[:2] if words else []
    has_decimals = DECIMALS.search(with_points(number.text, decimal_mark()))
    rounded = number.kind == "power" or (has_decimals and not kept)
    return " ".join(kept) or ("measure" if rounded else "count")


def figure_of(number: Number, context: Context) -> tuple[str, str, str]:
    """What is printed, its relation and its unit, such that the figure is read whole; as text where nothing else is."""
    relation, unit = relation_of(number, context), unit_of(number, context)
    for guess in (
        (relation, unit),
        ("equals", unit),
        ("more-than", unit),  # thousands of cases
        (relation, "count"),
        ("equals", "count"),
        (relation, "percent"),
        ("equals", "measure"),
    ):
        try:
            PrintedFigure(number.text, *guess).check()
            return number.text, *guess
        except RecountedError:
            continue
    return number.text, "equals", "text"


@dataclass
class Ids:
    """Gives ids that no claim has yet; `used`: those that are taken."""

    used: set[str] = field(default_factory=set)
    given: Counter[str] = field(default_factory=Counter)  # how often each was asked for

    def unlike(self, slug: str) -> str:
        """The slug, or with the first number from 2 on that makes it unlike all others."""
        while True:
            self.given[slug] += 1
            each = f"{slug}-{self.given[slug]}" if self.given[slug] > 1 else slug
            if each not in self.used:
                self.used.add(each)
                return each


def id_of(number: Number, context: Context, unit: str, ids: Ids) -> str:
    """An id that tells what it is: the unit, or the words around, and the figure."""
    if context.cell:
        table, row, column = re.fullmatch(r"table (\d+), row (.+), column (\d+)", context.cell).groups()  # type: ignore[union-attr]
        words = f"table {table} {row} column {column}"
    else:
        # words of three letters or more
        around = [w for w in re.findall(r"[a-zA-Z]{3,}", context.before) if w.lower() not in STOPS][-2:]
        plain = unit in ("count", "percent", "measure", "statistic", "text", "times")
        words = f"{' '.join(around) if plain else unit} {number.text}"
    # words and numbers
    slug = "-".join(re.findall(r"[a-z0-9]+", words.lower()))[:56].strip("-") or f"number-{number.start}"
    return ids.unlike(slug)
