"""A sweep on a Dask cluster: the same tables as here; a killed worker costs its own run; no answer is soon told."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from made import put
from sweep_support import DEFAULTS, spec
from test_sweep import GRID, rows
from warm import soon

from recounted.commands.cli import main
from recounted.errors import RecountedError
from recounted.sweep import cluster
from recounted.sweep.runner import sweep
from recounted.sweep.spec import read

pytest.importorskip("distributed", reason="the extra `sweep` is not installed")
pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def is_open(address: str) -> bool:
    host, _, port = address.removeprefix("tcp://").rpartition(":")
    with socket.socket() as asked:
        return asked.connect_ex((host, int(port))) == 0


@contextmanager
def dask(workers: int = 2):
    """A scheduler and workers as a user starts them, each a process; its address and the workers."""
    address = f"tcp://127.0.0.1:{free_port()}"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", address.rpartition(":")[2]]
    scheduler = subprocess.Popen([*command, "--no-dashboard", "--host", "127.0.0.1"], **quiet)
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard"]
    started = [subprocess.Popen([*worker, "--no-nanny"], **quiet) for _ in range(workers)]
    try:
        assert soon(lambda: is_open(address), 90)
        yield address, started
    finally:
        for process in [*started, scheduler]:
            process.kill()
        for process in [*started, scheduler]:
            process.wait(30)


def test_a_cluster_gives_the_same_tables_as_this_machine(small_project, monkeypatch, capsys):
    path = spec(small_project, GRID)
    sweep(read(path), small_project / "here", workers=2)
    with dask() as (address, _):
        monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", address)
        monkeypatch.chdir(small_project)
        assert main(["sweep", "grid.yaml", "--output", "there"]) == 1
    assert "9 runs: 9 run now, 3 with an error" in capsys.readouterr().out
    assert rows(small_project / "there") == rows(small_project / "here")


def test_a_killed_worker_of_a_cluster_costs_only_its_own_run(small_project):
    source = (
        "import os, pathlib, time\nmark = pathlib.Path('mark')\nif country == 'SLOW' and not mark.exists():\n"
        "    mark.write_text('x')\n    time.sleep(60)\n"
    )
    put(small_project / "notebooks", "01-small", DEFAULTS, source, tags={0: "parameters"})
    path = spec(small_project, "notebook: 01\nparameters:\n  country: [SLOW]\n  year: {from: 1, to: 4}\n")
    with dask(1) as (address, started):
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(1) as pool:
            running = pool.submit(sweep, read(path), small_project / "out", None, address)
            assert soon((small_project / "notebooks" / "mark").exists, 90)
            os.kill(started[0].pid, signal.SIGKILL)
            other = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
            late = subprocess.Popen([*other, "--no-dashboard"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            started.append(late)
            report = running.result(120)
    assert (report.ran, report.errors) == (4, {})


def test_an_address_that_does_not_answer_is_told_within_seconds(small_project, capsys):
    spec(small_project, GRID)
    began = time.monotonic()
    assert main(["sweep", "grid.yaml", "--scheduler", f"tcp://127.0.0.1:{free_port()}"]) == 2
    assert time.monotonic() - began < 30
    said = capsys.readouterr().err
    assert "no Dask scheduler answers there" in said and "Traceback" not in said
    assert not Path("build").exists()


@pytest.mark.parametrize("address", ["nonsense://x", "tcp://127.0.0.1", "tcp://127.0.0.1:http", "", "a host"])
def test_an_address_that_is_none_is_told_and_no_client_made(monkeypatch, address):
    """A client that fails over it stays, and may hold up the end of the program for 20 seconds."""
    monkeypatch.setattr("distributed.Client", lambda *_, **__: pytest.fail("a client was made"))
    with pytest.raises(RecountedError, match=f"--scheduler {address}: no Dask scheduler answers there"):
        cluster.connect(address)


@pytest.mark.parametrize("answer", [b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", b"", None])
def test_a_server_of_another_kind_is_told_and_no_client_made(monkeypatch, answer):
    """One that answers otherwise, one that hangs up, and one that says nothing."""
    monkeypatch.setattr("distributed.Client", lambda *_, **__: pytest.fail("a client was made"))
    monkeypatch.setattr(cluster, "SECONDS", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve():
            with suppress(OSError):  # the test is over
                while True:
                    asked.append(server.accept()[0])
                    if answer is not None:
                        asked[-1].sendall(answer)
                        asked[-1].close()

        asked = []
        threading.Thread(target=serve, daemon=True).start()
        with pytest.raises(RecountedError, match="no Dask scheduler answers there"):
            cluster.connect(f"tcp://127.0.0.1:{server.getsockname()[1]}")
        server.shutdown(socket.SHUT_RDWR)


def test_without_dask_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RecountedError, match="Dask is not installed. Install it: `pip install distributed`"):
        cluster.connect("tcp://127.0.0.1:1")
