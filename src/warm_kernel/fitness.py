"""Whether a fork of the template would be as fresh as a new process; if not, why.

Three things can tell the two apart. A module was edited or upgraded since the template imported it. A variable that
modules looked up while they were imported has another value in the kernel. The author has a module beside the notebook
that a new process would find before the library of that name. In the first two cases another template helps.
"""

import contextlib
import os
import sys
import sysconfig
from collections.abc import Iterator
from importlib.machinery import PathFinder

NOT_COMPARED = {"JPY_PARENT_PID"}  # told to each kernel anew
BESIDE = {"matplotlibrc": "matplotlib"}  # files that a module reads from the working folder when it is imported


class Environment(os._Environ[str]):
    """os.environ that notes which variables are looked up. `noting` puts it in place."""

    names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        if isinstance(name, str):
            self.names.add(name)
        return super().__getitem__(name)


class Noted:
    """The variables that were looked up, with the values they had or None, and those that were set."""

    def __init__(self) -> None:
        self.looked_up: dict[str, str | None] = {}
        self.set: dict[str, str] = {}

    def differing(self, env: dict[str, str], besides: dict[str, str]) -> list[str]:
        """Those looked up that are others in `env`, but for `besides`, which a template sets for itself alone."""
        return sorted(name for name, text in self.looked_up.items() if text != env.get(name) and name not in besides)


@contextlib.contextmanager
def noting() -> Iterator[Noted]:
    """Give what is noted of the variables inside, complete at the end."""
    before, kind, noted = dict(os.environ), type(os.environ), Noted()
    os.environ.__class__ = Environment
    try:
        yield noted
    finally:
        os.environ.__class__ = kind
        noted.looked_up = {name: before.get(name) for name in Environment.names - NOT_COMPARED}
        noted.set = {name: text for name, text in os.environ.items() if before.get(name) != text}


class Files:
    """The files from which modules were imported, and their state at that time."""

    def __init__(self) -> None:
        self.states = {file: _state(file) for file in _imported()}

    def changed(self) -> str | None:
        """The first that is another by now."""
        return next((file for file, state in self.states.items() if _state(file) != state), None)


def _imported() -> list[str]:
    """The files of all modules but Python's own, and matplotlib's settings, which it reads when it is imported."""
    own = sysconfig.get_path("stdlib") + os.sep
    outside = (os.path.join(own, "site-packages"), os.path.join(own, "dist-packages"))
    files = [file for module in list(sys.modules.values()) if (file := getattr(module, "__file__", None))]
    if "matplotlib" in sys.modules:
        files.append(os.path.join(sys.modules["matplotlib"].get_configdir(), "matplotlibrc"))
    return [file for file in files if not file.startswith(own) or file.startswith(outside)]


def _state(file: str) -> tuple[int, int, int] | None:
    """Time of its last change in nanoseconds, size in bytes, inode; None for no file."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def hidden(folder: str) -> str | None:
    """What lies in the folder and would come before what is imported already: a reason not to fork."""
    try:
        names = os.listdir(folder)
    except OSError:
        return None
    for name in names:
        if BESIDE.get(name) in sys.modules:
            return f"{name} in the notebook's folder is read when {BESIDE[name]} is imported"
    used = {name for name, module in sys.modules.items() if module is not None}  # None: one that is skipped on purpose
    for name in {name.partition(".")[0] for name in names} & (used - {"__main__"}):
        spec = PathFinder.find_spec(name, [folder])
        if spec and spec.origin and not _same(spec.origin, getattr(sys.modules[name], "__file__", None)):
            return f"{os.path.basename(spec.origin)} in the notebook's folder has the name of a module in use"
    return None


def _same(one: str, other: str | None) -> bool:
    """Whether both are one file, as when the notebook lies in the library's own folder."""
    return other is not None and os.path.realpath(one) == os.path.realpath(other)
