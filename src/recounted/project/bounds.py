"""How the words around a number in a sentence bound it: the relation of a drafted claim. The words stand here alone.

`over`, `under` and their like are told by `numerals.relations`, as in a figure; a sentence has verbs, negations and
words behind the number as well.
"""

import re

from recounted.numerals.relations import PHRASE, RELATION_OF
from recounted.numerals.words import TEENS, TENS, UNITS, any_of

MORE, LESS, LEAST, MOST = "more-than", "less-than", "at-least", "at-most"
GREATER = "higher|larger|bigger|longer|older|heavier|later|taller|wider|farther|further|faster"
SMALLER = "smaller|shorter|younger|lighter|earlier|narrower|slower|cheaper"
NOT_TIMES = "(?<!twice )(?<!times )(?<!half )(?<!not )"  # twice as many as 500 is a comparison
# Before the number, beside the phrases of RELATION_OF: they exceeded 90, older than 18, a minimum of 3.
BEFORE = {
    MORE: rf"exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|topped|topping|outstrip(?:s|ped|ping)|(?:{GREATER}) than",
    LESS: rf"(?:falls?|fell|fallen|falling) short of|(?:{SMALLER}) than",
    LEAST: rf"minimum of|a floor of|at the least|{NOT_TIMES}as (?:few|little) as",
    MOST: rf"maximum of|a ceiling of|a cap of|capped at|limited to|at the most|{NOT_TIMES}as (?:many|much) as",
}
# Behind the number, and behind up to three words of its unit: 12 days or more, 18 years of age or older.
BEHIND = {
    LEAST: rf"or (?:more|over|above|upwards|{GREATER})|and (?:more|over|above|upwards|{GREATER}){{closing}}"
    "|(?:at least|at the least|at a minimum|as a minimum){closing}",
    MOST: rf"or (?:less|fewer|under|below|lower|{SMALLER})|and (?:less|fewer|under|below|lower|{SMALLER}){{closing}}"
    "|(?:at most|at the most|at a maximum|as a maximum){closing}",
    "about": "or so|or thereabouts",
}
# What follows 65 and over where no second thing is told: 50 bees and more hives.
CLOSING = r"(?=[,.;:)]|$| (?:were|was|are|is|had|has|have|who|that|which|did|do|may|must|can|could|would|will|in|at|on"
CLOSING += r"|of|for|from|to|by|as|with|when|if|each|per)\b)"
NEGATED = {MORE: MOST, LESS: LEAST, LEAST: LESS, MOST: MORE}  # not more than 5 is at most 5
# What negates a bound, with the verb that may stand between: did not exceed, never fell below, no file went over.
NEGATION = (
    r"(?:\bnot|n['’]t|\bnever|\bcannot|\bwithout|\bnone|\bneither|\bnor|\bno one|\bnobody|\bno(?: \w+)?)"
    r"(?: (?:to|ever|even|once|be|is|are|was|were|been|have|has|had|do|does|did|can|could|may|must|shall|should|will"
    r"|would|fall|fell|fallen|drop|dropped|sink|sank|go|goes|went|gone|rise|rose|risen|climb|climbed|cost|last|lasted|take|took"
    r"|get|got|reach|reached|come|came|of (?:them|these|those|which|whom))){0,3} $"
)
# Words that bound a time or a place more often than a size.
OF_TIME = ("by", "before", "after", "since", "until", "by the end of", "from")
TIME = r"(?:minutes?|hours?|days?|nights?|weeks?|months?|quarters?|years?|decades?|centur(?:y|ies)|seasons?|terms?)"
# years behind over five, as in prices rose over five years, but not in children over five years old
DURING = re.compile(rf"[ -](?:[a-z]+ )?{TIME}\b(?! (?:old|of age|ago|long|in prison))", re.IGNORECASE)
# What tells a size even of a time: waited for over a year, a sentence of over five years.
SIZED = re.compile(
    r"\b(?:for|of|in|at|is|are|was|were|be|been|lasts?|lasted|takes?|took|taken|with|within|than|by|to|just|well|slightly"
    r"|aged?|persons?|people|patients?|participants?|respondents?|women|men|children|adults?|sentences?|terms?|stays?"
    r"|delays?|periods?|imprisonment|detention|custody|those|anyone|everyone|all|now|already|still|served|waited|spent|after|and|or"
    r"|wait|serve|spend|last|take|over)$",
    re.IGNORECASE,
)
# What one is under without being fewer: under two conditions, under three governments.
REGIME = re.compile(
    r" (?:\w+ )?(?:acts?|agreements?|arrangements?|articles?|assumptions?|categor(?:y|ies)|codes?|conditions?"
    r"|contracts?|conventions?|governments?|headings?|heads|laws?|legal|names?|paragraphs?|presidents?|programmes?"
    r"|programs?|provisions?|regimes?|rules?|scenarios?|schemes?|sections?|statutes?|systems?|titles?|treat(?:y|ies))\b"
)
# A second number begins: 50 bees and over 30 hives.
NUMBER = rf"(?:\d|[$€£¥]|(?:a|half|hundreds?|thousands?|{any_of(UNITS, TEENS, TENS)})\b)"
GOES_ON = rf"(?! (?:about |nearly |almost )?{NUMBER})"


