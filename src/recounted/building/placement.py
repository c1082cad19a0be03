"""Whether rows and claims stand where the ledger has their numbers: a place is a figure too, and can be mistyped.

A row of a footnote must stand where its mark stands; another row that a finding names where a claim that uses it
stands, where the ledger has a number of the row, as an item of a list as many paragraphs after the claim as its
position says, or where the row's own text is the paragraph. A claim must stand where the ledger has one of its numbers;
one made in words where the number or a row stands that holds it, if claims-without-number names one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from statistics import multimode

from recounted.article.passages import SHORTEST, WINDOW, fingerprint, letters
from recounted.errors import RecountedError
from recounted.judging.findings import Finding
from recounted.judging.places import Place
from recounted.numerals.marks import SUPERSCRIPTS, with_points
from recounted.numerals.mentioned import numbers_in
from recounted.tables.rows import decimal_mark, dicts, has, resources

PLACE = ("section", "paragraph", "footnote")
LEDGER = "numbers"
IN_WORDS = "claims-without-number"
PASSAGES = "passages"
OWN = (LEDGER, PASSAGES)  # the ledger itself, which is held to the article's text
REMEDY = "Correct its place, or the place of the number in data/article/numbers.csv"
Where = tuple[str, str, str]  # section, paragraph, footnote
Numbers = dict[Where, set[Decimal | Fraction]]  # the numbers of the ledger by where they stand


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
    at, marks, passages = _numbers_at(), _numbers_at(marks=True), _passages_at()
    for table, lines in _used(findings, only).items():
        rows = dicts(table)
        for line, places in sorted(lines.items()):
            row = rows[line - 2]
            if row.get("footnote"):
                wrong = _wrong_mark(row, marks)
            else:
                claimed = {each[:2] for each in places} | _places_of_item(table, rows, line - 2, places)
                wrong = _wrong_place(row, claimed, at, passages)
            if wrong:
                yield f"data/{resources()[table]['path']}, line {line}", wrong


def _wrong_mark(row: dict[str, str], marks: Numbers) -> str:
    """What is wrong with the place of a row of a footnote; "" where nothing is."""
    section, paragraph, footnote = place_in(row)
    mark = numbers_in(footnote)
    if mark & marks.get((section, paragraph, ""), set()):
        return ""
    return f"the mark of footnote {footnote} is not in {in_words((section, paragraph, ''))}"


def _wrong_place(
    row: dict[str, str], claimed: set[tuple[str, str]], at: Numbers, passages: dict[str, set[Where]]
) -> str:
    """What is wrong with the place of a row of the text that claims at `claimed` use; "" where nothing is."""
    section, paragraph, _ = place = place_in(row)
    own = {n for name, cell in row.items() if name not in (*PLACE, "position") for n in numbers_in(cell)}
    if not paragraph or (section, paragraph) in claimed or own & at.get(place, set()):
        return ""
    if any(place in passages.get(head, ()) for head in map(_head, row.values())):
        return ""
    return f"no claim that uses it stands in {in_words(place)}, and no number of it does{_most_stand(own, at)}"


def _most_stand(own: set[Decimal | Fraction], at: Numbers) -> str:
    """Where the numbers of a row stand, for an error, if one place has more of them than any other; else ""."""
    match multimode(place for place, numbers in at.items() for _ in own & numbers):
        case [place]:
            return f" ({len(own & at[place])} of its numbers stand in {in_words(place)})"
    return ""


def _places_of_item(table: str, rows: list[dict[str, str]], at_row: int, places: set[Where]) -> set[tuple[str, str]]:
    """Where an item of a list may stand whose items are a paragraph each, as the one beside it in its list shows: as
    many paragraphs after a claim as its position says."""
    counted = next((each for each in _fields(table) if each["name"] == "position" and each["type"] == "integer"), None)
    row = rows[at_row]
    if counted is None or not row["position"] or not row["paragraph"].isdecimal():
        return set()
    position, paragraph = int(row["position"]), int(row["paragraph"])
    step = -1 if position > 1 else 1
    beside = rows[at_row + step] if 0 <= at_row + step < len(rows) else {}
    wanted = {"position": str(position + step), "paragraph": str(paragraph + step)}
    wanted |= {name: row[name] for name in counted.get("counts", [])}  # what tells one list from the next
    if any(beside.get(name) != cell for name, cell in wanted.items()):
        return set()
    return {(section, str(int(start or 0) + position)) for section, start, _ in places}


def _passages_at() -> dict[str, set[Where]]:
    """Where the article has each passage, by its fingerprint."""
    found: dict[str, set[Where]] = defaultdict(set)
    for row in dicts(PASSAGES) if has(PASSAGES) else []:
        found[row["head"]].add(place_in(row))
    return found


def _head(cell: str) -> str:
    """The fingerprint of a text's beginning; "" for one too short to tell."""
    text = letters(cell)
    return fingerprint(text[:WINDOW]) if len(text) >= SHORTEST else ""


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
    return table not in OWN and {"section", "paragraph"} <= {field["name"] for field in _fields(table)}


def _fields(table: str) -> list[dict]:
    return resources()[table]["schema"]["fields"]


def _numbers_at(marks: bool = False) -> Numbers:
    """The numbers of the ledger by where they stand; `marks`: those that point to footnotes, and no others."""
    at: Numbers = defaultdict(set)
    for row in dicts(LEDGER):
        if is_raised(row["text"]) == marks:
            at[place_in(row)] |= numbers_in(with_points(row["text"], decimal_mark()))
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
