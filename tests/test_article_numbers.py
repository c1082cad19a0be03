"""The extraction rule of docs/numbers.md, on made-up paragraphs."""

import csv
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests_support import ROOT

from recounted.article.numbers import extract, figures, normal
from recounted.article.typesetting import unset
from recounted.judging.printed import PrintedFigure
from recounted.numerals.reading import reading
from recounted.tables.rows import printed_with

HARD_CASES = [
    ("Counts fell (2017 – 310, 2018 – 295).", ["2017", "310", "2018", "295"]),
    ("a plan for 2017-2020, pages 33–35", ["2017-2020", "33-35"]),
    ("a fall 40-12 is no range", ["40", "12"]),
    ("a 3.4-fold rise, a twofold one, three-fold", ["3.4-fold", "twofold", "one", "three-fold"]),
    ("ranked 41st, the 2nd list, the 15th session", ["41st", "2nd", "15th"]),
    ("Law No 214-IV and № 9-VI, No. 07-2/415", ["214-IV", "9-VI", "07-2/415"]),
    ("No XY-301-N, form SNG-4, Grant AB01234567", ["XY-301-N", "SNG-4", "AB01234567"]),
    ("Article 9(c), Articles 41 and 42, paragraph c) of Article 6", ["9(c)", "41", "42", "6"]),
    ("Resolution 61/177 of the Assembly", ["61/177"]),
    ("on 3 Jun 2019, on July 4, 2018 and on 05.07.2017", ["3 Jun 2019", "July 4, 2018", "05.07.2017"]),
    ("in March 2020, 2020-03-01", ["March 2020", "2020-03-01"]),
    ("in May 2021 it may rise", ["May 2021"]),
    ("the 1926 Convention, Convention 1949", ["1926", "1949"]),
    ("(2011) 12(3-4) Journal 77, doi:10.1234/ab.v9(3).29.", ["2011", "12", "3-4", "77", "doi:10.1234/ab.v9(3).29"]),
    ("27(S1) and 6(3S1)", ["27", "S1", "6", "3S1"]),
    ("<https://example.org/a/2022-b> and https://example.org/none", ["https://example.org/a/2022-b"]),
    ("https://orcid.org/0000-0001-2345-678X", ["https://orcid.org/0000-0001-2345-678X"]),
    ("0000-0001-2345-678X", ["0000-0001-2345-678X"]),
    ("write to jo.66@example.org", ["66"]),
    ("about \\$ 300-400, €5", ["$ 300-400", "€5"]),
    ("84.5%, 12 per cent, 5 %", ["84.5%", "12 per cent", "5 %"]),
    ("some 53,000 people, 1.2 million", ["53,000", "1.2 million"]),
    ("Tier 2 and Category 1", ["2", "1"]),
    ("twice in the first half, half of them doubled", ["twice", "first", "half", "half", "doubled"]),
    ("twenty-one, two thousand, a dozen, Thousands", ["twenty-one", "two thousand", "dozen", "Thousands"]),
    ("firstly, secondly, third parties", ["firstly", "secondly", "third"]),
    ("no one, one of them; someone, anyone, no-one, often, wonder", ["one", "one"]),
    ("a multi-billion trade", ["billion"]),
    ("two-thirds and one half", ["two-thirds", "one half"]),
    ("of trafficking,¹⁴ of states¹⁵ and law.¹⁶", ["¹⁴", "¹⁵", "¹⁶"]),
    ("of trafficking,14 of states15 and law.16", ["14", "15", "16"]),
    ("of states<sup>15</sup> and law[^16]", ["¹⁵", "¹⁶"]),
    ("Covid-19 and COVID-19, mid-2020", ["Covid-19", "COVID-19", "2020"]),
    ("in the 1990s", ["1990s"]),
]


@pytest.mark.parametrize(("paragraph", "expected"), HARD_CASES)
def test_every_printed_figure_is_its_own_expression(paragraph, expected):
    assert figures(paragraph) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("between 2017-\n2020", ["2017-2020"]),
        ("a 3.4-\nfold rise", ["3.4-fold"]),
        ("twen-\nty and some-\none, one-\nself", ["twenty"]),
        ("on 3\nJune 2019", ["3 June 2019"]),
        ("doi:10.1234/978-3-\n030_5", ["doi:10.1234/978-3-030_5"]),
        ("<https://example.org/\na-2022/\nb>", ["https://example.org/a-2022/b"]),
        ("2019 –\n182", ["2019", "182"]),
        ("thou\u00ad\nsands", ["thousands"]),
    ],
)
def test_a_line_end_does_not_change_an_expression(paragraph, expected):
    assert figures(paragraph) == expected


PRINTED = [
    "2017 - 310",
    "2018-2020",
    "84.5%",
    "2.1-fold",
    "No 114-IV",
    "53,000",
    "Article 3(c)",
    "twice",
    "law,⁷",
    "10 August 2023",
    "73/195",
    "27(1-2)",
    "$ 100-200",
    "someone",
    "seventeen",
    "12.06.2020",
    "twenty-one",
    "doi:10.1000/a-b_1",
]
PIECES = st.lists(st.sampled_from(PRINTED), min_size=1, max_size=8)


def normals(text):
    return [normal(figure) for figure in figures(text)]


@given(PIECES, st.sampled_from("‐‑‒–—―−"))
def test_the_kind_of_dash_does_not_matter(pieces, dash):
    text = " and ".join(pieces)
    assert normals(text.replace("-", dash)) == normals(text)


