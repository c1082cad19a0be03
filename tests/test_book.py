"""Notebooks and docs as pages: staged with links that lead into the site, made by Sphinx, the same each time."""

import json

import pytest
from made import finding, notebook
from site_support import CITATION, Page

from recounted.commands.reference import reference
from recounted.errors import RecountedError
from recounted.judging.findings import SCRAP, load_findings
from recounted.site import book, deciding, staging
from recounted.site.generator import Parts, build
from recounted.site.pages import digest

FINDINGS = [finding(cell="x1"), *(finding(claim_id=f"helped-{n}", cell="x2") for n in range(6))]


@pytest.fixture
def written(published):
    """The made-up project with a notebook that judges, and three pages of docs."""
    made = notebook(
        "# 1 Help", "import pandas as pd\nfrom recounted import (\n    begin,\n)", "judge('helped-total', 6)"
    )
    data = {"text/markdown": "[why](01-help.ipynb#cell-id=x2) [all](#cell-id=x1)", "text/plain": "card"}
    made["cells"][2]["outputs"] = [
        {"output_type": "display_data", "metadata": {}, "data": {SCRAP: {}}},
        {"output_type": "display_data", "metadata": {}, "data": data | {"image/png": "AA==", SCRAP: {}}},
    ]
    for name, text in {
        "notebooks/01-help.ipynb": json.dumps(made),
        "docs/index.md": "# Docs\n\n## How to\n\n- [Count](count.md)\n- [Add](../CONTRIBUTING.md)\n",
        "docs/count.md": "# Count\n\n[a](../data/verdicts/verdicts.json) [b](../CHANGELOG.md)\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n<!-- commands -->\n",
        "CONTRIBUTING.md": "# Add\n\nHow figures are [counted](docs/count.md).\n",
        "CITATION.cff": CITATION,
    }.items():
        (published / name).parent.mkdir(exist_ok=True)
        (published / name).write_text(text)
    return published


def test_each_cell_has_an_anchor_and_one_that_judges_is_followed_by_its_claims(written):
    cells = json.loads(staging.staged(FINDINGS)["notebooks/01-help.ipynb"])["cells"]
    sources = ["".join(cell["source"]) for cell in cells]
    assert sources[2] == '<div id="cell-id=x1"></div>' and sources[5] == '<div id="cell-id=x2"></div>'
    links = [text for text in sources if text.startswith("Pages of the claims")]
    assert "[People helped in two years](spot:claims/helped-total.html)" in links[0]
    assert links[1].count("spot:claims/") == 4 and links[1].endswith("[and 2 more](spot:claims.html#notebook=01-help)")


def test_a_cell_that_only_imports_is_closed_and_records_of_the_build_are_left_out(written):
    cells = {cell["id"]: cell for cell in json.loads(staging.staged([])["notebooks/01-help.ipynb"])["cells"]}
    assert cells["x1"]["metadata"]["tags"] == ["hide-input"] and "tags" not in cells["x2"]["metadata"]
    (output,) = cells["x2"]["outputs"]
    assert set(output["data"]) == {"text/markdown", "text/plain"}
    assert output["data"]["text/markdown"] == "[why](spot:book/notebooks/01-help.html#cell-id=x2) [all](cell:x1)"


def test_a_picture_is_said_in_words_where_it_cannot_be_seen(written):
    made = notebook("# 1 Help", "save()")
    data = {"image/svg+xml": "<svg/>", "text/plain": ["Bars: ", "3 and 4."]}
    made["cells"][1]["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": data}]
    (written / "notebooks/01-help.ipynb").write_text(json.dumps(made))
    cells = {cell["id"]: cell for cell in json.loads(staging.staged([])["notebooks/01-help.ipynb"])["cells"]}
    assert cells["x1"]["metadata"]["mystnb"] == {"image": {"alt": "Bars: 3 and 4."}}
    assert "mystnb" not in cells["x0"]["metadata"]


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("](https://example.org)", "](https://example.org)"),
        ("](<https://example.org>)", "](<https://example.org>)"),
        ("](#cell-id=a)", "](cell:a)"),
        ("](../data/x.csv)", "](spot:data/x.csv)"),
        ("](../data/datapackage.json)", "](spot:data.html)"),
        ("](../LICENSE)", ""),
        ("](numbers.md)", "](../docs/numbers.md)"),
        ("](numbers.md#roles)", "](../docs/numbers.md#roles)"),
        ("](../CONTRIBUTING.md)", "](../docs/contributing.md)"),
        ("](../notebooks/01.ipynb#cell-id=b)", "](spot:book/notebooks/01.html#cell-id=b)"),
    ],
)
def test_links_of_docs_lead_into_the_site(link, leads):
    assert staging.led(f"[a{link}", "docs") == (f"[a{leads}" if leads else "a")


