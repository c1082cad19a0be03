"""Verdicts worked out by hand, and that they hang on the data and the parameters."""

import csv

import pytest
from tests_support import ROOT

from recounted.judging.claims import KINDS
from recounted.judging.findings import load_findings
from recounted.judging.verdicts import VERDICTS
from recounted.project import suite

GOLDEN = list(csv.DictReader((ROOT / "tests/golden.csv").read_text(encoding="utf-8").splitlines()))
pytestmark = pytest.mark.usefixtures("built")


@pytest.fixture(scope="module")
def verdicts():
    return {finding.claim_id: finding for finding in load_findings()}


@pytest.mark.parametrize("row", GOLDEN, ids=lambda row: row["claim_id"])
def test_a_verdict_worked_out_by_hand_is_what_the_build_says(row, verdicts):
    found = verdicts[row["claim_id"]]
    assert {name: getattr(found, name) for name in ("article_verdict", "source_verdict", "verdict")} == {
        name: row[name] for name in ("article_verdict", "source_verdict", "verdict")
    }, row["why"]


def test_every_kind_of_verdict_and_of_claim_has_golden_cases(verdicts):
    assert {row["verdict"] for row in GOLDEN} == set(VERDICTS)
    kinds = [verdicts[row["claim_id"]].kind for row in GOLDEN]
    assert set(kinds) == set(KINDS) and min(kinds.count(kind) for kind in KINDS) >= 5
    assert len(GOLDEN) >= 150 and len({row["claim_id"] for row in GOLDEN}) == len(GOLDEN)


@pytest.mark.slow
@pytest.mark.parametrize("check", [suite.edits_turn_their_verdicts, suite.other_parameters_do_as_expected])
def test_an_edited_table_and_another_parameter_turn_the_verdict(check, monkeypatch):
    """Rows of tests/edits.csv, where a figure is changed wherever its row has it, and of tests/parameters.csv."""
    monkeypatch.setenv("RECOUNTED_ROOT", str(ROOT))
    assert list(check()) == []
