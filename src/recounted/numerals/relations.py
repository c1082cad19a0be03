"""Relations of a printed figure to the value, and the words before or after a number that tell them."""

import re

# The closed list of the column `relation`. `order` and `trend` state no number but that something holds.
RELATIONS = ("equals", "about", "more-than", "less-than", "at-least", "at-most", "between", "order", "trend")
TRUTH_RELATIONS = ("order", "trend")
# What a word says; `nearly` and `just-over` are sides of about. "" says nothing: *just five*.
_WORDS = {
    "about": "about|approximately|approx.|approx|around|roughly|circa|ca.|ca|c.|close to|in the region of|~|≈",
    "nearly": "nearly|almost|just under|just below|not quite|slightly less than|slightly fewer than|slightly under",
    "just-over": "just over|just above|slightly more than|slightly over",
    "more-than": "more than|over|above|exceeding|upwards of|in excess of|greater than|after|>",
    "less-than": "less than|fewer than|under|below|lower than|before|<",
    "at-least": "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|since|or more|≥|>=",
    "at-most": "at most|up to|no more than|not more than|a maximum of|by the end of|by|until|or less|or fewer|≤|<=",
    "": "just|only|exactly|precisely|a total of|in total|in all|some|the|a|an|in|on|of|=",
}
_LONGEST_FIRST = sorted(
    (phrase for phrases in _WORDS.values() for phrase in phrases.split("|")), key=lambda p: (-len(p), p)
)
RELATION_OF = {phrase: relation for relation, phrases in _WORDS.items() for phrase in phrases.split("|")}
# Any of these phrases, a whole word at each end that is a letter.
PHRASE = "|".join(
    (r"\b" if phrase[0].isalpha() else "") + re.escape(phrase) + (r"\b" if phrase[-1].isalpha() else "")
    for phrase in _LONGEST_FIRST
)
# One phrase at the beginning, with the space after it.
_LEADING = re.compile(rf"({PHRASE})\s*", re.IGNORECASE)
# Relations whose figure may also be hedged or bounded by these words.
MAY_SAY = {
    "equals": (),
    "about": ("about", "nearly", "just-over"),
    "more-than": ("more-than", "just-over", "about"),
    "less-than": ("less-than", "nearly", "about"),
    "at-least": ("at-least", "about"),
    "at-most": ("at-most", "about"),
    "between": ("about",),
}


def leading(text: str) -> tuple[list[str], str]:
    """The relations that the words before a date tell, and the date: `by the end of 2021` is at-most, `2021`."""
    says, text = [], text.strip()
    while match := _LEADING.match(text):
        says.append(RELATION_OF[match[1].lower()])
        text = text[match.end() :]
    return [each for each in says if each], text


def is_not_significant(text: str) -> bool:
    """Whether a p is printed in words: `n.s.`, `not significant`."""
    # n.s., NS, not significant
    return re.sub(r"[^a-z]", "", text.lower().removeprefix("p")) in ("ns", "notsignificant")
