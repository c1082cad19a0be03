"""A CSV file enters the data package with the types, the key and the references that its cells tell."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.errors import RecountedError
from recounted.project.adopt import adopt, kind
from recounted.tables.load import load
from recounted.tables.schema import TYPES

pytestmark = pytest.mark.slow


def _table(project, text, name="new"):
    path = project / f"data/sources/{name}.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1", "-2", ""], "integer"),
        (["1", "2.5"], "number"),
        (["true", "false"], "boolean"),
        (["2020-01-31", "2019-12-01"], "date"),
        (["2020-01-31", "soon"], "string"),
        (["<5", "7"], "string"),
        (["nan", "1"], "string"),
        (["", ""], "string"),
        ([], "string"),
    ],
)
def test_the_type_is_the_narrowest_that_every_filled_cell_fits(cells, expected):
    assert kind(cells) == expected


@given(st.lists(st.text(alphabet="0123456789.-truefalse ", max_size=6), max_size=5))
def test_a_cell_never_contradicts_the_type_that_was_found(cells):
    found = kind(cells)
    assert found == "string" or all(TYPES[found](cell) for cell in cells if cell)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("year,value\n2019,1\n2020,1\n", ["year"]),
        ("value,year\n1,2019\n1,2020\n", ["year"]),
        ("year,sex,value\n2019,f,1\n2019,m,1\n2020,f,1\n", ["year", "sex"]),
        ("year,value\n2019,1\n2019,1\n", None),
        ("year,value\n,1\n2019,1\n", None),
    ],
)
def test_the_key_is_the_column_or_the_first_columns_that_tell_rows_apart(project, text, key):
    assert adopt(_table(project, text))["schema"].get("primaryKey") == key


def test_a_column_of_a_known_table_refers_to_it_and_a_full_column_is_required(project):
    schema = adopt(_table(project, "source_id,year,note\nred-book,2019,\nblue-book,2020,x\n"))["schema"]
    (reference,) = schema["foreignKeys"]
    assert reference["reference"] == {"resource": "sources", "fields": ["source_id"]}
    assert [bool(field.get("constraints")) for field in schema["fields"]] == [True, True, False]


def test_what_was_adopted_can_be_loaded_and_the_other_tables_are_as_before(project):
    before = json.loads((project / "data/datapackage.json").read_text())["resources"]
    adopt(_table(project, "year,value\n2019,1.5\n2020,2\n"))
    after = json.loads((project / "data/datapackage.json").read_text())["resources"]
    assert after[:-1] == before and after[-1]["path"] == "sources/new.csv"
    from conftest import forget

    forget()
    assert list(load("new").value) == [1.5, 2.0]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a,a\n1,2\n", "a column has no name, or two have the same"),
        ("a,\n1,2\n", "a column has no name, or two have the same"),
        ("a,b\n1\n", "line 2: 1 cells under 2 columns"),
        ('a,b\n"1,2\n', "not a readable CSV table"),
        ("", "new.csv: the file is empty"),
        ("a,b\n", "new.csv: it has no rows. Write at least one"),
        ("a,b\n1,2\n,\n", "line 3: the row is empty. Delete it"),
        ("source_id;court;value\nx;A;1\n", "line 1: this is one column with semicolons in it. Save it with commas"),
        ("sep=;\na;b\n1;2\n", "line 1: 'sep=;' is for Excel"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line_and_changes_nothing(project, text, fault):
    before = (project / "data/datapackage.json").read_bytes()
    with pytest.raises(RecountedError, match=fault):
        adopt(_table(project, text))
    assert (project / "data/datapackage.json").read_bytes() == before
