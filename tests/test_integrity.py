"""Relations between cells that the data package declares: each holds or is refused with the row and the remedy."""

import csv
import json
from pathlib import Path

import pytest

from recounted.errors import RecountedError
from recounted.tables import rows
from recounted.tables.integrity import check_relations, fits
from recounted.tables.load import load

OTHERS = {"totals": "of,value\nred,9\nblue,3\n"}
ORDER = {"holds": "order", "columns": ["start", "end"]}
YEAR_AFTER = {"holds": "same", "columns": ["report", "year"], "apart": 1}
SAME = {"holds": "same", "columns": ["report", "source.date"]}
WORDS = {"holds": "repeated", "column": "value", "in": "locator"}
SUM = {"holds": "sum", "column": "value", "by": ["year"], "parts": {"who": ["a", "b"]}, "whole": {"who": "all"}}
SOME = SUM | {"rest": True}
ELSEWHERE = {"holds": "sum", "column": "value", "by": ["of"], "parts": {}, "whole": {}, "table": "totals"}
PRODUCT = {"holds": "product", "columns": ["rate", "people"], "per": 1000, "is": "persons", "rounded": {"persons": 100}}
RANKED = {"holds": "ranked", "column": "rank", "of": "rate", "by": []}
ALIKE = {"holds": "alike", "column": "of", "by": ["year"]}


def lines(text):
    header, *body = csv.reader(text.splitlines())
    return {line: dict(zip(header, row, strict=True)) for line, row in enumerate(body, start=2)}


def checked(relation, text):
    resource = {"name": "x", "relations": [relation | {"why": "so it is"}]}
    check_relations(Path("x.csv"), resource, lines(text), lambda name: lines(OTHERS[name]))


@pytest.mark.parametrize(
    ("relation", "text"),
    [
        (ORDER, "start,end\n2004,2004\n2004-01,2004\n2014,2014-07-30\n,2020\n9,10\n"),
        (YEAR_AFTER, "report,year\n2020,2019\n2020,\n"),
        (SAME, "report,source.date\n2020,2020-06-25\n2020,\n"),
        (WORDS, 'value,locator\n12700,12.7 thousand moved\n6,six were referred\n1834,"1,834 calls"\n'),
        (WORDS, "value,locator\n21,twenty-one calls\n6,the sixth\n12,in 12⁵ places\n"),
        (WORDS, "value,locator\n-10.5,10.5 percent fewer\nhundreds,no count\n2014-07-30,in July 2014\n0,no cases\n"),
        (SUM, "year,who,value\n2019,a,1\n2019,b,<5\n2019,all,5\n2020,all,7\n"),
        (SUM, "year,who,value\n2019,a,about 1\n2019,b,2\n2019,all,9\n"),
        (SOME, "year,who,value\n2019,a,1\n2019,all,5\n"),
        (ELSEWHERE, "of,value\nred,4\nred,5\nblue,3\n"),
        (PRODUCT, "rate,people,persons\n4.21,17750000,74700\n4.21,,9\n"),
        (RANKED, "rank,rate\n3,0.1\n1,7\n2,0.1\n,9\n"),
        (RANKED, "rank,rate\n2,5\n2,5\n1,7\n"),
        (ALIKE, "year,of\n2018,167\n2018,167\n2023,160\n2018,\n"),
    ],
)
def test_what_holds_is_let_through(relation, text):
    checked(relation, text)


@pytest.mark.parametrize(
    ("relation", "text", "message"),
    [
        (
            ORDER,
            "start,end\n2004,2005\n2021,2020-06\n",
            r"x\.csv, line 3: start 2021 is after end 2020-06 \(so it is\)",
        ),
        (ORDER, "start,end\n10,9\n", "line 2: start 10 is after end 9"),
        (YEAR_AFTER, "report,year\n2020,2020\n", "report 2020 is not 1 more than year 2020"),
        (SAME, "report,source.date\n2021,2020-06-25\n", r"report 2021 is not source\.date 2020-06-25"),
        (WORDS, "value,locator\n7,six were referred\n", "value has 7, locator “six were referred” has not"),
        (WORDS, "value,locator\n1,twenty-one calls\n", "value has 1, locator “twenty-one calls” has not"),
        (WORDS, "value,locator\n2013-07,in July 2014\n", "value has 2013"),
        (SUM, "year,who,value\n2019,a,1\n2019,b,<5\n2019,all,6\n", "value 1, <5 of 2019 do not add up to 6"),
        (SUM, "year,who,value\n2019,a,1\n2019,all,1\n", "not all parts and their whole are there for 2019"),
        (SUM, "year,who,value\n2019,a,1\n2019,b,1\n", "not all parts and their whole are there for 2019"),
        (SOME, "year,who,value\n2019,a,6\n2019,all,5\n", "value 6 of 2019 add up to more than 5"),
        (ELSEWHERE, "of,value\nred,4\nred,6\n", "value 4, 6 of red do not add up to 9"),
        (PRODUCT, "rate,people,persons\n4.21,17750000,75000\n", "per 1000 is not persons 75000"),
        (PRODUCT, "rate,people,persons\n4.21,17750000,74710\n", "persons 74710 is not rounded to 100"),
        (RANKED, "rank,rate\n2,0.1\n1,7\n2,0.2\n", "line 2: rank is 2, but rate 0.1 is in place 3"),
        (
            RANKED,
            "rank,rate\n3,5\n2,5\n1,7\n4,5\n1,8\n",
            "line 2.*rank is 3|rank is 2, but rate 5 shares the places 3 to 5",
        ),
        (ALIKE, "year,of\n2018,167\n2018,166\n2018,167\n", "line 3: of is 166, not 167"),
        ({"holds": "nearly"}, "a\n1\n", "relation 'nearly': is not known. Write one of: order"),
        ({"holds": ["order"]}, "a\n1\n", "is not known. Write one of: order"),
        ({"holds": "order"}, "a\n1\n", "lacks or mistypes 'columns'"),
        ({"holds": "order", "columns": ["a"], "where": {"b": "1"}}, "a\n1\n", "lacks or mistypes 'b'"),
        ({"holds": "order", "columns": ["a"], "where": 5}, "a\n1\n", "lacks or mistypes 'int' object"),
        ({"holds": "same", "columns": ["a"]}, "a\n1\n", "lacks or mistypes not enough values"),
        (ORDER, "start,end\nsoon,9\n", "lacks or mistypes"),
    ],
)
def test_what_does_not_hold_is_refused_with_row_and_remedy(relation, text, message):
    with pytest.raises(RecountedError, match=message) as fault:
        checked(relation, text)
    assert fault.value.remedy


def test_where_chooses_the_rows():
    row = {"who": "a", "year": "2019"}
    assert fits(row, {"who": ["a", "b"], "year": {"not": ["2020"]}}) and not fits(row, {"who": "b"})
    checked(ORDER | {"where": {"start": {"not": ["2021"]}}}, "start,end\n2021,2020\n")


def test_a_table_of_the_project_is_held_to_its_relations(project):
    path = project / "data/datapackage.json"
    package = json.loads(path.read_text())
    helped = next(each for each in package["resources"] if each["name"] == "helped")
    helped["relations"] = [ALIKE | {"column": "persons", "by": [], "why": "one number helped"}]
    path.write_text(json.dumps(package))
    rows._package.cache_clear()
    with pytest.raises(RecountedError, match=r"helped\.csv, line 3: persons is \d, not \d \(one number helped\)"):
        load("helped")
