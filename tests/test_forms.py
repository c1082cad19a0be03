"""Figures of several numbers in one print are taken apart, or refused."""

import json
import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.article.numbers import figures
from recounted.errors import RecountedError
from recounted.judging.checks import within
from recounted.judging.forms import EXAMPLES, FORMS
from recounted.judging.printed import PrintedFigure, Rules
from recounted.project.check import prints
from recounted.tables.rows import printed_with

# Unit, how a figure of several numbers is printed, and its parts.
PRINTED = [
    ("n (%)", "12 (33%)", "n 12, percent 33%"),
    ("n (%)", "1,234 (5.0)", "n 1,234, percent 5.0"),
    ("k/n", "12/36", "k 12, n 36"),
    ("k/n", "12 of 36 (33.3%)", "k 12, n 36, percent 33.3%"),
    ("mean (SD)", "5.27 ± 1.41", "mean 5.27, sd 1.41"),
    ("mean (SD)", "5.27 (1.41)", "mean 5.27, sd 1.41"),
    ("mean (SD)", "M = 3.2, SD = 0.9", "mean 3.2, sd 0.9"),
    ("mean (SD)", "mean 3.2 (SD 0.9)", "mean 3.2, sd 0.9"),
    ("mean (SE)", "−0.45 (0.12)", "mean -0.45, se 0.12"),
    ("mean (SE)", "b = -0.45, SE = 0.12", "mean -0.45, se 0.12"),
    ("estimate (CI)", "2.39 (1.8–3.1)", "estimate 2.39, low 1.8, high 3.1"),
    ("estimate (CI)", "OR = 2.39 (95% CI 1.8 to 3.1)", "estimate 2.39, low 1.8, high 3.1"),
    ("estimate (CI)", "0.04 (–0.45 to 0.54)", "estimate 0.04, low -0.45, high 0.54"),
    ("estimate (CI)", ".11 [-.34, .51]", "estimate .11, low -.34, high .51"),
    ("estimate (stars)", "0.23**", "estimate 0.23, p 0.001 to 0.01"),
    ("estimate (stars)", "−0.45 *** (0.12)", "estimate -0.45, se 0.12, p 0.001"),
    ("estimate (stars)", "1.07", "estimate 1.07, p 0.05"),
    ("median (IQR)", "37 [28–46]", "median 37, low 28, high 46"),
    ("median (IQR)", "median 37 (IQR 28-46)", "median 37, low 28, high 46"),
    ("test", "t(28) = 2.20, p = .036", "statistic 2.20, p .036"),
    ("test", "F(1, 58) = 7.31, p < .001", "statistic 7.31, p .001"),
    ("test", "χ²(2, N = 100) = 14.14, p < .001", "statistic 14.14, p .001"),
    ("test", "z = −1.20, n.s.", "statistic -1.20, p n.s."),
    ("test", "F(2,308)=5.61, p=.004", "statistic 5.61, p .004"),
    ("test", "χ² = 12.9, df = 4, p = .012", "statistic 12.9, p .012"),
    ("test", "t28 = 2.20", "statistic 2.20"),
    ("test", "t₂₈ = 2.20, p = .036*", "statistic 2.20, p .036"),
    ("test", "F1,58 = 7.31, p < .01**", "statistic 7.31, p .01"),
    ("test", "F[1,58] = 7.31", "statistic 7.31"),
    ("test", "χ²₁ = 5.12, n.s.", "statistic 5.12, p n.s."),
    ("p (stars)", "p = 0.04*", "p 0.04"),
    ("p (stars)", ".004**", "p .004"),
    ("p (stars)", "p < .001 ***", "p .001"),
    ("n (%)", "33.3% (n = 12)", "n 12, percent 33.3%"),
    ("k/n", "33.3% (12/36)", "k 12, n 36, percent 33.3%"),
    ("rank of n", "5th of 30", "rank 5th, n 30"),
    ("estimate (CI)", "HR 0.74 (95% CI 0.61 to 0.90)", "estimate 0.74, low 0.61, high 0.90"),
    ("estimate (CI)", "12.3% (95% CI 10.1–14.5)", "estimate 12.3%, low 10.1, high 14.5"),
    ("estimate (CI)", "12.3% (10.1% to 14.5%)", "estimate 12.3%, low 10.1%, high 14.5%"),
    ("estimate (CI)", "2.39 (1.8 to 3.1; p < 0.001)", "estimate 2.39, low 1.8, high 3.1, p 0.001"),
    ("estimate (CI)", "2.39 (95% CI 1.8 to 3.1), p = .04", "estimate 2.39, low 1.8, high 3.1, p .04"),
    ("estimate (CI)", "2.39 [1.8, 3.1], p n.s.", "estimate 2.39, low 1.8, high 3.1, p n.s."),
    ("mean (SD) kg", "5.27 ± 1.41 kg", "mean 5.27, sd 1.41"),
    ("mean (SD), years", "43.7 years (15.2)", "mean 43.7, sd 15.2"),
    ("median (IQR) of days", "37 days [28–46]", "median 37, low 28, high 46"),
    ("k/n women", "12/36 women", "k 12, n 36"),
    ("estimate (CI)", "2.39 (1.8 to 3.1) (p = .04)", "estimate 2.39, low 1.8, high 3.1, p .04"),
    ("test", "χ²(3) = 9.87 (p = 0.020)", "statistic 9.87, p 0.020"),
    ("test", "t = 2.20; df = 28 [p < .05]", "statistic 2.20, p .05"),
    ("test", "F(1; 58) = 7.31; p = .02", "statistic 7.31, p .02"),
    ("test", "χ²(2; N = 1,234) = 14.14", "statistic 14.14"),
    ("mean (SD)", "41.7 (±10.9)", "mean 41.7, sd 10.9"),
    ("mean (SD)", "41.7 (s.d. 10.9)", "mean 41.7, sd 10.9"),
    ("mean (SD)", "41.7% (± 10.9%)", "mean 41.7%, sd 10.9%"),
    ("mean (SE)", "0.72% (s.e. 0.11)", "mean 0.72%, se 0.11"),
    ("mean (SE)", "0.72 ± s.e.m. 0.11", "mean 0.72, se 0.11"),
    ("mean (SE)", "b = -0.45; s.e. = 0.12", "mean -0.45, se 0.12"),
    ("median (IQR)", "37 (IQR = 28-46)", "median 37, low 28, high 46"),
    ("estimate (CI)", "77.5 (95% UI 60.9–96.4)", "estimate 77.5, low 60.9, high 96.4"),
    ("estimate (CI)", "77.5 (95% CrI: 60.9–96.4)", "estimate 77.5, low 60.9, high 96.4"),
    ("estimate (CI)", "77.5, 95% HDI [60.9, 96.4]", "estimate 77.5, low 60.9, high 96.4"),
    ("estimate (CI)", "77.5 (95% PI = 60.9–96.4)", "estimate 77.5, low 60.9, high 96.4"),
    ("estimate (CI)", "77.5 (CI 95%: 60.9–96.4)", "estimate 77.5, low 60.9, high 96.4"),
    ("estimate (CI)", "77.5 (95 %-KI 60.9 to 96.4)", "estimate 77.5, low 60.9, high 96.4"),
    ("estimate (CI)", "77.5 (95% credible interval 60.9 to 96.4)", "estimate 77.5, low 60.9, high 96.4"),
]


