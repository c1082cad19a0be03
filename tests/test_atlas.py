"""The atlas counts as the country profile does: one sweep over both notebooks tells."""

import json

import pyarrow.parquet as pq
import pytest
from sweep_support import spec
from tests_support import ROOT

from recounted.sweep.runner import sweep
from recounted.sweep.spec import read

CODES = ["KAZ", "KGZ", "UZB", "LKA", "JPN"]
NAMES = (
    "{'per thousand, from': 'low', 'per thousand, to': 'high', 'place, from': 'place_from', 'place, to': 'place_to'}"
)
FIGURES = "[['low', 'high', 'place_from', 'place_to']].round(9).to_json()"
GRID = f"""
- notebook: atlas
  parameters:
    marked: {CODES}
    edition: [2018, 2023]
  keep:
    figures: "rates.loc[marked]{FIGURES}"
    countries: "len(rates)"
- notebook: country-profile
  parameters:
    country: {CODES}
    edition: [2018, 2023]
  keep:
    figures: "place.loc[edition].rename({NAMES}){FIGURES}"
    countries: "int(place.loc[edition, 'of'])"
"""


@pytest.mark.slow
def test_the_atlas_and_the_country_profile_give_the_same_rates_and_places(built, tmp_path, monkeypatch):
    monkeypatch.setenv("RECOUNTED_ROOT", str(ROOT))
    report = sweep(read(spec(tmp_path, GRID)), tmp_path / "out")
    assert (report.total, report.errors) == (20, {})
    found = {"atlas": {}, "country-profile": {}}
    for row in pq.read_table(tmp_path / "out/results.parquet").to_pylist():
        figures = {name: float(value) for name, value in json.loads(row["figures"]).items()}
        found[row["notebook"]][row["marked"] or row["country"], row["edition"]] = figures, int(row["countries"])
    assert found["atlas"] == found["country-profile"] and len(found["atlas"]) == 10
