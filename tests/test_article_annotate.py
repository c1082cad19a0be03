"""The annotated page: complete, coloured by verdict, escaped, and closed to the network."""

import base64
import hashlib
import re
from dataclasses import replace
from html import unescape

import pandas as pd
import pytest
from article_support import ARTICLE, VERDICTS, findings, known_passages, ledger
from tests_support import ARTICLE as REAL

from recounted.article import judged as module
from recounted.article.annotate import annotate, noted
from recounted.article.extraction import read
from recounted.article.passages import letters
from recounted.article.text import segment
from recounted.article.verify import compare
from recounted.commands.cli import main
from recounted.judging.citing import Neighbour
from recounted.judging.claims import claims
from recounted.judging.places import Place
from recounted.tables.load import load

pytestmark = pytest.mark.slow  # the page is written many times


@pytest.fixture(autouse=True)
def without_number(monkeypatch):
    """The made-up article has no table of claims without a number; a test may fill it."""
    table = pd.DataFrame({"claim_id": [], "kind": [], "position": []})
    monkeypatch.setattr(module, "without_number", lambda: table)
    return table


def page(text=ARTICLE, verdicts=None):
    return annotate(text, "copy.md", verdicts or findings(), compare(text, ledger(), known_passages()))[0]


def number(html, claims):
    return re.search(rf'<a class="number (\w+)"[^>]*data-claims="{claims}"[^>]*>([^<]*)</a>', html)


def test_each_number_has_the_colour_of_its_claim():
    html = page()
    assert number(html, "hives-2019").groups() == ("corroborated", "182")
    assert number(html, "hives-2020").groups() == ("inconsistent", "91")
    assert html.count('class="set-aside"') == len(ledger()) - 3


def test_a_number_takes_the_gravest_verdict_of_what_words_beside_it_claim(monkeypatch):
    position = next(entry.position for entry in ledger() if entry.text == "182")
    table = pd.DataFrame({"claim_id": ["hives-2020"], "kind": ["word"], "position": [position]})
    monkeypatch.setattr(module, "without_number", lambda: table)
    assert number(page(), "hives-2019 hives-2020").groups() == ("inconsistent", "182")


def test_a_right_number_beside_a_wrong_one_keeps_its_verdict_and_has_a_light_mark():
    beside = (Neighbour("loss", "It is half as many", "contradicted"),)
    verdicts = findings()
    verdicts["loss"] = replace(verdicts["loss"], verdict="contradicted", statement="It is half as many")
    verdicts["hives-2019"] = replace(verdicts["hives-2019"], beside=beside)
    html = page(verdicts=verdicts)
    link = number(html, "hives-2019")
    assert link[1] == "corroborated" and "data-symbol" not in link[0]
    assert 'data-beside="✘" title="beside, contradicted: It is half as many"' in link[0]
    assert 'aria-label="182, corroborated, beside: contradicted"' in link[0]
    assert 'Beside it, contradicted: <a href="#claim-loss">It is half as many</a>' in html


def test_a_number_with_a_sign_of_its_own_has_no_light_mark():
    verdicts = findings()
    beside = (Neighbour("hives-2019", "There were 182", "contradicted"),)
    verdicts["hives-2019"] = replace(verdicts["hives-2019"], verdict="contradicted")
    verdicts["hives-2020"] = replace(verdicts["hives-2020"], beside=beside)
    assert "data-beside" not in number(page(verdicts=verdicts), "hives-2020")[0]


def test_a_grave_verdict_is_told_without_colour_too():
    assert 'data-symbol="≠"' in number(page(), "hives-2020")[0]
    assert 'aria-label="91, inconsistent"' in number(page(), "hives-2020")[0]


def test_the_whole_text_is_there():
    text = re.sub(r"<[^>]*>", "", page().split('<main id="article">')[1].split("</main>")[0])
    assert letters(unescape(text)) == "".join(letters(block.text(ARTICLE)) for block in segment(ARTICLE))


