"""A notebook follows from all that it reads, by whatever name: stale when any of it changes, or refused."""

import json
import os
import re
import sqlite3
import subprocess
import sys

import pytest
from conftest import forget
from made import put

from recounted import watch
from recounted.building import reads
from recounted.building.build import build
from recounted.errors import RecountedError
from recounted.running import run as running

pytestmark = pytest.mark.slow  # a build each

# What a cell does, and which file it thereby follows from.
READS = {
    "renamed": ("from recounted import load as read\nread('counts')", "data/sources/counts.csv"),
    "by module": ("import recounted as r\nr.load('counts')", "data/sources/counts.csv"),
    "by its home": ("from recounted.tables.load import load as l\nl('counts')", "data/sources/counts.csv"),
    "by a variable": ("import recounted\nname = 'counts'\ngetattr(recounted, 'load')(name)", "data/sources/counts.csv"),
    "as text": ("from recounted.tables.rows import dicts\ndicts('counts')", "data/sources/counts.csv"),
    "pandas": ("import pandas as pd\npd.read_csv('../data/sources/counts.csv')", "data/sources/counts.csv"),
    "pathlib": ("import pathlib\npathlib.Path('../data/note.txt').read_text()", "data/note.txt"),
    "descriptor": ("import os\nos.read(os.open('../data/note.txt', os.O_RDONLY), 9)", "data/note.txt"),
    "magic": ("%time open('../data/note.txt').read()", "data/note.txt"),
    "thread": (
        "import threading\nt = threading.Thread(target=lambda: open('../data/note.txt').read()); t.start(); t.join()",
        "data/note.txt",
    ),
    "module beside": ("import helper\nhelper.x", "notebooks/helper.py"),
    "package beside": ("from tools.more import y", "notebooks/tools/more.py"),
    "module elsewhere": ("import sys\nsys.path.append('../lib')\nimport other", "lib/other.py"),
    "script": ("%run helper.py", "notebooks/helper.py"),
    "database": ("import sqlite3\nsqlite3.connect('../data/base.db').execute('select 1').fetchall()", "data/base.db"),
    "child process": ("!cat ../data/note.txt", "data/note.txt"),
    "forked process": ("import os\nif os.fork() == 0: os._exit(0)\nos.wait()[1]", "data/note.txt"),
    "missing yet": ("try: open('../data/later.txt')\nexcept OSError: print('none')", "data/later.txt"),
    "what a folder has": ("import pathlib\nlen(list(pathlib.Path('../lib').glob('*.py')))", "lib/new.py"),
}
NOT_PYTHON = ("magic", "script", "child process")  # only a kernel runs these
REFUSED = {
    "README": ("open('../README.md').read()", "reads README.md, which the build writes"),
    "a notebook": ("open('01.ipynb').read()", "reads notebooks/01.ipynb, which the build writes"),
    "an executed notebook": ("open('../build/notebooks/01.ipynb').read()", "reads build/notebooks/01.ipynb, which"),
    "a figure": ("open('../figures/01.svg').read()", "reads figures/01.svg, which the build writes"),
    "published verdicts": ("open('../data/verdicts/verdicts.csv').read()", "reads data/verdicts/verdicts.csv, which"),
    "verdicts": ("from recounted import load_findings as f\nf()", "reads the verdicts by another name"),
}


@pytest.fixture
def files(project):
    """The made-up project with what the cells read."""
    sqlite3.connect(project / "data/base.db").close()
    for path in ("data/note.txt", "notebooks/helper.py", "notebooks/tools/more.py", "lib/other.py", "README.md"):
        (project / path).parent.mkdir(exist_ok=True)
        (project / path).write_text("x = y = 1\n" if path.endswith("py") else "a note")
    for path in ("build/notebooks/01.ipynb", "notebooks/01.ipynb", "figures/01.svg", "data/verdicts/verdicts.csv"):
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text("{}")
    (project / "data/verdicts/verdicts.json").write_text("[]")
    (project / "build/staging").mkdir()
    return project


def _noted(project, cell, **env):
    """What a run of these lines, in a process of its own, is seen to read."""
    notes = project / "build/staging/x.reads"
    notes.unlink(missing_ok=True)
    surroundings = {**os.environ, watch.VARIABLE: str(notes), "RECOUNTED_ROOT": str(project), **env}
    command = [sys.executable, "-c", f"{watch.BEGIN}\nimport sys; sys.path.insert(0, '')\n{cell}"]
    subprocess.run(command, cwd=project / "notebooks", env=surroundings, check=True, stdout=subprocess.DEVNULL)
    return reads.noted(notes)


def _in_one(cells):
    """Several cells as one process: each in a function, so that none sees the names of another."""
    return "\n".join(f"exec({cell!r}, {{}})" for cell in cells)


