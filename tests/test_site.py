"""The site: a page a claim and a source, links that lead somewhere, nothing asked of another host, nothing run."""

import json
import posixpath
import re
import shutil
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import FINDINGS, forget, write_project
from made import finding
from site_support import CITATION, Page, made_site, name_repository
from tests_support import ROOT, late

from recounted.building.collect import publish
from recounted.commands.cli import main
from recounted.commands.placebo import Tried
from recounted.errors import RecountedError
from recounted.judging.findings import load_findings
from recounted.site import contest, prose, settle
from recounted.site.generator import build
from recounted.site.pages import asset, digest

pytestmark = pytest.mark.slow  # the site is written many times

bibtexparser, openpyxl = late("bibtexparser"), late("openpyxl")


@pytest.fixture(scope="module")
def built_once(tmp_path_factory):
    """The site of the published project, which most tests only read."""
    folder = tmp_path_factory.mktemp("once")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RECOUNTED_ROOT", str(folder))
        write_project(folder)
        forget()
        publish(FINDINGS)
        return made_site(folder)


@pytest.fixture
def site(published, built_once):
    (published / "CITATION.cff").write_text(CITATION)
    return shutil.copytree(built_once, published / "build/site")


def _pages(site):
    return {path.relative_to(site).as_posix(): path.read_text() for path in site.rglob("*.html")}


def test_every_claim_and_every_source_has_a_page_and_a_row(site):
    pages = _pages(site)
    for claim_id in ("helped-total", "helped-first-year", "helped-share"):
        assert f"claims/{claim_id}.html" in pages and claim_id in Page(pages["claims.html"]).ids
    assert {"sources/red-book.html", "sources/blue-book.html"} <= set(pages)


def test_every_link_inside_leads_to_a_file_and_to_an_id_that_is_there(site):
    pages = _pages(site)
    for name, html in pages.items():
        for address in Page(html).attributes("href", "src"):
            path, _, fragment = address.partition("#")
            if not path.startswith(("https://", "data:")):
                target = ((site / name).parent / path).resolve() if path else site / name
                assert target.is_file(), f"{name} links to {address}"
                if fragment and "=" not in fragment:
                    assert fragment in Page(target.read_text()).ids, f"{name} links to {address}"


def test_no_page_asks_another_host_or_carries_an_event_handler_or_a_style_of_its_own(site):
    for name, html in _pages(site).items():
        page = Page(html)
        assert not any(each.startswith(("http", "//")) for each in page.attributes("src", "action", "data")), name
        assert not any(tag in ("iframe", "object", "base") for tag, _ in page.tags), name
        assert [attrs["href"] for tag, attrs in page.tags if tag == "link"] == ["data:,"], name
        assert not [each for _, attrs in page.tags for each in attrs if each.startswith("on") or each == "style"], name


def test_the_policy_lets_only_the_style_and_script_of_the_page_itself_work(site):
    for name, html in _pages(site).items():
        policy = re.search(r'Security-Policy" content="([^"]+)"', html)[1]
        style = re.search(r"<style>(.*?)</style>", html, re.S)[1]
        script = re.search(r"<script>(.*?)</script>", html, re.S)
        assert policy.startswith("default-src 'none'") and digest(style) in policy, name
        assert "unsafe" not in policy and (digest(script[1]) in policy if script else "script-src 'none'" in policy)


def test_the_register_reads_without_its_script(site):
    html = re.sub(r"<script>.*?</script>", "", (site / "claims.html").read_text(), flags=re.S)
    assert "People helped in the first year" in Page(html).text
    assert ("form", {"id": "narrow", "role": "search", "hidden": None}) in Page(html).tags
    assert asset("register.js").count("\n") < 60


def test_a_claim_page_says_what_is_printed_the_verdict_the_answer_and_each_witness(site):
    text = Page((site / "claims/helped-first-year.html").read_text()).text
    for words in (
        "The article prints 2",
        "section 5, paragraph 1",
        "contradicted",
        "Do not cite. Cite instead: Red counts 3.",
        "The red book counts 3",
        "The red book may count one twice",
        "data/sources/counts.csv",
        "It rests on one source; without it the verdict would be another.",
        "What it turns on: how many there are",
    ):
        assert words in text


