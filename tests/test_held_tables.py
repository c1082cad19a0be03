"""Tables kept in memory: what is loaded is what would be read, until a file changes."""

import json

import pytest

from recounted import watch
from recounted.errors import RecountedError
from recounted.tables import load as loading
from recounted.tables import rows
from recounted.tables.load import hold, load


@pytest.fixture(autouse=True)
def nothing_held(monkeypatch):
    monkeypatch.setattr(rows, "_held", {})
    monkeypatch.setattr(loading, "_held", {})


@pytest.fixture
def opened(monkeypatch):
    """The files whose lines are read from now on."""
    found, real = [], rows.lines_in

    def noting(path):
        found.append(path.name)
        return real(path)

    monkeypatch.setattr(rows, "lines_in", noting)
    return found


def test_a_held_table_is_not_read_again_and_looks_as_if_it_were(project, opened):
    fresh = load("helped")
    hold("helped")
    opened.clear()
    held = load("helped")
    assert opened == [] and held.equals(fresh) and held.attrs == fresh.attrs == {"table": "helped"}
    assert list(held.index) == list(fresh.index) and held.index.name == "line" and (held.dtypes == fresh.dtypes).all()


def test_each_that_loads_it_has_a_copy_of_its_own(project):
    hold("helped")
    mine = load("helped")
    mine.loc[2, "persons"] = 99
    mine.attrs["table"] = "another"
    assert load("helped").persons.tolist() == [2, 4] and load("helped").attrs == {"table": "helped"}


def test_a_table_that_changed_is_read_and_checked_anew(project, opened):
    hold("helped")
    (project / "data/article/helped.csv").write_text("year,persons\n2019,20\n2020,40\n")
    assert load("helped").persons.tolist() == [20, 40]
    (project / "data/article/helped.csv").write_text("year,persons\n2019,many\n2020,40\n")
    with pytest.raises(RecountedError, match="line 2, column persons"):
        load("helped")
    (project / "data/article/helped.csv").unlink()
    with pytest.raises(RecountedError, match="file is missing"):
        load("helped")


def test_a_table_is_read_anew_when_one_that_it_is_checked_against_changed(project):
    package = project / "data/datapackage.json"
    described = json.loads(package.read_text())
    (counts,) = (each for each in described["resources"] if each["name"] == "counts")
    reference = {"resource": "sources", "fields": "source_id"}
    counts["schema"]["foreignKeys"] = [{"fields": "source_id", "reference": reference}]
    package.write_text(json.dumps(described))
    hold("counts")
    path = project / "data" / rows.resource("sources")["path"]
    path.write_text(path.read_text().replace("red-book", "rod-book"))
    with pytest.raises(RecountedError, match="'red-book' is not in"):
        load("counts")


def test_what_a_run_under_changed_data_puts_in_its_place_is_taken(project, monkeypatch):
    hold("helped")
    path = project / "data/article/helped.csv"
    monkeypatch.setitem(rows.INSTEAD, path, [["year", "persons"], ["2019", "7"]])
    assert load("helped").persons.tolist() == [7]


def test_the_notes_of_what_is_read_are_the_same(project, monkeypatch):
    noted = []
    monkeypatch.setattr(watch, "table", lambda name, loaded=False: noted.append((name, loaded)))
    load("helped")
    before = list(noted)
    hold("helped")
    noted.clear()
    load("helped")
    assert noted == before


def test_rows_of_text_are_held_as_well_and_an_unknown_table_is_refused(project, opened):
    rows.hold("helped")
    opened.clear()
    assert [row["persons"] for row in rows.dicts("helped")] == ["2", "4"] and opened == []
    with pytest.raises(RecountedError, match="there is no table 'helpd'"):
        hold("helpd")


def test_a_table_of_another_project_is_not_taken_for_this_one(project, monkeypatch, tmp_path_factory):
    hold("helped")
    other = tmp_path_factory.mktemp("other")
    (other / "data/article").mkdir(parents=True)
    (other / "data/datapackage.json").write_text((project / "data/datapackage.json").read_text())
    (other / "data/article/helped.csv").write_text("year,persons\n2019,5\n")
    monkeypatch.setenv("RECOUNTED_ROOT", str(other))
    assert load("helped").persons.tolist() == [5]
