"""The reason of a verdict: what a value means for the printed figure, no figure typed by hand, one slip that fits."""

from dataclasses import replace
from decimal import Decimal

import made
import portion as P
import pytest

from recounted.errors import RecountedError
from recounted.judging.checks import ratio_from_coefficient
from recounted.judging.claims import Claim
from recounted.judging.places import Place
from recounted.judging.reasons import check_figures, check_printed, compared, lead, reason, whole
from recounted.judging.rules import Rules
from recounted.judging.verdicts import CANNOT_TELL, NOT_DERIVABLE

RULES = Rules()


def _claim(printed="33.3%", relation="equals", unit="percent", kind="figure"):
    return Claim("help", Place("5", 1), printed, relation, unit, "A share of the 12 helped", "01-help", kind, "")


@pytest.mark.parametrize(
    ("printed", "relation", "value", "agrees", "end"),
    [
        ("33.3%", "equals", Decimal("33.34"), True, ", as printed"),
        ("33.3%", "equals", "33%", True, ", as printed within rounding"),
        ("33.3%", "equals", "33.3%", True, ", as printed"),
        ("33.3%", "equals", ratio_from_coefficient("33.3", "3.51").value, True, ", as printed within rounding"),
        ("33.3%", "equals", Decimal(34), False, ", not the printed 33.3%"),
        ("9%", "equals", Decimal(34), False, ", not the printed 9%"),
        ("a third", "equals", Decimal(50), False, ", not the printed “a third”"),
        ("33.3%", "equals", "30-40", None, ", which is too rough to confirm or rule out the printed figure"),
        ("up to 90", "at-most", Decimal(30), True, ", which fits “up to 90”"),
        ("up to 90", "at-most", Decimal(91), False, ", which does not fit “up to 90”"),
        ("over 25%", "more-than", Decimal(30), True, ", which fits “over 25%”"),
        ("over 25%", "more-than", Decimal(20), False, ", which does not fit “over 25%”"),
        ("over 25%", "more-than", "20-30", None, ", which is too rough to confirm or rule out “over 25%”"),
        ("33.3%", "equals", CANNOT_TELL, None, ", which neither confirms nor contradicts the article"),
    ],
)
def test_a_sentence_says_what_its_value_means_for_the_printed_figure(printed, relation, value, agrees, end):
    claim = _claim(printed, relation)
    if value is not CANNOT_TELL:
        assert claim.figure.holds(value) is agrees
    assert compared(claim, "It is so", value, agrees, rules=RULES) == f"It is so{end}"


@pytest.mark.parametrize(
    ("own", "agrees", "end"),
    [
        (True, True, ", which fits the claim"),
        (True, False, ", which contradicts the claim"),
        (False, True, ", which agrees with the article"),
        (False, False, ". This differs from the article"),
    ],
)
def test_a_truth_is_told_apart_by_who_says_it(own, agrees, end):
    assert compared(_claim("rises", "trend"), "They rise", agrees, agrees, own=own) == f"They rise{end}"
    told = compared(_claim("rises", "trend"), "They rise", True, True)
    assert told == "They rise, which agrees with the article", "unless it is said, it is a source that speaks"


@pytest.mark.parametrize(
    ("sentence", "agrees", "told"),
    [
        ("It is so", True, "It is so, as printed, but of adults"),
        ("It is so", False, "It is so (of adults), not the printed 33.3%"),
        ("It is so (in May)", False, "It is so (in May; of adults), not the printed 33.3%"),
    ],
)
def test_what_is_counted_instead_stands_beside_what_it_speaks_of(sentence, agrees, told):
    assert compared(_claim(), sentence, Decimal("33.3"), agrees, "of adults") == told


@pytest.mark.parametrize("text", ["It is 44 of them", "1,234 of them", "a share of 33.3", "12 were helped", "44.0"])
def test_a_figure_of_the_cells_the_claim_or_its_print_may_stand_in_a_sentence(text):
    check_figures(_claim(), text, ["44", "1234"])


