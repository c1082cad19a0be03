"""Draft again from a changed copy: roles and claims are kept, positions and places move, new numbers are drafted."""

import difflib
from dataclasses import dataclass, field

from recounted.article.numbers import normal
from recounted.errors import RecountedError
from recounted.files import write_whole
from recounted.paths import root
from recounted.project.csvs import csv_text, write_table
from recounted.project.draft import Draft, draft
from recounted.project.new import name_notebooks, top
from recounted.project.scaffold import write_section
from recounted.tables.rows import dicts, has, resource, table_path

FEW = 10  # numbers, below which a text may lose most of them and still be the article


@dataclass
class Updated:
    """What an update did: numbers kept, changed, new and gone; claims drafted, and those without a number now."""

    kept: int = 0
    changed: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    drafted: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)


def update(raw: str, copy: str = "the copy") -> Updated:
    """Bring the ledger of this project to the text `raw`, a changed copy of its article, from the file `copy`.

    Raises RecountedError, and writes nothing, for a text that has fewer than half of the article's numbers.
    """
    old, claims = dicts("numbers"), dicts("claims")
    found = draft(raw, {row["claim_id"] for row in claims})
    done, moved = Updated(), {}
    matcher = difflib.SequenceMatcher(
        None, [normal(row["text"]) for row in old], [normal(str(row["text"])) for row in found.numbers], autojunk=False
    )
    for tag, a, a_end, b, b_end in matcher.get_opcodes():
        if tag == "equal" or (tag == "replace" and a_end - a == b_end - b):  # as many others: each in its place
            for before, after in zip(old[a:a_end], found.numbers[b:b_end], strict=True):
                moved[int(before["position"])] = after
                after |= {"role": before["role"], "claim_id": before["claim_id"], "known": True}
                if tag == "replace":
                    done.changed.append(f"{before['text']} is {after['text']} {before['claim_id']}".rstrip())
    done.kept = len(moved) - len(done.changed)
    if len(old) >= FEW and 2 * done.kept < len(old):
        raise RecountedError(
            copy,
            f"this does not look like the article: {done.kept} of its {len(old)} numbers found",
            "Pass your copy of the article; `recounted new` begins a project for another one",
        )
    done.gone = [row["text"] for row in old if int(row["position"]) not in moved]
    fresh = [row for row in found.numbers if "known" not in row]
    done.new = [str(row["text"]) for row in fresh]
    _write(found, claims, {str(row["claim_id"]) for row in fresh}, moved, done)
    return done


def _write(found: Draft, claims: list[dict], fresh: set[str], moved: dict[int, dict], done: Updated) -> None:
    added = [row for row in found.claims if row["claim_id"] in fresh]
    stems = _stems(claims, found, added)
    for row in added:
        row["notebook"] = stems[top(str(row["section"]))]
    places = {claim_id: row for row in reversed(found.numbers) for claim_id in str(row["claim_id"]).split()}
    for claim in claims:
        if place := places.get(claim["claim_id"]):
            claim |= {"section": place["section"], "footnote": place["footnote"]}
            claim["paragraph"] = place["paragraph"] if str(place["paragraph"]) != "0" else ""
    without = _without(moved)
    done.drafted = [str(row["claim_id"]) for row in added]
    listed = {row["claim_id"] for row in without}
    done.orphans = [c["claim_id"] for c in claims if c["claim_id"] not in places and c["claim_id"] not in listed]
    names = {row["section"]: row for row in dicts("sections")} if has("sections") else {}
    write_table(root(), resource("sections"), [names.get(str(row["section"]), row) for row in found.sections])
    write_table(root(), resource("claims"), [*claims, *added])
    remarks = [row for row in found.remarks if row["claim_id"] in fresh]
    write_table(root(), resource("remarks"), [*(dicts("remarks") if has("remarks") else []), *remarks])
    write_table(root(), resource("numbers"), found.numbers)
    write_table(root(), resource("passages"), found.passages)
    if without:
        columns = [each["name"] for each in resource("claims-without-number")["schema"]["fields"]]
        write_whole(root() / table_path("claims-without-number"), csv_text(columns, without))


def _without(moved: dict[int, dict]) -> list[dict]:
    """Rows of claims-without-number, their positions moved; one whose number is gone has none."""
    rows = dicts("claims-without-number") if has("claims-without-number") else []
    for row in rows:
        if row["position"]:
            row["position"] = str(moved.get(int(row["position"]), {}).get("position", ""))
    return rows


def _stems(claims: list[dict], found: Draft, added: list[dict]) -> dict[str, str]:
    """The notebook of each section that has a new claim: the one that its other claims have, else a new one."""
    stems = {top(row["section"]): row["notebook"] for row in reversed(claims)}
    titles = {str(row["section"]): str(row["title"]) for row in found.sections}
    for section, stem in name_notebooks(Draft(claims=added, sections=found.sections)).items():
        if section not in stems:
            number = 1 + max((int(each.stem[:2]) for each in _notebooks() if each.stem[:2].isdigit()), default=0)
            stems[section] = f"{number:02}{stem[2:]}"
            write_section(root() / "notebooks", stems[section], titles.get(section, section))
    return stems


def _notebooks() -> list:
    return list((root() / "notebooks").glob("*.ipynb"))
