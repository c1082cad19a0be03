"""What is a count or a share though it looks like something else: 1834 patients, nine in ten, 97/251."""

import re

from recounted.article.numbers import Number
from recounted.numerals.words import CARDINAL, worth
from recounted.project.drafted import YEAR, Context
from recounted.tables.rows import decimal_mark

# what makes a share of a count: one in three, 1 out of every 20, nine in ten, 1 in 10,000 (1.000 with decimal commas)
OF_MANY = re.compile(
    rf" (?P<how>in|out of)(?: every)? (?P<many>{CARDINAL}"
    r"|\d{1,3}(?:(?P<mark>[,.' ])\d{3}(?:(?P=mark)\d{3})*)?|\d+)(?!\w|[.,]\d)",
    re.I,
)
QUOTIENT = re.compile(r"(\d+)/(\d+)$")  # 1/3, 97/251
# not the quotients that they look like: by the clock, a day in September
NO_QUOTIENTS = ("24/7", "9/11", "7/7")
# what tells a count that looks like a year: n = 1650
COUNTED_BEFORE = re.compile(r"\b[nN] ?= ?$")
# before a year after all: the 2019 patients, in 2021 women
DATED_BEFORE = re.compile(
    r"\b(?:the|[Ii]n|[Ss]ince|[Bb]y|[Ff]rom|[Dd]uring|[Uu]ntil|[Aa]fter|[Bb]efore|their|our|its|this|that|of) $"
)
# 1834 patients, 1975 eligible women, 2000 euros
COUNTED_AFTER = re.compile(
    r" (?:[a-z]+ ){0,2}(?:patients|participants|respondents|subjects|individuals|persons|people|women|men|girls|boys"
    r"|children|adults|students|pupils|teachers|workers|employees|families|households|mothers|infants|controls"
    r"|volunteers|observations|samples|specimens|items|words|euros|dollars|pounds|kg|km|kcal|hours|minutes|days|weeks"
    r"|times|metres|meters|litres|liters|tonnes|tons)\b"
)
# the cells of a row of counts: table 2, row Obs., column 3
COUNTED_ROW = re.compile(r"row (?:n|obs\.?|observations|sample(?: size)?|participants|patients|total)(?:,| \(|$)", re.I)


def is_share(number: Number, context: Context) -> bool:
    """Whether it is the one of one in three, the nine of nine in ten or 9 out of 10; the 4 in 12 districts is not."""
    match = OF_MANY.match(context.after)
    if not match or match["mark"] == decimal_mark() or number.kind not in ("figure", "word"):
        return False
    if number.text.lower() in ("one", "1"):
        return True
    part, many = _whole(number.text), _whole(match["many"])
    # in ten, in 100, in 20
    is_usual = match["how"].lower() == "out of" or many <= 10 or re.fullmatch("10+|20|50", str(many))
    return 0 < part < many and bool(is_usual)


def _whole(text: str) -> int:
    """A count in digits or words; 0 for what is none."""
    if text[0].isdigit():
        digits = "".join(filter(str.isdigit, text))
        return int(digits)
    found = worth(text)
    return int(found.value) if found and found.kind == "cardinal" else 0


def is_quotient(number: Number) -> bool:
    """Whether it is k of n: 1/3, 97/251; not 12/2019, which is a month."""
    parts = QUOTIENT.match(number.text)
    if not parts or number.text in NO_QUOTIENTS:
        return False
    return 0 < int(parts[1]) <= int(parts[2]) and not (int(parts[1]) <= 12 and YEAR.match(parts[2]))


def is_counted(number: Number, context: Context) -> bool:
    """Whether it looks like a year and is a count: n = 1650, 1834 patients, a row of counts."""
    if not (len(number.text) == 4 and number.text.isdigit()):
        return False
    if COUNTED_BEFORE.search(context.before) or COUNTED_ROW.search(context.cell):
        return True
    return bool(COUNTED_AFTER.match(context.after) and not DATED_BEFORE.search(context.before))
