"""judge holds a value to the printed figure, shows the verdict and records it once."""

import re
from dataclasses import replace

import pytest
from conftest import forget

from recounted.errors import RecountedError
from recounted.judging import claims
from recounted.judging.case_file import Remark, case_file
from recounted.judging.checks import p_from_statistic, percent_of, total, within
from recounted.judging.granular import grim
from recounted.judging.judge import begin
from recounted.judging.printed import PrintedFigure
from recounted.judging.verdicts import CANNOT_TELL
from recounted.judging.witnesses import witness
from recounted.tables.cells import rows_of
from recounted.tables.load import load

HEAD = "claim_id,section,paragraph,footnote,printed,relation,unit,statement,notebook,kind,repeats\n"
RED, BLUE = "The red book counts {value} people", "The blue book counts {value} people"


@pytest.fixture
def judge(project):
    return begin("01-help", case_file())


@pytest.fixture
def judged(judge):
    """Judge a claim and give what was found."""

    def found(claim_id, *args, **evidence):
        judge(claim_id, *args, **evidence)
        return judge.findings[claim_id]

    return found


def _ledger(project, row):
    (project / "data/article/claims.csv").write_text(HEAD + row)
    (project / "data/article/remarks.csv").write_text("claim_id,cause,charitable,settle,caveat\n")
    claims._claims.cache_clear()


def test_a_sum_that_fits_is_reproduced_with_its_cells(judged):
    helped = load("helped")
    finding = judged(
        "helped-total", helped.persons.sum(), found="2 + 4 make {value}", cells=helped[["persons"]], facts={"listed": 0}
    )
    assert finding.verdict == "reproduced"
    assert finding.cells == (
        {"table": "helped", "file": "data/article/helped.csv", "lines": [2, 3], "columns": ["persons"]},
    )
    assert finding.reason == "Printed: “6”. 2 + 4 make 6, as printed. No source outside the article was found."


def _judged(project, row, value, **evidence):
    """What is found of the claim `help`, the only one of a ledger."""
    _ledger(project, row)
    judge = begin("01-help", case_file())
    judge("help", value, **evidence)
    return judge.findings["help"]


@pytest.mark.parametrize(
    ("printed", "unit", "check", "told"),
    [
        (".012", "p value", p_from_statistic("r", "−.14", 318, ".012"), "0.0094 to 0.0157, as printed within rounding"),
        ("41.2%", "percent", percent_of("41.2%", "7", "17"), "41.18, as printed"),
        ("80,224", "persons", total(["39,870", "40,354"], "80,224"), "80,224, as printed"),
    ],
)
def test_a_check_that_holds_reproduces_the_printed_figure_by_its_value(project, printed, unit, check, told):
    row = f'help,5,1,,"{printed}",equals,{unit},It helped so many,01-help,figure,\n'
    finding = _judged(project, row, check.value, found="It is {value}")
    assert check and finding.verdict == "reproduced"
    assert finding.reason.startswith(f"Printed: “{printed}”. It is {told}.")


@pytest.mark.parametrize(("mean", "verdict"), [("3.46", "unverifiable"), ("3.47", "inconsistent")])
def test_a_check_that_only_rules_out_leaves_what_it_passes_open(project, mean, verdict):
    row = f"help,5,1,,{mean},equals,mean,Of 28 answers the mean is so,01-help,figure,\n"
    value = CANNOT_TELL if grim(mean, 28) else False
    assert _judged(project, row, value, found="Whole answers are asked", facts={"mean": mean}).verdict == verdict


@pytest.mark.parametrize(("high", "verdict"), [("1.70", "reproduced"), ("1.80", "inconsistent")])
def test_a_figure_of_several_numbers_is_judged_by_whether_they_stand_together(project, high, verdict):
    printed = f"HR 1.38 (1.12–{high})"
    row = f"help,5,1,,{printed},equals,estimate (CI),The hazard is so,01-help,figure,\n"
    check = within(PrintedFigure(printed, "equals", "estimate (CI)"), log_scale=True)["interval"]
    facts = {"all": printed.replace("–", " and ")}
    finding = _judged(project, row, check.holds, found="The middle of the interval is asked", facts=facts)
    assert finding.verdict == verdict


