"""Every notebook runs at other than its default parameters, and refuses a value out of range with one clear error."""

import json

import pytest
from tests_support import ROOT, warned

from recounted.errors import RecountedError
from recounted.judging.findings import findings_of, load_findings
from recounted.running.run import Job, run
from recounted.running.single import find_notebook
from recounted.tables.rows import dicts

OTHER = {
    "01-foreign-victims": {
        "first_year": 2004,
        "last_year": 2020,
        "release": "ctdc-kanon-2020",
        "rounding": "truncated",
        "about": 0.3,
    },
    "02-registered-offences": {"first_year": 2019, "last_year": 2021, "trend_rule": "every-step", "about": 0.0},
    "03-first-half-2023": {"yearly_series": "investigations", "earlier_half": "ministry", "rounding": "truncated"},
    "04-victims-identified-and-assisted": {"first_year": 2020, "trend_rule": "every-step", "provider": "IOM"},
    "05-rankings-and-tiers": {
        "gsi_edition": 2023,
        "country": "UZB",
        "counting": "besides Kazakhstan",
        "first_year": 2018,
    },
    "06-labour-and-forced-labour": {
        "clock": "in-force",
        "as_of": "submitted",
        "years_rule": "completed",
        "several": 4,
        "many": 5000,
    },
    "07-legal-framework": {"as_of": "2023-06-17", "code": "1997"},
    "08-state-measures": {"first_year": 2018, "last_year": 2023, "channels_period": "same"},
    "09-bibliography-and-dates": {"fields": "year doi", "ignore_case": False, "several": 4, "a_few": 5},
    "10-scorecard": {"section": "5"},
    "robustness": {"least_share": 0.8, "power": 0.9},
    "atlas": {"edition": 2018, "first_year": 2019, "last_year": 2020, "marked": "GEO ARM"},
    "country-profile": {"country": "UZB", "edition": 2018, "year_rule": "latest", "low_share": 0.1},
}
COUNTRIES = ["GAB", "HKG", "PRK", "TCD"]  # no tier, no detected victims, no estimate, or hidden counts alone
WRONG = [
    ("01", "rounding", "up"),
    ("02", "first_year", 1999),
    ("03", "earlier_half", "guess"),
    ("04", "provider", "UN"),
    ("05", "gsi_edition", 2020),
    ("06", "clock", "sundial"),
    ("07", "as_of", "yesterday"),
    ("08", "channels_period", "never"),
    ("09", "a_few", 99),
    ("10", "section", "12"),
    ("robustness", "power", 2),
    ("country", "country", "XXX"),
    ("atlas", "marked", "XXX"),
    ("02", "about", 0.9),
]

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("built")]


def _job(folder, name, parameters, figures=None):
    source = find_notebook(name)
    return Job(source.stem, source, folder / f"{source.stem}.ipynb", parameters, figures)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """All notebooks at other parameters, and the profile of three more countries, in one batch."""
    folder = tmp_path_factory.mktemp("runs")
    jobs = [_job(folder, name, parameters) for name, parameters in OTHER.items()]
    jobs += [_job(folder / country, "country-profile", {"country": country}) for country in COUNTRIES]
    run(jobs)
    return folder


def test_every_notebook_has_other_parameters_here():
    assert set(OTHER) == {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}


def test_no_cell_warns_at_any_of_these(runs):
    assert {path.stem: warned(path) for path in runs.rglob("*.ipynb") if warned(path)} == {}


@pytest.mark.parametrize("name", OTHER)
def test_a_notebook_runs_at_other_parameters_and_judges_all_its_claims(name, runs):
    committed = findings_of(ROOT / "notebooks" / f"{name}.ipynb")
    found = findings_of(runs / f"{name}.ipynb")
    if name != "country-profile":  # its claim is about Kazakhstan alone
        assert {each.claim_id for each in found} == {each.claim_id for each in committed}
    injected = [
        cell
        for cell in json.loads((runs / f"{name}.ipynb").read_text())["cells"]
        if "injected-parameters" in cell["metadata"].get("tags", [])
    ]
    assert all(parameter in "".join(injected[0]["source"]) for parameter in OTHER[name])


@pytest.mark.parametrize(
    ("name", "claim_id", "before", "after"),
    [
        ("04-victims-identified-and-assisted", "victims-identified-decrease", "reproduced", "inconsistent"),
        ("05-rankings-and-tiers", "tip-2019-countries", "corroborated", "contradicted"),
        ("07-legal-framework", "code-article-minors-section-3", "contradicted", "corroborated"),
        ("07-legal-framework", "act-current-special-social-services-law-2008", "contradicted", "corroborated"),
    ],
)
def test_a_parameter_can_turn_a_verdict(name, claim_id, before, after, runs):
    verdicts = [
        {each.claim_id: each.verdict for each in findings_of(folder / f"{name}.ipynb")}[claim_id]
        for folder in (ROOT / "notebooks", runs)
    ]
    assert verdicts == [before, after]


def test_a_remark_that_no_reader_of_the_defaults_sees_is_seen_at_a_tested_parameter(runs):
    """Cause, charitable reading and what would settle it are shown where a verdict is not clean; a caveat always is."""
    remarks = {row["claim_id"] for row in dicts("remarks") if row["cause"] or row["charitable"] or row["settle"]}
    clean = {each.claim_id for each in load_findings() if each.is_clean}
    seen = {each.claim_id for name in OTHER for each in findings_of(runs / f"{name}.ipynb") if not each.is_clean}
    assert remarks & clean, "no such remark: this test holds nothing"
    assert remarks & clean <= seen


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_country_with_little_data_gets_a_partial_profile(country, runs):
    cells = json.loads((runs / country / "country-profile.ipynb").read_text())["cells"]
    pictures = [
        output for cell in cells for output in cell.get("outputs", []) if "image/svg+xml" in output.get("data", {})
    ]
    assert pictures


@pytest.mark.parametrize(("name", "parameter", "value"), WRONG)
def test_a_value_out_of_range_is_named_and_nothing_is_written(name, parameter, value, tmp_path):
    with pytest.raises(RecountedError, match=f"{parameter}.*{value}.*Choose"):
        run([_job(tmp_path, name, {parameter: value})])
    assert list(tmp_path.iterdir()) == []
