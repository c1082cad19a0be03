"""The template process: imports modules once, then forks itself into one fresh process for each kernel.

Started by `owner.py` as a script, with an inherited socket to its owner, a folder to remove at the end, and
the modules to import. Each byte on that socket asks for one kernel and carries three open files: the
kernel's own channel, its stdout and its stderr. A channel carries lines: the owner sends one (a JSON object with
`arguments`, `cwd`, `env`); `pid N` comes back from the template, `ready` from the kernel, `exit N` from the template.
"""

import atexit
import contextlib
import ctypes
import gc
import importlib.util
import json
import os
import select
import shutil
import signal
import socket
import sys
import threading
import time

INLINE = "module://matplotlib_inline.backend_inline"
PR_SET_PDEATHSIG = 1


@contextlib.contextmanager
def without(modules):
    """Imports inside see `modules` as not installed; later imports find them again.

    For optional dependencies that cost more to import than everything that uses them.
    """
    hidden = [name for name in modules if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


def preload(modules, skipped):
    """Import what is installed of `modules`. Objects made by now are never collected, which keeps pages shared."""
    gc.disable()
    os.environ.setdefault("MPLBACKEND", INLINE)  # as a kernel does before matplotlib reads it
    with without(skipped):
        for name in modules:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
    gc.freeze()


def threads():
    """Threads of this process, those of C libraries included where /proc tells."""
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return threading.active_count()


def tell(channel, line):
    with contextlib.suppress(OSError):  # the owner may have let go of this kernel
        channel.sendall(line.encode() + b"\n")


class Forge:
    """Forks kernels on request and reports how each ended."""

    def __init__(self, control):
        self.control, self.channels = control, {}
        self.wake, wake_write = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self.files = [self.wake, wake_write]
        signal.set_wakeup_fd(wake_write)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self):
        """Return (channel, files) in each forked kernel, and None in the template when its owner is gone."""
        while True:
            ready, _, _ = select.select([self.control, self.wake], [], [])
            if self.wake in ready:
                os.read(self.wake, 4096)
                self.reap()
            if self.control in ready:
                byte, files, _, _ = socket.recv_fds(self.control, 1, 3)
                if not byte:
                    return None
                if self.fork(files) == 0:
                    return self.leave(files)

    def fork(self, files):
        """0 in the new kernel. If there can be none, its closed channel tells the owner."""
        pid = None
        with contextlib.suppress(OSError):
            pid = os.fork()
        if pid:
            self.channels[pid] = socket.socket(fileno=os.dup(files[0]))
            tell(self.channels[pid], f"pid {pid}")
        if pid != 0:
            for file in files:
                os.close(file)
        return pid

    def leave(self, files):
        """In the kernel: let go of everything that is the template's."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for file in self.files:
            os.close(file)
        for link in [self.control, *self.channels.values()]:
            link.close()
        return socket.socket(fileno=files[0]), files[1:]

    def reap(self):
        while self.channels:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            channel = self.channels.pop(pid)
            tell(channel, f"exit {os.waitstatus_to_exitcode(status)}")
            channel.close()

    def close(self):
        """Kill the kernels that are left: their owner can no longer be asked."""
        for pid in self.channels:
            with contextlib.suppress(OSError):
                os.killpg(pid, signal.SIGKILL)
        for pid in self.channels:
            os.waitpid(pid, 0)


def die_with(parent):
    """Have the system end this process when `parent` ends; ipykernel's own poller does it where there is no prctl."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def settle(channel, files, parent):
    """Make the forked process what a spawned one would be: session, files, folder, environment, randomness."""
    os.setsid()
    die_with(parent)
    for number, file in enumerate(files, start=1):
        os.dup2(file, number)
        os.close(file)
    with channel.makefile() as lines:
        request = json.loads(lines.readline())
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"], JPY_PARENT_PID=str(parent))
    time.tzset()
    importlib.invalidate_caches()
    if "numpy.random" in sys.modules:  # the random module reseeds itself after a fork, numpy does not
        sys.modules["numpy.random"].seed()
    return request["arguments"]


def run_kernel(channel, files, parent):
    """Be an ordinary IPython kernel until it is shut down, as `python -m ipykernel_launcher` is."""
    arguments = settle(channel, files, parent)
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = [importlib.util.find_spec("ipykernel_launcher").origin, *arguments]
    gc.enable()
    app = IPKernelApp.instance(parent_handle=parent)  # its default was read from the template's environment
    app.initialize(arguments)
    tell(channel, "ready")
    channel.close()
    app.start()
    finish_last_request(app.control_thread)
    leave(app.shell.user_ns)


def finish_last_request(control):
    """Let the control thread answer the shutdown request. It flushes through a thread that IPKernelApp ends first,
    and then waits five seconds for a flush that cannot come."""
    if control.is_alive():
        control.stop()
        control.join(5)


def leave(user_names):
    """End as an interpreter does, without taking apart every module of the template, which is most of that work."""
    threading._shutdown()
    atexit._run_exitfuncs()
    user_names.clear()  # closes the files that the user left open
    gc.collect()
    os._exit(0)


def main(control, folder, modules, skipped):
    preload(modules, skipped)
    if threads() > 1:
        sys.exit("warm kernel: a preloaded module started a thread, so kernels cannot be forked safely")
    template, forge = os.getpid(), Forge(socket.socket(fileno=control))
    kernel = forge.serve()
    if kernel:
        run_kernel(*kernel, template)
    else:
        forge.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    del sys.path[0]  # this script's folder; ipykernel_launcher drops its own likewise
    main(int(sys.argv[1]), sys.argv[2], *json.loads(sys.argv[3]))