@pytest.mark.parametrize(("unit", "printed", "parts"), PRINTED)
def test_each_way_of_printing_is_taken_apart(unit, printed, parts):
    figure = PrintedFigure(printed, "equals", unit)
    figure.check()
    assert ", ".join(f"{name} {part.text}" for name, part in figure.parts.items()) == parts


def with_commas(printed):
    """A figure as it is printed with decimal commas; of a thousand the mark becomes a point."""
    return re.sub(r"(?<=\b1),(?=234)|\.(?=\d)", lambda mark: "," if mark[0] == "." else ".", printed)


@pytest.mark.parametrize(("unit", "printed", "parts"), PRINTED)
def test_with_decimal_commas_each_has_the_same_parts(unit, printed, parts):
    def read(text):
        figure = PrintedFigure(text, "equals", unit)
        values = {name: (part.relation, part.values()) for name, part in figure.parts.items()}
        return values, figure.form.level, figure.form.test, figure.form.df

    with printed_with(","):
        with_comma = read(with_commas(printed))
    assert with_comma == read(printed)


def test_with_decimal_commas_a_comma_before_a_space_or_a_semicolon_parts_two_numbers():
    with printed_with(","):
        ways = ["2,41 [1,52; 3,82]", "2,41 (1,52–3,82)", "2,41 [1,52, 3,82]", "2,41 (95 % CI 1,52 to 3,82)"]
        ends = [PrintedFigure(way, "equals", "estimate (CI)").parts for way in ways]
        assert {(each["low"].text, each["high"].text) for each in ends} == {("1,52", "3,82")}
        assert PrintedFigure("4.112 of 13.207 (31,1%)", "equals", "k/n").holds((4112, 13207, 31.135)) is True
        assert PrintedFigure("t(28,5) = 2,20", "equals", "test").form.df == (28.5,)
        assert PrintedFigure("F(1,5; 58,2) = 7,31", "equals", "test").form.df == (1.5, 58.2)
        with pytest.raises(
            RecountedError, match=re.escape("', d = ,2' is left over, and it is not printed as 'test' is")
        ):
            PrintedFigure("t(28) = 2,20, p = ,036, d = ,2", "equals", "test").check()
        with pytest.raises(RecountedError, match=re.escape("`t(28) = 2,20, p = ,036`")):
            PrintedFigure("2,20", "equals", "test").check()


