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
def test_a_wrong_bound_is_noticed_and_types_are_left_alone(monkeypatch):
    rules = pytest.importorskip("mutate_rules", reason="needs the extra trust: cosmic-ray", exc_type=ImportError)
    monkeypatch.chdir(ROOT)
    every = list(rules.mutants("judging/sets.py"))
    assert len(every) > 10 and not [each for each in every if each.before == each.after]
    typed = [each for each in every if "BitOr" in each.operator and each.before.startswith("def ")]
    assert not typed, "a change of a type, which nothing can notice"
    assert not rules.is_noticed(None, ["test_verdicts.py"])
    every = rules.mutants("judging/verdicts.py")
    comparison = next(each for each in every if "==" in each.before and "==" not in each.after)
    assert rules.is_noticed(comparison, ["test_verdicts.py"])
