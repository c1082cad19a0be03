"""May I cite it? One plain answer for each verdict, with what to cite instead and what stands beside it."""

from dataclasses import replace

import pytest

from recounted.judging import findings
from recounted.judging.citing import CAVEAT, CITE, NOT, Advice, Neighbour, advise, shown_verdict, with_counts


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
            "No source has exactly this; the nearest agrees. UNODC counts 44 (of adults only).",
        ),
        (
            "disputed",
            [said(True), said(False, value="40"), said(None, value="<50"), said(False, value="41")],
            CAVEAT,
            "In favour: UNODC counts 44. Against: UNODC counts 40. UNODC counts 41.",
        ),
        (
            "disputed",
            [said(False, "scope", "40")],
            CAVEAT,
            "No source has exactly this; the nearest one differs. UNODC counts 40 (of adults",
        ),
        ("disputed", [said(None, value="<50"), said(False, value="40")], NOT, "Cite instead: UNODC counts 40."),
        ("inconsistent", [said(False, "scope", "40")], NOT, "What comes nearest: UNODC counts 40 (of adults only)."),
        (
            "reproduced",
            [said(True, "scope")],
            CITE,
            "Only the article's own figures confirm it. The nearest source agrees. UNODC counts 44 (of adults only).",
        ),
        ("contradicted", [said(False, value="40")], NOT, "Cite instead: UNODC counts 40."),
        ("inconsistent", [], NOT, "No better figure was found."),
        ("unverifiable", [], CAVEAT, "Only the article says so."),
    ],
)
def test_each_verdict_has_one_answer(verdict, witnesses, answer, note):
    advice = advise(verdict, witnesses, [])
    assert advice.answer == answer and advice.note.startswith(note)


@pytest.mark.parametrize(
    ("verdict", "witnesses", "words"),
    [
        ("disputed", [said(None, value="<50")], "Cite with this caveat: UNODC counts <50."),
        (
            "disputed",
            [said(None, "scope", "<50")],
            "Cite with this caveat: No source has exactly this; the nearest one cannot tell. "
            "UNODC counts <50 (of adults only).",
        ),
        (
            "disputed",
            [said(True, "scope"), said(False, "scope", "40")],
            "Cite with this caveat: In favour: UNODC counts 44 (of adults only). "
            "Against: UNODC counts 40 (of adults only).",
        ),
        (
            "disputed",
            [said(True), said(False, value="40"), said(False, value="41"), said(False, value="42")],
            "Cite with this caveat: In favour: UNODC counts 44. Against: UNODC counts 40. UNODC counts 41.",
        ),
        (
            "disputed",
            [said(True), said(True, value="45"), said(False, value="40")],
            "Cite with this caveat: In favour: UNODC counts 44. Against: UNODC counts 40.",
        ),
        (
            "disputed",
            [said(False, "scope", "40"), said(False, "scope", "41")],
            "Cite with this caveat: No source has exactly this; the nearest ones differ. "
            "UNODC counts 40 (of adults only). UNODC counts 41 (of adults only).",
        ),
        (
            "disputed",
            [said(None, "scope", "<50"), said(None, "scope", "<60"), said(None, "scope", "<70")],
            "Cite with this caveat: No source has exactly this; the nearest ones cannot tell. "
            "UNODC counts <50 (of adults only). UNODC counts <60 (of adults only).",
        ),
        (
            "contradicted",
            [said(False, value="40"), said(False, value="41")],
            "Do not cite. Cite instead: UNODC counts 40.",
        ),
        ("inconsistent", [said(None, value="<50")], "Do not cite. What comes nearest: UNODC counts <50."),
        (
            "supported",
            [said(True, "scope", "44"), said(True, "scope", "45")],
            "Cite with this caveat: No source has exactly this; the nearest agrees. UNODC counts 44 (of adults only).",
        ),
        (
            "reproduced",
            [said(True, "scope", "44"), said(True, "scope", "45")],
            "Cite. Only the article's own figures confirm it. "
            "The nearest source agrees. UNODC counts 44 (of adults only).",
        ),
        ("corroborated", [said(True)], "Cite."),
    ],
)
def test_what_is_said_of_several_sources(verdict, witnesses, words):
    assert advise(verdict, witnesses, []).words == words


def test_an_answer_that_was_kept_as_text_reads_the_same():
    kept = "".join(list(CAVEAT))
    assert Advice(kept, "TIP has 40.").words == "Cite with this caveat: TIP has 40."


def test_a_right_figure_beside_a_wrong_word_is_cited_with_a_caveat_only():
    advice = advise("corroborated", [said(True)], [WRONG_WORD, RIGHT_WORD])
    assert advice.words == "Cite with this caveat: Note that a related statement is contradicted (✘): “It lags behind”."


def test_neighbours_of_one_verdict_are_told_in_one_sentence():
    other = Neighbour("first", "It is the first", "".join(["contra", "dicted"]))
    advice = advise("corroborated", [said(True)], [WRONG_WORD, RIGHT_WORD, other])
    assert advice.note == "Note that 2 related statements are contradicted (✘): “It lags behind”; “It is the first”."


def test_neighbours_of_several_verdicts_are_told_in_a_sentence_each():
    other = Neighbour("first", "It is the first", "disputed")
    advice = advise("corroborated", [said(True)], [WRONG_WORD, other])
    assert advice.note == (
        "Note that a related statement is contradicted (✘): “It lags behind”. "
        "Note that a related statement is disputed (≈): “It is the first”."
    )


def test_what_to_cite_instead_names_its_source_once():
    printed = replace(said(False, value="40"), who="UN Office on Drugs and Crime")
    assert advise("contradicted", [printed], []).note.endswith("counts 40. Source: UN Office on Drugs and Crime.")
    copied = replace(printed, who="UNODC, copy at example.org")
    assert advise("contradicted", [copied], []).note == "Cite instead: UNODC counts 40."


@pytest.mark.parametrize(
    ("who", "opening", "source"),
    [
        ("Adilet, the register", "According to Adilet, the register, ", "Adilet, the register"),
        ("European Commission", "According to the European Commission, ", "the European Commission"),
        ("Republic, copy at example.org", "According to the copy at example.org, ", "the copy at example.org"),
    ],
)
def test_what_to_cite_instead_begins_with_what_it_says(who, opening, source):
    told = replace(said(False), who=who, sentence=f"{opening}the Code has article 135")
    assert advise("contradicted", [told], []).note == f"Cite instead: The Code has article 135 (source: {source})."


def test_brackets_and_quotation_marks_are_not_put_inside_their_like():
    assert with_counts("It has 44 (of 50)", "of adults") == "It has 44 (of 50; of adults)"
    titled = Neighbour("title", "Its title is “Safe”", "disputed")
    assert "“Its title is ‘Safe’”" in advise("corroborated", [said(True)], [titled]).note


def test_a_caveat_that_a_person_wrote_turns_a_plain_yes():
    assert advise("corroborated", [said(True)], [], "TIP has 40.").words == "Cite with this caveat: TIP has 40."


def test_a_number_stands_under_the_gravest_verdict_of_its_neighbours():
    assert shown_verdict("corroborated", [RIGHT_WORD]) == "corroborated"
    assert shown_verdict("corroborated", [RIGHT_WORD, WRONG_WORD]) == "contradicted"
