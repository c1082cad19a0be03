"""A notebook played again under changed data tells what a run of it would: which claims move, and by what."""

import json
import re
from dataclasses import replace

import pandas as pd
import pytest
from conftest import describe_numbers, forget
from tests_support import ROOT

from recounted import figures
from recounted.commands.mutate import all_changes
from recounted.errors import RecountedError
from recounted.judging import judge as judging
from recounted.judging.claims import claim
from recounted.judging.findings import load_findings
from recounted.mutation import campaign, report
from recounted.mutation.campaign import (
    WAYS,
    _is_moved,
    changes_of,
    keep_tables,
    moved_past_refusals,
    named_lines,
    put_in,
    try_all,
)
from recounted.mutation.claim_mutants import PRINTED, RELATION, judge_anew, other_prints
from recounted.mutation.operators import Change
from recounted.mutation.play import Play, same
from recounted.mutation.steps import read_by, steps_of
from recounted.tables import integrity
from recounted.tables import rows as tables

pytestmark = pytest.mark.slow  # a made-up project is changed and judged again and again

CELLS = [
    "from recounted import begin, case_file, load, where, witness\njudge = begin('01-help', case_file())",
    "helped, counts = load('helped'), load('counts')\nseen = []",
    "def of(year):\n    return where(counts, year=year)",
    "first = where(helped, year=2019)\nseen.append(first)",
    "judge('helped-total', helped.persons.sum(), found='The years add up to {value}', cells=helped,\n"
    "      facts={'listed': 'names'})",
    "rows = of(2019)\nrows = rows[rows.source_id == 'red-book']",
    "judge('helped-first-year', witnesses=[witness(rows, says='Red counts {value}')])",
    "rows = seen[0]\nshare = 100 * rows.persons.item() / helped.persons.sum()",
    "judge('helped-share', share, found='It is {value}', cells=helped)",
    "helped",
]

NUMBERS = """position,section,paragraph,footnote,text,claim_id
1,5,1,,2019,
2,5,1,,2020,
3,5,1,,2,helped-first-year
"""
HELPED, HERE = "data/article/helped.csv, line 3", "section 5, paragraph 1"