def test_a_sum_that_does_not_fit_is_inconsistent_and_keeps_its_remarks(judged):
    finding = judged("helped-total", 7, facts={"listed": "all"})
    assert (finding.verdict, finding.cause) == ("inconsistent", "sum")
    assert (finding.charitable, finding.settle) == ("one more came late", "a list of all")


def test_a_clean_verdict_drops_its_remarks(judged):
    finding = judged("helped-total", 6, slips={"y": 5, "z": 6}, facts={"listed": 1})
    assert [finding.cause, finding.charitable, finding.settle, finding.lead] == ["", "", "", ""]


@pytest.mark.parametrize(
    ("lines", "says", "told"),
    [
        ([2], "In {year} {source_id} has {value}", "In 2019 red-book has {value}"),
        ([2], "In {year:,} and {year!s:>6} {value}", "In 2,019 and   2019 {value}"),
        ([2], "{value} of {all}, {when} unknown", "{value} of {all}, {when} unknown"),
        ([2, 2], "In {year} {value}", "In {year} {value}"),
    ],
)
def test_a_sentence_may_name_columns_of_a_single_row(project, lines, says, told):
    assert witness(load("counts").loc[lines], 2, says=says).says == told


@pytest.mark.parametrize(("period", "when"), [("2024-03", "March 2024"), ("2024", "2024")])
def test_a_sentence_can_say_when_a_row_tells_of(project, period, when):
    row = load("counts").loc[[2]].assign(period=period)
    assert (
        witness(row, says="In {when} the red book counted {value}").says == f"In {when} the red book counted {{value}}"
    )


@pytest.mark.parametrize(("last", "when"), [("2020", "2020"), ("2019", "{when}")])
def test_when_several_rows_tell_of_is_said_where_they_have_one_period(project, last, when):
    rows = load("counts").loc[[2, 3]].assign(period=["2020", last])
    assert witness(rows, 5, says="The book of {when} counts {value}").says == f"The book of {when} counts {{value}}"


@pytest.mark.parametrize("period", ["", None])
def test_where_a_row_does_not_say_when_its_sentence_is_refused(judge, period):
    row = load("counts").loc[[2]].assign(period=period)
    with pytest.raises(RecountedError, match="when"):
        judge("helped-first-year", witnesses=[witness(row, says="In {when} the red book counted {value}")])


def test_an_edited_source_flips_the_verdict(project):
    def verdict():
        judge = begin("01-help", case_file())
        judge("helped-first-year", witnesses=[witness(load("counts").loc[[2]], says=RED)])
        return judge.findings["helped-first-year"].verdict

    assert verdict() == "corroborated"
    (project / "data/sources/counts.csv").write_text("source_id,year,value\nred-book,2019,31\n")
    assert verdict() == "contradicted"


def test_a_suppressed_source_count_disputes(judged):
    finding = judged("helped-first-year", witnesses=[witness(load("counts").loc[[3]], says=BLUE)])
    assert finding.verdict == "disputed" and finding.source_ids == ("blue-book",)
    assert "counts 0 to 4 people, which is too rough to confirm or rule out the printed figure" in finding.reason


def test_a_source_that_comes_near_and_cannot_tell_neither_supports_nor_denies(judged):
    near = {"differs": "base", "counts": "by a coarse measure"}
    rows = load("counts").loc[[2]]
    finding = judged("helped-first-year", witnesses=[witness(rows, CANNOT_TELL, says="The red book ranks it", **near)])
    assert finding.verdict == "disputed" and finding.witnesses[0].agrees is None
    assert (
        "The red book ranks it, which neither confirms nor contradicts the article (by a coarse measure)."
        in finding.reason
    )


