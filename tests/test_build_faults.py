"""Whatever happens to a build, nothing is lost, half written or left behind, and the next gives the bytes of an
undisturbed one. The made-up project of tests/red/, built by the command line in processes of their own."""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest
from red_project import made_and_built, make

pytestmark = [
    pytest.mark.slow,
    pytest.mark.trust,
    pytest.mark.skipif(sys.platform != "linux", reason="signals, limits and mounts as Linux has them"),
]
# A user whose rights are those of the permissions alone: root, too, may then write only what is its own.
NO_CAPABILITY = ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs")
BUILT = ("notebooks/*.ipynb", "data/verdicts/*", "README.md", "build/notebooks/*")
RUN = [sys.executable, "-m", "recounted", "run"]
MOMENTS = [(kill, random.Random(number).uniform(0.05, 4.0)) for number in range(25) for kill in ("SIGKILL", "SIGINT")]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """What an undisturbed build gives, by path."""
    return built(made_and_built(tmp_path_factory.mktemp("faults") / "lamps"))


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    return make(tmp_path_factory.mktemp("sources") / "lamps")


@pytest.fixture
def lamps(sources, tmp_path):
    """The project, not built."""
    return Path(shutil.copytree(sources, tmp_path / "lamps"))


@pytest.fixture
def short():
    """A temporary folder whose name is short enough for sockets, and tells its processes from all others."""
    with tempfile.TemporaryDirectory() as folder:
        yield folder


def built(folder: Path) -> dict[str, bytes]:
    files = [path for pattern in BUILT for path in sorted(folder.glob(pattern))]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def surroundings(folder: Path, **env: str) -> dict[str, str]:
    return {**os.environ, "RECOUNTED_ROOT": str(folder), **env}


def run(folder: Path, before: str = ":", prefix: tuple[str, ...] = (), **env: str) -> subprocess.CompletedProcess:
    """Build, after a shell command in the same process."""
    command = [*prefix, "bash", "-ec", f'{before}; exec "$@"', "bash", *RUN]
    env = surroundings(folder, **env)
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=240)


def lines(text: str) -> list[str]:
    """What a user sees as an error: not what a progress bar draws, nor that kernels start the slower way."""
    return [line for line in text.splitlines() if line.strip() and "not forked but spawned" not in line]


