"""May I cite it? One answer in plain words for each finding, from its verdict, its witnesses and its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from recounted.judging.verdicts import VERDICTS, gravest

CITE, CAVEAT, NOT = "cite", "cite with this caveat", "do not cite"
GRAVE = ("inconsistent", "contradicted", "disputed")
INNER = str.maketrans("“”", "‘’")  # quotation marks inside quotation marks


class Spoken(Protocol):
    """As much of findings.Testimony as an answer is made from."""

    @property
    def who(self) -> str: ...
    @property
    def sentence(self) -> str: ...
    @property
    def says(self) -> str: ...
    @property
    def differs(self) -> str: ...
    @property
    def counts(self) -> str: ...
    @property
    def agrees(self) -> bool | None: ...


@dataclass(frozen=True)
class Neighbour:
    """Another claim of the same sentence or number: its statement and its verdict."""

    claim_id: str
    statement: str
    verdict: str


@dataclass(frozen=True)
class Advice:
    """`answer`: CITE, CAVEAT or NOT; `note`: the caveat, or what to cite instead, in whole sentences."""

    answer: str
    note: str

    @property
    def words(self) -> str:
        """`Cite.`, `Cite with this caveat: …`, `Do not cite. Cite instead: …`."""
        mark = ":" if self.answer == CAVEAT else "."
        return f"{self.answer.capitalize()}{mark} {self.note}".strip()


def advise(verdict: str, witnesses: Sequence[Spoken], neighbours: Sequence[Neighbour], caveat: str = "") -> Advice:
    """The answer for one claim.

    `witnesses`: findings.Testimony records; `caveat`: what a person wrote to be said with it, in whole sentences.
    """
    notes = [caveat] if caveat else []
    notes += _warnings(neighbours)
    alike = [each for each in witnesses if not each.differs]
    agreeing = [each for each in witnesses if each.agrees]
    denied = any(each.agrees is False for each in alike) and not any(each.agrees for each in alike)
    if VERDICTS[verdict].is_wrong or denied:
        instead = [each for each in alike if each.agrees is False] or [each for each in witnesses if not each.agrees]
        return Advice(NOT, _join([*map(cite_instead, instead[:1]), *notes]) or "No better figure was found.")
    match verdict:
        case "disputed":
            return Advice(CAVEAT, _join([*notes, *_both_sides(witnesses)]))
        case "supported":
            nearest = f"No source has exactly this; the nearest agrees. {_brief(agreeing[0])}"
            return Advice(CAVEAT, _join([*notes, nearest]))
        case "unverifiable":
            return Advice(CAVEAT, _join([*notes, "Only the article says so."]))
        case "corroborated":
            return Advice(CAVEAT if notes else CITE, _join(notes))
    near = f" The nearest source agrees. {_brief(agreeing[0])}" if agreeing else ""
    return Advice(CAVEAT if notes else CITE, _join([*notes, f"Only the article's own figures confirm it.{near}"]))


def _both_sides(witnesses: Sequence[Spoken]) -> list[str]:
    """The nearest source that agrees and the two that come first against the article; else what there is."""
    agreeing = [each for each in witnesses if each.agrees]
    against = [each for each in witnesses if each.agrees is False]
    if agreeing and against:
        return [f"In favour: {_brief(agreeing[0])}", f"Against: {_brief(against[0])}", *map(_brief, against[1:2])]
    alike = [each for each in witnesses if not each.differs]
    return ["" if alike or agreeing else _nearest(witnesses), *[_brief(each) for each in witnesses][:2]]


def _nearest(witnesses: Sequence[Spoken]) -> str:
    one, denied = not witnesses[1:], any(each.agrees is False for each in witnesses)
    does = ("differs" if one else "differ") if denied else "cannot tell"
    return f"No source has exactly this; the nearest {'one' if one else 'ones'} {does}."


def shown_verdict(verdict: str, neighbours: Sequence[Neighbour]) -> str:
    """The verdict under which a number stands on a page: the gravest of its own and its neighbours'."""
    return gravest([verdict, *(each.verdict for each in neighbours)]) or verdict


def cite_instead(witness: Spoken) -> str:
    """What to cite in its place; a source that counts something else, or cannot tell, is only what comes nearest."""
    if witness.differs or witness.agrees is not False:
        return f"What comes nearest: {_brief(witness)}"
    for name in (witness.who, f"the {witness.who}", f"the {witness.who.split(', ')[-1]}"):  # the last: `the copy at …`
        if witness.sentence.startswith(opening := f"According to {name}, "):
            said = witness.sentence.removeprefix(opening)
            return f"Cite instead: {with_counts(said[:1].upper() + said[1:], f'source: {name}')}."
    named = any(part in witness.sentence for part in witness.who.split(", "))
    return f"Cite instead: {witness.sentence}.{'' if named else f' Source: {witness.who}.'}"


def _brief(witness: Spoken) -> str:
    """What a source says and, where it counts something else, what it counts."""
    return f"{with_counts(witness.sentence, witness.counts)}."


def with_counts(sentence: str, counts: str) -> str:
    """A sentence, and what it counts instead beside what it counts, in one pair of brackets."""
    if counts and sentence.endswith(")"):
        return f"{sentence[:-1]}; {counts})"
    return f"{sentence} ({counts})" if counts else sentence


def _warnings(neighbours: Sequence[Neighbour]) -> list[str]:
    """One sentence for the neighbours of each grave verdict: `Note that two related statements are disputed (≈): …`."""
    told = []
    for verdict in dict.fromkeys(each.verdict for each in neighbours if each.verdict in GRAVE):
        quoted = [f"“{each.statement.translate(INNER)}”" for each in neighbours if each.verdict == verdict]
        what = f"{len(quoted)} related statements are" if quoted[1:] else "a related statement is"
        told.append(f"Note that {what} {verdict} ({VERDICTS[verdict].sign}): {'; '.join(quoted)}.")
    return told


def _join(sentences: Sequence[str]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
