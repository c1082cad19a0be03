"""A project of any article: made, built, checked, renamed, updated, tested, without a line of Python in it."""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import version

import pytest
import yaml
from conftest import forget
from tests_support import ROOT

from recounted.commands.cli import main
from recounted.errors import RecountedError
from recounted.project import suite
from recounted.project.adopt import adopt
from recounted.project.check import notes
from recounted.project.rename import rename

TEXT = """# Bees of the valley

doi:10.1234/bees.5

## Introduction

In 2019 keepers counted 182 hives and over 90 in 2020 (p < .001).

## Results

A loss of 50%.

| group | n | share |
|---|--:|--:|
| north | 12 | 0.40 |
| south | 18 | 0.60 |

## References

1. Keeper A. (2011) On bees. 12(3), 77.
"""


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A folder that is in no project, with a copy of the article."""
    monkeypatch.delenv("RECOUNTED_ROOT", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "copy.md").write_text(TEXT)
    forget()
    yield tmp_path
    forget()


@pytest.mark.slow
def test_a_project_takes_recounted_by_its_path_and_never_by_its_name(elsewhere):
    assert main(["new", "bees-2020", "--article", "copy.md"]) == 0
    lines = (elsewhere / "bees-2020/requirements.txt").read_text().splitlines()
    wanted = [line for line in lines if not line.startswith("#")]
    assert wanted == [f"./wheels/recounted-{version('recounted')}-py3-none-any.whl"]
    assert "pip wheel --no-deps --wheel-dir wheels" in lines[0]
    installed = [path for path in elsewhere.rglob("*.*") if path.is_file() and "pip install" in path.read_text()]
    assert {path.name for path in installed} == {"ci.yml", "README.md"}
    for path in installed:
        told = re.findall(r"pip install[^\n&`]*", path.read_text())
        assert [each.strip() for each in told] == ["pip install -r requirements.txt"]
    pip = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-index", "-r", "requirements.txt"]
    done = subprocess.run(pip, cwd=elsewhere / "bees-2020", capture_output=True, text=True)
    assert done.returncode and "looks like a filename, but the file does not exist" in done.stdout + done.stderr


@pytest.fixture
def bees(elsewhere, monkeypatch, capsys):
    """A project made from it, not built."""
    assert main(["new", "bees-2020", "--article", "copy.md"]) == 0
    monkeypatch.chdir(elsewhere / "bees-2020")
    forget()
    capsys.readouterr()
    return elsewhere / "bees-2020"


def _kinds():
    forget()
    return {note.kind for note in notes()}


def _edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    forget()


def test_a_new_project_has_all_it_needs_and_no_python_file(bees):
    files = {path.relative_to(bees).as_posix() for path in bees.rglob("*") if path.is_file()}
    assert {"data/datapackage.json", "README.md", "CITATION.cff", "Makefile", ".github/workflows/ci.yml"} <= files
    assert {"notebooks/01-introduction.ipynb", "notebooks/02-results.ipynb", "notebooks/03-scorecard.ipynb"} <= files
    assert not [each for each in files if each.endswith(".py")]
    assert len((bees / "Makefile").read_text().splitlines()) == 6
    package = json.loads((bees / "data/datapackage.json").read_text())
    assert package["sources"] == [{"title": "Bees of the valley", "path": "https://doi.org/10.1234/bees.5"}]


def test_a_new_project_says_how_to_cite_it_as_far_as_its_article_tells(bees, capsys):
    cited = yaml.safe_load((bees / "CITATION.cff").read_text())
    (article,) = cited["references"]
    assert (article["type"], article["title"], article["doi"]) == ("article", "Bees of the valley", "10.1234/bees.5")
    assert cited["title"] == "Recounted: the figures of Bees of the valley" and cited["cff-version"] == "1.2.0"
    left = [note.where for note in notes() if note.where.startswith("CITATION.cff")]
    assert len(left) == (bees / "CITATION.cff").read_text().count("TODO") == 7


def test_its_make_keeps_byte_code_whatever_the_surroundings_say(bees, tmp_path):
    told = tmp_path / "bin/recounted"
    told.parent.mkdir()
    told.write_text("#!/bin/sh\necho $1 byte code: ${PYTHONDONTWRITEBYTECODE:-kept}\n")
    told.chmod(0o755)
    path = f"{told.parent}{os.pathsep}{os.environ['PATH']}"
    surroundings = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PATH": path}
    done = subprocess.run(["make"], cwd=bees, env=surroundings, capture_output=True, text=True)
    assert done.stdout == "run byte code: kept\n"


@pytest.mark.slow
def test_its_first_build_imports_in_one_process_what_many_use(bees):
    """The process that waits for the kernels has no need of numpy or IPython, which take it half a second."""
    script = "from recounted.commands.cli import main; main(['run']); print({'numpy', 'IPython'} & {*sys.modules})"
    script = f"import sys; {script}"
    done = subprocess.run([sys.executable, "-c", script], cwd=bees, capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.splitlines()[-1] == "set()", done.stdout + done.stderr


@pytest.mark.slow
def test_its_site_and_its_files_for_other_tools_are_written(bees, capsys):
    assert main(["run"]) == 0
    forget()
    assert main(["site", "--offline"]) == 0
    front = (bees / "build/site/index.html").read_text(encoding="utf-8")
    assert "-scorecard-strip.svg" in front and "of its claims hold" not in front  # of which none is judged yet
    assert main(["export"]) == 0


@pytest.mark.slow
def test_from_the_first_minute_the_copy_is_accounted_for(bees, capsys):
    assert main(["article", "verify", "../copy.md"]) == 0
    assert "covered by a claim     8" in capsys.readouterr().out


def test_only_what_a_person_must_write_is_left_to_do(bees, capsys):
    assert main(["check"]) == 1
    assert "==> 25 to do" in capsys.readouterr().out and _kinds() == {
        "claims to be written (TODO)",
        "other texts to be written (TODO)",
    }


@pytest.mark.slow
def test_a_project_is_built_and_passes_the_general_checks(bees, capsys):
    assert main(["run"]) == 0
    forget()
    assert "8 ?   unverifiable" in capsys.readouterr().out
    assert "8 claims were judged" in (bees / "README.md").read_text()
    assert [list(check()) for check in suite.QUICK] == [[]] * len(suite.QUICK)
    assert main(["article", "annotate", "../copy.md"]) == 0


@pytest.mark.parametrize(
    ("path", "old", "new", "kind"),
    [
        ("data/article/numbers.csv", "claim,hives-182", "date,", "claims without a number"),
        ("data/article/numbers.csv", "claim,hives-182", "claim,hives-181", "numbers without their claim"),
        ("data/article/remarks.csv", "hives-182,no-data", "hives-182,count", "claims without a cell"),
        ("notebooks/01-introduction.ipynb", "judge.unsettled()", 'judge(\\"hives-9\\")', "cells without a claim"),
        ("data/article/claims.csv", ",182,equals", ",183,equals", "figures that the article prints otherwise"),
        ("data/article/sections.csv", "2,section 2", "7,section 7", "sections without a name"),
        ("data/article/claims.csv", "02-results", "02-results.ipynb", "claims that are refused"),
        ("README.md", "`data/datapackage.json`", "[x](docs/gone.md)", "links to nowhere"),
    ],
)
def test_check_names_what_is_not_whole(bees, path, old, new, kind):
    _edit(bees / path, old, new)
    assert kind in _kinds()


def test_check_names_a_table_that_nothing_loads_and_table_describes_it(bees, capsys):
    (bees / "data/sources/counts.csv").write_text("year,value,from\n2019,180.5,2020-01-31\n2020,95,2021-01-31\n")
    assert main(["table", "data/sources/counts.csv"]) == 0
    assert "in data/datapackage.json, key year" in capsys.readouterr().out
    fields = json.loads((bees / "data/datapackage.json").read_text())["resources"][-1]["schema"]["fields"]
    assert [field["type"] for field in fields] == ["integer", "number", "date"]
    assert "tables that no notebook loads" in _kinds() and "tables without a key" not in _kinds()
    (bees / "data/sources/seen.csv").write_text("court,seen\nNorth,1\nNorth,1\n")
    assert main(["table", "data/sources/seen.csv"]) == 0
    forget()
    assert [note.what for note in notes() if note.kind == "tables without a key"] == [
        "the table 'seen' has no primaryKey, so that a row could stand twice"
    ]
    forget()
    with pytest.raises(RecountedError, match="there is a table 'counts' already"):
        adopt(bees / "data/sources/counts.csv")
    (bees / "x.csv").write_text("a\n1\n")
    with pytest.raises(RecountedError, match="is not in the project's data/"):
        adopt(bees / "x.csv")


@pytest.mark.slow
def test_check_leaves_out_what_is_explained_and_names_an_explanation_that_nothing_needs(bees):
    _edit(bees / "data/article/claims.csv", ",182,equals", ",183,equals")
    kind = "figures that the article prints otherwise"
    position = next(note.where.rpartition(" ")[2] for note in notes() if note.kind == kind)
    (bees / "data/kept.csv").write_text(f"kind,about,why\n{kind},number {position},A misprint of the copy.\n")
    assert main(["table", "data/kept.csv"]) == 0
    forget()
    assert kind not in _kinds() and "explanations that nothing needs" not in _kinds()
    (bees / "data/kept.csv").write_text(f"kind,about,why\n{kind},number 1{position},A misprint of the copy.\n")
    forget()
    assert kind in _kinds() and "explanations that nothing needs" in _kinds()


def test_rename_changes_an_id_everywhere_and_nothing_else(bees):
    _edit(bees / "data/article/numbers.csv", "claim,loss-50", "claim,loss-50 hives-182")
    _edit(bees / "tests/parameters.csv", "expect\n", "expect\n02-results,about,0.2,hives-182=disputed\n")
    changed = rename("hives-182", "hives-of-2019")
    assert [each.partition(" ")[0].rpartition("/")[2] for each in changed] == [
        "claims.csv",
        "numbers.csv",
        "remarks.csv",
        "parameters.csv",
    ]
    assert "hives-of-2019=disputed" in (bees / "tests/parameters.csv").read_text()
    assert "loss-50 hives-of-2019" in (bees / "data/article/numbers.csv").read_text()
    assert "hives-182" not in "".join(path.read_text() for path in bees.rglob("*.csv"))
    forget()
    for old, new, message in [
        ("hives", "x", "there is no claim 'hives'. Did you mean"),
        ("loss-50", "p-value-001", "there is a claim 'p-value-001' already"),
        ("loss-50", "Loss 50", "is no id"),
    ]:
        with pytest.raises(RecountedError, match=message):
            rename(old, new)
    (bees / "tests/golden.csv").write_bytes("Zürich".encode("latin-1"))
    with pytest.raises(RecountedError, match="tests/golden.csv, line 1: is not UTF-8"):
        rename("loss-50", "loss-60")


@pytest.mark.slow
def test_an_update_keeps_roles_and_claims_and_moves_positions(bees, elsewhere, capsys):
    rename("hives-182", "hives-of-2019")
    _edit(bees / "data/article/numbers.csv", "2019,date,", "2019,layout,")
    (elsewhere / "copy.md").write_text(TEXT.replace("In 2019", "Of 9 keepers, in 2019").replace("A loss of 50%.\n", ""))
    forget()
    assert main(["draft", "../copy.md", "--update"]) == 0
    said = capsys.readouterr().out
    assert "15 numbers kept, 0 changed, 1 new, 1 gone" in said and "without a number now: loss-50" in said
    forget()
    numbers = (bees / "data/article/numbers.csv").read_text()
    assert "3,1,1,,2019,layout," in numbers and "4,1,1,,182,claim,hives-of-2019," in numbers
    assert main(["article", "verify", "../copy.md"]) == 0


@pytest.mark.slow
def test_a_figure_that_the_copy_corrected_keeps_its_claim_and_check_names_it(bees, elsewhere, capsys):
    (elsewhere / "copy.md").write_text(TEXT.replace("182", "183"))
    assert main(["draft", "../copy.md", "--update"]) == 0
    said = capsys.readouterr().out
    assert "changed: 182 is 183 hives-182" in said and "into `printed` of data/article/claims.csv" in said
    assert "figures that the article prints otherwise" in _kinds()


def test_a_folder_in_use_or_a_text_without_a_claim_is_refused(elsewhere, capsys):
    (elsewhere / "used").mkdir()
    (elsewhere / "used/a").write_text("")
    assert main(["new", "used", "--article", "copy.md"]) == 2
    assert "is there already" in capsys.readouterr().err
    (elsewhere / "empty.md").write_text("Nothing.")
    assert main(["new", "other", "--article", "empty.md"]) == 2
    assert "no number of it looks like a claim" in capsys.readouterr().err


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0 and capsys.readouterr().out.startswith("recounted 0.")


SUM = 'hives = load(\\"hives\\")\\njudge(\\"hives-182\\", hives[\\"hives\\"].sum(), cells=hives)'


@pytest.mark.slow
def test_readme_sections_and_remarks_may_be_left_out(bees):
    """Without remarks every claim needs a cell that gives its verdict: here there is one claim."""
    package = json.loads((bees / "data/datapackage.json").read_text())
    package["resources"] = [each for each in package["resources"] if each["name"] not in ("sections", "remarks")]
    fields = [{"name": name, "type": "integer", "description": name} for name in ("row", "hives")]
    schema = {"fields": fields, "primaryKey": ["row"]}
    package["resources"].append({"name": "hives", "path": "article/hives.csv", "schema": schema})
    (bees / "data/article/hives.csv").write_text("row,hives\n1,100\n2,82\n")
    (bees / "data/datapackage.json").write_text(json.dumps(package))
    for name in ("README.md", "data/article/sections.csv", "data/article/remarks.csv"):
        (bees / name).unlink()
    claims = (bees / "data/article/claims.csv").read_text().splitlines(keepends=True)
    (bees / "data/article/claims.csv").write_text("".join(claims[:2]))
    kept, numbers = claims[1].partition(",")[0], bees / "data/article/numbers.csv"
    lines = numbers.read_text().splitlines(keepends=True)
    numbers.write_text("".join(each for each in lines if ",claim," not in each or each.endswith(f",{kept}\n")))
    (bees / "notebooks/02-results.ipynb").unlink()
    _edit(bees / "notebooks/01-introduction.ipynb", "judge.unsettled()", SUM)
    assert main(["run"]) == 0


@pytest.mark.parametrize("check", suite.QUICK, ids=lambda check: check.__name__)
def test_this_repository_is_held_by_the_same_checks(check, built, monkeypatch):
    monkeypatch.setenv("RECOUNTED_ROOT", os.fspath(ROOT))
    forget()
    assert list(check()) == []