def test_a_figure_rounded_from_a_cell_may_stand_but_no_other():
    check_figures(_claim(), "about 2.4 times", ["2.3845"])
    check_figures(_claim(), "a p of .04 and r of -.5", ["0.0361", "-.5"])
    with pytest.raises(RecountedError, match=r"the figure 2\.5 of .* is in no cell that the claim uses"):
        check_figures(_claim(), "about 2.5 times", ["2.3845"])
    with pytest.raises(RecountedError, match="the figure 77 of '77 and 88' is in no cell"):
        check_figures(_claim(), "77 and 88", ["44"])


def test_a_printed_figure_of_which_something_holds_stands_in_a_cell_as_well():
    check_printed(_claim("2019 to 2022", "trend"), ["2019", "from 2022 on"])
    check_printed(_claim("rises", "trend"), [])
    check_printed(_claim("p < .036", "trend"), ["0.036"])
    with pytest.raises(RecountedError, match="2020 of the printed '2019, 2020 and 2021' is in no cell"):
        check_printed(_claim("2019, 2020 and 2021", "trend"), ["2019"])


def test_where_something_stands_is_no_figure():
    check_figures(_claim(), "As sections 1, 2 and 5 and footnote 33 say", [])
    with pytest.raises(RecountedError, match="the figure 77"):
        check_figures(_claim(), "As section 5 says, 77", [])


def test_a_name_that_was_not_filled_in_is_told():
    assert whole(_claim(), "all is {said} well".replace("{said} ", "")) == "all is well"
    with pytest.raises(RecountedError, match=r"claim help: \{year\} is not filled in"):
        whole(_claim(), "in {year} they rose")


def test_a_reason_begins_with_the_print_and_says_why_nobody_can_tell():
    assert reason(_claim(), "", (), "unverifiable") == (
        "Printed: “33.3%”. We found nothing that confirms or contradicts this: only this passage says so."
    )
    open_ = reason(_claim(), "it names no year", (), "unverifiable")
    assert open_.endswith("It names no year. We still lack a source outside the article, so the claim stays open.")
    assert reason(_claim(kind="text"), "it names no year", (), "unverifiable").endswith(
        "year. Whether the claim holds cannot be seen from the article alone, so it stays open."
    )


@pytest.mark.parametrize("found", ["", "it names no year"])
def test_a_source_that_the_article_cites_and_that_was_not_read_is_named(found):
    told = reason(_claim(), found, (), "unverifiable", "the release that footnote 11 cites")
    assert told.endswith("We could not check this: we still lack the release that footnote 11 cites.")
    assert "no source" not in told.lower()


def test_what_only_the_article_says_is_told_apart_from_what_it_says_twice():
    told = reason(_claim(), "it is 33.33, as printed", (), "reproduced")
    assert told == "Printed: “33.3%”. It is 33.33, as printed. No source outside the article was found."
    twice = reason(_claim(), "it is 40, not the printed 33.3%", (), "inconsistent")
    assert twice.endswith("33.3%. So the article contradicts itself. Only places of the article are compared here.")
    assert "No source" not in reason(_claim(kind="text"), "it is so, which fits", (), "reproduced")


