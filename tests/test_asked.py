"""What the site's box answers: the set of a printed figure in words, and whether a value lies in it."""

import pytest

from recounted.errors import RecountedError
from recounted.judging.asked import asked


@pytest.mark.parametrize(
    ("printed", "relation", "unit", "value", "stands", "answer"),
    [
        ("2.1-fold", "equals", "times", "2.14", "2.05 to 2.15", "yes"),
        ("2.1-fold", "equals", "times", "2.2", "2.05 to 2.15", "no"),
        ("91.4%", "equals", "percent", "91.44", "91.35 to 91.45", "yes"),
        ("182", "equals", "count", "183", "182", "no"),
        ("more than 100", "more-than", "count", "100", "more than 100", "no"),
        ("up to 90", "at-most", "count", "92", "0 to 90", "no"),
        ("about 50", "about", "count", "46", "45 to 55", "yes"),
        ("twice", "equals", "times", "2.5", "1.5 to 2.5, without 2.5 itself", "no"),
        ("2019", "equals", "date", "2019-05-01", "1 January 2019 to 31 December 2019", "yes"),
        ("3", "equals", "count", "<5", "3", "cannot tell"),
        ("12 (33%)", "equals", "n (%)", "", "n: 12; percent: 32.5 to 33.5", ""),
        ("SNG-1", "equals", "identifier", "SNG-1", "the text “SNG-1”", "yes"),
        (" 182 ", "equals", "", "", "182", ""),
    ],
)
def test_a_figure_is_answered_in_words(printed, relation, unit, value, stands, answer):
    assert asked(printed, relation, unit, value) == {"set": stands, "answer": answer}


def test_the_rules_can_be_others():
    assert asked("2.1", "equals", "times", "2.19", rounding="truncated")["answer"] == "yes"
    assert asked("about 50", "about", "count", "41", about="0.2")["set"] == "40 to 60"


@pytest.mark.parametrize(
    ("printed", "relation", "unit", "says"),
    [
        ("soon", "equals", "count", "there is no number in it"),
        ("5", "trend", "count", "trend is true or false"),
        ("5", "nearly", "count", "there is no relation 'nearly'"),
    ],
)
def test_what_cannot_be_read_is_said(printed, relation, unit, says):
    with pytest.raises(RecountedError, match=says):
        asked(printed, relation, unit, "5")
