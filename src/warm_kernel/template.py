"""The template process: imports modules once, then forks itself into one fresh process for each kernel.

Started by `owner.py` with an inherited socket to its owner. Each byte on that socket asks for one kernel and carries
three open files: the kernel's own channel, its stdout and its stderr. A channel carries lines: the owner sends one (a
JSON object with `arguments`, `cwd`, `env`, `surroundings`). Back come `pid N` and `exit N` from the template, `ready`
from the kernel, and where there will be no kernel `refused WHY` or `unfit [WHY, VARIABLE, …]`.
"""

import contextlib
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # no others than templates need it
    from .fitness import Files

INLINE = "module://matplotlib_inline.backend_inline"
LAST_SECONDS = 2


@contextlib.contextmanager
def without(modules: Iterable[str]) -> Iterator[None]:
    """Imports inside see `modules` as not installed; later imports find them again.

    For optional dependencies that cost more to import than everything that uses them.
    """
    hidden = [name for name in modules if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: Python's sign for not installed
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def preload(modules: list[str], skipped: list[str]) -> None:
    """Import what is installed of `modules`. Objects made by now are never collected, which keeps pages shared."""
    gc.disable()
    os.environ.setdefault("MPLBACKEND", INLINE)  # as a kernel does before matplotlib reads it
    with without(skipped):
        for name in modules:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
    gc.freeze()


def threads() -> int:
    """Threads of this process, those of C libraries included where /proc tells."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return threading.active_count()


def tell(channel: socket.socket, line: str) -> None:
    with contextlib.suppress(OSError):  # the owner may have let go of this kernel
        channel.sendall(line.encode() + b"\n")


class Forge:
    """Forks kernels on request and reports how each ended."""

    def __init__(self, control: socket.socket, files: "Files"):
        self.control, self.files, self.orphaned = control, files, False
        self.channels: dict[int, socket.socket] = {}  # by the kernel's process id
        self.stale: str | None = None  # the file that has changed, if one has
        self.wake, wake_write = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self.pipe = [self.wake, wake_write]
        signal.set_wakeup_fd(wake_write)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self) -> tuple[socket.socket, list[int]] | None:
        """Return (channel, files) in each forked kernel. In the template return None when there is no more to do:
        its owner is gone, or it is out of date and its last kernel has ended."""
        heard: list[socket.socket | int] = [self.control, self.wake]
        while self.channels or not self.stale:
            ready, _, _ = select.select(heard, [], [])
            if self.wake in ready:
                os.read(self.wake, 4096)
                self.reap()
            if self.control in ready:
                byte, files, _, _ = socket.recv_fds(self.control, 1, 3)
                if not byte:
                    self.orphaned = True
                    return None
                channel = socket.socket(fileno=files[0])
                if self.fork(channel, files[1:]) == 0:
                    return self.leave(channel, files[1:])
        return None

    def fork(self, channel: socket.socket, files: list[int]) -> int | None:
        """0 in the new kernel. If there can be none, its closed channel tells the owner."""
        pid = None
        self.stale = self.stale or self.files.changed()
        if self.stale:
            tell(channel, "unfit " + json.dumps([f"{self.stale} has changed"]))
        elif not hung_up(channel):
            try:
                pid = os.fork()
            except OSError as fault:
                tell(channel, f"refused {fault}")
        if pid:
            self.channels[pid] = channel
            tell(channel, f"pid {pid}")
        if pid != 0:
            for file in files:
                os.close(file)
        if pid is None:
            channel.close()
        return pid

    def leave(self, channel: socket.socket, files: list[int]) -> tuple[socket.socket, list[int]]:
        """In the kernel: let go of everything that is the template's."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for file in self.pipe:
            os.close(file)
        for link in [self.control, *self.channels.values()]:
            link.close()
        return channel, files

    def reap(self) -> None:
        while self.channels:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            channel = self.channels.pop(pid)
            tell(channel, f"exit {os.waitstatus_to_exitcode(status)}")
            channel.close()

    def close(self) -> None:
        """Kill the kernels that are left: their owner can no longer be asked. One may have no group of its own yet."""
        for pid in self.channels:
            for kill in os.killpg, os.kill:
                with contextlib.suppress(OSError):
                    kill(pid, signal.SIGKILL)
        end = time.monotonic() + LAST_SECONDS
        while self.channels and time.monotonic() < end:
            self.reap()
            time.sleep(0.005)


def hung_up(channel: socket.socket) -> bool:
    """Whether the other end is closed, be it with words of its own still unread."""
    waiting = select.poll()
    waiting.register(channel, 0)
    return any(event & select.POLLHUP for _, event in waiting.poll(0))


def main(argument: str) -> None:
    """Be the template. A reason not to be is sent to the owner in one line, before anything is forked."""
    from . import fitness, kernel

    control, folder, modules, skipped, template_env = json.loads(argument)
    forget_this_package()
    control = socket.socket(fileno=control)
    try:
        with fitness.noting() as noted:
            preload(modules, skipped)
        if threads() > 1:
            raise RuntimeError("a preloaded module started a thread")
        forge = Forge(control, fitness.Files())
    except BaseException as fault:
        tell(control, f"{type(fault).__name__}: {fault}")
        sys.exit(1)
    template = os.getpid()
    forked = forge.serve()
    if forked:
        kernel.run(*forked, template, noted, template_env)
        os._exit(1)
    forge.close()
    if forge.orphaned:
        shutil.rmtree(folder, ignore_errors=True)


def forget_this_package() -> None:
    """The way by which it was imported, and its modules: a kernel finds it, if at all, as a spawned one does."""
    del sys.path[0]
    for name in [name for name in sys.modules if name.partition(".")[0] == __package__]:
        del sys.modules[name]
