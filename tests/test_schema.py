"""What the data package demands of a cell and of a key: what just passes, what just does not, and where it stands."""

from pathlib import Path

import pandas as pd
import pytest

from recounted.errors import RecountedError
from recounted.tables.load import cast
from recounted.tables.schema import check

PATH = Path("data/article/helped.csv")


def _check(kind, cells, constraints=None, key=None):
    field = {"name": "n", "type": kind} | ({"constraints": constraints} if constraints else {})
    other = {"name": "other", "type": "string"}
    schema = {"fields": [field, other]} | ({"primaryKey": key} if key else {})
    check(PATH, {"schema": schema}, [cell if isinstance(cell, list) else [cell, ""] for cell in cells])


@pytest.mark.parametrize(
    ("kind", "constraints", "passes", "fails", "what"),
    [
        ("integer", None, ["0", "-7", "9223372036854775807", "-9223372036854775807"], ["9223372036854775808"], "whole"),
        (
            "integer",
            None,
            ["10"],
            ["-9223372036854775808", "+5", "05", "5.0", "1e3", " 5", "٥", "1_82"],
            "whole number",
        ),
        (
            "number",
            None,
            ["5", "-0.5", "1e-3", "2.50", "1E+3"],
            ["nan", "1e400", "-1e400", "5.", "+5"],
            "is not a number",
        ),
        ("boolean", None, ["true", "false"], ["True", "1", "yes"], "truth"),
        ("date", None, ["2023-02-28", "1000-01-01"], ["2023-02-30", "0999-01-01", "2023-1-1", "20230101"], "date such"),
        ("date", None, ["9999-12-31"], ["2023-W01-1", "10000-01-01", "2023-13-01"], "date such as"),
        ("integer", {"minimum": 5}, ["5", "50"], ["4", "-6"], "is less than 5"),
        ("integer", {"maximum": 5}, ["5", "-50"], ["6", "40"], "is more than 5"),
        ("number", {"minimum": 0.5, "maximum": 1}, ["0.5", "5e-1", "1.0"], ["0.49", "1.01"], "is (less|more) than"),
        ("date", {"minimum": "2019-05-01"}, ["2019-05-01", "2020-01-01"], ["2019-04-30"], "is less than 2019-05-01"),
        ("string", {"maxLength": 3}, ["abc", "a"], ["abcd"], "is longer than 3 characters"),
        ("string", {"pattern": "[a-z]+"}, ["abc"], ["Abc", "abc1", "1abc"], r"is not of the form \[a-z\]\+"),
        ("string", {"enum": ["b", "a"]}, ["a", "b"], ["c", "ab"], "is not one of a, b"),
        ("integer", {"enum": [2, 1]}, ["1", "2"], ["3"], "is not one of 1, 2"),
    ],
)
def test_a_cell_at_the_bound_passes_and_the_next_one_does_not(kind, constraints, passes, fails, what):
    _check(kind, passes, constraints)
    _check(kind, ["", *passes], constraints)  # empty cells are missing, unless they are required
    for cell in fails:
        with pytest.raises(RecountedError, match=what) as fault:
            _check(kind, [passes[0], cell], constraints)
        assert fault.value.where == f"{PATH}, line 3, column n" and repr(cell) in fault.value.what


def test_a_wrong_cell_is_named_by_its_line_wherever_it_stands():
    for before in range(6):
        with pytest.raises(RecountedError) as fault:
            _check("integer", [*map(str, range(before)), "x"])
        assert fault.value.where == f"{PATH}, line {before + 2}, column n"


def test_what_is_written_as_true_is_true_as_false_false_and_an_empty_cell_is_missing():
    assert cast(pd.Series(["true", "false", ""]), "boolean").tolist() == [True, False, pd.NA]


def test_a_required_cell_is_not_empty():
    _check("string", ["a"], {"required": True})
    _check("string", [""], {"required": False})
    with pytest.raises(RecountedError, match="line 2, column n: the cell is empty, but required"):
        _check("string", ["", "a"], {"required": True})


def test_a_second_column_is_checked_as_the_first():
    fields = [{"name": "a", "type": "string"}, {"name": "b", "type": "integer"}]
    with pytest.raises(RecountedError, match="line 3, column b: 'x' is not a whole number"):
        check(PATH, {"schema": {"fields": fields}}, [["x", "1"], ["y", "x"]])


@pytest.mark.parametrize("rows", [["a", "b", "a"], [["a", "x"], ["b", "x"], ["a", "y"]]])
def test_a_unique_column_names_both_lines_of_what_stands_twice(rows):
    with pytest.raises(RecountedError, match="line 4: n 'a' stands in line 2 already"):
        _check("string", rows, {"unique": True})
    _check("string", rows, {"unique": False})


@pytest.mark.parametrize(
    ("key", "rows", "told"),
    [
        ("n", [["a", "x"], ["a", "y"]], "line 3: n 'a' stands in line 2 already"),
        (["n"], [["a", "x"], ["b", "x"], ["b", "y"]], "line 4: n 'b' stands in line 3 already"),
        (["other", "n"], [["a", "x"], ["b", "x"], ["a", "x"]], "line 4: other 'x', n 'a' stands in line 2 already"),
        (["n", "other"], [["a", "x"], ["a", "y"], ["b", "x"]], ""),
    ],
)
def test_a_key_of_one_column_or_of_several_stands_once(key, rows, told):
    if not told:
        _check("string", rows, key=key)
        return
    with pytest.raises(RecountedError, match=told):
        _check("string", rows, key=key)
