"""A reader's copy against the ledger: what is typesetting and what is damage."""

import pytest
from article_support import ARTICLE, known_passages, ledger
from hypothesis import given
from hypothesis import strategies as st
from tests_support import ARTICLE as REAL
from tests_support import ROOT

from recounted.article.extraction import read
from recounted.article.numbers import extract
from recounted.article.verify import compare, report
from recounted.commands.cli import main


def check(text):
    return compare(text, ledger(), known_passages())


def lines(text):
    return "\n".join(report(check(text), "copy.md"))


def test_a_true_copy_is_covered_and_nothing_is_missing_or_extra():
    comparison = check(ARTICLE)
    assert comparison.clean
    assert "covered by a claim     3" in lines(ARTICLE)


@pytest.mark.parametrize(
    "typeset",
    [
        lambda text: text.replace("-", "‑"),
        lambda text: text.replace(" ", "\u2009"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("²", "2").replace("³", "3"),
        lambda text: text.replace("In 2019", "**In** *2019*"),
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("harvest", "har-\nvest"),
    ],
)
def test_typesetting_is_no_difference(typeset):
    assert check(typeset(ARTICLE)).clean


def test_a_marker_that_fell_to_the_line_is_told_from_a_decimal():
    assert "91.²" in ARTICLE and check(ARTICLE.replace("91.²", "91.2")).clean


def test_a_changed_figure_is_caught_and_its_place_named():
    assert "missing  '182' in section 1, paragraph 1; your copy has '183' there" in lines(ARTICLE.replace("182", "183"))


def test_a_figure_too_many_is_caught_and_its_place_named():
    assert "extra    '7' in section 1, paragraph 1, after '182'" in lines(ARTICLE.replace("182 hives", "182 hives, 7"))


def test_a_cut_paragraph_without_a_number_is_caught_and_its_place_named():
    start = ARTICLE.index("Nobody knows")
    assert "passage  section 1, paragraph 2" in lines(ARTICLE[:start] + ARTICLE[ARTICLE.index("2 RESULTS") :])


def test_a_moved_footnote_is_caught_and_both_places_are_named():
    note = "3 Law No 12-IV of 4 June 2018.\n\n"
    moved = lines(ARTICLE.replace(note, "") + "\n" + note)
    assert "missing  '12-IV' in footnote 3 (section 2, paragraph 3)" in moved
    assert "extra    '12-IV' in references, entry 1" in moved


@pytest.mark.slow
@given(st.integers(min_value=0, max_value=len(extract(ARTICLE)) - 1))
def test_any_number_struck_out_is_caught(i):
    number = extract(ARTICLE)[i]
    struck = (
        ARTICLE[: number.start] + "".join("x" * (not c.isspace()) or c for c in number.text) + ARTICLE[number.end :]
    )
    assert not check(struck).clean


# The real article, where the project has it.


@pytest.fixture(scope="module")
def real():
    if not REAL.is_file():
        pytest.skip(f"the article itself is not here ({REAL}): verify and annotate were not tested on it")
    return read(REAL)


def test_the_article_is_accounted_for_to_the_last_number(real):
    comparison = compare(real)
    assert comparison.clean, report(comparison, "the article")
    assert len(comparison.pairs) == len(extract(real)) == 781


@pytest.mark.slow
def test_every_figure_changed_in_the_article_is_caught(real):
    """Every fortieth number, made another one of the same shape."""
    for number in extract(real)[::40]:
        text = real[number.start : number.end]
        other = (
            text.translate(str.maketrans("0123456789⁰¹²³⁴⁵⁶⁷⁸⁹", "1234567890¹²³⁴⁵⁶⁷⁸⁹⁰"))
            if any(c.isnumeric() for c in text)
            else "ninety"
        )
        comparison = compare(real[: number.start] + other + real[number.end :])
        assert any(d.missing and d.missing.text == number.text for d in comparison.differences), text


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "place"),
    [
        ("These figures underscore", "section 1, paragraph 7"),
        ("24 Law of Georgia", "footnote 24 (section 3, paragraph 17)"),
        ("The Ministry of Labor and Social Protection of the population", "section 5, paragraph 18"),
    ],
)
def test_a_paragraph_cut_from_the_article_is_named(real, start, place):
    paragraphs = real.split("\n\n")
    kept = [text for text in paragraphs if not text.startswith(start)]
    assert len(kept) == len(paragraphs) - 1
    assert place in "\n".join(report(compare("\n\n".join(kept)), "cut.md"))


@pytest.mark.slow
def test_the_command_says_well_or_what_is_missing(real, tmp_path, capsys):
    copy = tmp_path / "copy.txt"
    copy.write_text(real, encoding="utf-8")
    assert main(["article", "verify", str(copy)]) == 0
    copy.write_text(real.replace("2019 – 182", "2019 – 128"), encoding="utf-8")
    assert main(["article", "verify", str(copy)]) == 1
    assert "missing  '182' in section 5, paragraph 17; your copy has '128' there" in capsys.readouterr().out
    assert main(["article", "verify", str(tmp_path / "none.md")]) == 2


def test_the_ledger_holds_none_of_the_articles_sentences():
    rows = (ROOT / "data/article/numbers.csv").read_text(encoding="utf-8").splitlines()
    assert max(row.rpartition(",")[0].count(" ") for row in rows) <= 3  # its claims stand last