@pytest.fixture
def notebook(project):
    """The made-up project with a notebook that judges its three claims."""
    storage = pd.get_option("mode.string_storage")  # which a Play sets for good
    cells = [
        {"cell_type": "code", "id": f"c{at}", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
        for at, source in enumerate(CELLS)
    ]
    path = project / "notebooks" / "01-help.ipynb"
    path.parent.mkdir()
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    (project / "data/sources/counts.csv").write_text("source_id,year,value\nred-book,2019,2\nblue-book,2019,<5\n")
    forget()
    yield path
    tables.INSTEAD.clear()
    pd.set_option("mode.string_storage", storage)


def _tried(play, table, line, column, after, outputs=False):
    before = tables.dicts(table)[line - 2][column]
    return try_all([Change(table, line, column, "digit", before, after, is_figure=True)], [play], 1, outputs)[0]


def test_a_notebook_is_played_and_finds_what_it_finds(notebook):
    play = Play(notebook)
    assert {claim_id: found.verdict for claim_id, found in play.findings.items()} == {
        "helped-total": "reproduced",
        "helped-first-year": "corroborated",
        "helped-share": "reproduced",
    }
    assert play.loads == {"helped", "counts"} and "year,persons" in play.shown[max(play.shown)]


@pytest.mark.parametrize(
    ("table", "line", "column", "after", "way", "claims"),
    [
        ("helped", 3, "persons", "5", "verdict", ["helped-share", "helped-total"]),
        ("helped", 2, "persons", "3", "verdict", ["helped-share", "helped-total"]),
        ("counts", 2, "value", "3", "verdict", ["helped-first-year"]),
        ("counts", 3, "value", "<4", "nothing", []),
        ("helped", 3, "persons", "4.5", "schema", []),
        ("helped", 2, "year", "2018", "refused", []),
        ("helped", 3, "year", "2021", "nothing", []),
    ],
)
def test_a_change_is_noticed_by_the_claims_that_follow_from_it(notebook, table, line, column, after, way, claims):
    found = _tried(Play(notebook), table, line, column, after)
    assert (found.way, found.claims) == (way, claims)
    assert tables.INSTEAD == {}


def test_cards_and_figures_are_for_readers_again_after_a_play(notebook):
    Play(notebook)
    assert figures.save.__module__ == "recounted.figures" and judging.display.__module__.startswith("IPython")


def test_what_no_claim_notices_may_be_shown(notebook):
    found = _tried(Play(notebook), "helped", 3, "year", "2021", outputs=True)
    assert found.way == "output" and found.shown == ["c9"]


def test_what_only_the_ledger_of_numbers_tells_is_refused(notebook, project):
    describe_numbers(project, NUMBERS, ["year"], section="string", paragraph="integer")
    (project / "data/article/helped.csv").write_text("year,persons,section,paragraph\n2019,2,5,1\n2020,4,5,1\n")
    (project / "data/article/numbers.csv").write_text(NUMBERS)
    forget()
    play = Play(notebook)
    assert _tried(play, "helped", 3, "year", "2020").way == "nothing"
    year, paragraph = _tried(play, "helped", 3, "year", "2021"), _tried(play, "helped", 3, "paragraph", "2")
    assert (year.way, year.fault) == ("refused", f"{HELPED}, column year: no number '2021' stands in {HERE}")
    assert (paragraph.way, paragraph.fault.partition(":")[0]) == ("refused", HELPED)
    assert _tried(play, "numbers", 4, "paragraph", "2").fault.startswith("data/article/claims.csv, helped-first-year")


def test_each_change_begins_from_the_notebook_as_it_stands(notebook):
    """The same outcomes one by one, in any order, and in a notebook played anew under the change."""
    keep_tables()
    play = Play(notebook)
    every = [change for table in ("helped", "counts") for change in changes_of(table, [2, 3])]
    outcomes = try_all(every, [play], 2)
    assert [each.way for each in try_all(every[::-1], [play], 1)][::-1] == [each.way for each in outcomes]
    for outcome in outcomes:
        with put_in(outcome.change):
            try:
                findings = Play(notebook).findings
            except RecountedError:
                assert outcome.way in ("schema", "refused"), outcome.change.words
                continue
        moved = [each for each in findings if findings[each].verdict != play.findings[each].verdict]
        assert set(moved) <= set(outcome.claims) and bool(moved) == (outcome.way == "verdict"), outcome.change.words


def test_a_step_reads_what_the_functions_behind_it_read(notebook):
    steps = steps_of(notebook)
    at = next(number for number, step in enumerate(steps) if step.cell == "c5")
    assert "counts" in read_by(steps)[at] and "counts" not in steps[at].reads
    assert next(step for step in steps if step.cell == "c3" and step.alters).alters == {"seen"}


def test_a_value_changed_in_place_is_made_anew_from_its_beginning(notebook):
    """`seen` is a list that a step appends to: kept as it was it would hold rows of two runs."""
    found = _tried(Play(notebook), "helped", 2, "persons", "1")
    assert found.claims == ["helped-share", "helped-total"]


def test_a_notebook_that_fails_as_it_stands_is_named(notebook):
    notebook.write_text(notebook.read_text().replace("helped.persons.sum()", "helped.nothing", 1))
    with pytest.raises(RecountedError, match=r"01-help.ipynb, cell c4: fails"):
        Play(notebook)


def test_every_other_digit_of_a_printed_figure_is_judged(notebook):
    judged = {(each.claim.claim_id, each.kind): each for each in judge_anew([Play(notebook)])}
    total = judged["helped-total", PRINTED]
    assert (total.tried, total.moved, total.held) == (9, 9, [])
    assert judged["helped-share", PRINTED].tried == 26 and judged["helped-share", PRINTED].moved == 26
    assert judged["helped-total", RELATION].held == ["about", "at-least", "at-most"]
    assert claim("helped-total").printed == "6"


def test_a_number_in_words_is_changed_too(notebook):
    words = replace(claim("helped-total"), printed="the second of six")
    assert [each.printed for each in other_prints(words)] == [
        "the first of six",
        "the third of six",
        "the second of five",
        "the second of seven",
    ]


def test_rows_that_findings_name_are_those_of_their_cells_and_witnesses(notebook):
    assert named_lines(Play(notebook).findings.values()) == {"helped": {2, 3}, "counts": {2}}


def test_the_list_of_survivors_is_held_to_the_run(notebook, project):
    play = Play(notebook)
    outcomes = [_tried(play, "helped", 3, "year", "2021"), _tried(play, "counts", 2, "value", "3")]
    assert report.share_noticed(outcomes) == 0.5
    assert [each.partition(":")[0] for each in report.disagreements(outcomes)] == ["helped | 2020 / 4 | year | 2020"]
    (project / "tests").mkdir()
    path = project / report.SURVIVORS
    path.write_text("table,row,column,cell,why\nhelped,2020 / 4,year,2020,no claim names it\n")
    assert report.disagreements(outcomes) == []
    path.write_text(path.read_text() + "counts,red-book / 2019 / 2,value,2,really\n")
    assert "is noticed" in report.disagreements(outcomes)[0]
    assert report.disagreements(outcomes, every_cell=False) == []
    path.write_text("table,row,column,cell,why\nhelped,2020 / 4,year,2020,\n")
    with pytest.raises(RecountedError, match="a row lacks its reason"):
        report.disagreements(outcomes)


def test_claims_that_nothing_moves_are_named(notebook):
    play = Play(notebook)
    judged = judge_anew([play])
    total, year, share = play.findings.values()
    assert report.unmoved([], judged, [total, year]) == [] and report.quoting(judged) == []
    assert report.unmoved([], [], [total, year]) == [total, year]
    bare = replace(share, verdict="unverifiable", cells=(), witnesses=())
    assert report.unmoved([], [], [bare]) == [] and report.uncomputed([total, bare]) == ["helped-share"]


def test_each_change_of_the_rows_that_a_claim_names_is_tried_where_the_sample_did_not_move_it(notebook):
    play = Play(notebook)
    every = all_changes([play.findings["helped-first-year"]])
    assert {(each.table, each.line) for each in every} == {("counts", 2)}
    assert {each.kind for each in every} == {"year", "digit", "category", "rows swapped", "row dropped"}
    assert report.unmoved(try_all(every, [play], 1), [], [play.findings["helped-first-year"]]) == []


def test_a_claim_behind_a_refusal_is_asked_as_well(notebook, project):
    """A relation refuses each other number, so that no outcome names the claims that it would move."""
    path = project / "data/datapackage.json"
    package = json.loads(path.read_text())
    helped = next(each for each in package["resources"] if each["name"] == "helped")
    helped["relations"] = [{"holds": "order", "columns": ["persons", "year"], "why": "it is of the test"}]
    path.write_text(json.dumps(package))
    forget()
    change = Change("helped", 3, "persons", "digit", "4", "4000", is_figure=True)
    play = Play(notebook)
    assert try_all([change], [play], 1)[0].way == "schema" and not try_all([change], [play], 1)[0].claims
    assert moved_past_refusals(_for_each(play, change), [play], 1) == {"helped-share", "helped-total"}


def test_a_claim_that_is_refused_does_not_hide_those_after_it(notebook):
    fails_above_9 = "[helped.persons.sum()][int(helped.persons.sum() > 9)], found"
    notebook.write_text(notebook.read_text().replace("helped.persons.sum(), found", fails_above_9))
    change, play = Change("helped", 2, "persons", "digit", "2", "20", is_figure=True), Play(notebook)
    stopped = try_all([change], [play], 1)[0]
    assert stopped.way == "refused" and stopped.claims == []
    assert moved_past_refusals(_for_each(play, change), [play], 1) == {"helped-share", "helped-total"}


def test_a_step_that_fails_and_judges_nothing_does_not_hide_the_claims_after_it(notebook):
    notebook.write_text(notebook.read_text().replace("seen = []", "seen = [[[]][int(helped.persons.sum() > 9)]][:0]"))
    change, play = Change("helped", 2, "persons", "digit", "2", "20", is_figure=True), Play(notebook)
    assert try_all([change], [play], 1)[0].claims == []
    assert moved_past_refusals(_for_each(play, change), [play], 1) == {"helped-share", "helped-total"}


def test_a_notebook_that_computes_without_end_under_a_change_is_stopped(notebook, monkeypatch):
    monkeypatch.setattr(campaign, "SECONDS", 0.3)
    notebook.write_text(notebook.read_text().replace("seen = []", "seen = []\\nwhile helped.persons.sum() > 9: pass"))
    stopped = try_all([Change("helped", 2, "persons", "digit", "2", "20", is_figure=True)], [Play(notebook)], 1)[0]
    assert (stopped.way, stopped.fault) == ("refused", "TimeoutError: did not end in 0.3 seconds of computing")


def test_a_claim_is_asked_until_it_has_moved(notebook, monkeypatch):
    asked = []
    play = Play(notebook)
    again = play.again
    monkeypatch.setattr(play, "again", lambda table, **how: asked.append(table) or again(table, **how))
    monkeypatch.setattr(integrity, "HELD", True)  # and put back what is set for a process of its own
    still, moving = (Change("helped", 3, "year", "year", "2020", to) for to in ("2021", "2019"))
    persons = replace(moving, column="persons", before="4", after="5")
    assert _is_moved("helped-total", [still, persons, moving], [play]) and asked == ["helped", "helped"]
    assert not _is_moved("helped-first-year", [persons], [play])


def _for_each(play, change):
    return {claim_id: [change] for claim_id in play.findings}


@pytest.mark.parametrize("value", [[1, "a"], {"a": (1, 2)}, 2.5, None, "text"])
def test_alike_values_are_the_same_and_kinds_are_told_apart(value):
    assert same(value, json.loads(json.dumps(value)) if not isinstance(value, dict) else {"a": (1, 2)})
    assert not same([value], [value, value]) and not same(True, 1) and not same(len, print)


def test_the_page_has_its_marks_and_the_form_of_the_last_run():
    """Tables of another form were written by an older library: then `make mutate` is to be run again."""
    page = (ROOT / report.PAGE).read_text(encoding="utf-8")
    part = page.partition(report.MARKS[0])[2].partition(report.MARKS[1])[0].strip()
    if part != "Not run yet.":
        assert re.match(r"Run on \d{1,2} [A-Z][a-z]+ 20\d\d: [\d,]+ changes of \d+ tables\.", part)
        assert f"| table | cells | {' | '.join(WAYS)} |" in part and "| change | tried |" in part


def test_a_sample_of_the_real_data_is_noticed_and_the_findings_are_those_published(built):
    from recounted.commands.mutate import planned, tried
    from recounted.mutation.operators import SWAPPED
    from recounted.paths import root

    keep_tables()
    try:
        plays = [Play(path) for path in sorted((root() / "notebooks").glob("*.ipynb"))]
        found = {claim_id: finding for play in plays for claim_id, finding in play.findings.items()}
        assert found == {finding.claim_id: finding for finding in load_findings()}
        every = [each for each in planned(plays) if each.is_figure and each.kind != SWAPPED][::80]
        outcomes = tried(every, plays, None)
        known = report.known_survivors()
        unnoticed = [
            each.change.words
            for each in outcomes
            if each.way in report.UNNOTICED and report.address(each.change) not in known
        ]
        assert len(outcomes) > 30 and not unnoticed
    finally:
        tables.INSTEAD.clear()
