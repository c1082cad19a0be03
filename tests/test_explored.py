"""What can be asked of a notebook, and what each answer changes: read from its checks, run without a kernel."""

import json
import os

import pytest
from conftest import forget
from made import finding, put
from site_support import CITATION
from tests_support import ROOT

from recounted.building import explored
from recounted.building.collect import publish
from recounted.commands.cli import main
from recounted.commands.explore import reminder
from recounted.errors import RecountedError
from recounted.judging.findings import findings_of
from recounted.running.inline import findings_at
from recounted.running.options import options
from recounted.site import book
from recounted.tables.rows import dicts

pytestmark = pytest.mark.slow  # every reading that the explorer offers

PARAMETERS = 'first_year = 2019  # first year, 2019 to 2021\nhow = "all"  # whom\nrounding = "nearest"'


def declare(project, *rows):
    """Let the made-up project say what its readings are."""
    package = json.loads((project / "data/datapackage.json").read_text())
    fields = [{"name": name, "type": "string"} for name in ("notebook", "parameter", "value", "kind", "words", "why")]
    package["resources"].append({"name": "readings", "path": "readings.csv", "schema": {"fields": fields}})
    (project / "data/datapackage.json").write_text(json.dumps(package))
    (project / "data/readings.csv").write_text("\n".join(["notebook,parameter,value,kind,words,why", *rows]) + "\n")
    forget()


def asked(folder, *checks, parameters=PARAMETERS):
    path = put(folder, "01-help", "# Help", parameters, *checks, tags={1: "parameters"})
    return {each.name: each for each in options(path)}


def test_defaults_and_meanings_come_from_the_cell_of_parameters(tmp_path):
    found = asked(tmp_path)
    assert found["first_year"].default == 2019 and found["first_year"].meaning == "first year, 2019 to 2021"
    assert (found["how"].default, found["how"].values) == ("all", ())
    assert found["rounding"].values == ("nearest", "truncated") and found["rounding"].meaning == ""


@pytest.mark.parametrize(
    ("check", "name", "values"),
    [
        ('one_of("how", how, ["all", "some"])', "how", ("all", "some")),
        ('one_of("first_year", first_year, range(2018, 2021))', "first_year", (2018, 2019, 2020)),
        ('in_range("first_year", first_year, 2018, 2020)', "first_year", (2018, 2019, 2020)),
        ('in_range("first_year", first_year, 2018, last_year - 1)', "first_year", (2018, 2019)),
        ("period(first_year, 2020, 2018, 2022)", "first_year", (2018, 2019, 2020)),
        ("period(first_year, 2022, 2018, 2022)\nin_range('first_year', 1, 2019, 2020)", "first_year", (2019, 2020)),
        ('one_of("how", how, WHOM)', "how", ()),
        ('in_range("share", share, 0.05, 0.5)', "share", (0.05, 0.1, 0.2, 0.4, 0.5)),
        ('in_range("many", many, 100, 100000)', "many", (100, 1000, 10000, 100000)),
        ("%matplotlib inline", "how", ()),
    ],
)  # fmt: skip
def test_values_come_from_the_checks_that_follow(tmp_path, check, name, values):
    more = "\nlast_year = 2020\nshare = 0.2  # a share\nmany = 1000"
    assert asked(tmp_path, check, parameters=PARAMETERS + more)[name].values == values


def test_every_value_that_this_project_offers_is_one_that_its_notebook_takes():
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for each in options(path):
            assert not each.values or each.default in each.values, (path.stem, each.name)
            assert len(set(map(str, each.values))) == len(each.values)


def test_values_that_no_check_names_are_those_of_the_table_of_readings(project):
    rows = [
        "01-help,how,all,reading,if so,x",
        "01-help,how,few,reading,if so,x",
        "01-help,how,*,view,if so,x",
        "02-harm,how,none,view,if so,x",
    ]
    rows += ["01-help,first_year,2020,reading,if so,x"]
    declare(project, *rows)
    found = asked(project, 'one_of("how", how, WHOM)')
    assert found["how"].values == ("all", "few") and found["first_year"].values == (2019, 2020)


def test_only_what_differs_from_the_published_finding_is_kept():
    before = {"helped-total": finding(), "helped-share": finding(claim_id="helped-share")}
    after = [finding(verdict="inconsistent"), finding(claim_id="helped-share", lead="another"), finding(claim_id="new")]
    changed = explored.changed(before, after)
    assert list(changed) == ["helped-total"] and changed["helped-total"]["verdict"] == "inconsistent"
    assert tuple(changed["helped-total"]) == (*explored.SHOWN, "said", "without")


JUDGED = 'from recounted import begin, case_file, load\njudge = begin("01-help", case_file(), rounding=rounding)'
ONE = """judge(
    "helped-total", 6 if how == "all" else 5, found="The years add up to {value}", cells=load("counts"),
    facts={"listed": "x"},
)"""


