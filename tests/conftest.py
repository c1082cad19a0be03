"""Shared fixtures: the project folder, and a small made-up project to break."""

import json
import os
import sys
from itertools import chain

import pytest
from hypothesis import settings
from made import finding, put, testimony
from sweep_support import CELL, DEFAULTS
from tests_support import ROOT

from recounted.building.collect import publish
from recounted.judging.places import Place

# No deadline for an example: a busy machine is no fault. A few examples in `make test`, many in `make test-slow`.
settings.register_profile("few", deadline=None, max_examples=10)
settings.register_profile("many", deadline=None, max_examples=200)
settings.load_profile(os.environ.get("EXAMPLES", "few"))

CLAIMS = """claim_id,section,paragraph,footnote,printed,relation,unit,statement,notebook,kind,repeats
helped-total,5,1,,6,equals,persons,People helped in two years,01-help,figure,
helped-first-year,5,1,,2,equals,persons,People helped in the first year,01-help,figure,
helped-share,5,1,2,33.3%,equals,percent,Share of the first year,01-help,figure,
"""
REMARKS = "claim_id,cause,charitable,settle,caveat\nhelped-total,sum,one more came late,a list of {listed},\n"
BESIDE = "claim_id,beside,verdict\n"
SECTIONS = "section,name,title,part\n5,section 5,5 Help,paragraph\nref,references,References,entry\n"
HELPED = "year,persons\n2019,2\n2020,4\n"
SOURCES = (
    "source_id,title,publisher,date,address,kind,least_hidden\n"
    "red-book,The red book,Red,2021,https://example.org/red,dataset,\n"
    "blue-book,The blue book,Blue,2022,https://example.org/blue,press,\n"
)
COUNTS = "source_id,year,value\nred-book,2019,2\nblue-book,2019,<5\n"

FINDINGS = [
    finding(cells=({"table": "helped", "file": "data/article/helped.csv", "lines": [2, 3], "columns": ["persons"]},)),
    finding(
        claim_id="helped-first-year",
        statement="People helped in the first year, lagging behind",
        printed="2",
        recomputed="",
        article_verdict="not-derivable",
        source_verdict="contradicted",
        verdict="contradicted",
        cause="count",
        reason="Printed: “2”. The red book counts 3, not the printed 2.",
        charitable="The red book may count one twice",
        cite="do not cite",
        cite_note="Cite instead: Red counts 3.",
        witnesses=(testimony(),),
    ),
    finding(
        claim_id="helped-share",
        place=Place("5", 1, 2),
        statement="Share of the first year",
        printed="33.3%",
        recomputed="33.33",
        reason="Printed: “33.3%”. It is 33.33, as printed.",
    ),
]


def _fields(**types):
    return {"fields": [{"name": name, "type": kind} for name, kind in types.items()]}


def describe_numbers(project, ledger, printed=(), **more):
    """Describe a ledger of numbers, all its columns text, in the package of the made-up project.

    `ledger`: its text, whose first line names the columns. `printed`: columns of the project's table `helped` that the
    article prints; `more`: further ones, with their types.
    """
    path = project / "data/datapackage.json"
    package = json.loads(path.read_text())
    helped = next(each for each in package["resources"] if each["name"] == "helped")["schema"]["fields"]
    for field in helped:
        if field["name"] in printed:
            field["printed"] = True
    helped += _fields(**more)["fields"]
    columns = _fields(**dict.fromkeys(ledger.partition("\n")[0].split(","), "string"))
    package["resources"].append({"name": "numbers", "path": "article/numbers.csv", "schema": columns})
    path.write_text(json.dumps(package))


def write_project(folder):
    """A folder with three claims, one article table and two sources."""
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
        kind="string",
        repeats="string",
    )
    remarks_schema = _fields(claim_id="string", cause="string", charitable="string", settle="string", caveat="string")
    resources = [
        {"name": "claims", "path": "article/claims.csv", "schema": claims_schema},
        {"name": "remarks", "path": "article/remarks.csv", "schema": remarks_schema},
        {
            "name": "beside",
            "path": "article/beside.csv",
            "schema": _fields(claim_id="string", beside="string", verdict="string"),
        },
        {
            "name": "sections",
            "path": "article/sections.csv",
            "schema": _fields(section="string", name="string", title="string", part="string"),
        },
        {"name": "helped", "path": "article/helped.csv", "schema": _fields(year="integer", persons="integer")},
        {
            "name": "sources",
            "path": "sources/sources.csv",
            "schema": _fields(
                source_id="string",
                title="string",
                publisher="string",
                date="string",
                address="string",
                kind="string",
                least_hidden="string",
            ),
        },
        {
            "name": "counts",
            "path": "sources/counts.csv",
            "schema": _fields(source_id="string", year="integer", value="string"),
        },
    ]
    for part in ("article", "sources"):
        (folder / "data" / part).mkdir(parents=True)
    (folder / "data" / "datapackage.json").write_text(json.dumps({"resources": resources}))
    for path, text in {
        "article/claims.csv": CLAIMS,
        "article/remarks.csv": REMARKS,
        "article/beside.csv": BESIDE,
        "article/sections.csv": SECTIONS,
        "article/helped.csv": HELPED,
        "sources/sources.csv": SOURCES,
        "sources/counts.csv": COUNTS,
    }.items():
        (folder / "data" / path).write_text(text)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The made-up project, which `recounted` reads instead of the real one."""
    write_project(tmp_path)
    monkeypatch.setenv("RECOUNTED_ROOT", str(tmp_path))
    forget()
    yield tmp_path
    forget()


@pytest.fixture
def small_project(tmp_path, monkeypatch):
    """A project whose one notebook 01-small has four parameters and fails for the country XXX; the tests work in it."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "datapackage.json").write_text('{"resources": []}')
    monkeypatch.setenv("RECOUNTED_ROOT", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    put(tmp_path / "notebooks", "01-small", DEFAULTS, CELL, tags={0: "parameters"})
    forget()
    yield tmp_path
    forget()


_caches = {}  # of each module, those of the library; looked for once, since there are many modules and many tests


def forget():
    """Let the library read the project's tables again: a test may have written them anew."""
    for name in sys.modules.keys() - _caches.keys():
        here = vars(sys.modules[name]).values() if name.startswith("recounted.") else ()
        _caches[name] = [value for value in here if hasattr(value, "cache_clear")]
    for cached in chain.from_iterable(_caches.values()):
        cached.cache_clear()


@pytest.fixture
def built():
    """The real project's verdicts; `make test` builds them first."""
    if not (ROOT / "data/verdicts/verdicts.json").is_file():
        pytest.fail("no data/verdicts: run `make` first, as `make test` does")


@pytest.fixture
def published(project):
    """The made-up project with the verdicts of its three claims, one of them contradicted."""
    publish(FINDINGS)
    return project


@pytest.fixture(scope="module")
def lean_kernelspec(tmp_path_factory):
    """The kernelspec `warm-lean` on Jupyter's path, for tests that start many templates."""
    from warm import write_lean_kernelspec  # which brings all of jupyter_client

    folder = tmp_path_factory.mktemp("jupyter")
    write_lean_kernelspec(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(folder))
        yield
