"""The ledger changed: another figure printed, another relation, another unit, and each claim judged again.

What a notebook hands to `judge` does not follow from the ledger, so it is kept from the one time that the notebook was
played, and handed in again with the claim as changed. A verdict that stays under every change of the printed figure
does not hold that figure to anything.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from recounted.building.placement import place_of, places_of_claims
from recounted.errors import RecountedError
from recounted.judging.claims import Claim, claims
from recounted.judging.findings import Finding
from recounted.judging.places import Place
from recounted.mutation.operators import other_digits
from recounted.mutation.play import VERDICTS, Play
from recounted.numerals.relations import RELATIONS, TRUTH_RELATIONS

# Words that stand for numbers, by what they are; one of a group is changed to its neighbours.
NUMBER_WORDS = (
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"],
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
    ["firstly", "secondly", "thirdly", "fourthly", "fifthly"],
    ["once", "twice", "thrice"],
    ["half", "third", "quarter"],
)
PRINTED, RELATION, PLACE = "printed figure", "relation", "place"


@dataclass
class Judged:
    """A claim under the changes of one kind: how many were tried, how many a verdict noticed, how many were refused.

    `moved`: one of the three verdicts (of the article's figures, of sources, together) is another; `held`: the changes
    under which nothing was another.
    """

    claim: Claim
    verdict: str
    kind: str
    tried: int = 0
    moved: int = 0
    refused: int = 0
    held: list[str] = field(default_factory=list)


def judge_anew(plays: Iterable[Play]) -> list[Judged]:
    """Each claim under every other digit of its printed figure, every other relation, and in places near its own."""
    plays = list(plays)
    places = places_of_claims(finding for play in plays for finding in play.findings.values())
    found = []
    for play in plays:
        for claim_id, finding in play.findings.items():
            mine = claims()[claim_id]
            for kind, others in ((PRINTED, list(other_prints(mine))), (RELATION, list(other_relations(mine)))):
                if others:
                    found.append(_judged(play, mine, finding, kind, others))
            found.append(_placed(mine, finding, places.get(claim_id)))
    return found


def other_prints(claim: Claim) -> Iterator[Claim]:
    """The claim with one digit, or one number word, of its printed figure changed."""
    for text in other_digits(claim.printed):
        yield replace(claim, printed=text)
    for text in _other_words(claim.printed):
        yield replace(claim, printed=text)


def other_relations(claim: Claim) -> Iterator[Claim]:
    """The claim with another relation of the same sort: of a number, or of something that holds or not."""
    if claim.relation not in TRUTH_RELATIONS:
        for relation in RELATIONS:
            if relation not in (claim.relation, *TRUTH_RELATIONS, "between"):
                yield replace(claim, relation=relation)


def other_places(place: Place) -> Iterator[Place]:
    """The paragraph before and after, and every other digit of the section and the footnote."""
    for number in (place.paragraph or 0) - 1, (place.paragraph or 0) + 1:
        if number >= 0:
            yield replace(place, paragraph=number)
    for text in other_digits(place.section):
        yield replace(place, section=text)
    for text in other_digits(str(place.footnote or "")):
        yield replace(place, footnote=int(text))


def _placed(mine: Claim, finding: Finding, places: set[tuple[str, str, str]] | None) -> Judged:
    """A claim in other places: the build refuses one where the ledger has none of its numbers."""
    others = list(other_places(mine.place))
    held = [other.words for other in others if places is None or place_of(other) in places]
    return Judged(mine, finding.verdict, PLACE, len(others), 0, len(others) - len(held), held)


def _other_words(text: str) -> Iterator[str]:
    words = text.split(" ")
    for at, word in enumerate(words):
        for group in NUMBER_WORDS:
            if word.lower() in group:
                number = group.index(word.lower())
                for other in group[max(0, number - 1) : number] + group[number + 1 : number + 2]:
                    yield " ".join([*words[:at], other, *words[at + 1 :]])


def _judged(play: Play, mine: Claim, before: Finding, kind: str, others: Sequence[Claim]) -> Judged:
    result = Judged(mine, before.verdict, kind)
    for other in others:
        result.tried += 1
        try:
            other.figure.check()
            after = play.judged_as(other)
        except RecountedError:
            result.refused += 1
            continue
        if any(getattr(before, name) != getattr(after, name) for name in VERDICTS):
            result.moved += 1
        else:
            result.held.append(other.printed if kind == PRINTED else other.relation)
    return result
