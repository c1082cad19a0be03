"""`why` tells everything a reader needs to check a verdict, and takes an id or what `find` takes."""

import pytest

from recounted.commands.cli import main
from recounted.commands.why import used


def _why(capsys, *words):
    code = main(["why", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_why_tells_print_place_value_cells_sources_and_verdict(published, capsys):
    code, said, _ = _why(capsys, "helped-first-year")
    assert code == 0
    for part in (
        "helped-first-year: People helped in the first year, lagging behind",
        "may I cite it? Do not cite. Cite instead: Red counts 3.",
        "printed      2  (section 5, paragraph 1)",
        "recomputed   (by nothing else in the article)  → not-derivable",
        "sources      3  → contradicted",
        "verdict      ✘ contradicted: every source that counts the same thing gives another figure",
        "reason       Printed: “2”. The red book counts 3, not the printed 2.",
        "charitable   The red book may count one twice",
        "data/sources/counts.csv, line 2, column value",
        "red-book: Red, “The red book” (2021). https://example.org/red",
        "judged in notebooks/01-help.ipynb, cell helped-first-year",
    ):
        assert part in said


def test_a_clean_verdict_has_no_empty_lines_of_remarks(published, capsys):
    code, said, _ = _why(capsys, "helped-total")
    assert code == 0 and "charitable" not in said and "settle" not in said
    assert "sources      (none)  → no-source" in said and "data/article/helped.csv, lines 2-3" in said


def test_each_line_of_a_table_is_told_once_and_all_columns_in_two_words(project):
    file = "data/sources/counts.csv"
    part = {"table": "counts", "file": file, "lines": [2, 4], "columns": ["year", "value"]}
    assert used([part, part]) == [f"{file}, lines 2, 4, columns year, value"]
    more = {**part, "lines": [2, 3], "columns": ["value", "source_id", "year"]}
    assert used([part, more]) == [
        f"{file}, line 2, all columns",
        f"{file}, line 4, columns year, value",
        f"{file}, line 3, all columns",
    ]


@pytest.mark.parametrize("words", [["6"], ["two", "years"], ["footnote 2"], ["33.3%"]])
def test_why_takes_a_figure_words_or_a_place(published, capsys, words):
    code, said, _ = _why(capsys, *words)
    assert code == 0 and "verdict      " in said


def test_where_several_claims_fit_they_are_listed_to_choose_from(published, capsys):
    code, said, _ = _why(capsys, "section 5, paragraph 1")
    assert code == 1 and "helped-total" in said and "helped-first-year" in said
    assert said.endswith("claims fit; ask again with the id of one\n")


def test_why_of_an_unknown_claim_names_near_ones(published, capsys):
    code, _, error = _why(capsys, "helped-frist-year")
    assert code == 2 and "no claim has this id, figure, place or words. The nearest: helped-first-year" in error


@pytest.mark.parametrize("content", ["", "null", "[{}]", "{half"])
def test_why_of_broken_verdicts_is_one_line_that_names_the_file(published, capsys, content):
    (published / "data/verdicts/verdicts.json").write_text(content)
    code, _, error = _why(capsys, "helped-total")
    assert code == 2 and error.startswith("recounted: data/verdicts/verdicts.json: ") and error.count("\n") == 1
