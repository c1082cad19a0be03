"""The set-up: uv where it is there, pip where it is not, from hashes only; a bar on a terminal, nothing in a pipe."""

import importlib.util
import os
import pty
import subprocess
import sys
import textwrap

import pytest
from tests_support import ROOT

SCRIPT = ROOT / "tools/set_up.py"
FAKE_INSTALLER = """
import sys
print("Resolved 2 packages in 3ms")
for at in range(3):
    print(f"\\r\\x1b[2K{'#' * at} [{at}/2]", end="", flush=True)
print("\\r\\x1b[2K\\x1b[2mInstalled 2 packages\\x1b[0m")
print(" \\x1b[32m+\\x1b[39m \\x1b[1msix\\x1b[0m\\x1b[2m==1.17.0\\x1b[0m")
print("warning: something that a reader must see")
sys.exit(int(sys.argv[1]))
"""


@pytest.fixture
def set_up():
    spec = importlib.util.spec_from_file_location("set_up", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def asked(set_up, monkeypatch, tmp_path):
    """What would be run, in `asked`; what begins with a word of `asked.fail` fails. The environment has no uv yet."""

    class Asked(list):
        fail: tuple = ()

    commands, folder = Asked(), tmp_path / "env"

    def watched(command):
        words = [word.replace(str(folder), "ENV").replace(sys.executable, "PYTHON") for word in map(str, command)]
        commands.append(" ".join(words))
        if commands[-1].startswith(commands.fail):
            raise set_up.Failed("no such host")
        if "requirements-setup.lock" in commands[-1]:
            (folder / "bin").mkdir(parents=True)
            (folder / "bin" / "uv").write_text("#!/bin/sh\n")
            (folder / "bin" / "uv").chmod(0o755)

    monkeypatch.setattr(set_up, "watched", watched)
    monkeypatch.setattr(set_up, "has_pip", lambda python: True)
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    (tmp_path / "a.lock").write_text("six==1 --hash=sha256:1\n")
    (tmp_path / "path").mkdir()
    return commands


def test_uv_on_path_makes_the_environment_from_hashes_alone(set_up, asked, tmp_path):
    (tmp_path / "path" / "uv").write_text("#!/bin/sh\n")
    (tmp_path / "path" / "uv").chmod(0o755)
    set_up.install(tmp_path / "env", tmp_path / "a.lock", project=True)
    made, tools, packages, project = asked
    assert made == "PYTHON -m venv --clear --without-pip ENV"
    assert tools.startswith(f"{tmp_path}/path/uv pip install --python ENV/bin/python --require-hashes -r")
    assert packages == f"ENV/bin/uv pip install --python ENV/bin/python --require-hashes -r {tmp_path}/a.lock"
    assert project == "ENV/bin/uv pip install --python ENV/bin/python --no-deps --no-build-isolation -e ."


def test_without_uv_on_path_pip_brings_it(set_up, asked, tmp_path):
    set_up.install(tmp_path / "env", tmp_path / "a.lock", project=False)
    assert asked[1].startswith("ENV/bin/python -m pip install --require-hashes -r")
    assert asked[2].startswith("ENV/bin/uv pip install --python ENV/bin/python --require-hashes -r")


def test_where_no_uv_can_be_had_pip_does_it_from_the_same_hashes(set_up, asked, tmp_path):
    asked.fail = ("ENV/bin/python -m pip install --require-hashes -r " + str(set_up.TOOLS),)
    set_up.install(tmp_path / "env", tmp_path / "a.lock", project=True)
    assert asked[-2:] == [
        f"ENV/bin/python -m pip install --require-hashes -r {tmp_path}/a.lock",
        "ENV/bin/python -m pip install --no-deps --no-build-isolation -e .",
    ]


def test_where_uv_fails_pip_does_it(set_up, asked, tmp_path):
    asked.fail = ("ENV/bin/uv",)
    set_up.install(tmp_path / "env", tmp_path / "a.lock", project=False)
    assert asked[-1] == f"ENV/bin/python -m pip install --require-hashes -r {tmp_path}/a.lock"


def test_what_cannot_be_installed_is_told_and_tried_again_the_next_time(set_up, asked, tmp_path, capsys):
    asked.fail = ("ENV",)
    assert set_up.main([str(tmp_path / "env"), str(tmp_path / "a.lock")]) == 2
    assert "env could not be set up; is the network there?\nno such host\n" in capsys.readouterr().err
    assert not (tmp_path / "env" / "a.lock").exists()
    asked.fail = ()
    assert set_up.main([str(tmp_path / "env"), str(tmp_path / "a.lock")]) == 0
    assert (tmp_path / "env" / "a.lock").read_text() == (tmp_path / "a.lock").read_text()


def test_a_lock_of_the_same_content_asks_for_nothing(set_up, asked, tmp_path, capsys):
    (tmp_path / "env").mkdir()
    (tmp_path / "env" / "a.lock").write_text((tmp_path / "a.lock").read_text())
    os.utime(tmp_path / "env" / "a.lock", (0, 0))
    assert set_up.main([str(tmp_path / "env"), str(tmp_path / "a.lock")]) == 0
    assert asked == [] and capsys.readouterr().out == "" and (tmp_path / "env" / "a.lock").stat().st_mtime > 1


def test_an_environment_of_another_python_is_made_anew(set_up, asked, monkeypatch, tmp_path):
    monkeypatch.setattr(set_up, "version_of", lambda python: {sys.executable: "3.13"}.get(python, "3.12"))
    set_up.have_tools(tmp_path / "env")
    assert asked[0] == "PYTHON -m venv --clear --without-pip ENV"


def test_it_says_first_how_much_comes_and_how_long_it_takes(set_up, asked, tmp_path, capsys):
    (tmp_path / "a.lock").rename(tmp_path / "requirements.lock")
    set_up.main([str(tmp_path / "env"), str(tmp_path / "requirements.lock")])
    assert "MB to download the first time, half a minute" in capsys.readouterr().out
    assert {ROOT / name for name in set_up.SIZES} < set(ROOT.glob("requirements*.lock"))


def _watch(code: int, terminal: bool) -> tuple[str, str]:
    """What a person sees of an installer, and what is told of it if it fails."""
    run = textwrap.dedent(f"""
        import sys
        sys.path.insert(0, {str(SCRIPT.parent)!r})
        import set_up
        try:
            set_up.watched([sys.executable, "-c", {FAKE_INSTALLER!r}, "{code}"])
        except set_up.Failed as fault:
            print("TOLD", fault)
    """)
    if not terminal:
        done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True)
        return done.stderr, done.stdout
    master, slave = pty.openpty()
    process = subprocess.Popen([sys.executable, "-c", run], stdout=subprocess.PIPE, stderr=slave, text=True)
    os.close(slave)
    seen, told = b"", process.communicate()[0]
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            piece = b""
        if not piece:
            return seen.decode(), told
        seen += piece


@pytest.mark.slow
def test_a_terminal_shows_the_bar_and_no_list_of_packages():
    seen, told = _watch(0, terminal=True)
    assert "## [2/2]" in seen and "a reader must see" in seen and "six" not in seen and "Resolved" not in seen
    assert "Installed" not in seen
    assert told == ""


@pytest.mark.slow
def test_a_pipe_shows_nothing_and_a_failure_tells_what_was_said():
    assert _watch(0, terminal=False) == ("", "")
    seen, told = _watch(3, terminal=False)
    assert seen == "" and "TOLD" in told and "a reader must see" in told and "\x1b" not in told
