"""Verdicts worked out by hand, and that they hang on the data."""

import csv
import shutil

import pytest
from tests_support import ROOT

from recounted.judging.claims import KINDS
from recounted.judging.findings import findings_of, load_findings
from recounted.judging.verdicts import VERDICTS
from recounted.running.single import run_single

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
@pytest.mark.parametrize(
    ("table", "row", "old", "new", "notebook", "claim_id", "before", "after"),
    [
        (
            "sources/offences-recorded.csv",
            "Total, 2020: 111",
            "111",
            "112",
            "02",
            "investigations-2020",
            "corroborated",
            "contradicted",
        ),
        (
            "sources/offences-recorded.csv",
            "Total, 2019: 182",
            "182",
            "151",
            "02",
            "investigations-2019",
            "corroborated",
            "contradicted",
        ),
        (
            "article/offences-registered.csv",
            "2019,151,",
            "151",
            "182",
            "02",
            "two-series-2019",
            "inconsistent",
            "reproduced",
        ),
    ],
)
def test_an_edited_table_flips_the_verdict(
    tmp_path, monkeypatch, table, row, old, new, notebook, claim_id, before, after, verdicts
):
    """A figure is changed wherever its row has it: in a source's words, too."""
    for folder in ("data", "notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    lines = (tmp_path / "data" / table).read_text().splitlines(keepends=True)
    (at,) = [at for at, line in enumerate(lines) if row in line]
    lines[at] = lines[at].replace(old, new)
    (tmp_path / "data" / table).write_text("".join(lines))
    monkeypatch.setenv("RECOUNTED_ROOT", str(tmp_path))
    found = {finding.claim_id: finding for finding in findings_of(run_single(notebook, {}))}
    assert (verdicts[claim_id].verdict, found[claim_id].verdict) == (before, after)
