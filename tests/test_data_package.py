"""The data package is valid, complete and describes every column."""

import json

import pytest
from tests_support import ROOT, late

frictionless = late("frictionless")

DESCRIPTOR = json.loads((ROOT / "data/datapackage.json").read_text())
RESOURCES = DESCRIPTOR["resources"]
TABLES = [each for each in RESOURCES if each["path"].endswith(".csv")]
OF_CLAIMS = ("beside", "claims-without-number", "remarks", "sections", "top-findings")  # their claims stand somewhere


@pytest.mark.slow
def test_frictionless_finds_no_fault():
    report = frictionless.Package(str(ROOT / "data/datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])[:10]


FOR_SPREADSHEETS = ("verdicts.csv", "margins.csv", "specifications.csv", "standing.csv")


def test_every_csv_file_is_in_the_package_and_the_other_way_round():
    files = {str(path.relative_to(ROOT / "data")) for path in (ROOT / "data").rglob("*.csv")}
    assert files == {resource["path"] for resource in TABLES}


@pytest.mark.parametrize("resource", TABLES, ids=lambda resource: resource["name"])
def test_every_table_says_what_it_is_whose_and_what_each_column_means(resource):
    assert resource["title"] and resource["description"] and resource["sources"] and resource["licenses"]
    assert all(field.get("description") for field in resource["schema"]["fields"])
    assert resource["schema"].get("primaryKey")


@pytest.mark.parametrize(
    "resource", [each for each in RESOURCES if each["path"].startswith("article/")], ids=lambda each: each["name"]
)
def test_every_row_of_the_article_says_where_it_stands(resource):
    if resource["name"] not in OF_CLAIMS:
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert "section" in names and "paragraph" in names


def test_each_remark_says_something():
    rows = [line.split(",", 1) for line in (ROOT / "data/article/remarks.csv").read_text(encoding="utf-8").splitlines()]
    assert [claim_id for claim_id, rest in rows if not rest.strip(',"')] == []


def test_files_end_lines_alike_and_only_what_is_for_spreadsheets_has_a_byte_order_mark():
    for path in (ROOT / "data").rglob("*.csv"):
        data = path.read_bytes()
        assert b"\r" not in data and data.endswith(b"\n"), path
        assert data.startswith(b"\xef\xbb\xbf") == (path.name in FOR_SPREADSHEETS), path
