"""This process's end of the link: starts template processes, asks them for kernels, ends what is left of them."""

import asyncio
import atexit
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import weakref
from pathlib import Path

from .messages import How, Launch, Request
from .process import ForkedProcess, Refused, Unfit

# Variables that the interpreter or C libraries read once, at their start; what Python modules look up, templates tell.
START_UP = ("PYTHON", "LD_", "LANG", "LC_", "MALLOC_", "OMP_", "OPENBLAS_", "KMP_", "MKL_", "JE_", "ARROW_")
READY_SECONDS = 60
MOST_TEMPLATES = 8  # for one interpreter and its modules, each with another environment
BOOT = "import sys; sys.path[0] = sys.argv[1]; from warm_kernel.template import main; main(sys.argv[2])"

_lock = threading.RLock()
_templates: list["Template"] = []
_retired: list["Template"] = []
_spawned: weakref.WeakSet[subprocess.Popen[bytes]] = weakref.WeakSet()
_looked_up: set[str] = set()
_folder: str | None = None
_closed = False


class Closed(RuntimeError):
    """Kernels are no longer started here, since `close`."""

    def __init__(self) -> None:
        super().__init__("no kernels are started any more")


def folder() -> str:
    """A folder that only this user can read, for sockets; gone when this process is."""
    global _folder
    with _lock:
        if _closed:
            raise Closed
        if _folder is None:
            _folder = tempfile.mkdtemp(prefix="warm-kernel-")
        return _folder


def template(
    interpreter: list[str],
    modules: list[str],
    skipped: list[str],
    env: dict[str, str],
    template_env: dict[str, str] | None = None,
) -> "Template":
    """The living template for these, started if need be. It is imported into while the caller goes on.

    `template_env` it alone has, over `env`, so as to stay a single thread; its kernels do not see it.
    """
    how = How(interpreter=interpreter, modules=modules, skipped=skipped, template_env=template_env or {})
    with _lock:
        if _closed:
            raise Closed
        alike = [each for each in _templates if each.how == how]
        for each in alike:
            if _start_up(each.env, each.how["template_env"]) != _start_up(env, each.how["template_env"]):
                continue
            if (each.process.poll() or 0) >= 0:  # one that refused (exit code 1) would refuse again
                return each
            _templates.remove(each)
            each.control.close()
        if len(alike) >= MOST_TEMPLATES:
            raise Refused(f"{MOST_TEMPLATES} templates are enough")
        _templates.append(Template(how, env))
        return _templates[-1]


def _retire(stale: "Template") -> None:
    """Ask it for no more kernels. It ends with the last that it has, and so would they if its socket were closed."""
    for each in [each for each in _retired if each.process.poll() is not None]:
        _retired.remove(each)
        each.control.close()
    _templates.remove(stale)
    _retired.append(stale)


def _start_up(env: dict[str, str], besides: dict[str, str]) -> dict[str, str]:
    """The part of an environment that tells templates apart."""
    return {
        name: text
        for name, text in env.items()
        if name not in besides and (name.startswith(START_UP) or name in _looked_up)
    }


async def fork(how: How, request: Launch, stdout: int, stderr: int, tries: int = 3) -> ForkedProcess:
    """A kernel that has bound its sockets. `stdout` and `stderr` are open files.

    A template that turns out to be out of date, or to have another environment, makes place for a new one.
    """
    from . import surroundings  # not where there is no fork: Windows has no limits to speak of

    chosen = template(**how, env=request["env"])
    try:
        return await chosen.fork({**request, "surroundings": surroundings.now()}, stdout, stderr)
    except Unfit as unfit:
        if tries == 1:
            raise
        with _lock:
            _looked_up.update(unfit.names)
            if not unfit.names and chosen in _templates:
                _retire(chosen)
    except Exception as fault:
        if _closed:
            raise Closed from fault
        raise
    return await fork(how, request, stdout, stderr, tries - 1)


def prestart(kernelspec: Path) -> None:
    """Start the template that kernels of this kernel.json will want, before they are asked for; undoes `close`."""
    global _closed
    _closed = False
    spec = json.loads(kernelspec.read_text(encoding="utf-8"))
    config = dict(spec["metadata"]["kernel_provisioner"]["config"])
    defaults = config.pop("kernel_env", {})
    template([sys.executable], **config, env={**defaults, **os.environ, **spec["env"]})


def spawned(process: subprocess.Popen[bytes]) -> None:
    """Note a kernel that was spawned the ordinary way, which `close` ends as it does the forked ones."""
    with _lock:
        _spawned.add(process)
        if _closed:
            _kill(process)
            raise Closed


def close() -> None:
    """End the templates and every kernel left, remove the private folder, and start no more: who waits, gives up."""
    global _folder, _closed
    with _lock:
        _closed = True
        for each in _templates + _retired:
            each.control.close()
        for process in list(_spawned):
            _kill(process)
        for each in _templates + _retired:
            each.end()
        _templates.clear()
        _retired.clear()
        if _folder:
            shutil.rmtree(_folder, ignore_errors=True)
        _folder = None


def _kill(process: subprocess.Popen[bytes]) -> None:
    """It leads a process group, as jupyter_client starts it, unless the system has none."""
    if process.poll() is None:
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()


def _forget() -> None:
    """In a fork of this process: the templates are not ours. Holding their sockets would keep them alive."""
    global _folder, _lock, _closed
    for each in _templates + _retired:
        each.control.close()
    _templates.clear()
    _retired.clear()
    _spawned.clear()
    _folder, _lock, _closed = None, threading.RLock(), False


atexit.register(close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


class Template:
    """A running template process."""

    def __init__(self, how: How, env: dict[str, str]):
        self.how, self.env, self.reason = how, env, b""
        self.control, theirs = socket.socketpair()
        to_do = [theirs.fileno(), folder(), how["modules"], how["skipped"], how["template_env"]]
        with theirs:
            self.process = subprocess.Popen(
                [*how["interpreter"], "-c", BOOT, str(Path(__file__).parents[1]), json.dumps(to_do)],
                env={**env, **how["template_env"]},
                cwd=folder(),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,  # what matters of its faults comes over the socket, in one line
                start_new_session=True,
            )

    async def fork(self, request: Request, stdout: int, stderr: int) -> ForkedProcess:
        """Raises Refused with the reason if there is no kernel to be had."""
        ours, theirs = socket.socketpair()
        process = ForkedProcess(ours)
        try:
            with theirs:
                socket.send_fds(self.control, [b"k"], [theirs.fileno(), stdout, stderr])
            await asyncio.wait_for(process.started(request), READY_SECONDS)
        except BaseException as fault:
            process.kill()
            ours.close()
            if isinstance(fault, TimeoutError):
                raise Refused(f"not ready after {READY_SECONDS} s") from None
            if isinstance(fault, OSError) and not isinstance(fault, Refused):
                raise Refused(self.last_words() or str(fault)) from None
            raise
        return process

    def last_words(self) -> str:
        """Why the template ended, if it did and said so."""
        with contextlib.suppress(OSError):
            self.reason += self.control.recv(4096, socket.MSG_DONTWAIT)
        return self.reason.decode(errors="replace").strip().replace("\n", " ")

    def end(self) -> None:
        """Wait for the template, which ends by itself when its socket closes unless it is still importing."""
        for wait, then in (0.5, self.process.terminate), (2, self.process.kill), (2, lambda: None):
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(wait)
                return
            then()