def test_the_methods_page_has_the_placebo_table_by_table(published):
    made_site(published, [Tried("counts", 1, 40, 1)])
    assert "counts 1 40 2.5%" in Page((published / "build/site/methods.html").read_text()).text


def _headline(project, side):
    path = project / "data/datapackage.json"
    package = json.loads(path.read_text())
    fields = [{"name": name, "type": "string"} for name in ("rank", "side", "claim_id", "headline")]
    package["resources"].append({"name": "top-findings", "path": "top.csv", "schema": {"fields": fields}})
    path.write_text(json.dumps(package))
    (project / "data/top.csv").write_text(f"rank,side,claim_id,headline\n1,{side},helped-first-year,Red has three\n")


def test_the_front_page_has_the_headlines_with_what_to_cite_instead_and_the_counts(published):
    _headline(published, "does-not-hold")
    page = Page((made_site(published) / "index.html").read_text())
    assert "What is wrong ✘ contradicted Red has three Cite instead: The red book counts 3" in page.text
    assert "claims/helped-first-year.html" in page.attributes("href")
    assert "1 contradicted, figures of the subject" in page.attributes("aria-label")


def test_a_headline_under_a_verdict_that_it_no_longer_has_stops_the_site(published):
    _headline(published, "holds")
    with pytest.raises(RecountedError, match="helped-first-year stands under “What is right”, but is contradicted"):
        made_site(published)


def test_a_source_page_says_what_hangs_on_it(site):
    assert "Without it 1 verdict would be another" in Page((site / "sources/red-book.html").read_text()).text
    assert "No verdict: it was read for context" in Page((site / "sources/blue-book.html").read_text()).text


def test_what_a_table_says_is_shown_and_never_obeyed(project):
    publish([finding(statement="<script>alert(1)</script>", reason='"><img src=x onerror=alert(1)>')])
    site = made_site(project)
    for html in _pages(site).values():
        assert "<script>alert" not in html and "<img src=x" not in html
    review = re.search(r"ld\+json\">(.*?)</script>", (site / "claims/helped-total.html").read_text(), re.S)[1]
    assert json.loads(review)["itemReviewed"]["name"] == "<script>alert(1)</script>"


def test_a_claim_is_contested_by_a_prefilled_issue_where_the_repository_is_known(published):
    name_repository(published, "https://github.com/someone/recounted")
    page = Page((made_site(published) / "claims/helped-first-year.html").read_text())
    issue = next(each for each in page.attributes("href") if "/issues/new" in each)
    asked = parse_qs(urlsplit(issue).query)
    assert issue.startswith("https://github.com/someone/recounted/issues/new?")
    assert asked["title"] == ["Contest: helped-first-year"] and "Verdict: contradicted" in asked["body"][0]


def test_no_address_is_invented_where_none_is_known(site, published):
    html = (site / "claims/helped-first-year.html").read_text()
    assert "issues/new" not in html and "mailto" not in html and "Claim: helped-first-year" in html
    name_repository(published, "https://example.org/recounted")
    assert contest.repository() == ""


def test_a_reply_stands_beside_the_verdict_and_one_to_no_claim_is_refused(published):
    path = published / "data/datapackage.json"
    package = json.loads(path.read_text())
    names = ("date", "claim_id", "who", "text", "what_changed")
    fields = [{"name": name, "type": "string"} for name in names]
    package["resources"].append({"name": "replies", "path": "replies.csv", "schema": {"fields": fields}})
    path.write_text(json.dumps(package))
    replies = published / "data/replies.csv"
    replies.write_text(",".join(names) + "\n2024-01-02,helped-total,Ann Red,We agree,wording\n")
    text = Page((made_site(published) / "claims/helped-total.html").read_text()).text
    assert "We agree Ann Red, 2024-01-02. What changed: wording" in text
    replies.write_text(",".join(names) + "\n2024-01-02,helped-nobody,Ann Red,We agree,\n")
    forget()
    with pytest.raises(RecountedError, match=r"replies.csv, line 2: there is no claim 'helped-nobody'"):
        made_site(published)


