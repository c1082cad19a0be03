"""May I cite it? One plain answer for each verdict, with what to cite instead and what stands beside it."""

import pytest

from recounted.judging import findings
from recounted.judging.citing import CAVEAT, CITE, NOT, Neighbour, advise, shown_verdict


def said(agrees, differs="", value="44"):
    counts = "of adults only" if differs else ""
    return findings.Testimony(
        "UNODC", f"UNODC counts {value}", f"UNODC counts {value}, …", value, differs, counts, agrees, ("u",), ()
    )


WRONG_WORD = Neighbour("lagging", "It lags behind", "contradicted")
RIGHT_WORD = Neighbour("rank", "Its rank is 83", "corroborated")


@pytest.mark.parametrize(
    ("verdict", "witnesses", "answer", "note"),
    [
        ("corroborated", [said(True)], CITE, ""),
        ("reproduced", [], CITE, "Only the article's own figures confirm it."),
        (
            "supported",
            [said(True, "scope")],
            CAVEAT,
            "No source measures exactly this; the nearest agrees. UNODC counts 44 (of adults only).",
        ),
        ("disputed", [said(True), said(False, value="40")], CAVEAT, "UNODC counts 40."),
        (
            "disputed",
            [said(False, "scope", "40")],
            CAVEAT,
            "No source measures exactly this; the nearest ones differ. UNODC counts 40 (of adults",
        ),
        ("disputed", [said(None, value="<50"), said(False, value="40")], NOT, "Cite instead: UNODC counts 40 (UNODC)."),
        ("inconsistent", [said(False, "scope", "40")], NOT, "What comes nearest: UNODC counts 40 (of adults only)."),
        (
            "reproduced",
            [said(True, "scope")],
            CITE,
            "Only the article's own figures confirm it. What comes nearest agrees: UNODC counts 44 (of adults only).",
        ),
        ("contradicted", [said(False, value="40")], NOT, "Cite instead: UNODC counts 40 (UNODC)."),
        ("inconsistent", [], NOT, "No better figure was found."),
        ("unverifiable", [], CAVEAT, "Only the article says so."),
    ],
)
def test_each_verdict_has_one_answer(verdict, witnesses, answer, note):
    advice = advise(verdict, witnesses, [])
    assert advice.answer == answer and advice.note.startswith(note)


def test_a_right_figure_beside_a_wrong_word_is_cited_with_a_caveat_only():
    advice = advise("corroborated", [said(True)], [WRONG_WORD, RIGHT_WORD])
    assert (
        advice.words
        == "Cite with this caveat: Take care with what stands beside it, which is contradicted (✘): “It lags behind”."
    )


def test_a_caveat_that_a_person_wrote_turns_a_plain_yes():
    assert advise("corroborated", [said(True)], [], "TIP has 40.").words == "Cite with this caveat: TIP has 40."


def test_a_number_stands_under_the_gravest_verdict_of_its_neighbours():
    assert shown_verdict("corroborated", [RIGHT_WORD]) == "corroborated"
    assert shown_verdict("corroborated", [RIGHT_WORD, WRONG_WORD]) == "contradicted"
