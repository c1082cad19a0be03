"""Files for other tools: each read back by a reader that is not ours."""

import io
import json
import xml.etree.ElementTree as ET

import pytest
from conftest import FINDINGS
from made import finding
from site_support import CITATION
from tests_support import late

from recounted.building.collect import COLUMNS as published_columns
from recounted.commands.cli import main
from recounted.errors import RecountedError
from recounted.judging.verdicts import VERDICTS
from recounted.site import badges, exports, quoting, review, works
from recounted.site.workbook import COLUMNS, as_number, workbook

bibtexparser, openpyxl = late("bibtexparser"), late("openpyxl")


@pytest.fixture(autouse=True)
def cited(published):
    (published / "CITATION.cff").write_text(CITATION)
    return published


def test_the_command_writes_every_export_or_those_named(cited, monkeypatch, capsys):
    monkeypatch.chdir(cited)
    assert main(["export"]) == 0
    assert {path.name for path in (cited / "build/export").iterdir()} == {
        each.file for each in exports.EXPORTS.values()
    }
    assert main(["export", "badge-wrong", "--output", "one"]) == 0
    assert [path.name for path in (cited / "one").iterdir()] == ["badge-wrong.svg"]
    assert main(["export", "pdf"]) == 2 and "there is no export 'pdf'. Choose of: workbook," in capsys.readouterr().err


def test_the_workbook_has_each_claim_witness_and_source_once_and_types_numbers():
    book = openpyxl.load_workbook(io.BytesIO(workbook(FINDINGS)))
    claims, said, sources, _ = (list(book[name].iter_rows(values_only=True)) for name in book.sheetnames)
    assert book.sheetnames == ["claims", "witnesses", "sources", "columns"]
    assert claims[0] == tuple(COLUMNS) == tuple(published_columns)
    assert [row[0] for row in claims] == ["claim_id", *(each.claim_id for each in FINDINGS)]
    assert [row[0] for row in sources] == ["source_id", "red-book", "blue-book"]
    at = {name: claims[0].index(name) for name in ("printed", "recomputed")}
    assert (claims[3][at["printed"]], claims[3][at["recomputed"]]) == ("33.3%", 33.33)
    assert said[1][4:8] == (3, "", "", False)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://example.org")', "\t=1"])
def test_no_cell_of_the_workbook_runs_as_a_formula(text):
    book = openpyxl.load_workbook(io.BytesIO(workbook([finding(statement=text, printed=text, recomputed=text)])))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_the_same_verdicts_give_the_same_workbook():
    assert workbook(FINDINGS) == workbook(FINDINGS)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,308", 1308), ("65.7", 65.7), ("0", 0), *((text, None) for text in ("007", "2018-2019", "12,5", "<5", ""))],
)
def test_only_what_is_a_number_and_nothing_else_is_typed_as_one(text, number):
    assert as_number(text) == number


def test_the_references_are_bibtex_with_the_article_and_each_source_that_speaks():
    library = bibtexparser.parse_string(exports.EXPORTS["references"].make(FINDINGS))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == ["red2023", "red-book"]
    entry = library.entries_dict["red2023"]
    assert (entry.entry_type, entry["title"], entry["doi"]) == ("article", r"{Help \& harm}", "10.1234/help")
    assert (library.entries_dict["red-book"]["author"], library.entries_dict["red-book"]["year"]) == ("{Red}", "2021")


def test_a_work_in_ris_and_csl_says_what_bibtex_says():
    lines = works.ris(works.article()).splitlines()
    assert lines[0] == "TY  - JOUR" and lines[-1] == "ER  - " and "AU  - Red, Ann" in lines
    [item] = json.loads(works.csl_text(works.article()))
    assert item["type"] == "article-journal" and item["issued"] == {"date-parts": [[2023]]}
    assert item["author"] == [{"family": "Red", "given": "Ann"}, {"family": "Blue", "given": "Bo"}]
    day = works.Work("a", "A", (("Red", ""),), "2021-03-05")
    assert works.csl(day)["issued"] == {"date-parts": [[2021, 3, 5]]}
    assert works.csl(works.Work("a", "A", (("Red", ""),), "spring 2021"))["issued"] == {"literal": "spring 2021"}


def test_what_tex_would_obey_is_printed_as_it_is():
    entry = works.bibtex(works.Work("a", r"50% of \x & {y}_z", (("Red", ""),), "2021"))
    assert r"title = {{50\% of \textbackslash{}x \& \{y\}\_z}}" in entry


def test_a_citation_file_without_an_article_is_refused(cited):
    (cited / "CITATION.cff").write_text("title: x\n")
    works._cff.cache_clear(), works._article.cache_clear()
    with pytest.raises(RecountedError, match="CITATION.cff: names no article. Add it to references"):
        works.article()


def test_the_sentence_to_copy_cites_the_article_or_what_to_cite_instead():
    clean = finding(cite="cite")
    assert quoting.sentence(clean) == (
        "People helped in two years: 6 (Red and Blue 2023, section 5, paragraph 1, https://doi.org/10.1234/help)."
    )
    caveat = finding(cite="cite with this caveat", cite_note="Only in the first year.")
    assert quoting.sentence(caveat).endswith("/help). Only in the first year.")
    assert "Red, “The red book” (2021). https://example.org/red" in quoting.sentence(FINDINGS[1])
    assert [work.key for work in quoting.works(FINDINGS[1])] == ["red-book"]
    assert quoting.sentence(finding()) == ""


def test_a_claim_review_has_our_word_and_no_score():
    graph = json.loads(exports.EXPORTS["reviews"].make(FINDINGS))["@graph"]
    assert [each["reviewRating"]["alternateName"] for each in graph] == [each.verdict for each in FINDINGS]
    assert all("ratingValue" not in json.dumps(each) and each["@type"] == "ClaimReview" for each in graph)
    assert review.claim_review(FINDINGS[0])["itemReviewed"]["appearance"]["sameAs"] == "https://doi.org/10.1234/help"


def test_badges_are_pictures_with_their_words_and_count_the_verdicts():
    clean, wrong = ET.fromstring(badges.clean(FINDINGS)), ET.fromstring(badges.wrong(FINDINGS))
    assert clean.get("aria-label") == "recounted: 2 of 3 claims stand"
    assert wrong.get("aria-label") == "recounted: 1 of 3 claims do not hold"
    ET.fromstring(badges.badge("a<b", "it's & so", "#000"))
    assert [name for name, each in VERDICTS.items() if each.gravity <= 2] == ["contradicted", "inconsistent"]


def test_codemeta_says_what_the_citation_file_says_and_no_address_that_is_not_known():
    said = json.loads(exports.EXPORTS["codemeta"].make(FINDINGS))
    assert said["name"] == "Help, counted again" and said["license"] == ["https://spdx.org/licenses/MIT"]
    assert said["author"] == [{"type": "Organization", "name": "The maintainers"}]
    assert "codeRepository" not in said
