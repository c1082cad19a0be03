"""What a user types reaches the commands as data: nothing of it runs, nothing of it is cut."""

import os
import shutil
import subprocess
import sys

import nbformat
import pytest
from tests_support import ROOT

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")


@pytest.fixture
def make(tmp_path):
    """Run a target where `python` only prints its arguments; gives exit code, output and errors."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").write_text('#!/bin/sh\nfor each in "$@"; do printf "[%s]" "$each"; done; echo\n')
    (tmp_path / "bin" / "python").chmod(0o755)
    shutil.copy(ROOT / "Makefile", tmp_path)

    def run(*arguments, **env):
        env = os.environ | {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"} | env
        done = subprocess.run(["make", "ENV=active", *arguments], cwd=tmp_path, env=env, capture_output=True, text=True)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["Makefile", "bin"], "something ran"
        return done.returncode, done.stdout.strip(), done.stderr

    return run


@pytest.mark.parametrize("text", ["03;touch x", "$(shell touch x)", "`touch x`", "$$(touch x)", "a b", "03'\"", "-x"])
def test_a_notebook_is_passed_as_it_was_typed(make, text):
    assert make(f"NOTEBOOK={text}")[1] == f"[-m][recounted][run][--][{text}]"
    assert make(NOTEBOOK=text)[1] == f"[-m][recounted][run][--][{text}]"


@pytest.mark.parametrize("target", ["article"])
@pytest.mark.parametrize("text", ['copy.md"; touch x; "', "`touch x`.md", "a copy.md", "$(shell touch x)", "-o.md"])
def test_a_copy_is_passed_as_it_was_typed(make, target, text):
    assert make(target, f"ARTICLE={text}")[1] == f"[-m][recounted][article][verify][--][{text}]"


def test_a_grid_is_passed_as_it_was_typed_and_asked_for_where_there_is_none(make):
    assert make("sweep", "SPEC=a grid.yaml;touch x")[1] == "[-m][recounted][sweep][--][a grid.yaml;touch x]"
    assert make("sweep", "SPEC=g.csv", "NOTEBOOK=03")[1] == "[-m][recounted][sweep][--notebook=03][--][g.csv]"
    code, said, errors = make("sweep")
    assert (code, said) == (2, "") and "give the grid: SPEC=path" in errors


def test_parameters_are_passed_in_one_piece_with_or_without_a_notebook(make):
    said = make("NOTEBOOK=09", "PARAMS=fields='year doi' about=0.2=$(shell touch x)")[1]
    assert said == "[-m][recounted][run][--params=fields='year doi' about=0.2=$(shell touch x)][--][09]"
    assert make("PARAMS=about=0.2")[1] == "[-m][recounted][run][--params=about=0.2]"
    assert make()[1] == "[-m][recounted][run]"


@pytest.mark.parametrize("target", ["article", "annotate"])
def test_without_a_copy_nothing_is_built_and_it_is_said_what_to_give(make, target):
    code, said, errors = make(target)
    assert (code, said) == (2, "") and "give your copy of the article: ARTICLE=path" in errors


def test_an_unknown_target_is_told_where_the_list_is(make):
    code, _, errors = make("tset")
    assert code == 2 and "there is no target tset; `make help` lists them" in errors


def test_every_target_is_in_the_help(make):
    import re

    text = (ROOT / "Makefile").read_text()
    phony = set(re.search(r"^\.PHONY: (.*)$", text, re.M)[1].split()) - {"named-article"}
    shown = {line.split()[0] for line in make("help")[1].splitlines()}
    assert phony == shown


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")
def test_after_make_lab_a_saved_notebook_gives_a_small_diff_in_cells(tmp_path):
    for name in ("Makefile", ".gitattributes", "notebooks/03-first-half-2023.ipynb"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    bin_of = tmp_path / ".venv" / "bin"
    bin_of.mkdir(parents=True)
    (bin_of / "jupyter").write_text("#!/bin/sh\n")
    (bin_of / "jupyter").chmod(0o755)
    (bin_of / "git-nbdiffdriver").symlink_to(os.path.join(os.path.dirname(sys.executable), "git-nbdiffdriver"))
    for words in (["init", "-q"], ["add", "-A", "notebooks", ".gitattributes"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    subprocess.run(["make", "lab", "-o", ".venv/requirements.lock"], cwd=tmp_path, check=True)
    path = tmp_path / "notebooks/03-first-half-2023.ipynb"
    notebook = nbformat.read(path, 4)
    notebook.cells[1].source += "\n# another look"
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, path)
    said = subprocess.run(["git", "diff"], cwd=path.parent, capture_output=True, text=True, check=True).stdout
    assert "modified /cells/1/source" in said and "# another look" in said and "kernelspec" not in said
    assert len(said.splitlines()) < 30
