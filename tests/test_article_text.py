"""Segmentation: sections, paragraphs, list items, footnotes, and what a page break cut."""

import pytest
from article_support import ARTICLE

from recounted.article.text import segment

BLOCKS = {block.place(): block.text(ARTICLE) for block in segment(ARTICLE)}


def test_headings_begin_sections_and_are_their_paragraph_zero():
    assert BLOCKS["1", "0", ""] == "1 INTRODUCTION"
    assert BLOCKS["2", "0", ""] == "2 RESULTS"
    assert BLOCKS["ref", "0", ""] == "REFERENCES"


def test_what_stands_before_the_first_section_is_front_matter():
    assert BLOCKS["0", "3", ""] == "Ada Keeper¹"


def test_a_paragraph_goes_on_behind_the_footnote_that_cut_it():
    assert BLOCKS["1", "1", ""].startswith("In 2019") and BLOCKS["1", "1", ""].endswith("large before.")
    assert BLOCKS["1", "2", ""].startswith("Nobody knows")


def test_a_footnote_stands_where_its_marker_does():
    assert BLOCKS["0", "3", "1"].startswith("- 1 Dr. Sc.")
    assert BLOCKS["1", "1", "2"].startswith("2 Valley Office")
    assert BLOCKS["2", "3", "3"] == "3 Law No 12-IV of 4 June 2018."


def test_every_list_item_is_a_paragraph():
    assert [BLOCKS["2", str(i), ""][:7] for i in (1, 2, 3)] == ["We sugg", "- more ", "- the b"]


def test_a_reference_has_the_number_of_its_entry():
    assert BLOCKS["ref", "1", ""].startswith("1. Keeper")


def test_a_footnote_goes_on_above_the_next_footnote():
    text = "1 INTRODUCTION\n\nOne.¹ Two.²\n\n1 See Smith on\n\nA new page.\n\n- the bees of 1999.\n\n2 *ibid.*\n"
    notes = {block.footnote: block.text(text) for block in segment(text)}
    assert notes["1"] == "1 See Smith on\n- the bees of 1999."


def test_joined_text_knows_the_raw_offset_of_each_character():
    for block in segment(ARTICLE):
        text, offsets = block.joined(ARTICLE)
        assert all(ARTICLE[offset] == char or char == "\n" for char, offset in zip(text, offsets, strict=True))


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("The court held\n1. that bees\n2. that hives", ["The court held", "1. that bees", "2. that hives"]),
        ("The court held:\n1. that bees", ["The court held:", "1. that bees"]),
        ("We saw\n1. bees\n  in the north\n2. hives", ["We saw", "1. bees\n  in the north", "2. hives"]),
        ("1. bees\nin the north\n3. hives", ["1. bees\nin the north\n3. hives"]),
        ("As shown in Table\n1. Then we left.", ["As shown in Table\n1. Then we left."]),
        ("As shown in Table\n2. Then we left.\n3. Bees", ["As shown in Table\n2. Then we left.", "3. Bees"]),
        ("As in Table\n1. Then\n\n2. Data", ["As in Table\n1. Then", "2. Data"]),
    ],
)
def test_a_number_under_an_open_line_counts_an_item_where_its_neighbour_does(text, blocks):
    assert [block.text(text) for block in segment(text)] == blocks
