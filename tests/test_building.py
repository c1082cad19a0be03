"""What is stale is told by content; what was built is kept whole; an interrupted build goes on from where it was."""

import json
from collections import Counter
from pathlib import Path

import pytest
from conftest import forget
from made import outputs, put
from small import SUMMARIES, TOPICS, Small

from recounted.building import build as building
from recounted.building import inputs, state
from recounted.building.build import build
from recounted.errors import RecountedError
from recounted.running import run as running

ALL = TOPICS + SUMMARIES


@pytest.fixture
def small(tmp_path, monkeypatch):
    monkeypatch.setenv("RECOUNTED_ROOT", str(tmp_path))
    made = Small(tmp_path)
    monkeypatch.setattr(running, "run", made.pretend)
    yield made
    forget()


def test_a_fresh_clone_builds_everything_and_then_nothing(small):
    assert build() == (ALL, [])
    assert small.next_build() == []
    assert build() == ([], sorted(ALL))


def test_a_notebook_that_loads_the_verdicts_runs_after_those_that_judge_whatever_its_name(small):
    assert small.next_build() == ["01-red", "02-blue", "00-atlas", "summary"]


def test_outputs_are_the_executed_notebook_twice_its_figures_and_the_verdicts(small):
    build()
    folders = (small.folder / "build", small.folder / "figures", small.folder / "data/verdicts")
    written = [path for folder in folders for path in folder.rglob("*.*") if path.name != ".lock"]
    assert {str(path.relative_to(small.folder)) for path in written} == {
        "build/state.json",
        "data/verdicts/sources.csv",
        "data/verdicts/verdicts.csv",
        "data/verdicts/verdicts.json",
        *(f"figures/{name}.svg" for name in ALL),
        *(f"build/notebooks/{name}.ipynb" for name in ALL),
    }
    for name in ALL:
        assert small.read(f"build/notebooks/{name}.ipynb") == small.read(f"notebooks/{name}.ipynb")


def test_a_changed_table_runs_only_the_notebooks_that_read_it(small):
    build()
    small.write("data/red.csv", "a\n3\n")
    assert small.next_build() == ["01-red"]  # its output is the same, so nothing follows
    (small.folder / "data/red.csv").touch()
    assert small.next_build() == []


@pytest.mark.slow
def test_a_changed_description_of_a_table_counts_as_a_change_of_it(small):
    build()
    package = json.loads(small.read("data/datapackage.json"))
    package["resources"][1]["title"] = "Navy"
    small.write("data/datapackage.json", json.dumps(package))
    assert small.next_build() == ["02-blue"]


@pytest.mark.slow
def test_of_the_ledger_and_the_sources_only_the_rows_that_matter_count(small):
    build()
    small.write("data/claims.csv", small.read("data/claims.csv") + "c3,5,3,,6,equals,persons,Three,02-blue\n")
    assert small.next_build() == ["02-blue", *SUMMARIES]
    small.write("data/sources.csv", "source_id,title\ns1,One\ns2,Second\n")
    assert small.next_build() == []
    small.write("data/sources.csv", "source_id,title\ns1,First\ns2,Second\n")
    assert small.next_build() == ["02-blue"]


@pytest.mark.slow
def test_a_changed_verdict_runs_the_notebooks_that_load_the_verdicts(small):
    build()
    small.write("data/claims.csv", small.read("data/claims.csv").replace("One", "The one"))
    assert small.next_build() == ["01-red", *SUMMARIES]


@pytest.mark.slow
def test_a_lock_library_or_python_change_runs_everything(small, monkeypatch):
    build()
    small.write("requirements.lock", "x==2\n")
    assert small.next_build() == ALL
    changed = ("tables.py", "recounted/tables.py", "changed")
    monkeypatch.setattr(inputs, "_library", lambda: [changed])
    assert small.next_build() == ALL
    monkeypatch.setattr(inputs, "_library", lambda: [changed, ("article", "recounted/article/strip.py", "new")])
    assert small.next_build() == []  # none of these notebooks names recounted.article
    monkeypatch.setattr(inputs.sys, "version_info", (3, 99))
    assert small.next_build() == ALL


@pytest.mark.slow
@pytest.mark.parametrize("output", ["build/notebooks/02-blue.ipynb", "figures/02-blue.svg"])
def test_a_lost_or_changed_output_is_made_again(small, output):
    build()
    before = small.read(output)
    for spoil in ((small.folder / output).unlink, lambda: small.write(output, "spoilt")):
        spoil()
        assert small.next_build() == ["02-blue"]
        assert small.read(output) == before


