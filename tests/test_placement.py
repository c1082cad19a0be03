"""A row or a claim stands where the ledger has its numbers; elsewhere the build stops."""

import json
from dataclasses import replace

import pytest
from conftest import FINDINGS, describe_numbers, forget

from recounted.article.passages import WINDOW, fingerprint, letters
from recounted.building.placement import (
    check_places,
    is_raised,
    misplaced_claims,
    misplaced_rows,
    place_of,
)
from recounted.errors import RecountedError
from recounted.judging.findings import load_findings
from recounted.judging.places import Place

NUMBERS = """position,section,paragraph,footnote,text,role,claim_id
1,5,1,,6,claim,helped-total
2,5,1,,two,claim,helped-first-year
3,5,1,,²,marker,
4,5,1,2,33.3%,claim,helped-share
5,5,2,,2020,date,
"""
HELPED = "year,persons,section,paragraph,footnote\n2019,2,5,1,\n2020,4,5,1,\n"


@pytest.fixture
def placed(project):
    """The made-up project with places in its table, and a ledger of numbers."""
    describe_numbers(project, NUMBERS, section="string", paragraph="integer", footnote="integer")

    def write(helped=HELPED, numbers=NUMBERS):
        (project / "data/article/helped.csv").write_text(helped)
        (project / "data/article/numbers.csv").write_text(numbers)
        forget()

    write()
    return write


def test_what_stands_in_its_place_is_let_be(placed):
    check_places(FINDINGS)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("2019,2,5,1,", "2019,2,4,1,", "line 2: no claim that uses it stands in section 4, paragraph 1"),
        ("2020,4,5,1,", "2020,4,5,3,", "line 3: no claim that uses it stands in section 5, paragraph 3, and no number"),
        ("2019,2,5,1,", "2019,2,5,1,3", "line 2: the mark of footnote 3 is not in section 5, paragraph 1"),
        ("2019,2,5,1,", "2019,2,5,2,2", "line 2: the mark of footnote 2 is not in section 5, paragraph 2"),
        (
            "2019,2,5,1,",
            "2019,2,5,1,6",
            "line 2: the mark of footnote 6 is not in section 5, paragraph 1",
        ),  # but a 6 is
    ],
)
def test_a_row_elsewhere_is_named(placed, old, new, what):
    placed(HELPED.replace(old, new))
    with pytest.raises(RecountedError, match=f"helped.csv, {what}"):
        check_places(FINDINGS)


def test_it_is_told_where_most_numbers_of_a_row_stand_if_that_is_one_place(placed):
    numbers = NUMBERS + "6,5,4,,2019,date,\n7,5,4,,2,date,\n8,5,4,,99,date,\n"
    rows = HELPED.replace("2019,2,5,1,", "2019,2,4,1,")
    placed(rows, numbers)
    [(_, what)] = misplaced_rows(FINDINGS)
    assert what.endswith("and no number of it does (2 of its numbers stand in section 5, paragraph 4)")
    placed(rows, numbers + "9,5,6,,2019,date,\n10,5,6,,2,date,\n")
    [(_, what)] = misplaced_rows(FINDINGS)
    assert what.endswith("and no number of it does")
    placed(rows.replace("2019,2,4,1,", "2018,77,4,1,"), numbers)
    [(_, what)] = misplaced_rows(FINDINGS)
    assert what.endswith("and no number of it does")


def test_an_item_of_a_list_may_stand_as_many_paragraphs_after_its_claim_as_it_comes_in_it(project, placed):
    package = project / "data/datapackage.json"
    package.write_text(package.read_text().replace('"persons", "type": "integer"', '"position", "type": "integer"', 1))
    listed = "year,position,section,paragraph,footnote\n,1,5,2,\n,2,5,3,\n"
    for text, wrong in [
        (listed, []),
        (listed.replace(",2,5,3,", ",2,5,1,").replace(",1,5,2,", ",1,5,1,"), []),
        (listed.replace(",2,5,3,", ",2,5,1,"), ["line 2"]),
        (listed.replace(",1,5,2,", ",1,5,1,"), ["line 3"]),
        (listed.replace(",2,5,3,", ",2,5,4,"), ["line 2", "line 3"]),
        ("year,position,section,paragraph,footnote\n,2,5,3,\n,1,5,2,\n", ["line 2", "line 3"]),  # last is not first
    ]:
        placed(text)
        assert [where.rpartition(", ")[2] for where, _ in misplaced_rows(FINDINGS)] == wrong, text


