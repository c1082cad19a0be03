"""Every kind of element of a web page and of JATS that holds text: its number is seen once, or left out, and which."""

import pytest

from recounted.article.extraction import read
from recounted.article.numbers import extract
from recounted.article.unread import unread
from recounted.commands.cli import main
from recounted.errors import RecountedError

# Elements of HTML by what a browser does with them: in the line, in a line of its own, not shown or no text.
IN_LINE = """a abbr b bdi bdo big cite code data del dfn em font i ins kbd map mark nobr output q s samp slot small span
    strike strong time tt u var"""
APART = """address article aside blockquote button center dd details dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup label legend li menu ol p pre rt search section summary ul"""
NO_TEXT = """audio canvas datalist dialog iframe meter nav noembed noframes noscript object progress rp script select
    style template textarea video"""


@pytest.fixture
def numbers(tmp_path):
    """The numbers of a text, written as a copy of the kind that its suffix names."""

    def found(text, suffix):
        path = tmp_path / f"copy{suffix}"
        path.write_text(text, encoding="utf-8")
        return [number.text for number in extract(read(path))]

    return found


@pytest.mark.parametrize(
    ("names", "seen"), [(IN_LINE, ["1456"]), (APART, ["14", "5", "6"])], ids=["in the line", "in a line of its own"]
)
def test_what_a_browser_shows_is_seen_once_beside_its_neighbours(numbers, names, seen):
    wrong = {
        name: found for name in names.split() if (found := numbers(f"<p>a</p>14<{name}>5</{name}>6", ".html")) != seen
    }
    assert not wrong


@pytest.mark.parametrize("name", NO_TEXT.split())
def test_what_a_browser_does_not_show_is_left_out(numbers, name):
    assert numbers(f"<p>Of 4 <{name}>5</{name}> 6.</p>", ".html") == ["4", "6"]


@pytest.mark.parametrize(
    "attribute",
    [
        "hidden",
        "hidden='until-found'",
        "aria-hidden='true'",
        "style='display:none'",
        "style='color: red; VISIBILITY : hidden'",
        "role='navigation'",
    ],
)
def test_what_an_attribute_hides_is_left_out_wherever_it_stands(numbers, attribute):
    page = f"""<p {attribute}>1</p><p>Of <b {attribute}>2</b> 3</p><ol><li {attribute}>a 4</li><li>b</li></ol>
    <table><caption {attribute}>5</caption><tr {attribute}><td>6</td></tr><tr><td {attribute}>7</td><td>8</td></tr>
    <tbody {attribute}><tr><td>9</td></tr></tbody></table>"""
    assert numbers(page, ".html") == ["3", "1", "8"]
    assert numbers(page.replace(attribute, "style='display:block' aria-hidden='false'"), ".html") == [
        *"1231425678",
        "9",
    ]


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        ("<main><p>Hives: 5.</p><article><p>They sold 7 jars.</p></article></main>", "5 7"),
        ("<p>3</p><main><p>Of 5</p></main><main><p>Of 6</p></main>", "5 6"),
        ("<p>3</p><main hidden>4</main><main>5</main>", "5"),
        ("<p>3</p><div role='main'>Of 5</div>", "5"),
        ("<p>3</p><article>4</article><article>5</article>", "3 4 5"),
        (f"<p>3</p><article><p>{'bees ' * 40}4</p><article>5</article></article>", "4 5"),
        (f"<p>3 {'wasps ' * 40}</p><article><p>{'bees ' * 40}4</p></article>", "3 4"),
        ("<main>5<aside>In a box: 6 of <a href='x'>182</a></aside></main>", "5 6 182"),
        ("<main>5<aside>See <a>Report 6</a> <a>Report 7</a></aside></main>", "5"),
        ("<main>5<aside role='doc-endnotes'><a>Report 6</a> <a>Report 7</a></aside></main>", "5 6 7"),
        ("<form action='x'><h2><button>2 Hives</button></h2><p>5 of them</p></form>", "2 5"),
    ],
)
def test_the_article_of_a_page_is_what_holds_most_of_it_else_its_main_part_else_all(numbers, page, seen):
    assert numbers(page, ".html") == seen.split()


