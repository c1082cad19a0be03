"""Options of the command line are read whole, or refused with what would be right."""

import pytest

from recounted.commands.cli import main
from recounted.commands.typed import check_jobs, parameters
from recounted.errors import RecountedError


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        ("share=0.2", {"share": "0.2"}),
        ("a=1  b=x=y", {"a": "1", "b": "x=y"}),
        ("words='one two' last=", {"words": "one two", "last": ""}),
        ('say="it\'s"', {"say": "it's"}),
        ("a=$(touch\\ x)", {"a": "$(touch x)"}),
    ],
)
def test_parameters_in_one_text_may_hold_blanks_and_signs(text, found):
    assert parameters("03", [], text) == found


def test_pairs_and_text_are_put_together():
    assert parameters("03", [["a", "1"], ["b", " 2 "]], "c=3") == {"a": "1", "b": " 2 ", "c": "3"}


@pytest.mark.parametrize(
    ("notebook", "pairs", "text", "message"),
    [
        (
            None,
            [],
            "rounding=truncated",
            "parameter rounding: no notebook is named for it. Name one, as in NOTEBOOK=03",
        ),
        (None, [["about", "1"]], "", "parameter about: no notebook is named"),
        ("03", [], "rounding", "PARAMS: 'rounding' is not NAME=VALUE"),
        ("03", [], "words=one two", "PARAMS: 'two' is not NAME=VALUE. Put a value with blanks in quotes"),
        ("03", [], "=1", "is not NAME=VALUE"),
        ("03", [], "words='one", "cannot be read .No closing quotation.. Close the quotation mark"),
        ("03", [["a", "1"]], "a=2", "parameter a: is given twice"),
    ],
)
def test_what_cannot_be_meant_is_refused(notebook, pairs, text, message):
    with pytest.raises(RecountedError, match=message):
        parameters(notebook, pairs, text)


def test_at_least_one_notebook_at_once():
    check_jobs(None)
    check_jobs(1)
    for jobs in (0, -1):
        with pytest.raises(RecountedError, match=f"--jobs: {jobs} notebooks at once is not possible. Choose 1 or more"):
            check_jobs(jobs)


@pytest.mark.parametrize(("option", "told"), [("--jobs", "0 notebooks at once"), ("--timeout", "0 seconds for a cell")])
def test_limits_are_at_least_one(option, told, capsys):
    assert main(["run", option, "0"]) == 2
    assert f"recounted: {option}: {told} is not possible. Choose 1 or more" in capsys.readouterr().err
