"""The site in a real browser: search, filters, sorting, copying, phones, dark mode, axe. Skipped without one."""

import os
import shutil
from urllib.parse import parse_qs, urlsplit

import pytest
from site_support import made_site, name_repository

pytestmark = pytest.mark.slow
sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (extra `trust`)")
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


def test_search_and_filters_narrow_the_table_and_say_how_many_are_left(visit):
    page = visit("claims.html")
    page.fill("input[name=q]", "year LAGGING")
    assert shown(page) == ["helped-first-year"] and page.inner_text("#count") == "1 of 3 claims"
    page.click("button[type=reset]")
    page.wait_for_function("document.querySelector('#count').textContent.startsWith('3 of')")
    page.select_option("select[name=verdict]", "reproduced")
    assert shown(page) == ["helped-total", "helped-share"]


def test_what_is_narrowed_is_a_link(visit):
    page = visit("claims.html#verdict=contradicted&source=red-book")
    assert shown(page) == ["helped-first-year"]
    page.select_option("select[name=verdict]", "")
    assert page.url.endswith("claims.html#source=red-book")


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
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_no_page_is_wider_than_its_screen(visit, width, scheme):
    for name in KINDS:
        page = visit(name, viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        found = axe.Axe().run(page).response["violations"]
        assert [(name, each["id"], each["nodes"][0]["html"]) for each in found] == []


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


def test_a_reading_turns_a_verdict_in_the_explorer_and_the_address_keeps_it(visit):
    page = visit("explorer.html")
    page.select_option("select[name=claim]", "helped-first-year")
    page.select_option("select[name=reading]", "without=red-book")
    assert page.inner_text("#turned") == "Published: contradicted. This reading turns it."
    assert "contradicted" not in page.inner_text("#verdict")
    again = visit(page.url.rpartition("/")[2])
    assert again.inner_text("#turned") == page.inner_text("#turned")
    again.select_option("select[name=reading]", "as published")
    assert "contradicted" in again.inner_text("#verdict") and again.inner_text("#turned") == "As published."