def test_a_good_part_of_a_page_that_is_not_read_is_told(tmp_path, capsys):
    path = tmp_path / "copy.html"

    def told(page):
        path.write_text(page, encoding="utf-8")
        return unread(read(path), path)

    assert told("<nav>0123</nav><script>01234</script><main>abcdefgh</main>") == ""
    assert told("<main>abcdefgh</main>i") == ""
    assert told("<main>abcd</main>efgh") == "50% of the page's text (outside its <main> or hidden)"
    assert told("<p>abcd</p><p hidden>efgh</p>") == "50% of the page's text (hidden)"
    assert told("<p>abcd</p><svg><text>12</text></svg><svg><text>a</text></svg>") == "1 picture"
    path.write_text("<main>abcd</main><p>5 efg</p>", encoding="utf-8")
    main(["article", "verify", str(path)])
    assert "not read: 50% of the page's text (outside its <main> or hidden); numbers in them" in capsys.readouterr().out


def test_a_page_of_elements_within_elements_is_read_whole_or_refused(numbers):
    assert numbers(f"{'<b>' * 300}5", ".html") == ["5"]
    with pytest.raises(RecountedError, match="too deep within one another"):
        numbers(f"{'<b>' * 3000}5", ".html")


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        ("<ol><li>a</li><li>b</li></ol>", "1 2"),
        ("<ol start='3'><li>a</li><li value='7'>b</li><li>c</li></ol>", "3 7 8"),
        ("<ol reversed><li>a</li><li hidden>b</li><li>c</li></ol>", "2 1"),
        ("<ol start='x'><li>a</li></ol>", "1"),
        ("<ol type='a'><li>a</li></ol><ol type='1'><li>a</li></ol>", "1"),
        ("<ol style='list-style-type: lower-roman'><li>a 5</li></ol>", "5"),
        ("<ul>4<li>5<ul><li>6</li></ul></li><p>7</p>8</ul>", "4 5 6 7 8"),
        ("<table><caption>Table 2: Jars</caption><tr><td>3</td></tr></table>", "2 3"),
        ("<table><tr><td>5<p>6</p><ul><li>7</li><li>8</li></ul></td></tr></table>", "5 6 7 8"),
        ("<table><tr><td>5<table><tr><td>6</td><td>7</td></tr></table></td><td>8</td></tr></table>", "5 6 7 8"),
        ("<table role='presentation'><tr><td>5</td><td>6</td></tr></table>", "5 6"),
        ("<b>4<table><tr><td>5</td><td>6</td></tr></table></b>", "4 5 6"),
        ("<p>1<wbr>000, 5<br>6 and 1,<i>234</i></p>", "1000 5 6 1,234"),
        ("<p><math><msup><mn>10</mn><mn>5</mn></msup><mfrac><mn>1</mn><mn>2</mn></mfrac></math></p>", "10 ⁵ 1 2"),
        (
            "<p><math><mi>F</mi><mfenced><mn>1</mn><mn>427</mn></mfenced><mo>=</mo><mn>21.17</mn></math></p>",
            "1 427 21.17",
        ),
        ("<p><math><mo>[</mo><mn>3</mn><mo>,</mo><mn>922</mn><mo>]</mo><mn>1,234</mn></math></p>", "3 922 1,234"),
        ("<p><math><mfenced open='[' separators='|'><mn>1</mn><mn>2</mn></mfenced><mi>x</mi></math></p>", "1 2"),
        (
            "<p><math><msubsup><mi>s</mi><mn>1</mn><mn>2</mn></msubsup><mroot><mn>8</mn><mn>3</mn></mroot></math></p>",
            "² 8 3",
        ),
        ("<p>4 <math display='block'><mn>5</mn></math> 6</p>", "4 6"),
    ],
)
def test_lists_tables_and_formulas_of_a_page(numbers, page, seen):
    assert numbers(page, ".html") == seen.split()


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("<list list-type='order'><list-item><p>a</p></list-item><list-item><p>b</p></list-item></list>", "1 2"),
        ("<list list-type='order'><list-item><label>(4)</label><p>a</p></list-item></list>", "4"),
        ("<list list-type='roman-lower'><title>5</title><list-item><p>6</p></list-item></list>", "5 6"),
        ("<def-list><title>1</title><term-head>2</term-head><def-head>3</def-head></def-list>", "1 2 3"),
        ("<def-list><def-item><term>4</term><def><p>5</p></def></def-item></def-list>", "4 5"),
        ("<disp-quote><p>5</p><attrib>6</attrib></disp-quote>", "5 6"),
        ("<boxed-text><label>1</label><caption><title>2</title></caption><p>3</p></boxed-text>", "1 2 3"),
        ("<verse-group><verse-line>5</verse-line><verse-line>6</verse-line></verse-group>", "5 6"),
        ("<statement><label>1</label><title>2</title><p>3</p></statement>", "1 2 3"),
        ("<speech><speaker>4</speaker><p>5</p></speech>", "4 5"),
        ("<preformat>5</preformat><code>6</code>", "5 6"),
        ("<fig><label>1</label><caption><title>2</title><p>3</p></caption><attrib>4</attrib></fig>", "1 2 3 4"),
        ("<fig><object-id pub-id-type='doi'>10.1371/t001</object-id><label>1</label></fig>", "1"),
        (
            "<p>9<pub-id pub-id-type='doi'>10.1371/x7</pub-id><pub-id pub-id-type='pmid'>5</pub-id>6</p>",
            "9 10.1371/x7 6",
        ),
        ("<table-wrap><table><caption>9</caption><tr><td>3</td></tr></table></table-wrap>", "9 3"),
        ("<table-wrap><table-wrap-foot><fn><label>4</label><p>5</p></fn></table-wrap-foot></table-wrap>", "⁴ 5"),
        ("<media><label>5</label><caption><p>6</p></caption></media>", "5 6"),
        ("<disp-formula><label>(1)</label><alternatives><tex-math>5</tex-math></alternatives></disp-formula>", "1"),
        ("<p>4<chem-struct-wrap><label>5</label><chem-struct>6</chem-struct></chem-struct-wrap></p>", "4 5 6"),
        (
            "<p>4<xref ref-type='fn'>5</xref> <ext-link>6</ext-link> <uri>https://x.org/7</uri></p>",
            "4 ⁵ 6 https://x.org/7",
        ),
        ("<p>a <named-content>5</named-content> <styled-content>6</styled-content> <abbrev>7</abbrev></p>", "5 6 7"),
        ("<ack><title>4</title><p>5</p></ack><notes><p>6</p></notes><bio><p>7</p></bio>", "4 5 6 7"),
        ("<kwd-group><kwd>5</kwd><kwd>6</kwd></kwd-group>", "5 6"),
        ("<ref-list><ref><element-citation><month>5</month><day>6</day></element-citation></ref></ref-list>", "5 6"),
        ("<ref-list><ref><label>[7]</label><mixed-citation>Hives, 2009</mixed-citation></ref></ref-list>", "7 2009"),
        (
            "<fn-group><fn symbol='1'><p>5</p></fn><fn><label>2.</label><p>6</p></fn><fn><p>7</p></fn></fn-group>",
            "¹ 5 ² 6 7",
        ),
        ("<p>4<fn><p>5</p></fn> 6.<fn><p>7</p></fn> 8</p><p>9</p>", "4 ¹ 6 ² 8 ¹ 5 ² 7 9"),
        (
            "<p><table-wrap><table><tr><td>5</td></tr></table><table-wrap-foot><fn><p>6</p></fn></table-wrap-foot>"
            "</table-wrap></p>",
            "5 6",
        ),
        ("<p>4 <italic>a<fn><p>6</p></fn></italic> 5</p>", "4 ¹ 5 ¹ 6"),
        ("<p>4 <fn><label>2</label><p>5</p></fn> 6 <fn><p>7</p></fn></p>", "4 ² 5 6 ¹ ¹ 7"),
        ("<p>4<disp-formula><label>(2)</label><math><mn>5</mn></math></disp-formula>6</p>", "4 2 6"),
        ("<p>4<disp-formula>x = 5</disp-formula>6</p>", "4 6"),
        ("<sub-article><p>5</p></sub-article><response><p>6</p></response><p>7</p>", "7"),
    ],
)
def test_each_kind_of_jats_that_holds_text_is_seen_once(numbers, body, seen):
    assert numbers(f"<article><body>{body}</body></article>", ".xml") == seen.split()


