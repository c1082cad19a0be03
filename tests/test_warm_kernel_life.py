"""Each case of a warm kernel's life: start, interrupt, restart, shutdown, crash, death of its parents."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from warm import (
    SECONDS,
    begin,
    children,
    is_alive,
    is_forked,
    kernel,
    open_files,
    reply,
    soon,
    started,
    template_of,
    value,
)

from warm_kernel import owner

pytestmark = [
    pytest.mark.slow,  # a process or more for each: `make test` is to be short
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
    pytest.mark.usefixtures("lean_kernelspec"),
]


def test_the_kernelspec_is_installed_and_chooses_the_provisioner():
    spec = KernelSpecManager().get_kernel_spec("recounted-warm")
    assert spec.metadata["kernel_provisioner"]["provisioner_name"] == "warm-kernel"


def test_a_kernel_is_forked_into_a_session_of_its_own_with_its_modules_ready():
    with kernel("warm-lean") as (manager, client):
        assert is_forked(manager)
        told = "os.getpid(), os.getsid(0), os.getpgrp(), os.getppid(), 'ipykernel_launcher' in sys.modules"
        pid, session, group, parent, ready = eval(value(client, told, "import os, sys"))
        assert pid == session == group == manager.provisioner.pid
        assert parent != os.getpid()
        assert ready


def test_folder_environment_and_time_zone_are_those_asked_for(tmp_path):
    env = {**os.environ, "RECOUNTED_TEST": "here", "TZ": "Asia/Almaty"}
    env.pop("PATH")
    with kernel("warm-lean", cwd=str(tmp_path), env=env) as (manager, client):
        assert is_forked(manager)
        lines = "import os, time"
        assert value(client, "os.getcwd()", lines) == repr(str(tmp_path))
        assert value(client, "os.environ['RECOUNTED_TEST'], 'PATH' in os.environ") == "('here', False)"
        assert value(client, "time.strftime('%z', time.localtime(1700000000)) > '+0000'") == "True"


def test_a_relative_folder_is_relative_to_the_one_who_asks(monkeypatch, tmp_path):
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path)
    with kernel("warm-lean", cwd="below") as (manager, client):
        assert is_forked(manager)
        assert value(client, "os.getcwd()", "import os") == repr(str(tmp_path / "below"))


@pytest.mark.slow
def test_another_start_up_environment_gets_another_template():
    with kernel("warm-lean") as (_, client):
        assert value(client, "sys.flags.hash_randomization", "import sys") == "1"
    with kernel("warm-lean", env={**os.environ, "PYTHONHASHSEED": "0"}) as (manager, client):
        assert is_forked(manager)
        assert value(client, "sys.flags.hash_randomization", "import sys") == "0"


def test_sockets_and_connection_file_lie_in_a_private_folder_that_goes_with_the_kernel():
    with kernel("warm-lean") as (manager, _):
        folder = Path(manager.provisioner.folder)
        assert manager.transport == "ipc"
        assert Path(manager.connection_file).parent == folder
        assert folder.stat().st_mode & 0o077 == 0
        assert len(list(folder.iterdir())) == 6
    assert not folder.exists()


def test_an_interrupt_stops_the_cell_and_leaves_the_kernel():
    with kernel("warm-lean") as (manager, client):
        cell = begin(client, "import time; print('begun'); time.sleep(100)")
        manager.interrupt_kernel()
        assert reply(client, cell)["ename"] == "KeyboardInterrupt"
        assert value(client, "1 + 1") == "2"


def test_a_restart_gives_a_fresh_process_at_the_same_address():
    with kernel("warm-lean") as (manager, client):
        before = manager.provisioner.pid
        value(client, "remembered", "remembered = 1")
        manager.restart_kernel()
        client.wait_for_ready(timeout=60)
        assert is_forked(manager)
        assert manager.provisioner.pid != before
        assert not is_alive(before)
        assert value(client, "'remembered' in globals()") == "False"


def test_a_shutdown_runs_exit_handlers_writes_open_files_and_waits_for_no_flush_that_cannot_come(tmp_path):
    with (
        open(tmp_path / "told", "wb") as told,
        kernel("warm-lean", cwd=str(tmp_path), stderr=told) as (manager, client),
    ):
        value(
            client,
            "1",
            "import atexit; atexit.register(lambda: open('atexit', 'w').close())\n"
            "left = open('left', 'w'); left.write('all')",
        )
        process, manager.shutdown_wait_time = manager.provisioner.process, 2 * SECONDS
        manager.shutdown_kernel()
        assert process.returncode == 0 and not is_alive(process.pid)
    assert "flush timed out" not in (tmp_path / "told").read_text()
    assert (tmp_path / "atexit").exists()
    assert (tmp_path / "left").read_text() == "all"


@pytest.mark.parametrize(
    ("last_words", "code"),
    [("import os; os._exit(3)", 3), ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", -11)],
)
def test_a_crash_is_told_by_its_exit_code(last_words, code):
    with kernel("warm-lean") as (manager, client):
        process = manager.provisioner.process
        assert process.poll() is None
        client.execute(last_words)
        assert process.wait(60) == code
        assert not manager.is_alive()
        assert soon(lambda: not Path(f"/proc/{process.pid}").exists())  # reaped, no zombie


def test_kernels_die_with_their_template_and_the_next_gets_a_new_one():
    with kernel("warm-lean") as (manager, _):
        process = manager.provisioner.process
        template = template_of(manager)
        template.process.kill()
        template.process.wait()
        assert process.wait(60) == -signal.SIGKILL
        assert soon(lambda: not is_alive(process.pid))
    with kernel("warm-lean") as (manager, client):
        assert is_forked(manager)
        assert value(client, "6 * 7") == "42"


@pytest.mark.slow
@pytest.mark.parametrize("end", ["os.kill(os.getpid(), signal.SIGKILL)", "sys.exit()"])
def test_nothing_is_left_when_the_owner_dies(end):
    """Neither when it is killed nor when it ends without shutting its kernels down."""
    script = f"""
