"""When things go wrong around a warm kernel it ends with its owner, soon, or is an ordinary kernel after one line."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest
from warm import SECONDS, is_alive, is_forked, kernel, soon, started, template_of, value

from warm_kernel import owner, surroundings
from warm_kernel.process import ForkedProcess, Refused

pytestmark = [
    pytest.mark.slow,  # a process or more for each: `make test` is to be short
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
    pytest.mark.usefixtures("lean_kernelspec"),
]

# As it is when its owner is killed: the request is sent, and the owner's end of the link closes at once.
ASK_AND_DIE = """
import json, os, signal, socket, sys, time
from jupyter_client.kernelspec import KernelSpecManager
from warm_kernel import owner, surroundings
from warm_kernel.process import ForkedProcess, Refused
config = KernelSpecManager().get_kernel_spec("warm-lean").metadata["kernel_provisioner"]["config"]
config.pop("kernel_env")
template = owner.template([sys.executable], **config, env=dict(os.environ))
time.sleep(float(sys.argv[1]))
ours, theirs = socket.socketpair()
request = {"arguments": ["-f", owner.folder() + "/connection.json"], "cwd": "/", "env": dict(os.environ)}
ours.sendall(json.dumps({**request, "surroundings": surroundings.now()}).encode() + b"\\n")
socket.send_fds(template.control, [b"k"], [theirs.fileno(), 2, 2])
os.kill(os.getpid(), signal.SIGKILL)
"""
# A whole life: the kind of process, and the answer.
SIX_TIMES_SEVEN = """
import sys
from jupyter_client import KernelManager
manager = KernelManager(kernel_name=sys.argv[1])
manager.start_kernel()
client = manager.blocking_client()
client.start_channels()
client.wait_for_ready(timeout=60)
print(type(manager.provisioner.process).__name__, end=" ")
reply = client.execute("", user_expressions={"answer": "6 * 7"}, reply=True, timeout=60)
print(reply["content"]["user_expressions"]["answer"]["data"]["text/plain"])
client.stop_channels()
# As manager.shutdown_kernel() does, but without its interrupt: an ordinary kernel that is not yet idle tells of it.
manager.request_shutdown()
manager.finish_shutdown()
manager.cleanup_resources()
"""


@pytest.fixture
def short():
    """A temporary folder in which a socket's path is not too long, as it would be in pytest's."""
    with tempfile.TemporaryDirectory() as folder:
        yield folder


def processes_with(variable: str, text: str) -> list[int]:
    """Living processes that have it in the environment they started with, which they keep when they fork."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get(variable) == text and is_alive(process.pid):
                found.append(process.pid)
        except psutil.Error:
            continue
    return found


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0, pytest.param(3, marks=pytest.mark.slow)], ids=["it imports", "it waits"])
def test_an_owner_killed_while_it_asks_for_a_kernel_leaves_nothing(short, seconds):
    env = {**os.environ, "TMPDIR": short}
    done = subprocess.run([sys.executable, "-c", ASK_AND_DIE, str(seconds)], env=env, stderr=subprocess.DEVNULL)
    assert done.returncode == -signal.SIGKILL
    assert soon(lambda: not processes_with("TMPDIR", short))
    assert soon(lambda: not os.listdir(short))


CLOSE = """
import sys, threading, time
from jupyter_client import KernelManager
from warm_kernel import owner
def start():
    try:
        KernelManager(kernel_name="warm-lean").start_kernel()
    except owner.Closed:
        closed.append(1)
closed, threads = [], [threading.Thread(target=start) for _ in range(4)]
for thread in threads:
    thread.start()
time.sleep(float(sys.argv[1]))
began = time.monotonic()
owner.close()
threads += [threading.Thread(target=start)]
threads[-1].start()
for thread in threads:
    thread.join()
print(len(closed), time.monotonic() - began < owner.READY_SECONDS)
"""


