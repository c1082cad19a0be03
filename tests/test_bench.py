"""`make bench` tells what it measured in the docs: between two marks, with the day, and nothing else is touched."""

import re

import pytest
from tests_support import ROOT

from bench import __main__ as peers
from bench import page, readings, sweeps
from bench.sweeps import Cost
from recounted.errors import RecountedError

PAGES = {module.DOCS for module in (peers, readings, sweeps)}


@pytest.mark.parametrize("path", sorted(PAGES))
def test_each_page_has_its_two_marks_and_its_figures_a_date(path):
    text = (ROOT / path).read_text(encoding="utf-8")
    measured = text.partition(page.MARKS[0])[2].partition(page.MARKS[1])[0]
    assert text.count(page.MARKS[0]) == text.count(page.MARKS[1]) == 1
    assert re.match(r"\nOn \d{1,2} [A-Z][a-z]+ 20\d\d, .*\d cores", measured)


def test_a_page_gets_the_block_between_its_marks_and_keeps_the_rest(tmp_path, monkeypatch):
    monkeypatch.setattr(page, "ROOT", tmp_path)
    (tmp_path / "a.md").write_text(f"# A\n\n{page.MARKS[0]}\nold\n{page.MARKS[1]}\n\nBy hand.\n")
    page.write("a.md", "new | 1")
    assert (tmp_path / "a.md").read_text() == f"# A\n\n{page.MARKS[0]}\nnew | 1\n{page.MARKS[1]}\n\nBy hand.\n"
    (tmp_path / "b.md").write_text("no marks")
    with pytest.raises(RecountedError, match="b.md: the two marks"):
        page.write("b.md", "new")


def test_the_table_of_sweeps_sets_each_way_beside_the_last():
    costs = {"loop": Cost(20, 3.0, 2.5), "ours": Cost(200, 0.2, 0.25)}
    assert sweeps.table(costs).splitlines()[2:] == [
        "| loop | 20 | 3.00 | 15.0 | 2.50 | 10.0 |",
        "| ours | 200 | 0.20 | 1.0 | 0.25 | 1.0 |",
    ]
    told = sweeps.told("Then.", sweeps.table(costs), {200: Cost(200, 1, 1, 90), 2000: Cost(2000, 1, 1, 91)})
    assert told.startswith("Then. Start-up") and told.endswith("90 MB for 200 short runs, 91 MB for 2,000 short runs.")


def test_the_table_of_peers_has_the_slowest_first_and_a_slow_one_is_not_run_again():
    names = [each.name for each in peers.PEERS]
    seconds = dict(zip(names, range(len(names), 0, -1), strict=True))
    lines = peers.table(seconds, 0.5, 8, 3).splitlines()
    assert [names[0] in lines[2], names[-1] in lines[1 + len(names)]] == [True, True]
    assert f"of those above {peers.SLOW} s one" in "\n".join(lines) and "Floor: " in "\n".join(lines)


def test_readings_are_judged_and_told_with_their_rate():
    assert readings.judged_a_second([]) == 0
    told = readings.told("Then.", 573, 3.21, 123456.7, 9528, 4.56)
    assert "for 573 claims: 3.2 s" in told and "123,457 verdicts a CPU second" in told and "9,528 readings" in told


def test_when_and_where_names_the_day_the_python_the_cores_and_the_load():
    told = page.when_and_where()
    assert re.fullmatch(r"On \d{1,2} [A-Z][a-z]+ 20\d\d, Python 3\.\d+\.\d+, \d+ cores, load [\d.]+ before\.", told)