def test_a_source_that_prints_its_zeros_hides_none(project):
    path = project / "data/sources/sources.csv"
    path.write_text(
        path.read_text().replace("2022,https://example.org/blue,press,", "2022,https://example.org/blue,press,1")
    )
    assert witness(load("counts").loc[[3]], says=BLUE).value.lower == 1


def test_a_column_is_filled_in_where_a_witness_is_one_row_and_left_where_it_is_several(project):
    one, several = load("counts").loc[[2]], load("counts")
    assert witness(one, says="In {year} {who} counts {value}").says == "In 2019 Red counts {value}"
    assert witness(several, 5, says="In {year} {who} counts {value}").says == "In {year} Red and Blue counts {value}"


def test_two_places_are_joined_so_that_a_comma_inside_one_does_not_mislead(project):
    says, several = "At {place} it counts {value}", load("counts")
    assert witness(several, 5, says=says).says == "At Red and Blue it counts {value}"
    path = project / "data/sources/sources.csv"
    path.write_text(path.read_text().replace(",Red,", ',"Red, the press office",'))
    forget()
    assert witness(several, 5, says=says).says == "At Red, the press office, and Blue it counts {value}"


def test_of_several_sources_the_first_speaks_where_one_must(project):
    path = project / "data/sources/sources.csv"
    path.write_text(path.read_text().replace("red,dataset,", "red,dataset,1"))
    assert witness(load("counts"), "<5", says=RED).value.lower == 1
    with pytest.raises(
        RecountedError,
        match="witness red-book blue-book, data/sources/counts.csv, lines 2, 3: differs='mood' is not known",
    ):
        witness(load("counts"), 5, says=RED, differs="mood")


def test_exactly_one_slip_that_fits_is_a_lead(judged):
    finding = judged("helped-first-year", 4, slips={"the figure of 2019": 2, "both years": 6})
    assert finding.lead == "Possible explanation: the figure of 2019 would give 2."


def test_two_slips_that_fit_are_no_lead(judged):
    assert judged("helped-first-year", 4, slips={"a": 2, "b": 2}).lead == ""


