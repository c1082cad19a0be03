"""Whether rows and claims stand where the ledger has their numbers: a place is a figure too, and can be mistyped.

A row of a footnote must stand where its mark stands; another row that a finding names where a claim that uses it
stands, where the ledger has a number of the row, as an item of a list as many paragraphs after the claim as its
position says, or where the row's own text is the paragraph. A claim must stand where the ledger has one of its numbers;
one made in words where the number or a row stands that holds it, if claims-without-number names one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from recounted.article.passages import SHORTEST, WINDOW, fingerprint, letters
from recounted.errors import RecountedError
from recounted.judging.findings import Finding
from recounted.judging.places import Place
from recounted.numerals.marks import SUPERSCRIPTS, TO_DIGITS, tidy
from recounted.numerals.words import ORDINALS, TEENS, UNITS
from recounted.tables.rows import dicts, has, resources

PLACE = ("section", "paragraph", "footnote")
WORDS = {word: str(value) for value, word in enumerate([*UNITS, *TEENS], start=1)}
WORDS |= {f"{ordinal}{end}": WORDS[word] for ordinal, word in ORDINALS.items() if word in WORDS for end in ("", "ly")}
LEDGER = "numbers"
IN_WORDS = "claims-without-number"
OWN = (LEDGER, "passages")  # the ledger itself, which is held to the article's text
REMEDY = "Correct its place, or the place of the number in data/article/numbers.csv"
Where = tuple[str, str, str]  # section, paragraph, footnote


def check_places(findings: Iterable[Finding]) -> None:
    """Raises RecountedError for the first row or claim that stands where the ledger has none of its numbers."""
    findings = list(findings)
    if not has(LEDGER):
        return
    for where, what in [*misplaced_rows(findings), *misplaced_claims(findings)]:
        raise RecountedError(where, what, REMEDY)


def misplaced_rows(findings: Iterable[Finding], only: str = "") -> Iterator[tuple[str, str]]:
    """Where and what, for each row of an article's table (`only` of that one) that stands where it cannot.

    Where only the ledger is asked for, all: each is held to it.
    """
    at, marks = _numbers_at(), _numbers_at(marks=True)
    for table, lines in _used(findings, only).items():
        rows = dicts(table)
        for line, places in sorted(lines.items()):
            if rows[line - 2].get("footnote"):
                wrong = _wrong_mark(rows[line - 2], marks)
            else:
                wrong = _wrong_place(rows, line - 2, places, at)
            if wrong:
                yield f"data/{resources()[table]['path']}, line {line}", wrong


def _wrong_mark(row: dict[str, str], marks: dict[Where, set[str]]) -> str:
    """What is wrong with the place of a row of a footnote; "" where nothing is."""
    section, paragraph, footnote = place_in(row)
    if footnote in marks.get((section, paragraph, ""), ()):
        return ""
    return f"the mark of footnote {footnote} is not in {in_words((section, paragraph, ''))}"


def _wrong_place(rows: list[dict[str, str]], at_row: int, places: set[Where], at: dict[Where, set[str]]) -> str:
    """What is wrong with the place of a row of the text that claims at `places` use; "" where nothing is."""
    row = rows[at_row]
    section, paragraph, _ = place = place_in(row)
    own = {n for name, cell in row.items() if name not in (*PLACE, "position") for n in numbers_in(cell)}
    claimed = {each[:2] for each in places}
    if "position" in row and _is_list_of_paragraphs(rows, at_row):
        claimed |= {(each[0], str(int(each[1] or 0) + int(row["position"]))) for each in places}
    if not paragraph or (section, paragraph) in claimed or own & at.get(place, set()) or place in _paragraphs_of(row):
        return ""
    return f"no claim that uses it stands in {in_words(place)}, and no number of it does"


def _is_list_of_paragraphs(rows: list[dict[str, str]], at_row: int) -> bool:
    """Whether the items of a row's list are a paragraph each, as the item beside it shows."""
    step = -1 if int(rows[at_row]["position"]) > 1 else 1
    beside = rows[at_row + step]["paragraph"] if at_row + step < len(rows) else ""
    return beside == str(int(rows[at_row]["paragraph"]) + step)


