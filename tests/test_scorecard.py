"""The tables of the scorecard count every finding once, and headlines link to the cells that judged."""

import pytest
from made import finding

from recounted.errors import RecountedError
from recounted.judging.places import Place
from recounted.judging.scorecard import SIDES, article_by_source, by_section, chosen, lines, link
from recounted.judging.verdicts import ARTICLE_VERDICTS, SOURCE_VERDICTS, VERDICTS

FINDINGS = [
    finding(),
    finding(claim_id="b", place=Place("1", 2), verdict="contradicted", source_verdict="contradicted"),
    finding(claim_id="c", place=Place("1", 3), article_verdict="not-derivable", verdict="corroborated"),
]


def test_sections_have_every_verdict_and_add_up_to_all_claims(project):
    found = by_section(FINDINGS)
    assert all(list(counts) == list(VERDICTS) for counts in found.values())
    assert sum(sum(counts.values()) for counts in found.values()) == len(FINDINGS)
    assert {title: sum(counts.values()) for title, counts in found.items()} == {"5 Help": 1, "1": 2}


def test_the_two_questions_are_crossed_whole():
    found = article_by_source(FINDINGS)
    assert list(found) == list(ARTICLE_VERDICTS)
    assert all(list(counts) == list(SOURCE_VERDICTS) for counts in found.values())
    assert found["reproduced"]["no-source"] == 1 and found["reproduced"]["contradicted"] == 1


def test_headlines_are_chosen_by_side_in_the_tables_order():
    rows = [{"side": "holds", "claim_id": each, "headline": f"On {each}"} for each in ("c", "helped-total")]
    assert [(headline, f.claim_id) for headline, f in chosen(rows, FINDINGS, "holds")] == [
        ("On c", "c"),
        ("On helped-total", "helped-total"),
    ]
    assert chosen(rows, FINDINGS, "does-not-hold") == []
    assert set(SIDES) == {"holds", "does-not-hold", "cannot-be-told"}


def test_a_headline_on_no_claim_is_named():
    with pytest.raises(RecountedError, match="top-findings.csv: there is no claim 'ghost'"):
        chosen([{"side": "holds", "claim_id": "ghost", "headline": "x"}], FINDINGS, "holds")


def test_a_headline_has_sign_verdict_words_and_a_link_to_its_cell():
    assert link(FINDINGS[1]) == "notebooks/01-help.ipynb#cell-id=b"
    assert lines([("It is wrong.", FINDINGS[1])], "") == (
        "- ✘ **contradicted**: It is wrong. ([b](01-help.ipynb#cell-id=b))"
    )
