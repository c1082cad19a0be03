"""Reading the reader's copy: what is taken, what is refused and with which remedy."""

import pytest

from recounted.article.extraction import _raised, read, without_furniture
from recounted.errors import RecountedError


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.md", None, "there is no such file"),
        ("a.rtf", b"x", "a copy ending in .rtf is not known"),
        ("a.docx", b"x", "not a readable DOCX file"),
        ("a.xml", b"<article>", "not readable XML"),
        ("a.md", b"  \n", "the copy is empty"),
        ("a.txt", b"\xff\xfe\x00", "not UTF-8 text"),
    ],
)
def test_a_copy_that_cannot_be_read_is_named_with_a_remedy(tmp_path, name, content, message):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(RecountedError, match=message) as fault:
        read(tmp_path / name)
    assert fault.value.where.endswith(name) and fault.value.remedy


def test_a_broken_pdf_is_an_error_not_a_crash(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"not a pdf")
    with pytest.raises(RecountedError, match="not a readable PDF"):
        read(tmp_path / "a.pdf")


def test_page_furniture_that_recurs_is_left_out_and_nothing_else():
    pages = [
        f"Journal of Bees {n}\n{word} begin\nmore\nand more\nlast {word}\n{n}"
        for n, word in enumerate(["words", "lines", "bees", "hives"], 1)
    ]
    text = without_furniture(pages)
    assert text.splitlines()[:5] == ["words begin", "more", "and more", "last words", "lines begin"]


def test_furniture_in_a_text_file_is_left_out_at_its_form_feeds(tmp_path):
    copy = tmp_path / "a.txt"
    copy.write_text("\f".join(f"Bees {n}\nwords {'abcd'[n]}\n\nx\n\ny" for n in range(4)), encoding="utf-8")
    assert "Bees" not in read(copy)


def test_a_small_digit_behind_larger_letters_is_a_raised_marker():
    chars = [{"text": c, "size": s} for c, s in [("w", 10), (".", 10), ("1", 6), ("2", 6), (" ", 10), ("3", 10)]]
    assert "".join(char["text"] for char in _raised(chars)) == "w.¹² 3"