def test_changed_over_digits_are_found_without_being_told(project):
    _ledger(project, "helped-total,5,1,,54,equals,persons,People,01-help,figure,\n")
    judge = begin("01-help", case_file())
    judge("helped-total", 45)
    assert "changing over the digits" in judge.findings["helped-total"].lead


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda judge: judge("helped-totl", 6), "no claim 'helped-totl'. Did you mean: helped-total"),
        (lambda judge: begin("02-other", case_file())("helped-total", 6), "helped-total belongs to 01-help"),
        (
            lambda judge: begin("01-help", case_file(), rounding="up"),
            "parameter rounding: 'up' is not possible. Choose one of",
        ),
        (lambda judge: begin("01-help", case_file(), about=0.9), "parameter about: 0.9 is out of range"),
        (lambda judge: judge("helped-first-year", 4, slips={"the year before": 2}), "a single slip is handed in"),
        (
            lambda judge: judge("helped-total", 7),
            "{listed} is not filled in: “a list of {listed}”. Pass facts=dict(listed=",
        ),
        (
            lambda judge: judge("helped-total", found="It is {value}"),
            "helped-total: found= speaks of a value, and none",
        ),
        (
            lambda judge: judge("helped-total", "12 (33%)", cells=load("helped")),
            "helped-total, data/article/helped.csv, lines 2, 3, value '12 (33%)': '(33%)' is left over",
        ),
        (
            lambda judge: judge("helped-total", float("nan"), cells=load("helped").loc[[3]]),
            "claim helped-total, data/article/helped.csv, line 3, value nan: it is missing",
        ),
        (
            lambda judge: witness(load("helped"), says=RED),
            "witness, data/article/helped.csv, lines 2, 3: no column source_id",
        ),
        (
            lambda judge: witness(load("counts").loc[[2]].drop(columns="value"), says=RED),
            "line 2: there is no column value. Pass value=",
        ),
        (
            lambda judge: witness(load("counts").loc[[3]], "<5 or so", says=RED),
            "witness blue-book, data/sources/counts.csv, line 3, value '<5 or so': 'or so' is left over",
        ),
        (
            lambda judge: judge("helped-total", 6, cause="sum"),
            "claim helped-total: judge takes no cause. Give found, cells",
        ),
        (lambda judge: judge("helped-first-year", 2, found="17 make {value}"), "the figure 17 of .* is in no cell"),
        (lambda judge: judge("helped-first-year", 2, shown="17 people"), "the figure 17 of '17 people' is in no cell"),
        (lambda judge: witness(load("counts").loc[[2]], says=RED, differs="mood"), "differs='mood' is not known"),
        (lambda judge: witness(load("counts").loc[[2]], says=RED, differs="base"), "differs= and counts= go together"),
        (lambda judge: witness(load("counts").loc[[2]], says=RED, counts="of men"), "differs= and counts= go together"),
        (
            lambda judge: witness(load("counts").loc[[2]], says="It counts two"),
            "counts.csv, line 2: its sentence leaves out the value: 'It counts two'. Write {value} where it",
        ),
        (lambda judge: witness(load("counts"), says=RED), "2 rows and no value"),
        (lambda judge: witness(load("counts").loc[[]], says=RED), "there is no row"),
        (
            lambda judge: judge("helped-total", 6, cells=load("helped").query("persons > 99")),
            "cells of helped: no row is left. See what chose them",
        ),
        (
            lambda judge: judge("helped-total", load("helped").persons, cells=load("helped")),
            "claim helped-total: its value is 2 values",
        ),
        (
            lambda judge: judge("helped-total", load("helped").persons.iloc[:0], cells=load("helped")),
            "claim helped-total: its value is 0 values",
        ),
    ],
)
def test_a_wrong_call_is_named_with_its_remedy(judge, call, message):
    with pytest.raises(RecountedError, match=message if ".*" in message else re.escape(message)):
        call(judge)


def test_a_missing_value_of_a_source_is_named_with_its_table_its_row_and_its_claim(judged, project):
    counts = load("counts")
    counts["value"] = counts["value"].astype(object)
    counts.loc[3, "value"] = None
    for value in (None, float("nan")):
        missing = witness(counts.loc[[3]], says=RED) if value is None else witness(counts.loc[[3]], value, says=RED)
        with pytest.raises(
            RecountedError, match=r"helped-first-year, data/sources/counts.csv, line 3, value .*missing"
        ):
            judged("helped-first-year", witnesses=[missing])


def test_of_many_rows_an_error_names_the_first_three(project):
    path = project / "data/article/helped.csv"
    path.write_text("year,persons\n" + "".join(f"{year},2\n" for year in range(2010, 2020)))
    assert rows_of(load("helped")) == ["data/article/helped.csv, lines 2, 3, 4 …"]
    assert rows_of([load("helped").loc[[5]], load("counts").value]) == [
        "data/article/helped.csv, line 5",
        "data/sources/counts.csv, lines 2, 3",
    ]
    assert rows_of(None) == []


def test_a_claim_judged_twice_is_named(judge):
    judge("helped-first-year", 2)
    with pytest.raises(RecountedError, match="helped-first-year is judged twice. Keep one judge"):
        judge("helped-first-year", 2)


def test_a_typed_figure_in_a_witness_is_refused_and_one_of_its_row_is_not(judged):
    typed = witness(load("counts").loc[[2]], says="In 2018 it counts {value} people")
    with pytest.raises(RecountedError, match="the figure 2018 of 'In 2018 it counts 2 people' is in no cell"):
        judged("helped-first-year", witnesses=[typed])
    right = witness(load("counts").loc[[2]], says="In {year} it counts {value} people")
    assert "In 2019 it counts 2 people, as printed." in judged("helped-first-year", witnesses=[right]).reason


