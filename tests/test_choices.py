"""A choice of a reader is told in plain words, wherever a verdict hangs on it."""

import csv
import json
import re

import pytest
from tests_support import ROOT

from recounted.judging.case_file import case_file
from recounted.judging.choices import choice_words, turn_words, turns
from recounted.judging.firmness import FIRM

ROWS = """notebook,parameter,value,kind,words,why
*,rounding,truncated,reading,if figures were cut off,x
01-help,rounding,truncated,reading,if sums were cut off,x
01-help,first_year,2020,reading,if the sum is of one year,x
01-help,first_year,*,view,if the sum begins with {value},x
"""
TABLES = {"readings": "readings.csv", "standing": "verdicts/standing.csv"}


@pytest.fixture
def told(project):
    package = project / "data/datapackage.json"
    described = json.loads(package.read_text())
    fields = [{"name": name, "type": "string"} for name in ROWS.splitlines()[0].split(",")]
    described["resources"].append({"name": "readings", "path": "readings.csv", "schema": {"fields": fields}})
    package.write_text(json.dumps(described))
    (project / "data/readings.csv").write_text(ROWS)
    return project


@pytest.mark.parametrize(
    ("notebook", "parameter", "value", "words"),
    [
        ("01-help", "rounding", "truncated", "if sums were cut off"),
        ("02-other", "rounding", "truncated", "if figures were cut off"),
        ("01-help", "first_year", 2020, "if the sum is of one year"),
        ("01-help", "first_year", 1999, "if the sum begins with 1999"),
        ("02-other", "first_year", 1999, "if first year is 1999"),
    ],
)
def test_a_value_has_the_words_of_its_own_row_before_those_for_all(told, notebook, parameter, value, words):
    assert choice_words(case_file().clauses, notebook, parameter, value) == words


def test_a_project_without_the_table_names_the_parameter(project):
    assert choice_words(case_file().clauses, "01-help", "trend_rule", "ends") == "if trend rule is ends"


def test_words_follow_the_table_when_it_changes(told):
    assert choice_words(case_file().clauses, "01-help", "first_year", 2020) == "if the sum is of one year"
    (told / "data/readings.csv").write_text(ROWS.replace("is of one year", "is short"))
    assert choice_words(case_file().clauses, "01-help", "first_year", 2020) == "if the sum is short"


def test_the_turns_of_a_verdict_are_one_sentence_by_what_comes_out(told):
    found = turns("rounding=truncated: disputed; first_year=2020: inconsistent; first_year=2001: disputed")
    assert found[0] == ("rounding", "truncated", "disputed") and turns("") == []
    clauses = case_file().clauses
    assert turn_words(clauses, "01-help", found) == (
        "It would be disputed if sums were cut off or if the sum begins with 2001, "
        "and inconsistent if the sum is of one year."
    )
    assert turn_words(clauses, "01-help", []) == ""


def test_a_value_with_the_signs_of_the_list_in_it_is_read_whole():
    assert turns("code=1997: a: supported") == [("code", "1997: a", "supported")]


def rows(name):
    text = (ROOT / "data" / TABLES[name]).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


CODES = {row["value"] for row in rows("readings") if re.fullmatch(r"[a-z]+-[a-z-]+", row["value"])}
NAMES = {row["parameter"] for row in rows("readings") if "_" in row["parameter"]}
# What no sentence may hold: a parameter's name with an underscore, or one with its value.
CODED = re.compile(rf"\b({'|'.join(sorted({row['parameter'] for row in rows('readings')}))}) ?= ?\S")

APART = re.compile(r"`[^`]*`|\(<[^>]*>\)")  # code, and addresses of links


def test_every_choice_is_a_clause_without_a_name_or_a_value_of_the_code():
    for row in rows("readings"):
        assert row["words"].startswith("if ") and row["words"][-1] not in ".,", row
        assert not any(each in row["words"] for each in (*NAMES, *CODES)), row
        assert ("{value}" in row["words"]) == (row["value"] == "*"), row


def test_no_two_readings_of_a_parameter_have_the_same_words():
    readings = [(row["notebook"], row["parameter"], row["words"]) for row in rows("readings")]
    assert len(readings) == len(set(readings))


def unsure():
    return [row for row in rows("standing") if int(row["holds"]) < FIRM * int(row["readings"])]


def shown(claim_id):
    """The Markdown of the cell that judged a claim, in the committed notebook."""
    (verdict,) = (each for each in VERDICTS if each["claim_id"] == claim_id)
    notebook = json.loads((ROOT / f"notebooks/{verdict['notebook']}.ipynb").read_text(encoding="utf-8"))
    (cell,) = (each for each in notebook["cells"] if each["id"] == verdict["cell"])
    return "\n".join("".join(out.get("data", {}).get("text/markdown", "")) for out in cell["outputs"])


VERDICTS = json.loads((ROOT / "data/verdicts/verdicts.json").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_there_are_verdicts_that_are_not_firm(built):
    assert 0 < len(unsure()) < len(VERDICTS)


@pytest.mark.parametrize("row", unsure(), ids=lambda row: row["claim_id"])
def test_a_verdict_that_is_not_firm_says_so_on_its_card_and_in_the_readme(built, row):
    said = f"The verdict holds in {row['holds']} of {row['readings']} readings of the article."
    case = case_file()
    notebook = case.claims[row["claim_id"]].notebook
    sentence = turn_words(case.clauses, notebook, turns(row["turns"])) or "No single choice turns it, two together do."
    card = shown(row["claim_id"])
    assert f"{said} {sentence}" in card
    share = f"{100 * int(row['holds']) / int(row['readings']):.0f} %"
    (line,) = (line for line in README.splitlines() if f"- {sentence.removesuffix('.')}:" in line)
    assert re.search(rf"\[{row['claim_id']}\]\([^)]+\) {share}", line)


def test_the_list_of_the_readme_has_no_other_claim(built):
    listed = README.partition("<details>")[2].partition("</details>")[0]
    assert sorted(re.findall(r"\[([\w-]+)\]\(notebooks/", listed)) == sorted(row["claim_id"] for row in unsure())


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("[0-9c]*.ipynb")), ids=lambda path: path.stem)
def test_no_card_names_a_parameter_with_its_value(built, path):
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for out in cell.get("outputs", []):
            text = "".join(out.get("data", {}).get("text/markdown", ""))
            assert not CODED.search(APART.sub("", text)), cell["id"]


def test_the_readme_names_a_parameter_with_its_value_in_commands_alone(built):
    assert not CODED.search(APART.sub("", README))