def test_all_that_python_reads_is_noted_by_whatever_name_and_nothing_that_is_installed(files):
    cells = {name: each for name, each in READS.items() if name not in NOT_PYTHON}
    installed = (
        "from recounted import begin, case_file\nimport fractions, matplotlib.font_manager\n"
        "begin('01-help', case_file())"
    )
    seen = _noted(files, _in_one([installed, *(cell for cell, _ in cells.values())]))
    assert seen.processes and seen.tables == ("counts",)
    folders = {path for path in seen.files if path.endswith("/")}
    assert set(seen.files) - folders == {path for _, path in cells.values()} - {"lib/new.py"}
    assert "lib/" in folders and seen.files["data/later.txt"] is None


def test_a_file_of_ones_own_outside_the_project_is_noted_and_one_of_the_system_is_not(files, tmp_path_factory):
    own = tmp_path_factory.mktemp("mine") / "figures.csv"
    own.write_text("1")
    cell = f"open({str(own)!r}).read(); open('/etc/hostname').read(); open({str(own)!r}, 'a').close()"
    assert list(_noted(files, cell, TMPDIR=str(files / "build")).files) == [str(own)]


def test_what_is_only_written_is_not_noted(files):
    cell = "open('../data/new.txt', 'w').write('x')\nopen('../data/note.txt', 'w+').read()"
    assert _noted(files, cell) == reads.Reads()


def test_a_module_is_noted_by_its_source_also_when_its_byte_code_is_read(files):
    for _ in range(2):
        assert list(_noted(files, "import helper").files) == ["notebooks/helper.py"]


@pytest.mark.parametrize(("cell", "message"), REFUSED.values(), ids=REFUSED)
def test_what_the_build_writes_is_refused_with_the_remedy(files, cell, message):
    with pytest.raises(RecountedError, match=f"notebooks/02.ipynb: {message}") as fault:
        reads.refuse_outputs(_noted(files, cell), "notebooks/02.ipynb", sums_up=False)
    assert "load_findings()" in fault.value.remedy


def test_a_notebook_that_runs_after_the_verdicts_may_read_them(files):
    for cell in ("open('../data/verdicts/verdicts.csv').read()", REFUSED["verdicts"][0]):
        reads.refuse_outputs(_noted(files, cell), "notebooks/02.ipynb", sums_up=True)


@pytest.mark.parametrize("content", [None, "{half", "\x00"])
def test_lost_notes_are_an_error_and_not_taken_for_nothing(tmp_path, content):
    if content is not None:
        (tmp_path / "02.reads").write_text(content)
    with pytest.raises(RecountedError, match="02: what it read was not noted"):
        reads.noted(tmp_path / "02.reads")


def _changed(path, content):
    """With another last digit where it is a table, which must be one still; else with a line more."""
    if path.endswith(".csv"):
        return re.sub(rb"\d(?=\D*\Z)", lambda digit: b"%d" % (9 - int(digit[0])), content) or b"\n"
    return content + b"\n"


def test_after_a_change_of_what_it_read_and_of_nothing_else_a_notebook_is_stale(project, files, monkeypatch):
    """A true build, and what each change makes stale."""
    for path in (project / "data/article/claims.csv", project / "data/article/remarks.csv"):
        path.write_text(path.read_text().partition("\n")[0] + "\n")
    (project / "README.md").write_text("<!-- scorecard: written by `make` -->\n<!-- end of scorecard -->\n")
    (project / "notebooks/01.ipynb").unlink()
    for number, (cell, _) in enumerate(READS.values(), start=1):
        put(project / "notebooks", f"{number:02}", cell)
    put(project / "notebooks", "90-control", "1")
    forget()
    build()
    assert build().ran == []

    def not_now(jobs, workers, finished):
        stale.extend(job.name for job in jobs)
        raise RecountedError("x", "not now", "y")

    monkeypatch.setattr(running, "run", not_now)
    names = {f"{number:02}": name for number, name in enumerate(READS, start=1)}
    for path in sorted({path for _, path in READS.values()}):
        stale: list[str] = []
        before = (project / path).read_bytes() if (project / path).exists() else None
        (project / path).write_bytes(_changed(path, before or b""))
        forget()
        with pytest.raises(RecountedError, match="not now"):
            build()
        wanted = {name for name, (_, file) in READS.items() if file == path}
        if path.startswith("data/"):
            wanted |= {"child process", "forked process"}
        assert {names[each] for each in stale} == wanted, path
        (project / path).write_bytes(before) if before is not None else (project / path).unlink()
    assert build().ran == []


def test_a_build_refuses_a_notebook_that_reads_what_it_writes_and_leaves_its_file(project):
    source = put(project / "notebooks", "01-help", "from recounted import load_findings as f\nf()")
    (project / "data/verdicts").mkdir()
    (project / "data/verdicts/verdicts.json").write_text("[]")
    before = source.read_bytes()
    with pytest.raises(RecountedError, match="notebooks/01-help.ipynb: reads the verdicts by another name"):
        build()
    assert source.read_bytes() == before and "01-help" not in json.loads(_state(project))


def _state(project):
    path = project / "build/state.json"
    return path.read_text() if path.exists() else "{}"
