"""The ledgers in data/article agree with each other: numbers, claims, and claims without a number."""

from recounted.article.ledger import ROLES, claims_in_words
from recounted.article.ledger import entries as entries_of
from recounted.article.numbers import figures
from recounted.judging.claims import claims
from recounted.tables.load import load


def entries():
    return entries_of(load("numbers"))


def test_positions_count_from_one_without_a_gap():
    assert [entry.position for entry in entries()] == list(range(1, len(entries()) + 1))


def test_the_role_claim_and_a_claim_go_together():
    assert {entry.role for entry in entries()} <= set(ROLES)
    wrong = [entry for entry in entries() if (entry.role == "claim") != bool(entry.claim_id)]
    assert not wrong, wrong


def test_every_number_points_to_a_claim_that_there_is():
    assert {claim_id for entry in entries() for claim_id in entry.claim_ids} <= claims().keys()


def test_every_claim_points_back_to_a_number_or_says_why_not():
    numbered = {claim_id for entry in entries() for claim_id in entry.claim_ids}
    explained = set(load("claims-without-number")["claim_id"])
    assert numbered | explained == set(claims())
    assert not numbered & explained


def test_a_claim_has_a_number_where_it_stands():
    places = {(claim_id, e.section, e.paragraph, e.footnote or 0) for e in entries() for claim_id in e.claim_ids}
    numbered = {claim_id for entry in entries() for claim_id in entry.claim_ids}
    astray = [claim_id for claim_id in numbered if (claim_id, *_place(claims()[claim_id])) not in places]
    assert not astray


def _place(claim):
    return claim.place.section, claim.place.paragraph, claim.place.footnote or 0


def test_the_ledgers_text_is_what_the_rule_extracts():
    odd = [entry.text for entry in entries() if figures(entry.text) != [entry.text] and not entry.text.isdigit()]
    assert not odd


def test_a_claim_in_words_is_shown_with_a_number_of_the_ledger():
    assert set(claims_in_words(load("claims-without-number"))) <= {entry.position for entry in entries()}


def test_several_claims_share_a_number_and_none_stands_in_it_twice():
    several = [entry.claim_ids for entry in entries() if len(entry.claim_ids) > 1]
    assert several and all(len(ids) == len(set(ids)) for ids in several)