@given(PIECES, st.sampled_from("\u00a0\u2009\u202f\u2002\n"))
def test_the_kind_of_space_does_not_matter(pieces, space):
    text = " and ".join(pieces)
    assert normals(text.replace(" ", space)) == normals(text)


@given(PIECES, st.sampled_from(["**", "*", "\u00ad", "\u200b"]))
def test_markup_and_invisible_characters_do_not_matter(pieces, mark):
    text = " and ".join(pieces)
    assert normals(" and ".join(f"{mark}{piece}{mark}" for piece in pieces)) == normals(text)


@given(PIECES)
def test_a_marker_may_lose_its_rise(pieces):
    text = " and ".join(pieces)
    assert normals(text.replace("⁷", "7")) == normals(text)


@given(st.text(max_size=200))
def test_any_text_is_read_and_offsets_point_into_it(text):
    starts = [number.start for number in extract(text)]
    assert starts == sorted(starts)
    assert all(0 <= n.start < n.end <= len(text) for n in extract(text))


@given(st.text(alphabet="ab1 -–\n*\u00ad<>[]()_/", max_size=60))
def test_each_normalised_character_knows_its_raw_one(text):
    typeset = unset(text)
    assert len(typeset.text) == len(typeset.offsets)
    assert typeset.offsets == sorted(typeset.offsets)


SCALES = {"k": 10**3, "bn": 10**9, " thousand": 10**3, " million": 10**6, " billion": 10**9}
MONEYS = SCALES | {"K": 10**3, "M": 10**6, "B": 10**9, " M": 10**6}
TENTHS = st.integers(1, 9999).map(lambda tenths: f"{tenths / 10:.1f}")


@given(
    st.data(), st.sampled_from([("", ""), ("$", ""), ("$", "$"), ("US$ ", "US$ "), ("EUR ", "EUR ")]), TENTHS, TENTHS
)
def test_a_range_whose_ends_have_a_scale_each_is_found_whole_and_read_as_both(data, marks, first, last):
    scales = MONEYS if marks[0] else SCALES
    one, other = (data.draw(st.sampled_from(sorted(scales))) for _ in range(2))
    low, high = Decimal(first) * scales[one], Decimal(last) * scales[other]
    ends = [f"{marks[0]}{first}{one}", f"{marks[1]}{last}{other}"]
    found = figures(f"It rose by {'-'.join(ends)} in all.")
    assert found == (["-".join(ends)] if low < high else ends)
    if low < high:
        read = reading(found[0])
        assert [each.value for each in read.numerals] == [low, high] and not read.left_over


def test_thin_space_groups_thousands_like_a_comma():
    assert normals("53\u2009000 people") == normals("53,000 people") == ["53000"]


@pytest.mark.parametrize(
    ("text", "found", "first"),
    [
        ("p < ,05", [",05"], "0.05"),
        ("r = ,45, p = ,003", [",45", ",003"], "0.45"),
        ("β = -,23, p<,001", ["-,23", ",001"], "-0.23"),
        ("β = −,23*** [−,34; ,51]", ["-,23", "-,34", ",51"], "-0.23"),
        ("(,10–,25)", [",10-,25"], "0.10"),
        ("F(1,58) = 7,31", ["1", "58", "7,31"], "1"),
        ("2019,05 und a,05", ["2019,05", "05"], "2019.05"),
        ("[1],2 und 5 %,7 und „so“,5 und 1 ,2", ["1", "2", "5 %", "7", "5", "1", "2"], "1"),
        ("0.005 und 0,005 und 1.050", ["0.005", "0,005", "1.050"], "0.005"),
        ("1.050 und 10.000,5", ["1.050", "10.000,5"], "1050"),
    ],
)
def test_with_decimal_commas_the_zero_before_one_may_be_left_out(text, found, first):
    with printed_with(","):
        assert figures(text) == found
        relation = "between" if "-" in found[0][1:] else "equals"
        assert PrintedFigure(found[0], relation, "estimate").numbers[0] == Decimal(first)


def test_a_zero_before_a_point_may_be_left_out_but_a_code_has_none():
    assert normal("-.23") == normal("-0.23") == "-0.23" and normal(".10-.25") == normal("0.10-0.25")
    assert normal("B.1.1.7") == "b.1.1.7"
    assert figures("word ,05 of -,23") == ["05", "23"]  # in an article with points a comma is none


def test_a_doi_is_the_same_bare_or_as_an_address():
    assert normals("doi:10.1000/AB-1") == normals("https://doi.org/10.1000/ab-1") == ["10.1000/ab-1"]


def test_a_changed_figure_changes_its_normal_form():
    assert normals("91.4%") != normals("91.5%")
    assert normals("10 August 2023") != normals("11 August 2023")


with open(ROOT / "tests/damage.csv", newline="", encoding="utf-8") as file:
    DAMAGES = list(csv.DictReader(file))


@pytest.mark.parametrize("row", DAMAGES, ids=lambda row: row["case"])
def test_damage_is_noticed_and_typesetting_is_not(row):
    assert (normals(row["original"]) == normals(row["damaged"])) is (row["must"] == "agree")


@pytest.mark.parametrize("power", ["10^-5", "10⁻⁵", "10^{-5}", "10^-5^", "10<sup>-5</sup>", "$10^{-5}$", "10^−5"])
def test_a_power_is_the_same_in_every_notation(power):
    assert normals(f"below {power} throughout") == ["10^-5"]
