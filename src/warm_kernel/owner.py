"""This process's end of the link: starts template processes, asks them for kernels, watches those kernels."""

import asyncio
import atexit
import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

# What an interpreter and its libraries read once, at start-up. A kernel that needs another value gets another template.
START_UP = (
    "PYTHON",
    "LD_",
    "LANG",
    "LC_",
    "HOME",
    "XDG_",
    "MPL",
    "IPYTHON",
    "JUPYTER",
    "OMP_",
    "OPENBLAS_",
    "MKL_",
    "JE_",
    "ARROW_",
)
READY_SECONDS = 60

_lock = threading.Lock()
_templates: dict[tuple, "Template"] = {}
_folder: str | None = None


def folder() -> str:
    """A folder that only this user can read, for sockets; gone when this process is."""
    global _folder
    if _folder is None:
        _folder = tempfile.mkdtemp(prefix="warm-kernel-")
    return _folder


def template(interpreter: list[str], modules: list[str], skipped: list[str], env: dict[str, str]) -> "Template":
    """The living template for these, started if need be. It is imported into while the caller goes on."""
    key = (*interpreter, *modules, *skipped, *sorted(item for item in env.items() if item[0].startswith(START_UP)))
    with _lock:
        found = _templates.get(key)
        if found is None or (found.process.poll() or 0) < 0:  # one that refused (exit code 1) would refuse again
            found = _templates[key] = Template(interpreter, modules, skipped, env)
        return found


def prestart(kernelspec: Path) -> None:
    """Start the template that kernels of this kernel.json will want, before they are asked for."""
    spec = json.loads(kernelspec.read_text(encoding="utf-8"))
    config = spec["metadata"]["kernel_provisioner"]["config"]
    template([sys.executable], config["modules"], config["skipped"], {**os.environ, **spec["env"]})


def close() -> None:
    """End the templates, and with them any kernel left; remove the private folder."""
    global _folder
    with _lock:
        for each in _templates.values():
            each.control.close()
        for each in _templates.values():
            each.end()
        _templates.clear()
        if _folder:
            shutil.rmtree(_folder, ignore_errors=True)
        _folder = None


def _forget() -> None:
    """In a fork of this process: the templates are not ours. Holding their sockets would keep them alive."""
    global _folder, _lock
    for each in _templates.values():
        each.control.close()
    _templates.clear()
    _folder, _lock = None, threading.Lock()


atexit.register(close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


class Template:
    """A running template process."""

    def __init__(self, interpreter: list[str], modules: list[str], skipped: list[str], env: dict[str, str]):
        self.control, theirs = socket.socketpair()
        script = str(Path(__file__).with_name("template.py"))
        with theirs:
            self.process = subprocess.Popen(
                [*interpreter, script, str(theirs.fileno()), folder(), json.dumps([modules, skipped])],
                env=env,
                cwd=folder(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )

    async def fork(self, request: dict, stdout: int, stderr: int) -> "ForkedProcess":
        """A kernel that has bound its sockets. `request` has `arguments`, `cwd`, `env`; the others are open files."""
        ours, theirs = socket.socketpair()
        process = ForkedProcess(ours)
        try:
            with theirs:
                socket.send_fds(self.control, [b"k"], [theirs.fileno(), stdout, stderr])
            await asyncio.wait_for(process.started(request), READY_SECONDS)
        except BaseException:
            process.kill()
            ours.close()
            raise
        return process

    def end(self) -> None:
        """Wait for the template, which ends by itself when its socket closes unless it is still importing."""
        try:
            self.process.wait(0.2)
        except subprocess.TimeoutExpired:
            self.process.terminate()
            self.process.wait()


class ForkedProcess:
    """What LocalProvisioner needs of a `Popen`, for a kernel that is a child of the template, not of this process."""

    stdin = stdout = stderr = None

    def __init__(self, channel: socket.socket):
        channel.setblocking(False)
        self.channel, self.unread = channel, b""
        self.pid: int | None = None
        self.returncode: int | None = None
        self.ready = False

    async def started(self, request: dict) -> None:
        """Send the request and wait until the kernel listens. Raises ChildProcessError if it ends before."""
        await asyncio.get_running_loop().sock_sendall(self.channel, json.dumps(request).encode() + b"\n")
        while not self.ready:
            if self.returncode is not None:
                raise ChildProcessError(f"the forked kernel ended with {self.returncode} before it was ready")
            await self.news()

    async def ended_within(self, seconds: float) -> None:
        """Wait for the end, without polling, but no longer than that."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self.poll() is None:
                    await self.news()

    async def news(self) -> None:
        self._note(await asyncio.get_running_loop().sock_recv(self.channel, 4096))

    def poll(self) -> int | None:
        """The exit code (minus the signal's number if one killed it), None while it runs."""
        while self.returncode is None:
            try:
                self._note(self.channel.recv(4096))
            except BlockingIOError:
                break
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        while self.poll() is None:
            if not select.select([self.channel], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("forked kernel", timeout)
        return self.returncode

    def send_signal(self, signum: int) -> None:
        if self.poll() is None and self.pid:
            os.kill(self.pid, signum)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _note(self, received: bytes) -> None:
        """Take in the lines that came. No more to come without an exit code: the template died, the kernel with it."""
        *lines, self.unread = (self.unread + received).split(b"\n")
        for word, *number in map(bytes.split, lines):
            if word == b"pid":
                self.pid = int(number[0])
            elif word == b"exit":
                self.returncode = int(number[0])
            self.ready |= word == b"ready"
        if not received and self.returncode is None:
            self.returncode = -signal.SIGKILL
        if self.returncode is not None:
            self.channel.close()