def test_figures_may_be_rounded_and_places_are_no_figures(judged):
    finding = judged(
        "helped-first-year", 2, found="Section 5 and footnote 33 give {share:.1f} % of {value}", facts={"share": 1 / 3}
    )
    assert "Section 5 and footnote 33 give 0.3 % of 2, as printed" in finding.reason


def test_a_witness_without_a_source_row_is_refused(project):
    (project / "data/sources/counts.csv").write_text("source_id,year,value\ngreen-book,2019,3\n")
    with pytest.raises(RecountedError, match="no source 'green-book'"):
        witness(load("counts"), says=RED)


def test_rounding_is_a_parameter_on_which_a_verdict_can_hang(project):
    nearest, truncated = begin("01-help", case_file()), begin("01-help", case_file(), rounding="truncated")
    for judge in (nearest, truncated):
        judge("helped-share", 33.38)
    assert nearest.findings["helped-share"].verdict == "inconsistent"
    assert truncated.findings["helped-share"].verdict == "reproduced"


def test_a_truth_from_pandas_is_a_truth(project):
    _ledger(project, "helped-rise,5,1,,rise,trend,persons,It rose,01-help,figure,\n")
    helped, judge = load("helped"), begin("01-help", case_file())
    judge("helped-rise", helped.persons.iloc[1] > helped.persons.iloc[0], found="2 people, then 4", cells=helped)
    assert judge.findings["helped-rise"].reason.startswith("Printed: “rise”. 2 people, then 4, which fits the claim.")


@pytest.mark.parametrize("printed", ["5, then 4", "2, then 40", "12 and 4"])
def test_a_number_that_is_printed_but_not_compared_must_stand_in_the_cells(project, printed):
    """Else the verdict would be the same whatever was printed."""
    _ledger(project, f'helped-rise,5,1,,"{printed}",order,persons,It rose,01-help,figure,\n')
    with pytest.raises(RecountedError, match=f"of the printed '{printed}' is in no cell that the claim uses"):
        begin("01-help", case_file())("helped-rise", True, found="It rose", cells=load("helped"))


def test_numbers_that_stand_in_the_cells_of_the_claim_or_of_a_witness_may_be_printed(project):
    _ledger(project, 'helped-rise,5,1,,"2, then 4 of 2021",order,persons,It rose,01-help,figure,\n')
    judge, counts = begin("01-help", case_file()), load("counts")
    judge("helped-rise", True, cells=load("helped"), facts={"of": 2021})
    assert judge.findings["helped-rise"].verdict == "reproduced"
    _ledger(project, "helped-2019,5,1,,2 in 2019,order,persons,It is so,01-help,figure,\n")
    judge = begin("01-help", case_file())
    judge("helped-2019", witnesses=[witness(counts.loc[[2]], True, says="So says Red")])
    assert judge.findings["helped-2019"].verdict == "corroborated"


def test_a_witness_keeps_who_it_is_what_it_counts_and_whether_it_agrees(judged):
    given = witness(load("counts").loc[[2]], says="{who} counts {value}", differs="base", counts="of men only")
    (kept,) = judged("helped-first-year", witnesses=[given]).witnesses
    assert (kept.who, kept.value, kept.differs, kept.counts, kept.agrees) == ("Red", "2", "base", "of men only", True)
    assert (kept.sentence, kept.says) == ("Red counts 2", "Red counts 2, as printed, but of men only")
    assert kept.source_ids == ("red-book",) and kept.cells[0]["lines"] == [2]


