"""Hold a reader's own copy of the article to the ledger of its numbers."""

import difflib
from collections import Counter
from dataclasses import dataclass

from recounted.article.ledger import ROLES, Entry, entries, passages
from recounted.article.numbers import Number, extract, normal
from recounted.article.passages import absent
from recounted.judging.places import Place
from recounted.tables.load import load

LEVEL_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


@dataclass(frozen=True)
class Difference:
    """One missing or extra number: what was expected there, what the copy has, and where that is in the article."""

    missing: Entry | None
    extra: Number | None
    where: str

    def line(self) -> str:
        if self.missing and self.extra:
            return f"missing  {self.missing.text!r} in {self.where}; your copy has {self.extra.text!r} there"
        if self.missing:
            return f"missing  {self.missing.text!r} in {self.where}"
        found = self.extra.text if self.extra else ""
        return f"extra    {found!r} in {self.where}"


@dataclass(frozen=True)
class Comparison:
    """Pairs (Entry, Number) that agree, Differences, and the passages that the copy lacks."""

    pairs: list[tuple[Entry, Number]]
    differences: list[Difference]
    absent: list[dict]

    @property
    def clean(self) -> bool:
        return not self.differences and not self.absent


def compare(raw: str, ledger: list[Entry] | None = None, known_passages: list[dict] | None = None) -> Comparison:
    """Compare the text of a copy with the ledger (default: the project's), as a Comparison."""
    ledger = entries(load("numbers")) if ledger is None else ledger
    known_passages = passages() if known_passages is None else known_passages
    numbers = by_rows(loosened(extract(raw), ledger), ledger)
    matcher = difflib.SequenceMatcher(None, [e.normal for e in ledger], [n.normal for n in numbers], autojunk=False)
    pairs: list[tuple[Entry, Number]] = []
    differences: list[Difference] = []
    for tag, a, a_end, b, b_end in matcher.get_opcodes():
        if tag == "equal":
            pairs += zip(ledger[a:a_end], numbers[b:b_end], strict=True)
        else:
            differences += _differences(ledger, a, a_end, numbers[b:b_end])
    return Comparison(pairs, differences, absent(known_passages, raw))


def _differences(ledger: list[Entry], a: int, a_end: int, extras: list[Number]) -> list[Difference]:
    """Missing and extra numbers of one stretch, paired where both are left; an extra stands where the last one did."""
    missing = ledger[a:a_end]
    found = [Difference(m, e, m.where) for m, e in zip(missing, extras, strict=False)]
    found += [Difference(m, None, m.where) for m in missing[len(extras) :]]
    before = ledger[max(a_end - 1, 0)] if ledger else None
    where = f"{before.where}, after {before.text!r}" if before and a_end else "the beginning"
    return found + [Difference(None, e, where) for e in extras[len(missing) :]]


def loosened(numbers: list[Number], ledger: list[Entry]) -> list[Number]:
    """Numbers with a marker that lost its rise, `241.34`, taken apart again where the ledger has `241` and `³⁴`."""
    known = {entry.normal for entry in ledger}
    couples = {
        f"{a.normal}.{b.normal}": a.text
        for a, b in zip(ledger, ledger[1:], strict=False)
        if b.text[0] in LEVEL_MARKS and a.text[0] not in LEVEL_MARKS and f"{a.normal}.{b.normal}" not in known
    }
    loose = []
    for number in numbers:
        first = couples.get(number.normal)
        loose += _halves(number, len(first)) if first else [number]
    return loose


def by_rows(numbers: list[Number], ledger: list[Entry]) -> list[Number]:
    """Numbers with each table that the copy has column by column, as PDF readers give it, put back row by row.

    Only the whole table in exactly that order is put back: two cells that changed places are a difference.
    """
    for cells in _tables(ledger):
        turned = sorted(range(len(cells)), key=lambda i: (_column(cells[i]), i))
        wanted = [cells[i].normal for i in turned]
        if turned == list(range(len(cells))):
            continue
        for at in range(len(numbers) - len(cells) + 1):
            if [number.normal for number in numbers[at : at + len(cells)]] == wanted:
                row_by_row = dict(zip(turned, numbers[at : at + len(cells)], strict=True))
                numbers = [*numbers[:at], *(row_by_row[i] for i in range(len(cells))), *numbers[at + len(cells) :]]
                break
    return numbers


def _tables(ledger: list[Entry]) -> list[list[Entry]]:
    """The entries of each table, in reading order."""
    found: dict[str, list[Entry]] = {}
    for entry in ledger:
        if entry.cell:
            found.setdefault(entry.cell.partition(",")[0], []).append(entry)
    return list(found.values())


def _column(entry: Entry) -> int:
    return int(entry.cell.rpartition("column ")[2])


def _halves(number: Number, cut: int) -> list[Number]:
    here = (number.section, number.paragraph, number.footnote)
    first, second = number.text[:cut], number.text[cut + 1 :]
    return [
        Number(first, normal(first), number.kind, number.start, number.start + cut, *here),
        Number(second, normal(second), "superscript", number.start + cut + 1, number.end, *here),
    ]


def report(comparison: Comparison, name: str) -> list[str]:
    """The comparison as lines of text for a terminal."""
    roles = Counter(entry.role for entry, _ in comparison.pairs)
    aside = [f"{role} {roles[role]}" for role in ROLES[1:] if roles[role]]
    missing = [d for d in comparison.differences if d.missing]
    extra = [d for d in comparison.differences if d.extra]
    known, found = len(comparison.pairs), len(comparison.pairs) + len(extra)
    lines = [
        f"{name}: {found} numbers, of which the ledger accounts for {known}",
        f"  covered by a claim  {roles['claim']:>4}",
        f"  set aside           {sum(roles.values()) - roles['claim']:>4}  ({', '.join(aside)})",
        f"  missing             {len(missing):>4}",
        f"  extra               {len(extra):>4}",
        f"  passages not found  {len(comparison.absent):>4}",
    ]
    lines += [difference.line() for difference in comparison.differences]
    places = [Place(row["section"], row["paragraph"], row["footnote"]).words for row in comparison.absent]
    return lines + [f"passage  {where}: its beginning or end is missing from your copy" for where in places]
