"""Values and tables as a reader sees them."""

import datetime as dt
from fractions import Fraction

import pandas as pd
import portion as P
import pytest

from recounted.judging.claims import Claim
from recounted.judging.formatting import moment, show
from recounted.judging.places import Place
from recounted.judging.values import Rounded
from recounted.judging.verdicts import NOT_DERIVABLE
from recounted.tables.showing import table
from recounted.tables.wording import listed

WITH_P = "statistic 78.912, p 6.5 × 10^-19"


def _claim(printed, unit="persons", relation="equals"):
    return Claim("c", Place("1"), printed, relation, unit, "s", "01")


@pytest.mark.parametrize(
    ("value", "claim", "shown"),
    [
        (NOT_DERIVABLE, _claim("6"), ""),
        (True, _claim("rise", "text", "trend"), "fits"),
        (False, _claim("rise", "text", "trend"), "does not fit"),
        (1117, _claim("1,100"), "1,117"),
        (84.5121, _claim("84.5%", "percent"), "84.51"),
        (Fraction(1, 3), _claim("0.3", "share"), "0.33"),
        (393 / 20, _claim("50"), "19.7"),  # half up, as readers round
        (P.closed(1, 4), _claim("3"), "1 to 4"),
        (P.closed(3, 3), _claim("3"), "3"),
        (Rounded(P.closed(0.00939244, 0.0156673)), _claim(".012", "p value"), "0.0094 to 0.0157"),
        ("2019-04-15", _claim("15 April 2019", "date"), "15 April 2019"),
        ("2019", _claim("2019", "date"), "2019"),
        ("<5", _claim("3"), "fewer than 5"),
        ("Tier 2", _claim("Tier 2", "text"), "Tier 2"),
        (Fraction(4, 1000), _claim("1 in 250", "share"), "0.004"),  # not 0.0, which 1 in 250 does not stand for
        (388 / 517, _claim("three-quarters", "share"), "0.75"),
        (Fraction(251, 1004), _claim("1:4", "ratio"), "0.25"),
        (0.412, _claim("two-fifths", "share"), "0.41"),
        (0.0000004, _claim("<.001", "p value", "less-than"), "4.0 × 10^-7"),
        (6.5e-19, _claim("<.001", "p value", "less-than"), "6.5 × 10^-19"),
        (P.closed(0.00203, 0.00204), _claim("0.002", "share"), "0.0020"),
        ({"statistic": 78.912, "p": 6.5e-19}, _claim("χ²(3) = 78.91, p < .001", "test"), WITH_P),
        ([5.2711, 1.414], _claim("5.27 (1.41)", "mean (SD)"), "mean 5.271, sd 1.414"),
    ],
)
def test_a_value_is_shown_at_the_precision_of_its_figure(value, claim, shown):
    assert show(value, claim) == shown


@pytest.mark.parametrize(
    ("values", "words"), [([182], "182"), (["a", "b"], "a and b"), ((182, 111, 103), "182, 111 and 103")]
)
def test_values_are_listed_in_words(values, words):
    assert listed(values) == words


def test_a_table_has_headers_in_words_and_nothing_cut_or_missing():
    frame = pd.DataFrame(
        {"long_name": ["x" * 90, ""], "people": [249000, 2019], "day": [pd.Timestamp(dt.date(2020, 5, 1)), pd.NaT]}
    )
    assert table(frame).markdown().splitlines()[0] == "| long name | people | day |"
    shown = table(frame, people="People", long_name="Name").markdown().splitlines()
    assert shown[0] == "| People | Name |" and shown[2] == f"| 249,000 | {'x' * 90} |" and shown[3] == "| 2019 | – |"
    assert "| 2020-05-01 |" in table(frame).markdown()


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("2024", "2024"),
        ("2024-03", "March 2024"),
        ("2024-03-05", "5 March 2024"),
        ("2019-2022", "2019-2022"),
        ("2024-13", "2024-13"),
        ("2023-02-30", "2023-02-30"),
        ("spring", "spring"),
    ],
)
def test_a_moment_is_told_in_words_and_what_is_none_stays(iso, words):
    assert moment(iso) == words
