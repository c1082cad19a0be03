"""What `run` and `verdicts` print: counts, what changed, what to do next."""

import pytest
from made import finding, judged, put

from recounted.building import build as building
from recounted.building.build import BuildReport
from recounted.building.collect import publish
from recounted.commands.cli import main
from recounted.running import single


@pytest.fixture
def building_is(monkeypatch):
    """A build that leaves these findings and says that it ran these notebooks."""

    def pretend(findings, ran):
        def build(workers=None, seconds=None):
            publish(findings)
            return BuildReport(ran, ["02-fresh"])

        monkeypatch.setattr(building, "build", build)

    return pretend


def test_a_first_build_prints_counts_and_what_to_open_next_and_no_changes(project, building_is, capsys):
    building_is([finding(printed="2019"), finding(claim_id="more", printed="82")], ["01-help"])
    assert main(["run"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == ["==> 1 notebook run, 1 up to date", "    2 claims"]
    assert any(line.split()[:3] == ["2", "✔", "reproduced"] for line in said)
    assert not [line for line in said if "changed" in line]
    found = "==> next: `recounted find 82` finds a claim by figure or words; "
    assert said[-1] == f"{found}`jupyter lab notebooks` opens the notebooks"


def test_what_a_makefile_has_is_named_as_it_is_typed(project, building_is, capsys):
    (project / "Makefile").write_text("all: ; @recounted run\nsite: $(MORE)\n\t@recounted lab\n")
    building_is([finding()], [])
    main(["run"])
    said = capsys.readouterr().out
    assert "`make site` writes all of it as pages; `jupyter lab notebooks` opens the notebooks" in said


def test_a_project_with_a_readme_names_it_first(project, building_is, capsys):
    (project / "README.md").write_text("x")
    building_is([finding()], [])
    main(["run"])
    assert "==> next: README.md has the findings; " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("header", "tags", "said"),
    [
        ("notebook,parameter,value,expect", {0: "parameters"}, ""),
        ("notebook,parameter,value,expect", {}, ", 01-help: 01-help.ipynb: no cells are tagged `parameters`"),
        ("notebook,parameter,value,expected", {0: "parameters"}, ", line 1: lacks the column 'expect'"),
    ],
)
def test_parameters_that_tests_set_and_that_cannot_be_set_are_told(project, building_is, capsys, header, tags, said):
    (project / "tests").mkdir()
    (project / "tests/parameters.csv").write_text(f"{header}\n01-help,rounding,up,error\n")
    put(project / "notebooks", "01-help", "rounding = 'nearest'", tags=tags)
    building_is([finding()], [])
    assert main(["run"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith(f"==> tests/parameters.csv{said}" if said else "==> next: ")


def test_changed_new_and_gone_verdicts_are_told_one_by_one(published, building_is, capsys):
    building_is([finding(verdict="disputed"), finding(claim_id="new")], ["01-help", "02-more"])
    assert main(["run"]) == 0
    said = capsys.readouterr().out
    assert "==> 2 notebooks run" in said
    for change in (
        "helped-total  reproduced → disputed",
        "new  (new) → reproduced",
        "helped-share  reproduced → (gone)",
    ):
        assert f"  changed: {change}\n" in said


def test_broken_verdicts_of_before_are_no_verdicts(published, building_is, capsys):
    (published / "data/verdicts/verdicts.json").write_text("{half")
    building_is([finding()], ["01-help"])
    assert main(["run"]) == 0 and "changed" not in capsys.readouterr().out


@pytest.fixture
def run_of(project, monkeypatch):
    """A notebook run that finds these, with a figure."""

    def pretend(*findings):
        path = judged(project / "build/runs/01-help.ipynb", *findings)
        (project / "build/runs/01-help").mkdir()
        (project / "build/runs/01-help/01-help-years.png").write_bytes(b"")
        monkeypatch.setattr(single, "run_single", lambda name, parameters, seconds: path)

    return pretend


def test_a_run_with_parameters_tells_which_verdicts_are_not_as_published(published, run_of, capsys):
    run_of(finding(verdict="inconsistent"), finding(claim_id="helped-share"))
    assert main(["run", "01", "--params", "rounding=truncated"]) == 0
    said = capsys.readouterr().out
    assert "  1 of 2 verdicts not as published\n  changed: helped-total  reproduced → inconsistent\n" in said
    assert "  figure: build/runs/01-help/01-help-years.png\n" in said
    assert said.endswith("==> build/runs/01-help.ipynb: 2 claims judged\n")


def test_a_run_that_changes_nothing_says_so(published, run_of, capsys):
    run_of(finding())
    main(["run", "01"])
    assert "  0 of 1 verdict not as published\n" in capsys.readouterr().out


def test_a_run_before_any_build_or_without_a_claim_says_so(project, run_of, capsys):
    run_of(finding())
    main(["run", "01"])
    assert "no published verdicts of these claims to compare with" in capsys.readouterr().out


def test_a_notebook_without_a_claim_says_so(published, run_of, capsys):
    run_of()
    main(["run", "01"])
    assert "  it judges no claim\n" in capsys.readouterr().out


def test_verdicts_can_be_cut_by_verdict_and_section(published, capsys):
    assert main(["verdicts", "--only", "contradicted", "--section", "5"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("✘   contradicted  helped-first-year") and said[1] == "    1 claims"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--only", "false"], "--only: 'false' is not known. Choose one of: corroborated"),
        (["--only", ""], "--only: '' is not known"),
        (["--section", ""], "--section: '' is not known. Choose one of: 5, ref"),
        (["--section", "12"], "--section: '12' is not known"),
    ],
)
def test_an_unknown_verdict_or_section_is_refused_with_the_choices(published, options, message, capsys):
    assert main(["verdicts", *options]) == 2
    assert capsys.readouterr().err.startswith(f"recounted: {message}")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["run", "-j", "0"], "--jobs: 0 notebooks at once"),
        (["run", "--jobs", "-1"], "--jobs: -1 notebooks at once"),
        (["run", "-p", "about", "1"], "parameter about: no notebook is named for it"),
        (["run", ""], "notebook: no notebooks begin with ''"),
        (["run", "99"], "notebook: no notebooks begin with '99'. Choose one of: 01-help"),
        (
            ["run", "01", "-p", "rouding", "x"],
            "01-help.ipynb: there is no parameter 'rouding'. Choose one of: rounding",
        ),
        (["verdicts"], "data/verdicts/verdicts.json: there are no verdicts yet. Run `make`"),
        (["find", "6"], "data/verdicts/verdicts.json: there are no verdicts yet"),
        (["check-text", "none.md"], "none.md: there is no such file"),
        (["article", "annotate", "c.md", "--output", "data/article/claims.csv"], "data/article/claims.csv: is no name"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(project, command, message, capsys, monkeypatch):
    monkeypatch.chdir(project)
    put(project / "notebooks", "01-help", "rounding = 'nearest'", tags={0: "parameters"})
    assert main(command) == 2
    said = capsys.readouterr()
    assert said.err.startswith(f"recounted: {message}") and said.err.count("\n") == 1 and said.out == ""
