"""A command ends with its exit code and, where something is wrong, with one line that no terminal stumbles over."""

import os
import subprocess
import sys

import pytest

from recounted.commands.cli import main
from recounted.commands.console import PLAIN, guarded, one_line
from recounted.errors import RecountedError
from recounted.judging.verdicts import VERDICTS

COMMANDS = ("run", "verdicts", "find", "why", "check-text", "article")


def _raise(fault):
    def command():
        raise fault

    return command


def test_without_a_command_the_commands_are_listed(capsys):
    assert main([]) == 0
    said = capsys.readouterr().out
    assert all(f"\n    {command} " in said or f"\n    {command}\n" in said for command in COMMANDS)


@pytest.mark.parametrize(
    "command", [[], *([each] for each in COMMANDS), ["article", "verify"], ["article", "annotate"]], ids=" ".join
)
def test_every_command_has_help(command, capsys):
    with pytest.raises(SystemExit) as stop:
        main([*command, "--help"])
    assert stop.value.code == 0 and "usage: recounted" in capsys.readouterr().out


def test_an_error_is_one_line_and_exit_code_2(capsys):
    assert guarded(_raise(RecountedError("a.csv, line 2", "is\nbroken", "Correct it"))) == 2
    assert capsys.readouterr().err == "recounted: a.csv, line 2: is broken. Correct it\n"


def test_a_stop_by_the_user_is_told_in_one_line(capsys):
    assert guarded(_raise(KeyboardInterrupt())) == 130
    assert capsys.readouterr().err == "recounted: stopped; the next build goes on from here\n"


# An interrupt comes while a module of the command line is looked for.
INTERRUPTED = """
import os, signal, sys
class Finder:
    def find_spec(name, *_):
        if name == sys.argv[1]:
            sys.meta_path.remove(Finder)
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder)
from recounted.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize("module", ["recounted.errors", "recounted.commands.cli", "argparse", "unicodedata"])
def test_a_stop_while_the_command_line_is_imported_is_told_in_one_line_too(module):
    done = subprocess.run([sys.executable, "-c", INTERRUPTED, module], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (130, "recounted: stopped; the next build goes on from here\n")


def test_what_fails_in_the_system_is_told_with_the_file(capsys):
    assert guarded(_raise(PermissionError(13, "Permission denied", "figures"))) == 2
    assert capsys.readouterr().err == "recounted: figures: Permission denied. Free some space, or write elsewhere\n"


def test_a_reader_that_stops_reading_is_no_error(capsys):
    assert guarded(_raise(BrokenPipeError())) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\x1b[2J\x1b]0;owned\x07b\r\nc\x00d", "a b c d"),
        ("x" * 1000, "x" * 60 + "…" + "x" * 60),
        ("“≈”", "“≈”"),
    ],
)
def test_an_error_has_no_control_sequences_and_no_endless_words(text, told):
    assert one_line(text) == told


def test_an_endless_error_keeps_its_beginning_and_its_end():
    told = one_line("begin " + "word " * 1000 + "end")
    assert len(told) < 1000 and told.startswith("begin ") and told.endswith(" end")


def _run(project, *arguments, stdout=subprocess.PIPE, **env):
    command = [sys.executable, "-m", "recounted", *arguments]
    env = os.environ | {"RECOUNTED_ROOT": str(project)} | env
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, env=env, text=True, encoding="utf-8")


@pytest.mark.slow
def test_the_module_is_the_same_as_the_command(published):
    done = _run(published, "why", "no-such-claim")
    assert done.returncode == 2 and done.stderr.startswith("recounted: ") and "Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("command", [("verdicts",), ("find", "helped"), ("why", "helped-total"), ()])
def test_a_closed_pipe_and_a_full_disk_give_no_traceback(published, command):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as closed:
        done = _run(published, *command, stdout=closed)
    assert (done.returncode, done.stderr) == (0, "")
    if os.path.exists("/dev/full"):
        with open("/dev/full", "w") as full:
            done = _run(published, *command, stdout=full)
        assert done.returncode == 2
        assert done.stderr == "recounted: output: No space left on device. Free some space, or write elsewhere\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("closed", "command", "code", "told"),
    [
        (">&-", "why no-such-claim", 2, True),
        (">&-", "why helped-total", 0, False),
        ("2>&-", "why no-such-claim", 2, False),
        ("<&- >&- 2>&-", "why helped-total", 0, False),
    ],
)
def test_closed_streams_are_no_error(published, closed, command, code, told):
    shell = ["bash", "-c", f'exec "$@" {closed}', "bash", sys.executable, "-m", "recounted", *command.split()]
    done = subprocess.run(shell, capture_output=True, text=True, env=os.environ | {"RECOUNTED_ROOT": str(published)})
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (code, "", int(told))


@pytest.mark.slow
def test_what_an_encoding_lacks_is_told_in_ascii_and_never_as_the_sign_of_a_verdict():
    shown = "✔✔ (✔) ≈ ✘ ≠ ? 10⁵ 2½ “Łódź” é 漢 ≤ 5…".encode("ascii", PLAIN).decode()
    assert shown == 'vv (v) ~ x != ? 10^5 2 1/2 "_odz" e _ <= 5...'
    assert not [name for name, verdict in VERDICTS.items() if "?" in verdict.sign and name != "unverifiable"]


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_what_a_terminal_cannot_show_is_replaced(published, encoding):
    done = subprocess.run(
        [sys.executable, "-m", "recounted", "verdicts"],
        capture_output=True,
        env=os.environ | {"RECOUNTED_ROOT": str(published), "PYTHONIOENCODING": encoding},
    )
    assert done.returncode == 0 and b"helped-total" in done.stdout and done.stderr == b""
