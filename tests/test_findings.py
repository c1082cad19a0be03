"""Findings are collected only when every claim is judged once and says what its verdict needs."""

import json

import pytest

from recounted.building.collect import collect
from recounted.errors import RecountedError
from recounted.judging.findings import SCRAP, changes, counts, read

FINDING = {
    "claim_id": "helped-total",
    "section": "5",
    "printed": "6",
    "recomputed": "6",
    "article_verdict": "reproduced",
    "source_value": "",
    "source_id": "",
    "source_verdict": "no-source",
    "verdict": "reproduced",
    "cause": "",
    "reason": "It fits.",
    "notebook": "01-help",
    "statement": "s",
    "place": "p",
    "lead": "",
    "charitable": "",
    "settle": "",
    "cells": [],
}
ALL = [dict(FINDING, claim_id=claim_id) for claim_id in ("helped-total", "helped-first-year", "helped-share")]


def _notebook(project, findings, stem="01-help"):
    folder = project / "build" / "notebooks"
    folder.mkdir(parents=True, exist_ok=True)
    cells = [{"outputs": [{"data": {SCRAP: {"data": finding}}}]} for finding in findings]
    (folder / f"{stem}.ipynb").write_text(json.dumps({"cells": cells}))


def test_all_claims_judged_once_give_both_tables_in_ledger_order(project):
    _notebook(project, ALL[::-1])
    assert [f["claim_id"] for f in collect(project)] == [f["claim_id"] for f in ALL]
    assert (project / "build/verdicts.csv").read_text().splitlines()[1].startswith("helped-total,5,6,6,reproduced")
    assert read(project) == ALL


@pytest.mark.parametrize(
    ("findings", "message"),
    [
        (ALL[:2], "claim helped-share: is never judged. Judge it in notebooks/01-help.ipynb"),
        ([*ALL, ALL[0]], "claim helped-total: is judged 2 times"),
        ([*ALL, dict(FINDING, claim_id="ghost")], "judges an unknown claim ghost"),
        (
            [*ALL[:2], dict(ALL[2], verdict="contradicted")],
            "helped-share: the verdict contradicted lacks cause and charitable",
        ),
        ([*ALL[:2], dict(ALL[2], verdict="unverifiable", cause="no-data")], "unverifiable lacks settle"),
    ],
)
def test_an_incomplete_set_stops_the_build_and_leaves_the_old_tables(project, findings, message):
    (project / "build").mkdir()
    (project / "build/verdicts.csv").write_text("earlier")
    _notebook(project, findings)
    with pytest.raises(RecountedError, match=message):
        collect(project)
    assert (project / "build/verdicts.csv").read_text() == "earlier"


def test_a_claim_judged_in_two_notebooks_is_named_with_both(project):
    _notebook(project, ALL)
    _notebook(project, ALL[:1], "02-again")
    with pytest.raises(RecountedError, match="2 times .01-help, 02-again"):
        collect(project)


def test_a_broken_notebook_is_named(project):
    _notebook(project, ALL)
    (project / "build/notebooks/01-help.ipynb").write_text("{")
    with pytest.raises(RecountedError, match="01-help.ipynb: this is not a notebook"):
        collect(project)


def test_no_verdicts_yet_says_to_run_make(project):
    with pytest.raises(RecountedError, match="no verdicts yet. Run `make`"):
        read(project)


def test_counts_name_every_verdict_and_changes_only_what_changed():
    assert counts(ALL)["reproduced"] == 3 and counts(ALL)["disputed"] == 0
    after = [dict(ALL[0], verdict="disputed"), *ALL[1:]]
    assert changes(ALL, after) == [("helped-total", "reproduced", "disputed")]
    assert changes(ALL[:2], ALL) == [("helped-share", "", "reproduced")]
