"""What was encoded of each source: counted, told apart by a digest that follows the rows and nothing else."""

import csv

import pytest
from conftest import forget
from tests_support import ROOT

from recounted.building.encoded import SOURCES_CSV, encoded, sources_csv


def test_each_source_has_its_rows_their_tables_and_a_digest(project):
    found = {each.source_id: each for each in encoded()}
    assert list(found) == ["red-book", "blue-book"]
    red = found["red-book"]
    assert (red.rows, red.tables) == (1, ("counts",)) and len(red.digest) == 12
    assert red.digest != found["blue-book"].digest


def test_the_digest_follows_the_rows_that_cite_the_source_and_nothing_else(project):
    before = {each.source_id: each.digest for each in encoded()}
    path = project / "data/sources/counts.csv"
    header, *rows = path.read_text().splitlines()
    path.write_text("\n".join([header, *reversed(rows)]) + "\n")  # another order, the same rows
    forget()
    assert {each.source_id: each.digest for each in encoded()} == before
    path.write_text(path.read_text().replace("red-book,2019,2", "red-book,2019,3"))
    forget()
    now = {each.source_id: each.digest for each in encoded()}
    assert now["red-book"] != before["red-book"] and now["blue-book"] == before["blue-book"]


def test_a_source_that_nothing_cites_has_no_rows_and_still_a_line(project):
    path = project / "data/sources/counts.csv"
    path.write_text("\n".join(line for line in path.read_text().splitlines() if "blue-book" not in line) + "\n")
    forget()
    assert [each.rows for each in encoded() if each.source_id == "blue-book"] == [0]


@pytest.mark.slow
@pytest.mark.usefixtures("built")
def test_the_committed_table_is_that_of_the_committed_rows(monkeypatch):
    monkeypatch.setenv("RECOUNTED_ROOT", str(ROOT))
    text = (ROOT / SOURCES_CSV).read_text(encoding="utf-8")
    assert text == sources_csv(encoded())
    rows = list(csv.DictReader(text.splitlines()))
    assert all(int(row["rows"]) for row in rows), "a source that nothing cites"
    assert len({row["digest"] for row in rows}) == len(rows)
