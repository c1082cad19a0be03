"""In an article with decimal commas a text of a table is read with the mark that its table has, or is refused."""

import json

import pytest
from conftest import forget

from recounted.commands.cli import main
from recounted.errors import RecountedError
from recounted.judging import claims
from recounted.judging.case_file import case_file
from recounted.judging.cellwise import held
from recounted.judging.judge import begin
from recounted.judging.printed import PrintedFigure
from recounted.judging.witnesses import witness
from recounted.robustness import swift
from recounted.tables.cells import texts_of
from recounted.tables.load import load

HEAD = "claim_id,section,paragraph,footnote,printed,relation,unit,statement,notebook,kind,repeats\n"
PRINTED = 'section,paragraph,town,n,share\n1,1,Northport,189,"0,5"\n1,1,Eastmoor,3.412,"9,19"\n'
SOURCE = 'source_id,town,value\nred-book,Northport,"9,19"\nred-book,Eastmoor,1.050\nred-book,Saint Ives,<1.050\n'


def _package(project, change):
    path = project / "data/datapackage.json"
    path.write_text(json.dumps(change(json.loads(path.read_text()))))
    forget()


def _field(project, table, column, **said):
    def change(package):
        found = next(each for each in package["resources"] if each["name"] == table)
        field = next(each for each in found["schema"]["fields"] if each["name"] == column)
        field.update(said)
        for name in [name for name, each in said.items() if each is None]:
            del field[name]
        return package

    _package(project, change)


@pytest.fixture
def commas(project, monkeypatch):
    """The made-up project with decimal commas, a table of what its article prints, and one of a source."""
    monkeypatch.chdir(project)
    _package(project, lambda package: package | {"decimalChar": ","})
    (project / "data/article/towns.csv").write_text(PRINTED)
    (project / "data/sources/seen.csv").write_text(SOURCE)
    return project


def _judged(project, printed, value, unit="people", **evidence):
    row = f'helped-total,5,1,,"{printed}",equals,{unit},They helped,01-help,figure,\n'
    (project / "data/article/claims.csv").write_text(HEAD + row)
    (project / "data/article/remarks.csv").write_text("claim_id,cause,charitable,settle,caveat\n")
    claims._claims.cache_clear()
    (judge := begin("01-help", case_file()))("helped-total", value, **evidence)
    (other := swift.begin("01-help", case_file()))("helped-total", value, **evidence)
    finding = judge.findings["helped-total"]
    assert other.outcomes["helped-total"].verdict == finding.verdict
    return finding


def test_what_is_typed_as_printed_is_read_with_the_articles_mark(commas, capsys):
    assert main(["table", "data/article/towns.csv"]) == 0
    assert "n                        string, read with decimal commas as printed" in capsys.readouterr().out
    towns = load("towns")
    assert list(towns.n) == ["189", "3.412"]
    finding = _judged(commas, "3.412", towns.n.iloc[1], cells=towns, found="Eastmoor has {value}")
    assert finding.verdict == "reproduced" and finding.recomputed == "3,412"
    assert "Eastmoor has 3,412, as printed" in finding.reason
    assert _judged(commas, "3.413", towns.n.iloc[1], cells=towns).verdict == "inconsistent"
    assert _judged(commas, "9,2", towns.share.iloc[1], "per person", cells=towns).verdict == "reproduced"
    assert _judged(commas, "3.412 (9,2%)", (towns.n.iloc[1], 9.19), "n (%)", cells=towns).verdict == "reproduced"
    assert {"3.412", "3,412", "9,19", "9.19"} <= set(texts_of(towns))


def test_a_column_that_is_marked_printed_has_the_articles_mark_too(commas):
    main(["table", "data/article/towns.csv"])
    _field(commas, "towns", "n", printed=True, decimalChar=None)
    _field(commas, "towns", "share", decimalChar=None)
    towns = load("towns")
    assert "decimalChar" not in json.dumps(json.loads((commas / "data/datapackage.json").read_text())["resources"])
    assert _judged(commas, "3.412", towns.n.iloc[1], cells=towns[["n"]]).verdict == "reproduced"


