"""Our reader of blocks held to markdown-it-py: on Markdown both find the same headings, items of lists and tables.

What is ours on purpose is not asked: headings that only capitals tell, text set in from the margin (that of a PDF is no
code), a plus before a figure, a number that ends the sentence of the line before it.
"""

from bisect import bisect_right
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests_support import ROOT

from recounted.article.cleaning import DEFINITION, cleaned
from recounted.article.headings import heading
from recounted.article.text import LIST_ITEM, segment
from recounted.article.unread import unread

THEIRS = {"heading_open": "heading", "table_open": "table", "list_item_open": "item"}
PARSER = MarkdownIt("commonmark").enable("table")


def theirs(raw):
    """(kind, line) of each heading, table and item of a list."""
    return {(THEIRS[token.type], token.map[0]) for token in PARSER.parse(raw) if token.type in THEIRS}


def ours(raw):
    offsets = [0, *accumulate(map(len, raw.splitlines(keepends=True)))]
    found = set()
    for block in segment(raw):
        for start, end in block.pieces:
            title, item = heading(raw[start:end]), LIST_ITEM.match(raw[start:end])
            kind = "heading" if title and title.level else "table" if block.kind == "table" else "item" if item else ""
            found.add((kind, bisect_right(offsets, start) - 1))
    return {each for each in found if each[0]}


WORDS = st.sampled_from(
    [
        "Bees of 2019",
        "the loss, 5 %,",
        "of *182* hives",
        "a `p < .05` or",
        "see [page 7](https://a.org/7)",
        "a \\# or \\*",
    ]
)
LINE = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
OPEN = st.builds("{}{}".format, LINE, st.sampled_from(["", ".", ":", ";", "!"]))
PARAGRAPH = st.lists(OPEN, min_size=1, max_size=3).map("\n".join)
ATX = st.builds("{} {}{}".format, st.sampled_from(["#", "##", "###", "######"]), LINE, st.sampled_from(["", " ##"]))
SETEXT = st.builds("{}\n{}".format, LINE, st.sampled_from(["====", "---", "-----"]))
MARKS = st.sampled_from(["-", "*", "+", "1.", "2.", "7)", "12."])


def _item(mark, line, more, within):
    """An item of a list, with a line that goes on into it, or with another item in it."""
    inset = " " * (len(mark) + 1)
    rest = f"{within} {more}" if within else f"{more}."
    return f"{mark} {line}" + (f"\n{inset}{rest}" if more else "")


def _table(rows, rule):
    return "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], [rule] * 3, *rows[1:]])


ITEMS = st.lists(
    st.builds(_item, MARKS, LINE, st.just("") | LINE, st.sampled_from(["", "-", "1."])), min_size=1, max_size=4
).map("\n".join)
TABLE = st.builds(
    _table,
    st.lists(st.lists(LINE, min_size=3, max_size=3), min_size=2, max_size=4),
    st.sampled_from(["---", ":--", "--:", ":-:"]),
)
PLAIN = st.one_of(PARAGRAPH, ATX, SETEXT, ITEMS, TABLE)
CODE = st.builds(
    "{0}{1}\n{2}\n{0}".format, st.sampled_from(["```", "~~~", "`````"]), st.sampled_from(["", "r", " {r fig}"]), PLAIN
)


@given(st.lists(st.one_of(PLAIN, CODE), min_size=1, max_size=6).map("\n\n".join))
def test_any_markdown_has_the_blocks_that_markdown_it_finds(raw):
    assert ours(f"{raw}\n") == theirs(f"{raw}\n")


@pytest.mark.parametrize(
    "path",
    sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("tests/next/*.md")]),
    ids=lambda path: path.name,
)
def test_our_own_pages_have_them_too(path):
    raw = cleaned(path.read_text(encoding="utf-8"))
    assert ours(raw) == theirs(raw) and theirs(raw)


@pytest.mark.parametrize("mark", ["```", "~~~", "````"])
def test_code_is_a_block_of_its_own_and_no_heading_list_or_table(mark):
    code = f"{mark}r\n# 182 hives\n- a\n\n| a |\n|---|\n| 7 |\n{mark}"
    raw = f"## Data\n\nWe counted\n{code}\nthem in 2019\n"
    assert [(block.place(), block.text(raw)) for block in segment(raw)] == [
        (("1", "0", ""), "## Data"),
        (("1", "1", ""), "We counted"),
        (("1", "2", ""), code),
        (("1", "3", ""), "them in 2019"),
    ]
    assert unread(raw) == ""


@pytest.mark.parametrize("raw", ["```\n# Data\n\na", "``` a` b\n# Data\n```", "~~~\n# Data\n```"])
def test_code_that_nothing_ends_is_none(raw):
    assert ("heading", 1) in ours(raw)


@pytest.mark.parametrize(
    "text",
    [
        "[1]: https://a.org/2\n[b c]: <https://a.org/3> 'In 2019'\n",
        "[1]: Keeper, On bees (2011)\n",
        "[^1]: /a\n",
        '[a]: /b (c)\n[d]: /e "f\n',
    ],
)
def test_the_addresses_that_links_name_by_a_label_are_those_that_markdown_it_knows(text):
    known = {}
    PARSER.parse(text, known)
    assert {match[1].upper() for match in DEFINITION.finditer(text)} == {
        label for label in known.get("references", {}) if not label.startswith("^")
    }