@pytest.mark.parametrize(
    ("place", "label"), [(Place("1", 1), "1.1"), (Place("1", None, 2), "fn 2"), (Place("8", 3), None)]
)
def test_a_claim_without_a_number_stands_at_its_passage_or_at_the_end(place, label):
    verdicts = findings()
    verdicts["north"] = replace(verdicts["loss"], claim_id="north", place=place, verdict="disputed")
    html = page(verdicts=verdicts)
    link = re.search(r'<a class="number words disputed" href="#claim-north"', html)
    before = html[: link.start()]
    assert ("Of the article as a whole" in before) == (label is None)
    assert label is None or re.findall(r'data-place="([^"]*)"', before)[-1] == label


def test_each_claim_is_on_the_page_once_with_all_that_a_reader_needs():
    said = {"charitable": "Kindly read", "settle": "The list", "lead": "Possible explanation: a slip."}
    html = page(verdicts=findings(**said))
    for claim_id in VERDICTS:
        assert html.count(f'<li class="claim" id="claim-{claim_id}">') == 1
    for text in (
        "As the office says.",
        "<b>May I cite it?</b> Cite.",
        "Kindly read",
        "The list",
        "section 1, paragraph 1",
    ):
        assert html.count(text) == 3


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '"><svg onload=alert(1)>',
        "</main></script><iframe src='https://evil.example'>",
    ],
)
def test_nothing_from_the_article_or_the_verdicts_can_run(attack):
    html = page(ARTICLE.replace("Nobody knows", attack + " Nobody knows"), findings(reason=attack, printed=attack))
    assert attack not in html
    assert html.count("<script") == 1 and "<img" not in html and "<iframe" not in html and "<svg" not in html


def test_the_name_of_the_copy_is_escaped():
    html, _ = annotate(ARTICLE, "<b>.md", findings(), compare(ARTICLE, ledger(), known_passages()))
    assert "<b>.md" not in html and "&lt;b&gt;.md" in html


def test_the_policy_lets_only_our_own_script_and_style_work():
    html = page()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    for tag, text in (
        ("script", html.split("<script>")[1].split("</script>")[0]),
        ("style", html.split("<style>")[1].split("</style>")[0]),
    ):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_the_page_refers_to_nothing_on_the_network():
    html = page()
    assert not re.search(r'(?:src|action|data)\s*=\s*"|href="(?!#)|url\(|@import|fetch\(|XMLHttp', html)
    assert " style=" not in html and not re.search(r"\son\w+=", html)


def test_each_verdict_has_a_filter_that_counts_claims():
    html = page()
    assert re.findall(r'data-filter="(\w+)" aria-pressed="false"', html) == [
        "corroborated",
        "inconsistent",
        "unverifiable",
    ]
    assert html.count('<span class="count">1</span>') == 3


def test_a_copy_that_differs_says_so_and_marks_the_stray_number():
    html = page(ARTICLE.replace("182 hives", "182 hives, 7"))
    assert "differs from the ledger" in html and '<span class="stray" title="not in the ledger">7</span>' in html


def test_without_verdicts_the_command_says_to_build_them(tmp_path, monkeypatch, capsys, project):
    copy, output = tmp_path / "copy.md", tmp_path / "page.html"
    copy.write_text(ARTICLE, encoding="utf-8")
    assert main(["article", "annotate", str(copy), "--output", str(output)]) == 2
    assert "Run `make`" in capsys.readouterr().err and not output.exists()


def test_the_article_is_annotated_whole(built, monkeypatch):
    if not REAL.is_file():
        pytest.skip(f"the article itself is not here ({REAL}): annotate was not tested on it")
    monkeypatch.setattr(module, "without_number", lambda: load("claims-without-number"))
    html, comparison = annotate(read(REAL), REAL.name)
    judged = sum(1 for entry, _ in comparison.pairs if entry.claim_id)
    assert len(re.findall(r'<a class="number (?!words)', html)) >= judged
    assert set(re.findall(r'<li class="claim" id="claim-([^"]*)"', html)) == set(claims())
    linked = {claim for named in re.findall(r'data-claims="([^"]*)"', html) for claim in named.split()}
    assert linked == set(claims()) and html.count("<h2>") >= 10


@pytest.mark.parametrize(("numbers", "told"), [([], ""), ([3], "3"), ([3, 4], "3, 4"), ([1, 3, 4, 5, 9], "1, 3–5, 9")])
def test_notes_in_a_row_are_a_range(numbers, told):
    assert noted(numbers) == told
