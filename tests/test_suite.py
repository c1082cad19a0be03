"""The general checks of any project: each names its fault with the place, and is silent where all is well."""

import json
import os
import re

import pytest
from conftest import FINDINGS, forget
from made import finding, judged, notebook, put

from recounted.building.collect import COLUMNS, publish
from recounted.errors import RecountedError
from recounted.project import suite
from recounted.project.cases import HEADERS, cases
from recounted.project.check import notes


@pytest.fixture
def whole(published):
    """A project whose one notebook is executed and judges its three claims once each."""
    package = json.loads((published / "data/datapackage.json").read_text())
    fields = [{"name": name, "type": "string"} for name in COLUMNS]
    verdicts = {"name": "verdicts", "path": "verdicts/verdicts.csv", "schema": {"fields": fields}}
    (published / "data/datapackage.json").write_text(
        json.dumps(package | {"resources": [*package["resources"], verdicts]})
    )
    forget()
    (published / "data/verdicts/sources.csv").unlink(missing_ok=True)
    path = judged(published / "notebooks/01-help.ipynb", *FINDINGS)
    _change(path, lambda cells: [cell.update(execution_count=n) for n, cell in enumerate(cells, start=1)])
    for name, columns in HEADERS.items():
        _cases(published, name, ",".join(columns))
    for name, each in zip(("helped-total", "helped-first-year", "helped-share"), _cells(path), strict=True):
        assert name in each["source"]
    return published


def _cells(path):
    return json.loads(path.read_text())["cells"]


def _change(path, change):
    found = json.loads(path.read_text())
    change(found["cells"])
    path.write_text(json.dumps(found))


def _notebook(project):
    return project / "notebooks/01-help.ipynb"


def _cases(project, name, *lines):
    (project / "tests").mkdir(exist_ok=True)
    (project / f"tests/{name}.csv").write_text("\n".join(lines) + "\n")


def test_all_is_well_with_a_whole_project(whole):
    checks = (suite.tables_are_as_described, suite.notebooks_are_executed, suite.golden_verdicts_hold)
    for check in (*checks, suite.own_cases_can_be_read):
        assert list(check()) == []
    assert list(suite.each_claim_is_judged_where_the_ledger_says()) == []


def test_a_table_that_is_not_as_described_is_named_with_its_line(whole):
    (whole / "data/article/helped.csv").write_text("year,persons\n2019,two\n")
    (fault,) = suite.tables_are_as_described()
    assert "helped.csv, line 2, column persons" in fault


def test_a_csv_file_that_the_package_does_not_know_is_named_with_the_remedy(whole):
    (whole / "data/sources/more.csv").write_text("a\n1\n")
    assert list(suite.tables_are_as_described()) == [
        "data/sources/more.csv: is not in the data package. `recounted table` adds it"
    ]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda cells: cells[1].update(execution_count=7), "its cells were not executed in order"),
        (lambda cells: cells[1].update(execution_count=None), "its cells were not executed in order"),
        (lambda cells: cells[0]["outputs"].append({"output_type": "error"}), "a cell failed"),
        (lambda cells: cells[2].update(outputs=[]), "cell x2: recorded no finding"),
        (
            lambda cells: cells[0]["outputs"].append({"output_type": "x", "data": {"text/plain": "at 0x7f0123456789"}}),
            "an output holds '0x7f0123456789', which differs from run to run",
        ),
        (
            lambda cells: cells[0]["outputs"].append({"output_type": "x", "data": {"text/plain": "in /home/ann/x"}}),
            "an output holds '/home/', which differs",
        ),
        (
            lambda cells: cells[0].update(metadata={"tags": ["parameters"]}, source="about = 0.1"),
            "parameters: no meaning or range is given: about = 0.1",
        ),
        (
            lambda cells: cells[2].update(metadata={"tags": ["picture"]}),
            "cell x2: judges a claim and is tagged `picture`. Judge it in another cell",
        ),
    ],
)
def test_a_notebook_that_was_not_executed_as_it_stands_is_named(whole, change, fault):
    _change(_notebook(whole), change)
    assert any(fault in each for each in suite.notebooks_are_executed())


