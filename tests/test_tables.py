"""Tables load with their types, or say what is wrong and where."""

import json

import pytest

from recounted.errors import RecountedError
from recounted.judging.sources import source
from recounted.tables import rows
from recounted.tables.cells import cells_of
from recounted.tables.load import load
from recounted.tables.wording import in_words


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
        ("year,persons\n2019,two\n", r"helped\.csv, line 2, column persons: 'two' is not a whole number"),
        ("year,people\n2019,2\n", r"helped\.csv, line 1: columns are year, people, not year, persons"),
        ("year,persons\n2019,2,3\n", r"helped\.csv, line 2: 3 cells under 2 columns"),
        ("", r"helped\.csv: the file is empty"),
        ("year,persons\n2019,2\n,\n2020,4\n", r"helped\.csv, line 3: the row is empty\. Delete it"),
        ("year,persons\n2019,2\n , \n", r"helped\.csv, line 3: the row is empty"),
        ("year,persons\n2019,2\n\n", r"helped\.csv, line 3: the row is empty"),
        (
            "year;persons\n2019;2\n",
            r"helped\.csv, line 1: this is one column with semicolons in it\. Save it with comm",
        ),
        ("year\tpersons\n2019\t2\n", r"helped\.csv, line 1: this is one column with tabs in it"),
        ("sep=;\nyear;persons\n2019;1,5\n", r"helped\.csv, line 1: 'sep=;' is for Excel"),
        ("sep=,\nyear,persons\n2019,2\n", r"helped\.csv, line 1: 'sep=' is for Excel"),
    ],
)
def test_a_broken_table_is_named_with_row_and_remedy(project, text, message):
    (project / "data/article/helped.csv").write_text(text)
    with pytest.raises(RecountedError, match=message) as fault:
        load("helped")
    assert fault.value.remedy


def test_a_missing_table_is_named_with_its_remedy(project):
    (project / "data/article/helped.csv").unlink()
    with pytest.raises(RecountedError, match=r"helped\.csv: the table's file is missing. Restore it"):
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


def _field(project, table, name, **changes):
    """Change the package: give a field of a table another type, or constraints."""
    path = project / "data/datapackage.json"
    package = json.loads(path.read_text())
    resource = next(each for each in package["resources"] if each["name"] == table)
    next(field for field in resource["schema"]["fields"] if field["name"] == name).update(changes)
    path.write_text(json.dumps(package))
    rows._package.cache_clear()


@pytest.mark.parametrize(
    "cell",
    ["2_020", "2020\u00a0", " 2020", "+2020", "2020.0", "1e3", "\u0662\u0660", "02020", "9" * 30, "nan", "\u00b2"],
)
def test_a_whole_number_is_written_in_plain_digits(project, cell):
    (project / "data/article/helped.csv").write_text(f"year,persons\n{cell},2\n", encoding="utf-8")
    with pytest.raises(RecountedError, match=r"helped\.csv, line 2, column year: .* is not a whole number"):
        load("helped")


@pytest.mark.parametrize("cell", ["nan", "inf", "-inf", "1e400", "1_0", "0x1", " 1", ".5", "1,5"])
def test_a_number_is_finite_and_in_plain_digits(project, cell):
    _field(project, "helped", "persons", type="number")
    (project / "data/article/helped.csv").write_text(f'year,persons\n2019,"{cell}"\n')
    with pytest.raises(RecountedError, match=r"helped\.csv, line 2, column persons: .* is not a number"):
        load("helped")


@pytest.mark.parametrize(
    ("type_", "constraints", "cell", "message"),
    [
        ("date", {}, "2020-02-30", "is not a date"),
        ("date", {}, "0001-01-01", "is not a date"),
        ("date", {}, "2020-2-3", "is not a date"),
        ("boolean", {}, "yes", r"is not a truth \(true or false\)"),
        ("integer", {"minimum": 0}, "-4", "'-4' is less than 0"),
        ("integer", {"maximum": 10}, "11", "'11' is more than 10"),
        ("string", {"enum": ["a", "b"]}, "c", "'c' is not one of a, b"),
        ("string", {"pattern": "[A-Z]{3}"}, "KAZA", r"is not of the form \[A-Z\]"),
        ("string", {"maxLength": 3}, "long", "is longer than 3 characters"),
        ("string", {"required": True}, "", "the cell is empty, but required"),
    ],
)
def test_what_the_package_demands_of_a_cell_is_checked_when_the_table_is_read(
    project, type_, constraints, cell, message
):
    _field(project, "helped", "persons", type=type_, constraints=constraints)
    (project / "data/article/helped.csv").write_text(f"year,persons\n2019,{cell}\n")
    with pytest.raises(RecountedError, match=rf"helped\.csv, line 2, column persons: .*{message}") as fault:
        load("helped")
    assert fault.value.remedy


