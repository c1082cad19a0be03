"""Articles as people have them: one article as Markdown, HTML, JATS XML and DOCX gives the same numbers and places."""

import zipfile

import pytest
from tests_support import ROOT

from recounted.article.extraction import read
from recounted.article.headings import Heading, heading
from recounted.article.ledger import Entry
from recounted.article.numbers import extract
from recounted.article.tables import addresses
from recounted.article.text import segment
from recounted.article.unread import unread
from recounted.article.verify import compare

MARKDOWN = """---
date: 2024-02-01
---

# Bees of the valley {#top}

## 1. Introduction

In 2019^3^ keepers counted 182 hives, CO~2~ was 5 %, and in
20 European countries the loss was $\\beta_{1} = -0.45$.

<!-- 17 -->

## 2. Results

### 2.1 North

![Hives of 2018](hives-2.png){width="90%"}

| group | n | share |
|---|--:|--:|
| north | 12 | -0.40 |
| south | 18 | 0.60 |

## References

1. Keeper, On bees (2011)

[^3]: Note 7.
"""
HTML = """<html><head><title>9</title></head><body><nav>4 of 5</nav><article><h1>Bees of the valley</h1>
<h2>1. Introduction</h2><p>In 2019<sup>3</sup> keepers counted <b>182</b>&nbsp;hives,
CO<sub>2</sub> was 5&#8201;%, and in 20 European countries the loss was <i>β</i><sub>1</sub> = −0.45.</p>
<script>var a = 17</script>
<h2>2. Results</h2><h3>2.1 North</h3><p>Hives of 2018</p>
<table><tr><th>group</th><th>n</th><th>share</th></tr><tr><td>north</td><td>12</td><td>−0.40</td></tr>
<tr><td>south</td><td>18</td><td>0.60</td></tr></table>
<h2>References</h2><ol><li>Keeper, On bees (2011)</li></ol><p>[^3]: Note 7.</p></article></body></html>"""
JATS = """<?xml version="1.0"?><!DOCTYPE article PUBLIC "x" "y.dtd"><article><front><article-meta><title-group>
<article-title>Bees of the valley</article-title></title-group></article-meta></front><body><sec><label>1.</label>
<title>Introduction</title><p>In 2019<xref><sup>3</sup></xref> keepers counted 182 hives, CO<sub>2</sub> was 5&nbsp;%,
and in 20 European countries the loss was β<sub>1</sub> = &minus;0.45.</p></sec>
<sec><label>2.</label><title>Results</title>
<sec><label>2.1</label><title>North</title><p>Hives of 2018</p><table-wrap><table><tr><th>group</th><th>n</th>
<th>share</th></tr><tr><td>north</td><td>12</td><td>-0.40</td></tr><tr><td>south</td><td>18</td><td>0.60</td></tr></table>
</table-wrap></sec></sec></body><back><ref-list><title>References</title><ref><label>1</label>
<mixed-citation>Keeper, On bees (2011)
</mixed-citation></ref></ref-list><fn-group><fn><label>3</label><p>Note 7.</p></fn></fn-group></back></article>"""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _docx(path):
    def paragraph(text, style="", up=""):
        raised = f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{up}</w:t></w:r>' if up else ""
        head, _, tail = text.partition("@")
        named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{named}<w:r><w:t>{head}</w:t></w:r>{raised}<w:r><w:t>{tail}</w:t></w:r></w:p>"

    def row(*cells):
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    body = [
        paragraph("Bees of the valley", "T"),
        paragraph("1. Introduction", "H1"),
        paragraph(
            "In 2019@ keepers counted 182 hives, CO₂ was 5 %, and in 20 states the loss was β₁ = -0.45.", "", "3"
        ),
        paragraph("2. Results", "H1"),
        paragraph("2.1 North", "H2"),
        paragraph("Hives of 2018"),
        f"<w:tbl>{row('group', 'n', 'share')}{row('north', '12', '-0.40')}{row('south', '18', '0.60')}</w:tbl>",
        paragraph("References", "H1"),
        paragraph("1. Keeper, On bees (2011)"),
    ]
    names = {"T": "Title", "H1": "heading 1", "H2": "heading 2"}
    styles = "".join(f'<w:style w:styleId="{i}"><w:name w:val="{name}"/></w:style>' for i, name in names.items())
    note = f'<w:footnote w:id="3">{paragraph("Note 7.")}</w:footnote>'
    with zipfile.ZipFile(path, "w") as file:
        whole = f'<w:document xmlns:w="{W}"><w:body>{"".join(body)}</w:body></w:document>'
        file.writestr("word/document.xml", whole)
        file.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{styles}</w:styles>')
        file.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{W}">{note}</w:footnotes>')