@pytest.mark.parametrize(("before", "is_named"), [("in ", True), ("https://example.org", False)])
def test_an_output_with_the_path_of_the_project_is_named(whole, monkeypatch, before, is_named):
    monkeypatch.setattr(suite, "CHANCE", re.compile("(?!)"))  # nothing: the project of a test lies in a folder of /tmp
    shown = {"output_type": "x", "data": {"text/plain": f"{before}{whole}/data"}}
    _change(_notebook(whole), lambda cells: cells[0]["outputs"].append(shown))
    assert any(f"an output holds '{whole}/'" in each for each in suite.notebooks_are_executed()) is is_named


@pytest.mark.parametrize(
    ("drawn", "after", "missing"),
    [
        ("figure, top = draw()\nsave(figure, 'a')", "print(top)", ["top"]),
        ("height = 3", "def high():\n    return height\nhigh()", ["height"]),
        ("rows.append(1)", "print(rows)", ["rows"]),
        ("import numpy as np", "np.e", ["np"]),
        ("row = 1", "[row for row in rows]", []),
        ("row = 1", "row = 2\nprint(row)", []),
        ("row = 1", "print(rows)", []),
    ],
)
def test_what_a_cell_that_only_draws_makes_for_later_cells_is_named(tmp_path, drawn, after, missing):
    path = put(tmp_path, "01", "rows = []", drawn, after, tags={1: "picture"})
    said = list(suite._of_pictures(path, {cell["id"] for cell in json.loads(path.read_text())["cells"][1:2]}))
    assert [each.partition(" makes ")[2].partition(",")[0] for each in said] == missing
    assert list(suite._of_pictures(path, set())) == []


def test_letters_of_a_picture_are_no_path(whole):
    picture = {"output_type": "x", "data": {"image/png": "aa/home/aa"}}
    _change(_notebook(whole), lambda cells: cells[0]["outputs"].append(picture))
    assert list(suite.notebooks_are_executed()) == []


def test_a_claim_that_no_notebook_judges_or_that_two_cells_do_is_named(whole):
    judged(_notebook(whole), FINDINGS[0], FINDINGS[0], FINDINGS[1])
    said = list(suite.each_claim_is_judged_where_the_ledger_says())
    assert said == [
        "01-help: judges helped-total 2 times. Run `make`",
        "01-help: judges helped-share 0 times. Run `make`",
    ]


def test_a_claim_judged_in_another_notebook_or_that_is_none_is_named(whole):
    judged(whole / "notebooks/02-more.ipynb", FINDINGS[0], finding(claim_id="nobody"))
    said = list(suite.each_claim_is_judged_where_the_ledger_says())
    assert "02-more: judges helped-total, which claims.csv does not give it" in said
    assert "02-more: judges nobody, which claims.csv does not give it" in said


def test_golden_rows_are_held_column_by_column_and_an_empty_cell_is_not(whole):
    _cases(
        whole,
        "golden",
        "claim_id,article_verdict,source_verdict,verdict,why",
        "helped-total,reproduced,,reproduced,",
        "helped-share,,corroborated,,",
        "helped-nobody,,,reproduced,",
        "",
        "helped-share,,,,by hand",
    )
    assert list(suite.golden_verdicts_hold()) == [
        "tests/golden.csv, line 3, helped-share: source_verdict is no-source, not corroborated",
        "tests/golden.csv, line 4, helped-nobody: verdict is (no such claim), not reproduced",
        "tests/golden.csv, line 6, helped-share: gives no verdict to compare",
    ]


def test_without_rows_of_cases_nothing_is_run(whole, monkeypatch):
    monkeypatch.setattr(suite, "_run", lambda *_: pytest.fail("it ran"))
    assert list(suite.other_parameters_do_as_expected()) == list(suite.edits_turn_their_verdicts()) == []


def _pretend(monkeypatch, answer):
    """In place of a run: `answer(parameters)` gives the verdict of helped-total, or an error."""

    def run(name, parameters):
        if isinstance(found := answer(parameters), RecountedError):
            raise found
        return [finding(verdict=found)]

    monkeypatch.setattr(suite, "_run", run)


