"""Notebooks run with parameters, several at once, each alone in its kernel; a failure is told in one line."""

import gc
import json
import os
import subprocess
import sys
import time
from asyncio import BaseEventLoop

import pytest
from made import outputs, put

from recounted.errors import RecountedError
from recounted.running.run import Job, run

pytestmark = pytest.mark.slow  # kernels of its own: in `make test` the notebooks' are the only ones


def _job(folder, name, *sources, tags=None, **options):
    source = put(folder / "notebooks", name, *sources, tags=tags)
    return Job(name, source, folder / "out" / f"{name}.ipynb", **options)


def test_many_run_in_kernels_of_their_own_in_the_notebooks_folder_with_their_figures_folder(tmp_path):
    look = "import os\nprint('left' in globals(), os.getcwd(), os.environ.get('RECOUNTED_FIGURES'))\nleft = 1"
    jobs = [_job(tmp_path, f"0{number}", look, figures=tmp_path / f"figures-{number}") for number in range(4)]
    told = []
    run(jobs, 2, told.append)
    assert sorted(told, key=lambda job: job.name) == jobs
    for job in jobs:
        assert outputs(job.output) == [f"False {tmp_path / 'notebooks'} {job.figures}\n"]


def test_two_runs_give_the_same_bytes(tmp_path):
    job = _job(tmp_path, "01", "print(1)", "import sys; print(2); print(3, file=sys.stderr)", "'four'")
    written = []
    for _ in range(2):
        run([job])
        written.append(job.output.read_bytes())
    assert written[0] == written[1]


def test_parameters_are_put_in_after_the_parameters_cell(tmp_path):
    job = _job(tmp_path, "01", "year = 2018", "print(year + 1)", tags={0: "parameters"}, parameters={"year": 2020})
    run([job])
    assert outputs(job.output) == ["2021\n"]


def test_a_failing_notebook_is_named_with_cell_and_reason_and_earlier_output_stays(tmp_path):
    good, bad = _job(tmp_path, "01", "1"), _job(tmp_path, "02", "1", "# text", "x = {}\nx['no such']")
    bad.output.parent.mkdir()
    bad.output.write_text("earlier")
    with pytest.raises(RecountedError, match=r"02\.ipynb, code cell 2: KeyError: 'no such'\. Run it in JupyterLab"):
        run([good, bad])
    assert bad.output.read_text() == "earlier"
    assert good.output.exists()


