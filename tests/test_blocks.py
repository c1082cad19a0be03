"""Where a number stands: paragraphs, items, footnotes and entries, also where a page break cuts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.article.numbers import extract
from recounted.article.text import segment

HEAD = "1 AIM OF ALL\n\n"


def _places(raw):
    """{text: (section, paragraph, footnote)} of the numbers of a copy."""
    return {number.text: (number.section, number.paragraph, number.footnote) for number in extract(raw)}


def _paragraphs(raw):
    return [block.paragraph for block in segment(raw) if block.kind == "text"]


def test_what_comes_before_the_first_section_is_section_0_and_a_heading_is_paragraph_0():
    places = _places(f"Bees 44\n\n{HEAD}They saw 12.\n")
    assert places["44"] == ("0", "1", "") and places["1"] == ("1", "0", "") and places["12"] == ("1", "1", "")


@pytest.mark.parametrize("items", ["- 12 bees\n- 13 bees\n", "1. 12 bees\n2. 13 bees\n", "• 12 bees\n• 13 bees\n"])
def test_each_item_of_a_list_is_a_paragraph_of_its_own(items):
    places = _places(f"{HEAD}They saw:\n\n{items}")
    assert places["12"][1] == "2" and places["13"][1] == "3"


def test_a_paragraph_that_a_page_break_cuts_is_one():
    assert _paragraphs(f"{HEAD}They saw 12 of the\n\nhives in 13 places.\n\nThen 14.\n") == [1, 2]
    assert _paragraphs(f"{HEAD}They saw 12 of the hives.\n\nIn 13 places.\n") == [1, 2]


def test_a_line_that_begins_with_a_number_goes_on_where_the_line_before_does():
    places = _places(f"{HEAD}They looked in\n20 European countries.\n")
    assert places["20"] == ("1", "1", "")


@pytest.mark.parametrize("note", ["7 See Keeper, 77.", "⁷ See Keeper, 77.", "[^7]: See Keeper, 77."])
def test_a_footnote_stands_where_its_marker_does(note):
    marker = "[^7]" if note.startswith("[") else "⁷"
    places = _places(f"{HEAD}They saw 12.\n\nThen 13.{marker}\n\nThen 14.\n\n{note}\n")
    assert places["77"] == ("1", "2", "7")


def test_a_paragraph_goes_on_below_a_footnote_that_interrupts_it():
    raw = f"{HEAD}They saw 12 of the⁷ hives and\n\n7 See Keeper, 77.\n\nof these 13 were lost.\n"
    assert _places(raw)["13"] == ("1", "1", "") and _places(raw)["77"][2] == "7"


def test_two_notes_of_one_number_stand_at_their_markers_in_turn():
    raw = f"Ada⁷ Keeper\n\n{HEAD}They saw 12.⁷\n\n7 Of the valley, 70.\n\n7 See Keeper, 77.\n"
    assert _places(raw)["70"][0] == "0" and _places(raw)["77"][0] == "1"


@pytest.mark.parametrize("entry", ["20. Keeper (2011).", "[20] Keeper (2011).", "\\[20\\] Keeper (2011)."])
def test_an_entry_of_the_references_has_its_printed_number(entry):
    assert _places(f"{HEAD}They saw 12.\n\nREFERENCES\n\n{entry}\n")["2011"] == ("ref", "20", "")


def test_references_without_numbers_are_counted():
    raw = f"{HEAD}They saw 12.\n\nREFERENCES\n\nKeeper (2011).\n\nQueen (2012).\n"
    assert (_places(raw)["2011"][1], _places(raw)["2012"][1]) == ("1", "2")


WORDS = st.text(alphabet="abcdefgh", min_size=3, max_size=8)


@given(st.lists(st.tuples(WORDS, st.integers(10, 10**6)), min_size=1, max_size=8))
def test_every_sentence_set_apart_is_a_paragraph_and_every_number_lies_in_the_piece_it_is_said_to(sentences):
    raw = HEAD + "\n\n".join(f"They {word} {number} of it." for word, number in sentences) + "\n"
    numbers = [each for each in extract(raw) if each.paragraph != "0"]
    assert [each.text for each in numbers] == [str(number) for _, number in sentences]
    assert [int(each.paragraph) for each in numbers] == list(range(1, len(sentences) + 1))
    assert all(raw[each.start : each.end] == each.text for each in numbers)


@given(st.text(alphabet="ab 12.|-#\n⁷[]^", max_size=60))
def test_any_text_is_cut_into_blocks_that_lie_in_order_and_do_not_overlap(raw):
    pieces = sorted(piece for block in segment(raw) for piece in block.pieces)
    assert all(end <= start for (_, end), (start, _) in zip(pieces, pieces[1:], strict=False))
    assert all(0 <= start < end <= len(raw) for start, end in pieces)
