"""Shared fixtures: the project folder, and a small made-up project to break."""

import json

import pytest
from tests_support import ROOT

from recounted import paths
from recounted.judging import claims, witnesses
from recounted.tables import rows

CLAIMS = """claim_id,section,paragraph,footnote,printed,relation,unit,statement,notebook
helped-total,5,1,,6,equals,persons,People helped in two years,01-help
helped-first-year,5,1,,2,equals,persons,People helped in the first year,01-help
helped-share,5,1,2,33.3%,equals,percent,Share of the first year,01-help
"""
HELPED = "year,persons\n2019,2\n2020,4\n"
SOURCES = (
    "source_id,title,publisher,date,address,kind\n"
    "red-book,The red book,Red,2021,https://example.org/red,dataset\n"
    "blue-book,The blue book,Blue,2022,https://example.org/blue,press\n"
)
COUNTS = "source_id,year,value\nred-book,2019,2\nblue-book,2019,<5\n"


def _fields(**types):
    return {"fields": [{"name": name, "type": kind} for name, kind in types.items()]}


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder with three claims, one article table and two sources; `recounted` reads it instead of the real one."""
    claims_schema = _fields(
        claim_id="string",
        section="string",
        paragraph="integer",
        footnote="integer",
        printed="string",
        relation="string",
        unit="string",
        statement="string",
        notebook="string",
    )
    resources = [
        {"name": "claims", "path": "article/claims.csv", "schema": claims_schema},
        {"name": "helped", "path": "article/helped.csv", "schema": _fields(year="integer", persons="integer")},
        {
            "name": "sources",
            "path": "sources/sources.csv",
            "schema": _fields(
                source_id="string", title="string", publisher="string", date="string", address="string", kind="string"
            ),
        },
        {
            "name": "counts",
            "path": "sources/counts.csv",
            "schema": _fields(source_id="string", year="integer", value="string"),
        },
    ]
    for folder in ("article", "sources"):
        (tmp_path / "data" / folder).mkdir(parents=True)
    (tmp_path / "data" / "datapackage.json").write_text(json.dumps({"resources": resources}))
    for path, text in {
        "article/claims.csv": CLAIMS,
        "article/helped.csv": HELPED,
        "sources/sources.csv": SOURCES,
        "sources/counts.csv": COUNTS,
    }.items():
        (tmp_path / "data" / path).write_text(text)
    monkeypatch.setenv("RECOUNTED_ROOT", str(tmp_path))
    _forget()
    yield tmp_path
    _forget()


def _forget():
    for cached in (paths.root, rows._package, claims._claims, witnesses._sources):
        cached.cache_clear()


@pytest.fixture
def built():
    """The real project's verdicts; `make test` builds them first."""
    if not (ROOT / "build/verdicts.json").is_file():
        pytest.fail("no build/verdicts.json: run `make` first, as `make test` does")
