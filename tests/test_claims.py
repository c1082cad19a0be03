"""The ledger of claims is checked when it is loaded: a figure that cannot be read is refused with its line."""

import json
from decimal import Decimal

import pandas as pd
import pytest

from recounted.article.ledger import entries
from recounted.article.numbers import figures, normal
from recounted.errors import RecountedError
from recounted.judging.claims import _claims, claims
from recounted.judging.places import _sections
from recounted.judging.printed import PrintedFigure
from recounted.judging.repeats import can_be_one


def _change(project, old, new):
    path = project / "data/article/claims.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    _claims.cache_clear()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("33.3%,equals", "12 (33%),equals", r"line 4, claim helped-share, figure '12 \(33%\)': '\(33%\)' is left over"),
        ("6,equals", "6,approximately", "line 2, claim helped-total, figure '6': there is no relation 'approximately'"),
        ("6,equals,persons", "31 February 2020,equals,date", "line 2.*February 2020 has no day 31"),
        ("6,equals,persons", "5 May,equals,date", "line 2.*not a date with a year"),
        ("6,equals,persons", "6%,equals,persons", "line 2.*it is a percentage"),
        ("6,equals,persons", "2019,equals,dates", "line 2.*unit 'dates'"),
        ("5,1,,6", "5,\u00b2,,6", "line 2.*'\u00b2' is not a whole number"),
        ("6,equals,persons", "6%,equals,percnt", "line 2.*unit 'percnt'.*Did you mean 'percent'"),
        ("helped-total,5", "helped-total,6", "line 2, column section: section '6' has no name.*choose one of: 5, ref"),
        ("year,01-help,figure,", "year,01-help,figure,help-total", "line 3, column repeats: .*mean: helped-total"),
        (
            "first year,01-help,figure,\n",
            "first year,01-help,figure,helped-first-year\n",
            "line 3, column repeats: helped-first-year repeats helped-first-year, so that none of them is counted",
        ),
        ("in two years,01-help,figure,", "in two years,01-help,figure,helped-share", "line 2, .* not '33.3%'"),
        (
            "in two years,01-help,figure,",
            "in two years,01-help.ipynb,figure,",
            "line 2, column notebook: .*Write 01-help",
        ),
        ("in two years,01-help,figure,", "in two years,notebooks/01-help,figure,", "line 2, .*Write 01-help"),
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_file_line_and_remedy(project, old, new, message):
    _change(project, old, new)
    with pytest.raises(RecountedError, match=rf"claims\.csv, {message}") as fault:
        claims()
    assert fault.value.remedy


def test_a_claim_may_repeat_one_that_stands_later_and_sections_may_have_no_table(project):
    _change(project, "helped-first-year,5,1,,2,", "helped-first-year,5,1,,six,")
    _change(project, "two years,01-help,figure,", "two years,01-help,figure,helped-first-year")
    assert claims()["helped-total"].repeats == "helped-first-year"
    path = project / "data/datapackage.json"
    package = json.loads(path.read_text())
    kept = [each for each in package["resources"] if each["name"] != "sections"]
    path.write_text(json.dumps(package | {"resources": kept}))
    _sections.cache_clear()
    _change(project, "helped-total,5", "helped-total,6")
    assert claims()["helped-total"].place.section == "6"


@pytest.mark.parametrize(
    ("section", "claim_id", "told"),
    [
        ("9", "helped-total", "line 2, column section: section '9' has no name"),
        (
            "5",
            "helped-share helpd-total",
            "line 2, column claim_id: there is no claim 'helpd-total'.*mean: helped-total",
        ),
    ],
)
def test_a_number_of_an_unknown_section_or_claim_is_refused_when_it_is_loaded(project, section, claim_id, told):
    row = {"position": 1, "section": "5", "paragraph": 1, "footnote": None, "text": "6", "role": "claim"}
    assert entries(pd.DataFrame([row | {"claim_id": "helped-total helped-share"}]))[0].claim_ids[1] == "helped-share"
    with pytest.raises(RecountedError, match=rf"numbers\.csv, {told}"):
        entries(pd.DataFrame([row | {"section": section, "claim_id": claim_id}]))


