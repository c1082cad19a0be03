"""`recounted check-text`: for each number of a reader's own text, the claims of the article that it may come from.

Candidates for a person to choose from. Nothing here says whether the text is right.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from recounted.article.extraction import read
from recounted.article.numbers import Number, extract
from recounted.article.numbers import figures as expressions
from recounted.commands.matching import Index, stems, tokens
from recounted.commands.why import advice
from recounted.errors import RecountedError
from recounted.judging.claims import CITABLE, claims
from recounted.judging.findings import Finding, load_findings
from recounted.numerals.dates import YEARS
from recounted.numerals.reading import reading
from recounted.numerals.relations import TRUTH_RELATIONS

SKIPPED = ("url", "doi", "email", "superscript", "glued")  # kinds of expressions that are no figures of a text
ENDS = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n\s*\n|\n(?=\s*(?:[-*•#|]|\d+\.\s))")  # of sentences
EXACT, ROUNDED, NEAR = 1.0, 0.6, 0.3  # how near a figure is: the same, the same but rounded, within a twentieth
LEAST = {EXACT: 0.05, ROUNDED: 0.1, NEAR: 0.2}  # how like the sentences must then be
DIRECT = 0.3  # what a claim on the figure itself is nearer
COMMON = 20  # whole numbers to here, and years, stand in many claims
LEAST_COMMON = 0.1
PERCENT = re.compile(r"\s+per ?cent\b", re.I)  # after sixty-six


@dataclass(frozen=True)
class Figure:
    """A number of the reader's text: as written, where, in which sentence, and what it may be as a quantity."""

    text: str
    line: int
    sentence: str
    kind: str


@dataclass(frozen=True)
class Candidate:
    """A claim that a figure may come from: how near the figures are, and how like the sentences.

    `is_direct`: whether it is a claim on a figure or an act itself, not on how several compare, nor on a citation.
    `is_alike`: whether the sentences are; else only the figure is the same, in other words.
    """

    finding: Finding
    nearness: float
    likeness: float
    is_direct: bool
    is_alike: bool = True

    @property
    def score(self) -> float:
        return self.nearness + 2 * self.likeness + (DIRECT if self.is_direct else 0)


def print_candidates(path: str, most: int) -> int:
    """For each number its sentence and its candidates, and a list of the numbers that have none."""
    if most < 1:
        raise RecountedError("--most", f"{most} candidates is not possible", "Choose 1 or more")
    written, index = list(figures(read(path))), Index(load_findings())
    found = [(figure, candidates(figure, index)) for figure in written]
    if not found:
        raise RecountedError(path, "there is no number in it", "Pass a text that has figures")
    print("Candidates for you to choose from, nearest first. Nothing here judges your text.")
    for figure, near in found:
        if near:
            print(f"\n{path}, line {figure.line}: {figure.text}\n  “{figure.sentence}”")
            print("\n".join(map(shown, near[:most])))
        if len(near) > most:
            print(f"    and {len(near) - most} more (--most {len(near)})")
    left = [figure for figure, near in found if not near]
    common = [figure for figure in left if any(nearness(figure, each) == EXACT for each in index.findings)]
    without = [figure for figure in left if figure not in common]
    print(f"\n==> {len(found)} numbers, {len(found) - len(left)} with candidates")
    if common:
        print(
            f"==> in the article too, but in other words and too common to tell by the figure alone: {_listed(common)}"
        )
    if without:
        print(f"==> without a candidate in the article: {_listed(without)}")
    return 0


def _listed(figures: list[Figure]) -> str:
    return ", ".join(f"{figure.text} (line {figure.line})" for figure in figures)


def shown(candidate: Candidate) -> str:
    """The claim, its verdict, what is printed and where, why, and what to cite."""
    f = candidate.finding
    lines = [
        "" if candidate.is_alike else "  same figure, other words:",
        f"  {f.sign} {f.verdict}: {f.statement}",
        f"      printed {f.printed} ({f.place.words}) · {f.claim_id}",
        f"      {f.reason}",
        f"      May I cite it? {advice(f)}" if f.cite else "",
    ]
    return "\n".join(line for line in lines if line.strip())


