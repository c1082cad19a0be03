"""What preloading could show is undone: a warm kernel finds modules, settings and limits as a new process would."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from warm import is_forked, kernel, soon, started, template_of, value

from warm_kernel import blas, fitness, owner, provisioner

pytestmark = [
    pytest.mark.slow,  # a process or more for each: `make test` is to be short
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
    pytest.mark.usefixtures("lean_kernelspec"),
]


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A preloaded library `upgradable`, whose kernelspec is `upgrading`: give it a text, and it is its next version."""
    spec = json.loads(Path(os.environ["JUPYTER_PATH"], "kernels", "warm-lean", "kernel.json").read_text())
    spec["metadata"]["kernel_provisioner"]["config"]["modules"] += ["upgradable"]
    (tmp_path / "kernels" / "upgrading").mkdir(parents=True)
    (tmp_path / "kernels" / "upgrading" / "kernel.json").write_text(json.dumps(spec))
    (tmp_path / "site").mkdir()
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    file = tmp_path / "site" / "upgradable.py"
    file.write_text("import os; version = 1; asked = os.environ.get('UPGRADABLE_ASKED')")
    return file


@pytest.mark.slow
@pytest.mark.parametrize("own", ["tornado.py", "tornado/__init__.py", "six.py"])
def test_an_authors_own_module_comes_before_the_library_of_its_name_as_in_an_ordinary_kernel(tmp_path, own):
    (tmp_path / own).parent.mkdir(exist_ok=True)
    (tmp_path / own).write_text("OURS = True")
    name = own.partition("/")[0].partition(".")[0]
    told = []
    for kernelspec in "warm-lean", "python3":
        with kernel(kernelspec, cwd=str(tmp_path)) as (_, client):
            told.append(value(client, f"getattr({name}, 'OURS', False)", f"import {name}"))
    assert told[0] == told[1]


@pytest.mark.slow
def test_an_authors_own_module_hides_a_preloaded_library(tmp_path, caplog, monkeypatch):
    """That library is one which an ordinary kernel has not imported itself."""
    monkeypatch.setattr(provisioner, "_said", set())
    with kernel("recounted-warm", cwd=str(tmp_path)) as (manager, client):
        assert is_forked(manager)
        assert value(client, "cycler.cycler.__name__", "import cycler") == "'cycler'"
    (tmp_path / "cycler.py").write_text("OURS = True")
    with kernel("recounted-warm", cwd=str(tmp_path)) as (manager, client):
        assert isinstance(manager.provisioner.process, subprocess.Popen)
        assert value(client, "cycler.OURS", "import cycler") == "True"
    assert "cycler.py in the notebook's folder has the name of a module in use" in caplog.text


@pytest.mark.slow
def test_a_relative_folder_of_pythonpath_is_that_of_the_notebooks_folder_and_what_lies_in_it_hides_too(tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "helper.py").write_text("")
    env = {**os.environ, "PYTHONPATH": f"own{os.pathsep}"}
    told = []
    for kernelspec in "warm-lean", "python3":
        with kernel(kernelspec, cwd=str(tmp_path), env=env) as (manager, client):
            told.append((value(client, "helper.__file__", "import helper"), value(client, "sys.path", "import sys")))
            assert is_forked(manager) == (kernelspec == "warm-lean")
    assert told[0] == told[1]
    (tmp_path / "own" / "cycler.py").write_text("OURS = True")
    with kernel("recounted-warm", cwd=str(tmp_path), env=env) as (manager, client):
        assert not is_forked(manager)
        assert value(client, "cycler.OURS", "import cycler") == "True"