@pytest.mark.parametrize(("unit", "printed", "parts"), PRINTED)
def test_each_number_of_a_form_is_in_what_its_claim_prints(unit, printed, parts):
    with_comma = with_commas(printed)
    assert all(prints(printed, number) for number in figures(printed))
    with printed_with(","):
        assert all(prints(with_comma, number) for number in figures(with_comma))


def test_level_test_and_degrees_of_freedom_are_kept():
    assert PrintedFigure("1.84 (99% CI: 1.20-2.81)", "equals", "estimate (CI)").form.level == 99
    assert PrintedFigure("1.84 (1.20-2.81)", "equals", "estimate (CI)").form.level == 95
    form = PrintedFigure("F(1, 58) = 7.31, p = .02", "equals", "test").form
    assert (form.test, form.df) == ("F", (1.0, 58.0))
    assert PrintedFigure("F(2,308)=5.61", "equals", "test").form.df == (2.0, 308.0)
    assert PrintedFigure("F = 5.61", "equals", "test").form.df == ()
    assert PrintedFigure("t = 2.20, df = 28.5", "equals", "test").form.df == (28.5,)
    assert PrintedFigure("77.5 (CI 90%: 60.9–96.4)", "equals", "estimate (CI)").form.level == 90
    assert PrintedFigure("χ²(2) = 14.14", "equals", "test").form.test == "chi2"


@pytest.mark.parametrize(
    ("unit", "printed"),
    [
        ("n (%)", "12"),
        ("n (%)", "12 (33%"),
        ("test", "about 5"),
        ("k/n", "12/36 women"),
        ("estimate (CI)", "2.39 (1.8)"),
        ("test", "z28 = 2.20"),
        ("test", "t28 = 2.20, p = .036*, q = 2"),
        ("p (stars)", "p = 0.04*b"),
        ("test", "χ²(3) = 9.87 (p = 0.020"),
        ("test", "χ²(3) = 9.87, p = 0.020)"),
        ("mean (SD)", "41.7 (s.e. 10.9)"),
        ("estimate (CI)", "1234 to 5"),
    ],
)
def test_a_form_that_is_not_printed_so_is_refused(unit, printed):
    with pytest.raises(RecountedError, match="it is not printed as"):
        PrintedFigure(printed, "equals", unit).check()