def test_a_claim_that_stands_twice_is_named_with_both_lines(project):
    path = project / "data/article/claims.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines, lines[1].replace(",6,", ",7,")]) + "\n")
    with pytest.raises(RecountedError, match=r"claims\.csv, line 5: claim_id 'helped-total' stands in line 2 already"):
        claims()


def test_an_order_or_a_trend_may_be_told_in_any_words(project):
    _change(project, "6,equals", "to a lesser extent,order")
    assert claims()["helped-total"].relation == "order"


@pytest.mark.parametrize(("printed", "value"), [("12,5%", 12.5), ("1.234,5%", 1234.5), ("12.500%", 12500)])
def test_a_project_may_have_decimal_commas(project, printed, value):
    path = project / "data/datapackage.json"
    package = json.loads(path.read_text())
    path.write_text(json.dumps(package | {"decimalChar": ","}))
    assert PrintedFigure(printed, "equals", "percent").numbers[0] == Decimal(str(value))
    found, day = figures(f"{printed} am 12.06.2020")
    assert (found, day) == (printed, "12.06.2020") and Decimal(normal(found).strip("%")) == Decimal(str(value))
    assert figures("am 12.06.2020") == ["12.06.2020"]
    assert PrintedFigure("3,2 Mio.", "equals", "euros").numbers[0] == 3_200_000
    assert figures("Es sind 3,2 Mio. Euro oder 12,5‰.") == ["3,2 Mio", "12,5‰"]


def test_a_decimal_mark_that_is_none_is_named(project):
    path = project / "data/datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"decimalChar": ";"}))
    with pytest.raises(RecountedError, match="decimalChar ';' is not known"):
        PrintedFigure("12", "equals", "persons").values()


def test_claims_that_repeat_one_another_in_a_ring_are_refused_and_a_chain_is_not(project):
    _change(project, "helped-first-year,5,1,,2,", "helped-first-year,5,1,,six,")
    _change(project, "helped-share,5,1,2,33.3%,equals,percent", "helped-share,5,1,2,6,equals,persons")
    _change(project, "two years,01-help,figure,", "two years,01-help,figure,helped-first-year")
    _change(project, "People helped in the first year,01-help,figure,", "Other,01-help,figure,helped-share")
    assert claims()["helped-total"].repeats == "helped-first-year"
    _change(project, "Share of the first year,01-help,figure,", "Share,01-help,figure,helped-total")
    ring = "helped-total repeats helped-first-year repeats helped-share repeats helped-total, so that none"
    with pytest.raises(RecountedError, match=ring):
        claims()


@pytest.mark.parametrize(
    ("one", "other", "can"),
    [
        (("one in three", "equals", "percent"), ("33%", "equals", "percent"), True),
        (("one in three", "equals", "share"), ("33%", "equals", "percent"), True),
        (("one in three", "equals", "share"), ("43%", "equals", "percent"), False),
        (("two-thirds", "equals", "percent"), ("67%", "equals", "percent"), True),
        (("80",), ("three",), False),
        (("more than 100", "more-than"), ("108",), True),
        (("more than 100", "more-than"), ("90",), False),
        (("2014", "equals", "date"), ("17 December 2014", "equals", "date"), True),
        (("2013", "equals", "date"), ("17 December 2014", "equals", "date"), False),
        (("2013", "equals", "date"), ("2014",), True),
        (("60", "equals", "minutes a case on average"), ("1", "equals", "hours a case on average"), True),
        (("60", "equals", "minutes on average"), ("1", "equals", "minutes on average"), False),
        (("12 (33%)", "equals", "n (%)"), ("12 (33.3%)", "equals", "n (%)"), True),
        (("12 (33%)", "equals", "n (%)"), ("13 (33%)", "equals", "n (%)"), False),
        (("12 (33%)", "equals", "n (%)"), ("12",), True),
        (("three", "order"), ("80",), False),
        (("No 29", "equals", "identifier"), ("29", "equals", "identifier"), True),
        (("No 29", "equals", "identifier"), ("30", "equals", "identifier"), False),
        (("ratification", "equals", "text"), ("ratified", "equals", "text"), True),
    ],
)
def test_a_repeat_can_stand_for_what_it_repeats(one, other, can):
    assert can_be_one(PrintedFigure(*one), PrintedFigure(*other)) is can
    assert can_be_one(PrintedFigure(*other), PrintedFigure(*one)) is can