@pytest.mark.parametrize(
    ("expect", "answer", "said"),
    [
        ("", "reproduced", []),
        ("error", RecountedError("x", "RecountedError: parameter about: 1 is out of range", "Choose"), []),
        (
            "error",
            RecountedError("x", "NameError: abouts", "Y"),
            ["fails by an error that does not name the parameter"],
        ),
        ("eror", "reproduced", ["expects 'eror'. Write error, claim-id=verdict, or nothing"]),
        ("helped-total=reproduced", "reproduced", []),
        ("helped-total=disputed", "reproduced", ["helped-total is reproduced, not disputed"]),
        ("helped-nobody=disputed", "reproduced", ["helped-nobody is None, not disputed"]),
        ("error", "reproduced", ["was not refused"]),
        ("", RecountedError("x", "out of range", "Choose"), ["x: out of range. Choose"]),
    ],
)
def test_a_run_at_another_parameter_does_as_its_row_expects(whole, monkeypatch, expect, answer, said):
    _cases(whole, "parameters", "notebook,parameter,value,expect", f"01-help,about,0.3,{expect}")
    _parameters(whole, 0)
    _pretend(monkeypatch, lambda parameters: answer if parameters == {"about": "0.3"} else pytest.fail("other"))
    where = "tests/parameters.csv, line 2, 01-help at about=0.3: "
    told = list(suite.other_parameters_do_as_expected())
    assert len(told) == len(said) and all(a.startswith(f"{where}{b}") for a, b in zip(told, said, strict=True))


@pytest.mark.parametrize(
    ("tagged", "row", "said"),
    [
        ([0], "99-none,about,0.3,error", "no notebooks begin with '99-none'. Choose one of: 01-help"),
        ([0], "01-help,abuot,0.3,error", "there is no parameter 'abuot'. Choose one of: about"),
        ([], "01-help,about,0.3,error", "01-help.ipynb: no cells are tagged `parameters`"),
        ([0, 1], "01-help,about,0.3,error", "01-help.ipynb: 2 cells are tagged `parameters`"),
    ],
)
def test_what_cannot_be_set_is_no_refusal(whole, monkeypatch, tagged, row, said):
    _cases(whole, "parameters", "notebook,parameter,value,expect", row)
    _parameters(whole, *tagged)
    monkeypatch.setattr(suite, "_run", lambda *_: pytest.fail("it ran"))
    (told,) = suite.other_parameters_do_as_expected()
    assert told.startswith("tests/parameters.csv, line 2, ") and said in told
    listed = [each.what for each in notes() if each.kind == "parameters that cannot be set"]
    assert listed == ([] if "abuot" in row else [told.partition("=0.3: ")[2]])


def _parameters(project, *tagged):
    """Tag these code cells of its notebook `parameters`; they set `about`."""
    cell = {"source": "about = 0.1  # half-width", "metadata": {"tags": ["parameters"]}}
    _change(_notebook(project), lambda cells: [cells[each].update(cell) for each in tagged])


@pytest.mark.parametrize(
    ("old", "after", "said"),
    [
        ('"2019,2"', "inconsistent", []),
        ('"2019,2"', "disputed", ["tests/edits.csv, line 2, helped-total: is inconsistent, not disputed"]),
        (
            "2021",
            "disputed",
            ["tests/edits.csv, line 2, helped-total: '2021' stands 0 times in data/article/helped.csv, not once"],
        ),
        (
            "20",
            "disputed",
            ["tests/edits.csv, line 2, helped-total: '20' stands 3 times in data/article/helped.csv, not once"],
        ),
    ],
)
def test_an_edit_turns_its_verdict_in_a_copy_and_the_project_stays_as_it_was(whole, monkeypatch, old, after, said):
    row = f'article/helped.csv,{old},"2019,3",01-help,helped-total,reproduced,{after}'
    _cases(whole, "edits", "table,old,new,notebook,claim_id,before,after", row)
    before = (whole / "data/article/helped.csv").read_bytes(), os.environ["RECOUNTED_ROOT"]

    def run(parameters):
        folder = os.environ["RECOUNTED_ROOT"]
        assert folder != str(whole) and os.path.isfile(f"{folder}/notebooks/01-help.ipynb")
        with open(f"{folder}/data/article/helped.csv") as file:
            return "inconsistent" if "2019,3" in file.read() else "reproduced"

    _pretend(monkeypatch, run)
    assert list(suite.edits_turn_their_verdicts()) == said
    assert ((whole / "data/article/helped.csv").read_bytes(), os.environ["RECOUNTED_ROOT"]) == before


