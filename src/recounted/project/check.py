"""All that is still to do in a project, in one list, without running a notebook. Each note says where and what."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from recounted.article.numbers import normal
from recounted.errors import RecountedError
from recounted.judging.claims import claims
from recounted.judging.printed import PrintedFigure
from recounted.judging.verdicts import CAUSES
from recounted.numerals.marks import tidy
from recounted.paths import root
from recounted.project.cases import untagged
from recounted.project.outline import judgings
from recounted.project.remarks import typed_figures
from recounted.project.unused import LEDGERS, last_findings, unused
from recounted.tables.rows import dicts, has, resources

YEAR = re.compile(r"(?:1[5-9]|20)\d\d")  # 1500 to 2099
TODO = re.compile(r"\bTODO\b")  # the word TODO
IDLE = "explanations that nothing needs"
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)")  # where ](…) of Markdown leads
MARKDOWN = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/*.md")


@dataclass(frozen=True)
class Note:
    """One thing to do: its kind (a key of KINDS), where, and what in a line."""

    kind: str
    where: str
    what: str


def notes() -> list[Note]:
    """Everything that is to do in this project, by kind, in the order of the article: what data/kept.csv explains is
    left out, and an explanation that explains nothing any more is a note. Raises RecountedError for tables that cannot
    be read at all."""
    found = Ledger()
    every = [Note(kind, where, what) for kind, lister in KINDS.items() for where, what in lister(found)]
    kept = dicts("kept") if has("kept") else []
    explained = {id(note): row for row in kept for note in every if _explains(row, note)}
    idle = [row for row in kept if row not in explained.values()]
    left = [note for note in every if id(note) not in explained]
    return left + [Note(IDLE, "data/kept.csv", f"nothing asks about {row['about']!r} any more") for row in idle]


def _explains(row: dict, note: Note) -> bool:
    """Whether a row of data/kept.csv is about a note: the same kind, and `about` ends where or what it says."""
    return row["kind"] == note.kind and any(f" {text}".endswith(f" {row['about']}") for text in (note.where, note.what))


class Ledger:
    """The ledger and the notebooks as they are, read once."""

    def __init__(self) -> None:
        self.claims = {row["claim_id"]: row for row in dicts("claims")}
        self.lines = {claim_id: line for line, claim_id in enumerate(self.claims, start=2)}
        self.numbers = dicts("numbers") if has("numbers") else []
        without = dicts("claims-without-number") if has("claims-without-number") else []
        self.without = {row["claim_id"] for row in without}
        self.remarks = {row["claim_id"]: row for row in (dicts("remarks") if has("remarks") else [])}
        self.notebooks = {path.stem: judgings(path) for path in sorted((root() / "notebooks").glob("*.ipynb"))}

    def where(self, claim_id: str) -> str:
        return f"data/article/claims.csv, line {self.lines[claim_id]}, {claim_id}"

    def of_numbers(self) -> Iterator[tuple[dict, str]]:
        """Each number with each claim that it names."""
        for row in self.numbers:
            for claim_id in row["claim_id"].split():
                yield row, claim_id

    def is_unsettled(self, claim_id: str) -> bool:
        """Whether `judge.unsettled()` would list it."""
        return self.remarks.get(claim_id, {}).get("cause") == "no-data"


Found = Iterable[tuple[str, str]]


def _without_number(ledger: Ledger) -> Found:
    named = {claim_id for _, claim_id in ledger.of_numbers()}
    for claim_id in ledger.claims:
        if claim_id not in named and claim_id not in ledger.without:
            yield (
                ledger.where(claim_id),
                "no number of numbers.csv names it, and claims-without-number does not say why",
            )


def _unknown_claim(ledger: Ledger) -> Found:
    for row, claim_id in ledger.of_numbers():
        if claim_id not in ledger.claims:
            yield f"data/article/numbers.csv, number {row['position']}", f"there is no claim {claim_id!r}"
    for row in ledger.numbers:
        if (row["role"] == "claim") != bool(row["claim_id"].strip()):
            said = (
                "has the role claim, but names none"
                if row["role"] == "claim"
                else f"is a {row['role']}, but names a claim"
            )
            yield f"data/article/numbers.csv, number {row['position']}", f"{row['text']!r} {said}"


def _without_cell(ledger: Ledger) -> Found:
    for claim_id, row in ledger.claims.items():
        notebook = ledger.notebooks.get(row["notebook"].removesuffix(".ipynb"))  # that it is no file is said elsewhere
        if notebook is None:
            yield ledger.where(claim_id), f"there is no notebooks/{row['notebook']}.ipynb"
        elif not notebook.judges(claim_id) and not (notebook.unsettled and ledger.is_unsettled(claim_id)):
            yield ledger.where(claim_id), f"no cell of notebooks/{row['notebook']}.ipynb judges it"


def _cell_without_claim(ledger: Ledger) -> Found:
    for stem, notebook in ledger.notebooks.items():
        for claim_id in notebook.ids:
            where = f"notebooks/{stem}.ipynb, cell {claim_id}"
            if claim_id not in ledger.claims:
                yield where, "there is no such claim"
            elif ledger.claims[claim_id]["notebook"] != stem:
                yield where, f"claims.csv gives it to {ledger.claims[claim_id]['notebook']}"


def _typed(ledger: Ledger) -> Found:
    for stem, notebook in ledger.notebooks.items():
        for judged, what in notebook.typed:
            yield f"notebooks/{stem}.ipynb, judge({judged}, …)", what


def _elsewhere(ledger: Ledger) -> Found:
    """A claim stands where one of its numbers stands."""
    places: dict[str, set[tuple[str, ...]]] = {}
    for row, claim_id in ledger.of_numbers():
        places.setdefault(claim_id, set()).add(_place(row))
    for claim_id, row in ledger.claims.items():
        if places.get(claim_id) and _place(row) not in places[claim_id]:
            there = " or ".join("/".join(each) for each in sorted(places[claim_id]))
            yield ledger.where(claim_id), f"stands in {'/'.join(_place(row))}, its numbers in {there}"


def _place(row: dict) -> tuple[str, ...]:
    """Section, paragraph, and footnote where there is one."""
    return tuple(row[name] for name in ("section", "paragraph", "footnote") if row[name])


def _not_printed(ledger: Ledger, in_digits: bool = False) -> Found:
    """Each number of a claim, but a year, is in its printed figure, or holds it; where both are in digits it must."""
    for row, claim_id in ledger.of_numbers():
        claim = ledger.claims.get(claim_id)
        if claim and not YEAR.fullmatch(row["text"]):
            both = all(any(map(str.isdigit, text)) for text in (row["text"], claim["printed"]))
            if both == in_digits and not prints(claim["printed"], row["text"]):
                where = f"data/article/numbers.csv, number {row['position']}"
                yield where, f"{row['text']!r} is not in what {claim_id} prints, {claim['printed']!r}"


def prints(printed: str, number: str) -> bool:
    """Whether a printed figure has a number of the ledger in it, or is a part of it, as in a range."""
    printed, number = normal(tidy(printed)), normal(tidy(number))
    return number in printed or printed in number


def _read_in_part(ledger: Ledger) -> Found:
    for claim_id, row in ledger.claims.items():
        try:
            PrintedFigure(row["printed"], row["relation"], row["unit"]).check()
        except RecountedError as fault:
            yield ledger.where(claim_id), f"{fault.where}: {fault.what}"


def _refused(ledger: Ledger) -> Found:
    """What the ledger is refused for when it is loaded, and so by every command that judges: the first fault."""
    if [*_read_in_part(ledger), *_sections(ledger)]:  # said already
        return
    try:
        claims()
    except RecountedError as fault:
        yield fault.where.removeprefix(f"{root()}/"), f"{fault.what}. {fault.remedy}"


def _empty(ledger: Ledger) -> Found:
    for claim_id, row in ledger.claims.items():
        for column in ("printed", "statement", "unit"):
            if not row[column].strip():
                yield ledger.where(claim_id), f"its {column} is empty"


def _todo_claims(ledger: Ledger) -> Found:
    for claim_id, row in ledger.claims.items():
        if any(TODO.search(cell) for cell in row.values()):
            yield ledger.where(claim_id), "its statement is TODO"
    clean = {finding.claim_id for finding in last_findings() if finding.is_clean}
    for claim_id, row in ledger.remarks.items():
        if any(TODO.search(cell) for cell in row.values()) and claim_id not in clean:
            yield f"data/article/remarks.csv, {claim_id}", "what would settle it is TODO"


def _todo(ledger: Ledger) -> Found:
    for path in sorted((root() / "data").rglob("*.csv")):
        if path.name not in ("claims.csv", "remarks.csv", "verdicts.csv"):
            yield from _todo_lines(path)
    for name in ("data/datapackage.json", "README.md", "CITATION.cff"):
        yield from _todo_lines(root() / name)
    for stem, notebook in ledger.notebooks.items():
        if TODO.search(notebook.prose):
            yield f"notebooks/{stem}.ipynb", "its text has a TODO"


def _todo_lines(path: Path) -> Found:
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    for number, line in enumerate(lines, start=1):
        if TODO.search(line):
            yield f"{path.relative_to(root()).as_posix()}, line {number}", " ".join(line.split())[:80]


def _links(ledger: Ledger) -> Found:
    texts = [(path, path.read_text(encoding="utf-8")) for name in MARKDOWN for path in sorted(root().glob(name))]
    folder = root() / "notebooks"
    texts += [(folder / f"{stem}.ipynb", notebook.prose) for stem, notebook in ledger.notebooks.items()]
    for path, text in texts:
        for target in dict.fromkeys(LINK.findall(re.sub(r"`[^`\n]*`", "", text))):  # links in code lead nowhere
            if not re.match(r"[a-z]+:|#", target) and not (path.parent / target.partition("#")[0]).exists():
                yield path.relative_to(root()).as_posix(), f"links to {target}, which is not there"


def _sections(ledger: Ledger) -> Found:
    known = {row["section"] for row in dicts("sections")} if has("sections") else set()
    for section in dict.fromkeys(row["section"] for row in [*ledger.claims.values(), *ledger.numbers]):
        if section not in known:
            yield "data/article/sections.csv", f"section {section!r} has no name"


def _remarks(ledger: Ledger) -> Found:
    for claim_id, row in ledger.remarks.items():
        if row["cause"] and row["cause"] not in CAUSES:
            yield f"data/article/remarks.csv, {claim_id}", f"cause {row['cause']!r} is not in the list"
        if claim_id not in ledger.claims:
            yield f"data/article/remarks.csv, {claim_id}", "there is no such claim"


def _typed_remarks(ledger: Ledger) -> Found:
    for where, what in typed_figures(ledger.remarks, last_findings()):
        yield f"data/article/remarks.csv, {where}", what


def _unused(kind: str) -> Callable[[Ledger], Found]:
    return lambda ledger: unused(kind, [each.tables for each in ledger.notebooks.values()], resources())


def _without_key(ledger: Ledger) -> Found:
    for name, table in resources().items():
        if name not in LEDGERS and not table["schema"].get("primaryKey"):
            yield "data/datapackage.json", f"the table {name!r} has no primaryKey, so that a row could stand twice"


# What is to do, in the order in which one does it.
KINDS: dict[str, Callable[[Ledger], Found]] = {
    "claims without a number": _without_number,
    "numbers without their claim": _unknown_claim,
    "claims without a cell": _without_cell,
    "cells without a claim": _cell_without_claim,
    "values that are not counted": _typed,
    "claims in another place than their numbers": _elsewhere,
    "figures that the article prints otherwise": lambda ledger: _not_printed(ledger, in_digits=True),
    "numbers that their claim does not print": _not_printed,
    "figures read in part": _read_in_part,
    "claims that are refused": _refused,
    "empty claims": _empty,
    "claims to be written (TODO)": _todo_claims,
    "other texts to be written (TODO)": _todo,
    "tables without a key": _without_key,
    "tables that no notebook loads": _unused("tables"),
    "rows that no verdict uses": _unused("rows"),
    "sources that nothing cites": _unused("sources"),
    "claims judged by nothing": _unused("claims"),
    "sections without a name": _sections,
    "remarks out of the list": _remarks,
    "figures typed into remarks": _typed_remarks,
    "links to nowhere": _links,
    "parameters that cannot be set": lambda ledger: untagged(),
}
