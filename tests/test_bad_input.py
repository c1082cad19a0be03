"""Bad input of every kind gets one clear line, exit code 2 (or argparse's own), no traceback, and harms nothing.

tests/red/bad.csv has a row a case: what is changed in the made-up project of tests/red/, the command, and what the one
line must name. The project is built once; what it built must be as before after each.
"""

import csv
import os
import re
import shutil
import stat
from pathlib import Path

import pytest
from red_project import HERE, inside, made_and_built, make

from recounted.commands.cli import main

CASES = list(csv.DictReader((HERE / "bad.csv").read_text(encoding="utf-8").splitlines()))
BUILT = ("figures/*", "data/verdicts/*", "README.md")  # notebooks that finished before the fault stay built


@pytest.fixture(scope="module")
def lamps(tmp_path_factory):
    return made_and_built(tmp_path_factory.mktemp("bad") / "lamps")


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    return make(tmp_path_factory.mktemp("sources") / "lamps")


@pytest.fixture
def copy(lamps, tmp_path, monkeypatch):
    folder = Path(shutil.copytree(lamps, tmp_path / "lamps"))
    shutil.copy(HERE / "copy.md", folder)
    monkeypatch.chdir(folder)
    with inside(folder):
        yield folder


def spoil(folder: Path, does: str, file: str, old: str, new: str) -> None:
    """Change the project as a row says. `text` must be there just once."""
    path = folder / file
    old, new = (each.encode().decode("unicode_escape").encode("latin-1").decode() for each in (old, new))
    match does:
        case "":
            return
        case "text":
            text = path.read_text(encoding="utf-8-sig")
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
            path.write_text(text.replace(old, new), encoding="utf-8")
        case "whole":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(new.encode("utf-8", "surrogateescape"))
        case "bytes":
            path.write_bytes(bytes.fromhex(new))
        case "cut":
            path.write_bytes(path.read_bytes()[: -int(new)])
        case "before":
            path.write_bytes(bytes.fromhex(new) + path.read_bytes())
        case "many":
            path.write_text(old * int(new))
        case "drop":
            path.unlink()
        case "folder":
            path.unlink(missing_ok=True)
            path.mkdir()
        case "link":
            path.unlink(missing_ok=True)
            path.symlink_to(new)
        case "pipe":
            path.unlink(missing_ok=True)
            os.mkfifo(path)
        case _:
            raise ValueError(does)


def _digests(folder: Path) -> dict[str, bytes]:
    return {
        os.fspath(path): path.read_bytes()
        for pattern in BUILT
        for path in folder.glob(pattern)
        if path.exists() and stat.S_ISREG(path.stat().st_mode)
    }


def _id(row):
    return f"{row['kind']}: {row['name']}"


def _is_quick(row) -> bool:
    """Refused before anything is run, so that nothing need have been built."""
    return row["kind"] in ("data", "package", "copy") and "annotate" not in row["command"]


@pytest.mark.parametrize("row", [row for row in CASES if _is_quick(row)][::3], ids=_id)
def test_bad_input_is_told_before_anything_is_run(sources, tmp_path, monkeypatch, row, capsys):
    folder = Path(shutil.copytree(sources, tmp_path / "lamps"))
    shutil.copy(HERE / "copy.md", folder)
    monkeypatch.chdir(folder)
    with inside(folder):
        _told_in_one_line(folder, row, capsys)


@pytest.mark.slow
@pytest.mark.trust
@pytest.mark.parametrize("row", CASES, ids=_id)
def test_bad_input_is_told_in_one_line_and_harms_nothing(copy, row, capsys):
    _told_in_one_line(copy, row, capsys)


def _told_in_one_line(copy: Path, row: dict, capsys) -> None:
    spoil(copy, row["does"], row["file"], row["old"], row["new"])
    before = _digests(copy)
    capsys.readouterr()
    with inside(copy):
        try:
            code = main(row["command"].split("|"))
        except SystemExit as stop:  # what argparse says has its own form
            code = stop.code
    said = capsys.readouterr()
    lines = [line for line in said.err.splitlines() if not line.startswith("usage:") and line.strip()]
    told = said.out if row["exit"] == "1" else said.err
    assert (str(code), "Traceback" in said.err + said.out) == (row["exit"] or "2", False), said
    assert re.search(row["message"], told), told
    if row["exit"] != "1":
        assert len([line for line in lines if line.startswith("recounted")]) == 1, said.err
        assert len(said.err) < 1500 and not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", said.err)
    assert _digests(copy) == before


def test_there_are_enough_cases_of_every_kind():
    assert len(CASES) >= 150 and len({_id(row) for row in CASES}) == len(CASES)
    kinds = {row["kind"] for row in CASES}
    assert kinds == {"data", "ledger", "package", "notebook", "command", "copy", "state"}
