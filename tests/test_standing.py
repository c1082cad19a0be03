"""How much stands behind a verdict: sources, origins, and whether it falls when one is left out."""

import pytest

from recounted.judging.case_file import case_file
from recounted.judging.judge import begin
from recounted.judging.witnesses import witness
from recounted.tables.load import load

SAYS = "{who} counts {value}"


@pytest.fixture
def found(project):
    path = project / "data/sources/counts.csv"
    path.write_text("source_id,year,value\nred-book,2019,2\nblue-book,2019,2\nblue-book,2020,7\n")

    def judged(*lines, **differs):
        judge = begin("01-help", case_file())
        given = [witness(load("counts").loc[[line]], says=SAYS, **differs) for line in lines]
        judge("helped-first-year", witnesses=given)
        return judge.findings["helped-first-year"]

    return judged


def test_one_source_alone_carries_its_verdict(found):
    finding = found(2)
    assert finding.falls_without == ("red-book",)
    assert finding.standing == "It rests on one source; without it the verdict would be another."


def test_two_sources_that_agree_stand_without_either(found):
    finding = found(2, 3)
    assert finding.falls_without == ()
    assert finding.standing.startswith("It rests on 2 sources of 2 origins; without any one of them")


def test_a_newspaper_that_repeats_a_source_is_of_its_origin(found, project):
    path = project / "data/sources/sources.csv"
    head, *rows = path.read_text().splitlines()
    origins = {"red-book": "", "blue-book": "Red"}
    path.write_text("\n".join([f"{head},origin", *(f"{row},{origins[row.split(',')[0]]}" for row in rows)]) + "\n")
    package = project / "data/datapackage.json"
    field = '{"name": "least_hidden", "type": "string"}'
    package.write_text(package.read_text().replace(field, field + ', {"name": "origin", "type": "string"}'))
    assert "2 sources of one origin" in found(2, 3).standing


def test_some_sources_can_be_left_unheard_and_a_witness_is_silent_when_all_of_its_sources_are(found):
    assert found(2, 4).verdict == "disputed"
    assert found(2, 4).without({"blue-book"}) == "corroborated" and found(2).without({"red-book"}) == "unverifiable"
    assert found(2).without(set()) == "corroborated"


def test_without_a_source_nothing_is_said(found):
    assert found().standing == "" and found().falls_without == ()
