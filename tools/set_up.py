"""Make an environment from a lock: `python tools/set_up.py .venv requirements.lock --project`.

Runs before anything is installed, so it needs the standard library alone. uv does it where it is on PATH or can be had
from PyPI; pip does it where uv cannot. Both take only files whose hashes are in the lock. A terminal shows a bar, a
pipe nothing. At the end the lock is noted in the environment, so that a change of it shows.
"""

import argparse
import fcntl
import filecmp
import os
import pty
import re
import shutil
import subprocess
import sys
import termios
from contextlib import suppress
from pathlib import Path

TOOLS = Path(__file__).parent.parent / "requirements-setup.lock"
# Told before it begins: what it is for, what comes over the network the first time, and how long that takes.
SIZES = {
    "requirements.lock": "the notebooks and the tests: 270 MB to download the first time, half a minute to two",
    "requirements-more.lock": "the site, the app and the slower checks: 85 MB more to download, half a minute",
    "requirements-checkers.lock": "checkers that are not ours: 50 MB to download, half a minute",
    "requirements-bench.lock": "the other ways to run notebooks: 160 MB to download, half a minute to two",
}
SURROUNDINGS = {"PIP_ROOT_USER_ACTION": "ignore", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
ANSI = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]|\r")  # colours and other signs for a terminal
# Lines that help nobody: each package that comes, and that uv's cache lies on another disk.
IDLE = re.compile(
    rb"\s*[+~-] \S+==|Using Python |Resolved |Prepared |Installed |Audited |warning: Failed to hardlink|"
    rb"\s+If the cache and target|Looking in |Collecting |Requirement already |Installing collected |Successfully |"
    rb"\s+Using cached |\s+Downloading |\[notice\]"
)
CLEAR = b"\x1b[2K"  # the line that the cursor is in
TOLD = 12  # last lines of an installer that failed


class Failed(Exception):
    """An installer failed; the text is what it said last."""


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 if the environment is as the lock says, else 2, and the reason in a few lines."""
    parser = argparse.ArgumentParser(description="Make an environment from a lock.")
    parser.add_argument("folder", type=Path, help="the environment")
    parser.add_argument("lock", type=Path)
    parser.add_argument("--project", action="store_true", help="install the project of this folder too, editable")
    given = parser.parse_args(arguments)
    note = given.folder / given.lock.name
    if note.is_file() and filecmp.cmp(given.lock, note, shallow=False):
        note.touch()
        return 0
    version = ".".join(map(str, sys.version_info[:2]))
    print(f"==> set up {given.folder} (Python {version}) for {SIZES.get(given.lock.name, given.lock.name)}", flush=True)
    try:
        install(given.folder, given.lock, given.project)
    except Failed as fault:
        print(f"make: {given.folder} could not be set up; is the network there?\n{fault}", file=sys.stderr)
        return 2
    shutil.copyfile(given.lock, note)
    return 0


def install(folder: Path, lock: Path, project: bool) -> None:
    """All of the lock, then the project itself, by uv, or by pip where uv is not or fails."""
    python, uv = str(folder / "bin" / "python"), str(folder / "bin" / "uv")
    have_tools(folder)
    steps = [locked(lock)] + ([["--no-deps", "--no-build-isolation", "-e", "."]] if project else [])
    for step in steps:
        if by_uv(uv, python, step):
            continue
        if not has_pip(python):
            venv(folder)
        watched([python, "-m", "pip", "install", *step])


def have_tools(folder: Path) -> None:
    """Make the environment, with uv and pip in it at the versions of their lock, else with Python's own pip."""
    python = str(folder / "bin" / "python")
    if version_of(python) != version_of(sys.executable):
        venv(folder, "--clear", "--without-pip")
    elif (folder / "bin" / "uv").is_file():
        return
    if by_uv("uv", python, locked(TOOLS)):
        return
    if not has_pip(sys.executable):
        venv(folder)
    asked = [python, "-m", "pip"] if has_pip(python) else [sys.executable, "-m", "pip", "--python", python]
    with suppress(Failed):  # no uv for this machine: pip will do
        watched([*asked, "install", *locked(TOOLS)])


def locked(lock: Path) -> list[str]:
    return ["--require-hashes", "-r", str(lock)]


def by_uv(uv: str, python: str, what: list[str]) -> bool:
    """Whether uv is there and installed it."""
    if not (found := shutil.which(uv)):
        return False
    try:
        watched([found, "pip", "install", "--python", python, *what])
    except Failed:
        return False
    return True


def venv(folder: Path, *options: str) -> None:
    watched([sys.executable, "-m", "venv", *options, str(folder)])


def has_pip(python: str) -> bool:
    return subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode == 0


def version_of(python: str) -> str:
    """Such as `3.11`; "" where there is no such Python, or none that works."""
    asked = "import sys; print('.'.join(map(str, sys.version_info[:2])))"
    try:
        return subprocess.run([python, "-c", asked], capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""


def watched(command: list[str]) -> None:
    """Run a command; a terminal shows its bar. Raises Failed with its last lines."""
    environment, said = os.environ | SURROUNDINGS, b""
    if sys.stderr.isatty():
        master, slave = pty.openpty()  # what it takes for a terminal, so that it draws its bar
        fcntl.ioctl(slave, termios.TIOCSWINSZ, fcntl.ioctl(sys.stderr, termios.TIOCGWINSZ, b"\0" * 8))
        process = subprocess.Popen(command, stdout=slave, stderr=slave, env=environment)
        os.close(slave)
        said = shown(master)
        code = process.wait()
    else:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment)
        said, code = done.stdout, done.returncode
    if code:
        lines = [line for line in ANSI.sub(b"", said).decode(errors="replace").splitlines() if line.strip()]
        raise Failed("\n".join(lines[-TOLD:]))


def shown(master: int) -> bytes:
    """Pass on what comes, but for idle lines; gives all of it."""
    said, line = b"", b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # how a terminal ends
            piece = b""
        if not piece:
            break
        said += piece
        *whole, line = (line + piece).split(b"\n")
        kept = b"".join(wanted(each) for each in whole)
        if b"\r" in line and not idle(line):  # a bar
            kept, line = kept + line, b""
        sys.stderr.buffer.write(kept)
        sys.stderr.flush()
    os.close(master)
    return said


def idle(line: bytes) -> bool:
    """Whether what stands in it last, after a bar that it replaces, helps nobody."""
    return bool(IDLE.match(ANSI.sub(b"", line.rstrip(b"\r").rpartition(b"\r")[2])))


def wanted(line: bytes) -> bytes:
    """A line with its end; of an idle one only what clears the bar before it."""
    before, at, _ = line.rstrip(b"\r").rpartition(b"\r")
    return line + b"\n" if not idle(line) else before + at + CLEAR if at else b""


if __name__ == "__main__":
    sys.exit(main())