def test_a_key_that_stands_twice_is_named_with_both_lines(project):
    _field(project, "helped", "year", constraints={"unique": True})
    (project / "data/article/helped.csv").write_text("year,persons\n2019,2\n2020,4\n2019,3\n")
    with pytest.raises(RecountedError, match=r"helped\.csv, line 4: year '2019' stands in line 2 already"):
        load("helped")


def test_a_primary_key_of_two_columns_names_both(project):
    path = project / "data/datapackage.json"
    package = json.loads(path.read_text())
    helped = next(each for each in package["resources"] if each["name"] == "helped")
    helped["schema"]["primaryKey"] = ["year", "persons"]
    path.write_text(json.dumps(package))
    (project / "data/article/helped.csv").write_text("year,persons\n2019,2\n2019,3\n2019,2\n")
    with pytest.raises(RecountedError, match="line 4: year '2019', persons '2' stands in line 2 already"):
        load("helped")


@pytest.mark.parametrize(
    ("within", "rows", "fault"),
    [
        ([], "2019,1\n2019,2\n2020,3\n", ""),
        (["year"], "2019,1\n2019,2\n2020,1\n", ""),
        ([], "2019,1\n2019,3\n", "line 3, column persons: '3' is not 2, though this is row 2. Number the rows"),
        ([], "2019,2\n2019,1\n", "line 2, column persons: '2' is not 1"),
        (["year"], "2019,1\n2020,2\n", "line 3, column persons: '2' is not 1, though this is row 1 of 2020"),
        (["year"], "2019,1\n2020,1\n2019,1\n", "line 4, column persons: '1' is not 2, though this is row 2 of 2019"),
    ],
)
def test_a_column_that_counts_the_rows_has_no_gap_and_no_double(project, within, rows, fault):
    _field(project, "helped", "persons", counts=within)
    (project / "data/article/helped.csv").write_text(f"year,persons\n{rows}")
    if not fault:
        assert len(load("helped")) == rows.count("\n")
        return
    with pytest.raises(RecountedError, match=fault):
        load("helped")


def test_a_foreign_key_that_points_nowhere_is_named(project):
    path = project / "data/datapackage.json"
    package = json.loads(path.read_text())
    counts = next(each for each in package["resources"] if each["name"] == "counts")
    reference = {"resource": "sources", "fields": ["source_id"]}
    counts["schema"]["foreignKeys"] = [{"fields": ["source_id"], "reference": reference}]
    path.write_text(json.dumps(package))
    assert len(load("counts")) == 2
    (project / "data/sources/counts.csv").write_text("source_id,year,value\nno-book,2019,2\n")
    with pytest.raises(RecountedError, match=r"counts\.csv, line 2, column source_id: 'no-book' is not in sources"):
        load("counts")


def test_a_table_that_is_a_folder_or_a_circle_of_links_is_named(project):
    path = project / "data/article/helped.csv"
    path.unlink()
    path.mkdir()
    with pytest.raises(RecountedError, match=r"helped\.csv: the table cannot be read"):
        load("helped")
    path.rmdir()
    path.symlink_to(path)
    with pytest.raises(RecountedError, match=r"helped\.csv: the table cannot be read"):
        load("helped")


def test_a_link_out_of_the_projects_data_is_refused_before_it_is_read(project):
    path = project / "data/article/helped.csv"
    (project / "helped.csv").write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(project / "helped.csv")
    with pytest.raises(RecountedError, match=r"helped\.csv: leads out of data/\. Put the file itself there"):
        load("helped")
    path.unlink()
    (project / "data/helped.csv").write_bytes((project / "helped.csv").read_bytes())
    path.symlink_to(project / "data/helped.csv")
    assert len(load("helped")) == 2


def test_a_table_saved_with_a_byte_order_mark_is_read_as_without(project):
    (project / "data/article/helped.csv").write_bytes(b"\xef\xbb\xbfyear,persons\n2019,2\n")
    assert list(load("helped").columns) == ["year", "persons"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("red-book,Again,Red,2021,https://example.org,dataset,\n", "line 4: the source red-book stands twice"),
        ("bad,Bad,Bad,2021,javascript:alert(1),dataset,\n", "line 4: 'javascript:alert.1.' is no web address"),
    ],
)
def test_a_source_stands_once_with_an_address_of_the_web(project, row, message):
    path = project / "data/sources/sources.csv"
    path.write_text(path.read_text() + row)
    with pytest.raises(RecountedError, match=message):
        source("red-book")
