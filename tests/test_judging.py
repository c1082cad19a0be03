"""judge holds a value to the printed figure, shows the verdict and records it once."""

import pytest

from recounted.errors import RecountedError
from recounted.judging import claims
from recounted.judging.judge import begin
from recounted.judging.witnesses import witness
from recounted.tables.load import load


@pytest.fixture
def judge(project):
    return begin("01-help")


def test_a_sum_that_fits_is_reproduced_with_its_cells(judge):
    helped = load("helped")
    card = judge("helped-total", helped.persons.sum(), working="2 + 4", cells=helped[["persons"]])
    assert card.finding["verdict"] == "reproduced"
    assert card.finding["cells"] == [
        {"table": "helped", "file": "data/article/helped.csv", "lines": [2, 3], "columns": ["persons"]}
    ]
    assert "prints 6" in card.finding["reason"] and "2 + 4: 6" in card.finding["reason"]


def test_a_sum_that_does_not_fit_is_inconsistent_and_keeps_its_cause(judge):
    finding = judge("helped-total", 7, cause="sum", charitable="one more came late").finding
    assert (finding["verdict"], finding["cause"], finding["charitable"]) == (
        "inconsistent",
        "sum",
        "one more came late",
    )


def test_a_clean_verdict_drops_cause_and_charity(judge):
    finding = judge("helped-total", 6, cause="sum", charitable="x", settle="y", slips={"z": 6}).finding
    assert [finding[key] for key in ("cause", "charitable", "settle", "lead")] == ["", "", "", ""]


def test_an_edited_source_flips_the_verdict(project):
    counts = load("counts")
    assert (
        begin("01-help")("helped-first-year", witnesses=[witness(counts.loc[[2]])]).finding["verdict"] == "corroborated"
    )
    (project / "data/sources/counts.csv").write_text("source_id,year,value\nred-book,2019,3\n")
    assert (
        begin("01-help")("helped-first-year", witnesses=[witness(load("counts"))]).finding["verdict"] == "contradicted"
    )


def test_a_suppressed_source_count_disputes(judge):
    finding = judge(
        "helped-first-year", witnesses=[witness(load("counts").loc[[3]], says="the blue book counts")]
    ).finding
    assert finding["verdict"] == "disputed" and finding["source_id"] == "blue-book"
    assert "the blue book counts fewer than 5, which only overlaps" in finding["reason"]


def test_exactly_one_slip_that_fits_is_a_lead(judge):
    finding = judge("helped-first-year", 4, slips={"the figure of 2019": 2, "both years": 6}).finding
    assert finding["lead"] == "Inference: the figure of 2019 would give 2."


def test_two_slips_that_fit_are_no_lead(judge):
    assert judge("helped-first-year", 4, slips={"a": 2, "b": 2}).finding["lead"] == ""


def test_changed_over_digits_are_found_without_being_told(project):
    (project / "data/article/claims.csv").write_text(
        "claim_id,section,paragraph,footnote,printed,relation,unit,statement,notebook\nhelped-total,5,1,,54,equals,persons,People,01-help\n"
    )
    assert "changing over two digits" in begin("01-help")("helped-total", 45).finding["lead"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda judge: judge("helped-totl", 6), "no claim 'helped-totl'.*helped-total"),
        (lambda judge: [judge("helped-total", 6), judge("helped-total", 6)], "helped-total is judged twice"),
        (lambda judge: judge("helped-total", 7, cause="magic"), "cause 'magic' is not in the list"),
        (lambda judge: begin("02-other")("helped-total", 6), "helped-total belongs to 01-help"),
        (
            lambda judge: begin("01-help", rounding="up"),
            "parameter rounding: 'up' is not possible. Choose one of: nearest, truncated",
        ),
        (lambda judge: begin("01-help", about=0.9), "parameter about: 0.9 is out of range"),
        (lambda judge: witness(load("counts").loc[[2]], differs="mood"), "differs='mood' is not known"),
        (lambda judge: witness(load("counts")), "2 rows and no value"),
        (lambda judge: witness(load("counts").loc[[]]), "there is no row"),
    ],
)
def test_a_wrong_call_is_named_with_its_remedy(judge, call, message):
    with pytest.raises(RecountedError, match=message):
        call(judge)


def test_a_witness_without_a_source_row_is_refused(project):
    (project / "data/sources/counts.csv").write_text("source_id,year,value\ngreen-book,2019,3\n")
    with pytest.raises(RecountedError, match="no source 'green-book'"):
        witness(load("counts"))


def test_the_tally_names_claims_that_were_not_judged(judge):
    judge("helped-total", 6)
    assert judge.tally().missing == ["helped-first-year", "helped-share"]
    assert "1 claims judged: 1 reproduced; not judged: helped-first-year" in repr(judge.tally())


def test_a_card_is_markdown_in_jupyter_and_text_elsewhere(judge):
    card = judge("helped-total", 7, cause="sum", charitable="one came late")
    assert card._repr_markdown_().startswith("> **≠ inconsistent** (sum)")
    assert "the most charitable reading: one came late" in repr(card)


def test_rounding_is_a_parameter_on_which_a_verdict_can_hang(project):
    assert begin("01-help")("helped-share", 33.38).finding["verdict"] == "inconsistent"
    assert begin("01-help", rounding="truncated")("helped-share", 33.38).finding["verdict"] == "reproduced"


def test_a_truth_from_pandas_is_a_truth(project):
    helped = load("helped")
    (project / "data/article/claims.csv").write_text(
        "claim_id,section,paragraph,footnote,printed,relation,unit,statement,notebook\n"
        "helped-rise,5,1,,rise,trend,persons,It rose,01-help\n"
    )
    claims._claims.cache_clear()
    assert (
        begin("01-help")("helped-rise", helped.persons.iloc[1] > helped.persons.iloc[0], shown="2 → 4").finding[
            "verdict"
        ]
        == "reproduced"
    )


def test_working_without_a_value_leaves_nothing_dangling(judge):
    assert "(a list of two)" in judge("helped-total", working="a list of two").finding["reason"]