def test_a_text_of_a_source_that_may_be_two_numbers_is_refused_until_its_mark_is_told(commas, capsys):
    main(["table", "data/sources/seen.csv"])
    assert 'may have points or commas: write which into data/datapackage.json, "decimalChar"' in capsys.readouterr().out
    seen = load("seen")
    with pytest.raises(RecountedError, match="decimalChar 'TODO' is not known. Write a point or a comma"):
        _judged(commas, "1.050", seen.value.iloc[1], cells=seen)
    for mark, verdict in ((",", "reproduced"), (".", "inconsistent")):
        _field(commas, "seen", "value", decimalChar=mark)
        assert _judged(commas, "1.050", seen.value.iloc[1], cells=seen).verdict == verdict
    _field(commas, "seen", "value", decimalChar=None)
    with pytest.raises(RecountedError, match="it is 1.05 with a decimal point and 1050 with a decimal comma") as told:
        _judged(commas, "1.050", seen.value.iloc[1], cells=seen)
    assert "data/sources/seen.csv, lines 2, 3, 4" in str(told.value) and "decimalChar" in str(told.value)
    assert _judged(commas, "9,2", seen.value.iloc[0], "per person", cells=seen).verdict == "reproduced"
    assert _judged(commas, "9,2", "9.19", "per person").verdict == "reproduced"
    assert _judged(commas, "0,05", "0,05", "per person").verdict == "reproduced"
    with pytest.raises(RecountedError, match="it is 1050 with a decimal point and 1.05 with a decimal comma"):
        _judged(commas, "1,050", "1,050", "per person")
    assert _judged(commas, "1.050", 1050).verdict == "reproduced"


def test_a_witness_has_the_mark_of_its_table(commas):
    main(["table", "data/sources/seen.csv"])
    _field(commas, "seen", "value", decimalChar=",")
    seen = load("seen")
    red = [witness(seen[seen.town == town], says="Red has {value}") for town in seen.town]
    with_comma, grouped, hidden = red
    assert hidden.value.upper == 1049
    finding = _judged(commas, "9,2", None, "per person", witnesses=[with_comma])
    assert finding.verdict == "corroborated" and finding.witnesses[0].value == "9.19"
    assert _judged(commas, "1.050", None, witnesses=[grouped]).verdict == "corroborated"
    assert _judged(commas, "1.051", None, witnesses=[grouped]).verdict == "contradicted"


def test_the_values_of_a_table_that_is_held_cell_by_cell_have_their_mark(commas):
    main(["table", "data/article/towns.csv"])
    towns = load("towns")
    printed = towns[["town", "n"]]
    assert held(printed, towns, ["town"]).agrees is True
    assert held(printed, printed.assign(n=[189, 3412]), ["town"]).agrees is True
    with pytest.raises(RecountedError, match="it is 3.412 with a decimal point and 3412 with a decimal comma"):
        held(printed, printed.reset_index(drop=True), ["town"])
    assert held(printed, printed.reset_index(drop=True), ["town"], "identifier").agrees is True


def test_a_column_of_numbers_with_groups_is_refused_when_it_is_read(commas):
    main(["table", "data/article/towns.csv"])
    _field(commas, "towns", "n", type="number", decimalChar=None)
    with pytest.raises(RecountedError, match=r"line 3, column n: '3.412' is 3412 where commas are decimal"):
        load("towns")
    _field(commas, "towns", "n", decimalChar=".")
    assert load("towns").n.iloc[1] == 3.412


def test_in_an_article_with_points_nothing_is_asked(project, monkeypatch):
    monkeypatch.chdir(project)
    (project / "data/sources/seen.csv").write_text(SOURCE.replace('"9,19"', "9.19").replace("<1.050", "2.5"))
    main(["table", "data/sources/seen.csv"])
    seen = load("seen")
    assert seen.value.iloc[1] == 1.05
    assert _judged(project, "1,050", "1,050").verdict == "reproduced"
    assert _judged(project, "1.05", "1.050", "per person").verdict == "reproduced"


@pytest.mark.parametrize("unit", ["per 1000", "deaths per 100 000", "cases per 10^5", "births per million"])
def test_a_percentage_is_no_rate_of_another_number_than_a_hundred(unit):
    with pytest.raises(
        RecountedError, match=f"it is a percentage, but the unit is '{unit.replace('^', '.')}', of another"
    ):
        PrintedFigure("0.64%", "equals", unit).check()
    assert PrintedFigure("0.64", "equals", unit).holds(0.641) is True


@pytest.mark.parametrize("unit", ["per 100", "deaths per 100 persons", "deaths per year", "percent per 1000"])
def test_a_percentage_is_one_of_a_hundred(unit):
    assert PrintedFigure("0.64%", "equals", unit).holds(0.641) is True
