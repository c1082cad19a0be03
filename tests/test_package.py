"""What is wrong with data/datapackage.json itself is told before any table is read: where, what, and the remedy."""

import pytest

from recounted.errors import RecountedError
from recounted.tables.load import load
from recounted.tables.package import CONSTRAINTS, DIALECT, FIELD, SCHEMA, TABLE, tables

PACKAGE = '{"resources": [{"name": "helped", "path": "article/helped.csv", "schema": {"fields": [%s]}}]}'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "data/datapackage.json: this is no data package .JSONDecodeError"),
        ('{"resources": [', "data/datapackage.json: this is no data package"),
        ("[]", "this is no data package"),
        ("{}", "this is no data package .KeyError..resources"),
        ('{"resources": [{"path": "x.csv"}]}', "this is no data package .KeyError..name"),
        ('{"resources": [{"name": "helped"}]}', "data/datapackage.json, table 'helped': has no path"),
        (
            '{"resources": [{"name": "helped", "path": "helped.csv", "schema": "helped.json"}]}',
            "data/datapackage.json, table 'helped': has no schema with fields",
        ),
        (
            PACKAGE % '{"name": "year", "type": "quantity"}',
            "table 'helped', column 'year': 'quantity' is not a known type",
        ),
        (PACKAGE % '{"name": "year"}', "column 'year': None is not a known type. Choose one of: string, integer"),
    ],
)
def test_a_broken_package_is_named_with_table_column_and_remedy(project, content, message):
    (project / "data/datapackage.json").write_text(content)
    with pytest.raises(RecountedError, match=message) as fault:
        load("helped")
    assert fault.value.remedy


def _described(**changes):
    """A package of two tables, the second of which has the changes: of its schema, of its column n, or its own."""
    field = {"name": "n", "type": "integer"} | changes.pop("field", {})
    schema = {"fields": [{"name": "court", "type": "string"}, field]} | changes.pop("schema", {})
    courts = {"name": "courts", "path": "courts.csv", "schema": {"fields": [{"name": "court", "type": "string"}]}}
    return {"resources": [courts, {"name": "seen", "path": "sources/seen.csv", "schema": schema} | changes]}


def _key(fields="court", resource="courts", there="court"):
    return {"schema": {"foreignKeys": [{"fields": fields, "reference": {"resource": resource, "fields": there}}]}}


def _rules(kind="integer", **rules):
    return {"field": {"type": kind, "constraints": rules}}