@pytest.mark.slow
@pytest.mark.parametrize("output", ["data/verdicts/verdicts.csv", "data/verdicts/verdicts.json", "README.md"])
def test_a_hand_edited_product_is_repaired_without_running_a_notebook(small, output):
    build()
    before = small.read(output)
    small.write(output, before.replace("c1", "c9").replace("| 2 |", "| 3 |"))
    assert small.read(output) != before
    assert small.next_build() == []
    assert small.read(output) == before


@pytest.mark.slow
def test_what_is_published_is_no_input_of_the_build(small):
    before = inputs.everything(ALL), inputs.data_files()
    build()
    assert (inputs.everything(ALL), inputs.data_files()) == before
    assert "data/red.csv" in before[1]


@pytest.mark.slow
def test_a_change_of_what_writes_the_verdicts_writes_them_anew(small, monkeypatch):
    build()
    small.write("data/verdicts/verdicts.csv", "older columns")
    noted = json.loads(small.read(state.FILE))
    noted["verdicts"]["outputs"]["data/verdicts/verdicts.csv"] = inputs.digest("older columns")
    small.write(state.FILE, json.dumps(noted))
    assert small.next_build() == [] and small.read("data/verdicts/verdicts.csv") == "older columns"
    monkeypatch.setattr(inputs, "writers", lambda: {"collect.py": "changed"})
    small.next_build()
    assert "c1,5" in small.read("data/verdicts/verdicts.csv")


@pytest.mark.slow
def test_a_notebook_saved_with_other_outputs_comes_back_to_its_normal_form(small):
    build()
    before = small.read("notebooks/01-red.ipynb")
    small.write("notebooks/01-red.ipynb", before.replace('"execution_count": 1', '"execution_count": 9'))
    assert small.next_build() == ["01-red"]
    assert small.read("notebooks/01-red.ipynb") == before


@pytest.mark.slow
def test_an_interrupted_build_goes_on_from_where_it_was(small, monkeypatch):
    def interrupted(jobs, workers, finished):
        small.pretend(jobs[:1], workers, finished)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(running, "run", interrupted)
        with pytest.raises(KeyboardInterrupt):
            build()
    assert not (small.folder / "build/staging").exists()
    assert small.next_build() == ALL[1:]


def test_of_a_failing_notebook_nothing_is_written(small, monkeypatch):
    build()
    before = {path: path.read_bytes() for path in small.folder.rglob("*") if path.is_file()}
    small.write("data/red.csv", "a\n3\n")

    def failing(jobs, workers, finished):
        jobs[0].figures.mkdir(parents=True)
        (jobs[0].figures / "01-red.svg").write_text("half")
        raise RecountedError("01-red.ipynb", "fails", "Correct it")

    monkeypatch.setattr(running, "run", failing)
    with pytest.raises(RecountedError, match="fails"):
        build()
    del before[small.folder / "data/red.csv"]
    assert {path: path.read_bytes() for path in before} == before


def test_a_notebook_edited_while_it_runs_is_kept_as_edited(small, monkeypatch):
    def edited_meanwhile(jobs, workers, finished):
        for job in jobs:
            if job.name == "01-red":
                put(job.source.parent, job.name, "'edited'")
            small.pretend([job], workers, finished)

    with monkeypatch.context() as patch:
        patch.setattr(running, "run", edited_meanwhile)
        with pytest.raises(RecountedError, match="notebooks/01-red.ipynb: was edited while it ran. Build again"):
            build()
    assert "edited" in small.read("notebooks/01-red.ipynb")
    assert small.next_build()[0] == "01-red"


def test_a_notebook_that_changes_its_own_input_is_named_by_that_input(small, monkeypatch):
    def writes_data(jobs, workers, finished):
        small.write("data/red.csv", "a\n7\n")
        small.pretend(jobs, workers, finished)

    monkeypatch.setattr(running, "run", writes_data)
    with pytest.raises(RecountedError, match=r"data/red.csv: changed while notebooks ran"):
        build()
    assert not (small.folder / "data/verdicts").exists()


@pytest.mark.slow
def test_what_a_removed_notebook_left_is_removed_and_verdicts_are_collected_anew(small):
    build()
    (small.folder / "notebooks/02-blue.ipynb").unlink()
    small.write("data/claims.csv", small.read("data/claims.csv").replace("c2,5,2,,6,equals,persons,Two,02-blue\n", ""))
    assert small.next_build() == SUMMARIES
    assert not (small.folder / "figures/02-blue.svg").exists()
    assert not (small.folder / "build/notebooks/02-blue.ipynb").exists()


def test_a_figure_no_longer_drawn_is_removed(small, monkeypatch):
    build()
    small.write("figures/by-hand.svg", "kept")
    put(small.folder / "notebooks", "01-red", 'load("red")')

    def without_figures(jobs, workers, finished):
        for job in jobs:
            small.leave_outputs(job)
            (job.figures / f"{job.name}.svg").unlink()
            finished(job)

    monkeypatch.setattr(running, "run", without_figures)
    build()
    left = sorted(path.name for path in (small.folder / "figures").iterdir())
    assert left == ["00-atlas.svg", "02-blue.svg", "by-hand.svg", "summary.svg"]


