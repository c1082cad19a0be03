"""What a reader's words have in common with the claims: words by their stem, figures as they are written."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from recounted.judging.findings import Finding
from recounted.numerals.marks import with_points
from recounted.tables.rows import decimal_mark

# Words that say nothing of what a sentence is about.
STOP_WORDS = """a about all an and are article as at be been by did do does for from had has have in into is it its no
    not of on or per said says than that the their there these they this those to was were which who with"""
STOP = frozenset(STOP_WORDS.split())
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")  # the comma of 1,891
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
# Letters or digits, joined by marks that stand inside numbers of acts, dates and shares: 114-iv, 08-1/361, 84.5%.
TOKEN = re.compile(r"[^\W_]+(?:[-./:][^\W_]+)*%?")
PART = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)*")  # what such a word is joined of: letters, or a number
# A name in capitals, small words within: International Organization for Migration.
NAME = re.compile(r"[A-Z]\w+(?:[ -](?:(?:of|for|the|and|on|in) )*[A-Z]\w+){1,7}")
ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "s")


def tokens(text: str) -> list[str]:
    """The words of a text in order, in small letters, marks of thousands left out, decimals with a point."""
    text = with_points(text.translate(DASHES).lower(), decimal_mark())
    return TOKEN.findall(THOUSANDS.sub("", text))


def stems(text: str) -> set[str]:
    """What a text is about: its words without endings, its figures, the initials of its names.

    Words and figures joined by a hyphen count one by one too.
    """
    found = {"".join(word[0] for word in name.split() if word[0].isupper()).lower() for name in NAME.findall(text)}
    for token in tokens(text):
        parts = PART.findall(token)
        found |= {part if part[0].isdigit() else _stem(part) for part in parts}
        found |= {token} if any(part[0].isdigit() for part in parts) else set()
    return found - STOP


def _stem(word: str) -> str:
    """`victim` of victims, `identif` of identified and identifies: enough to find one from the other."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending).rstrip("ey")
    return word.rstrip("ey") if len(word) > 5 else word


class Index:
    """The claims by what they are about; rare words weigh more than those that many claims share."""

    def __init__(self, findings: Iterable[Finding]):
        self.findings = list(findings)
        self.about = {f.claim_id: stems(f"{f.statement} {f.printed}") for f in self.findings}
        used = Counter(stem for about in self.about.values() for stem in about)
        self.weights = {stem: math.log(1 + len(self.findings) / count) for stem, count in used.items()}
        self.unknown = math.log(1 + len(self.findings))  # the weight of a word that no claim has

    def likeness(self, about: set[str], finding: Finding) -> float:
        """How much of what a text is about a claim is about too: 0 for nothing, 1 for all of both."""
        theirs = self.about[finding.claim_id]
        shared, ours, other = (self._weight(each) for each in (about & theirs, about, theirs))
        return shared / math.sqrt(ours * other) if shared else 0.0

    def _weight(self, words: set[str]) -> float:
        return sum(self.weights.get(word, self.unknown) for word in words)


def runs_in(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the words of `part` stand in `whole` one after the other."""
    return any(list(whole[i : i + len(part)]) == list(part) for i in range(len(whole) - len(part) + 1))
