"""What is stale is told by content; what was built is kept whole; an interrupted build goes on from where it was."""

import json
from pathlib import Path

import pytest
from made import outputs, put

from recounted.building import build as building
from recounted.building import collect as collecting
from recounted.building import inputs
from recounted.building.build import build
from recounted.errors import RecountedError
from recounted.running import run as running
from recounted.running.notebooks import text


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A project of two topics that read a table each and a scorecard; runs are counted, not run."""
    tables = {
        "red": "a\n1\n",
        "blue": "a,source_id\n2,s1\n",
        "claims": "claim_id,notebook\nc1,01-red\nc2,02-blue\n",
        "sources": "source_id,title\ns1,One\ns2,Two\n",
        "top-findings": "claim_id\nc1\n",
    }
    (tmp_path / "data").mkdir()
    for name, content in tables.items():
        (tmp_path / "data" / f"{name}.csv").write_text(content)
    resources = [{"name": name, "path": f"{name}.csv", "title": name} for name in tables]
    (tmp_path / "data" / "datapackage.json").write_text(json.dumps({"resources": resources}))
    (tmp_path / "requirements.lock").write_text("x==1\n")
    put(tmp_path / "notebooks", "01-red", "# Red", 'load("red")')
    put(tmp_path / "notebooks", "02-blue", 'frame = load(\n    "blue")')
    put(tmp_path / "notebooks", "10-scorecard", "1")
    ran = []
    monkeypatch.setattr(running, "run", lambda jobs, workers, finished: [_pretend(job, ran, finished) for job in jobs])
    monkeypatch.setattr(collecting, "collect", lambda root: _collect(root, ran))
    return tmp_path, ran


def _pretend(job, ran, finished):
    import nbformat

    ran.append(job.name)
    job.output.parent.mkdir(parents=True, exist_ok=True)
    job.output.write_text(text(nbformat.read(job.source, as_version=4)))
    job.figures.mkdir(exist_ok=True)
    (job.figures / f"{job.name}.svg").write_text("<svg/>")
    finished(job)


def _collect(root: Path, ran):
    ran.append("collect")
    found = [path.read_text() for path in sorted((root / "build" / "notebooks").glob("0*.ipynb"))]
    for name in ("verdicts.csv", "verdicts.json"):
        (root / "build" / name).write_text(str(len("".join(found))))


def _ran(project) -> list[str]:
    """What the next build runs."""
    folder, ran = project
    ran.clear()
    build(folder)
    return list(ran)


EVERYTHING = ["01-red", "02-blue", "collect", "10-scorecard"]


def test_a_fresh_clone_builds_everything_and_then_nothing(small):
    report = build(small[0])
    assert report == (["01-red", "02-blue", "10-scorecard"], [])
    assert small[1] == EVERYTHING
    assert _ran(small) == []
    assert build(small[0]) == ([], ["01-red", "02-blue", "10-scorecard"])


def test_outputs_are_the_executed_notebook_twice_and_its_figures(small):
    build(small[0])
    written = [*(small[0] / "build").rglob("*.*"), *(small[0] / "figures").rglob("*.*")]
    left = {str(path.relative_to(small[0])) for path in written if path.name != ".lock"}
    assert left == {
        "build/state.json",
        "build/verdicts.csv",
        "build/verdicts.json",
        "figures/01-red.svg",
        "figures/02-blue.svg",
        "figures/10-scorecard.svg",
        "build/notebooks/01-red.ipynb",
        "build/notebooks/02-blue.ipynb",
        "build/notebooks/10-scorecard.ipynb",
    }
    for name in ("01-red", "02-blue"):
        executed = (small[0] / f"build/notebooks/{name}.ipynb").read_bytes()
        assert executed == (small[0] / f"notebooks/{name}.ipynb").read_bytes()


def test_a_changed_table_runs_only_the_notebooks_that_read_it(small):
    build(small[0])
    (small[0] / "data/red.csv").write_text("a\n3\n")
    assert _ran(small) == ["01-red"]  # its output is the same, so nothing follows
    (small[0] / "data/red.csv").touch()
    assert _ran(small) == []


def test_a_changed_description_of_a_table_counts_as_a_change_of_it(small):
    build(small[0])
    package = json.loads((small[0] / "data/datapackage.json").read_text())
    package["resources"][1]["title"] = "Navy"
    (small[0] / "data/datapackage.json").write_text(json.dumps(package))
    assert _ran(small) == ["02-blue"]


def test_of_the_ledger_and_the_sources_only_the_rows_that_matter_count(small):
    build(small[0])
    (small[0] / "data/claims.csv").write_text("claim_id,notebook\nc1,01-red\nc2,02-blue\nc3,02-blue\n")
    assert _ran(small) == ["02-blue", "collect", "10-scorecard"]
    (small[0] / "data/sources.csv").write_text("source_id,title\ns1,One\ns2,Second\n")
    assert _ran(small) == []
    (small[0] / "data/sources.csv").write_text("source_id,title\ns1,First\ns2,Second\n")
    assert _ran(small) == ["02-blue"]


def test_a_changed_cell_runs_its_notebook_and_what_follows(small):
    build(small[0])
    put(small[0] / "notebooks", "01-red", "# Red", 'load("red")', "'more'")
    assert _ran(small) == ["01-red", "collect", "10-scorecard"]


def test_a_lock_library_or_python_change_runs_everything(small, monkeypatch):
    build(small[0])
    (small[0] / "requirements.lock").write_text("x==2\n")
    assert _ran(small) == EVERYTHING
    monkeypatch.setattr(inputs, "_library", lambda: [("tables.py", "recounted/tables.py", "changed")])
    assert _ran(small) == EVERYTHING
    monkeypatch.setattr(
        inputs,
        "_library",
        lambda: [("tables.py", "recounted/tables.py", "changed"), ("article", "recounted/article/strip.py", "new")],
    )
    assert _ran(small) == []  # none of these notebooks names recounted.article
    monkeypatch.setattr(inputs.sys, "version_info", (3, 99))
    assert _ran(small) == EVERYTHING


@pytest.mark.parametrize("output", ["build/notebooks/02-blue.ipynb", "figures/02-blue.svg"])
def test_a_lost_or_changed_output_is_made_again(small, output):
    build(small[0])
    path, before = small[0] / output, (small[0] / output).read_bytes()
    for spoil in (path.unlink, lambda: path.write_text("spoilt")):
        spoil()
        assert _ran(small) == ["02-blue"]
        assert path.read_bytes() == before


def test_a_notebook_saved_with_other_outputs_comes_back_to_its_normal_form(small):
    build(small[0])
    path = small[0] / "notebooks/01-red.ipynb"
    before = path.read_bytes()
    path.write_bytes(before.replace(b'"execution_count": 1', b'"execution_count": 9'))
    assert _ran(small) == ["01-red"]
    assert path.read_bytes() == before


def test_an_interrupted_build_goes_on_from_where_it_was(small, monkeypatch):
    def interrupted(jobs, workers, finished):
        _pretend(jobs[0], small[1], finished)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(running, "run", interrupted)
        with pytest.raises(KeyboardInterrupt):
            build(small[0])
    assert not (small[0] / "build/staging").exists()
    assert _ran(small) == EVERYTHING[1:]


def test_of_a_failing_notebook_nothing_is_written(small, monkeypatch):
    build(small[0])
    before = {path: path.read_bytes() for path in small[0].rglob("*") if path.is_file()}
    (small[0] / "data/red.csv").write_text("a\n3\n")

    def failing(jobs, workers, finished):
        jobs[0].figures.mkdir(parents=True)
        (jobs[0].figures / "01-red.svg").write_text("half")
        raise RecountedError("01-red.ipynb", "fails", "Mend it")

    monkeypatch.setattr(running, "run", failing)
    with pytest.raises(RecountedError, match="fails"):
        build(small[0])
    del before[small[0] / "data/red.csv"]
    assert {path: path.read_bytes() for path in before} == before


def test_a_notebook_edited_while_it_runs_is_kept_as_edited(small, monkeypatch):
    def edited_meanwhile(jobs, workers, finished):
        for job in jobs:
            if job.name == "01-red":
                put(job.source.parent, job.name, "'edited'")
            _pretend(job, small[1], finished)

    with monkeypatch.context() as patch:
        patch.setattr(running, "run", edited_meanwhile)
        build(small[0])
    assert "edited" in (small[0] / "notebooks/01-red.ipynb").read_text()
    assert _ran(small)[0] == "01-red"


def test_what_a_removed_notebook_left_is_removed_and_verdicts_are_collected_anew(small):
    build(small[0])
    (small[0] / "notebooks/02-blue.ipynb").unlink()
    assert _ran(small) == ["collect", "10-scorecard"]
    assert not (small[0] / "figures/02-blue.svg").exists()
    assert not (small[0] / "build/notebooks/02-blue.ipynb").exists()


def test_a_figure_no_longer_drawn_is_removed(small, monkeypatch):
    build(small[0])
    (small[0] / "figures/by-hand.svg").write_text("kept")
    put(small[0] / "notebooks", "01-red", 'load("red")')

    def without_figures(jobs, workers, finished):
        for job in jobs:
            _pretend(job, [], lambda job: None)
            (job.figures / f"{job.name}.svg").unlink()
            finished(job)

    monkeypatch.setattr(running, "run", without_figures)
    build(small[0])
    assert sorted(path.name for path in (small[0] / "figures").iterdir()) == ["02-blue.svg", "by-hand.svg"]


def test_a_figure_must_bear_its_notebooks_name(small, monkeypatch):
    def misnamed(jobs, workers, finished):
        _pretend(jobs[0], [], lambda job: (job.figures / "02-blue.svg").write_text("stolen"))
        finished(jobs[0])

    monkeypatch.setattr(running, "run", misnamed)
    with pytest.raises(RecountedError, match="01-red.ipynb: writes the figure figures/02-blue.svg"):
        build(small[0])


def test_only_the_named_notebooks_are_built(small):
    assert build(small[0], only=["02-blue"]) == (["02-blue"], [])
    assert small[1] == ["02-blue"]


def test_a_second_build_waits_for_the_first_and_finds_its_work_done(small, capfd):
    from threading import Thread

    second = Thread(target=build, args=small[:1])
    with building.alone(small[0] / "build"):
        second.start()
        second.join(0.2)
        assert second.is_alive()
        assert small[1] == []
        building.Build(small[0]).run("now", None, None)
    second.join(5)
    assert small[1] == EVERYTHING
    assert "another build is running" in capfd.readouterr().err


def test_an_unreadable_state_counts_as_none(small):
    build(small[0])
    (small[0] / "build/state.json").write_text("{half")
    assert _ran(small) == EVERYTHING


def test_a_load_that_does_not_name_its_table_is_an_error_that_names_the_cell(small):
    put(small[0] / "notebooks", "01-red", "# Red", "name = 'red'", "load(name)")
    with pytest.raises(RecountedError, match=r"01-red.ipynb, cell 3: load\(name\) does not name its table"):
        build(small[0])


def test_tables_are_found_in_any_spelling_and_other_loads_are_not():
    def tables(*sources):
        return inputs.tables_of({"cells": [{"cell_type": "code", "source": source} for source in sources]}, "x")

    assert tables("%matplotlib inline\nload('b')", "x = [load(\n'a'), recounted.load('c')]") == ["a", "b", "c"]
    assert tables("load('a' if yearly else 'b')") == ["a", "b"]
    assert tables("import json; json.load(file)", "# load('x')", "'load(\"y\")'") == []


def test_a_file_that_is_no_notebook_is_named(small):
    (small[0] / "notebooks/01-red.ipynb").write_text("{}")
    with pytest.raises(RecountedError, match="01-red.ipynb: this is not a notebook"):
        build(small[0])


def test_rooms_that_staleness_leaves_out_are_imported_by_no_other():
    """Else a change in one could change a notebook's output unnoticed."""
    source = Path(inputs.__file__).parents[1]
    assert all((source / room).is_dir() for room in inputs.APART)
    for path in source.rglob("*.py"):
        room = path.relative_to(source).parts[0]
        if room not in (*inputs.APART, "__main__.py"):
            content = path.read_text(encoding="utf-8")
            for name in inputs.APART if room == inputs.ARTICLE else (*inputs.APART, inputs.ARTICLE):
                assert f"recounted.{name}" not in content
                assert f"recounted import {name}" not in content



def test_a_true_build_runs_in_warm_kernels(tmp_path, monkeypatch):
    put(
        tmp_path / "notebooks",
        "01-one",
        "import os, pathlib\nfolder = pathlib.Path(os.environ['RECOUNTED_FIGURES'])\n"
        "(folder / '01-one.svg').write_text('<svg/>')",
    )
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "datapackage.json").write_text('{"resources": []}')
    monkeypatch.setattr(collecting, "collect", lambda root: None)
    assert build(tmp_path).ran == ["01-one"]
    assert outputs(tmp_path / "notebooks/01-one.ipynb") == ["6"]
    assert (tmp_path / "figures/01-one.svg").read_text() == "<svg/>"
    assert build(tmp_path).ran == []