@pytest.mark.parametrize(
    ("leave", "told"),
    [
        (lambda folder: (folder / "02-blue.svg").write_text("stolen"), "figures/02-blue.svg"),
        (lambda folder: (folder / "01-red-more").mkdir(), "figures/01-red-more"),
    ],
)
def test_a_figure_is_a_file_that_bears_its_notebooks_name(small, monkeypatch, leave, told):
    def misnamed(jobs, workers, finished):
        small.leave_outputs(jobs[0])
        leave(jobs[0].figures)
        finished(jobs[0])

    monkeypatch.setattr(running, "run", misnamed)
    with pytest.raises(RecountedError, match=f"01-red.ipynb: writes {told}"):
        build()


def test_only_the_named_notebooks_are_built(small):
    assert build(only=["02-blue"]) == (["02-blue"], [])
    assert small.ran == ["02-blue"] and not (small.folder / "data/verdicts").exists()


def test_a_second_build_waits_for_the_first_and_finds_its_work_done(small, capfd):
    from threading import Thread

    second = Thread(target=build)
    with state.locked():
        second.start()
        second.join(0.2)
        assert second.is_alive()
        assert small.ran == []
        building.Build().run("now")
    second.join(10)
    assert small.ran == ALL
    assert "another build is running" in capfd.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize(
    "content", ["", "{half", "[]", '{"01-red": "text"}', '{"01-red": {}}', '{"01-red": {"inputs": 1, "outputs": []}}']
)
def test_an_unreadable_state_counts_as_none(small, content):
    build()
    small.write(state.FILE, content)
    assert small.next_build() == ALL


def test_a_folder_in_place_of_the_state_is_named(small):
    (small.folder / state.FILE).mkdir(parents=True)
    with pytest.raises(RecountedError, match="build/state.json: this is no file to write to"):
        build()


def test_a_file_that_is_no_notebook_is_named(small):
    small.write("notebooks/01-red.ipynb", "{}")
    with pytest.raises(RecountedError, match="01-red.ipynb: this is not a notebook"):
        build()


def test_a_claim_judged_in_a_notebook_that_loads_the_verdicts_is_never_judged_in_time(small):
    small.write("data/claims.csv", small.read("data/claims.csv").replace("02-blue", "summary"))
    with pytest.raises(RecountedError, match="claim c2: is never judged"):
        build()


def test_rooms_that_staleness_leaves_out_are_imported_by_no_other():
    """Else a change in one could change a notebook's output unnoticed."""
    source = Path(inputs.__file__).parents[1]
    assert all((source / room).is_dir() for room in inputs.APART)
    assert all((source / "building" / name).is_file() for name in inputs.WRITERS)
    for path in source.rglob("*.py"):
        room = path.relative_to(source).parts[0]
        if room not in (*inputs.APART, "__main__.py"):
            content = path.read_text(encoding="utf-8")
            for name in {*inputs.APART, *inputs.NAMED} - {room}:
                assert f"recounted.{name}" not in content
                assert f"recounted import {name}" not in content


def test_a_name_of_a_module_stands_in_one_room_only():
    """Else a reader who meets it has to ask which one is meant."""
    source = Path(inputs.__file__).parents[1]
    rooms = Counter(path.stem for path in source.rglob("*.py") if path.stem != "__init__")
    assert rooms["inputs"] == 1 and [name for name, count in rooms.items() if count > 1] == []


@pytest.mark.slow
def test_a_true_build_runs_in_warm_kernels_and_collects_what_is_judged(project):
    judging = (
        "from recounted import begin, case_file, load\njudge = begin('01-help', case_file())\nhelped = load('helped')"
    )
    put(
        project / "notebooks",
        "01-help",
        judging,
        "judge('helped-total', sum(helped.persons), found='It is {value}', cells=helped, facts=dict(listed=2))",
        "judge('helped-first-year', 2, found='It is {value}', cells=helped)",
        "judge('helped-share', 100 / 3, found='It is {value}', cells=helped)",
        "import os, pathlib\npathlib.Path(os.environ['RECOUNTED_FIGURES'], '01-help.svg').write_text('<svg/>')",
    )
    put(project / "notebooks", "00-sum", "from recounted import load_findings\nlen(load_findings())")
    assert build().ran == ["01-help", "00-sum"]
    assert outputs(project / "notebooks/00-sum.ipynb") == ["3"]
    assert (project / "figures/01-help.svg").read_text() == "<svg/>"
    assert build().ran == []
