"""Fingerprints of passages: each window of a text has its own, and a copy is searched for all of them at once."""

import string

import pytest
from article_support import ARTICLE, known_passages
from hypothesis import given
from hypothesis import strategies as st

from recounted.article.passages import WINDOW, absent, fingerprint, fingerprints, letters

TEXTS = st.text(string.ascii_lowercase, min_size=WINDOW, max_size=120)


@given(TEXTS, st.data())
def test_a_passage_is_found_wherever_it_stands_in_a_text(text, data):
    start = data.draw(st.integers(0, len(text) - 8))
    passage = text[start : data.draw(st.integers(start + 8, len(text)))]
    assert absent(fingerprints(passage), text) == []


@given(st.lists(TEXTS, min_size=2, max_size=20, unique_by=lambda text: text[:WINDOW]))
def test_other_letters_have_another_fingerprint(texts):
    assert len({fingerprint(text[:WINDOW]) for text in texts}) == len(texts)


def test_one_letter_more_less_or_another_is_another_fingerprint():
    near = {"aaaaaaaa", "aaaaaaaaa", "aaaaaaa", "aaaaaaab", "baaaaaaa", "abaaaaaa"}
    assert len({fingerprint(text) for text in near}) == len(near)


def test_a_fingerprint_is_twelve_hexadecimal_digits_and_that_of_every_machine():
    assert fingerprint("thirtytwolettersofonepassagehere") == "4b06944d9a71"


def test_a_copy_without_a_passage_or_with_a_letter_changed_in_its_end_lacks_it():
    (row,) = [row for row in known_passages() if (row["section"], row["paragraph"]) == ("1", "2")]
    start = ARTICLE.index("Nobody knows")
    end = ARTICLE.index("\n\n", start)
    assert absent([row], ARTICLE) == []
    assert absent([row], ARTICLE[:start] + ARTICLE[end:]) == [row]
    last = max(at for at in range(start, end) if ARTICLE[at].isalpha())
    assert absent([row], ARTICLE[:last] + "q" + ARTICLE[last + 1 :]) == [row]


def test_a_passage_printed_twice_must_be_there_twice():
    twice = "The bees of the north are few.\n\nThe bees of the north are few.\n"
    rows = fingerprints(twice)
    assert [row["head_times"] for row in rows] == [2, 2]
    assert absent(rows, twice) == []
    assert absent(rows, twice.partition("\n\n")[0]) == rows


def test_a_copy_shorter_than_a_window_holds_no_long_passage():
    rows = known_passages()
    assert absent(rows, "Bees") == rows


@pytest.mark.parametrize("typeset", ["Bées of the North", "B e e s\nof-the **north**", "BEES OF THE NORTH³"])
def test_typesetting_leaves_the_letters(typeset):
    assert letters(typeset) == "beesofthenorth"
