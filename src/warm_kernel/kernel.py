"""What a fork of the template becomes: an ordinary IPython kernel, as `python -m ipykernel_launcher` is."""

import atexit
import contextlib
import ctypes
import gc
import glob
import importlib.util
import json
import os
import signal
import sys
import threading
import time
import types
from socket import socket
from typing import TYPE_CHECKING, NoReturn

from . import blas, fitness, surroundings
from .messages import Request

if TYPE_CHECKING:  # at run time these are imported late, or not at all
    from ipykernel.control import ControlThread
    from ipykernel.ipkernel import IPythonKernel
    from ipykernel.kernelapp import IPKernelApp
    from psutil import Process

PR_SET_PDEATHSIG = 1
LAST = type, types.FunctionType, types.ModuleType


def tell(channel: socket, line: str) -> bool:
    """Whether the owner still listens: it may have let go of this kernel."""
    try:
        channel.sendall(line.encode() + b"\n")
    except OSError:
        return False
    return True


def run(
    channel: socket, files: list[int], template: int, noted: fitness.Noted, template_env: dict[str, str]
) -> bool | None:
    """Be a kernel until it is shut down. What keeps it from starting is told to the owner, who has other ways.

    `files`: descriptors of its stdout and stderr. `template`: the process that it was forked from.
    """
    try:
        os.setsid()
        die_with(template)
        request = await_request(channel)
        if names := noted.differing(request["env"], template_env):
            return tell(channel, "unfit " + json.dumps([f"another {' and '.join(names)}", *names]))
        for folder in [".", *_relative(request["env"])]:
            if reason := fitness.hidden(os.path.join(request["cwd"], folder)):
                return tell(channel, f"refused {reason}")
        settle(request, files, template, noted.set)
        app = listen(request["arguments"], template)
    except BaseException as fault:
        return tell(channel, f"refused {type(fault).__name__}: {fault}".replace("\n", " "))
    if not tell(channel, "ready"):
        return None
    channel.close()
    app.start()
    finish_last_request(app.control_thread)
    return leave(app.shell.user_ns)  # type: ignore[union-attr]  # an application that ran has a shell


def die_with(parent: int) -> None:
    """Have the system end this process when `parent` ends; ipykernel's own poller does it where there is no prctl."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def await_request(channel: socket) -> Request:
    with channel.makefile() as lines:
        line = lines.readline()
    if not line:  # the owner is gone, and nobody is left to be told
        os._exit(1)
    return json.loads(line)


def settle(request: Request, files: list[int], template: int, set_by_imports: dict[str, str]) -> None:
    """Make the forked process what a spawned one would be: files, folder, environment, limits, randomness."""
    for number, file in enumerate(files, start=1):
        os.dup2(file, number)
        os.close(file)
    before = os.getcwd()
    os.chdir(request["cwd"])
    here = {os.path.normpath(os.path.join(before, each)): os.path.abspath(each) for each in _relative(request["env"])}
    sys.path[:] = [here.get(each, each) for each in sys.path]
    os.environ.clear()
    os.environ.update({**set_by_imports, **request["env"], "JPY_PARENT_PID": str(template)})
    time.tzset()
    importlib.invalidate_caches()
    if "numpy.random" in sys.modules:  # the random module reseeds itself after a fork, numpy does not
        sys.modules["numpy.random"].seed()
    threads = blas.asked(request["env"])
    if threads > 1 and not blas.use(threads):
        raise ValueError(f"{threads} threads are asked for, and the loaded libraries cannot be told")
    surroundings.take_on(request["surroundings"])


def _relative(env: dict[str, str]) -> list[str]:
    """The folders of PYTHONPATH that are others in each working folder; an empty name is that folder itself."""
    path = env.get("PYTHONPATH")
    return [each for each in path.split(os.pathsep) if not os.path.isabs(each)] if path else []


def listen(arguments: list[str], template: int) -> "IPKernelApp":
    """The kernel's application, its sockets bound."""
    from ipykernel.kernelapp import IPKernelApp

    launcher = importlib.util.find_spec("ipykernel_launcher")
    sys.argv = [launcher.origin, *arguments]  # type: ignore[union-attr, list-item]  # a file that ipykernel brings
    gc.enable()
    app = IPKernelApp.instance(parent_handle=template)  # its default was read from the template's environment
    app.initialize(arguments)
    if app.transport == "ipc":
        for file in glob.glob(glob.escape(app.ip) + "-*"):
            os.chmod(file, 0o700)
    pass_over_the_dead(app.kernel)
    return app


def pass_over_the_dead(kernel: "IPythonKernel") -> None:
    """At its shutdown ipykernel asks its children to end and waits until it has none: in vain where one has ended but
    nobody has asked how (a zombie), and for multiprocessing's tracker, which ends with the kernel and not before."""
    every = getattr(kernel, "_process_children", list)

    def living() -> list["Process"]:
        import psutil

        tracker = sys.modules.get("multiprocessing.resource_tracker")
        tracked_by = getattr(getattr(tracker, "_resource_tracker", None), "_pid", None)
        found = []
        with contextlib.suppress(psutil.Error):  # without /proc no children are known
            for child in every():
                with contextlib.suppress(psutil.NoSuchProcess):
                    if child.pid != tracked_by and child.status() != psutil.STATUS_ZOMBIE:
                        found.append(child)
        return found

    kernel._process_children = living  # type: ignore[method-assign]  # of this one object


def finish_last_request(control: "ControlThread") -> None:
    """Let the control thread answer the shutdown request. It flushes through a thread that IPKernelApp ends first,
    and then waits five seconds for a flush that cannot come."""
    if control.is_alive():
        control.stop()
        control.join(5)


def leave(user_names: dict[str, object]) -> NoReturn:
    """End as an interpreter does, without taking apart every module of the template, which is most of that work.

    What the user left goes first, files being closed by it, and then the classes, functions and modules it may need.
    """
    threading._shutdown()  # type: ignore[attr-defined]  # what the interpreter itself calls at its end
    atexit._run_exitfuncs()
    for name in [name for name, left in user_names.items() if not isinstance(left, LAST)]:
        del user_names[name]
    user_names.clear()
    gc.collect()
    os._exit(0)