@pytest.mark.parametrize(
    ("unit", "printed", "told"),
    [
        ("k/n", "12/36 women", "'women' is left over, and it is not printed as 'k/n' is, `12/36`"),
        ("mean (SD)", "5.27 ± 1.41 kg", "'kg' is left over"),
        ("mean (SD) kg", "5.27 ± 1.41 lb", "'lb' is left over"),
        ("estimate (CI)", "2.39 (1.8 to 3.1) in all", "'in all' is left over"),
        ("estimate (stars)", "0.23 (0.12; n.s.)", "'(0.12; n.s.)' is left over"),
        ("n (%)", "12", "it is not printed as 'n (%)' is, `12 (33%)`"),
        ("test", "t(28) = 2.20, p = .036, d = 2", "', d = 2' is left over"),
    ],
)
def test_what_is_left_over_of_a_form_is_named_with_how_it_would_be_printed(unit, printed, told):
    with pytest.raises(RecountedError, match=re.escape(told)):
        PrintedFigure(printed, "equals", unit).check()


def test_a_word_that_is_glued_to_a_number_is_not_told_as_left_over():
    with pytest.raises(RecountedError) as told:
        PrintedFigure("12/36women", "equals", "k/n").check()
    assert "it is not printed as 'k/n' is" in str(told.value) and "left over" not in str(told.value)


@pytest.mark.parametrize("form", EXAMPLES)
def test_the_example_of_each_form_is_read(form):
    assert set(EXAMPLES) == set(FORMS)
    PrintedFigure(EXAMPLES[form], "equals", form).check()


def test_a_p_beside_an_interval_is_held_as_well():
    figure = PrintedFigure("2.39 (1.8 to 3.1; p < 0.001)", "equals", "estimate (CI)")
    assert figure.holds((2.39, 1.8, 3.1, 0.0001)) and not figure.holds((2.39, 1.8, 3.1, 0.01))
    assert within(figure, log_scale=True)["interval"]


def test_values_are_held_part_by_part():
    figure = PrintedFigure("12 (33.3%)", "equals", "n (%)")
    assert figure.holds({"n": 12, "percent": 33.34}) is True
    assert figure.holds((12, 34)) is False
    assert figure.holds(("<15", 33.3)) is None
    for wrong in (12, (12,), {"n": 12}, {"n": 12, "percent": 33.3, "of": 36}):
        with pytest.raises(RecountedError, match="the figure has parts: n, percent"):
            figure.holds(wrong)
    with pytest.raises(RecountedError, match=r"it has parts \(n, percent\)"):
        figure.values()


def test_not_significant_is_a_p_above_alpha():
    figure = PrintedFigure("n.s.", "equals", "p value")
    figure.check()
    assert figure.holds(0.06) and not figure.holds(0.04)
    assert not figure.holds(0.06, Rules(alpha=0.1))


@pytest.mark.parametrize(
    ("printed", "unit", "answers"),
    [
        ("t(28) = 2.20, p = .036", "test", {"p": True, "decision": True}),
        ("F(1, 58) = 7.31, p = .02", "test", {"p": False, "decision": True}),
        ("t(100) = 1.00, p < .001", "test", {"p": False, "decision": False}),
        ("t(28) = 1.20, n.s.", "test", {"p": True, "decision": True}),
        ("12 of 36 (33.3%)", "k/n", {"percent": True}),
        ("12 of 36 (34.3%)", "k/n", {"percent": False}),
        ("17 (1.4 to 32.6)", "estimate (CI)", {"interval": True}),
        ("5.27 ± 1.41", "mean (SD)", {}),
    ],
)
def test_a_figure_of_several_numbers_is_checked_within_itself(printed, unit, answers):
    found = within(PrintedFigure(printed, "equals", unit))
    assert {name: check.holds for name, check in found.items()} == answers