def left(short: str) -> list[int]:
    """Living processes of builds that had this temporary folder."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("TMPDIR") == short and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except psutil.Error:
            continue
    return found


def soon(condition) -> bool:
    end = time.monotonic() + 30
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


@pytest.mark.parametrize(("kill", "seconds"), MOMENTS, ids=lambda each: str(each)[:7])
def test_a_build_ended_at_any_moment_leaves_nothing_and_the_next_ends_it(lamps, short, undisturbed, kill, seconds):
    env = surroundings(lamps, TMPDIR=short)
    process = subprocess.Popen(
        RUN, cwd=lamps, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    time.sleep(seconds)
    os.killpg(process.pid, getattr(signal, kill)) if process.poll() is None else None
    told = process.communicate(timeout=60)[1]
    if kill == "SIGINT" and process.returncode == 130:
        assert lines(told) == ["recounted: stopped; the next build goes on from here"]
    assert "Traceback" not in told or "recounted/" not in told  # before its first line Python itself may be stopped
    assert soon(lambda: not left(short)) and soon(lambda: not os.listdir(short))
    done = run(lamps)
    assert (done.returncode, lines(done.stderr)) == (0, [])
    assert built(lamps) == undisturbed
    assert not [path for path in lamps.rglob(".*") if path.is_file() and path.name not in (".lock", ".gitignore")]
    assert not (lamps / "build/staging").exists()


LONG = "a" * 190
PLACES = {
    "blanks": "a b  c",
    "no ASCII": "Қазақ – лампы",
    "long": LONG,
    "quotation marks": 'it\'s "so"',
    "signs": "a$b;c&d",
}


@pytest.mark.parametrize("name", PLACES.values(), ids=PLACES)
def test_a_project_may_be_called_anything(sources, tmp_path, undisturbed, name):
    folder = Path(shutil.copytree(sources, tmp_path / name / "lamps"))
    done = run(folder)
    assert (done.returncode, lines(done.stderr)) == (0, [])
    assert built(folder) == undisturbed


def test_a_project_may_be_reached_by_a_link(lamps, tmp_path, undisturbed):
    (tmp_path / "link").symlink_to(lamps)
    assert run(tmp_path / "link").returncode == 0
    assert built(lamps) == undisturbed
    assert "0 notebooks run" in run(lamps).stdout


ILL = {
    "no home": ("unset HOME", ()),
    "a home that is not there": ("export HOME=/proc/nowhere", ()),
    "a temporary folder that is not there": ("export TMPDIR=/proc/nowhere", ()),
    "a deep temporary folder": (f"mkdir -p $PWD/{'deep' * 40}; export TMPDIR=$PWD/{'deep' * 40}", ()),
    "no shared memory": ("mount -t tmpfs -o ro none /dev/shm", ("unshare", "-m")),
    "no /proc": ("mount -t tmpfs -o ro none /proc", ("unshare", "-m")),
    "no network": (":", ("unshare", "-rn")),
    "little memory": ("ulimit -v 1500000", ()),
    "few open files": ("ulimit -n 128", ()),
    "a user with no more rights than the files give": (":", NO_CAPABILITY),
    "one core": ("taskset -p -c 0 $$ >/dev/null", ()),
    "another mask of permissions": ("umask 077", ()),
    "no locale": ("export LC_ALL=C LANG=C", ()),
    "output to nowhere": ("exec >/dev/null", ()),
    "output closed": ("exec >&-", ()),
    "input and output closed": ("exec <&- >&-", ()),
    "errors closed": ("exec 2>&-", ()),
    "a temporary folder that is read-only": ("mount -t tmpfs -o ro none /mnt; export TMPDIR=/mnt", ("unshare", "-m")),
    "a temporary folder that is a file": ("export TMPDIR=$PWD/README.md", ()),
    "a home that is read-only": ("mount -t tmpfs -o ro none /mnt; export HOME=/mnt", ("unshare", "-m")),
    "surroundings without variables": (":", ("env", "-i", "RECOUNTED_ROOT=.", f"PATH={os.environ['PATH']}")),
}


def _allowed(before: str, prefix: tuple[str, ...]) -> bool:
    return not prefix or subprocess.run([*prefix, "bash", "-ec", before], capture_output=True).returncode == 0


@pytest.mark.parametrize(("before", "prefix"), ILL.values(), ids=ILL)
def test_in_ill_surroundings_a_build_gives_the_same_bytes(lamps, undisturbed, before, prefix):
    if not _allowed(before, prefix):
        pytest.skip("this user may not make such surroundings")
    done = run(lamps, before, prefix)
    assert (done.returncode, lines(done.stderr)) == (0, [])
    assert built(lamps) == undisturbed


REFUSED = {
    "a disk that is full": "mount -t tmpfs -o size=64k none build",
    "folders that are read-only": "mount --bind notebooks notebooks; mount -o remount,ro,bind notebooks",
    "verdicts that are read-only": "mkdir -p data/verdicts; mount -t tmpfs -o ro none data/verdicts",
    "a build folder that is read-only": "mount -t tmpfs -o ro none build",
}


@pytest.mark.parametrize("before", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_written_is_told_in_one_line_and_made_later(lamps, undisturbed, before):
    (lamps / "build").mkdir()
    if not _allowed("mount -t tmpfs none /mnt", ("unshare", "-m")):
        pytest.skip("this user may not make a mount namespace")
    done = run(lamps, before, ("unshare", "-m"))
    assert done.returncode == 2, done.stderr
    (told,) = lines(done.stderr)
    assert told.startswith("recounted: ") and "Traceback" not in told
    assert run(lamps).returncode == 0
    assert built(lamps) == undisturbed


@pytest.mark.parametrize("of_another", [".", "build", "notebooks", "data/verdicts"])
def test_what_belongs_to_another_user_is_told_in_one_line_and_stays_as_it_is(lamps, undisturbed, of_another):
    if os.geteuid() or not _allowed(":", NO_CAPABILITY):
        pytest.skip("only root may give files to another user")
    for name in ("build", "data/verdicts"):
        (lamps / name).mkdir(exist_ok=True)
    mine = [lamps / of_another, *(lamps / of_another).rglob("*")]
    for path in mine:
        os.chown(path, 12345, 12345)
    before = {path: path.read_bytes() for path in lamps.rglob("*") if path.is_file()}
    done = run(lamps, prefix=NO_CAPABILITY)
    assert done.returncode == 2, done.stderr
    (told,) = lines(done.stderr)
    assert told.startswith("recounted: ") and "Traceback" not in told
    assert {path: path.read_bytes() for path in before} == before
    for path in mine:
        os.chown(path, os.geteuid(), os.getegid())
    assert run(lamps).returncode == 0
    assert built(lamps) == undisturbed


def test_a_file_that_may_not_grow_is_told_in_one_line(lamps, undisturbed):
    done = run(lamps, "ulimit -f 8")
    assert done.returncode == 2 and len(lines(done.stderr)) == 1, done.stderr
    assert run(lamps).returncode == 0
    assert built(lamps) == undisturbed


def test_several_builds_at_once_do_the_work_once(lamps, undisturbed):
    env = surroundings(lamps)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    several = [subprocess.Popen(RUN, cwd=lamps, env=env, **pipes) for _ in range(4)]
    said = [process.communicate(timeout=240) for process in several]
    assert [process.returncode for process in several] == [0] * 4
    assert {line for _, errors in said for line in lines(errors)} <= {"==> another build is running; waiting for it"}
    assert sorted(out.splitlines()[0].split()[1] for out, _ in said) == ["0", "0", "0", "3"]
    assert built(lamps) == undisturbed


@pytest.mark.parametrize("when", [0, 2_000_000_000])
def test_what_is_stale_does_not_hang_on_the_clock(lamps, undisturbed, when):
    assert run(lamps).returncode == 0
    for path in lamps.rglob("*"):
        os.utime(path, (when, when))
    assert "0 notebooks run" in run(lamps).stdout
    table = lamps / "data/sources/board.csv"
    table.write_text(table.read_text().replace("Bex,2019,lamps,30", "Bex,2019,lamps,31"))
    os.utime(table, (when, when))
    assert "1 notebook run" in run(lamps).stdout


def test_a_checkout_in_the_middle_is_noticed_and_the_next_build_is_whole(lamps, undisturbed):
    table = lamps / "data/article/ports.csv"
    process = subprocess.Popen(RUN, cwd=lamps, env=surroundings(lamps), stderr=subprocess.PIPE, text=True)
    other = table.read_text().replace("Eel,10", "Eel,11")
    for _ in range(400):
        if process.poll() is None and (lamps / "build/staging").exists():
            break
        time.sleep(0.01)
    table.write_text(other)
    told = process.communicate(timeout=120)[1]
    assert process.returncode == 2 and len(lines(told)) == 1, told
    assert "data/article/ports.csv: changed while notebooks ran" in told
    table.write_text(other.replace("Eel,11", "Eel,10"))
    assert run(lamps).returncode == 0
    assert built(lamps) == undisturbed


def test_a_checkout_with_line_ends_of_windows_gives_the_same_verdicts(lamps, undisturbed):
    for path in lamps.rglob("*"):
        if path.suffix in (".csv", ".json", ".md", ".ipynb"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    done = run(lamps)
    assert (done.returncode, lines(done.stderr)) == (0, [])
    assert {name: text for name, text in built(lamps).items() if name != "README.md"} == {
        name: text for name, text in undisturbed.items() if name != "README.md"
    }
