"""A card shows each witness as a row, the reason, the remarks; a tally links every claim."""

import json

import pytest

from recounted.errors import RecountedError
from recounted.judging.cards import Card, Family
from recounted.judging.case_file import case_file
from recounted.judging.findings import SCRAP, from_json
from recounted.judging.judge import begin
from recounted.judging.witnesses import witness
from recounted.markdown import cell
from recounted.tables.load import load


@pytest.fixture
def judge(project):
    return begin("01-help", case_file())


def _card(judge, *args, **evidence):
    judge(*args, **evidence)
    return Card(judge.findings[args[0]], judge.case)


def test_a_card_is_markdown_in_jupyter_and_text_elsewhere(judge):
    card = _card(judge, "helped-total", 7, facts={"listed": "all"})
    assert card.markdown().startswith(
        "**≠ inconsistent** (whether the parts add up) · printed **6** · section 5, paragraph 1"
    )
    assert (
        "`helped-total`" in card.markdown() and "*The most charitable reading:* one more came late" in card.markdown()
    )
    assert "The most charitable reading: one more came late" in repr(card)


def test_each_witness_is_a_row_with_a_link_to_its_source(judge):
    given = witness(load("counts").loc[[2]], says="{who} has {value}", differs="period", counts="for one month")
    shown = _card(judge, "helped-first-year", 3, witnesses=[given]).markdown()
    assert "| the article's other figures | 3 |  |" in shown
    assert "| [Red](<https://example.org/red>) | 2 | the same, but for one month |" in shown


def test_a_card_carries_its_finding_in_scrapbooks_media_type(judge):
    card = _card(judge, "helped-first-year", 2)
    data = json.loads(json.dumps(card._repr_mimebundle_()[SCRAP]["data"]))
    assert from_json(data) == card.finding


def test_markup_in_data_is_shown_and_not_obeyed():
    assert cell("a|b *c* <i>\nd") == "a\\|b \\*c\\* \\<i\\> d"


def test_the_opening_gets_its_signs_when_all_is_judged(judge, monkeypatch):
    shown = []
    handle = type("Handle", (), {"update": staticmethod(shown.append)})
    monkeypatch.setattr(
        "recounted.judging.judge.display", lambda *args, display_id=None: handle if display_id else None
    )
    judge.opening({"Two people in the first year": "helped-first-*", "What is left": ["helped-total", "helped-share"]})
    judge("helped-first-year", 2)
    with pytest.raises(RecountedError, match="opening line 'What is left': no claim is called"):
        judge.tally()
    judge("helped-total", 6, facts={"listed": 1})
    judge("helped-share", 33.3)
    judge.tally()
    assert "| ✔ | [Two people in the first year](#cell-id=helped-first-year) |" in shown[0].markdown()
    assert "| ✔ 2 | [What is left](#cell-id=helped-total) |" in shown[0].markdown()


def test_the_tally_counts_links_and_names_what_was_not_judged(judge):
    judge("helped-first-year", 2)
    tally = judge.tally()
    assert tally.missing == ["helped-total", "helped-share"]
    assert repr(tally) == "1 claims judged: 1 reproduced; not judged: helped-total, helped-share"
    assert "| ✔ | 2 | [People helped in the first year](01-help.ipynb#cell-id=helped-first-year) |" in tally.markdown()


def test_a_claim_of_a_table_that_has_no_card_says_below_it_that_its_verdict_is_not_firm(judge, monkeypatch):
    monkeypatch.setattr("recounted.judging.cards.reading_words", lambda case, f: f"{f.claim_id[:10]} turns.")
    judge("helped-first-year", 2)
    judge("helped-total", 7, facts={"listed": 1})
    clean, wrong = judge.findings["helped-first-year"], judge.findings["helped-total"]
    shown = Family("help", [clean, wrong], judge.case).markdown()
    assert "\n\n- *People helped in the first year:* helped-fir turns.\n\n**≠ inconsistent**" in shown
    assert "*People helped in two years:*" not in shown  # its card has it
    assert (
        "*People helped in two years:* helped-tot turns." in Family("help", [wrong], judge.case, cards=False).markdown()
    )
    monkeypatch.setattr("recounted.judging.cards.reading_words", lambda case, f: "")
    assert "turns." not in Family("help", [clean], judge.case).markdown()