@pytest.fixture(params=["md", "html", "xml", "docx"])
def copy(request, tmp_path):
    path = tmp_path / f"copy.{request.param}"
    if request.param == "docx":
        _docx(path)
    else:
        path.write_text({"md": MARKDOWN, "html": HTML, "xml": JATS}[request.param], encoding="utf-8")
    return read(path)


def test_the_same_article_in_any_form_has_the_same_numbers_in_the_same_places(copy):
    found = [(number.normal, number.section) for number in extract(copy)]
    assert found == [
        ("1", "1"),
        *((each, "1") for each in ("2019", "3", "182", "5%", "20", "-0.45")),
        ("2", "2"),
        ("2.1", "2.1"),
        *((each, "2.1") for each in ("2018", "12", "-0.40", "18", "0.60")),
        *((each, "ref") for each in ("1", "2011")),
        *((each, "1") for each in ("3", "7")),
    ]


def test_a_number_in_a_table_has_the_address_of_its_cell(copy):
    numbers = extract(copy)
    cells = dict(zip(addresses(copy, numbers), (number.text for number in numbers), strict=True))
    assert cells["table 1, row north, column 3"] == "-0.40" and cells["table 1, row south, column 2"] == "18"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## Data and methods", Heading(2, "", "Data and methods")),
        ("### 3.1 Data ###", Heading(3, "3.1", "Data")),
        ("Data\n====", Heading(1, "", "Data")),
        ("10 LIMITS OF IT", Heading(0, "10", "LIMITS OF IT")),
        ("#hashtag", None),
        ("In 2019 we counted", None),
    ],
)
def test_headings_of_any_case_and_depth(text, found):
    assert heading(text) == found


def test_headings_without_numbers_are_counted_and_in_a_numbered_copy_named():
    text = "# Title\n\n## Aims\n\na\n\n### Old\n\nb\n\n## Data\n\nc\n\n## Bibliography\n\nd"
    assert [block.section for block in segment(text)] == ["0", "1", "1", "1.1", "1.1", "2", "2", "ref", "ref"]
    text = "# Title\n\n## Abstract\n\na\n\n## 1 Aims\n\nb\n\n## 1 Aims\n\nc"
    assert [block.section for block in segment(text)] == ["0", "abstract", "abstract", "1", "1", "1-2", "1-2"]


def test_a_note_of_a_page_is_a_footnote_whoever_made_it(tmp_path):
    page = """<p>In 2019<sup>1</sup> they came, and more<sup>2</sup>.</p><h2>End</h2><p>So it was.</p>
<div class="footnotes"><hr><ol><li id="fn1"><p>see page 41. <a href="#a" class="footnote-back">↩</a></p></li>
<li>41 U.S.C. 7. <a class="data-footnote-backref" href="#b">back to 2</a></li></ol></div>
<ol class="plain"><li>One of 3. <a class="other" href="#c">page 4</a></li></ol>"""
    path = tmp_path / "copy.html"
    path.write_text(page, encoding="utf-8")
    text = read(path)
    assert "[^1]: see page 41.\n\n[^2]: 41 U.S.C. 7.\n\n1. One of 3. page 4\n" in text
    assert [(block.section, block.footnote) for block in segment(text) if block.footnote] == [("0", "1"), ("0", "2")]


def test_a_page_with_formulas_in_latex_is_read_as_markdown_with_them_is(tmp_path):
    path = tmp_path / "copy.html"
    path.write_text(r"<p>It was \(\beta_{1} = -0.45\), and cost $5 (or $6).</p>", encoding="utf-8")
    assert [number.text for number in extract(read(path))] == ["-0.45", "$5", "$6"]


