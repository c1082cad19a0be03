"""Findings are collected only when every claim is judged once and says what its verdict needs; then published."""

import csv
import io
import json

import pytest
from made import finding, judged

from recounted.building.collect import COLUMNS, check, collect, harmless, publish, verdicts_csv
from recounted.errors import RecountedError
from recounted.judging.findings import SCRAP, VERDICTS_CSV, VERDICTS_JSON, findings_of, load_findings

IDS = ("helped-total", "helped-first-year", "helped-share")
ALL = [finding(claim_id=each) for each in IDS]


def _table(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_all_claims_judged_once_give_both_tables_in_ledger_order(project):
    path = judged(project / "01-help.ipynb", *ALL[::-1])
    assert collect([path]) == load_findings() == ALL
    rows = _table((project / VERDICTS_CSV).read_text(encoding="utf-8"))
    assert [row["claim_id"] for row in rows] == list(IDS) and list(rows[0]) == list(COLUMNS)
    assert json.loads((project / VERDICTS_JSON).read_text(encoding="utf-8"))[0]["place"]["section"] == "5"


@pytest.mark.parametrize(
    ("findings", "message"),
    [
        (ALL[:2], "claim helped-share: is never judged. Judge it in notebooks/01-help.ipynb"),
        ([*ALL, ALL[0]], "claim helped-total: is judged 2 times"),
        ([*ALL, finding(claim_id="ghost")], "judges an unknown claim ghost"),
        (
            [*ALL[:2], finding(claim_id="helped-share", verdict="contradicted")],
            "helped-share: the verdict contradicted lacks cause and charitable",
        ),
        (
            [*ALL[:2], finding(claim_id="helped-share", verdict="unverifiable", cause="no-data")],
            "unverifiable lacks settle. Give its settle in data/article/remarks.csv",
        ),
    ],
)
def test_an_incomplete_set_stops_the_build_and_leaves_the_old_tables(project, findings, message):
    publish(ALL[:1])
    before = (project / VERDICTS_CSV).read_bytes(), (project / VERDICTS_JSON).read_bytes()
    with pytest.raises(RecountedError, match=message):
        collect([judged(project / "01-help.ipynb", *findings)])
    assert ((project / VERDICTS_CSV).read_bytes(), (project / VERDICTS_JSON).read_bytes()) == before


def test_a_claim_judged_in_two_notebooks_is_named_with_both(project):
    with pytest.raises(RecountedError, match="2 times .01-help, 02-again"):
        check([*(("01-help", each) for each in ALL), ("02-again", ALL[0])])


def test_a_broken_notebook_is_named(project):
    (project / "01-help.ipynb").write_text("{")
    with pytest.raises(RecountedError, match="01-help.ipynb: this is not a notebook"):
        collect([project / "01-help.ipynb"])


def test_a_family_brings_all_its_findings_and_a_readers_own_scrap_none(project):
    path = judged(project / "01-help.ipynb", ALL[0])
    notebook = json.loads(path.read_text())
    outputs = notebook["cells"][0]["outputs"]
    for data in ([each.as_json() for each in ALL[1:]], [1, 2, 3], "mine", {"mine": 1}):
        outputs.append({"output_type": "display_data", "metadata": {}, "data": {SCRAP: {"data": data}}})
    path.write_text(json.dumps(notebook))
    assert findings_of(path) == ALL


def test_the_table_opens_right_in_a_spreadsheet():
    text = verdicts_csv([finding(reason="Printed: “6”, about ≈ 6.", printed='a "b", c')])
    assert text.startswith("\ufeffclaim_id,")
    assert "\r" not in text and text.endswith("\n")
    assert _table(text)[0]["reason"] == "Printed: “6”, about ≈ 6." and _table(text)[0]["printed"] == 'a "b", c'


@pytest.mark.parametrize("text", ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\t=1", " =1", "-inf", "=HYPERLINK(1)"])
def test_what_a_spreadsheet_would_run_is_neutralised(text):
    assert harmless(text) == f"'{text}"
    assert _table(verdicts_csv([finding(printed=text)]))[0]["printed"] == f"'{text}"


@pytest.mark.parametrize("text", ["", "6", "-6", "+6.5", "-1,750", "-3%", "91.4%", "plain = text", "2018-2019"])
def test_numbers_and_plain_text_stay_as_they_are(text):
    assert harmless(text) == text


def test_the_records_keep_what_spreadsheets_cannot(project):
    shown = finding(printed="=1", cells=({"table": "helped", "file": "f", "lines": [2], "columns": ["persons"]},))
    publish([shown])
    assert load_findings() == [shown]
