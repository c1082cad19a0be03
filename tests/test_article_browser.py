"""The annotated article in a real browser: claims open, one verdict alone is shown, keys lead on; no fault of axe."""

import re

import pytest
from article_support import ARTICLE, VERDICTS, ledger
from made import finding
from test_site_browser import axe, browser, expect, visiting  # noqa: F401  # a fixture

from recounted.article.annotate import annotate
from recounted.article.verify import compare
from recounted.judging.places import Place

pytestmark = pytest.mark.slow
PLACE = Place("1", 1)


@pytest.fixture
def path(tmp_path):
    """The page of the made-up article: 182 corroborated, 91 inconsistent, 50% unverifiable."""
    findings = {
        name: finding(claim_id=name, statement=f"Of {name}", verdict=verdict, place=PLACE, printed="7")
        for name, verdict in VERDICTS.items()
    }
    html, _ = annotate(ARTICLE, "bees.md", findings, compare(ARTICLE, ledger(), []))
    (tmp_path / "article.html").write_text(html, encoding="utf-8")
    return tmp_path / "article.html"


@pytest.fixture
def visit(browser, path):  # noqa: F811
    yield from visiting(browser, path.parent)


def test_a_number_opens_its_claim_and_escape_closes_it(visit):
    page = visit("article.html")
    page.click("a.number:has-text('91')")
    assert "inconsistent: Of hives-2020" in page.inner_text("#details")
    page.keyboard.press("Escape")
    assert "Choose a coloured number" in page.inner_text("#details")


def test_a_claim_is_found_by_its_number(visit):
    page = visit("article.html")
    page.fill("#find", "50%")
    page.press("#find", "Enter")
    assert "unverifiable: Of loss" in page.inner_text("#details")


def test_one_click_shows_one_verdict_and_keys_lead_through_it(visit):
    page = visit("article.html")
    page.click("[data-filter=inconsistent]")
    faded = "numbers => numbers.filter((each) => each.classList.contains('faded')).map((each) => each.textContent)"
    assert page.eval_on_selector_all("a.number", faded) == ["182", "50%"]
    page.keyboard.press("n")
    assert "Of hives-2020" in page.inner_text("#details")
    page.click("[data-filter=inconsistent]")
    assert page.eval_on_selector_all("a.number", faded) == []


def test_on_paper_the_reasons_are_notes_in_two_columns_and_numbers_name_theirs(visit):
    page = visit("article.html")
    page.emulate_media(media="print")
    assert page.eval_on_selector("#claims ol", "(list) => getComputedStyle(list).columnCount") == "2"
    before = "(number) => getComputedStyle(number, '::before').content"
    assert page.eval_on_selector("a.number", before).strip('"').isdigit()


def test_without_javascript_a_number_leads_to_its_claim(visit):
    page = visit("article.html", java_script_enabled=False)
    page.click("a.number:has-text('182')")
    expect(page).to_have_url(re.compile("#claim-hives-2019$"))
    assert page.is_visible("#claim-hives-2019")


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_serious_and_the_page_is_no_wider_than_its_screen(visit, width):
    page = visit("article.html", viewport={"width": width, "height": 800}, bypass_csp=True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = [each for each in axe.Axe().run(page).response["violations"] if each["impact"] in ("serious", "critical")]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
