"""Whether rows and claims stand where the ledger has their numbers: a place is a figure too, and can be mistyped.

A row of a footnote must stand where its mark stands; another row that a finding names where a claim that uses it
stands, or where the ledger has a number of the row. A claim must stand where the ledger has one of its numbers.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from recounted.errors import RecountedError
from recounted.judging.findings import Finding
from recounted.judging.places import Place
from recounted.numerals.marks import TO_DIGITS, tidy
from recounted.numerals.words import ORDINALS, TEENS, UNITS
from recounted.tables.rows import dicts, has, resources

PLACE = ("section", "paragraph", "footnote")
WORDS = {word: str(value) for value, word in enumerate([*UNITS, *TEENS], start=1)}
WORDS |= {ordinal: WORDS[word] for ordinal, word in ORDINALS.items() if word in WORDS}
OWN = ("numbers", "passages")  # the ledger itself, which is held to the article's text
REMEDY = "Correct its place, or the place of the number in data/article/numbers.csv"
Where = tuple[str, str, str]  # section, paragraph, footnote


def check_places(findings: Iterable[Finding]) -> None:
    """Raises RecountedError for the first row or claim that stands where the ledger has none of its numbers."""
    findings = list(findings)
    if not has("numbers"):
        return
    for where, what in [*misplaced_rows(findings), *misplaced_claims(findings)]:
        raise RecountedError(where, what, REMEDY)


def misplaced_rows(findings: Iterable[Finding], only: str = "") -> Iterator[tuple[str, str]]:
    """Where and what, for each row of an article's table (`only` of that one) that stands where it cannot."""
    at = _numbers_at()
    for table, lines in _used(findings, only).items():
        rows = dicts(table)
        for line, places in sorted(lines.items()):
            if wrong := _wrong(rows[line - 2], places, at):
                yield f"data/{resources()[table]['path']}, line {line}", wrong


def _wrong(row: dict[str, str], places: set[Where], at: dict[Where, set[str]]) -> str:
    """What is wrong with the place of a row that claims at `places` use; "" where nothing is."""
    section, paragraph, footnote = place = _place(row)
    here = at.get((section, paragraph, ""), set())
    if footnote:
        without = f"the mark of footnote {footnote} is not in {_words((section, paragraph, ''))}"
        return "" if footnote in here else without
    own = {n for name, cell in row.items() if name not in (*PLACE, "position") for n in numbers_in(cell)}
    if own and place not in places and not own & here:
        return f"no claim that uses it stands in {_words(place)}, and no number of it does"
    return ""


def misplaced_claims(findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """Where and what, for each claim that has numbers in the ledger, but none where it stands."""
    places = places_of_claims()
    for finding in findings:
        if finding.claim_id in places and place_of(finding.place) not in places[finding.claim_id]:
            what = f"none of its numbers stands in {_words(place_of(finding.place))}"
            yield f"data/article/claims.csv, {finding.claim_id}", what


def places_of_claims() -> dict[str, set[Where]]:
    """Where the ledger has the numbers of each claim; claims without a number are not in it."""
    places: dict[str, set[Where]] = defaultdict(set)
    for row in dicts("numbers") if has("numbers") else []:
        for claim_id in row["claim_id"].split():
            places[claim_id].add(_place(row))
    return places


def place_of(place: Place) -> Where:
    """A place as it stands in the tables."""
    return place.section, _text(place.paragraph), _text(place.footnote)


def numbers_in(text: str) -> set[str]:
    """The whole numbers in a text, in digits or in words, without zeros in front: `6` of `06 Aug`, `sixth` and `⁶`."""
    words = re.findall(r"[a-z]+|\d+", tidy(text.translate(TO_DIGITS)).lower())
    return {WORDS.get(word, word.lstrip("0") or "0") for word in words if word in WORDS or word.isdecimal()}


def _used(findings: Iterable[Finding], only: str) -> dict[str, dict[int, set[Where]]]:
    """By table and line, the places of the claims that use the row."""
    used: dict[str, dict[int, set[Where]]] = defaultdict(lambda: defaultdict(set))
    for finding in findings:
        for cells in finding.cells:
            if _has_places(cells["table"]) and only in ("", cells["table"]):
                for line in cells["lines"]:
                    used[cells["table"]][line].add(place_of(finding.place))
    return used


def _has_places(table: str) -> bool:
    names = [field["name"] for field in resources()[table]["schema"]["fields"]]
    return table not in OWN and {"section", "paragraph"} <= set(names)


def _numbers_at() -> dict[Where, set[str]]:
    """The numbers of the ledger by where they stand."""
    at: dict[Where, set[str]] = defaultdict(set)
    for row in dicts("numbers"):
        at[_place(row)] |= numbers_in(row["text"])
    return at


def _place(row: dict[str, str]) -> Where:
    return row["section"], row["paragraph"], row.get("footnote", "")


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _words(place: Where) -> str:
    section, paragraph, footnote = place
    return f"section {section}, paragraph {paragraph}" + (f", footnote {footnote}" if footnote else "")
