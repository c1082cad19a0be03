"""The explorer's page: what each reading makes of a claim, to be chosen with a script and read without one."""

import json
import re

import pytest
from site_support import Page, made_site

from recounted.building import explored
from recounted.building.explored import Run, without
from recounted.judging.findings import load_findings

pytestmark = pytest.mark.slow  # pages are written

TURNED = {
    "verdict": "inconsistent",
    "recomputed": "5",
    "sources_say": "",
    "reason": "<b>Five</b>",
    "cite": "",
    "cite_note": "",
    "said": [],
    "without": {},
}


@pytest.fixture
def page(published, monkeypatch):
    """The page of the made-up project, whose first notebook was run at one other value."""
    (published / "notebooks").mkdir()
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {"tags": ["parameters"]},
        "source": "how = 1  # how <many>",
        "outputs": [],
    }
    notebook = {"cells": [cell | {"execution_count": None}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (published / "notebooks/01-help.ipynb").write_text(json.dumps(notebook))
    runs = [
        Run({"how": True}, {"helped-total": TURNED}),
        Run({"who": "all"}, {}),
        Run({"who": "all", "how": True}, {"helped-share": TURNED, "helped-total": TURNED}),
    ]
    monkeypatch.setattr(explored, "load", lambda: {"01-help": runs})
    return (made_site(published) / "explorer.html").read_text()


def data(page):
    return json.loads(re.search(r'id="data">(.*?)</script>', page, re.S)[1])


def test_a_source_left_out_gives_the_verdict_of_the_others(published):
    finding = next(each for each in load_findings() if each.claim_id == "helped-first-year")
    assert finding.verdict == "contradicted" and without(finding, "red-book") != "contradicted"
    assert without(finding, "blue-book") == "contradicted" == without(finding)


def test_the_page_has_each_claim_with_its_readings_and_what_they_give(page):
    said = data(page)
    assert list(said["claims"]) == ["helped-total", "helped-first-year", "helped-share"]
    assert list(said["claims"]["helped-first-year"]["as"]["without"]) == ["red-book"]
    (parameter,) = said["parameters"]["01-help"]
    words = {"True": "if how is True"}
    assert parameter == {"name": "how", "meaning": "how <many>", "values": words, "text": False}
    assert said["states"][said["runs"]["01-help"]["how=True"]["0"]]["verdict"] == "inconsistent"
    assert said["runs"]["01-help"]["how=True&who=all"] == {"2": 0, "0": 0} and len(said["states"]) == 1
    assert said["first"] == "helped-total" and "</b>" not in page


def test_without_a_script_all_that_turns_a_verdict_stands_in_tables(page):
    text = Page(page).text
    assert "If how is True People helped in two years ✔ reproduced ≠ inconsistent" in text
    assert text.count("If who is all and if how is True") == 1
    assert "The red book" in text and "1 pairs of claim and source" in text
