"""For each number of a reader's text the claims it may come from, nearest first; those without one are listed."""

import csv

import pytest
from made import finding
from tests_support import ROOT

from recounted.commands.check_text import EXACT, NEAR, ROUNDED, Figure, candidates, figures, nearness
from recounted.commands.cli import main
from recounted.commands.matching import Index
from recounted.judging.findings import load_findings

BRIEFS = list(csv.DictReader((ROOT / "tests/briefs.csv").open(encoding="utf-8")))


def _near(ours, printed):
    return nearness(Figure(ours, 1, "", "figure"), finding(printed=printed))


@pytest.mark.parametrize(
    ("ours", "printed", "near"),
    [
        ("108", "108", EXACT),
        ("1,891", "1891", EXACT),
        ("84.5%", "84.5%", EXACT),
        ("84.5 per cent", "84.5%", EXACT),
        ("114-IV", "Act No 114-IV", EXACT),
        ("85%", "84.5%", ROUNDED),
        ("7%", "6.8%", ROUNDED),
        ("540", "543", ROUNDED),
        ("550", "543", NEAR),
        ("108", "1,108", 0),
        ("50%", "50", 0),
        ("50", "50%", 0),
        ("600", "543", 0),
        ("2021", "2020", 0),
        ("3", "5", 0),
    ],
)
def test_figures_are_the_same_rounded_near_or_apart(ours, printed, near):
    assert _near(ours, printed) == near


def test_numbers_are_read_with_their_line_and_sentence_and_addresses_left_out():
    text = "First line.\n\nIn 2019 we had 182. Then 12,345 came,\nsee https://example.org/77 or doi:10.1234/x.5.\n"
    text += "\n- 7 more"
    found = [(figure.text, figure.line, figure.sentence) for figure in figures(text)]
    assert ("182", 3, "In 2019 we had 182.") in found
    assert [line for written, line, _ in found if written == "12,345"] == [3]
    assert not [written for written, *_ in found if "77" in written or "10.1234" in written]
    assert found[-1][0] == "7" and "182" not in found[-1][2]


CLAIMS = [
    finding(claim_id="helped", printed="543", statement="Victims helped by the ministry"),
    finding(claim_id="work", printed="(2014) 543", statement="Entry 3 on victims helped", kind="reference"),
    finding(claim_id="moved", printed="2022", statement="The year in which the country moved to Tier 2"),
]


@pytest.mark.parametrize(
    ("sentence", "text", "found"),
    [
        ("The ministry helped 543 victims.", "543", ["helped", "work"]),
        ("The country moved to Tier 2 in 2022.", "2022", ["moved"]),
        ("In 2022 we helped nobody.", "2022", []),
        ("The ministry helped about 540 victims.", "540", ["helped"]),
    ],
)
def test_the_claims_whose_sentence_is_alike_are_candidates(project, sentence, text, found):
    figure = Figure(text, 1, sentence, "figure")
    assert [each.finding.claim_id for each in candidates(figure, Index(CLAIMS))][: len(found)] == found
    assert bool(found) == bool(candidates(figure, Index(CLAIMS)))


@pytest.mark.parametrize("text", ["We shipped 543 laptops.", "543 left."])
def test_a_rare_figure_of_the_article_is_a_candidate_in_other_words_too(project, text):
    found = candidates(Figure("543", 1, text, "figure"), Index(CLAIMS))
    assert [(each.finding.claim_id, each.is_alike) for each in found] == [("helped", False), ("work", False)]


def test_what_has_only_the_figure_comes_after_what_has_the_words(project):
    other = finding(claim_id="laptops", printed="543", statement="Laptops that were shipped")
    figure = Figure("543", 1, "The ministry helped 543 victims.", "figure")
    found = candidates(figure, Index([other, *CLAIMS]))
    assert [(each.finding.claim_id, each.is_alike) for each in found] == [
        ("helped", True),
        ("work", True),
        ("laptops", False),
    ]


def test_a_share_in_words_is_a_share():
    assert [each.text for each in figures("Sixty-six percent came, and 5 per cent left.")] == [
        "Sixty-six percent",
        "5 per cent",
    ]
    assert _near("Sixty-six percent", "66%") == EXACT


def test_common_and_other_words_are_told(published, capsys):
    brief = published / "brief.md"
    brief.write_text("Prices rose by 33.3% in the east. Two cats sat on the mat.\n")
    assert main(["check-text", str(brief)]) == 0
    said = capsys.readouterr().out
    assert "  same figure, other words:\n" in said
    assert "in other words and too common to tell by the figure alone: Two (line 1)" in said
    assert "without a candidate" not in said


def test_the_answer_names_words_verdict_reason_what_to_cite_and_what_has_no_candidate(published, capsys):
    brief = published / "brief.md"
    brief.write_text("Two people were helped in the first year.\n\nThe budget is 12,345 euros.\n")
    assert main(["check-text", str(brief)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Candidates for you to choose from, nearest first. Nothing here judges your text.")
    for part in (
        f"{brief}, line 1: Two",
        "“Two people were helped in the first year.”",
        "✘ contradicted: People helped in the first year, lagging behind",
        "printed 2 (section 5, paragraph 1) · helped-first-year",
        "Printed: “2”. The red book counts 3, not the printed 2.",
        "May I cite it? Do not cite. Cite instead: Red counts 3.",
        "==> without a candidate in the article: first (line 1), 12,345 (line 3)",
    ):
        assert part in said


def test_a_text_without_a_number_and_no_candidates_at_all_are_refused(published, capsys):
    (published / "brief.md").write_text("No number here.")
    assert main(["check-text", str(published / "brief.md")]) == 2
    assert "there is no number in it" in capsys.readouterr().err
    assert main(["check-text", str(published / "brief.md"), "--most", "0"]) == 2
    assert "--most: 0 candidates is not possible" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.usefixtures("built")
def test_on_made_up_briefs_the_claim_meant_comes_first_and_other_texts_have_none():
    """Measured: 28 figures of the article in other words, 9 figures of something else."""
    index = Index(load_findings())
    meant = [brief for brief in BRIEFS if brief["claim_id"]]
    missed, strays = [], []
    for brief in BRIEFS:
        figure = next(each for each in figures(brief["sentence"]) if each.text == brief["figure"])
        found = [each.finding.claim_id for each in candidates(figure, index) if each.is_alike]
        if brief["claim_id"] and found[:1] != [brief["claim_id"]]:
            missed.append((brief["figure"], brief["claim_id"], found[:3]))
        if not brief["claim_id"] and found:
            strays.append((brief["sentence"], found[:3]))
    assert len(missed) <= 0.1 * len(meant), missed
    assert len(strays) <= 2, strays