def test_the_quick_checks_run_no_notebook_and_none_stands_in_both_lists():
    assert not set(suite.QUICK) & set(suite.SLOW)
    assert all(check.__doc__ for check in (*suite.QUICK, *suite.SLOW))


def test_a_notebook_that_judges_nothing_needs_no_finding(whole):
    (whole / "notebooks/00-note.ipynb").write_text(json.dumps(notebook("# Note", "1 + 1")))
    assert not [each for each in suite.notebooks_are_executed() if "recorded no finding" in each]
    publish(FINDINGS)


def test_an_edit_that_cannot_be_made_or_run_is_named_with_its_row(whole):
    header = ",".join(HEADERS["edits"])
    gone = 'article/gone.csv,"2019,2","2019,3",01-help,helped-total,reproduced,disputed'
    none = 'article/helped.csv,"2019,2","2019,3",99-none,helped-total,reproduced,disputed'
    _cases(whole, "edits", header, gone, none)
    first, second = suite.edits_turn_their_verdicts()
    assert first == "tests/edits.csv, line 2, helped-total: there is no table data/article/gone.csv"
    assert second.startswith("tests/edits.csv, line 3, helped-total: notebook: no notebooks begin with '99-none'")


GOLDEN = ",".join(HEADERS["golden"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1: is empty. Let it be: claim_id,article_verdict"),
        (f"\n{GOLDEN}\n".encode(), "line 1: is empty"),
        (GOLDEN.replace(",", ";").encode(), "line 1: its cells are separated by semicolons, not by commas"),
        (GOLDEN.replace(",", "\t").encode(), "line 1: its cells are separated by tabs, not by commas"),
        (GOLDEN.encode("utf-16"), "line 1: is not UTF-8. Save it as CSV UTF-8"),
        (f"{GOLDEN}\nx,,,reproduced,Zürich".encode("latin-1"), "line 2: is not UTF-8"),
        (
            GOLDEN.replace("article_v", "Article_v").encode(),
            "lacks the column 'article_verdict' and has 'Article_verdict'",
        ),
        (b"x,reproduced,,,\n", "lacks the column 'claim_id', 'article_verdict'"),
        (b"claim_id,verdict,article_verdict,source_verdict,why\n", "its columns stand in another order"),
        (f"{GOLDEN}\nx,reproduced\n".encode(), "line 2: 2 cells under 5 columns"),
        (f'{GOLDEN}\nx,reproduced,,,"a"b\n'.encode(), "line 2: not readable as CSV"),
        (None, "tests/golden.csv: is not there. Restore it"),
    ],
)
def test_a_file_of_cases_that_cannot_be_read_is_one_clear_fault(whole, content, said):
    path = whole / "tests/golden.csv"
    path.unlink() if content is None else path.write_bytes(content)
    (told,) = suite.faults_of(suite.golden_verdicts_hold)
    assert told.startswith("tests/golden.csv") and said in told
    assert list(suite.own_cases_can_be_read()) == [told]


def test_a_file_of_cases_as_spreadsheets_save_it_is_read(whole):
    (whole / "tests/golden.csv").write_bytes(f'\ufeff{GOLDEN}\r\nx,,,,"a\r\nb"\r\n'.encode())
    ((where, row),) = cases("golden")
    assert (where, row["claim_id"], row["why"]) == ("tests/golden.csv, line 3", "x", "a\r\nb")