def test_documents_that_settle_most_come_first_and_words_that_differ_in_case_or_full_stop_are_one():
    findings = [
        finding(claim_id="a", settle="The list."),
        finding(claim_id="b", settle="another list"),
        finding(claim_id="c", settle="the list"),
        finding(claim_id="d"),
    ]
    wanted = settle.wanted(findings)
    assert [(each.document, [f.claim_id for f in each.findings]) for each in wanted] == [
        ("The list", ["a", "c"]),
        ("Another list", ["b"]),
    ]


def test_markdown_is_escaped_and_its_links_lead_to_claims_or_to_the_web_or_nowhere():
    text = "[a](notebooks/01.ipynb#cell-id=x) [b](docs/b.md) [c](https://example.org) <script>"
    assert prose.html(text, {"x"}) == (
        '<p><a href="claims/x.html">a</a> b <a href="https://example.org">c</a> &lt;script&gt;</p>\n'
    )


@pytest.mark.parametrize(
    ("link", "with_book", "leads"),
    [
        ("../data/datapackage.json", False, "data.html"),
        ("../data/article/claims.csv", False, "data/article/claims.csv"),
        ("../data/gone.csv", False, ""),
        ("robustness.md#how", True, "book/docs/robustness.html"),
        ("../notebooks/01-help.ipynb", True, "book/notebooks/01-help.html"),
        ("robustness.md", False, ""),
        ("../LICENSE", True, ""),
    ],
)
def test_a_link_of_the_docs_leads_into_the_site_or_is_plain_text(project, link, with_book, leads):
    made = prose.html(f"[it]({link})", folder="docs", with_book=with_book)
    assert made == (f'<p><a href="{leads}">it</a></p>\n' if leads else "<p>it</p>\n")


def test_a_column_of_numbers_is_aligned_without_a_style_that_the_policy_forbids():
    table = prose.html("| a |\n| --: |\n| 1 |\n")
    assert '<td class="right">1</td>' in table and "style=" not in table


def test_what_a_run_wrote_into_the_docs_stands_on_the_methods_page_with_its_day(published):
    (published / "docs").mkdir()
    text = "<!-- mutation: written by `make mutate` -->\nRun on 1 May 2024: 9 of 9.\n\n### By table\n\n| a |\n"
    (published / "docs/mutation.md").write_text(
        f"{text}<!-- end of mutation -->\n<!-- rules: written by `make x` -->\nNot run yet.\n<!-- end of rules -->\n"
    )
    assert prose.written("docs/mutation.md", "mutation") == "Run on 1 May 2024: 9 of 9."
    assert prose.written("docs/mutation.md", "rules") == prose.written("docs/none.md", "rules") == ""
    said = Page((made_site(published) / "methods.html").read_text()).text
    assert "(make mutate). Run on 1 May 2024: 9 of 9." in said.replace("( ", "(").replace(" )", ")")
    assert "wrong rule" not in said


def test_the_filters_of_the_table_offer_words_and_not_the_names_of_the_data(site):
    html = (site / "claims.html").read_text()
    assert '<option value="red-book">The red book</option>' in html
    assert '<option value="figure">figures of the subject</option>' in html
    assert "<option>contradicted</option>" in html and "<option></option>" not in html


def test_the_answer_leads_in_bold_and_a_yes_or_no_stands_in_the_table(site):
    html = (site / "claims/helped-first-year.html").read_text()
    assert '<p class="answer"><strong>Do not cite.</strong> Cite instead: ' in html
    rows = {
        attrs["id"] for tag, attrs in Page((site / "claims.html").read_text()).tags if tag == "tr" and "id" in attrs
    }
    assert len(rows) == 3 and '<td class="more">no</td>' in (site / "claims.html").read_text()