def test_the_last_row_of_a_table_may_begin_a_list_which_has_no_item_beside_it(project, placed):
    package = project / "data/datapackage.json"
    package.write_text(package.read_text().replace('"persons", "type": "integer"', '"position", "type": "integer"', 1))
    rows = 300
    placed("year,position,section,paragraph,footnote\n" + ",1,5,1,\n" * (rows - 1) + ",1,5,2,\n")
    cells = {"table": "helped", "file": "data/article/helped.csv", "lines": [rows + 1], "columns": ["position"]}
    found = list(misplaced_rows([replace(FINDINGS[0], cells=(cells,))]))
    assert [where.rpartition(", ")[2] for where, _ in found] == [f"line {rows + 1}"]


def test_the_list_of_a_claim_without_a_paragraph_begins_with_the_first_paragraph(project, placed):
    package = project / "data/datapackage.json"
    package.write_text(package.read_text().replace('"persons", "type": "integer"', '"position", "type": "integer"', 1))
    claim = replace(FINDINGS[0], place=Place("ref"))
    placed("year,position,section,paragraph,footnote\n,1,ref,1,\n,2,ref,2,\n")
    assert list(misplaced_rows([claim])) == []
    for paragraph in (0, 2):
        placed(f"year,position,section,paragraph,footnote\n,1,ref,{paragraph},\n,2,ref,{paragraph + 1},\n")
        assert len(list(misplaced_rows([claim]))) == 2


LISTS = "year,position,section,paragraph,footnote\n"


@pytest.fixture
def listed(project, placed):
    """Called with rows of two lists that the column `year` tells apart: the lines of those that stand elsewhere."""
    path = project / "data/datapackage.json"
    package = json.loads(path.read_text())
    helped = next(each for each in package["resources"] if each["name"] == "helped")
    helped["schema"]["fields"][1] = {"name": "position", "type": "integer", "counts": ["year"]}
    path.write_text(json.dumps(package))

    def wrong(rows, *claims):
        placed(LISTS + rows)
        lines = list(range(2, 2 + rows.count("\n")))
        cells = {"table": "helped", "file": "data/article/helped.csv", "lines": lines, "columns": ["position"]}
        using = [replace(claim, cells=(cells,)) for claim in claims or FINDINGS[:1]]
        return [where.rpartition(", ")[2] for where, _ in misplaced_rows(using)]

    return wrong


def test_the_item_beside_another_is_one_of_its_own_list(listed):
    claim = replace(FINDINGS[0], place=Place("7", 1))
    assert listed("8,1,7,2,\n8,2,7,3,\n9,1,7,1,\n", claim) == []
    # a list of one item is none of paragraphs because another list begins in the next paragraph
    assert listed("8,1,7,2,\n9,1,7,3,\n9,2,7,4,\n", claim) == ["line 2", "line 3", "line 4"]


def test_an_item_may_stand_where_one_claim_does_and_as_many_paragraphs_after_another_as_it_comes(listed):
    claims = [replace(FINDINGS[0], place=Place("7", paragraph)) for paragraph in (1, 2)]
    assert listed("8,1,7,2,\n8,2,7,3,\n", *claims) == []


def test_a_position_in_words_is_no_place_in_a_list(project, placed):
    package = project / "data/datapackage.json"
    package.write_text(package.read_text().replace('"persons", "type": "integer"', '"position", "type": "string"', 1))
    placed(LISTS + "2019,clerk,5,1,\n2019,judge,4,1,\n")
    assert [where.rpartition(", ")[2] for where, _ in misplaced_rows(FINDINGS)] == ["line 3"]


def test_a_row_without_a_paragraph_or_a_position_has_no_place_in_a_list(listed):
    assert listed("8,1,5,1,\n9,1,5,,\n") == []


def test_only_a_table_with_sections_and_paragraphs_that_is_not_the_ledger_is_held_to_places(project, placed):
    counts = {"table": "counts", "file": "data/sources/counts.csv", "lines": [2], "columns": ["value"]}
    ledger = {"table": "numbers", "file": "data/article/numbers.csv", "lines": [6], "columns": ["text"]}
    for cells in (counts, ledger):
        assert list(misplaced_rows([replace(FINDINGS[0], place=Place("4", 7), cells=(cells,))])) == []
    path = project / "data/datapackage.json"
    package = json.loads(path.read_text())
    helped = next(each for each in package["resources"] if each["name"] == "helped")
    helped["schema"]["fields"] = [{"name": name, "type": "string"} for name in ("section", "paragraph")]
    path.write_text(json.dumps(package))
    placed("section,paragraph\n5,1\n4,1\n")
    assert [where.rpartition(", ")[2] for where, _ in misplaced_rows(FINDINGS)] == ["line 3"]


