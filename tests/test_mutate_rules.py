"""Changing the rules: each module and its tests exist, types are left alone, and a fault is noticed by a test."""

import csv

import pytest
from tests_support import ROOT


def _rows(name):
    with open(ROOT / "tests" / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_each_module_and_its_tests_exist():
    for row in _rows("rules.csv"):
        assert (ROOT / "src/recounted" / row["module"]).is_file(), row
        assert row["tests"].split() and all((ROOT / "tests" / each).is_file() for each in row["tests"].split()), row


def test_each_rule_that_goes_unnoticed_is_still_there_and_has_its_reason():
    for row in _rows("rules-unnoticed.csv"):
        lines = (ROOT / "src/recounted" / row["module"]).read_text(encoding="utf-8").splitlines()
        assert row["why"] and row["before"] in [line.strip() for line in lines], row


@pytest.mark.slow
def test_the_list_of_rules_that_go_unnoticed_is_held_to_the_run(monkeypatch):
    rules = pytest.importorskip("mutate_rules", reason="needs the extra trust: cosmic-ray", exc_type=ImportError)
    monkeypatch.chdir(ROOT)
    one, two, *_ = rules.mutants("judging/sets.py")
    tried, other = [(one, True), (two, False)], ("judging/units.py", "a = 1", "a = 2")
    assert rules.disagreements(tried, {two.key, other}, every_change=True) == []
    assert "no reason is given" in rules.disagreements(tried, set(), every_change=False)[0]
    assert "is noticed" in rules.disagreements(tried, {one.key, two.key}, every_change=True)[0]
    assert rules.disagreements(tried, {one.key, two.key}, every_change=False) == []


@pytest.mark.slow
def test_a_wrong_bound_is_noticed_a_line_that_no_test_runs_is_not_and_types_are_left_alone(monkeypatch):
    rules = pytest.importorskip("rules_tried", reason="needs the extra trust: cosmic-ray", exc_type=ImportError)
    monkeypatch.chdir(ROOT)
    every = list(rules.mutants("judging/sets.py"))
    keys = [each.key for each in every]
    assert len(every) > 10 and not [key for key in keys if key[1] == key[2]]
    typed = [key for each, key in zip(every, keys, strict=True) if "BitOr" in each.operator and "def " in key[1]]
    assert not typed, "a change of a type, which nothing can notice"
    bound = next(each for each in every if "size * low" in each.key[1] and "size + low" in each.key[2])
    told = next(each for each in rules.mutants("judging/verdicts.py") if "gravity <= 3" in each.key[1])
    assert list(rules.noticed("judging/sets.py", ["test_units_and_sets.py"], [bound])) == [True]
    assert list(rules.noticed("judging/verdicts.py", ["test_units_and_sets.py"], [told])) == [False]


@pytest.mark.slow
def test_tests_that_fail_as_things_are_are_told(monkeypatch, tmp_path):
    rules = pytest.importorskip("rules_tried", reason="needs the extra trust: cosmic-ray", exc_type=ImportError)
    monkeypatch.chdir(ROOT)
    (tmp_path / "test_broken.py").write_text("def test_it():\n    assert False\n")
    with pytest.raises(RuntimeError, match="its tests fail as things are"):
        list(
            rules.noticed("judging/sets.py", [str(tmp_path / "test_broken.py")], list(rules.mutants("judging/sets.py")))
        )
