"""What Markdown never shows as text is taken out, what it raises or lowers is raised or lowered, the rest stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recounted.article.cleaning import cleaned
from recounted.article.numbers import figures
from recounted.article.tables import table_cells


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("---\ndate: 2019\n---\n\nBees.", "\nBees."),
        ("Bees <!-- 12 of\nthem --> left.", "Bees  left."),
        ('![Hives](a.png){#fig:1 width="90%"}', "![Hives]"),
        ("[the list](files/list2.csv) has 9", "[the list] has 9"),
        ("[a page](https://example.org/7)", "[a page](https://example.org/7)"),
        ("::: {.note}\nBees.\n:::\n", "Bees.\n"),
        ("CO~2~ and 10^-5^", "CO₂ and 10⁻⁵"),
        ("km<sup>2</sup> and H<sub>2</sub>O", "km² and H₂O"),
        ("a note[^7] stays", "a note[^7] stays"),
        (
            '[the list][1], [2] and [x][2]\n\n[1]: <https://example.org/20> "In 2019"\n',
            "[the list], [2] and [x][2]\n\n",
        ),
        ("[1]: Keeper, On bees (2011)\n[^1]: 2019\n[B]:\n", "[1]: Keeper, On bees (2011)\n[^1]: 2019\n[B]:\n"),
        ("[a][Hives 2]\n[hives 2]: https://example.org", "[a]\n"),
        ("$p \\leq 0.05$", "$p ≤ 0.05$"),
        ("$x_{1} = 5{,}000$", "$x₁ = 5,000$"),
        ("\\(12 \\pm 3\\)", "$12 ± 3$"),
        ("$\\text{OR} \\approx 2.4$", "$OR ≈ 2.4$"),
        ("$\\beta = - 0.45$ at $10^{- 5}$, $(- 3, 5 - 2)$", "$\\beta = -0.45$ at $10^{-5}$, $(-3, 5 - 2)$"),
        ("it costs $5 and $6", "it costs $5 and $6"),
        ('A <span style="width: 9px">bee</span><br/>hive <img src="a2.png">.', "A bee hive  ."),
        ('<p align="center">12 hives</p>', " 12 hives "),
        ('see <a href="https://a.org/7>" title="5 < 6">there</a>', "see there"),
        ('One.\n<h2 class="t">The\n hives</h2>\n12', "One.\n\n\n## The hives\n\n\n12"),
        ("<h5>9 <em>bees</em></h5><h3>", "\n\n##### 9 bees\n\n<h3>"),
        (
            "see <https://example.org/7>, p <b 5 and a <b and c> d",
            "see <https://example.org/7>, p <b 5 and a <b and c> d",
        ),
        ("- a\n- b {not an attribute}", "- a\n- b {not an attribute}"),
    ],
)
def test_a_text_is_as_a_reader_sees_it(text, shown):
    assert cleaned(text) == shown


HTML_TABLE = """We counted.
<table style="border: 1px solid">
 <tr><td colspan="2">Hives of 2019</td></tr>
 <tr><td style="text-align: left">north</td><td>0.505<sup>***</sup></td></tr>
 <tr><td></td><td>(0.011)</td></tr>
</table>
There were 12.
"""


def test_a_table_in_html_is_one_of_markdown_and_its_attributes_are_no_text():
    shown = cleaned(HTML_TABLE)
    assert figures(shown) == ["2019", "0.505", "0.011", "12"] and "style" not in shown
    assert [cell.address for cell in table_cells(shown) if cell.text == "0.505***"] == ["table 1, row north, column 2"]


@pytest.mark.parametrize("source", ["<table></table>", "<table><tr><td>9", "<table><table><tr><td>9</td></tr></table>"])
def test_a_table_that_is_broken_or_empty_harms_nothing(source):
    assert figures(f"{cleaned(source)} and 5")[-1] == "5"


def test_a_head_is_one_only_at_the_top_and_a_rule_between_paragraphs_stays():
    assert cleaned("Bees.\n\n---\n\n12 hives.\n\n---\n") == "Bees.\n\n---\n\n12 hives.\n\n---\n"


@pytest.mark.parametrize("text", ["Bees {.a}", "$x_1$ and $y$", "a^2^ ~3~ <!-- 1 -->", "---\na: 1\n---\nBees"])
def test_what_is_clean_stays_clean(text):
    assert cleaned(cleaned(text)) == cleaned(text)


@given(st.text(alphabet="ab 12.,%-()\n", max_size=80))
def test_plain_text_is_left_alone(text):
    if not text.startswith("---"):
        assert cleaned(text) == text


@given(st.integers(1, 10**6), st.sampled_from(["<!-- {} -->", "![h](h{}.png)", "{{#fig:a{}}}", "---\nn: {}\n---\n"]))
def test_no_number_of_what_is_not_shown_is_counted(number, hidden):
    before, after = ("", "Nine bees.") if hidden.startswith("---") else ("Nine bees. ", "")
    assert figures(cleaned(before + hidden.format(number) + after)) == ["Nine"]