# The ends of a range in words: between 5 and 10 euros, ranging from 5 to 10; but not the gap between 5 and 10.
APART = "".join(f"(?<!{noun} )" for noun in ("difference", "differences", "gap", "ratio", "distance", "change"))
RANGED = rf"(?:{APART}\bbetween|\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)) from)"


def _table(phrases: dict[str, str], form: str) -> list[tuple[str, re.Pattern[str]]]:
    return [
        (relation, re.compile(form.format(words.format(closing=CLOSING)), re.IGNORECASE))
        for relation, words in phrases.items()
    ]


_ARTICLE = r"\s*(?:\b(?:a|an|the|some)\s+)?$"  # over a hundred
_LAST = re.compile(rf"({PHRASE}){_ARTICLE}", re.IGNORECASE)
_BEFORE = _table(BEFORE, rf"\b(?:{{}}){_ARTICLE}")
_BEHIND = _table(BEHIND, rf"(?: (?!and\b|or\b|but\b)[a-z’'-]+){{{{0,3}}}} (?:{{}})\b{GOES_ON}")
# directly behind it nothing else can be meant: people aged 65 and over made up a third
_AND = _table({LEAST: f"over|above|{GREATER}", MOST: f"under|below|{SMALLER}"}, rf" and (?:{{}})\b{GOES_ON}")
_UNIT = r"(?:[- ]?(?:%|per ?cent\b|(?!and\b|to\b)[a-z]+)){0,2}"
# between | 5 euros and 10
_LOWER = re.compile(rf"{RANGED} $", re.IGNORECASE), re.compile(rf"{_UNIT} (?:and|to) {NUMBER}", re.IGNORECASE)
# between 5 euros and | 10
_UPPER = re.compile(rf"{RANGED} (?:[$€£¥]?[\d.,]+|{NUMBER}){_UNIT} (?:and|to) $", re.IGNORECASE)
_PLUS = re.compile(r"\+(?! ?\d)")  # 65+
_NEGATION = re.compile(NEGATION, re.IGNORECASE)


def bound_of(before: str, after: str) -> str:
    """The relation that the words before and after a number tell, "" where they tell none. Both are pieces of one
    sentence with single spaces; `before` ends where the number begins."""
    if behind := next((relation for relation, words in _AND + _BEHIND if words.match(after)), ""):
        return behind
    if _PLUS.match(after) or (_LOWER[0].search(before) and _LOWER[1].match(after)):
        return LEAST
    if _UPPER.search(before):
        return MOST
    said, start = _said(before)
    if not said or _is_no_size(before[start:].split()[0].lower(), before[:start].rstrip(), after):
        return ""
    return NEGATED.get(said, said) if _NEGATION.search(before[:start]) else said


def _said(before: str) -> tuple[str, int]:
    """What the last words before a number say, and where they begin."""
    for relation, words in _BEFORE:
        if match := words.search(before):
            return relation, match.start()
    match = _LAST.search(before)
    if not match or match[1].lower() in OF_TIME:
        return "", 0
    return RELATION_OF[match[1].lower()], match.start()


def _is_no_size(word: str, earlier: str, after: str) -> bool:
    """Whether `over` tells a time that goes by, or `under` the rules that hold."""
    if word == "over":
        return bool(DURING.match(after)) and not SIZED.search(earlier)
    return word == "under" and bool(REGIME.match(after))
