"""Claims are found by what is printed, by words, by an act's number and by place; nobody has to know an id."""

import pytest
from made import finding

from recounted.commands.cli import main
from recounted.commands.find import alike, find
from recounted.commands.matching import Index, runs_in, stems, tokens
from recounted.judging.places import Place
from recounted.tables.rows import printed_with

CLAIMS = [
    finding(claim_id="average", printed="108", statement="Foreign victims in an average year", place=Place("1", 1)),
    finding(
        claim_id="work", printed="(2014) 108(4) … 609", statement="Entry 3 gives the volume", place=Place("ref", 3)
    ),
    finding(claim_id="total", printed="1,891", statement="Victims whom the office assisted", place=Place("5", 17)),
    finding(claim_id="act", printed="114-IV", statement="Number of the law on services", place=Place("3", 5)),
    finding(claim_id="order", printed="lagging behind", statement="It lags behind four others", place=Place("5", 1)),
    finding(claim_id="rank", printed="83rd", statement="The place in the index", place=Place("5", 1, 2)),
    finding(claim_id="share", printed="84.5%", statement="Share of one neighbour", place=Place("1", 2)),
]


def _found(query):
    return [each.claim_id for each in find(query, CLAIMS)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("108", ["average", "work"]),  # the whole figure before a part of it
        ("1891", ["total"]),
        ("1,891", ["total"]),
        ("114-IV", ["act"]),
        ("114-iv", ["act"]),
        ("114‑IV", ["act"]),  # another dash
        ("lagging behind", ["order"]),
        ("83", ["rank"]),
        ("84.5", ["share"]),
        ("84.5 %", ["share"]),
        ("section 5, paragraph 1", ["order", "rank"]),
        ("section 5, paragraph 17", ["total"]),
        ("footnote 2", ["rank"]),
        ("foreign victim", ["average"]),
        ("victims assisted", ["total"]),  # in any order, by their stems
        ("assisting victim", ["total"]),
        ("1", []),  # no part of a number
        ("", []),
        ("the of", []),
        ("no such thing", []),
    ],
)
def test_a_query_finds_the_claims_it_means(project, query, found):
    assert _found(query) == found


def test_where_no_claim_has_all_words_the_nearest_are_named(project):
    assert [each.claim_id for each in alike("foreign victims of piracy", CLAIMS)] == ["average", "total"]
    assert alike("quantum gravity", CLAIMS) == []


def test_words_are_read_without_endings_commas_of_thousands_and_kinds_of_dash():
    assert tokens("In 2004–2020, 1,891 (84.5%)") == ["in", "2004-2020", "1891", "84.5%"]
    assert stems("identified victims") == stems("the victim identifies")
    assert {"114-iv", "114", "iv"} <= stems("No 114-IV")
    assert "iom" in stems("International Organization for Migration") and "un" in stems("the United Nations")


def test_in_an_article_with_decimal_commas_a_figure_is_found_by_either_mark():
    with printed_with(","):
        assert tokens("84,5 % of 1.891") == tokens("84.5 % of 1891") == ["84.5", "of", "1891"]
        shares = [finding(claim_id="share", printed="84,5 %", statement="Share of one neighbour")]
        assert find("84.5", shares) == find("84,5", shares) == shares


def test_words_in_a_row_are_words_in_a_row():
    assert runs_in(["a", "b"], ["x", "a", "b"]) and not runs_in(["a", "b"], ["a", "x", "b"])


def test_likeness_is_of_both_texts_and_rare_words_weigh_more():
    index = Index(CLAIMS)
    assert index.likeness(stems("It lags behind four others lagging behind"), CLAIMS[4]) == pytest.approx(1)
    assert index.likeness({"x"}, CLAIMS[0]) == 0
    rare, common = (index.likeness({word}, CLAIMS[0]) for word in ("foreign", "victim"))
    assert rare > common > 0


def test_find_prints_sign_id_figure_place_and_statement(published, capsys):
    assert main(["find", "lagging", "behind"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "✘   helped-first-year: printed 2 (section 5, paragraph 1)",
        "      People helped in the first year, lagging behind",
        "==> 1 claim; `recounted why ID` says why a claim has its verdict",
    ]


def test_find_of_words_that_no_claim_has_all_of_says_so_and_names_the_nearest(published, capsys):
    assert main(["find", "share of the first decade"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("No claim has all of 'share of the first decade'. The nearest:\n✔   helped-share")


def test_find_of_nothing_is_an_error_with_a_way_on(published, capsys):
    assert main(["find", "quantum"]) == 2
    assert "no claim has it. Try a figure as printed, or fewer words" in capsys.readouterr().err
