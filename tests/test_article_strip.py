"""The strip: each number a cell, in reading order, grouped by section."""

from dataclasses import replace

import pytest
from article_support import findings, ledger
from tests_support import late

pytestmark = pytest.mark.slow  # draws

strip = late("recounted.article.strip")


def test_every_number_is_one_cell_and_only_claims_have_a_verdict():
    cells = strip.strip_cells(ledger(), findings())
    assert len(cells) == len(ledger())
    assert {cell.text: cell.verdict for cell in cells if cell.verdict} == {
        "182": "corroborated",
        "91": "inconsistent",
        "50%": "unverifiable",
    }


def test_cells_stand_in_reading_order_within_their_section():
    cells = [cell for cell in strip.strip_cells(ledger(), findings()) if cell.section == "1"]
    assert [cell.column for cell in cells] == list(range(len(cells)))
    assert [cell.text for cell in cells] == [entry.text for entry in ledger() if entry.section == "1"]


def test_a_long_section_goes_on_in_the_next_line():
    many = ledger() * strip.COLUMNS
    lines = {cell.line for cell in strip.strip_cells(many, findings()) if cell.section == "1"}
    assert len(lines) > 1 and all(cell.column < strip.COLUMNS for cell in strip.strip_cells(many, findings()))


def test_the_gravest_of_several_claims_on_a_number_is_shown():
    numbers = [replace(each, claim_id="hives-2019 hives-2020") if each.text == "182" else each for each in ledger()]
    cells = strip.strip_cells(numbers, findings())
    assert next(cell.verdict for cell in cells if cell.text == "182") == "inconsistent"


def test_the_legend_counts_the_numbers_of_each_verdict():
    cells = strip.strip_cells(ledger(), findings())
    texts = {text.get_text() for text in strip.draw_strip(cells).axes[0].texts}
    late("matplotlib.pyplot").close("all")
    assert {"corroborated 1", "inconsistent 1", f"set aside {len(cells) - 3}", "1 Introduction"} <= texts
