"""Faults seeded into a copy of a small project, one at a time: the check that should see it fails, and no other does.

tests/red/faults.csv has a row a fault. At the stage `committed` it is put into what is committed and nothing is built;
at `built`, a build follows before anything is checked. `does`: how `old` and `new` change `file`.
"""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest
from red_project import HERE, cells_of, inside, made_and_built

from recounted.article.extraction import read
from recounted.article.verify import compare
from recounted.building.build import build
from recounted.errors import RecountedError
from recounted.project import suite

pytestmark = [pytest.mark.slow, pytest.mark.trust]
FAULTS = list(csv.DictReader((HERE / "faults.csv").read_text(encoding="utf-8").splitlines()))
CHECKS = {
    "tables": suite.tables_are_as_described,
    "ledger": suite.the_ledger_is_whole,
    "executed": suite.notebooks_are_executed,
    "places": suite.each_claim_is_judged_where_the_ledger_says,
    "published": suite.published_verdicts_are_what_the_notebooks_found,
    "golden": suite.golden_verdicts_hold,
    "copy": lambda: _of_the_copy(),
}
AGAIN = {"rerun": suite.committed_outputs_are_what_a_run_gives}
# What a check takes for granted: where that fails already, it says nothing of its own.
NEEDS = {
    "build": (),
    "ledger": ("tables",),
    "executed": ("ledger",),
    "copy": ("tables", "ledger"),
    "places": ("tables", "ledger", "executed"),
    "published": ("executed", "places"),
    "golden": ("places", "published"),
    "rerun": ("tables", "ledger", "executed", "places", "published"),
}


@pytest.fixture(scope="module")
def lamps(tmp_path_factory):
    """The project, built, with nothing wrong in it."""
    return made_and_built(tmp_path_factory.mktemp("red") / "lamps")


@pytest.fixture
def copy(lamps, tmp_path):
    with inside(Path(shutil.copytree(lamps, tmp_path / "lamps"))) as folder:
        yield folder


def _of_the_copy():
    if not compare(read(HERE / "copy.md")).clean:
        yield "the copy has other numbers than the ledger"


def failing(checks) -> dict[str, str]:
    """What each check that fails says first; those left out that need one which failed, or was left out."""
    failed: dict[str, str] = {}
    left_out: set[str] = set()
    for name, check in checks.items():
        if {*NEEDS.get(name, ())} & {*failed, *left_out}:
            left_out.add(name)
            continue
        try:
            said = next(iter(check()), None)
        except RecountedError as fault:
            said = str(fault)
        if said is not None:
            failed[name] = said
    return failed


def _built():
    try:
        build()
    except RecountedError as fault:
        yield str(fault)


def seed(folder: Path, does: str, file: str, old: str, new: str) -> None:
    """Put a fault in. The text to change must be there just once, lest a fault be none."""
    path, old, new = folder / file, old.replace("\\n", "\n"), new.replace("\\n", "\n")
    if does == "drop file":
        return path.unlink()
    if does == "text":
        text = path.read_text(encoding="utf-8-sig")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        return path.write_text(text.replace(old, new), encoding="utf-8")
    notebook = json.loads(path.read_text(encoding="utf-8"))
    if does in ("cell", "output"):
        part = "source" if does == "cell" else "outputs"
        with_it = [cell for cell in notebook["cells"] if old in _text(cell.get(part, ""))]
        assert len(with_it) == 1, f"{old!r} stands in {len(with_it)} cells of {file}"
        changed = _text(with_it[0][part]).replace(old, new)
        with_it[0][part] = changed if does == "cell" else json.loads(changed)
    else:
        cells = notebook["cells"]
        (at,) = [index for index, cell in enumerate(cells) if cell["id"] == old]
        if does == "strip":
            cells[at]["outputs"] = []
        elif does == "count":
            cells[at]["execution_count"] = int(new)
        elif does == "drop cell":
            del cells[at]
        elif does == "double":
            cells.insert(at, cells[at] | {"id": f"{old}-again"})
        else:
            assert does == "to the end", does
            cells.append(cells.pop(at))
    return path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False), encoding="utf-8")


def _text(part) -> str:
    return json.dumps(part, ensure_ascii=False) if part and isinstance(part[0], dict) else "".join(part)


def test_without_a_fault_nothing_fails(copy):
    assert failing(CHECKS) == {}
    assert build().ran == []


def test_there_are_enough_faults_of_different_names_and_each_check_has_some():
    assert len(FAULTS) >= 80 and len({row["name"] for row in FAULTS}) == len(FAULTS)
    assert {row["check"] for row in FAULTS} == {"build", *CHECKS, *AGAIN}


def _id(row):
    return row["name"]


@pytest.mark.parametrize("row", [row for row in FAULTS if row["stage"] == "committed"], ids=_id)
def test_a_fault_in_what_is_committed_is_seen_by_its_check_and_no_other(copy, row):
    seed(copy, row["does"], row["file"], row["old"], row["new"])
    with inside(copy):
        failed = failing(CHECKS)
    if row["check"] in AGAIN:
        assert failed == {}
    else:
        assert list(failed) == [row["check"]] and re.search(row["message"], failed[row["check"]]), failed


@pytest.mark.parametrize(
    "row", [row for row in FAULTS if row["stage"] == "committed" and row["check"] in AGAIN], ids=_id
)
def test_what_no_other_check_sees_another_run_does(copy, row):
    seed(copy, row["does"], row["file"], row["old"], row["new"])
    with inside(copy):
        failed = failing(CHECKS | AGAIN)
    assert list(failed) == ["rerun"] and re.search(row["message"], failed["rerun"]), failed


@pytest.mark.parametrize("row", [row for row in FAULTS if row["stage"] == "built"], ids=_id)
def test_a_fault_that_is_built_is_refused_or_seen_by_its_check_and_no_other(copy, row):
    seed(copy, row["does"], row["file"], row["old"], row["new"])
    with inside(copy):
        failed = failing({"build": _built})
    with inside(copy):
        failed = failed or failing(CHECKS)
    assert list(failed) == [row["check"]] and re.search(row["message"], failed[row["check"]]), failed


def test_cells_are_found_by_their_ids(lamps):
    assert "lamps-150" in [cell["id"] for cell in cells_of(lamps / "notebooks/02-results.ipynb")]
