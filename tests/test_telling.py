"""The smallest change of a cell, told to a reader who has never seen the tables."""

import csv
import json
import re
from decimal import Decimal

import pytest
from tests_support import ROOT

from recounted.judging.verdicts import VERDICTS
from recounted.robustness.quantities import Quantity
from recounted.robustness.telling import change_words, row_words


@pytest.fixture(autouse=True)
def real(monkeypatch):
    monkeypatch.setenv("RECOUNTED_ROOT", str(ROOT))


def rows():
    text = (ROOT / "data/verdicts/margins.csv").read_text(encoding="utf-8-sig")
    return [row for row in csv.DictReader(text.splitlines()) if row["words"]]


def cell_of(row):
    return Quantity(row["table"], int(row["line"]), row["column"], row["was"])


def quantity(table, column, **wanted):
    """The cell of the one row of a table that holds what is wanted."""
    from recounted.tables.rows import dicts

    found = [
        Quantity(table, line, column, row[column])
        for line, row in enumerate(dicts(table), start=2)
        if all(row[name] == value for name, value in wanted.items())
    ]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("cell", "would_be", "words"),
    [
        (
            ("victims-identified", "persons", {"year": "2020"}),
            "91",
            "One person fewer and the verdict would be disputed (91 instead of 92: "
            "victims identified, 2020; the article).",
        ),
        (
            ("gsi", "rank", {"iso3": "GEO", "edition": "2018"}),
            "78",
            "Rank 78 instead of 80 and the verdict would be disputed (Georgia, 2018; Walk Free).",
        ),
        (
            ("gsi", "prevalence_per_1000", {"iso3": "KAZ", "edition": "2018"}),
            "5.53",
            "1.32 per 1,000 population more and the verdict would be disputed (5.53 instead of 4.21: estimated people "
            "in modern slavery per 1,000 population, Kazakhstan, 2018; Walk Free).",
        ),
        (
            ("victim-origins", "share_percent", {"country": "Tajikistan"}),
            "0.7",
            "One percentage point less and the verdict would be disputed (0.7 instead of 1.7: "
            "Tajikistan; the article).",
        ),
        (
            ("foreign-victims", "value", {"measure": "foreign victims"}),
            "109",
            "One person per year more and the verdict would be disputed (109 instead of 108: "
            "foreign victims; the article).",
        ),
    ],
)
def test_a_change_says_how_much_of_what_from_what_to_what_where_and_by_whom(cell, would_be, words):
    table, column, wanted = cell
    assert change_words(quantity(table, column, **wanted), would_be, "disputed") == words


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["claim_id"])
def test_each_published_sentence_is_that_of_its_cell_and_fits_its_numbers(row):
    words = change_words(cell_of(row), row["would_be"], row["becomes"])
    assert row["words"] == words
    assert row["becomes"] in VERDICTS and row["becomes"] != row["verdict"]
    size = Decimal(row["would_be"]) - Decimal(row["was"])
    if " instead of " in words.partition("(")[0]:  # a rank, which is no amount
        assert words.startswith(f"Rank {row['would_be']} instead of {row['was']} ")
    else:
        assert (" more and " in words) == (size > 0) and (" fewer and " in words or " less and " in words) == (size < 0)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["claim_id"])
def test_no_published_sentence_has_a_code_an_id_or_a_date_of_a_machine(row):
    words = row["words"]
    assert not re.search(r"\b[A-Z]{3}\b(?<!IOM|NGO)|\d{4}-\d\d|\b[a-z]+-[a-z]+-[a-z]+|_| {2}|\(\)|: ;|: \)", words)
    assert not words[0].islower() and words.endswith(").") and len(words) < 260


def test_a_period_of_other_days_than_a_year_is_told_by_its_days():
    cell = quantity("offences-recorded", "value", period_start="2022-01-01", period_end="2022-06-30")
    assert row_words(cell).endswith("1 January to 30 June 2022")


def test_codes_of_countries_are_names_also_inside_of_another_code():
    found = [row for row in rows() if row["table"] == "ctdc-kazakhstan"]
    assert found and all("exploited in Kazakhstan, citizens of China" in row["words"] for row in found)


def test_a_row_of_a_source_is_told_by_its_publisher_and_one_of_the_article_by_the_article(project, monkeypatch):
    monkeypatch.setenv("RECOUNTED_ROOT", str(project))
    told = change_words(Quantity("helped", 2, "persons", "2"), "3", "disputed")
    assert told == "Persons 3 instead of 2 and the verdict would be disputed (the article)."
    assert "; the article" not in change_words(Quantity("counts", 2, "value", "2"), "3", "disputed")


def test_a_column_that_nobody_described_is_told_by_its_name(project, monkeypatch):
    monkeypatch.setenv("RECOUNTED_ROOT", str(project))
    path = project / "data/datapackage.json"
    package = json.loads(path.read_text())
    for field in next(each for each in package["resources"] if each["name"] == "helped")["schema"]["fields"]:
        field["unit"] = "persons"
    path.write_text(json.dumps(package))
    assert row_words(Quantity("helped", 2, "persons", "2")) == "persons"
