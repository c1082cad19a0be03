"""What a notebook's run reads, noted in its kernel: by this the build knows what the notebook follows from.

An audit hook sees each file that Python code opens and each folder that it lists, by whatever function and name: a
table read with pandas, a module beside the notebook, a text. What the library itself reads of data/ is told by table,
since of some of them only a few rows matter. Files that Python does not open itself (child processes may read any)
cannot be seen: that a process was started is told instead.

Notes are lines of JSON, written as things happen, so that a kernel may end in whatever way.
"""

import contextlib
import json
import os
import sys
import threading

from recounted.files import digest_of, digest_of_names
from recounted.paths import root

VARIABLE = "RECOUNTED_READS"  # where to note; set for kernels of a build alone
BEGIN = "__import__('recounted.watch').watch.begin()"  # what such a kernel runs before its first cell
PROCESSES = ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty")
LISTINGS = ("os.listdir", "os.scandir")
LIBRARY = os.path.dirname(os.path.realpath(__file__)) + os.sep
LIBRARIES = (LIBRARY, os.path.join(os.path.dirname(LIBRARY[:-1]), "warm_kernel") + os.sep)  # inputs of every notebook
# Folders of the system, where nobody keeps what he counts.
SYSTEM = ["/usr", "/lib", "/lib64", "/bin", "/etc", "/opt", "/proc", "/sys", "/dev", "/var", "/run", "/nix", "/System"]

_to: int | None = None  # the open file of the notes
_project = ""
_installed: tuple[str, ...] = ()
_elsewhere: tuple[str, ...] = ()
_seen: set[tuple[str, str]] = set()
_here = threading.local()


def begin() -> None:
    """Note from now on, to the file that the surroundings name; nothing where they name none."""
    import sysconfig
    import tempfile

    global _to, _project, _installed, _elsewhere
    target = os.environ.pop(VARIABLE, "")
    if target and _to is None:
        _to = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        _project = os.path.realpath(root()) + os.sep
        own = {sys.prefix, *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib"))}
        _installed = tuple(os.path.realpath(each) + os.sep for each in own)
        _elsewhere = tuple(each + os.sep for each in (*SYSTEM, "/Library", os.path.realpath(tempfile.gettempdir())))
        sys.addaudithook(_hook)


def table(name: str, loaded: bool = False) -> None:
    """Note that the library reads this table; `loaded`: for the notebook, all of it."""
    _note("load" if loaded else "read", name)


def _hook(event: str, given: tuple) -> None:
    """Told of everything that happens in the kernel: it must be quick, and must never fail."""
    if event not in ("open", "sqlite3.connect", *LISTINGS, *PROCESSES) or getattr(_here, "busy", False):
        return
    _here.busy = True
    try:
        with contextlib.suppress(Exception):
            if event in PROCESSES:
                _note("process", event)
            elif event in LISTINGS:
                _listed(given[0])
            elif event != "open" or not given[2] & (os.O_WRONLY | os.O_TRUNC):
                _opened(given[0])
    finally:
        _here.busy = False


def _opened(file: object) -> None:
    if (path := _path(file)) and not (path.startswith(f"{_project}data{os.sep}") and _asked_by()[0] == "library"):
        _note("file", _name(path), digest_of(path))


def _listed(folder: object) -> None:
    """Python lists folders as well, to find modules in them; a new module changes nothing that was imported."""
    path = _path("." if folder is None else folder)
    if path and f"{path}{os.sep}".startswith(_project) and not _asked_by()[1].startswith("<frozen importlib"):
        _note("file", f"{_name(path)}/", digest_of_names(path))


def _path(file: object) -> str | None:
    """The whole path of a file that can matter: of the project, or a person's own; None for any other."""
    if not isinstance(file, (str, bytes, os.PathLike)):
        return None  # a number: opened before
    path = os.path.realpath(os.fsdecode(file))
    if os.path.basename(os.path.dirname(path)) == "__pycache__":
        path = os.path.join(
            path.rpartition(f"{os.sep}__pycache__")[0], os.path.basename(path).partition(".")[0] + ".py"
        )
    inside = f"{path}{os.sep}".startswith(_project)
    is_hidden = f"{os.sep}." in (path[len(_project) - 1 :] if inside else path)
    others = (*LIBRARIES, *_installed, *(() if inside else _elsewhere))
    return None if is_hidden or f"{path}{os.sep}".startswith(others) else path


def _name(path: str) -> str:
    """From the project's folder, with slashes; whole where it is elsewhere."""
    return path.removeprefix(_project).replace(os.sep, "/") if path != _project[:-1] else "."


def _asked_by() -> tuple[str, str]:
    """Who asks: `library`, or `notebook` for a cell or a module of the author's; and the file of the nearest code."""
    frame, nearest = sys._getframe(1).f_back, ""
    while frame:
        code = frame.f_code.co_filename
        if code != __file__:
            nearest = nearest or code
            if code.startswith(LIBRARY):
                return "library", nearest
            if not code.startswith(("<frozen", *_installed)):
                break
        frame = frame.f_back
    return "notebook", nearest


def _note(kind: str, name: str, *more: object) -> None:
    if _to is not None and (kind, name) not in _seen:
        _seen.add((kind, name))
        os.write(_to, json.dumps([kind, name, *more]).encode() + b"\n")
