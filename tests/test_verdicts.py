"""The rules that turn two answers into one verdict."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.judging.printed import PrintedFigure, Rules
from recounted.judging.verdicts import (
    ARTICLE_VERDICTS,
    MEANING,
    NOT_DERIVABLE,
    SOURCE_VERDICTS,
    VERDICTS,
    Witness,
    article_verdict,
    source_verdict,
    summary,
)

FIGURE, RULES = PrintedFigure("44", "equals", "persons"), Rules()
AGREES, DENIES, BLURRED = Witness("a", 44), Witness("b", 40), Witness("c", "<50")


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(44, "reproduced"), (43, "inconsistent"), (NOT_DERIVABLE, "not-derivable"), ("<50", "not-derivable")],
)
def test_the_articles_own_figures_agree_deny_or_cannot_tell(value, verdict):
    assert article_verdict(FIGURE, value, RULES) == verdict


@pytest.mark.parametrize(
    ("witnesses", "verdict"),
    [
        ([], "no-source"),
        ([AGREES], "corroborated"),
        ([DENIES], "contradicted"),
        ([AGREES, DENIES], "disputed"),
        ([BLURRED], "disputed"),
        ([AGREES, BLURRED], "disputed"),
        ([DENIES, DENIES], "contradicted"),
        ([Witness("d", 40, "scope")], "disputed"),
        ([Witness("d", 44, "scope")], "disputed"),
    ],
)
def test_sources_that_count_the_same_thing_decide(witnesses, verdict):
    assert source_verdict(FIGURE, witnesses, RULES) == verdict


@given(st.lists(st.integers(30, 60)), st.sampled_from([44, 40]))
def test_a_source_with_another_scope_never_changes_what_like_sources_say(others, value):
    alike = [Witness("a", value)]
    apart = [Witness("x", other, "scope") for other in others]
    assert source_verdict(FIGURE, alike + apart, RULES) == source_verdict(FIGURE, alike, RULES)


@given(st.lists(st.integers(30, 60), min_size=1))
def test_sources_with_another_scope_alone_never_corroborate_or_contradict(values):
    assert source_verdict(FIGURE, [Witness("x", value, "base") for value in values], RULES) == "disputed"


@pytest.mark.parametrize(
    ("article", "source", "verdict"),
    [
        ("inconsistent", "corroborated", "inconsistent"),
        ("reproduced", "contradicted", "contradicted"),
        ("reproduced", "disputed", "disputed"),
        ("not-derivable", "corroborated", "corroborated"),
        ("reproduced", "no-source", "reproduced"),
        ("not-derivable", "no-source", "unverifiable"),
    ],
)
def test_the_summary_puts_the_gravest_answer_first(article, source, verdict):
    assert summary(article, source) == verdict


def test_every_pair_of_answers_has_a_summary_with_a_meaning():
    found = {summary(*pair) for pair in itertools.product(ARTICLE_VERDICTS, SOURCE_VERDICTS)}
    assert found == set(VERDICTS) == set(MEANING)
