"""Tables load with their types, or say what is wrong and where."""

import pytest

from recounted.errors import RecountedError
from recounted.tables.cells import cells_of, in_words
from recounted.tables.load import load


def test_rows_keep_their_line_in_the_file(project):
    frame = load("helped")
    assert list(frame.index) == [2, 3] and frame.index.name == "line"
    assert frame.persons.sum() == 6


def test_empty_cells_of_whole_numbers_are_missing_not_zero(project):
    (project / "data/article/helped.csv").write_text("year,persons\n2019,2\n2020,\n")
    assert load("helped").persons.isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("year,persons\n2019,two\n", r"helped\.csv, line 2, column persons: 'two' is not a integer"),
        ("year,people\n2019,2\n", r"helped\.csv, line 1: columns are year, people, not year, persons"),
        ("year,persons\n2019,2,3\n", r"helped\.csv, line 2: 3 cells under 2 columns"),
        ("", r"helped\.csv: not a readable CSV"),
    ],
)
def test_a_broken_table_is_named_with_row_and_remedy(project, text, message):
    (project / "data/article/helped.csv").write_text(text)
    with pytest.raises(RecountedError, match=message) as fault:
        load("helped")
    assert fault.value.remedy


def test_a_missing_table_is_named_with_its_remedy(project):
    (project / "data/article/helped.csv").unlink()
    with pytest.raises(RecountedError, match=r"helped\.csv: the table's file is missing.*git checkout"):
        load("helped")


def test_an_unknown_table_is_answered_with_near_names(project):
    with pytest.raises(RecountedError, match="no table 'helpd'.*helped"):
        load("helpd")


@pytest.mark.parametrize(
    "rows", [lambda f: f[["persons"]], lambda f: f.query("year == 2020"), lambda f: f.loc[[3]], lambda f: f.persons]
)
def test_cells_remember_table_lines_and_columns(project, rows):
    cells = cells_of(rows(load("helped")))[0]
    assert cells["table"] == "helped" and 3 in cells["lines"] and "persons" in cells["columns"]


def test_cells_in_words_join_neighbouring_lines():
    cells = {"file": "data/x.csv", "lines": [2, 3, 4, 7], "columns": ["a"]}
    assert in_words(cells) == "data/x.csv, lines 2-4, 7, column a"


def test_rows_that_lost_their_table_are_refused(project):
    with pytest.raises(RecountedError, match="not rows of a loaded table"):
        cells_of(load("helped").groupby("year").sum())
