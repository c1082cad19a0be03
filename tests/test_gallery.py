"""The gallery: each figure with its title, words, source and both files; and the article as a page of the site."""

import re

import pandas as pd
import pytest
from article_support import ARTICLE, findings, known_passages, ledger
from conftest import forget
from site_support import CITATION, Page, made_site
from tests_support import ROOT

from recounted.article import judged
from recounted.article.annotate import annotate
from recounted.article.verify import compare
from recounted.judging.findings import load_findings
from recounted.site import gallery
from recounted.site.generator import Parts, build
from recounted.site.works import credit

pytestmark = pytest.mark.slow  # pages are written

SVG = """<svg role="img" aria-label="Help &amp; more" width="648pt" viewBox="0 0 648 300">
<desc>A line that rises &lt;from&gt; 3 to 4.</desc><text x="1">Sources of help</text><text x="2">4</text>
<text style="font-size: 7.5px; fill: #555555">Sources: the red book;</text>
<text style="font-size: 7.5px; fill: #555555">the blue book.</text></svg>"""


def test_a_figure_is_shown_with_its_words_its_sources_and_both_files(published):
    (published / "figures").mkdir()
    (published / "figures/01-help-line.svg").write_text(SVG)
    (published / "figures/01-help-line.png").write_bytes(b"png")
    (published / "figures/half-made.svg").write_text(SVG)
    (published / "notebooks").mkdir()
    (published / "notebooks/01-help.ipynb").write_text(
        '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    )
    (picture,) = gallery.pictures()
    assert picture.source == "Sources: the red book; the blue book." and picture.notebook == "01-help"
    site = made_site(published)
    page = Page((site / "figures.html").read_text())
    assert "Help & more" in page.text and "A line that rises <from> 3 to 4." in page.attributes("alt")
    assert {"figures/01-help-line.svg", "figures/01-help-line.png"} <= set(page.attributes("href"))
    assert (site / "figures/01-help-line.png").read_bytes() == b"png"


def test_every_figure_of_this_project_has_words_and_a_source(monkeypatch):
    monkeypatch.chdir(ROOT)
    forget()
    for each in gallery.pictures():
        assert len(each.words) > 80 and each.source and each.notebook and each.title != each.name


@pytest.fixture
def cited(published):
    (published / "CITATION.cff").write_text(CITATION.replace("    year:", "    license: CC-BY-4.0\n    year:"))
    forget()
    return published


def annotated(monkeypatch, **given):
    monkeypatch.setattr(judged, "without_number", lambda: pd.DataFrame({"claim_id": [], "kind": [], "position": []}))
    return annotate(ARTICLE, "copy.md", findings(), compare(ARTICLE, ledger(), known_passages()), **given)[0]


def test_the_article_is_a_page_of_the_site_only_where_a_copy_is_given(cited, monkeypatch):
    site = cited / "build/site"
    build(load_findings(), site, parts=Parts(article=annotated(monkeypatch, credit=credit())))
    assert "article.html" in Page((site / "index.html").read_text()).attributes("href")
    page = Page((site / "article.html").read_text())
    assert "claims/hives-2019.html" in page.attributes("href") and "index.html" in page.attributes("href")
    assert "“Help & harm”, Journal of Help, 2023, https://doi.org/10.1234/help. Licence: CC-BY-4.0" in page.text
    made_site(cited)
    assert not (site / "article.html").exists()
    assert "article.html" not in Page((site / "index.html").read_text()).attributes("href")


def test_an_annotated_copy_alone_links_to_no_page_and_its_numbers_have_the_numbers_of_their_notes(monkeypatch):
    html = annotated(monkeypatch)
    assert not [each for each in Page(html).attributes("href") if not each.startswith(("#", "http"))]
    claims = re.findall(r'<li class="claim" id="claim-([^"]+)"', html)
    for own, notes in re.findall(r'data-claims="([^"]+)" data-notes="([^"]+)"', html):
        assert [claims[int(number) - 1] for number in notes.split(", ")] == own.split(" ")
