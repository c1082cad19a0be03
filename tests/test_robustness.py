"""Margins and readings of a small project, by hand; and that what is published is of the present data."""

import csv
import json
from dataclasses import replace

import pytest
from made import finding, put
from made import testimony as witnessed
from tests_support import ROOT

from recounted.building import searched
from recounted.building.searched import check_turns, publish, stale, turns_of
from recounted.commands.cli import main
from recounted.errors import RecountedError
from recounted.judging.case_file import case_file
from recounted.judging.firmness import firmness, share
from recounted.robustness.again import Edit, Notebook
from recounted.robustness.margins import Search
from recounted.robustness.readings import choices, readings
from recounted.robustness.standing import Readings

pytestmark = pytest.mark.slow  # readings and margins are searched

NOTEBOOK = (
    "from recounted import begin, case_file, draw, load, save, where, witness",
    'first_year = 2019  # first year of the sum\nrule = "all"  # what is added up\nrounding = "nearest"\nabout = 0.1',
    'judge = begin("01-help", case_file(), rounding=rounding, about=about)\n'
    'helped, counts = load("helped"), load("counts")',
    "chosen = helped[helped.year.ge(first_year)]\nfig, ax = draw(2)\nsave(fig, 'x', title='t', source='s', alt='a')",
    'judge("helped-total", int(chosen.persons.sum()), found="They add up to {value}", cells=chosen)',
    'judge("helped-first-year", witnesses=[witness(where(counts, source_id="red-book"), says="Red counts {value}")])',
    'judge("helped-share", 100 * helped.persons.iloc[0] / helped.persons.sum() if rule == "all" else 50)',
    "judge.tally()",
)
READINGS = """notebook,parameter,value,kind,words,why
*,rounding,nearest,reading,if figures were rounded,usual
*,rounding,truncated,reading,if figures were cut off,some cut off
*,about,0.1,reading,if about is a tenth,usual
*,sources,all,reading,if every source is heard,every one
*,sources,without dataset,reading,if no data set is heard,no data sets
01-help,first_year,2019,reading,if the sum begins with 2019,as printed
01-help,first_year,2020,reading,if the sum is of one year,the last year
01-help,first_year,*,view,if the sum begins with {value},another sum
01-help,rule,all,reading,if all are added up,everyone
01-help,rule,half,reading,if half of them are added up,half of them
"""
TEXTS = {
    "readings": ("readings.csv", "notebook parameter value kind words why"),
    "turns": ("turns.csv", "claim_id parameter value becomes why"),
    "margins": (
        "verdicts/margins.csv",
        "claim_id verdict value who room cells table line column was would_be becomes words",
    ),
    "standing": ("verdicts/standing.csv", "claim_id verdict readings holds becomes turns"),
    "specifications": ("verdicts/specifications.csv", "claim_id choices value who room alike near verdict"),
}
TURNS = (
    "claim_id,parameter,value,becomes,why\n"
    "helped-total,first_year,2020,inconsistent,one year is no sum\n"
    "helped-share,rule,half,inconsistent,half is not a third\n"
)
CELLS = ({"table": "helped", "file": "data/article/helped.csv", "lines": [2, 3], "columns": ["year", "persons"]},)
FINDINGS = [
    finding(cells=CELLS),
    finding(
        claim_id="helped-first-year",
        printed="2",
        recomputed="",
        article_verdict="not-derivable",
        source_verdict="corroborated",
        verdict="corroborated",
        witnesses=(witnessed(value="2", agrees=True),),
    ),
    finding(claim_id="helped-share", printed="33.3%", cells=CELLS),
]


