"""Files for other tools: each read back by a reader that is not ours."""

import io
import json
import xml.etree.ElementTree as ET
from importlib.util import find_spec
from pathlib import Path

import made
import pytest
import yaml
from article_support import ARTICLE, ledger
from article_support import VERDICTS as VERDICTS_OF
from conftest import FINDINGS
from made import finding
from site_support import CITATION
from tests_support import late

from recounted.article.verify import compare
from recounted.building.collect import COLUMNS as published_columns
from recounted.commands.cli import main
from recounted.errors import RecountedError
from recounted.judging.verdicts import VERDICTS
from recounted.site import badges, checkable, exports, quoting, review, works
from recounted.site.annotations import annotations
from recounted.site.workbook import COLUMNS, as_number, workbook

pytestmark = pytest.mark.slow  # each file is written and read again

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
    for statement, printed, told in (
        ("Rank 83 in 2018", "83", "Rank 83 in 2018 (Red"),
        ("People helped in 2018", "18", "People helped in 2018: 18 (Red"),
        ("Cases rise", "escalating", "Cases rise: “escalating” (Red"),
    ):
        assert quoting.sentence(finding(cite="cite", statement=statement, printed=printed)).startswith(told)
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


def test_a_person_who_is_the_author_of_the_project_writes_its_reviews(cited):
    person = "{family-names: Green, given-names: Di}"
    (cited / "CITATION.cff").write_text(CITATION.replace("{name: The maintainers}", person))
    works._cff.cache_clear(), works._article.cache_clear()
    assert review.claim_review(FINDINGS[0])["author"] == {"@type": "Person", "name": "Di Green"}


def vocabulary():
    """Each name of schema.org and CodeMeta with its address, as the context has it that rocrate ships."""
    file = Path(find_spec("rocrate").origin).parent / "data/ro-crate.jsonld"
    return json.loads(file.read_text())["@context"]


def named(said):
    """Every property and type of a JSON-LD document."""
    for name, value in said.items() if isinstance(said, dict) else enumerate(said):
        if isinstance(name, str) and name[0] != "@":
            yield name
        if name in ("@type", "type"):
            yield value
        elif isinstance(value, dict | list):
            yield from named(value)


@pytest.mark.parametrize(("export", "own"), [("reviews", set()), ("codemeta", {"type", "id"})])
def test_every_name_in_a_file_for_the_web_is_one_of_its_vocabulary(export, own):
    said = json.loads(exports.EXPORTS[export].make(FINDINGS))
    names = set(named(said)) - own
    assert len(names) > 10 and names <= set(vocabulary())
    assert set(named({"@type": "ClaimReview", "raited": [{"name": 1}]})) == {"ClaimReview", "raited", "name"}


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


def test_the_crate_lists_each_file_with_its_kind_and_is_the_same_each_time(cited):
    said = exports.EXPORTS["crate"].make(FINDINGS)
    assert said == exports.EXPORTS["crate"].make(FINDINGS)
    graph = {each["@id"]: each for each in json.loads(said)["@graph"]}
    assert (graph["./"]["datePublished"], graph["./"]["name"]) == ("2024-05-06", "Help, counted again")
    assert graph["data/article/claims.csv"]["encodingFormat"] == "text/csv"
    assert {each["@id"] for each in graph["./"]["hasPart"]} <= set(graph) and "data/verdicts/verdicts.csv" in graph
    assert graph["https://doi.org/10.1234/help"]["@type"] == "ScholarlyArticle"
    (cited / "CITATION.cff").write_text(CITATION.replace("date-released", "date-of-something"))
    works._cff.cache_clear()
    with pytest.raises(RecountedError, match="CITATION.cff: has no date-released"):
        exports.EXPORTS["crate"].make(FINDINGS)


def test_the_draft_for_a_codechecker_has_files_alone_and_says_that_it_is_a_draft(cited):
    (cited / "figures").mkdir()
    (cited / "figures/01-help.svg").write_text("<svg><title>Help\n fell</title></svg>")
    said = exports.EXPORTS["codecheck"].make(FINDINGS)
    assert said.startswith("# A draft for a codechecker")
    assert set(yaml.safe_load(said)) == {"manifest"}
    last = yaml.safe_load(said)["manifest"][-1]
    assert last == {"file": "figures/01-help.svg", "comment": "Help fell"}


def test_the_manifest_for_the_other_checker_has_the_cell_of_each_witness_that_counts_the_same(cited):
    [asked] = yaml.safe_load(exports.EXPORTS["checker"].make([FINDINGS[1], with_cell(value="2")]))["claims"]
    assert asked["id"] == "helped-first-year-1"
    [evidence] = asked["evidence"]
    assert (evidence["column"], evidence["row"], evidence["reported"]) == ("value", 0, "2")


def with_cell(**given):
    return finding(claim_id="helped-first-year", printed="2", witnesses=(made.testimony(**given),))


@pytest.mark.parametrize(
    "witness",
    [{"value": "2", "differs": "scope"}, {"value": "7"}, {"value": "1 to 4"}, {"value": "2", "cells": ()}],
    ids=["another scope", "from no cell", "no number", "without a cell"],
)
def test_what_the_other_checker_cannot_decide_is_not_asked(witness):
    assert list(checkable.assertions(with_cell(**witness))) == []


@pytest.mark.parametrize(
    ("text", "number"), [("1,308", "1308"), ("84.5%", "84.5"), ("182", "182"), ("about 50", ""), ("2.1-fold", "")]
)
def test_only_a_plain_number_is_asked(text, number):
    assert checkable.plain(text) == number


def test_an_annotation_quotes_the_number_with_what_stands_around_it():
    findings = {name: finding(claim_id=name, verdict=verdict) for name, verdict in VERDICTS_OF.items()}
    said = json.loads(annotations(ARTICLE, compare(ARTICLE, ledger(), []), findings, "https://doi.org/10.1/b"))
    by_quote = {each["target"]["selector"]["exact"]: each for each in said["items"]}
    assert said["@context"] == "http://www.w3.org/ns/anno.jsonld" and set(by_quote) == {"182", "91", "50%"}
    selector = by_quote["182"]["target"]["selector"]
    assert selector["prefix"] == "In 2019 keepers counted "
    assert selector["suffix"].startswith(" hives and in 2020 only 91")
    assert by_quote["91"]["body"][0]["value"] == "inconsistent"
    assert len({each["id"] for each in said["items"]}) == 3


def test_annotations_are_written_from_a_copy_alone_and_from_no_other_text(cited, monkeypatch, capsys):
    monkeypatch.chdir(cited)
    assert main(["export", "crate", "--article", "b.md"]) == 2
    assert "--article stands alone" in capsys.readouterr().err
    assert main(["export", "--article", "no.md"]) == 2 and "there is no such file" in capsys.readouterr().err
