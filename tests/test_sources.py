"""The tables of data/sources: keys hold, nothing is made up, nothing suppressed becomes a number."""

import csv
import json
from pathlib import Path
from urllib.parse import urlparse

import pytest

DATA = Path(__file__).resolve().parents[1] / "data"
PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {r["name"]: r for r in PACKAGE["resources"] if r["path"].startswith("sources/")}
TOPICS = sorted(set(RESOURCES) - {"sources"})
PERIODS = {"year", "report_year", "edition", "period", "period_start", "action_date", "adopted", "release", "code"}


def read(name):
    with open(DATA / "sources" / f"{name}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def pick(name, **wanted):
    rows = [r for r in read(name) if all(r[k] == v for k, v in wanted.items())]
    assert len(rows) == 1, f"{name} {wanted}: {len(rows)} rows"
    return rows[0]["value"]


def test_every_table_of_sources_is_a_resource_and_every_resource_a_table():
    assert {path.stem for path in (DATA / "sources").glob("*.csv")} == set(RESOURCES)


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_the_primary_key_names_one_row(name):
    key = RESOURCES[name]["schema"]["primaryKey"]
    keys = [tuple(row[field] for field in key) for row in read(name)]
    assert len(keys) == len(set(keys))


def test_every_source_cited_has_a_row_and_every_row_is_cited():
    cited = {row["source_id"] for name in TOPICS for row in read(name)}
    listed = {row["source_id"] for row in read("sources")}
    assert cited - listed == set(), "cited but not listed"
    assert listed - cited == set(), "listed but never cited"


@pytest.mark.parametrize("name", TOPICS)
def test_every_row_says_scope_period_unit_locator_and_confidence(name):
    rows = read(name)
    assert rows
    for row in rows:
        assert all(row[field] for field in ("source_id", "scope", "unit", "locator")), row
        assert row["confidence"] in {"high", "medium", "low"}, row
    assert PERIODS & set(rows[0]), "no field tells the period"


@pytest.mark.parametrize("name", sorted(RESOURCES))
def test_nothing_known_by_memory_alone_is_kept(name):
    cells = [cell for row in read(name) for cell in row.values()]
    assert not [cell for cell in cells if "memory" in cell.lower()]


def test_a_suppressed_count_stays_an_interval_and_never_zero():
    assert pick("glotip-totals", iso3="KAZ", indicator="Persons convicted", year="2004") == "<5"
    assert (
        pick("glotip-kazakhstan", category="Forced labour", indicator="Detected trafficking victims", year="2019")
        == "<5"
    )
    assert sum(row["value"] == "<5" for row in read("glotip-totals")) == 956
    assert sum(row["value"] == "<5" for row in read("glotip-kazakhstan")) == 39


@pytest.mark.parametrize("name", ["glotip-totals", "glotip-kazakhstan"])
def test_a_unodc_value_is_a_count_or_the_suppression_mark(name):
    assert not [row for row in read(name) if not (row["value"] == "<5" or row["value"].isdigit())]


def test_a_bound_stays_text():
    values = {row["value"] for row in read("offences-recorded")}
    assert {">150", ">140", ">100", "about 100", "up to 150"} <= values


def test_every_source_has_an_address_but_the_one_that_was_coded_by_hand():
    for row in read("sources"):
        host = urlparse(row["address"]).hostname
        assert host or row["source_id"] == "tip-origins-coding", row["source_id"]


def test_all_countries_of_the_big_tables_are_kept():
    gsi = [row["edition"] for row in read("gsi")]
    assert (gsi.count("2018"), gsi.count("2023")) == (167, 160)
    assert len({row["iso3"] for row in read("glotip-totals")}) == 178


def test_the_two_unodc_extracts_agree_on_offences():
    later = {
        row["year"]: row["value"]
        for row in read("glotip-totals")
        if row["iso3"] == "KAZ" and row["indicator"] == "Offences of trafficking in persons"
    }
    earlier = {
        row["period_start"][:4]: row["value"]
        for row in read("offences-recorded")
        if row["source_id"] == "unodc-glotip-2025-04"
    }
    assert earlier == later


def test_the_tables_of_kazakhstan_agree_with_the_totals_of_unodc():
    totals = {(r["indicator"], r["year"]): r["value"] for r in read("glotip-totals") if r["iso3"] == "KAZ"}
    headline = {
        (r["indicator"], r["year"]): r["value"]
        for r in read("glotip-kazakhstan")
        if r["dimension"] == "total" and r["sex"] == r["age"] == "Total"
    }
    assert headline == totals


def test_parts_of_the_ministrys_groups_sum_to_their_total():
    for source, total in [("moi-2020-h1-time-kz", 69), ("moi-2024-09-repost", 134)]:
        rows = [
            row
            for row in read("offences-recorded")
            if row["source_id"] == source and row["measure"] == "criminal-cases"
        ]
        assert sum(int(row["value"]) for row in rows) == 2 * total


def test_citizens_and_foreigners_sum_to_the_victims_identified():
    for year in range(2016, 2023):
        part = {
            row["citizenship"]: int(row["value"])
            for row in read("victims-by-citizenship")
            if row["provider"] == "government" and row["year"] == str(year)
        }
        assert part["KAZ"] + part["foreign"] == part["all"], year