def test_footnotes_of_word_are_numbered_as_they_are_printed(tmp_path):
    def mark(number):
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    body = f"<w:p><w:r><w:t>Bees</w:t></w:r>{mark(31)}<w:r><w:t> and hives</w:t></w:r>{mark(20)}</w:p>"
    notes = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:footnote>'
        for i, word in ((20, "Second."), (31, "First."))
    )
    path = tmp_path / "copy.docx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        file.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>')
    assert read(path) == "Bees¹ and hives²\n\n[^2]: Second.\n\n[^1]: First.\n"


LISTS = """
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Item"/>
<w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8">
<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="[%1]"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>"""


def test_the_numbers_that_word_itself_prints_before_items_and_headings_are_read(tmp_path):
    def item(text, number="", depth=0, style=""):
        listed = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
        styled = f'<w:pStyle w:val="{style}"/>' if style else ""
        return f"<w:p><w:pPr>{styled}{listed}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    body = [item("one", 1), item("two", 1), item("part", 1, 1), item("piece", 1, 2), item("next part", 1, 1)]
    body += [item("three", 1), item("anew", 2), item("again", 2), item("fourth", 3), item("no list", 9), item("plain")]
    body += [item("by style", style="Item"), item("not by style", "0", style="Item"), item("headed", style="Head")]
    styles = '<w:style w:styleId="Item"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    styles += '<w:style w:styleId="Head"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'
    styles += '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    path = tmp_path / "copy.docx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{"".join(body)}</w:body></w:document>')
        file.writestr("word/numbering.xml", f'<w:numbering xmlns:w="{W}">{LISTS}</w:numbering>')
        file.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{styles}</w:styles>')
    assert read(path).split("\n\n") == [
        "1. one",
        "2. two",
        "2.1 part",
        "- piece",
        "2.2 next part",
        "3. three",
        "1. anew",
        "2. again",
        "[4] fourth",
        "- no list",
        "plain",
        "3. by style",
        "not by style",
        "## 3.1 headed\n",
    ]


def _formula(tmp_path, inner):
    path = tmp_path / "copy.docx"
    with zipfile.ZipFile(path, "w") as file:
        names = f'xmlns:w="{W}" xmlns:m="{W.replace("wordprocessingml", "officeDocument").replace("main", "math")}"'
        whole = f"<w:document {names}><w:body><w:p><w:r><w:t>So </w:t></w:r>{inner}</w:p></w:body></w:document>"
        file.writestr("word/document.xml", whole)
    return read(path).strip()


def _run(text):
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        (f"{_run('p')}{_run('&lt;.05')}", "p<.05"),
        (f"<m:sSup><m:e>{_run('10')}</m:e><m:sup>{_run('−')}{_run('5')}</m:sup></m:sSup>", "10⁻⁵"),
        (f"<m:sSup><m:e>{_run('e')}</m:e><m:sup>{_run('x')}</m:sup></m:sSup>", "e^x"),
        (f"<m:sSub><m:e>{_run('β')}</m:e><m:sub>{_run('1')}</m:sub></m:sSub>", "β₁"),
        (
            f"<m:sSubSup><m:e>{_run('x')}</m:e><m:sub>{_run('ab')}</m:sub><m:sup>{_run('2')}</m:sup></m:sSubSup>",
            "x_ab²",
        ),
        (f"<m:f><m:num>{_run('12')}</m:num><m:den>{_run('36')}</m:den></m:f>", "12/36"),
        (f"<m:d><m:e>{_run('2')}</m:e><m:e>{_run('58')}</m:e></m:d>", "(2, 58)"),
        (
            f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e>{_run("1.5")}</m:e></m:d>',
            "[1.5]",
        ),
    ],
)
def test_a_formula_of_word_stands_in_one_line(tmp_path, inner, shown):
    assert _formula(tmp_path, f"<m:oMath>{inner}</m:oMath>") == f"So {shown}"
    displayed = _formula(tmp_path, f"<m:oMathPara><m:oMath>{inner}</m:oMath></m:oMathPara>")
    assert displayed == f"So $${shown}$$" and unread(displayed) == "1 displayed formula"


def test_a_line_that_goes_on_into_a_number_begins_no_footnote_and_no_list():
    text = "# A\n\nThere were hives in\n20 European countries, and\n3. Then none."
    assert [block.footnote for block in segment(text)] == ["", ""]


TABLE = "# A\n\n| group | n | share |\n|---|--:|--:|\n| north | 12 | -0.40 |\n| south | 18 | 0.60 |\n"


