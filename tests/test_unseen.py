"""How much of what stands in a sentence is found, and how much that is found stands there.

The sentences of tests/unseen.csv are ours, in the manner of articles of many fields; each was labelled by the rule of
docs/numbers.md before the extraction was run on it. Kinds were mended after batch 1; nothing was mended after batch 2.
"""

import csv

import pytest
from tests_support import ROOT

from recounted.article.measure import labelled, measured
from recounted.article.numbers import figures
from recounted.commands.cli import main

ROWS = list(csv.DictReader((ROOT / "tests/unseen.csv").read_text(encoding="utf-8").splitlines()))
LEAST = 0.99


@pytest.mark.parametrize("batch", sorted({row["batch"] for row in ROWS}))
def test_precision_and_recall_are_at_least_99_of_100(batch):
    rows = [row for row in ROWS if row["batch"] == batch]
    there = [each for row in rows for each in labelled(row["expected"])]
    measure = measured(there, [each for row in rows for each in figures(row["text"])])
    assert measure.there > 150 and min(measure.precision, measure.recall) >= LEAST, measure.differences


@pytest.mark.parametrize(
    ("text", "expected", "counts"),
    [
        ("In 2019 they fell.", "2019 | 44", (1, 1, 2)),
        ("In 2019 two fell.", "2019", (1, 2, 1)),
        ("In 2019 or 2020.", "2019 | 2020-21", (1, 2, 2)),
        ("They fell.", "44", (0, 0, 1)),
    ],
)
def test_the_measure_counts_what_is_lost_what_is_cut_and_what_is_too_much(text, expected, counts):
    measure = measured(labelled(expected), figures(text))
    assert (measure.right, measure.found, measure.there) == counts
    assert (measure.precision == 1) == (counts[0] == counts[1]) and (measure.recall == 1) == (counts[0] == counts[2])
    assert measure.differences


def test_a_reader_measures_a_text_of_her_own(tmp_path, capsys):
    text, own = tmp_path / "stretch.md", tmp_path / "list.txt"
    text.write_text("In 2019 half of 1,200 hives\nwere lost (95% CI 41 to 58%).", encoding="utf-8")
    own.write_text("2019 | half | 1200\n95% | 41 | 58%\n", encoding="utf-8")
    assert main(["article", "measure", str(text), str(own)]) == 0
    assert "6 expressions in your list, 6 found, 6 of them alike" in capsys.readouterr().out
    own.write_text("2019\nhalf\n1200\n95%\n41\n58\n", encoding="utf-8")
    assert main(["article", "measure", str(text), str(own)]) == 1
    out = capsys.readouterr().out
    assert "precision  0.833" in out and "recall     0.833" in out and "your list: 58   found: 58%" in out
    own.write_text(" \n", encoding="utf-8")
    assert main(["article", "measure", str(text), str(own)]) == 2
    assert "the list is empty" in capsys.readouterr().err