def test_surroundings_in_which_no_kernel_could_start_are_told_before_one_is(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(RecountedError, match="SOURCE_DATE_EPOCH: 'soon' is no number of seconds"):
        run([_job(tmp_path, "01", "1")])
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    job, before = _job(tmp_path, "01", "1"), os.umask(0o777)
    try:
        with pytest.raises(RecountedError, match="umask 777: you could not read the files"):
            run([job])
    finally:
        os.umask(before)


def test_a_notebook_whose_kernel_dies_is_named(tmp_path):
    with pytest.raises(RecountedError, match=r"01.ipynb, code cell 1 \(import os; os._exit\(1\)\): its kernel died"):
        run([_job(tmp_path, "01", "import os; os._exit(1)")])


def test_after_a_failure_no_further_notebook_is_begun(tmp_path):
    jobs = [_job(tmp_path, f"0{number}", "1 / 0" if number == 0 else "1") for number in range(6)]
    with pytest.raises(RecountedError, match="ZeroDivisionError"):
        run(jobs, 1)
    assert not jobs[-1].output.exists()


def test_a_run_begins_as_soon_as_its_kernel_has_answered(tmp_path, monkeypatch):
    """jupyter_client would wait 0.2 s for more; before the answer it waits as it does, and afterwards cells do."""
    from jupyter_client.channels import AsyncZMQSocketChannel

    waits, take = [], AsyncZMQSocketChannel.get_msg

    async def noted(self, timeout=None):
        waits.append(timeout)
        return await take(self, timeout)

    monkeypatch.setattr(AsyncZMQSocketChannel, "get_msg", noted)
    job = _job(tmp_path, "01", "import time; time.sleep(0.1); print('late')")
    run([job])
    assert outputs(job.output) == ["late\n"]
    asked = waits.index(1) + 1  # the answer is asked for by the second
    assert waits[asked] == 0.2 and waits[asked + 1] == 0 and max(each or 0 for each in waits[asked + 2 :]) > 0.2


def test_no_jobs_is_no_work():
    run([])


NAMES_RESOLVED_BY_A_RUN = """
import sys
from pathlib import Path
from traitlets import HasTraits
from recounted.running.run import execute, prepare

def below(kind):
    return {kind}.union(*map(below, kind.__subclasses__()))

def named():  # traits whose class is still a name
    for kind in below(HasTraits):
        for trait in kind.class_traits().values():
            if isinstance(getattr(trait, "klass", None), str):
                yield trait.this_class.__name__, trait.name

prepare(1)
before = set(named())
execute(Path(sys.argv[1]), {}, {})
print(sorted(before - set(named())))
"""


def test_no_thread_is_the_first_that_needs_a_class_which_traitlets_knows_by_name(tmp_path):
    """Two at once would break: one finds the class in place of the name that the other has just read."""
    ran = [sys.executable, "-c", NAMES_RESOLVED_BY_A_RUN, _job(tmp_path, "01", "1").source]
    assert subprocess.run(ran, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_no_event_loop_is_left_open_that_python_could_complain_of_at_its_end(tmp_path):
    def left_open():
        return {id(each) for each in gc.get_objects() if isinstance(each, BaseEventLoop) and not each.is_closed()}

    before = left_open()
    run([_job(tmp_path, f"0{number}", "1") for number in range(3)], 2)
    assert left_open() <= before


def test_the_environment_of_this_process_stays_as_it_was(tmp_path):
    before = dict(os.environ), os.getcwd()
    run([_job(tmp_path, "01", "1", figures=tmp_path / "f")])
    assert (dict(os.environ), os.getcwd()) == before
    assert json.loads((tmp_path / "out" / "01.ipynb").read_text())["metadata"]["kernelspec"]["name"] == "python3"


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (
            "while True: pass",
            r"code cell 2 \(while True: pass\): did not end in 2 seconds. Give it longer \(--timeout\)",
        ),
        (
            "import signal, time\nfor number in signal.SIGINT, signal.SIGTERM:\n"
            "    signal.signal(number, signal.SIG_IGN)\nwhile True: time.sleep(1)",
            r"code cell 2 \(import signal, time …\): did not end in 2 seconds",
        ),
        ("for _ in range(200): print('x' * 2**20)", "code cell 2 .*: prints more than 16 MB. Print less"),
        ("while True: print('x' * 2**20)", "code cell 2 .*: prints more than 16 MB"),
        ("from IPython.display import HTML\nHTML('x' * 20_000_000)", "code cell 2 .*: prints more than 16 MB"),
        (
            "import resource\nresource.setrlimit(resource.RLIMIT_AS, (2 * 10**9, 2 * 10**9))\nx = bytearray(4 * 10**9)",
            "code cell 2: MemoryError",
        ),
        ("import os; os._exit(1)", r"code cell 2 \(import os; os._exit\(1\)\): its kernel died. Look for what ends"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "code cell 2 .*: its kernel died"),
        ("import sys; sys.exit(3)", "code cell 2: SystemExit: 3"),
        (
            "raise SystemExit",
            r"code cell 2 \(raise SystemExit\): SystemExit\. Take that out: no cell after it would run",
        ),
        ("exit()", r"code cell 2 \(exit\(\)\): ends the kernel \(exit\)\. Take that out"),
        ("%%R\nx", r"code cell 2 \(%%R …\): UsageError: Cell magic `%%R` not found\. Run it in JupyterLab"),
    ],
)
def test_what_keeps_a_cell_from_its_end_is_told_with_notebook_cell_and_source(tmp_path, cell, told):
    job = _job(tmp_path, "01", "1", "# text", cell, seconds=2 if "2 seconds" in told else None)
    began = time.monotonic()
    with pytest.raises(RecountedError, match=f"01.ipynb, {told}"):
        run([job])
    assert time.monotonic() - began < 60
    assert not job.output.exists()