def test_a_translation_is_read_where_the_article_itself_has_no_body(numbers, tmp_path):
    def translated(language, number, stub="", back=""):
        kind = f"article-type='translation' xml:lang='{language}'"
        return f"<sub-article {kind}>{stub}<body><p>Of {number}</p></body>{back}</sub-article>"

    def seen(*parts):
        path.write_text(f"<article>{''.join(parts)}</article>", encoding="utf-8")
        return " ".join(numbers(path.read_text(encoding="utf-8"), ".xml")), unread(read(path), path)

    path = tmp_path / "copy.xml"
    front, own = "<front><article-meta><abstract><p>3</p></abstract></article-meta></front>", "<body><p>5</p></body>"
    stub, back = "<front-stub><abstract><p>4</p></abstract></front-stub>", "<back><ack><p>8</p></ack></back>"
    listed = "<back><ref-list><ref><mixed-citation>Hives, 2009</mixed-citation></ref></ref-list></back>"
    assert seen(front, own, back, translated("en", 6)) == ("3 5 8", "1 translation of the article")
    assert seen(front, back, translated("en", 6)) == ("3 6 8", "")
    assert seen(front, translated("en", 6, stub)) == ("4 6", "")
    assert seen(listed, translated("en", 6)) == seen(listed, translated("en", 6, back=listed)) == ("6 2009", "")
    assert seen(translated("es", 7), translated("en", 6)) == ("6", "1 translation of the article")
    assert seen(own, translated("es", 7), translated("fr", 6)) == ("5", "2 translations of the article")
    reply = "<sub-article article-type='reply'><body><p>9</p></body></sub-article>"
    assert seen(own, reply) == ("5", "1 other text in the same file (reply)")
    others = f"{reply}{reply}<response><p>9</p></response>"
    assert seen(own, others) == ("5", "3 other texts in the same file (reply)")
    assert (
        seen(own, translated("es", 7), reply)[1]
        == "1 translation of the article, 1 other text in the same file (reply)"
    )
    assert seen(translated("es", 7), translated("fr", 6))[0] == "7"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("1. a\n2. b\n", "1 2"),
        ("See [@smith2020] and [@doi:10.7717/peerj-cs.156].", "2020 doi:10.7717/peerj-cs.156"),
        ('![a](b5.png){#fig:x6 width="90%"} In 7', "7"),
        ("CO~2~ of log~10~ 5", "5"),
        ("<script>var a = 5</script>\n<style>p {margin: 6px}</style>\n<svg><path d='M 7'/></svg> 8", "8"),
        ("<table><caption>Table 2</caption><tr><td>a</td></tr></table>", "2"),
        ('<ol start="137">\n  <li><p>Of 5</p></li>\n\n  <li value="3">Of 6\n</ol>\n\nand 7', "137 5 3 6 7"),
        ("<ol><li>Of 5<ol type='a'><li>6</li></ol></li><li><ol><li>7</li></ol></li></ol>", "1 5 6 2 1 7"),
        ("<ul><li>a<ol><li>5</li></ol></li></ul>\n<ul><li>6</li></ul>", "1 5 6"),
        ("<ol><li><table><tr><td>5</td></tr></table></li></ol>", "1 5"),
        ("<table>\n<tr><td>\n<ol>\n<li>5</li></ol></td></tr></table>", "5"),
        ("<ol>\n<li>5, never closed", "5"),
        ("<ol>\n<li>4, never closed\n<ol>\n<li>5</li></ol>\n<table><tr><td>6", "4 1 5 6"),
        ("<!-- 4 --> 5 <!-- 6 <script>7</script> <style>8", "5 6 8"),
        ("Of $4$\n\n$$x = 5 \\tag{6}$$\n\n\\[x = 7\\]\n\n\\[8\\] and \\[9, 10\\]", "4 6 8 9 10"),
        ("\\begin{align}x = 5\\end{align} of 6", "6"),
        ("```html\n<ol>\n<li>5</li>\n</ol>\n```\n\n<ol>\n<li>6</li>\n</ol>", "5 1 6"),
    ],
)
def test_what_of_markdown_is_text(numbers, text, seen):
    assert numbers(text, ".md") == seen.split()
