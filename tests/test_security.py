"""Nothing of the data, of a reply or of a copy is run or taken for markup: in notebooks, in the README, in tables."""

import re
import subprocess
import sys

import made
import mistune
import pandas as pd
import pytest
from made import finding

from recounted.building.collect import verdicts_csv
from recounted.building.readme import readme_block
from recounted.judging.cards import Card, Family, Tally, Unsettled
from recounted.judging.case_file import case_file
from recounted.tables.showing import table

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "a | b\n# c",
    "`<b>`",
    "</table><svg onload=alert(1)>",
    "![x](https://example.org/spy.png)",
)
TEXTS = ("statement", "printed", "recomputed", "reason", "charitable", "settle", "lead", "cite_note")


def _page(markdown: str) -> str:
    """As Jupyter and GitHub make HTML of it, but with nothing taken out."""
    return mistune.create_markdown(escape=False, plugins=["table"])(markdown)


def _is_harmless(html: str) -> bool:
    return not re.search(r"<(script|img|svg|iframe|b|h1)\b|href=\"javascript:", html, re.I)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    "kind",
    [
        lambda f: Card(f, case_file()),
        lambda f: Family("f", [f], case_file()),
        lambda f: Unsettled("u", [f], case_file()),
        lambda f: Tally([f], []),
    ],
)
def test_what_a_finding_says_is_text_in_a_notebook(project, text, kind):
    witness = made.testimony(who=text, says=text, value=text, counts=text, sentence=text)
    given = finding(**dict.fromkeys(TEXTS, text), verdict="contradicted", witnesses=(witness,))
    shown = kind(given)
    assert _is_harmless(_page(shown.markdown())), shown.markdown()


@pytest.mark.parametrize("text", HOSTILE)
def test_a_table_shows_its_cells_and_does_not_obey_them(text):
    html = _page(table(pd.DataFrame({"a": [text], "b": ["5"]})).markdown())
    assert _is_harmless(html) and html.count("<td>") == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_a_headline_is_text_in_the_readme(published, monkeypatch, text):
    from recounted.building import readme

    monkeypatch.setattr(readme, "has", lambda name: True)
    rows = [{"rank": "1", "side": "holds", "claim_id": "helped-total", "headline": text}]
    monkeypatch.setattr(readme, "dicts", lambda name: rows)
    html = _page(readme_block([finding(cite_note=f"Cite instead: {text}")]))
    assert _is_harmless(html)


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1"])
def test_no_cell_of_the_table_for_spreadsheets_is_a_formula(text):
    row = verdicts_csv([finding(**dict.fromkeys(TEXTS, text))]).splitlines()[1:]
    assert f"'{text.strip()}" in "".join(row).replace("\t", "").replace("\r", "") or f"'{text}" in "".join(row)
    assert not re.search(r"(^|,)\"?\s*[=@]", "".join(row))


def test_notes_of_what_a_run_reads_are_the_users_own(tmp_path, project):
    notes = tmp_path / "x.reads"
    lines = "__import__('recounted.watch').watch.begin()"
    env = {"RECOUNTED_READS": str(notes), "RECOUNTED_ROOT": str(project)}
    subprocess.run([sys.executable, "-c", lines], env=env, check=True)
    assert notes.stat().st_mode & 0o777 == 0o600