def _differences(text):
    numbers = extract(TABLE)
    rows = [
        Entry(i, n.section, int(n.paragraph), None, n.text, "claim", "", cell)
        for i, (n, cell) in enumerate(zip(numbers, addresses(TABLE, numbers), strict=True), 1)
    ]
    return [each.line() for each in compare(text, rows, []).differences]


def test_a_table_read_column_by_column_is_no_difference_but_swapped_cells_are():
    assert _differences("group n share\n12 18 x -0.40 y 0.60") == []
    assert _differences(TABLE.replace("12", "x").replace("18", "12").replace("x", "18"))


def test_a_changed_sign_in_a_cell_is_named_with_its_address():
    assert _differences(TABLE.replace("-0.40", "0.40")) == [
        "missing  '-0.40' in section 1, paragraph 1, table 1, row north, column 3; your copy has '0.40' there"
    ]


def test_what_is_not_read_is_told_in_one_line():
    assert unread("![Hives](a.png)\n\n$$x = 5$$\n\n| a | 1 |\n| b | 2 |\n") == (
        "1 picture, 1 displayed formula, 1 table without a line of dashes below its header"
    )
    assert unread("![a](a.png) ![b](b.png)\n\n\ufffd \ufffd\n\n| a |\n| b |\n\n| c |\n| d |\n") == (
        "2 pictures, 2 tables without a line of dashes below the header, 2 letters that are none"
    )
    assert unread("Hives.\n\n```rust\nvec![1, 2]\n```\n\nand `vec![3]`, $$x$$\n") == "1 displayed formula"
    assert unread("Hives.\n") == ""


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("tight", ["one hundred and twelve", "1.5.1", "One", "two", "45", "2019", "July, 2020", "twelve", "38%"]),
        ("raised", ["2019", "44", "⁶", "92", "⁷", "29", "2021", "⁸"]),
    ],
)
def test_narrow_spaces_and_raised_digits_of_a_pdf_are_seen(name, found):
    assert [number.text for number in extract(read(ROOT / f"tests/next/{name}.pdf"))] == found


REFERENCES = """<article><front><article-meta><pub-date><month>4</month><year>2012</year></pub-date><volume>9</volume>
<fpage>17</fpage></article-meta></front><body><p>Of 53&#160;000 hives 1&#x2009;200 were lost.</p></body><back><ref-list>
<ref><element-citation><name><surname>Keeper</surname></name> <year>2011</year> <source>Apiary</source>
<volume>11</volume> <issue>2</issue> <fpage>6</fpage> <lpage>13</lpage></element-citation></ref>
<ref><mixed-citation>Warden (<year>1995</year>) Apiary.
<volume>352</volume>:<fpage>259</fpage>–<lpage>276</lpage>.</mixed-citation></ref>
<ref><element-citation><source>Apiary</source> <year>2014</year> <volume>6</volume>
<elocation-id>e149</elocation-id></element-citation></ref></ref-list></back></article>"""


def test_an_entry_of_the_references_has_its_volume_and_pages_the_article_itself_has_not(tmp_path):
    path = tmp_path / "copy.xml"
    path.write_text(REFERENCES, encoding="utf-8")
    found = ["April 2012", "53000", "1200", "2011", "11", "2", "6-13"]
    found += ["1995", "352", "259-276", "2014", "6", "149"]
    assert [number.text for number in extract(read(path))] == found


def test_a_table_beside_its_picture_is_a_table(tmp_path):
    path = tmp_path / "copy.xml"
    cells = "<tr><td>group</td><td>n</td></tr><tr><td>north</td><td>12</td></tr>"
    both = f"<alternatives><graphic/><table>{cells}</table></alternatives>"
    path.write_text(f"<article><body><table-wrap>{both}</table-wrap></body></article>", encoding="utf-8")
    copy = read(path)
    assert addresses(copy, extract(copy)) == ["table 1, row north, column 2"]


def test_a_subscript_of_one_number_is_no_text_degrees_of_freedom_are(tmp_path):
    path = tmp_path / "copy.html"
    path.write_text("<p>CO<sub>2</sub>, F<sub>1,12</sub> = 8.42 and t<sub>[2, 4]</sub> = 1.5</p>", encoding="utf-8")
    assert [number.text for number in extract(read(path))] == ["1", "12", "8.42", "2", "4", "1.5"]