def figures(raw: str) -> Iterator[Figure]:
    """The numbers of a text in reading order."""
    starts = [0, *(match.end() for match in ENDS.finditer(raw)), len(raw)]
    for number in extract(raw):
        if number.kind not in SKIPPED:
            first = max(start for start in starts if start <= number.start)
            last = min(start for start in starts if start > number.start)
            sentence = " ".join(raw[first:last].split())
            yield Figure(_written(raw, number), raw.count("\n", 0, number.start) + 1, sentence, number.kind)


def _written(raw: str, number: Number) -> str:
    """As it stands there, with the `percent` after a number in words."""
    share = PERCENT.match(raw, number.end)
    return " ".join(raw[number.start : share.end() if share else number.end].split())


def candidates(figure: Figure, index: Index) -> list[Candidate]:
    """The claims that a figure may come from, nearest first; last those that have the figure itself, in other words.

    Whole numbers to 20 and years stand in so many claims that the figure alone makes none a candidate.
    """
    about, found = stems(figure.sentence) - stems(figure.text), []
    for finding in index.findings:
        if near := nearness(figure, finding):
            likeness = index.likeness(about, finding)
            is_alike = likeness >= _least(figure, near)
            if is_alike or (near == EXACT and not _is_common(figure)):
                found.append(Candidate(finding, near, likeness, _is_direct(finding), is_alike))
    alike = [each for each in found if each.is_alike]
    same = [each for each in alike if each.nearness > NEAR]  # what is only near matters where nothing is the same
    only_figure = [each for each in found if not each.is_alike]
    return [*sorted(same or alike, key=_nearest_first), *sorted(only_figure, key=_nearest_first)]


def _nearest_first(candidate: Candidate) -> float:
    return -candidate.score


def _is_direct(finding: Finding) -> bool:
    claim = claims().get(finding.claim_id)
    compares = claim is not None and claim.relation in TRUTH_RELATIONS
    return finding.kind in CITABLE and not finding.repeats and not compares and len(quantities(finding.printed)) == 1


def _least(figure: Figure, near: float) -> float:
    """How like the sentences must be: the more, the more ordinary the figure."""
    return max(LEAST[near], LEAST_COMMON if _is_common(figure) else 0)


def _is_common(figure: Figure) -> bool:
    numbers = quantities(figure.text)
    return bool(numbers) and all(n == int(n) and (n <= COMMON or int(n) in YEARS) for n in numbers)


def nearness(figure: Figure, finding: Finding) -> float:
    """How near the figures are; 0 where one cannot come from the other."""
    ours, theirs = tokens(figure.text), tokens(finding.printed)
    if set(ours) & set(theirs) and not all(word.isalpha() for word in set(ours) & set(theirs)):
        return EXACT
    if is_share(figure.text) != is_share(finding.printed):
        return 0.0
    return max((_near(a, b) for a in quantities(figure.text) for b in quantities(finding.printed)), default=0.0)


def _near(ours: Decimal, theirs: Decimal) -> float:
    if ours == theirs:
        return EXACT
    if ours and abs(ours - theirs) <= _step(ours) / 2:
        return ROUNDED
    return NEAR if ours > COMMON and int(ours) not in YEARS and abs(ours - theirs) <= abs(theirs) / 20 else 0.0


def _step(number: Decimal) -> Decimal:
    """The place to which a number may have been rounded: 1 for 85, 0.1 for 84.5, 10 for 540."""
    digits = int(number.normalize().as_tuple().exponent)
    return Decimal(1).scaleb(min(digits, 2) if number >= 100 else min(digits, 0))


def is_share(text: str) -> bool:
    """Whether a figure is written as a share of a hundred."""
    return bool(re.search(r"%|per ?cent", text, re.I))  # 5 %, 5 per cent


@cache
def quantities(text: str) -> tuple[Decimal, ...]:
    """The numbers in a figure, in digits or words; none where it has none."""
    values = [Fraction(numeral.value) for piece in expressions(text) for numeral in reading(piece).numerals]
    return tuple(Decimal(value.numerator) / Decimal(value.denominator) for value in values)
