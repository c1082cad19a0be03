"""The docs followed to the letter: every command of a page is run, in order, in a copy of the project."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests_support import ROOT

STEP = re.compile(r"^```(sh|diff|text)\n(.*?)^```", re.M | re.S)
PAGES = ["first-minutes", "parameters", "contest", "commands", "sweeps"]
GUIDE = "next-article"  # tests/test_next_article.py follows it, in a project that it makes


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """The project as a clone with its own history and, as .venv, the environment that runs the tests."""
    folder = tmp_path_factory.mktemp("clone") / "recounted"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".git", ".venv*", "build", "__pycache__", ".*_cache"))
    for kept in ("notebooks", "state.json", "book"):  # a build that is up to date, so that `make` has little to do
        source = ROOT / "build" / kept
        if source.exists():
            (shutil.copytree if source.is_dir() else shutil.copy)(source, _made(folder / "build") / kept)
    programs = folder / ".venv/bin"
    programs.mkdir(parents=True)
    for program in Path(sys.executable).parent.iterdir():
        (programs / program.name).symlink_to(program)
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "as cloned"]):
        subprocess.run([*git, *command], cwd=folder, check=True)
    return folder


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


def run(command: str, folder: Path) -> str:
    left = ("RECOUNTED_ROOT", "PYTHONPATH", "MAKEFLAGS", "RECOUNTED_FIGURES")
    given = {name: value for name, value in os.environ.items() if name not in left}
    given |= {"ENV": "active", "PATH": f"{Path(sys.executable).parent}{os.pathsep}{given['PATH']}"}
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=given, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_a_page_works_to_the_letter(page, clone):
    said = run("make", clone)
    for kind, text in STEP.findall((ROOT / f"docs/{page}.md").read_text(encoding="utf-8")):
        if kind == "sh":
            said = "".join(run(command, clone) for command in text.splitlines())
        elif kind == "diff":
            subprocess.run(["git", "apply"], input=text, text=True, cwd=clone, check=True)
        else:
            missing = [line for line in text.splitlines() if line not in said]
            assert not missing, f"docs/{page}.md says what its command does not: {missing}"
    assert not run("git status --porcelain", clone), "what a page changes it takes back"


def test_every_page_of_the_docs_with_commands_is_followed_and_in_the_menu():
    """What only a cluster could run stands in blocks of `bash`; tests/test_sweep_examples.py holds it."""
    index = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    pages = {path.stem for path in (ROOT / "docs").glob("*.md") if "```sh\n" in path.read_text(encoding="utf-8")}
    assert pages == {*PAGES, GUIDE} and all(f"]({page}.md)" in index for page in pages)


def test_every_page_of_the_docs_is_linked_once_from_their_front_page():
    lists = re.findall(r"^- .*\]\(([\w-]+)\.md\)", (ROOT / "docs/index.md").read_text(encoding="utf-8"), re.M)
    assert sorted(lists) == sorted({path.stem for path in (ROOT / "docs").glob("*.md")} - {"index"})
