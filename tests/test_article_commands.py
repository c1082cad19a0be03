"""The page of an annotated copy replaces nothing but a page, and is made of the article alone."""

import os

import pytest

from recounted.commands.article import check_likeness, check_output
from recounted.errors import RecountedError


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("copy.md", "copy.md: is no name for a page. Let it end in .html or .htm"),
        ("claims.csv", "claims.csv: is no name for a page"),
        ("page", "page: is no name for a page"),
        ("folder.html", "folder.html: is a folder or a device. Name a file to write"),
        ("pipe.html", "pipe.html: is a folder or a device"),
        ("copy.html", "copy.html: is your copy itself"),
        ("link.html", "link.html: is your copy itself"),
    ],
)
def test_an_output_over_an_input_a_device_or_another_file_is_refused(tmp_path, output, message):
    for name in ("copy.md", "claims.csv", "copy.html"):
        (tmp_path / name).write_text("kept")
    (tmp_path / "folder.html").mkdir()
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "link.html").symlink_to(tmp_path / "copy.html")
    with pytest.raises(RecountedError, match=message):
        check_output(tmp_path / "copy.html", tmp_path / output)


def test_a_new_page_and_an_older_one_may_be_written(tmp_path):
    (tmp_path / "old.HTML").write_text("old")
    for output in ("new.html", "new.htm", "old.HTML"):
        check_output(tmp_path / "copy.md", tmp_path / output)


def test_a_text_in_which_most_differs_is_not_the_article():
    check_likeness("copy.md", 590, 8)
    check_likeness("copy.md", 0, 0)
    with pytest.raises(RecountedError, match="README.md: this does not look like the article: 15 of its numbers found"):
        check_likeness("README.md", 15, 584)