@pytest.fixture
def helped(project):
    """The small project with a notebook of two parameters, its readings, and its verdicts."""
    package = project / "data/datapackage.json"
    described = json.loads(package.read_text())
    for name, (path, columns) in TEXTS.items():
        fields = [{"name": column, "type": "string"} for column in columns.split()]
        described["resources"].append({"name": name, "path": path, "schema": {"fields": fields}})
    package.write_text(json.dumps(described))
    (project / "data/verdicts").mkdir()
    (project / "data/readings.csv").write_text(READINGS)
    (project / "data/turns.csv").write_text(TURNS)
    records = [each.as_json() for each in FINDINGS]
    (project / "data/verdicts/verdicts.json").write_text(json.dumps(records))
    put(project / "notebooks", "01-help", *NOTEBOOK, tags={1: "parameters"})
    return project


def _notebook(folder):
    return Notebook(folder / "notebooks/01-help.ipynb")


def test_a_notebook_is_judged_in_process_as_its_kernel_would(helped):
    outcomes = _notebook(helped).judge_all()
    assert {name: each.verdict for name, each in outcomes.items()} == {
        "helped-total": "reproduced",
        "helped-first-year": "corroborated",
        "helped-share": "reproduced",
    }
    assert outcomes["helped-total"].value == 6 and outcomes["helped-first-year"].said[0].who == "Red"


def test_a_parameter_or_a_changed_cell_gives_another_verdict_and_leaves_the_table_as_it_was(helped):
    notebook = _notebook(helped)
    assert notebook.judge("helped-total", {"first_year": 2020})["helped-total"].value == 4
    edited = notebook.judge("helped-total", edit=Edit("helped", 3, "persons", "5"))["helped-total"]
    assert (edited.value, edited.verdict) == (7, "inconsistent")
    assert notebook.judge("helped-total")["helped-total"].value == 6
    by_text = notebook.judge("helped-first-year", edit=Edit("counts", 2, "value", "9"))["helped-first-year"]
    assert by_text.verdict == "contradicted"


def test_an_unknown_parameter_and_code_that_breaks_are_one_clear_error(helped):
    with pytest.raises(RecountedError, match="no parameter 'frist_year'"):
        _notebook(helped).judge("helped-total", {"frist_year": 2020})
    with pytest.raises(RecountedError, match="01-help: ZeroDivisionError"):
        put(helped / "notebooks", "01-help", *NOTEBOOK[:4], 'judge("helped-total", 1 / 0)', tags={1: "parameters"})
        _notebook(helped).judge("helped-total")


def test_the_margin_of_a_sum_a_source_and_a_share(helped):
    notebook = _notebook(helped)
    total, first, share_ = (Search(notebook, each.cell, FINDINGS).margins()[0] for each in FINDINGS)
    assert (total.value, total.room, total.cells) == ("6", 0, 2)
    assert total.flip.words == "Persons 3 instead of 4 and the verdict would be inconsistent (the article)."
    assert (first.who, first.room, first.flip.text, first.flip.becomes) == ("Red", 0, "1", "contradicted")
    assert 0 < share_.room < 1 and share_.flip.becomes == "inconsistent"


def test_the_smallest_flip_of_any_cell_is_that_of_brute_force(helped):
    notebook, found = _notebook(helped), FINDINGS[2]
    flip = Search(notebook, found.cell, FINDINGS).margins()[0].flip
    brute = []
    for line, persons in ((2, 2), (3, 4)):
        for value in range(60):
            verdict = notebook.judge(found.cell, edit=Edit("helped", line, "persons", str(value)))[
                found.claim_id
            ].verdict
            brute += [abs(value - persons)] if verdict != found.verdict else []
    assert abs(flip.steps) == min(brute)


def test_a_search_on_another_verdict_than_the_builds_is_refused(helped):
    with pytest.raises(RecountedError, match="is reproduced here and disputed in the last build"):
        Search(_notebook(helped), "helped-total", [finding(verdict="disputed")]).margins()


