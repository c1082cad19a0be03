"""The rules that turn two answers into one verdict."""

import itertools
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.judging.printed import PrintedFigure, Rules
from recounted.judging.verdicts import (
    ARTICLE_VERDICTS,
    CANNOT_TELL,
    GRAVEST_FIRST,
    NOT_DERIVABLE,
    SOURCE_VERDICTS,
    TABLE,
    VERDICTS,
    article_verdict,
    gravest,
    source_verdict,
    summary,
)

FIGURE, RULES = PrintedFigure("44", "equals", "persons"), Rules()


@dataclass(frozen=True)
class Said:
    """As much of a testimony as the rules look at."""

    agrees: bool | None
    differs: str = ""


AGREES, DENIES, BLURRED = Said(True), Said(False), Said(None)
NEAR_AGREES, NEAR_DENIES, NEAR_BLURRED = (Said(each.agrees, "scope") for each in (AGREES, DENIES, BLURRED))


@pytest.mark.parametrize(("value", "verdict"), [(44, "reproduced"), (43, "inconsistent"), ("<50", "not-derivable")])
def test_the_articles_own_figures_agree_deny_or_cannot_tell(value, verdict):
    assert article_verdict(FIGURE.holds(value, RULES)) == verdict


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
        ([DENIES, BLURRED], "disputed"),
        ([NEAR_AGREES], "supported"),
        ([NEAR_AGREES, NEAR_BLURRED], "supported"),
        ([NEAR_BLURRED], "disputed"),
        ([NEAR_DENIES], "disputed"),
        ([NEAR_AGREES, NEAR_DENIES], "disputed"),
        ([AGREES, NEAR_DENIES], "corroborated"),
        ([DENIES, NEAR_AGREES], "contradicted"),
    ],
)
def test_sources_that_count_the_same_thing_decide_and_near_ones_support_or_dispute(witnesses, verdict):
    assert source_verdict(witnesses) == verdict


answers = st.sampled_from([True, False, None])


@given(st.lists(answers, min_size=1), st.lists(answers))
def test_a_near_source_never_changes_what_like_sources_say(alike, near):
    like = [Said(each) for each in alike]
    assert source_verdict(like + [Said(each, "scope") for each in near]) == source_verdict(like)


@given(st.lists(answers, min_size=1))
def test_near_sources_alone_never_corroborate_or_contradict(near):
    assert source_verdict([Said(each, "base") for each in near]) in ("supported", "disputed")


@given(st.lists(st.tuples(answers, st.sampled_from(["", "scope"]))))
def test_the_order_of_the_sources_does_not_matter(said):
    witnesses = [Said(*each) for each in said]
    assert source_verdict(witnesses) == source_verdict(witnesses[::-1])


@pytest.mark.parametrize(
    ("article", "source", "verdict"),
    [
        ("inconsistent", "corroborated", "inconsistent"),
        ("reproduced", "contradicted", "contradicted"),
        ("reproduced", "disputed", "disputed"),
        ("reproduced", "supported", "reproduced"),
        ("not-derivable", "supported", "supported"),
        ("not-derivable", "corroborated", "corroborated"),
        ("reproduced", "no-source", "reproduced"),
        ("not-derivable", "no-source", "unverifiable"),
    ],
)
def test_the_summary_puts_the_gravest_answer_first(article, source, verdict):
    assert summary(article, source) == verdict


def test_every_pair_of_answers_has_a_summary():
    assert {summary(*pair) for pair in itertools.product(ARTICLE_VERDICTS, SOURCE_VERDICTS)} == set(VERDICTS)


def test_signs_colours_and_gravities_are_each_one_verdicts_own():
    for name in ("sign", "colour", "gravity", "meaning"):
        assert len({getattr(verdict, name) for verdict in TABLE}) == len(TABLE)


def test_the_gravest_is_what_the_article_contradicts_itself():
    assert gravest(["corroborated", "disputed", "contradicted"]) == "contradicted"
    assert gravest(["inconsistent", "contradicted"]) == "inconsistent" and gravest([]) is None


def test_a_clean_verdict_needs_no_remark_and_a_loud_one_is_told_by_a_sign_in_running_text():
    assert {verdict.name for verdict in TABLE if verdict.is_clean} == {"corroborated", "reproduced"}
    assert {verdict.name for verdict in TABLE if verdict.is_right} == {"corroborated", "reproduced", "supported"}
    assert {verdict.name for verdict in TABLE if verdict.is_loud} == {"inconsistent", "contradicted", "disputed"}


def test_verdicts_are_ordered_by_what_a_reader_must_see_first():
    order = "inconsistent contradicted disputed unverifiable supported reproduced corroborated"
    assert " ".join(GRAVEST_FIRST) == order
    assert [VERDICTS[name].gravity for name in GRAVEST_FIRST] == list(range(1, 8))
    assert all(gravest([one, other]) == min(one, other, key=order.index) for one in VERDICTS for other in VERDICTS)


def test_what_is_no_value_is_told_in_words():
    assert str(NOT_DERIVABLE) == "not derivable" and str(CANNOT_TELL) == "cannot tell"