@pytest.mark.slow
@pytest.mark.parametrize("moment", [0.5, *(pytest.param(each, marks=pytest.mark.slow) for each in (0.1, 1, 1.5, 2))])
def test_once_closed_no_kernel_starts_not_even_the_ordinary_way(short, moment):
    done = subprocess.run(
        [sys.executable, "-c", CLOSE, str(moment)],
        env={**os.environ, "TMPDIR": short},
        capture_output=True,
        text=True,
        timeout=120,
    )
    closed, soon_enough = done.stdout.split()
    assert int(closed) >= 1  # the last one at least; others may have been ready before
    assert soon_enough == "True"
    assert soon(lambda: not processes_with("TMPDIR", short))
    assert not os.listdir(short)


def test_close_ends_spawned_kernels_too_and_prestart_opens_again(monkeypatch, tmp_path):
    monkeypatch.setattr(owner, "_closed", False)
    monkeypatch.setattr(owner, "_templates", [])  # those of other tests live on
    monkeypatch.setattr(owner, "_folder", None)
    manager = started("warm-lean", umask=0o77)
    assert isinstance(manager.provisioner.process, subprocess.Popen)
    owner.close()
    assert soon(lambda: manager.provisioner.process.poll() == -signal.SIGKILL)
    with pytest.raises(owner.Closed):
        started("warm-lean")
    manager.shutdown_kernel(now=True)
    owner.prestart(Path(os.environ["JUPYTER_PATH"], "kernels", "warm-lean", "kernel.json"))
    with kernel("warm-lean") as (manager, _):
        assert is_forked(manager)
    owner.close()


CHILDREN = {
    "child": "import subprocess; left = subprocess.Popen(['sleep', '60'])",
    "ended child that nobody asked": "import subprocess, time; left = subprocess.Popen(['true']); time.sleep(0.5)",
    "multiprocessing": "import multiprocessing, time\n"
    "left = multiprocessing.get_context('fork').Process(target=time.sleep, args=(60,)); left.start()",
    "resource tracker": "from multiprocessing import resource_tracker as left\n"
    "from multiprocessing.shared_memory import SharedMemory\n"
    "block = SharedMemory(create=True, size=9); block.close(); block.unlink(); left.pid = left._resource_tracker._pid",
}
SOON = "child", "resource tracker"  # the others are like them, and slower tests


@pytest.mark.slow
@pytest.mark.parametrize(
    "cell",
    [pytest.param(cell, id=name, marks=[pytest.mark.slow] * (name not in SOON)) for name, cell in CHILDREN.items()],
)
def test_a_cells_child_processes_neither_delay_a_shutdown_nor_outlive_it(cell):
    """A kernel that the manager has waited for in vain is ended by a signal; these end by themselves."""
    with kernel("warm-lean") as (manager, client):
        manager.shutdown_wait_time = 2 * SECONDS
        for end in manager.restart_kernel, manager.shutdown_kernel:
            child, process = int(value(client, "left.pid", cell)), manager.provisioner.process
            end()
            assert process.returncode == 0
            assert soon(lambda child=child: not is_alive(child))
            if manager.has_kernel:
                client.wait_for_ready(timeout=60)


@pytest.mark.slow
def test_a_thread_that_does_not_end_delays_a_shutdown_no_longer_than_an_ordinary_kernels():
    with kernel("warm-lean") as (manager, client):
        value(client, "1", "import threading, time; threading.Thread(target=time.sleep, args=(60,)).start()")
        process = manager.provisioner.process
        manager.shutdown_kernel()
        assert process.returncode == -signal.SIGTERM  # the first signal that the manager sends; the second kills


@pytest.mark.slow
def test_a_kernel_whose_owner_let_go_before_it_was_ready_ends(monkeypatch):
    with kernel("warm-lean") as (manager, _):
        template = template_of(manager)
        before = psutil.Process(template.process.pid).children()
        monkeypatch.setattr(owner, "READY_SECONDS", 0.01)
        with pytest.raises(owner.Refused, match=r"not ready after 0\.01 s"):
            _ask(template)
        assert soon(lambda: psutil.Process(template.process.pid).children() == before)


def _ask(template):
    """Ask a template for a kernel whose connection file lies nowhere else."""
    request = {"arguments": [], "cwd": "/", "env": template.env, "surroundings": surroundings.now()}
    with open(os.devnull, "w") as nowhere:
        return asyncio.run(template.fork(request, nowhere.fileno(), nowhere.fileno()))