def _paragraphs_of(row: dict[str, str]) -> list[Where]:
    """Where the article has a text of the row as a paragraph of its own, by the fingerprints of its passages."""
    texts = [letters(cell) for cell in row.values()]
    heads = {fingerprint(text[:WINDOW]) for text in texts if len(text) >= SHORTEST}
    return [place_in(each) for each in dicts("passages") if each["head"] in heads] if has("passages") else []


def misplaced_claims(findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """Where and what, for each claim that does not stand where the ledger has one of its numbers, or what it says
    that the words are held by."""
    findings = list(findings)
    places = places_of_claims(findings)
    for finding in findings:
        if finding.claim_id in places and place_of(finding.place) not in places[finding.claim_id]:
            what = f"nothing that holds its place stands in {in_words(place_of(finding.place))}"
            yield f"data/article/claims.csv, {finding.claim_id}", what


def places_of_claims(findings: Iterable[Finding]) -> dict[str, set[Where]]:
    """Where each claim may stand: where the ledger has its numbers; for one in words where the number stands with
    which it is shown, or a row that it uses, as `held_by` of claims-without-number says. Others are not in it."""
    places: dict[str, set[Where]] = defaultdict(set)
    numbers = {row["position"]: row for row in dicts(LEDGER)} if has(LEDGER) else {}
    for row in numbers.values():
        for claim_id in row["claim_id"].split():
            places[claim_id].add(place_in(row))
    words = {row["claim_id"]: row for row in dicts(IN_WORDS)} if has(IN_WORDS) else {}
    for finding in findings:
        row = words.get(finding.claim_id, {})
        if held_by := row.get("held_by"):
            at = [row["position"]] if row["position"] in numbers else []
            rows = [numbers[each] for each in at] if held_by == "number" else _rows_of(finding)
            # words of the text may be held by a row or a number of its footnote
            places[finding.claim_id] |= {
                (*place_in(each)[:2], noted) for each in rows for noted in ("", place_in(each)[2])
            }
    return places


def _rows_of(finding: Finding) -> list[dict[str, str]]:
    """The rows with a place that a finding names."""
    tables = [(each["lines"], dicts(each["table"])) for each in finding.cells if _has_places(each["table"])]
    return [rows[line - 2] for lines, rows in tables for line in lines]


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
            if _has_places(cells["table"]) and only in ("", LEDGER, cells["table"]):
                for line in cells["lines"]:
                    used[cells["table"]][line].add(place_of(finding.place))
    return used


def _has_places(table: str) -> bool:
    names = [field["name"] for field in resources()[table]["schema"]["fields"]]
    return table not in OWN and {"section", "paragraph"} <= set(names)


def _numbers_at(marks: bool = False) -> dict[Where, set[str]]:
    """The numbers of the ledger by where they stand; `marks`: with those that point to footnotes."""
    at: dict[Where, set[str]] = defaultdict(set)
    for row in dicts(LEDGER):
        if marks or not is_raised(row["text"]):
            at[place_in(row)] |= numbers_in(row["text"])
    return at


def is_raised(text: str) -> bool:
    """Whether a number is a raised one, which points to a footnote: `⁴⁷`."""
    return text[0] in SUPERSCRIPTS


def place_in(row: dict[str, str]) -> Where:
    """Where a row of text stands."""
    return row["section"], row["paragraph"], row.get("footnote", "")


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def in_words(place: Where) -> str:
    """`section 5, paragraph 12, footnote 32`."""
    section, paragraph, footnote = place
    return f"section {section}, paragraph {paragraph}" + (f", footnote {footnote}" if footnote else "")