import os, signal, sys
from jupyter_client import KernelManager
from warm_kernel import owner
manager = KernelManager(kernel_name="warm-lean")
manager.start_kernel()
template, = owner._templates
print(manager.provisioner.pid, template.process.pid, owner.folder(), flush=True)
{end}
"""
    with tempfile.TemporaryDirectory() as short:  # sockets cannot lie as deep as pytest's folders do
        env = {**os.environ, "TMPDIR": short}
        done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, timeout=120)
        kernel_pid, template_pid, folder = done.stdout.split()
        assert folder.startswith(short)
        assert soon(lambda: not is_alive(int(kernel_pid)) and not is_alive(int(template_pid)))
        assert soon(lambda: not os.listdir(short))


def test_where_a_socket_cannot_lie_so_deep_a_forked_kernel_talks_tcp(monkeypatch, tmp_path):
    deep = tmp_path / ("deep" * 25)
    deep.mkdir()
    monkeypatch.setattr(owner, "_folder", str(deep))
    with kernel("warm-lean") as (manager, client):
        assert is_forked(manager)
        assert manager.transport == "tcp"
        assert value(client, "1 + 1") == "2"


@pytest.mark.slow
def test_fifty_kernels_in_a_row_leave_no_process_socket_or_file():
    with kernel("warm-lean") as (manager, _):
        template = template_of(manager).process.pid
    before = open_files(), sorted(os.listdir(owner.folder())), children(os.getpid())
    for _ in range(50):
        manager = started("warm-lean")
        assert is_forked(manager)
        manager.shutdown_kernel(now=True)
    assert soon(lambda: not children(template))
    assert (sorted(os.listdir(owner.folder())), children(os.getpid())) == before[1:]
    assert open_files() <= before[0]
    assert open_files(template) < 12
