"""What a number shows: one rule for the strip and the page, on made-up numbers and on the article's own."""

from dataclasses import replace

import pandas as pd
import pytest
from article_support import findings, ledger

from recounted.article import judged
from recounted.article.ledger import entries
from recounted.judging.citing import Neighbour
from recounted.judging.places import Place
from recounted.tables.load import load


@pytest.fixture
def shown(monkeypatch):
    """What the number `text` shows, given what is said of the claims; the made-up article has no claim in words."""
    table = pd.DataFrame({"claim_id": [], "kind": [], "position": []})
    monkeypatch.setattr(judged, "without_number", lambda: table)

    def of(text, numbers=None, **said):
        numbers = ledger() if numbers is None else numbers
        found = {each: replace(f, **said.get(each.replace("-", "_"), {})) for each, f in findings().items()}
        position = next(entry.position for entry in numbers if entry.text == text)
        return judged.shown_by_position(numbers, found)[position]

    return of


def carried(text, claim_id):
    return [replace(each, claim_id=claim_id) if each.text == text else each for each in ledger()]


def test_a_fault_of_another_place_does_not_colour_the_number_that_is_compared_with_it(shown):
    numbers = carried("2019", "hives-2020")
    where = next(each.place for each in numbers if each.text == "91")
    moved = [replace(each, section="8") if each.text == "2019" else each for each in numbers]
    assert shown("2019", numbers, hives_2020={"place": where}).verdict == "inconsistent"
    assert shown("2019", moved, hives_2020={"place": where}) == judged.Shown(("hives-2020",), None, "hives-2020")
    assert shown("91", moved, hives_2020={"place": where}).verdict == "inconsistent"
    nowhere = {"place": Place("9", 9)}
    assert shown("2019", moved, hives_2020=nowhere).verdict == "inconsistent"


def test_beside_counts_where_the_neighbour_stands_if_the_claim_has_numbers_there(shown):
    beside = (Neighbour("hives-2020", "Only 91 are left", "inconsistent"),)
    numbers = [replace(each, section="8") if each.text == "182" else each for each in carried("2011", "hives-2019")]
    entry = next(each.place for each in numbers if each.text == "2011")
    said = {"hives_2019": {"beside": beside}, "hives_2020": {"place": entry}}
    assert shown("2011", numbers, **said).beside == "hives-2020"
    assert shown("182", numbers, **said).beside == ""
    assert shown("182", numbers, **said | {"hives_2020": {"place": Place("9", 9)}}).beside == "hives-2020"


def test_only_a_number_without_a_sign_of_its_own_takes_a_light_mark(shown):
    beside = {"beside": (Neighbour("hives-2020", "Only 91 are left", "inconsistent"),)}
    for verdict, mark in [("unverifiable", "hives-2020"), ("reproduced", "hives-2020"), ("disputed", "")]:
        assert shown("182", hives_2019=beside | {"verdict": verdict}) == judged.Shown(("hives-2019",), verdict, mark)
    assert shown("182", hives_2019=beside, hives_2020={"verdict": "supported"}).beside == ""


OWN = {  # number and section: its verdict, and the verdict beside it
    ("83rd", "5"): ("contradicted", ""),
    ("114-IV", "3"): ("contradicted", ""),
    ("138", "3"): ("contradicted", ""),
    ("08-1/361", "3"): ("contradicted", ""),
    ("543", "5"): ("reproduced", "inconsistent"),
    ("doi:10.14505/jarle.v9(3).29", "2"): ("disputed", ""),
    ("doi:10.14505/jarle.v93(3).29", "ref"): ("inconsistent", ""),
    ("1026", "2"): ("reproduced", ""),
    ("1026", "ref"): ("reproduced", "inconsistent"),
    ("135", "2"): ("reproduced", ""),
    ("135", "ref"): ("reproduced", "inconsistent"),
    ("125", "5"): ("corroborated", "contradicted"),
}


def test_in_the_article_what_is_wrong_is_marked_and_what_is_right_beside_it_lightly(built):
    found, numbers = judged.load_verdicts(), entries(load("numbers"))
    shown = judged.shown_by_position(numbers, found)
    for (text, section), (verdict, beside) in OWN.items():
        mine = [shown[each.position] for each in numbers if each.text == text and each.section == section]
        told = [(each.verdict, found[each.beside].verdict if each.beside else "") for each in mine if each.claims]
        assert told == [(verdict, beside)], text