@pytest.mark.slow
def test_what_a_template_cannot_import_is_told_in_one_line(monkeypatch, tmp_path, short):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "breaks.py").write_text("raise RuntimeError('not on\\nthis machine')")
    spec = json.loads(Path(os.environ["JUPYTER_PATH"], "kernels", "warm-lean", "kernel.json").read_text())
    spec["metadata"]["kernel_provisioner"]["config"]["modules"] = ["breaks"]
    (tmp_path / "kernels" / "breaks").mkdir(parents=True)
    (tmp_path / "kernels" / "breaks" / "kernel.json").write_text(json.dumps(spec))
    told, answer = _ill("breaks", JUPYTER_PATH=str(tmp_path), PYTHONPATH=str(tmp_path / "site"))
    assert answer == "Popen 42"
    assert told == ["Kernel not forked but spawned, which is slower: RuntimeError: not on this machine"]


ILL = {
    "few open files": "ulimit -n 64",
    "temporary folder missing": "export TMPDIR=/proc/nowhere",
    "temporary folder deep": f"mkdir -p $TMPDIR/{'deep' * 40}; export TMPDIR=$TMPDIR/{'deep' * 40}",
    "no home": "unset HOME",
    "home missing": "export HOME=/proc/nowhere",
    "no shared memory": "mount -t tmpfs -o ro none /dev/shm",
    "no /proc": "mount -t tmpfs -o ro none /proc",
    # few arenas: on a busy machine each thread takes one of its own, 64 MB of addresses
    "600 MB of addresses": "export MALLOC_ARENA_MAX=2; ulimit -v 614400",
    "900 MB of addresses": "export MALLOC_ARENA_MAX=2; ulimit -v 921600",
}


@pytest.mark.slow
@pytest.mark.parametrize("ill", ILL.values(), ids=ILL)
def test_in_ill_surroundings_a_kernel_starts_with_at_most_one_line_more_than_an_ordinary_one(short, ill):
    """Little memory suits a bare kernel and not a template of the whole stack. Mounts need a namespace of their own."""
    prefix = ["unshare", "-m"] if ill.startswith("mount") else []
    if prefix and not _succeeds(*prefix, "bash", "-ec", ill):
        pytest.skip("this user may not make a mount namespace")
    told, answer = _ill("recounted-warm" if "ulimit -v" in ill else "warm-lean", ill, prefix, TMPDIR=short)
    told_by_ordinary, ordinary = _ill("python3", ill, prefix, TMPDIR=short)
    assert ordinary == "Popen 42"
    assert answer in ("Popen 42", "ForkedProcess 42")
    assert len([line for line in told if "not forked but spawned" in line]) == (answer == "Popen 42")
    assert len(told) <= len(told_by_ordinary) + 1


def _succeeds(*command: str) -> bool:
    try:
        return subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def _ill(name: str, before: str = ":", prefix: list | None = None, **env) -> tuple[list[str], str]:
    """The lines that a fresh owner writes to its standard error, and what it prints, after a shell command."""
    shell = ["bash", "-ec", f'{before}; exec "$@"', "bash"]
    command = [*(prefix or []), *shell, sys.executable, "-c", SIX_TIMES_SEVEN, name]
    done = subprocess.run(command, env={**os.environ, **env}, capture_output=True, text=True, timeout=300)
    return done.stderr.splitlines(), done.stdout.strip()


def test_a_refusal_is_read_even_if_it_comes_before_the_request_is_sent():
    ours, theirs = socket.socketpair()
    process = ForkedProcess(ours)
    theirs.sendall(b"refused not today\n")
    theirs.close()
    with pytest.raises(Refused, match="not today"):
        asyncio.run(process.started({}))
    assert process.poll() == -signal.SIGKILL


def test_a_channel_closed_with_the_request_unread_is_an_end():
    ours, theirs = socket.socketpair()
    process = ForkedProcess(ours)
    ours.sendall(b"{}\n")
    theirs.close()
    assert process.poll() == -signal.SIGKILL