@pytest.fixture
def small(project, monkeypatch):
    """The made-up project with one notebook: at how="some" its claim gets another verdict, how="none" is refused."""
    monkeypatch.chdir(project)
    check = 'from recounted.judging.parameters import one_of\none_of("how", how, ["all", "some"])'
    refuse = (
        'from recounted import RecountedError\nif rounding == "truncated":\n    raise RecountedError("x", "no", "y")'
    )
    path = put(
        project / "notebooks",
        "01-help",
        "# Help",
        PARAMETERS,
        JUDGED,
        check,
        refuse,
        "figure = 1",
        ONE,
        tags={1: "parameters"},
    )
    notebook = json.loads(path.read_text())
    (found,) = findings_at(path, {})
    data = {"application/scrapbook.scrap.json+json": {"data": found.as_json()}}
    notebook["cells"][6]["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": data}]
    path.write_text(json.dumps(notebook))
    publish([found, finding(claim_id="helped-first-year"), finding(claim_id="helped-share")])
    forget()
    return project


def test_judging_here_leaves_the_surroundings_of_this_process_as_they_were(small, monkeypatch):
    """A kernel that is started later has them too: with Agg for its backend it would show no figure."""
    monkeypatch.delenv("MPLBACKEND", raising=False)
    before = dict(os.environ)
    findings_at(small / "notebooks/01-help.ipynb", {})
    assert dict(os.environ) == before


def test_a_notebook_is_judged_at_other_parameters_without_a_kernel(small):
    path = small / "notebooks/01-help.ipynb"
    assert [each.verdict for each in findings_at(path, {"how": "some"})] == ["inconsistent"]
    assert findings_of(path) == findings_at(path, {})
    with pytest.raises(RecountedError, match="'none' is not possible"):
        findings_at(path, {"how": "none"})


def test_what_is_explored_is_kept_until_the_notebook_changes(small, capsys):
    assert explored.stale() == ["01-help"] and explored.load() == {}
    assert main(["explore"]) == 0 and "01-help: 1 runs, 1 turn a verdict" in capsys.readouterr().out
    (run,) = explored.load()["01-help"]
    assert run.parameters == {"how": "some"} and run.changed["helped-total"]["verdict"] == "inconsistent"
    assert main(["explore"]) == 0 and "Nothing to explore anew" in capsys.readouterr().out
    path = small / "notebooks/01-help.ipynb"
    path.write_text(path.read_text() + "\n")
    assert explored.load() == {} and explored.stale() == ["01-help"]


def test_what_is_not_explored_since_it_changed_is_told_in_one_line_and_nothing_is_run(small, monkeypatch, capsys):
    monkeypatch.setattr(book, "is_here", lambda: False)  # Sphinx takes seconds
    said = f"{explored.FILE}: the explorer leaves out 01-help, not explored since changed. Run `make explore` (minutes)"
    assert main(["explore", "--check"]) == 1 and capsys.readouterr().out == f"{said}\n"
    assert not (small / explored.FILE).exists()
    (small / "CITATION.cff").write_text(CITATION)
    assert main(["site", "--offline"]) == 0 and capsys.readouterr().out.splitlines()[-1] == said
    main(["explore"]), capsys.readouterr()
    assert main(["explore", "--check"]) == 0 and capsys.readouterr().out == ""
    assert main(["site", "--offline"]) == 0 and "explore" not in capsys.readouterr().out


def test_two_readings_of_two_parameters_are_run_together_and_views_are_not(small):
    alone = [
        "how,all,reading,if so,x",
        "how,some,reading,if so,x",
        "rounding,nearest,reading,if so,x",
        "rounding,truncated,reading,if so,x",
    ]
    declare(small, *(f"01-help,{each}" for each in [*alone, "first_year,*,view,if so,x"]))
    path = small / "notebooks/01-help.ipynb"
    assert explored.tasks(path) == [
        {"how": "some"},
        {"rounding": "truncated"},
        {"how": "some", "rounding": "truncated"},
    ]


def test_the_committed_runs_give_the_verdicts_that_the_search_of_readings_gave():
    """Two ways to the same verdict: whole notebooks here, only what a judging cell needs there."""
    runs = explored.load()
    searched: dict[str, dict[frozenset, str]] = {}
    for row in dicts("specifications"):
        chosen = frozenset(each.partition("=")[::2] for each in row["choices"].split("; "))
        searched.setdefault(row["claim_id"], {})[chosen] = row["verdict"]
    held = 0
    for run in [run for each in runs.values() for run in each if len(run.parameters) == 2]:
        for claim_id, found in run.changed.items():
            given = {(name, str(value)) for name, value in run.parameters.items()}
            own = next(iter(searched.get(claim_id, {})), frozenset())
            changed = {pair for pair in own if pair[0] not in run.parameters}
            if (verdict := searched.get(claim_id, {}).get(frozenset(changed | given))) is not None:
                assert found["verdict"] == verdict, (claim_id, run.parameters)
                held += 1
    assert held > 50


def test_a_file_that_is_no_exploration_is_named_with_what_to_do(small):
    (small / explored.FILE).write_text('{"01-help": 3}')
    with pytest.raises(RecountedError, match="Delete it and run `make explore`"):
        explored.load()


def test_the_committed_runs_are_those_of_the_committed_notebooks(built, monkeypatch):
    monkeypatch.chdir(ROOT)
    forget()
    assert reminder() == ""


def test_a_run_without_a_kernel_finds_what_papermill_finds(built, monkeypatch, tmp_path):
    from recounted.running.run import Job, run

    monkeypatch.chdir(ROOT)
    forget()
    path, given = ROOT / "notebooks/02-registered-offences.ipynb", {"trend_rule": "every-step"}
    run([Job("02", path, tmp_path / "02.ipynb", given)])
    assert findings_of(tmp_path / "02.ipynb") == findings_at(path, given)