@pytest.mark.parametrize(
    ("kind", "verdict", "witnesses", "end"),
    [
        (
            "figure",
            "disputed",
            [("", True), ("", False)],
            "The sources contradict each other, so the claim stays open.",
        ),
        (
            "figure",
            "disputed",
            [("scope", True), ("base", False)],
            "The sources disagree, and none measures quite the same thing, so the claim stays open.",
        ),
        (
            "law",
            "disputed",
            [("scope", True), ("base", False)],
            "The sources disagree, and none is about quite the same thing, so the claim stays open.",
        ),
        (
            "figure",
            "disputed",
            [("base", False)],
            "The words in brackets may explain the difference, so the claim stays open.",
        ),
        (
            "law",
            "disputed",
            [("base", False)],
            "The words in brackets may explain the difference, so the claim stays open.",
        ),
        (
            "law",
            "disputed",
            [("scope", None), ("base", False)],
            "But none of the sources is about quite the same thing, so the claim stays open.",
        ),
        (
            "figure",
            "disputed",
            [("scope", True), ("base", None)],
            "But none of the sources measures quite the same thing, so the claim stays open.",
        ),
        ("figure", "disputed", [("base", None)], "Red says so. So the claim stays open."),
        ("figure", "disputed", [("", None)], "Red says so. So the claim stays open."),
        ("figure", "disputed", [("", None), ("", False)], "Red says so. So the claim stays open."),
        ("figure", "disputed", [("", True), ("", None)], "Red says so. So the claim stays open."),
        (
            "figure",
            "disputed",
            [("scope", None), ("base", False)],
            "But none of the sources measures quite the same thing, so the claim stays open.",
        ),
        (
            "law",
            "contradicted",
            [("", False), ("base", True)],
            "Only one of these is about exactly this (Red 1), and it differs from the article.",
        ),
        (
            "figure",
            "contradicted",
            [("", False)] * 2 + [("base", True)],
            "Those that measure exactly this (Red 1 and Red 2) differ from the article.",
        ),
        (
            "figure",
            "corroborated",
            [("", True), ("base", False)],
            "Only one of these measures exactly this (Red 1), and it agrees with the article.",
        ),
        (
            "figure",
            "corroborated",
            [("base", False), ("", True)],
            "Only one of these measures exactly this (Red 2), and it agrees with the article.",
        ),
        (
            "law",
            "corroborated",
            [("", True)] * 2 + [("base", False)],
            "Those that are about exactly this (Red 1 and Red 2) agree with the article.",
        ),
        (
            "figure",
            "supported",
            [("scope", True), ("base", True)],
            "None of these measures quite the same thing, but none contradicts the article.",
        ),
        ("figure", "corroborated", [("", True), ("", True)], "Red says so."),
        ("figure", "supported", [("scope", True)], "Red says so."),
        ("figure", "inconsistent", [("", True)], "Red says so. So the article contradicts itself."),
    ],
)
def test_the_last_sentence_says_whether_they_agree_differ_or_nobody_can_tell(kind, verdict, witnesses, end):
    told = [
        made.testimony(who=f"Red {n}", says="Red says so", differs=differs, agrees=agrees)
        for n, (differs, agrees) in enumerate(witnesses, start=1)
    ]
    assert reason(_claim(kind=kind), "", told, verdict).endswith(f". {end}")


@pytest.mark.parametrize(
    ("verdict", "witnesses", "end"),
    [
        ("contradicted", [("", False), ("base", True)], "(Red, with 3.5), and it differs from the article."),
        ("corroborated", [("base", False), ("", True)], "(Red, with 4), and it agrees with the article."),
        ("disputed", [("", True), ("", False)], "These statements contradict each other, so the claim stays open."),
    ],
)
def test_of_a_source_that_speaks_twice_it_is_told_which_statement_is_meant(verdict, witnesses, end):
    # "".join: a name is the same whether or not it is the same object
    told = [
        made.testimony(who="".join("Red"), sentence=f"In 2018 Red has {value}", value=value, differs=how, agrees=agrees)
        for value, (how, agrees) in zip(["3.5", "4"], witnesses, strict=True)
    ]
    assert reason(_claim(), "", told, verdict).endswith(end)


def test_a_year_tells_a_statement_only_where_nothing_else_does():
    def told(first, second):
        said = [
            made.testimony(who="Red", sentence=each, value="does not fit", agrees=False) for each in (first, second)
        ]
        return reason(_claim(), "", [said[0], replace(said[1], differs="base")], "contradicted")

    assert "(Red, with 4.2)," in told("In 2018 Red has 4.2 of 9", "Red has 5 of 9")
    assert "(Red, with 2018)," in told("In 2018 Red has 9", "Red has 5 of 9")
    assert "(Red, by the words “Red has 9”)," in told("Red has 9", "Red has 5 of 9")


