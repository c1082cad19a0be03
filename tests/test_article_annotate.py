"""The annotated page: complete, coloured by verdict, escaped, and closed to the network."""

import base64
import hashlib
import json
import re
from html import unescape

import pytest
from article_support import ARTICLE, findings, known_passages, ledger
from tests_support import ARTICLE as REAL

from recounted.article import annotate as module
from recounted.article.annotate import annotate
from recounted.article.passages import letters
from recounted.article.reading import read
from recounted.article.text import segment
from recounted.article.verify import compare
from recounted.commands.cli import main


@pytest.fixture(autouse=True)
def no_shared_claims(monkeypatch):
    monkeypatch.setattr("recounted.article.judged.shared_claims", dict)
    monkeypatch.setattr(module, "claims_in_words", dict)


def page(text=ARTICLE, verdicts=None):
    return annotate(text, "copy.md", verdicts or findings(), compare(text, ledger(), known_passages()))[0]


def number(html, claim):
    return re.search(rf'<span class="number (\w+)"[^>]*data-claims="{claim}"[^>]*>([^<]*)</span>', html)


def test_each_number_has_the_colour_of_its_claim():
    html = page()
    assert number(html, "hives-2019").groups() == ("corroborated", "182")
    assert number(html, "hives-2020").groups() == ("inconsistent", "91")
    assert html.count('class="set-aside"') == len(ledger()) - 3


def test_what_words_claim_is_shown_with_a_number_but_does_not_colour_it(monkeypatch):
    position = next(entry.position for entry in ledger() if entry.text == "182")
    monkeypatch.setattr(module, "claims_in_words", lambda: {position: ["loss"]})
    assert number(page(), "hives-2019 loss").groups() == ("corroborated", "182")


def test_a_grave_verdict_is_told_without_colour_too():
    assert 'data-symbol="≠"' in number(page(), "hives-2020")[0]
    assert 'aria-label="91, inconsistent"' in number(page(), "hives-2020")[0]


def test_the_whole_text_is_there():
    text = re.sub(r"<[^>]*>", "", page().split('<main id="article">')[1].split("</main>")[0])
    body = segment(ARTICLE)
    assert letters(unescape(text)) == "".join(letters(block.text(ARTICLE)) for block in body)


def test_the_card_shows_printed_recomputed_verdict_reason_and_notebook():
    data = json.loads(re.search(r'<script id="verdicts" type="application/json">(.*?)</script>', page())[1])
    card = data["hives-2019"]
    assert card["verdict"] == "corroborated" and card["reason"] == "As the office says."
    assert {"printed", "recomputed", "notebook"} <= {label for label, _ in card["rows"]}


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
    assert html.count("<script") == 2 and "<img" not in html and "<iframe" not in html and "<svg" not in html


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
    assert not re.search(r'(?:src|href|action|data)\s*=\s*"(?!#)|url\(|@import|fetch\(|XMLHttp', html)
    assert " style=" not in html and not re.search(r"\son\w+=", html)


def test_each_verdict_has_a_filter_with_its_count():
    html = page()
    filters = re.findall(r'data-filter="(\w+)" aria-pressed="true"', html)
    assert filters == ["corroborated", "inconsistent", "unverifiable"]
    assert html.count('<span class="count">1</span>') == 3


def test_a_copy_that_differs_says_so_and_marks_the_stray_number():
    html = page(ARTICLE.replace("182 hives", "182 hives, 7"))
    assert "differs from the ledger" in html and '<span class="stray" title="not in the ledger">7</span>' in html


def test_without_verdicts_the_command_says_to_build_them(tmp_path, monkeypatch, capsys, project):
    copy, output = tmp_path / "copy.md", tmp_path / "page.html"
    copy.write_text(ARTICLE, encoding="utf-8")
    assert main(["article", "annotate", str(copy), "--output", str(output)]) == 2
    assert "Run `make`" in capsys.readouterr().err and not output.exists()


def test_the_article_is_annotated_whole():
    if not REAL.is_file():
        pytest.skip(f"the article itself is not here ({REAL}): annotate was not tested on it")
    comparison = compare(read(REAL))
    claimed = {entry.claim_id for entry, _ in comparison.pairs if entry.claim_id}
    row = next(iter(findings().values()))
    html, _ = annotate(read(REAL), REAL.name, {claim: row | {"claim_id": claim} for claim in claimed}, comparison)
    judged = sum(1 for entry, _ in comparison.pairs if entry.claim_id)
    assert html.count('role="button"') == judged
    assert html.count('class="set-aside"') == len(comparison.pairs) - judged
    assert html.count("<h2>") >= 10