def test_what_hides_nothing_does_not_keep_from_forking(tmp_path):
    for name in ("tornado", "traitlets.csv", "__main__.py", "unheard_of.py"):  # a folder without __init__.py hides none
        (tmp_path / name).mkdir() if "." not in name else (tmp_path / name).touch()
    assert fitness.hidden(str(tmp_path)) is None
    assert fitness.hidden(str(tmp_path / "missing")) is None
    # A library's own folder: it hides itself. Asked in a process that has no modules of other tests.
    asked = (
        "import os, pytest; from warm_kernel import fitness; print(fitness.hidden(os.path.dirname(pytest.__path__[0])))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert done.stdout == "None\n", done


@pytest.mark.slow
def test_settings_of_matplotlib_beside_the_notebook_count(tmp_path):
    (tmp_path / "matplotlibrc").write_text("lines.linewidth: 7")
    with kernel("recounted-warm", cwd=str(tmp_path)) as (_, client):
        assert value(client, "plt.rcParams['lines.linewidth']", "import matplotlib.pyplot as plt") == "7.0"


@pytest.mark.slow
def test_an_upgraded_library_is_seen_by_the_next_kernel_and_its_old_template_ends_with_its_last(library):
    with kernel("upgrading") as (manager, client):
        old = template_of(manager)
        assert value(client, "upgradable.version", "import upgradable") == "1"
        with kernel("upgrading") as (second, _):
            assert template_of(second) is old
        library.write_text(library.read_text().replace("version = 1", "version = 'two'"))
        with kernel("upgrading") as (second, seen):
            assert is_forked(second)
            assert value(seen, "upgradable.version", "import upgradable") == "'two'"
        assert value(client, "upgradable.version") == "1"
        assert old.process.poll() is None
        manager.restart_kernel()
        client.wait_for_ready(timeout=60)
        assert value(client, "upgradable.version", "import upgradable") == "'two'"
        assert soon(lambda: old.process.poll() == 0)


@pytest.mark.slow
def test_a_variable_that_a_library_reads_at_its_import_has_the_kernels_value(library):
    templates = set()
    for asked in (None, "this", "that", "this"):
        env = {**os.environ} if asked is None else {**os.environ, "UPGRADABLE_ASKED": asked}
        with kernel("upgrading", env=env) as (manager, client):
            assert is_forked(manager)
            assert value(client, "upgradable.asked", "import upgradable") == str(asked and repr(asked))
            templates.add(template_of(manager))
    assert len(templates) == 3


@pytest.mark.slow
def test_there_are_not_more_templates_than_a_few(library, monkeypatch):
    with kernel("upgrading") as (manager, _):
        how = template_of(manager).how
    alike = [each for each in owner._templates if each.how == how]
    monkeypatch.setattr(owner, "MOST_TEMPLATES", len(alike) + 1)
    for asked, kind in ("one", "ForkedProcess"), ("two", "Popen"):
        with kernel("upgrading", env={**os.environ, "UPGRADABLE_ASKED": asked}) as (manager, client):
            assert type(manager.provisioner.process).__name__ == kind
            assert value(client, "upgradable.asked", "import upgradable") == repr(asked)


@pytest.mark.slow
def test_pandas_answers_to_its_variables():
    answers = []
    for infer in "0", "1":
        with kernel("recounted-warm", env={**os.environ, "PANDAS_FUTURE_INFER_STRING": infer}) as (manager, client):
            assert is_forked(manager)
            answers.append(value(client, "str(pandas.Series(['a']).dtype)", "import pandas"))
    assert answers == ["'object'", "'str'"]


@pytest.mark.parametrize("variable", ["OMP_NUM_THREADS", pytest.param("OPENBLAS_NUM_THREADS", marks=pytest.mark.slow)])
def test_as_many_threads_as_asked_for_compute(variable):
    """One unless asked: the same numbers on each machine. OpenBLAS starts them when they are first needed or told."""
    with kernel("recounted-warm") as (_, client):
        assert value(client, "os.environ['OMP_NUM_THREADS'], 'OPENBLAS_NUM_THREADS' in os.environ", "import os") == (
            "('1', False)"
        )
        alone = _threads_of_openblas(client)
    with kernel("recounted-warm", env={**os.environ, variable: "3"}) as (manager, client):
        assert is_forked(manager)
        assert value(client, f"os.environ['{variable}']", "import os") == "'3'"
        assert (alone, _threads_of_openblas(client)) == (1, 3)


def _threads_of_openblas(client) -> int:
    lines = (
        "import ctypes, numpy\n"
        "lines = [line for line in open('/proc/self/maps') if 'numpy.libs' in line and 'blas' in line]\n"
        "(library,) = {line.split()[-1] for line in lines}\n"
        "library = ctypes.CDLL(library)\n"
        "names = [f'{a}openblas_get_num_threads{b}' for a in ('', 'scipy_') for b in ('', '64_')]\n"
        "(count,) = [getattr(library, name) for name in names if hasattr(library, name)]"
    )
    return int(value(client, "(numpy.ones((600, 600)) @ numpy.ones((600, 600))).sum() and count()", lines))


@pytest.mark.parametrize(
    ("env", "threads"),
    [
        ({}, 1),
        ({"OMP_NUM_THREADS": "4"}, 4),
        ({"OMP_NUM_THREADS": "4,2"}, 4),
        ({"OMP_NUM_THREADS": "4", "OPENBLAS_NUM_THREADS": "2"}, 2),
        ({"OMP_NUM_THREADS": "4", "OPENBLAS_NUM_THREADS": ""}, 4),
        ({"OMP_NUM_THREADS": "0"}, 1),
        ({"OMP_NUM_THREADS": "many"}, 1),
    ],
)
def test_how_many_threads_are_asked_for(env, threads):
    assert blas.asked(env) == threads


LOOK = "import os, resource"
SEEN = (
    "oct(os.umask(0)), sorted(os.sched_getaffinity(0)), resource.getrlimit(resource.RLIMIT_NOFILE)[0], "
    "resource.getrlimit(resource.RLIMIT_CORE)[0], os.nice(0)"
)
CHANGE_AND_START = f"""
import os, resource, sys
sys.path.insert(0, {os.path.dirname(__file__)!r})
from warm import is_forked, kernel, value
for changed in False, True:
    if changed:
        os.umask(0o027)
        os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
        os.nice(3)
        resource.setrlimit(resource.RLIMIT_NOFILE, (321, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with kernel(sys.argv[1]) as (manager, client):
        seen = value(client, {SEEN!r}, {LOOK!r})
        as_expected = is_forked(manager) == (sys.argv[1] != "python3")
print(as_expected, seen)
"""


@pytest.mark.slow
def test_the_owners_umask_cores_limits_and_niceness_are_those_of_the_moment():
    told = [
        subprocess.run([sys.executable, "-c", CHANGE_AND_START, name], capture_output=True, text=True, timeout=300)
        for name in ("warm-lean", "python3")
    ]
    assert told[0].stdout == told[1].stdout, told[0].stderr
    assert told[0].stdout.startswith("True ('0o27', [")
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] != 321


@pytest.mark.slow
def test_what_preloading_can_show_is_only_that_more_is_imported():
    """A submodule that nobody imported is there. docs/warm-kernels.md says so; CI runs the notebooks on both."""
    for name, shown in ("recounted-warm", "True"), ("python3", "False"):
        with kernel(name) as (_, client):
            assert value(client, "hasattr(matplotlib, 'pyplot')", "import matplotlib") == shown
            assert value(client, "'matplotlib.pyplot' in dir()") == "False"


def test_sockets_are_private_as_well_as_their_folder():
    manager = started("warm-lean")
    sockets = [each for each in Path(manager.provisioner.folder).iterdir() if each.is_socket()]
    assert len(sockets) == 5
    assert {each.stat().st_mode & 0o777 for each in sockets} == {0o700}
    manager.shutdown_kernel(now=True)
