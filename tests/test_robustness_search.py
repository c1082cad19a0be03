"""The smallest change, the distance to an edge and the slice of a notebook: each against brute force or by hand."""

from decimal import Decimal
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.errors import RecountedError
from recounted.judging.parameters import rules
from recounted.judging.printed import PrintedFigure
from recounted.robustness.edges import band, margin
from recounted.robustness.search import smallest_flip
from recounted.robustness.slices import needed, parameters_read, statements
from recounted.robustness.swift import held

pytestmark = pytest.mark.slow  # flips are searched

STEPS = st.integers(-400, 400)


@given(st.lists(STEPS, max_size=4), st.sets(st.integers(0, 4)), st.integers(-500, 0), st.integers(0, 500))
def test_of_states_that_never_come_back_the_first_that_flips_is_found(borders, flipping, low, high):
    """Borders cut the steps into stretches, each a state of its own; some states are flipped, that of 0 is not."""

    def state(step):
        return sum(step > border for border in borders)

    flipping = flipping - {state(0)}
    brute = [step for step in range(low, high + 1) if state(step) in flipping]
    asked = set()

    def looked(step):
        asked.add(step)
        return state(step)

    found = smallest_flip(looked, flipping.__contains__, low, high)
    assert found == min(brute, key=lambda step: (abs(step), step), default=None)
    assert all(low <= step <= high for step in asked) and len(asked) <= 100


def test_a_cell_that_moves_nothing_is_looked_at_in_four_places():
    asked = []
    assert smallest_flip(lambda step: asked.append(step), bool, -50, 5000) is None
    assert sorted(asked) == [-50, -1, 0, 1, 5000]


@pytest.mark.parametrize(
    ("printed", "relation", "unit", "value", "room"),
    [
        ("91.4%", "equals", "percent", "91.4", "0.5"),
        ("91.4%", "equals", "percent", "91.45", "0"),
        ("91.4%", "equals", "percent", "91.6", "-1.5"),
        ("111", "equals", "cases", 111, "0"),
        ("78", "equals", "rank", 80, "-2"),
        ("over 100", "more-than", "cases", 103, "3"),
        ("up to 90", "at-most", "persons", 92, "-2"),
        ("2.1-fold", "equals", "times", "2.12", "0.3"),
        ("about 50", "about", "cases", 52, "3"),
    ],
)
def test_room_is_the_distance_to_the_nearest_edge_in_last_printed_digits(printed, relation, unit, value, room):
    value = Decimal(value) if isinstance(value, str) else value
    assert margin(PrintedFigure(printed, relation, unit), value) == Decimal(room)


def test_of_a_range_the_end_that_falls_out_first_counts():
    assert margin(PrintedFigure("more than 3", "more-than", "cases"), "<5") == -3  # 0 to 4


@pytest.mark.parametrize(
    ("printed", "relation", "unit", "value"),
    [("first", "order", "rank", True), ("May 2023", "equals", "date", "2023-05-02"), ("KAZ", "equals", "text", "KAZ")],
)
def test_an_order_a_date_or_a_text_has_no_distance(printed, relation, unit, value):
    assert margin(PrintedFigure(printed, relation, unit), value) is None


@pytest.mark.parametrize(
    ("printed", "relation", "unit", "ends"),
    [
        ("91.4%", "equals", "percent", (91.35, 91.45)),
        ("111", "equals", "cases", (111, 111)),
        ("over 100", "more-than", "cases", (100, inf)),
        ("up to 90", "at-most", "persons", (0, 90)),
        ("about 50", "about", "cases", (45, 55)),
        ("2022", "equals", "date", (2022, 2022)),
        ("133", "equals", "identifier", (133, 133)),
        ("May 2023", "equals", "date", None),
        ("114-IV", "equals", "identifier", None),
        ("first", "order", "rank", None),
    ],
)
def test_the_strip_of_a_printed_figure_goes_from_edge_to_edge(printed, relation, unit, ends):
    assert band(PrintedFigure(printed, relation, unit)) == (ends and pytest.approx(ends))


def test_the_strip_follows_the_rules_for_printed_figures():
    assert band(PrintedFigure("91.4%", "equals", "percent"), rules("truncated", 0.1)) == pytest.approx((91.4, 91.5))
    assert band(PrintedFigure("about 50", "about", "cases"), rules("nearest", 0.2)) == pytest.approx((40, 60))


@given(st.decimals(0, 100, places=3), st.integers(0, 2))
def test_room_is_below_zero_just_where_the_figure_does_not_hold(value, places):
    figure = PrintedFigure(f"{value:.{places}f}%", "equals", "percent")
    for shifted in (value, value + Decimal("0.7"), value - Decimal("0.06")):
        assert (margin(figure, shifted) >= 0) == bool(figure.holds(shifted)) == bool(held(figure, shifted, _rules()))


def _rules():
    from recounted.judging.rules import DEFAULT

    return DEFAULT


def test_a_pair_is_judged_once_and_true_is_not_one():
    figure = PrintedFigure("2", "equals", "persons")
    assert held(figure, 1, _rules()) is False and held(figure, True, _rules()) is True
    assert held(figure, "1-4", _rules()) is None


CELLS = """year = 2019
other = 5
rows = load("helped")
rows["twice"] = 2 * rows.persons
shown = rows.describe()
def first(frame): return frame[frame.year.eq(year)]
for row in shown: total = row
judge("helped-total", first(rows).persons.sum())"""


def test_a_slice_has_what_the_judging_statement_uses_and_nothing_else():
    code = statements(CELLS)
    kept = needed(code, len(code) - 1)
    assert kept == [0, 2, 3, 5, 7]  # not `other`, the table shown and the loop over it
    assert parameters_read(code, kept, ["other", "year"]) == ["year"]
    assert needed(code, len(code) - 1, always=[1]) == [0, 1, 2, 3, 5, 7]


@pytest.mark.parametrize(
    "inside", ["[a + c for a in b]", "{a: c for a in b}", "{a for a in b if c}", "[[a for a in c] for a in b]"]
)
def test_the_names_of_a_comprehension_are_its_own_in_every_python(inside):
    (code,) = statements(f"found = {inside}")
    assert (code.reads, code.writes) == ({"b", "c"}, {"found"})


def test_a_name_set_twice_brings_both_and_code_with_magics_is_refused():
    code = statements("a = 1\na = a + 1\nb = [a for a in range(3)]\nuse(a)")
    assert needed(code, 3) == [0, 1, 3]
    with pytest.raises(RecountedError, match="cell 3: this is no plain Python"):
        statements("%matplotlib inline", "cell 3")