def test_every_reading_that_a_claim_can_hang_on_is_judged(helped):
    notebook = _notebook(helped)
    (total, mine), *_ = Readings(notebook, "helped-total").standings()
    assert (total.readings, total.holds, total.becomes) == (8, 4, {"inconsistent": 4})  # first_year, rounding, sources
    assert total.turns == (("first_year", 2020, "inconsistent"),)
    assert dict(mine[0].choices) == {"rounding": "nearest", "about": 0.1, "sources": "all", "first_year": 2019}
    (first, _), *_ = Readings(notebook, "helped-first-year").standings()
    assert (first.readings, first.holds, first.turns) == (4, 2, (("sources", "without dataset", "unverifiable"),))


def test_publish_writes_what_changed_and_a_second_time_searches_nothing(helped):
    assert stale() == ["01-help"] and publish(1) == ["01-help"]
    written = {name: (helped / "data" / path).read_bytes() for name, (path, _) in TEXTS.items()}
    assert publish(1) == [] and stale() == []
    assert written == {name: (helped / "data" / path).read_bytes() for name, (path, _) in TEXTS.items()}
    assert b"helped-total,reproduced,8,4,inconsistent 4,first_year=2020: inconsistent" in written["standing"]
    (helped / "data/article/helped.csv").write_text("year,persons\n2019,2\n2020,4\n2021,9\n")
    assert stale() == ["01-help"]


def test_another_wording_is_written_without_a_search(helped, monkeypatch):
    publish(1)
    monkeypatch.setattr(searched, "change_words", lambda cell, would_be, becomes: f"{cell.text} to {would_be}")
    monkeypatch.setattr(searched, "_search", lambda *_: pytest.fail("it searched"))
    assert publish(1) == [] and "4 to 3" in (helped / "data/verdicts/margins.csv").read_text()


def test_a_combination_keeps_what_each_source_gives_by_whether_it_counts_the_same(helped):
    (_, mine), *_ = Readings(_notebook(helped), "helped-first-year").standings()
    heard = {dict(each.choices)["sources"]: (each.alike, each.near) for each in mine}
    assert heard == {"all": (("2",), ()), "without dataset": ((), ())}
    nearby = NOTEBOOK[5].replace('says="Red', 'differs="scope", counts="some", says="Red')
    put(helped / "notebooks", "01-help", *NOTEBOOK[:5], nearby, *NOTEBOOK[6:], tags={1: "parameters"})
    (_, mine), *_ = Readings(_notebook(helped), "helped-first-year").standings()
    assert (mine[0].alike, mine[0].near) == ((), ("2",))


def test_a_card_says_what_an_unsure_verdict_hangs_on_as_long_as_it_fits(helped):
    publish(1)
    total, first, share_words = (firmness(case_file(), each) for each in FINDINGS)
    assert total == [
        "The verdict holds in 4 of 8 readings of the article. It would be inconsistent if the sum is of one year.",
        "Persons 3 instead of 4 and the verdict would be inconsistent (the article).",
    ]
    assert first[0].endswith("2 of 4 readings of the article. It would be unverifiable if no data set is heard.")
    assert share(case_file(), FINDINGS[2]) == 0.5
    assert firmness(case_file(), replace(FINDINGS[0], verdict="disputed")) == []
    assert any("verdict would be inconsistent" in each for each in share_words)
    elsewhere = firmness(case_file(), replace(FINDINGS[2], cells=()))  # the cell is none that it hangs on any more
    assert elsewhere == share_words[:1]
    (helped / "data/article/helped.csv").write_text("year,persons\n2019,20\n2020,40\n")
    assert not any("the verdict would be" in each for each in firmness(case_file(), FINDINGS[2]))


