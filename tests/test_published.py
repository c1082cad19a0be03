"""The committed verdicts are those of the committed notebooks, described column by column."""

import csv
import json
import os
from dataclasses import fields
from pathlib import Path

import jsonschema
import pytest
from tests_support import ROOT

from recounted import load
from recounted.building.cell_source import notebook_tables
from recounted.building.collect import COLUMNS, verdicts_csv
from recounted.judging import findings
from recounted.judging.claims import KINDS, claims
from recounted.judging.findings import (
    VERDICTS_CSV,
    VERDICTS_JSON,
    VERDICTS_TABLE,
    findings_of,
    load_findings,
)
from recounted.judging.verdicts import ARTICLE_VERDICTS, DIFFERENCES, SOURCE_VERDICTS, VERDICTS
from recounted.site import works

pytestmark = pytest.mark.usefixtures("built")


@pytest.fixture(autouse=True)
def here(monkeypatch):
    monkeypatch.setenv("RECOUNTED_ROOT", str(ROOT))


def _judging() -> list[Path]:
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    return [path for path in paths if VERDICTS_TABLE not in notebook_tables(json.loads(path.read_text()), path.name)]


def test_they_are_what_the_committed_notebooks_found_in_the_order_of_the_claims():
    found = {finding.claim_id: finding for path in _judging() for finding in findings_of(path)}
    assert load_findings() == [found[claim_id] for claim_id in claims()]


def test_table_and_records_say_the_same():
    assert (ROOT / VERDICTS_CSV).read_text(encoding="utf-8") == verdicts_csv(load_findings())


def test_a_reason_says_so_where_nobody_can_tell_and_only_there():
    for finding in load_findings():
        open_ = ("claim stays open", "so it stays open", "could not check", "nothing that confirms")
        told = any(words in finding.reason for words in open_)
        assert told == (finding.verdict in ("disputed", "unverifiable")), finding.claim_id


def test_a_cited_source_that_could_not_be_read_is_named_in_the_reason_of_what_nobody_can_tell():
    unread = {each.claim_id: each.unread for each in load("remarks").itertuples() if each.unread}
    reasons = {each.claim_id: each.reason for each in load_findings() if each.verdict == "unverifiable"}
    assert unread and all(f"we still lack {text}." in reasons[claim_id] for claim_id, text in unread.items())


def test_the_data_package_describes_every_column_in_its_order():
    package = json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))
    described = {each["name"]: each for each in package["resources"]}
    fields = described[VERDICTS_TABLE]["schema"]["fields"]
    assert [field["name"] for field in fields] == list(COLUMNS) and all(field["description"] for field in fields)
    records = json.loads((ROOT / VERDICTS_JSON).read_text(encoding="utf-8"))
    for name in records[0]:
        assert name in COLUMNS or name in described["verdicts-json"]["description"], name


def _schema() -> dict:
    """The schema of the records, found as a reader of the data package finds it."""
    package = json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))
    [resource] = [each for each in package["resources"] if each["name"] == "verdicts-json"]
    return json.loads((ROOT / "data" / resource["jsonSchema"]).read_text(encoding="utf-8"))


def test_the_records_keep_their_schema_and_its_words_are_those_of_the_library():
    schema, records = _schema(), json.loads((ROOT / VERDICTS_JSON).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert not list(jsonschema.Draft202012Validator(schema).iter_errors(records))
    finding, witness = schema["$defs"]["finding"]["properties"], schema["$defs"]["witness"]["properties"]
    assert list(finding) == [field.name for field in fields(findings.Finding)]
    assert list(witness) == [field.name for field in fields(findings.Testimony)]
    assert schema["$defs"]["verdict"]["enum"] == list(VERDICTS)
    assert finding["article_verdict"]["enum"] == list(ARTICLE_VERDICTS)
    assert finding["source_verdict"]["enum"] == list(SOURCE_VERDICTS)
    assert witness["differs"]["enum"] == ["", *DIFFERENCES] and finding["kind"]["enum"] == list(KINDS)


@pytest.mark.parametrize(
    "fault",
    [
        {"verdict": "true"},
        {"place": {"section": "1", "paragraph": -1, "footnote": None}},
        {"cells": [{"table": "t", "file": "data/t.csv", "lines": [], "columns": ["a"]}]},
        {"reason": ""},
        {"score": 1},
    ],
)
def test_a_record_that_breaks_the_schema_is_refused(fault):
    records = json.loads((ROOT / VERDICTS_JSON).read_text(encoding="utf-8"))
    broken = jsonschema.Draft202012Validator(_schema()).iter_errors([records[0] | fault])
    assert len(list(broken)) == 1


def test_a_notebook_loads_them_as_a_table_and_as_records():
    table = load(VERDICTS_TABLE)
    assert list(table.claim_id) == [finding.claim_id for finding in load_findings()] == list(claims())


def test_the_articles_volume_and_issue_are_those_that_its_claims_found():
    found = {each.claim_id: each for each in load_findings()}
    volume, issue = found["doi-volume"], found["citation-issue"]
    assert (volume.verdict, issue.verdict) == ("corroborated", "corroborated")
    work = works.article()
    assert (work.volume, work.issue) == (volume.printed, issue.printed)
    assert f"volume = {{{volume.printed}}}" in works.bibtex(work) and f"number = {{{issue.printed}}}" in works.bibtex(
        work
    )
    assert f"VL  - {volume.printed}\n" in works.ris(work) and f"IS  - {issue.printed}\n" in works.ris(work)
    assert (works.csl(work)["volume"], works.csl(work)["issue"]) == (volume.printed, issue.printed)
    [cited] = [each for each in works.cff()["references"] if each["type"] == "article"]
    assert found["citation-whole-number"].printed in cited["notes"].split()


def test_a_spreadsheet_reads_them_with_their_signs():
    text = (ROOT / VERDICTS_CSV).read_bytes()
    assert text.startswith(b"\xef\xbb\xbf") and "“".encode() in text
    rows = list(csv.reader(text.decode("utf-8-sig").splitlines(keepends=True)))
    assert {len(row) for row in rows} == {len(COLUMNS)} and len(rows) == len(claims()) + 1


def test_nothing_committed_of_a_build_is_left_out_of_what_ci_compares():
    compared = (ROOT / ".ci/run").read_text()
    assert "built=(notebooks figures data/verdicts README.md)" in compared
    assert os.access(ROOT / ".ci/run", os.R_OK)