@pytest.mark.parametrize(
    ("changes", "where", "what"),
    [
        ({"name": "courts"}, "", "two tables are named 'courts'"),
        ({"name": 5}, "", "the name 5 is no text"),
        ({"path": "../../seen.csv"}, "table 'seen'", "its path '../../seen.csv' leads out of data/"),
        ({"path": "sources/../../seen.csv"}, "table 'seen'", "leads out of data/"),
        ({"path": "/etc/seen.csv"}, "table 'seen'", "leads out of data/"),
        ({"path": "C:\\seen.csv"}, "table 'seen'", "leads out of data/"),
        ({"path": "..\\seen.csv"}, "table 'seen'", "leads out of data/"),
        ({"path": ["seen.csv"]}, "table 'seen'", "has no path"),
        ({"schema": {"fields": {"name": "n"}}}, "table 'seen'", "has no schema with fields"),
        ({"schema": {"fields": ["n"]}}, "table 'seen'", "column 1 has no name"),
        ({"schema": {"fields": [{"type": "integer"}]}}, "table 'seen'", "column 1 has no name"),
        ({"field": {"name": ""}}, "table 'seen'", "column 2 has no name"),
        ({"field": {"name": "court"}}, "table 'seen'", "two columns are named 'court'"),
        ({"field": {"type": "year"}}, "table 'seen', column 'n'", "'year' is not a known type"),
        ({"field": {"type": ["integer"]}}, "table 'seen', column 'n'", "['integer'] is not a known type"),
        ({"title": 5}, "table 'seen'", "title 5 is no text"),
        ({"field": {"unit": None}}, "table 'seen', column 'n'", "unit None is no text"),
        ({"field": {"description": ["n"]}}, "table 'seen', column 'n'", "description ['n'] is no text"),
        ({"field": {"constraints": []}}, "table 'seen', column 'n'", "constraints is no object"),
        ({"field": {"counts": ["courtx"]}}, "table 'seen', column 'n', counts", "there is no column 'courtx'"),
        ({"schema": {"primaryKey": ["courtx"]}}, "table 'seen', primaryKey", "there is no column 'courtx'"),
        ({"schema": {"primaryKey": 5}}, "table 'seen', primaryKey", "5 is no list of columns"),
        ({"schema": {"primaryKey": [["court"]]}}, "table 'seen', primaryKey", "[['court']] is no list of columns"),
        ({"schema": {"foreignKeys": {"fields": "n"}}}, "table 'seen'", "foreignKeys is no list of objects"),
        ({"schema": {"foreignKeys": ["court"]}}, "table 'seen'", "foreignKeys is no list of objects"),
        ({"schema": {"foreignKeys": [{"fields": "n"}]}}, "table 'seen', foreignKeys", "has no reference to a table"),
        (_key(resource="sections"), "table 'seen', foreignKeys", "there is no table 'sections'"),
        (_key(there=["courtx"]), "table 'seen', foreignKeys, columns of 'courts'", "there is no column 'courtx'"),
        (_key(fields="courtx"), "table 'seen', foreignKeys, columns of 'seen'", "there is no column 'courtx'"),
        (_key(resource="", there="courtx"), "table 'seen', foreignKeys, columns of 'seen'", "no column 'courtx'"),
        (_key(fields=["court", "n"]), "table 'seen', foreignKeys", "['court', 'n'] is not one column"),
        (_key(there=None), "table 'seen', foreignKeys", "None is no list of columns"),
        ({"relations": {"holds": "order"}}, "table 'seen'", "relations is no list of objects"),
        (_rules("string", pattern="[a-z"), "table 'seen', column 'n'", "pattern '[a-z' is not a regular expression"),
        (_rules("string", pattern=5), "table 'seen', column 'n'", "pattern 5 is not a regular expression"),
        (_rules(minimum="one"), "table 'seen', column 'n'", "minimum 'one' is not a number or date such as"),
        (_rules("date", maximum=2020), "table 'seen', column 'n'", "maximum 2020 is not a number or date such as"),
        (_rules("string", minimum=5), "table 'seen', column 'n'", "minimum 5 is not a number or date such as"),
        (_rules(enum="a"), "table 'seen', column 'n'", "enum 'a' is not a list of values"),
        (_rules(enum=[]), "table 'seen', column 'n'", "enum [] is not a list of values"),
        (_rules(required="false"), "table 'seen', column 'n'", "required 'false' is not true or false"),
        (_rules(unique=1), "table 'seen', column 'n'", "unique 1 is not true or false"),
        (_rules("string", maxLength="3"), "table 'seen', column 'n'", "maxLength '3' is not a whole number above 0"),
        (_rules("string", minLength=3), "table 'seen', column 'n'", "the constraint 'minLength' is not checked"),
    ],
)
def test_a_fault_in_the_description_of_a_table_is_named(changes, where, what):
    with pytest.raises(RecountedError) as fault:
        tables(_described(**changes))
    assert fault.value.where == ", ".join(filter(None, ["data/datapackage.json", where]))
    assert what in fault.value.what and fault.value.remedy


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"schema": {"missingValues": ["", "-99"]}}, "missingValues ['', '-99'] is not read"),
        ({"schema": {"missingValues": []}}, "missingValues [] is not read"),
        ({"schema": {"uniqueKeys": [["court"]]}}, "uniqueKeys [['court']] is not read"),
        ({"schema": {"fieldsMatch": "subset"}}, "fieldsMatch 'subset' is not read"),
        ({"field": {"missingValues": ["-99"]}}, "missingValues ['-99'] is not read"),
        ({"field": {"decimalChar": ","}}, "decimalChar ',' is not read"),
        ({"field": {"groupChar": " "}}, "groupChar ' ' is not read"),
        ({"field": {"bareNumber": False}}, "bareNumber False is not read"),
        ({"field": {"type": "boolean", "trueValues": ["1"]}}, "trueValues ['1'] is not read"),
        ({"field": {"type": "boolean", "falseValues": ["no"]}}, "falseValues ['no'] is not read"),
        ({"field": {"type": "date", "format": "%d.%m.%Y"}}, "format '%d.%m.%Y' is not read"),
        ({"field": {"categories": [1, 2]}}, "categories [1, 2] is not read"),
        ({"dialect": {"delimiter": ";"}}, "delimiter ';' is not read"),
        ({"dialect": {"commentChar": "#"}}, "commentChar '#' is not read"),
        ({"dialect": {"header": False}}, "header False is not read"),
        ({"dialect": "dialect.json"}, "dialect 'dialect.json' is not read"),
        ({"encoding": "windows-1252"}, "encoding 'windows-1252' is not read"),
        ({"format": "tsv"}, "format 'tsv' is not read"),
        ({"compression": "gz"}, "compression 'gz' is not read"),
        ({"data": [[1]]}, "data [[1]] is not read"),
    ],
)
def test_what_the_table_schema_has_and_the_reader_does_not_do_is_refused(changes, what):
    with pytest.raises(RecountedError) as fault:
        tables(_described(**changes))
    assert fault.value.what == what and fault.value.remedy.startswith("Take it out, and write the cells plainly")


def test_what_the_reader_does_may_be_said_in_so_many_words():
    said = [{name: values[-1] for name, values in each.items() if values} for each in (TABLE, DIALECT, SCHEMA, FIELD)]
    table, dialect, schema, field = said
    text = {"name": "share", "type": "string", "decimalChar": ","}  # read where a figure is taken from it
    schema |= {"fields": [{"name": "n", "type": "number", "decimalChar": "."} | field, text], "primaryKey": "n"}
    schema["foreignKeys"] = [{"fields": ["share"], "reference": {"resource": "", "fields": "share"}}]
    bounds = {
        "minimum": 0.5,
        "maximum": 10,
        "required": True,
        "unique": False,
        "enum": [1],
        "pattern": ".",
        "maxLength": 1,
    }
    assert bounds.keys() == CONSTRAINTS.keys()
    schema["fields"][0]["constraints"] = bounds
    described = _described(
        schema=schema, dialect=dialect, encoding="UTF-8", **{k: v for k, v in table.items() if k != "encoding"}
    )
    assert list(tables(described)) == ["courts", "seen"]


def test_a_file_that_is_no_table_needs_a_path_inside_data_too():
    package = _described()
    package["resources"].append({"name": "verdicts-json", "path": "verdicts/verdicts.json"})
    assert list(tables(package)) == ["courts", "seen"]
    package["resources"][-1]["path"] = "../verdicts.json"
    with pytest.raises(RecountedError, match="table 'verdicts-json': its path '../verdicts.json' leads out of data/"):
        tables(package)