@pytest.mark.parametrize(
    ("room", "cells", "words", "said"),
    [
        ("0", "2", "Three fewer.", ["Three fewer."]),
        ("3", "2", "Three fewer.", ["The figure has 3 to spare in its last printed digit. Three fewer."]),
        ("-2", "2", "", ["The figure is off by 2 in its last printed digit. No change of any one figure in the data"]),
        ("", "2", "", ["No change of any one figure in the data would give another verdict."]),
        ("", "0", "", []),
    ],
)
def test_a_card_says_how_much_room_there_is_and_what_would_flip_the_verdict(helped, room, cells, words, said):
    columns = TEXTS["margins"][1].split()
    cell = {"table": "helped", "line": "2", "column": "persons", "was": "2"}
    row = {"claim_id": "helped-total", "verdict": "reproduced", "room": room, "cells": cells, "words": words, **cell}
    values = ",".join(row.get(column, "") for column in columns)
    (helped / "data/verdicts/margins.csv").write_text(f"{','.join(columns)}\n{values}\n")
    found = firmness(case_file(), FINDINGS[0])
    assert len(found) == len(said) and all(one.startswith(each) for one, each in zip(found, said, strict=True))


def test_a_turn_without_a_reason_and_a_reason_without_a_turn_are_refused(helped):
    row = {"claim_id": "helped-total", "turns": "first_year=2020: inconsistent; sources=without dataset: disputed"}
    assert list(turns_of([row]))[0] == ("helped-total", "first_year", "2020", "inconsistent")
    check_turns([row])  # helped-share was not searched
    with pytest.raises(RecountedError, match="helped-share does not turn with rule = half"):
        check_turns([row, {"claim_id": "helped-share", "turns": ""}])
    (helped / "data/turns.csv").write_text(TURNS.splitlines()[0] + "\n")
    with pytest.raises(RecountedError, match="1 turns are not explained"):
        check_turns([row])


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("01-help,first_year,2021,guess,if so,x", "kind 'guess' is not known"),
        ("01-help,first_year,2021,reading,if so,", "does not say why"),
        ("01-help,first_year,2021,reading,the year 2021,x", "is not told in words"),
        ("01-help,rule,*,reading,if so,x", "a reading needs a value"),
        ("01-help,last_year,2021,reading,if so,x", "has no parameter 'last_year'"),
    ],
)
def test_a_broken_table_of_readings_is_refused(helped, row, what):
    (helped / "data/readings.csv").write_text(f"{READINGS}{row}\n")
    with pytest.raises(RecountedError, match=what):
        choices("01-help", _notebook(helped).parameters)


def test_a_parameter_without_a_row_and_an_own_value_that_is_no_reading_are_refused(helped):
    with pytest.raises(RecountedError, match="nothing is said of the parameter new"):
        choices("01-help", {**_notebook(helped).parameters, "new": 1})
    with pytest.raises(RecountedError, match="first_year = 2018, which is no reading"):
        choices("01-help", {**_notebook(helped).parameters, "first_year": 2018})


def test_the_command_tells_how_many_verdicts_hold_everywhere(helped, capsys):
    assert main(["robustness", "--jobs", "1"]) == 0
    assert "1 notebooks searched; 0 of 3 verdicts hold in every reading" in capsys.readouterr().out


def _rows(name):
    path = ROOT / "data" / TEXTS[name][0]
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_the_notebooks_parameters_are_those_of_the_table(built):
    """Of each notebook: every parameter has its rows, and its own value is a reading or all of its values are views."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = Notebook(path)
        if notebook.parameters:
            found = choices(notebook.stem, notebook.parameters)
            assert {name: values[0] for name, values in found.items() if name != "sources"} == notebook.parameters
    assert {row.notebook for row in readings()} <= {"*", *(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))}


def test_every_turn_of_the_published_table_is_explained(built):
    check_turns(_rows("standing"))


def test_what_is_published_is_of_the_present_data(built):
    assert stale() == [], "run `make robustness`"


def test_all_verdicts_judged_in_process_are_those_of_the_kernels(built):
    judged = {}
    for path in searched.notebook_paths():
        notebook = Notebook(path)
        judged |= {name: each.verdict for name, each in notebook.judge_all().items()} if notebook.judging else {}
    assert judged == {row["claim_id"]: row["verdict"] for row in _verdicts()}


def _verdicts():
    return json.loads((ROOT / "data/verdicts/verdicts.json").read_text(encoding="utf-8"))
