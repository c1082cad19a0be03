"""CHANGELOG.md lists every verdict that is not as it was in the last release, and says why."""

import csv
import re

import pytest
from tests_support import ROOT

from recounted.judging.findings import load_findings
from recounted.judging.verdicts import VERDICTS

GONE = "gone"
ROW = re.compile(r"^\| `([^`]+)` \| ([\w-]+) \| ([\w-]+) \| (.*) \|$", re.M)  # | `claim` | before | now | why |
HEAD = "| claim | before | now | why |\n|---|---|---|---|\n"


def sections(text: str) -> dict[str, list[tuple[str, str, str, str]]]:
    """Rows of each section of a changelog by its title."""
    parts = re.split(r"^## (.+)$", text, flags=re.M)[1:]
    return {title: ROW.findall(body) for title, body in zip(parts[::2], parts[1::2], strict=True)}


def missing(rows: list[tuple], before: dict[str, str], now: dict[str, str]) -> list[str]:
    """Rows that a section lacks, as they are to be written, and those that it should not have."""
    changed = {(each, old, now.get(each, GONE)) for each, old in before.items() if now.get(each, GONE) != old}
    listed = {row[:3] for row in rows}
    lines = [f"add: | `{each}` | {old} | {new} | … |" for each, old, new in sorted(changed - listed)]
    return lines + [f"remove: {each}, {old} → {new}" for each, old, new in sorted(listed - changed)]


def _text() -> str:
    return (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def _released() -> dict[str, str]:
    with (ROOT / "tests/released.csv").open(encoding="utf-8") as file:
        return {row["claim_id"]: row["verdict"] for row in csv.DictReader(file)}


def test_the_newest_section_is_the_unreleased_one_with_a_table():
    title, *_ = sections(_text())
    assert title == "Unreleased" and HEAD in _text()


def test_every_row_names_verdicts_and_a_reason():
    for rows in sections(_text()).values():
        for claim_id, before, now, why in rows:
            assert before in VERDICTS and now in (*VERDICTS, GONE) and before != now, claim_id
            assert len(why.split()) >= 3 and "…" not in why, f"{claim_id}: say why"


def test_no_line_of_a_table_is_of_another_form():
    lines = [line for line in _text().splitlines() if line.startswith("|")]
    assert [line for line in lines if not ROW.match(line) and f"{line}\n" not in HEAD] == []


@pytest.mark.usefixtures("built")
def test_every_verdict_that_changed_since_the_last_release_is_listed_and_no_other():
    now = {finding.claim_id: finding.verdict for finding in load_findings()}
    wrong = missing(sections(_text())["Unreleased"], _released(), now)
    assert not wrong, "\n".join(["CHANGELOG.md, Unreleased:", *wrong])


def test_the_check_sees_a_change_that_is_not_listed_and_a_row_that_is_none():
    rows = sections("## Unreleased\n| `a` | disputed | supported | The rule changed. |\n")["Unreleased"]
    assert rows == [("a", "disputed", "supported", "The rule changed.")]
    assert missing(rows, {"a": "disputed"}, {"a": "supported", "new": "disputed"}) == []
    assert missing(rows, {"a": "disputed"}, {"a": "disputed"}) == ["remove: a, disputed → supported"]
    assert missing([], {"a": "disputed"}, {}) == ["add: | `a` | disputed | gone | … |"]
