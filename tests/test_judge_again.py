"""Rules of fair judging, held over all published verdicts: one test for each way in which a verdict could be unfair."""

import csv
import json
import re
import shutil

import pytest
from made import finding
from tests_support import ROOT

from recounted.building.collect import check
from recounted.errors import RecountedError
from recounted.judging.claims import claims
from recounted.judging.findings import findings_of, load_findings
from recounted.judging.verdicts import source_verdict
from recounted.running.single import run_single

pytestmark = pytest.mark.usefixtures("built")
TEXTS = ("reason", "lead", "charitable", "settle", "cite_note", "statement")
TAGS = re.compile(
    r"[{}]|\bwith another (?:base|scope|period|agency)\b|in agreement|settles it|differs="
    r"|\bnan\b|<NA>|(?<=[a-z,(] )None\b"
)


@pytest.fixture(scope="module")
def found():
    return {each.claim_id: each for each in load_findings()}


def _rows(path: str) -> list[dict[str, str]]:
    with (ROOT / "data" / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _differs(found, claims_of, who: str) -> set[str]:
    """By what one source differs, in several claims."""
    heard = [each for claim_id in claims_of for each in found[claim_id].witnesses if who in each.who]
    assert len(heard) >= len(claims_of)
    return {each.differs for each in heard}


# All the evidence in hand speaks.


@pytest.mark.parametrize(
    ("claims_of", "who", "differs"),
    [
        (
            ["investigations-2020", "investigations-2021", "investigations-2022"],
            "Ministry of Internal Affairs",
            "period",
        ),
        (["investigations-2019", "investigations-2020", "investigations-2021"], "UN Office on Drugs and Crime", ""),
        (["investigations-decrease", "victims-identified-decrease"], "UN Office on Drugs and Crime", "period"),
        (["offences-2018", "offences-2019", "offences-2020"], "UN Office on Drugs and Crime", "scope"),
        (["destination-europe", "destination-uae", "destination-greece"], "US Department of State", "period"),
        (["no-visa-armenia", "no-visa-moldova", "visa-free-kyrgyzstan"], "New Europe", "period"),
        (["global-compact-goal-4", "global-compact-goal-9"], "Network on Migration", "scope"),
    ],
)
def test_twin_claims_treat_one_source_alike(found, claims_of, who, differs):
    assert _differs(found, claims_of, who) == {differs}


def test_a_country_that_unodc_counts_is_named_by_unodc(found):
    counted = {row["category"].removeprefix("Republic of ") for row in _rows("sources/glotip-kazakhstan.csv")}
    named = [row for row in _rows("article/victim-origins.csv") if not row["share_percent"]]
    assert len(named) == 8
    for row in named:
        each = found[f"origin-named-{row['country'].lower().replace(' ', '-')}"]
        heard = any(witness.who == "UNODC" for witness in each.witnesses)
        assert heard == (row["country"] in counted), row["country"]


def test_every_year_of_a_source_speaks_on_the_claim_of_that_year(found):
    reports = {
        row["year"]: row["value"]
        for row in _rows("sources/tip-kazakhstan.csv")
        if (row["measure"], row["breakdown"], row["comparison"])
        == ("victims identified by government", "total", "false")
    }
    for year in ("2019", "2020", "2021", "2022"):
        said = [each.value for each in found[f"victims-identified-{year}"].witnesses if "US" in each.who]
        assert said == [reports[year]]


def test_a_source_with_two_answers_is_heard_with_both(found):
    assert {each.agrees for each in found["foreign-average-first-year"].witnesses} == {True, False}


# What differs but agrees is not disputed.


def test_the_answer_of_sources_is_the_rule_and_nothing_near_that_agrees_is_disputed(found):
    for each in found.values():
        assert each.source_verdict == source_verdict(each.witnesses), each.claim_id
        answers = {witness.agrees for witness in each.witnesses}
        if answers == {True}:
            assert each.source_verdict in ("corroborated", "supported"), each.claim_id
        if each.source_verdict == "disputed":
            assert answers - {True}, each.claim_id


def test_what_no_source_counts_alike_is_never_more_than_supported(found):
    near = [each for each in found.values() if each.witnesses and all(one.differs for one in each.witnesses)]
    assert len(near) > 50
    assert not [each.claim_id for each in near if each.source_verdict in ("corroborated", "contradicted")]


# The article's own figures obey the same rule as sources.


@pytest.mark.parametrize("claim_id", ["uzbek-workers-most", "foreign-average-within-all", "half-2023-rise"])
def test_a_figure_of_another_base_in_the_article_reproduces_nothing(found, claim_id):
    assert found[claim_id].article_verdict == "not-derivable" and found[claim_id].cells


def test_two_places_that_differ_name_each_other(found):
    for one, other in (("kaz-tier-shift-year", "improvement-two-sections"), ("investigations-2019", "two-series-2019")):
        assert other in {each.claim_id for each in found[one].beside}
    assert "kaz-tier-shift-year" in {each.claim_id for each in found["improvement-two-sections"].beside}


def test_a_right_number_beside_a_wrong_word_does_not_look_clean(found):
    for claim_id in ("gsi-kaz-rank", "act-number-special-social-services-law-2008", "act-number-mfa-order-2005"):
        assert (found[claim_id].verdict, found[claim_id].shown_verdict) == ("corroborated", "contradicted"), claim_id


# A lead is the one slip of a list that fits.


def test_a_lead_is_given_only_where_something_is_wrong_and_never_where_several_slips_fit(found):
    assert not [
        each.claim_id for each in found.values() if each.lead and (each.is_clean or each.lead.count("would") > 1)
    ]
    assert found["cross-border-share"].lead == ""  # three shares of the list fit


# A hidden count is 1 to 4 where the source prints its zeros.


def test_a_hidden_count_of_unodc_is_at_least_one(found):
    china = next(each for each in found["origin-share-china"].witnesses if each.who == "UNODC")
    assert china.value == "0.50 to 1.98"  # 1 to 4 of 202 foreigners


# Nothing empty.


def test_a_claim_whose_value_comes_from_no_row_stops_the_build(monkeypatch, project):
    with pytest.raises(RecountedError, match=r"its value '6' comes from no row of a table, so that it proves nothing"):
        check([("01-help", finding(cells=(), claim_id=each)) for each in claims()])


def test_every_verdict_that_is_not_open_rests_on_rows(found):
    for each in found.values():
        rests = bool(each.cells) if each.article_verdict != "not-derivable" else True
        assert rests and all(witness.cells for witness in each.witnesses), each.claim_id


def test_what_a_claim_repeats_has_its_verdict_and_is_judged_itself(found):
    for each in found.values():
        if each.repeats:
            assert not found[each.repeats].repeats, each.claim_id


@pytest.mark.slow
@pytest.mark.parametrize(
    ("table", "gone", "notebook", "claim_id", "before"),
    [
        ("sources/visa-regimes.csv", "MDA,Moldova", "06", "no-visa-moldova", "supported"),
        ("sources/glotip-kazakhstan.csv", ",Nigeria,", "01", "origin-named-nigeria", "corroborated"),
    ],
)
def test_a_row_that_is_gone_turns_the_verdict_and_crashes_nothing(
    tmp_path, monkeypatch, table, gone, notebook, claim_id, before, found
):
    for folder in ("data", "notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    path = tmp_path / "data" / table
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    left = [line for line in lines if gone not in line]
    assert len(left) < len(lines)
    path.write_text("".join(left), encoding="utf-8")
    monkeypatch.setenv("RECOUNTED_ROOT", str(tmp_path))
    now = {each.claim_id: each for each in findings_of(run_single(notebook, {}))}
    assert found[claim_id].verdict == before and now[claim_id].verdict != before


# The missing claims.


def test_the_claims_that_a_second_reading_missed_are_judged(found):
    asked = {
        "half-2023-offences-in-section-3",
        "averages-together",
        "foreign-average-within-all",
        "efforts-lack-significant",
        "national-strategy-none",
        "rise-against-decrease",
        "origin-four-largest",
        "half-2023-escalating",
        "article-394-tightened-how",
        "labour-exploitation-impossible",
        "forced-labour-no-separate-offence",
        "identification-no-recommendations",
        "traffickers-neighbouring",
        "georgia-law-title-text",
    }
    assert asked <= set(found)


# Plain words.


def test_no_id_tag_or_placeholder_stands_in_a_text_for_readers(found):
    ids = {row["source_id"] for row in _rows("sources/sources.csv")} | set(found)
    ids |= {row["fact_id"] for row in _rows("sources/legal-facts.csv")}
    ids |= {each["name"] for each in json.loads((ROOT / "data/datapackage.json").read_text())["resources"]}
    ids = {each for each in ids if each.count("-") > 1}
    for each in found.values():
        texts = [getattr(each, name) for name in TEXTS] + [witness.says for witness in each.witnesses]
        for text in texts:
            words = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", text))
            assert not words & ids and not TAGS.search(text), (each.claim_id, text)


def test_every_reason_begins_with_what_is_printed_and_ends_as_a_sentence(found):
    for each in found.values():
        assert each.reason.startswith(f"Printed: “{each.printed}”. ") and each.reason.endswith("."), each.claim_id
        assert "  " not in each.reason and ".." not in each.reason and " ." not in each.reason, each.claim_id