def test_a_reason_in_the_list_of_changes_begins_like_a_sentence(published):
    row = "| `helped-total` | disputed | reproduced | the source was read again. |"
    (published / "CHANGELOG.md").write_text(f"## Unreleased\n{row}\n## 0.1.0\n")
    site = made_site(published)
    for name in ("changes.html", "retractions.html", "claims/helped-total.html"):
        assert "The source was read again." in Page((site / name).read_text()).text
    said = Page((site / "retractions.html").read_text()).text
    assert "Taken back in" in said and "the next release" in said and "Unreleased" not in said


def test_how_well_numbers_are_found_stands_on_the_methods_page_without_its_lists(published):
    (published / "docs").mkdir()
    rule = "## What a figure is read as\nAs printed.\n"
    text = f"{rule}## How well it finds them\nOn 1 May 2024: 0.99.\n\n### The articles\nOne.\n## More\nAnd more.\n"
    (published / "docs/numbers.md").write_text(text)
    page = Page((made_site(published) / "methods.html").read_text())
    assert "How well the article's numbers are found On 1 May 2024: 0.99." in page.text and "measured" in page.ids
    assert "One." not in page.text and "And more" not in page.text


def test_a_page_of_an_earlier_site_goes_and_another_folder_is_refused(site, published, monkeypatch, capsys):
    (site / "claims/gone.html").write_text("old")
    assert made_site(published) == site and not (site / "claims/gone.html").exists()
    monkeypatch.chdir(published)
    assert main(["site", "--output", "data"]) == 2
    assert "data: is not the folder of a site. Name an empty or a new folder" in capsys.readouterr().err


def test_the_same_verdicts_give_the_same_bytes(published):
    first = {path: path.read_bytes() for path in made_site(published).rglob("*.*")}
    assert {path: path.read_bytes() for path in made_site(published).rglob("*.*")} == first


def test_the_command_says_where_the_site_is_and_loads_no_pandas(published):
    (published / "CITATION.cff").write_text(CITATION)
    run = "from recounted.commands.cli import main; main(['site', '--offline'])"
    code = f"import sys; {run}; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=published, capture_output=True, text=True)
    told = r"(Without notebooks and docs .* Sphinx.*\n)?build/site/index.html: 17 pages, \d+ files, 0\.\d MB\nFalse\n"
    assert re.fullmatch(told, done.stdout), done


def test_the_sheet_for_the_authors_has_what_does_not_hold_and_leaves_the_wording_to_them(
    published, monkeypatch, capsys
):
    (published / "CITATION.cff").write_text(CITATION)
    monkeypatch.chdir(published)
    assert main(["errata"]) == 0 and "build/errata.html: 1 claims" in capsys.readouterr().out
    page = Page((published / "build/errata.html").read_text())
    for words in ("Section 5, paragraph 1; printed: 2", "The red book may count one twice", "(left to the authors)"):
        assert words in page.text
    assert not [each for each in page.attributes("href") if each.startswith("claims")]
    assert main(["errata", "--output", "README.md"]) == 2
    assert "README.md: is no name for a page. Let it end in .html or .htm" in capsys.readouterr().err


def test_findings_of_the_made_project_are_those_of_the_pages(site):
    assert f"All {len(load_findings())} claims" in Page((site / "claims.html").read_text()).text


def test_the_site_of_this_project_is_whole_and_no_link_of_it_is_dead(built, monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    forget()
    findings = load_findings()
    assert build(findings, tmp_path) > len(findings)
    there = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    for name in sorted(each for each in there if each.endswith(".html")):
        page = Page((tmp_path / name).read_text())
        assert len(page.attributes("id")) == len(page.ids), f"{name} has an id twice"
        links = page.attributes("href", "src")
        inside = [each.partition("#")[0] for each in links if not each.startswith(("http", "#", "data:"))]
        assert {posixpath.normpath(f"{posixpath.dirname(name)}/{each}".lstrip("/")) for each in inside} <= there, name
    library = bibtexparser.parse_file(str(tmp_path / "files/references.bib"))
    assert not library.failed_blocks and len(library.entries) > 100
    book = openpyxl.load_workbook(tmp_path / "files/verdicts.xlsx", read_only=True)
    assert sum(1 for _ in book["claims"].iter_rows()) == len(findings) + 1
