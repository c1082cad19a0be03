"""What whole numbers can give, and the probabilities of tests: held to plain counting, and to integrals."""

from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations_with_replacement
from math import ceil, inf, sqrt

import pytest
import tails
from hypothesis import example, given
from hypothesis import strategies as st

from recounted.errors import RecountedError
from recounted.judging.distributions import bound_of, tail, two_sided
from recounted.judging.granular import bounds, counts_of, debit, exact_bounds, grim, grimmer
from recounted.judging.printed import PrintedFigure

SIZES = st.integers(2, 25)
MEANS = st.decimals(0, 5, places=2).map(str)
DEVIATIONS = st.decimals(0, 3, places=2).map(str)


def printings(value, text):
    """Whether a value can be printed as a text, an exact tie up or down."""
    step = Decimal(1).scaleb(Decimal(text).as_tuple().exponent)
    exact = Decimal(Fraction(value).numerator) / Decimal(Fraction(value).denominator)
    return Decimal(text) in {exact.quantize(step, rule) for rule in (ROUND_HALF_UP, ROUND_HALF_DOWN)}


def sums(mean, n, items=1):
    """The whole sums whose mean can be printed so."""
    return [total for total in range(6 * n * items) if printings(Fraction(total, n * items), mean)]


@given(MEANS, SIZES, st.integers(1, 3))
def test_a_mean_passes_where_some_whole_sum_is_printed_so(mean, n, items):
    assert grim(mean, n, items) is bool(sums(mean, n, items))


@given(st.decimals(0, 100, places=1).map(str), SIZES)
def test_the_counts_of_a_percentage_are_those_that_are_printed_so(percent, n):
    assert counts_of(f"{percent}%", n) == [k for k in range(n + 1) if printings(Fraction(100 * k, n), percent)]
    assert counts_of(percent, n) == counts_of(f"{percent} %", n)


def printed_deviations(variances, most, places=2):
    """The deviations up to `most` with so many decimals that stand for one of some variances."""
    step, texts = Fraction(1, 2 * 10**places), deviations(most, places)
    ends = [[max(Fraction(0), Fraction(text) + side * step) ** 2 for side in (-1, 1)] for text in texts]
    return {
        text for text, (low, high) in zip(texts, ends, strict=True) if any(low <= each <= high for each in variances)
    }


def deviations(most, places):
    """All from 0 to `most` with so many decimals."""
    return [f"{each / 10**places:.{places}f}" for each in range(most * 10**places + 1)]


@pytest.mark.parametrize(("n", "most"), [(2, 12), (3, 8), (4, 4), (5, 2), (6, 2)])
def test_a_deviation_passes_where_some_whole_numbers_have_it(n, most):
    """All sets of n whole numbers with a mean from 0 to below 1 whose deviation is at most that much."""
    reach = ceil((most + 1) * (n - 1) / sqrt(n)) + 1  # so far can one of n be from their mean
    variances = {total: set() for total in range(n)}
    for numbers in combinations_with_replacement(range(-reach, reach + 2), n):
        if (total := sum(numbers)) in variances:
            variances[total].add((sum(each * each for each in numbers) - Fraction(total * total, n)) / (n - 1))
    for total, seen in variances.items():
        for places in range(3):
            passed = {each for each in deviations(most, places) if grimmer(f"{total / n:.2f}", each, n)}
            assert passed == printed_deviations(seen, most, places), (total, places)


