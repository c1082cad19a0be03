"""A placebo: other rows of the same table, held to the same printed figure."""

import pytest

from recounted.commands.placebo import placebo, print_placebo
from recounted.judging.case_file import case_file
from recounted.judging.judge import begin
from recounted.judging.witnesses import witness
from recounted.tables.load import load

COUNTS = "source_id,year,value\nred-book,2019,2\nred-book,2020,2\nblue-book,2019,7\nblue-book,2020,n/a\n"


@pytest.fixture
def findings(project):
    (project / "data/sources/counts.csv").write_text(COUNTS)

    def judged(lines, **given):
        judge = begin("01-help", case_file())
        witnesses = [witness(load("counts").loc[[line]], says="{who} counts {value}", **given) for line in lines]
        judge("helped-first-year", witnesses=witnesses)
        return list(judge.findings.values())

    return judged


def test_other_rows_that_can_be_read_are_tried_and_counted(findings):
    (tried,) = placebo(findings([2]))
    assert (tried.table, tried.witnesses, tried.rows, tried.agreed, tried.share) == ("counts", 1, 2, 1, 0.5)


def test_a_witness_that_does_not_agree_or_is_no_row_is_no_case(findings):
    assert placebo(findings([4])) == []
    assert placebo([]) == []


def test_the_table_is_markdown_with_a_sum(findings, capsys):
    assert print_placebo(findings([2, 3])) == 0
    said = capsys.readouterr().out
    assert "| counts | 2 | 4 | 50.0% |" in said and "2 of 4 other rows would have agreed as well (50.0%)." in said