@pytest.mark.parametrize(("stars", "fits"), [("", 0.2), ("*", 0.03), ("**", 0.004), ("***", 0.0004)])
def test_stars_bound_p_on_both_sides(stars, fits):
    figure = PrintedFigure(f"0.23{stars}", "equals", "estimate (stars)")
    for p in (0.2, 0.03, 0.004, 0.0004):
        assert figure.holds({"estimate": 0.231, "p": p}) is (p == fits)


def test_the_legend_of_the_project_says_what_a_star_is(project):
    path = project / "data/datapackage.json"
    package = json.loads(path.read_text())
    path.write_text(json.dumps(package | {"stars": ["0.1", "0.05"]}))
    figure = PrintedFigure("0.23*", "equals", "estimate (stars)")
    assert figure.holds({"estimate": 0.23, "p": 0.07}) is True and figure.holds({"estimate": 0.23, "p": 0.04}) is False
    path.write_text(json.dumps(package | {"stars": ["0.1", "0.05", "0.01", "0.001"]}))
    os.utime(path, (99, 99))  # it is read again where its time is another
    told = [PrintedFigure(f"0.23{'*' * stars}", "equals", "estimate (stars)").form.parts["p"] for stars in range(5)]
    assert [text for text, _, _ in told] == ["0.1", "0.05 to 0.1", "0.01 to 0.05", "0.001 to 0.01", "0.001"]
    assert [relation for _, relation, _ in told] == ["at-least", "between", "between", "between", "less-than"]
    path.write_text(json.dumps(package | {"stars": ["0.1", "0.05"]}))
    os.utime(path, (98, 98))
    with pytest.raises(RecountedError, match="it has 3 stars, the legend 2"):
        PrintedFigure("0.23***", "equals", "estimate (stars)").check()
    for second, wrong in enumerate((["0.01", "0.05"], [], "often", ["2"])):
        path.write_text(json.dumps(package | {"stars": wrong}))
        os.utime(path, (second, second))
        with pytest.raises(RecountedError, match="are no levels"):
            PrintedFigure("0.23*", "equals", "estimate (stars)").check()


@pytest.mark.parametrize(
    ("printed", "starred"),
    [
        ("p = 0.2*", "between 0.01 to 0.05"),
        ("p = .004*", "between 0.01 to 0.05"),
        (".03***", "less-than 0.001"),
        ("n.s. **", "between 0.001 to 0.01"),
    ],
)
def test_stars_that_say_another_p_are_refused(printed, starred):
    with pytest.raises(RecountedError, match=f"its stars stand for another p: {starred}"):
        PrintedFigure(printed, "equals", "p (stars)").check()


def test_a_star_after_a_p_that_is_no_form_is_left_over():
    with pytest.raises(RecountedError, match=r"'\*' is left over"):
        PrintedFigure("0.04*", "equals", "p value").check()


@given(
    st.sampled_from(["t", "r", "F", "χ²"]),
    st.integers(1, 999),
    st.integers(1, 999),
    st.decimals(0, 99, places=2),
    st.sampled_from(["{0}({1}) = {2}", "{0}{1} = {2}", "{0} {1} = {2}", "{0}[{1}] = {2}", "{0} = {2}, df = {1}"]),
)
def test_a_test_is_the_same_however_its_degrees_of_freedom_are_set(test, first, second, statistic, way):
    df = f"{first},{second}" if test == "F" else str(first)
    form = PrintedFigure(way.format(test, df, statistic), "equals", "test").form
    assert form.test == test.replace("χ²", "chi2") and form.parts["statistic"][0] == str(statistic)
    assert form.df == tuple(map(float, df.split(",")))