def test_which_statement_of_a_source_is_meant_does_not_depend_on_who_speaks_before_it():
    told = [
        made.testimony(who=who, says=f"{who} says so", value=value, differs=how, agrees=agrees)
        for who, value, how, agrees in [
            ("Blue", "4", "base", False),
            ("Red", "4", "", True),
            ("Red", "5", "base", False),
        ]
    ]
    assert reason(_claim(), "", told, "corroborated").endswith("(Red, with 4), and it agrees with the article.")


@pytest.mark.parametrize(("count", "who"), [(2, "Both differ"), (3, "All of them differ")])
def test_sources_that_all_differ_and_count_something_else_are_summed_up_once(count, who):
    told = reason(_claim(), "", [_red("of men"), _red("of women"), _red("of men")][:count], "disputed")
    assert told.count("Red has 3 (of men).") == count - 1 and "not that" not in told
    assert told.endswith(f"{who} from the article, but they measure something else, so the claim stays open.")


def _red(counts, agrees=False):
    says = f"Red has 3, as printed, but {counts}" if agrees else f"Red has 3 ({counts}), not that"
    return made.testimony(sentence="Red has 3", says=says, differs="base", counts=counts, agrees=agrees)


def test_what_two_sources_in_a_row_count_instead_is_told_once():
    plain = reason(_claim(), "", [_red("of men"), _red("".join(list("of men")))], "disputed")
    assert "Red has 3 (of men). Red has 3 (again of men)." in plain
    mixed = reason(_claim(), "", [_red("of men"), _red("of men", True), _red("of women"), _red("of men")], "disputed")
    assert "(of men), not that. Red has 3, as printed, but again of men. Red has 3 (of women)" in mixed
    assert mixed.count("(of men)") == 2  # the last follows another, so that "the same" would mislead


def test_one_slip_alone_that_fits_is_a_lead_two_are_none_and_one_in_the_list_is_refused():
    claim = _claim("151", unit="persons")
    slips = {"the year before": 151, "the year after": 140}
    assert lead(claim, 144, slips, RULES) == "Possible explanation: the year before would give 151."
    assert lead(claim, 144, slips | {"both sexes": 151}, RULES) == ""
    with pytest.raises(RecountedError, match="a single slip is handed in"):
        lead(claim, 144, {"the year before": 151}, RULES)


@pytest.mark.parametrize(
    ("printed", "unit", "value", "slip"),
    [
        ("115", "persons", 151, "changing over the digits 5 and 1 of 151"),
        ("12435", "persons", 12345, "changing over the digits 3 and 4 of 12345"),
        ("1.32", "mean", 1.23, "changing over the digits 2 and 3 of 1.23"),
        ("33.3%", "percent", Decimal("33.38"), "dropping the digits after the last one printed"),
    ],
)
def test_two_digits_changed_over_and_digits_dropped_are_slips_that_need_no_list(printed, unit, value, slip):
    assert lead(_claim(printed, unit=unit), value, {}, RULES) == f"Possible explanation: {slip} would give {printed}."


@pytest.mark.parametrize(
    ("printed", "relation", "unit", "value"),
    [
        ("about 15", "about", "persons", 51),
        ("over 15", "more-than", "persons", 12),
        ("115", "equals", "persons", True),
        ("115", "equals", "persons", P.closed(1, 2)),
        ("115", "equals", "persons", NOT_DERIVABLE),
        ("2015", "equals", "date", 2051),
        ("115", "equals", "identifier", 151),
    ],
)
def test_only_a_number_that_is_printed_as_it_is_has_a_slip_of_its_own(printed, relation, unit, value):
    assert lead(_claim(printed, relation, unit), value, {}, RULES) == ""


@pytest.mark.parametrize("value", [True, NOT_DERIVABLE, "151"])
def test_what_is_no_number_has_no_slip_of_its_own(value):
    assert lead(_claim("rises", "trend") if value is True else _claim("115", unit="text"), value, {}, RULES) == ""