def test_the_menu_of_the_pages_is_what_the_front_page_of_the_docs_links_to(written):
    index = staging.staged([])["index.md"]
    assert "[Count](docs/count.md)" in index and "[Add](docs/contributing.md)" in index
    assert ":caption: How to\n\ndocs/count\ndocs/contributing\n```" in index
    (written / "docs/left.md").write_text("# Left\n")
    assert ":caption: More\n\ndocs/left\n```" in staging.staged([])["index.md"]
    assert ":caption: Notebooks\n\nnotebooks/01-help\n```" in index


def test_a_project_without_notebooks_and_docs_has_no_such_pages(published, tmp_path):
    assert staging.staged(FINDINGS) == {} and book.write(FINDINGS, tmp_path / "site") == 0


def test_the_policy_names_the_scripts_that_stand_in_the_page_and_no_other_host():
    policy = book.policy('<script src="a.js"></script><script>one()</script><script type="x">two()</script>')
    assert f"script-src 'self' file: '{digest('one()')}' '{digest('two()')}';" in policy
    assert policy.startswith("default-src 'none'") and "http" not in policy


def test_the_deciding_cell_is_found_and_a_missing_one_is_no_code(written):
    assert deciding.code("01-help", "x2") == "judge('helped-total', 6)"
    assert deciding.code("01-help", "gone") == deciding.code("02-gone", "x2") == ""


def test_the_list_of_commands_has_each_with_what_it_takes():
    listed = reference()
    assert "| `make errata` | the sheet for the authors and the journal |" in listed
    assert "| `recounted rename old new` | give a claim another id, everywhere |" in listed and "[-h]" not in listed


@pytest.mark.slow
@pytest.mark.skipif(not book.is_here(), reason="Sphinx is not installed (extra `site`)")
class TestBySphinx:
    def test_pages_lead_to_claims_and_back_and_are_the_same_when_made_anew(self, written):
        site = written / "build/site"
        build(load_findings(), site, parts=Parts("the list"))
        page = Page((site / "book/notebooks/01-help.html").read_text())
        assert "cell-id=x2" in page.ids and "../../book/notebooks/01-help.html#cell-id=x2" in page.attributes("href")
        docs = Page((site / "book/docs/count.html").read_text())
        assert [attrs["tabindex"] for tag, attrs in docs.tags if tag == "table"] == ["0"], "scrolled by keyboard"
        assert "the list" in docs.text and "../../data/verdicts/verdicts.json#" in docs.attributes("href")
        claim = Page((site / "claims/helped-total.html").read_text())
        assert any(each.startswith("../book/notebooks/01-help.html#cell-id=") for each in claim.attributes("href"))
        for path in (site / "book").rglob("*.html"):
            loaded = [a for tag, attrs in Page(path.read_text()).tags for n, a in attrs.items() if n == "src" and a]
            assert not [each for each in loaded if each.startswith(("http", "//"))], path
            assert "name not set" not in Page(path.read_text()).text, "the theme asks for an author"
            assert "Content-Security-Policy" in path.read_text() and str(written) not in path.read_text()
        first = {path: path.read_bytes() for path in (site / "book").rglob("*.*")}
        (written / "build/book/stamp").unlink()
        build(load_findings(), site, parts=Parts("the list"))
        assert {path: path.read_bytes() for path in (site / "book").rglob("*.*")} == first

    def test_pages_are_kept_until_what_they_follow_from_changes(self, written, monkeypatch):
        site = written / "build/site"
        said = []
        book.write(FINDINGS, site, told=said.append)
        assert len(said) == 1 and "half a minute" in said[0]
        monkeypatch.setattr(book, "_sphinx", lambda kept: pytest.fail("made anew"))
        assert book.write(FINDINGS, site, told=said.append) == 5 and len(said) == 1
        (written / "docs/count.md").write_text("# Count anew\n")
        with pytest.raises(pytest.fail.Exception, match="made anew"):
            book.write(FINDINGS, site)

    def test_a_page_that_links_to_nowhere_is_named(self, written):
        (written / "docs/count.md").write_text("# Count\n\n[gone](gone.md)\n")
        with pytest.raises(RecountedError, match=r"Sphinx says first .of 1. docs/count.md:3"):
            book.write(FINDINGS, written / "build/site")
        assert not (written / "build/site/book/index.html").exists()