@given(MEANS, DEVIATIONS, st.integers(5, 25))
def test_a_deviation_of_five_or_more_passes_where_a_sum_of_squares_of_the_right_parity_gives_it(mean, deviation, n):
    """The squares of whole numbers of one sum are even or odd as it is, and least where the numbers are most alike."""
    found = False
    for total in sums(mean, n):
        alike = [total // n + (i < total % n) for i in range(n)]
        for squares in range(sum(each * each for each in alike), 60 * n):
            variance = (squares - Fraction(total * total, n)) / (n - 1)
            low, high = (max(Fraction(0), Fraction(deviation) + side * Fraction(1, 200)) for side in (-1, 1))
            found |= squares % 2 == total % 2 and low**2 <= variance <= high**2
    assert grimmer(mean, deviation, n) is found


@pytest.mark.parametrize(
    ("mean", "deviation", "n", "holds"),
    [
        ("1.00", "2.00", 2, False),  # of a sum of 2: 1.41 (0 and 2) or 2.83 (-1 and 3)
        ("1.00", "2.83", 2, True),
        ("0.00", "2.45", 3, False),  # a sum of squares of 12: 14 is the next that occurs, and 8 that before
        ("0.00", "2.65", 3, True),  # -3, 1 and 2
        ("0.00", "3.06", 4, False),  # 28 is no sum of four squares of a sum of 0: 7 is none of three
        ("0.00", "10.00", 4, True),  # 300 is: 15, -5, -5, -5
        ("3.00", "0.000", 1_000_000, True),
    ],
)
def test_deviations_of_few_and_of_many_whole_numbers(mean, deviation, n, holds):
    assert grimmer(mean, deviation, n) is holds


def printed(value):
    return f"{value:.8f}".replace("-", "−")


@given(st.integers(-4, 9), st.integers(8, 25), st.data())
def test_no_deviation_is_less_than_that_of_numbers_as_alike_as_their_sum_allows(each, n, data):
    """Of one sum the sums of squares go up by twos: none is one more than the least, and none is two less."""
    more = data.draw(st.integers(3, n - 3))  # so many are one more than the others
    mean, least = each + more / n, (more - more * more / n) / (n - 1)  # the variance does not depend on `each`
    for squares, holds in [(0, True), (1, False), (2, True), (3, False), (-1, False), (-2, False)]:
        variance = max(0.0, least + squares / (n - 1))
        assert grimmer(printed(mean), printed(sqrt(variance)), n) is holds, squares


@pytest.mark.parametrize(
    ("mean", "deviation", "n", "items", "holds"),
    [
        ("1.33", "0.29", 3, 2, True),  # sums of two questions: 2, 3 and 3
        ("1.17", "0.41", 6, 1, True),  # 1 1 1 1 1 2
        ("1.17", "0.40", 6, 1, False),
        ("1.25", "0.35", 2, 2, True),  # sums of two questions: 2 and 3
        ("1.25", "0.71", 2, 2, False),
        ("1.25", "0.35", 2, 1, False),
        ("−1.00", "1.41", 2, 1, True),  # -2 0
    ],
)
def test_deviations_of_answers_over_one_or_several_questions(mean, deviation, n, items, holds):
    assert grimmer(mean, deviation, n, items) is holds


@given(SIZES, st.data())
def test_a_share_of_ones_passes_with_its_deviation_and_with_none_that_is_far_off(n, data):
    ones = data.draw(st.integers(0, n))
    share, deviation = ones / n, sqrt(ones * (n - ones) / (n * (n - 1)))
    assert debit(f"{share:.2f}", f"{deviation:.2f}", n)
    assert not debit(f"{share:.2f}", f"{deviation + 0.05:.2f}", n) or share < 0.05 or share > 0.95
    assert not debit(f"{share:.2f}", f"{deviation - 0.05:.2f}", n) or share < 0.05 or share > 0.95


@pytest.mark.parametrize("n", [2, 3, 5, 7, 12])
def test_a_mean_and_a_deviation_of_answers_pass_where_one_number_of_ones_gives_both(n):
    for mean in (f"{each / 10:.1f}" for each in range(11)):
        ones = [k for k in range(n + 1) if printings(Fraction(k, n), mean)]
        passed = {f"{each / 100:.2f}" for each in range(101) if debit(mean, f"{each / 100:.2f}", n)}
        assert passed == printed_deviations([Fraction(k * (n - k), n * (n - 1)) for k in ones], 1), mean


@pytest.mark.parametrize(
    ("mean", "deviation", "n", "holds"),
    [
        ("0.5", "0.52", 14, True),  # 0.25 * 14 / 13 is the variance in the middle, the greatest that there is
        ("0.5", "0.519", 14, True),
        ("0.5", "0.518", 14, False),  # 0.5189, and a share of 0.45 or 0.55, 0.5163, is none of 14
        ("0.33", "0.52", 5, False),  # no number of five answers is 0.33
        ("0.33", "0.53", 5, False),
        ("0.40", "0.55", 5, True),
        ("0.1", "0.32", 10, True),  # one of ten
        ("0.1", "0.31", 10, False),
        ("0.9", "0.32", 10, True),
        (0, 0, 10, True),  # exactly none, as exactly no deviation
        (1, 0, 10, True),
        (0, "0.0", 10, True),
        (0, "0.1", 10, False),
        ("1.01", "0.00", 10, False),
        ("−0.02", "0.00", 10, False),
        ("0.30", "0.458", 100_000, True),
        ("0.30", "0.450", 100_000, False),
    ],
)
def test_deviations_of_zeros_and_ones(mean, deviation, n, holds):
    assert debit(mean, deviation, n) is holds


@pytest.mark.parametrize("relation", ["more-than", "less-than"])
@pytest.mark.parametrize(("deviation", "holds"), [("0.53", True), ("0.32", True), ("0.40", False)])
def test_a_share_of_ones_without_a_bound_is_any_on_that_side(relation, deviation, holds):
    """Of ten answers: none 0, one or nine 0.32, two or eight 0.42, three 0.48, four 0.52, five 0.53."""
    share = mean(relation, "0.01" if relation == "more-than" else "0.99")
    assert debit(share, deviation, 10) is holds
    assert debit(mean("between", "−5 to 0.99"), deviation, 10) is holds


@pytest.mark.parametrize(
    ("printed", "relation", "low", "high"),
    [
        ("5.5", "equals", "5.45", "5.55"),
        (7, "equals", "7", "7"),
        (0.5, "equals", "0.5", "0.5"),
        ("12%", "equals", "11.5", "12.5"),
        (PrintedFigure("12", "equals", "persons"), "equals", "12", "12"),
    ],
)
def test_a_figure_has_bounds(printed, relation, low, high):
    assert exact_bounds(printed, relation) == (Fraction(low), Fraction(high))
    assert bounds(printed, relation) == (float(Fraction(low)), float(Fraction(high)))


def test_a_bound_that_is_not_there_is_infinite():
    assert bounds("over 3", "more-than") == exact_bounds("over 3", "more-than") == (3, inf)
    assert bounds("under 3", "less-than") == exact_bounds("under 3", "less-than") == (-inf, 3)
    assert exact_bounds(PrintedFigure("under 3", "less-than")) == (0, 3)  # a count is not below zero


def mean(relation, text):
    return PrintedFigure(text, relation, "mean")


def test_a_percentage_without_a_bound_is_of_all_counts_on_that_side():
    most = PrintedFigure("over 50%", "more-than", "percent")
    assert counts_of(most, 6) == [3, 4, 5, 6] and counts_of("120%", 6) == []
    assert counts_of(PrintedFigure("under 50%", "less-than", "percent"), 6) == [0, 1, 2, 3]


def test_no_count_of_a_percentage_is_below_none_or_above_all():
    assert counts_of("0%", 200) == [0, 1] and counts_of("100%", 200) == [199, 200]


@pytest.mark.parametrize("relation", ["more-than", "less-than"])
@pytest.mark.parametrize("text", ["3.999", "−3.999"])
def test_a_mean_without_a_bound_is_that_of_some_whole_sum(relation, text):
    assert grim(mean(relation, text), 7) and grim(mean(relation, text), 7, 3)


@pytest.mark.parametrize(("deviation", "holds"), [("0.58", True), ("0.57", False), ("0.00", True), ("0.25", False)])
@pytest.mark.parametrize("relation", ["more-than", "less-than"])
@pytest.mark.parametrize("text", ["7.0", "−7.0"])
def test_a_deviation_beside_a_mean_without_a_bound_is_that_of_some_sum(text, relation, deviation, holds):
    """Of three whole numbers the deviations go 0, 0.577, 1 …, whatever their sum."""
    assert grimmer(mean(relation, text), deviation, 3) is holds


def test_a_deviation_without_a_bound_may_be_any_that_is_large_enough():
    assert grimmer("1.33", PrintedFigure("over 99", "more-than", "SD"), 3)
    assert not grimmer("1.34", PrintedFigure("over 99", "more-than", "SD"), 3)
    assert debit("0.5", PrintedFigure("over 0.5", "more-than", "SD"), 10)
    assert not debit("0.5", PrintedFigure("over 0.6", "more-than", "SD"), 10)


def test_a_figure_with_a_percent_sign_is_in_percent_whatever_its_unit_and_one_without_in_its_unit():
    assert bounds("12%", unit="share") == (11.5, 12.5) and bounds("0.12", unit="share") == (0.115, 0.125)
    assert bounds("a third", unit="percent") == pytest.approx([100 * each for each in bounds("a third")])


@given(st.floats(0, 30), st.integers(1, 300), st.integers(1, 300), st.sampled_from([1, 2]))
@example(1.0, 5, 5, 2)
def test_the_tails_are_the_integrals_that_define_them(x, df, other, sides):
    assert tail("t", [df], sides)(x) == pytest.approx(sides * tails.t(x, df))
    assert tail("z", (), sides)(x) == pytest.approx(sides * tails.z(x))
    assert tail("F", [df, other], sides)(x) == pytest.approx(tails.f(x, df, other))
    assert tail("chi2", [df], sides)(x) == pytest.approx(tails.chi2(x, df))
    assert two_sided(x) == pytest.approx(2 * tails.z(x))


@given(st.floats(0, 1), st.integers(2, 100), st.sampled_from([1, 2]))
@example(1.0, 5, 2)
def test_the_tail_of_a_correlation_is_that_of_its_beta_distribution(r, df, sides):
    """Under no correlation, (1 + r) / 2 is Beta(df / 2, df / 2) (Pearson's r of normal variables)."""
    assert tail("r", [df], sides)(r) == pytest.approx(sides * tails.beta((1 + r) / 2, df / 2, df / 2), abs=1e-12)
    assert tail("r", [df], sides)(1.0) == 0


@given(st.floats(1, 99.9))
def test_the_bound_of_a_level_leaves_the_rest_outside(level):
    assert 1 - two_sided(bound_of(level)) == pytest.approx(level / 100)
    assert bound_of(95) == pytest.approx(1.959964, abs=1e-6) and bound_of(100) == inf
    assert 1 - two_sided(bound_of(level, 18), 18) == pytest.approx(level / 100)
    assert bound_of(95, 18) == pytest.approx(2.100922, abs=1e-6) and bound_of(95, 1e9) == pytest.approx(bound_of(95))


@pytest.mark.parametrize(("test", "df"), [("t", []), ("t", [1, 2]), ("F", [3]), ("z", [3]), ("u", [3]), ("r", [])])
def test_a_test_that_is_not_known_or_lacks_its_degrees_is_refused(test, df):
    told = {"t": "it has 1", "r": "it has 1", "F": "it has 2", "z": "it has 0", "u": "there is no such test"}[test]
    with pytest.raises(RecountedError, match=f"test '{test}' with {len(df)} degrees of freedom: {told}"):
        tail(test, df, 2)
