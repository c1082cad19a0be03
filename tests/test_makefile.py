"""What a user types reaches the commands as data: nothing of it runs, nothing of it is cut."""

import os
import shutil
import subprocess

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