@pytest.mark.parametrize("title", ["Helping People: Ways and Means in Two Years of Work", "Our work 4 U"])
def test_a_row_whose_text_is_the_paragraph_stands_there(project, placed, title):
    package = json.loads((project / "data/datapackage.json").read_text())
    helped = next(each for each in package["resources"] if each["name"] == "helped")
    helped["schema"]["fields"][0] = {"name": "year", "type": "string"}
    kept = [{"name": name, "type": "string"} for name in ("section", "paragraph", "footnote", "head")]
    package["resources"].append({"name": "passages", "path": "article/passages.csv", "schema": {"fields": kept}})
    (project / "data/datapackage.json").write_text(json.dumps(package))
    (project / "data/article/passages.csv").write_text(
        f"section,paragraph,footnote,head\n0,2,,{fingerprint(letters(title)[:WINDOW])}\n"
    )
    placed(f"year,persons,section,paragraph,footnote\n{title},,0,2,\n{title},,0,3,\n")
    assert [where.rpartition(", ")[2] for where, _ in misplaced_rows(FINDINGS)] == ["line 3"]


def test_a_row_may_stand_where_no_claim_does_but_its_number(placed):
    placed(HELPED.replace("2020,4,5,1,", "2020,4,5,2,"))
    assert list(misplaced_rows(FINDINGS)) == [] and list(misplaced_rows(FINDINGS, "sources")) == []
    placed(HELPED.replace("2019,2,5,1,", "2019,2,5,1,2"))
    assert list(misplaced_rows(FINDINGS)) == []


def test_the_mark_of_a_footnote_is_no_number_of_a_row(placed):
    numbers = NUMBERS + "6,5,3,,²,marker,\n"
    placed(HELPED.replace("2019,2,5,1,", "2019,2,5,3,"), numbers)
    assert [where for where, _ in misplaced_rows(FINDINGS)] == ["data/article/helped.csv, line 2"]
    placed(HELPED.replace("2019,2,5,1,", "2019,2,5,3,"), numbers.replace("²", "2"))
    assert list(misplaced_rows(FINDINGS)) == []


@pytest.mark.parametrize(
    ("old", "new", "claim"),
    [
        ("1,5,1,,6,claim", "1,5,2,,6,claim", "helped-total"),
        ("2,5,1,,two", "2,4,1,,two", "helped-first-year"),
        ("4,5,1,2,33", "4,5,1,,33", "helped-share"),
    ],
)
def test_a_claim_none_of_whose_numbers_stands_with_it_is_named(placed, old, new, claim):
    placed(numbers=NUMBERS.replace(old, new))
    assert [where for where, _ in misplaced_claims(FINDINGS)] == [f"data/article/claims.csv, {claim}"]


@pytest.mark.parametrize(
    ("held_by", "position", "row", "wrong"),
    [
        ("", "", "5,2,", []),
        ("number", "3", "5,1,", []),
        ("number", "5", "5,1,", ["helped-total"]),
        ("number", "", "5,1,", ["helped-total"]),
        ("row", "", "5,1,", []),
        ("row", "5", "5,1,2", []),
        ("row", "", "5,2,", ["helped-total"]),
    ],
)
def test_a_claim_in_words_stands_where_the_number_or_the_row_does_that_holds_it(
    project, placed, held_by, position, row, wrong
):
    package = json.loads((project / "data/datapackage.json").read_text())
    fields = [{"name": name, "type": "string"} for name in ("claim_id", "position", "held_by")]
    words = {"name": "claims-without-number", "path": "article/claims-without-number.csv", "schema": {"fields": fields}}
    package["resources"].append(words)
    (project / "data/datapackage.json").write_text(json.dumps(package))
    (project / "data/article/claims-without-number.csv").write_text(
        f"claim_id,position,held_by\nhelped-total,{position},{held_by}\n"
    )
    rows = f"year,persons,section,paragraph,footnote\n2019,2,{row}\n2020,4,{row}\n"
    placed(rows, NUMBERS.replace("1,5,1,,6,claim,helped-total", "1,5,1,,6,claim,"))
    assert [where.rpartition(", ")[2] for where, _ in misplaced_claims(FINDINGS)] == wrong


def test_a_number_is_raised_where_it_begins_so_and_not_where_it_has_a_power():
    assert is_raised("⁴⁷") and not is_raised("10²") and not is_raised("47")


def test_a_place_is_written_as_in_the_tables():
    assert place_of(Place("5", 0, 33)) == ("5", "0", "33") and place_of(Place("ref")) == ("ref", "", "")


def test_all_rows_and_claims_of_the_project_stand_where_they_should(built):
    check_places(load_findings())
