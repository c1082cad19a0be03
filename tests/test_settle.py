"""Which documents would settle most, who holds them; and the log of verdicts that we took back."""

import json

import pytest
from conftest import forget
from made import finding
from site_support import CITATION, Page, made_site
from tests_support import ROOT

from recounted.errors import RecountedError
from recounted.judging.findings import load_findings
from recounted.site import retractions
from recounted.site.pages import page
from recounted.site.settle import wanted

pytestmark = pytest.mark.slow  # pages are written

ASK = [
    finding(claim_id="helped-total", settle="the list of 2019."),
    finding(claim_id="helped-share", settle="the list of 2020"),
    finding(claim_id="helped-first-year", settle="A letter"),
]
DOCUMENTS = "document_id,document,holder,address\nlists,All lists,The Red House,https://example.org/red\n"
SETTLES = "claim_id,document_id\nhelped-total,lists\nhelped-share,lists\n"


@pytest.fixture
def named(project):
    """The made-up project, with a document that settles two claims."""
    for name, text in (("documents", DOCUMENTS), ("settles", SETTLES)):
        (project / f"data/{name}.csv").write_text(text)
    path = project / "data/datapackage.json"
    package = json.loads(path.read_text())
    for name, text in (("documents", DOCUMENTS), ("settles", SETTLES)):
        fields = [{"name": each, "type": "string"} for each in text.partition("\n")[0].split(",")]
        package["resources"].append({"name": name, "path": f"{name}.csv", "schema": {"fields": fields}})
    keys = {"claim_id": "claims", "document_id": "documents"}
    package["resources"][-1]["schema"]["foreignKeys"] = [
        {"fields": [key], "reference": {"resource": table, "fields": [key]}} for key, table in keys.items()
    ]
    path.write_text(json.dumps(package))
    (project / "CITATION.cff").write_text(CITATION)
    forget()
    return project


def test_claims_of_one_document_stand_together_with_its_holder_and_the_most_come_first(named):
    first, second = wanted(ASK)
    assert (first.document, first.holder, first.address) == ("All lists", "The Red House", "https://example.org/red")
    assert [each.claim_id for each in first.findings] == ["helped-total", "helped-share"]
    assert (second.document, second.holder, len(second.findings)) == ("A letter", "", 1)


def test_what_is_settled_by_now_is_no_longer_asked_for(named):
    assert [each.document for each in wanted([finding(claim_id="helped-total")])] == []


@pytest.mark.parametrize("row", ["no-such-claim,lists", "helped-total,no-such-document"])
def test_a_row_of_no_claim_or_no_document_is_named(named, row):
    (named / "data/settles.csv").write_text(f"claim_id,document_id\n{row}\n")
    forget()
    with pytest.raises(RecountedError, match="settles.csv, line 2"):
        wanted(ASK)


def test_without_the_tables_each_claim_stands_under_its_own_words(project):
    assert [each.document for each in wanted(ASK)] == ["A letter", "The list of 2019", "The list of 2020"]


def test_the_page_links_the_holder(named):
    html = page("settle.html.j2", wanted=wanted(ASK), title="What is missing")
    assert "https://example.org/red" in Page(html).attributes("href") and "is not known" in Page(html).text
    assert "the list of 2020" in Page(html).text


@pytest.mark.usefixtures("built")
def test_most_of_what_would_settle_a_claim_has_a_holder():
    records = wanted(load_findings())
    held = sum(len(each.findings) for each in records if each.holder)
    assert held >= 0.9 * sum(len(each.findings) for each in records) and len(records[0].findings) > 10


CHANGES = """# Changelog
## Unreleased
- A rule changed.

| claim | before | now | why |
|---|---|---|---|
| `kind` | corroborated | contradicted | A source was misread. |
| `gone` | reproduced | gone | No claim. |
| `unfair` | contradicted | supported | The wrong year was compared. |
## 0.1.0
| `old` | disputed | reproduced | A slip of ours. |
"""


def test_a_verdict_taken_back_is_told_with_its_release_the_unfair_ones_first(named):
    (named / "CHANGELOG.md").write_text(CHANGES)
    found = retractions.retracted()
    assert [each.claim_id for each in found] == ["unfair", "kind", "gone", "old"]
    assert [each.was_unfair for each in found] == [True, False, False, True]
    assert [each.was_too_kind for each in found] == [False, True, False, False]
    text = Page(page("retractions.html.j2", retracted=found, by_id={}, title="x")).text
    assert "4 verdicts that we published" in text and "2 had spoken against a printed figure" in text


def test_what_changed_since_the_last_release_is_told_verdict_by_verdict(published):
    (published / "CHANGELOG.md").write_text(CHANGES.replace("`unfair`", "`helped-total`"))
    site = made_site(published)
    page = Page((site / "changes.html").read_text())
    assert "Since release 0.1.0, verdict by verdict 3 verdicts are not what they were" in page.text
    assert "People helped in two years ✘ contradicted (✔) supported The wrong year was compared." in page.text
    assert "gone ✔ reproduced no longer judged No claim." in page.text and "`old`" not in page.text
    assert "Unreleased A rule changed. 0.1.0" in page.text
    assert "helped-total" in page.ids and "claims/helped-total.html" in page.attributes("href")
    assert "3 verdicts changed since release 0.1.0" in Page((site / "index.html").read_text()).text
    claim = Page((site / "claims/helped-total.html").read_text())
    assert "This verdict has changed: ✘ contradicted before, now (✔) supported" in claim.text
    assert "../changes.html#helped-total" in claim.attributes("href")
    assert "This verdict has changed" not in (site / "claims/helped-share.html").read_text()


def test_a_project_without_a_changelog_took_nothing_back(project):
    assert retractions.retracted() == []


def test_each_row_of_the_real_changelog_is_read():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert len(retractions.ROW.findall(text)) == sum(line.startswith("| `") for line in text.splitlines()) > 50
