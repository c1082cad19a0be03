"""Headings as people write them, and the sections that they begin."""

import pytest

from recounted.article.headings import Sections, heading


@pytest.mark.parametrize(
    ("text", "level", "number", "title"),
    [
        ("# A study of bees", 1, "", "A study of bees"),
        ("## 3.1 Data", 2, "3.1", "Data"),
        ("### Data ###", 3, "", "Data"),
        ("## **3. Data**", 2, "3", "Data"),
        ("Data\n====", 1, "", "Data"),
        ("Data\n----", 2, "", "Data"),
        ("2.1 Data\n---", 2, "2.1", "Data"),
        ("1 INTRODUCTION", 0, "1", "INTRODUCTION"),
        ("BEES OF THE VALLEY", 0, "", "BEES OF THE VALLEY"),
        ("REFERENCES", 0, "", "REFERENCES"),
    ],
)
def test_a_heading_is_known_by_hashes_an_underline_or_capitals(text, level, number, title):
    found = heading(text)
    assert (found.level, found.number, found.title.strip("*")) == (level, number, title)


@pytest.mark.parametrize("text", ["We counted bees.", "#hashtag", "- a\n- b", "USA", "| a |\n|---|", "3 bees", ""])
def test_any_other_block_is_no_heading(text):
    assert heading(text) is None


@pytest.mark.parametrize("title", ["References", "REFERENCES", "Bibliography", "**Works cited**", "List of references"])
def test_the_list_of_references_is_known_by_its_name(title):
    assert heading(f"## {title}").is_references


@pytest.mark.parametrize("title", ["Reference values", "Literature review", "Preferences"])
def test_a_section_on_references_is_not_the_list(title):
    assert not heading(f"## {title}").is_references


def _ids(*lines):
    found = [heading(line) for line in lines]
    sections = Sections(found)
    return [sections.id_of(each) for each in found]


@pytest.mark.parametrize(
    ("lines", "ids"),
    [
        (["# Bees", "## 1 Aim", "## 2 Data", "### 2.1 Hives", "## References"], [None, "1", "2", "2.1", "ref"]),
        (["# Bees", "## Aim", "## Data", "### Hives", "### Queens", "## End"], [None, "1", "2", "2.1", "2.2", "3"]),
        (["# Bees", "## Abstract", "## 1 Aim", "## 2 Data"], [None, "abstract", "1", "2"]),
        (["BEES OF THE VALLEY", "1 AIM OF ALL", "2 DATA OF ALL"], [None, "1", "2"]),
        (["# Aim", "# Data", "# End"], ["1", "2", "3"]),
        (["## Aim", "## Aim"], ["1", "2"]),
        (["# Bees", "## 1 Aim", "## 1 Aim"], [None, "1", "1-2"]),
        (["# Bees", "### Deep first", "## Data"], [None, "1.1", "2"]),
    ],
)
def test_sections_have_their_printed_numbers_or_are_counted(lines, ids):
    assert _ids(*lines) == ids


def test_the_title_begins_no_section_but_one_title_among_equals_is_none():
    assert _ids("# Bees", "## Aim")[0] is None and _ids("# Bees", "# Aim")[0] == "1"


def test_capitals_alone_are_a_paragraph_where_other_headings_are_marked():
    assert _ids("# Bees", "## Aim", "THE VALLEY OF BEES", "## Data") == [None, "1", None, "2"]
