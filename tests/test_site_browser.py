"""The site in a real browser: search, filters, sorting, copying, phones, dark mode, axe. Skipped without one."""

import json
import os
import shutil
from urllib.parse import parse_qs, urlsplit

import pytest
from site_support import made_site, name_repository
from tests_support import ROOT

from recounted.building import explored
from recounted.building.explored import Run

pytestmark = pytest.mark.slow
sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (extra `trust`)")
expect = sync_api.expect  # asks again until it is so; `wait_for_function` would need what our pages forbid (eval)
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed (extra `trust`)")
NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"
KINDS = ["index.html", "claims.html", "claims/helped-first-year.html", "sources.html", "sources/red-book.html"]
KINDS += ["settle.html", "methods.html", "data.html", "changes.html", "errata.html", "retractions.html"]
KINDS += ["explorer.html"]


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM:
        pytest.skip("there is no Chromium here (CHROMIUM names one)")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        yield started
        started.close()


@pytest.fixture
def site(published):
    return made_site(published)


@pytest.fixture
def visit(browser, site):
    yield from visiting(browser, site)


def visiting(browser, folder):
    """Opens a page of a folder; at the end nothing was asked of a host and the console is empty."""
    said, contexts = [], []

    def open_page(name, **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda fault: said.append(str(fault)))
        page.on("request", lambda request: None if request.url.startswith("file:") else said.append(request.url))
        page.goto(f"file://{folder}/{name}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert said == []


def shown(page):
    return page.eval_on_selector_all("#claims tbody tr:not([hidden])", "rows => rows.map((row) => row.id)")


def address(page):
    """Where the page itself says that it stands: the browser is told of a changed fragment later (`page.url`)."""
    return page.evaluate("location.href")


def test_search_and_filters_narrow_the_table_and_say_how_many_are_left(visit):
    page = visit("claims.html")
    page.fill("input[name=q]", "year LAGGING")
    assert shown(page) == ["helped-first-year"] and page.inner_text("#count") == "1 of 3 claims"
    page.click("button[type=reset]")
    expect(page.locator("#count")).to_have_text("3 of 3 claims")
    page.select_option("select[name=verdict]", "reproduced")
    assert shown(page) == ["helped-total", "helped-share"]


def test_what_is_narrowed_is_a_link(visit):
    page = visit("claims.html#verdict=contradicted&source=red-book")
    assert shown(page) == ["helped-first-year"]
    page.select_option("select[name=verdict]", "")
    assert address(page).endswith("claims.html#source=red-book")


def test_a_column_is_sorted_by_keyboard_and_says_so(visit):
    page = visit("claims.html")
    page.focus("#claims thead th:nth-child(3) button")
    page.keyboard.press("Enter")
    assert page.get_attribute("#claims thead th:nth-child(3)", "aria-sort") == "ascending"
    assert shown(page) == ["helped-first-year", "helped-total", "helped-share"]
    page.keyboard.press("Enter")
    assert page.get_attribute("#claims thead th:nth-child(3)", "aria-sort") == "descending"
    assert shown(page) == ["helped-share", "helped-total", "helped-first-year"]


def test_without_javascript_every_claim_is_there_and_no_control_that_does_nothing(visit):
    page = visit("claims.html", java_script_enabled=False)
    assert page.locator("#claims tbody tr").count() == 3
    assert not page.is_visible("#narrow") and page.locator("button:visible").count() == 0


def test_a_claim_is_reached_from_the_front_page_and_its_sentence_is_copied(visit):
    page = visit("index.html", permissions=["clipboard-read", "clipboard-write"])
    page.click("text=Find a claim")
    page.click("text=People helped in the first year")
    page.click("button:has-text('Copy sentence')")
    page.wait_for_selector("button:has-text('Copied')")
    assert "The red book" in page.evaluate("navigator.clipboard.readText()")


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(visit):
    page = visit("claims/helped-total.html")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_no_page_is_wider_than_its_screen(visit, width, scheme):
    for name in KINDS:
        page = visit(name, viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        found = axe.Axe().run(page).response["violations"]
        assert [(name, each["id"], each["nodes"][0]["html"]) for each in found] == []


def test_on_a_phone_no_cell_of_a_long_table_stands_beyond_the_edge_and_columns_can_still_be_sorted(visit):
    beyond = "(cells) => cells.filter((cell) => cell.getBoundingClientRect().right > innerWidth).map((cell) => cell.id)"
    for name in KINDS:
        page = visit(name, viewport={"width": 390, "height": 800})
        assert (name, page.eval_on_selector_all(".stack :is(th, td)", beyond)) == (name, [])
    page = visit("claims.html", viewport={"width": 390, "height": 800})
    assert page.locator("#claims thead button:visible").all_inner_texts() == ["Verdict", "Claim", "Printed"]
    page.select_option("select[name=verdict]", "reproduced")
    assert page.locator("#claims tbody tr:visible").count() == 2 < page.locator("#claims tbody tr").count()
    front = visit("index.html", viewport={"width": 390, "height": 800})
    counts = front.locator(".kinds tbody td[data-label]:visible").all_inner_texts()
    assert counts and "0" not in [each.strip() for each in counts[:-4]]  # the last row tells of repeats


def test_on_paper_a_table_stays_a_table_and_no_address_is_told_twice(visit):
    page = visit("claims/helped-first-year.html", viewport={"width": 680, "height": 900})
    row = "(row) => getComputedStyle(row).display"
    assert page.eval_on_selector(".says tbody tr", row) == "block"
    page.emulate_media(media="print")
    assert page.eval_on_selector(".says tbody tr", row) == "table-row"
    told = "(links) => links.map((link) => [link.textContent, getComputedStyle(link, '::after').content])"
    links = page.eval_on_selector_all("main a[href^=http]", told)
    assert links and all((after == "none") == text.startswith("http") for text, after in links)


def test_words_of_a_printed_figure_are_not_cut(visit):
    page = visit("claims.html", viewport={"width": 1280, "height": 800})
    lines = """(cell) => {
      const words = document.createRange();
      cell.textContent = "approximately";
      words.selectNodeContents(cell);
      return words.getClientRects().length;
    }"""
    assert page.eval_on_selector("#claims td.printed", lines) == 1


def test_a_claim_has_an_address_of_its_own_and_is_contested_from_there(visit, site, published):
    page = visit("claims/helped-first-year.html")
    assert page.inner_text("h1") == "People helped in the first year, lagging behind"
    assert "Claim: helped-first-year (section 5, paragraph 1)" in page.inner_text("pre[data-copy=report]")
    name_repository(published, "https://github.com/owner/project")
    made_site(published)
    address = visit("claims/helped-first-year.html").get_attribute("a.button", "href")
    asked = parse_qs(urlsplit(address).query)
    assert address.startswith("https://github.com/owner/project/issues/new?")
    assert asked["title"] == ["Contest: helped-first-year"] and "Printed: 2\nVerdict: contradicted" in asked["body"][0]


TURNED = {
    "recomputed": "5",
    "sources_say": "",
    "reason": "Five.",
    "cite": "",
    "cite_note": "",
    "said": [],
    "without": {},
}
NOTEBOOK = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
CELL = {"cell_type": "code", "id": "a", "metadata": {"tags": ["parameters"]}, "outputs": [], "execution_count": None}


@pytest.fixture
def explored_site(published, monkeypatch):
    """The made-up site whose first notebook was run at other values, alone and together, but not at all of them."""
    (published / "notebooks").mkdir()
    cell = CELL | {"source": "how = 1  # how many\nwho = 'all'  # whom\nwhen = 1  # since when"}
    (published / "notebooks/01-help.ipynb").write_text(json.dumps(NOTEBOOK | {"cells": [cell]}))
    runs = [Run({"how": 2}, {}), Run({"who": "some of us"}, {}), Run({"when": 2}, {})]
    both = {"helped-total": TURNED | {"verdict": "inconsistent"}}
    monkeypatch.setattr(explored, "load", lambda: {"01-help": [*runs, Run({"who": "some of us", "how": 2}, both)]})
    return made_site(published)


def test_two_readings_together_turn_a_verdict_and_what_was_not_run_is_said(browser, explored_site):
    given = visiting(browser, explored_site)
    visit = next(given)
    page = visit("explorer.html#claim=helped-total")
    page.select_option("select[name=reading]", "how=2")
    assert page.inner_text("#turned") == "Nothing of it changes."
    page.select_option("select[name=second]", "who=some of us")
    assert page.inner_text("#turned") == "Published: reproduced. These two together turn it."
    assert page.inner_text("#verdict") == "≠ inconsistent" and page.inner_text("#why") == "Five."
    assert not page.is_visible("#asked")  # a reading without an answer has no question
    assert page.inner_text("#command") == """make NOTEBOOK=01-help PARAMS="how=2 who='some of us'\""""
    assert page.inner_text("#papermill").partition("notebooks ")[2] == (
        "-p how 2 -r who 'some of us' notebooks/01-help.ipynb build/01-help-by-papermill.ipynb"
    )
    again = visit(address(page).rpartition("/")[2])
    assert again.inner_text("#turned") == page.inner_text("#turned")
    assert again.input_value("select[name=second]") == "who=some of us"
    again.select_option("select[name=second]", "when=2")
    assert again.inner_text("#turned") == "This combination was not run. The command below runs it."
    assert again.inner_text("#verdict") == "not run" and not again.is_visible("#found")
    assert again.inner_text("#command") == 'make NOTEBOOK=01-help PARAMS="how=2 when=2"'
    assert list(given) == []


def test_a_source_is_left_out_beside_a_parameter(browser, explored_site):
    given = visiting(browser, explored_site)
    page = next(given)("explorer.html#claim=helped-first-year&reading=how%3D2&reading=without%3Dred-book")
    assert "contradicted" not in page.inner_text("#verdict")
    assert page.inner_text("#why").endswith("No other source was found.")
    assert list(given) == []


def test_the_gallery_shows_its_pictures_and_says_them_in_words(published, browser):
    (published / "figures").mkdir()
    shutil.copy(ROOT / "figures/03-first-half-2023.svg", published / "figures")
    shutil.copy(ROOT / "figures/03-first-half-2023.png", published / "figures")
    given = visiting(browser, made_site(published))
    page = next(given)("figures.html")
    assert page.evaluate(
        "document.querySelector('img').decode().then(() => document.querySelector('img').naturalWidth)"
    )
    page.click("summary")
    assert page.inner_text("details p") == page.get_attribute("img", "alt")
    assert list(given) == []


def test_a_reading_turns_a_verdict_in_the_explorer_and_the_address_keeps_it(visit):
    page = visit("explorer.html")
    page.select_option("select[name=claim]", "helped-first-year")
    assert page.is_visible("#asked") and page.inner_text("#answer").startswith("Do not cite. Cite instead:")
    page.select_option("select[name=reading]", "without=red-book")
    assert page.inner_text("#turned") == "Published: contradicted. This reading turns it."
    assert "contradicted" not in page.inner_text("#verdict")
    again = visit(address(page).rpartition("/")[2])
    assert again.inner_text("#turned") == page.inner_text("#turned")
    again.select_option("select[name=reading]", "as published")
    assert "contradicted" in again.inner_text("#verdict") and again.inner_text("#turned") == "As published."
    assert not again.is_visible("#papermill")