def test_a_lead_is_told_only_of_what_is_wrong(judged, project):
    right = witness(load("counts").loc[[2]], says=RED)
    assert judged("helped-first-year", witnesses=[right], slips={"y": 2, "z": 5}).lead == ""
    (project / "data/sources/counts.csv").write_text("source_id,year,value\nred-book,2019,31\n")
    other = witness(load("counts"), says=RED)
    begun = begin("01-help", case_file())
    begun("helped-first-year", 2, witnesses=[other], slips={"y": 2, "z": 5})
    assert begun.findings["helped-first-year"].verdict == "contradicted"
    assert begun.findings["helped-first-year"].lead == ""


@pytest.mark.parametrize(("kind", "cite"), [("figure", "cite"), ("law", "cite"), ("text", ""), ("reference", "")])
def test_whether_to_cite_is_told_of_the_subject_and_of_laws(project, kind, cite):
    _ledger(project, f"helped-total,5,1,,6,equals,persons,People,01-help,{kind},\n")
    judge = begin("01-help", case_file())
    judge("helped-total", 6)
    found = judge.findings["helped-total"]
    assert (found.cite, bool(found.cite_note)) == (cite, bool(cite))


def test_a_value_without_a_sentence_adds_none(judged):
    assert judged("helped-first-year", 2).reason == "Printed: “2”."


OF_THREE = "early,5,1,,1,equals,persons,One,00-early,figure,\n" + "".join(
    f"{name},5,1,,{name[-1]},equals,persons,Some,{notebook},figure,\n"
    for name, notebook in (("mine-2", "01-help"), ("mine-3", "01-help"), ("late-4", "02-late"))
)


@pytest.mark.parametrize(("notebook", "claim"), [("00-early", "mine-2"), ("02-late", "mine-2"), ("01-help", "late-4")])
def test_a_claim_of_another_notebook_is_refused(project, notebook, claim):
    _ledger(project, OF_THREE)
    with pytest.raises(RecountedError, match=f"notebook {notebook}: claim {claim} belongs to"):
        begin(notebook, case_file())(claim, 2)


def test_what_is_missing_are_the_claims_of_this_notebook_alone(project):
    _ledger(project, OF_THREE)
    judge = begin("01-help", case_file())
    judge("mine-2", 2)
    assert judge.tally().missing == ["mine-3"]


@pytest.mark.parametrize(("cause", "judged"), [("no-data", True), ("sum", False), ("base", False)])
def test_only_what_nothing_computes_is_judged_as_unsettled(project, cause, judged):
    _ledger(project, OF_THREE)
    (project / "data/article/remarks.csv").write_text(
        f"claim_id,cause,charitable,settle,caveat\nmine-2,{cause},may be,a list,\n"
    )
    forget()
    judge = begin("01-help", case_file())
    judge.unsettled()
    assert ("mine-2" in judge.findings) is judged and "mine-3" not in judge.findings


def test_without_anything_the_reason_says_so(judged):
    assert judged("helped-share").reason == (
        "Printed: “33.3%”. We found nothing that confirms or contradicts this: only this passage says so."
    )


def test_a_figure_typed_into_what_could_not_be_read_is_refused(judge, judged):
    judge.case = replace(judge.case, remarks={"helped-share": Remark("no-data", "", "a list", "", "page 77")})
    with pytest.raises(RecountedError, match="the figure 77"):
        judged("helped-share")


def test_what_could_not_be_read_stands_in_the_reason(judge, judged):
    judge.case = replace(judge.case, remarks={"helped-share": Remark("no-data", "", "a list", "", "the red book")})
    assert judged("helped-share").reason.endswith("We could not check this: we still lack the red book.")


def test_two_digits_of_a_value_below_zero_may_be_changed_over_but_not_its_sign(project):
    _ledger(project, "helped-change,5,1,,-24%,equals,percent,The change,01-help,figure,\n")
    judge = begin("01-help", case_file())
    judge("helped-change", -42.0)
    assert judge.findings["helped-change"].lead == (
        "Possible explanation: changing over the digits 4 and 2 of -42 would give -24%."
    )
