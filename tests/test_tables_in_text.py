"""Tables in an article's text: each cell has an address that tells its row and column, and no other text has one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.article.numbers import extract
from recounted.article.tables import addresses, table_cells
from recounted.article.text import is_table

TABLE = """We counted.

| Place | 2019 | 2020 |
|:------|-----:|-----:|
| North | 12 | 13 |
| South | 0.5 | |
"""


def _addresses(raw):
    return [cell.address for cell in table_cells(raw)]


def test_each_cell_is_told_by_its_table_its_rows_name_and_its_column():
    cells = {cell.text: cell.address for cell in table_cells(TABLE)}
    assert cells["2019"] == "table 1, row header, column 2"
    assert cells["13"] == "table 1, row North, column 3" and cells["0.5"] == "table 1, row South, column 2"


def test_the_span_of_a_cell_is_where_its_words_stand():
    for cell in table_cells(TABLE):
        assert TABLE[slice(*cell.span)].strip() == cell.text


def test_numbers_of_a_table_have_addresses_and_those_of_sentences_none():
    raw = f"In 2018 they were 7.\n\n{TABLE}\nIn all they were 25.\n"
    numbers = extract(raw)
    found = dict(zip((number.text for number in numbers), addresses(raw, numbers), strict=True))
    assert found["7"] == found["25"] == found["2018"] == ""
    assert found["12"] == "table 1, row North, column 2" and found["2020"] == "table 1, row header, column 3"


def test_a_second_table_is_counted_on_and_one_without_outer_bars_is_one_too():
    bare = "Place | n\n--- | ---\nNorth | 4\n"
    assert "table 2, row North, column 2" in _addresses(f"{TABLE}\n{bare}")


@pytest.mark.parametrize(
    ("first", "name"),
    [("", "1"), ("12", "1"), ("*North* town", "North town"), ("a, column 3", "1"), ("N" * 80, "N" * 60)],
)
def test_a_row_without_a_name_of_its_own_has_its_number(first, name):
    raw = f"| a | n |\n|---|---|\n| {first} | 4 |\n| other | 5 |\n"
    assert f"table 1, row {name}, column 2" in _addresses(raw)


def test_two_rows_of_one_name_have_their_numbers():
    raw = "| a | n |\n|---|---|\n| All | 4 |\n| All | 5 |\n"
    assert _addresses(raw)[3::2] == ["table 1, row 1, column 2", "table 1, row 2, column 2"]


def test_a_bar_that_is_escaped_parts_no_cells():
    raw = "| a | n |\n|---|---|\n| x \\| y | 4 |\n"
    assert [cell.text for cell in table_cells(raw)][2:] == ["x \\| y", "4"]


@pytest.mark.parametrize("text", ["a | b\nc | d\ne | f", "| a |\n| - |", "Bees.\n---\nMore.", "a\n|---|---|", ""])
def test_what_has_no_line_of_dashes_below_a_header_is_no_table(text):
    assert not is_table(text)


@given(st.lists(st.lists(st.integers(0, 10**6), min_size=3, max_size=3), min_size=1, max_size=6))
def test_every_number_of_any_table_has_one_address_of_its_own(rows):
    lines = [f"| name {chr(97 + n)} | {' | '.join(map(str, row))} |" for n, row in enumerate(rows)]
    raw = "\n".join(["| a | b | c | d |", "|---|---|---|---|", *lines]) + "\n"
    numbers = extract(raw)
    found = addresses(raw, numbers)
    assert [number.text for number in numbers] == [str(each) for row in rows for each in row]
    assert len(set(found)) == len(found) and all(found)
