"""How much of what stands in a sentence is found, and how much that is found stands there.

The sentences of tests/unseen.csv are ours, in the manner of articles of many fields; each was labelled by the rule of
docs/numbers.md before the extraction was run on it. Kinds were mended after batch 1; nothing was mended after batch 2.
"""

import csv
from difflib import SequenceMatcher

import pytest
from tests_support import ROOT

from recounted.article.numbers import figures, normal

ROWS = list(csv.DictReader((ROOT / "tests/unseen.csv").read_text(encoding="utf-8").splitlines()))
LEAST = 0.99


def _matched(row):
    """How many expressions are right, how many were found, how many are there; and what differs, in words."""
    there = [normal(each) for each in row["expected"].split(" | ")]
    found = [normal(each) for each in figures(row["text"])]
    right = sum(block.size for block in SequenceMatcher(None, there, found, autojunk=False).get_matching_blocks())
    return right, len(found), len(there), "" if found == there else f"{row['text']}: {found}, not {there}"


@pytest.mark.parametrize("batch", sorted({row["batch"] for row in ROWS}))
def test_precision_and_recall_are_at_least_99_of_100(batch):
    counted = [_matched(row) for row in ROWS if row["batch"] == batch]
    right, found, there = (sum(each[column] for each in counted) for column in range(3))
    wrong = "\n".join(each[3] for each in counted if each[3])
    assert there > 150 and right / found >= LEAST and right / there >= LEAST, wrong


def test_the_measure_counts_what_is_lost_what_is_cut_and_what_is_too_much():
    lost = {"text": "In 2019 they fell.", "expected": "2019 | 44"}
    too_much = {"text": "In 2019 two fell.", "expected": "2019"}
    cut = {"text": "In 2019 or 2020.", "expected": "2019 | 2020-21"}
    assert [_matched(each)[:3] for each in (lost, too_much, cut)] == [(1, 1, 2), (1, 2, 1), (1, 2, 2)]
