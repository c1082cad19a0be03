"""A warm kernel is as fresh as a spawned one, and is spawned where it cannot be forked."""

import os
import subprocess

import pytest
from warm import SECONDS, is_forked, kernel, started, value

from warm_kernel import owner, provisioner

pytestmark = pytest.mark.slow  # a process or more for each: `make test` is to be short


def test_what_one_kernel_changes_the_next_does_not_see():
    with kernel() as (_, client):
        value(
            client,
            "1",
            "import math, os, sys, pandas; pandas.read_csv = None; math.tau = 6; left = 1\n"
            "os.environ['LEFT'] = '1'; sys.path.insert(0, 'left'); import this",
        )
    with kernel() as (_, client):
        lines = "import math, os, sys, pandas"
        assert value(client, "callable(pandas.read_csv), math.tau > 6.2", lines) == "(True, True)"
        seen = "'left' in globals(), 'LEFT' in os.environ, 'left' in sys.path, 'this' in sys.modules"
        assert value(client, seen) == "(False, False, False, False)"


def test_two_kernels_draw_different_random_numbers():
    lines = "import random, uuid, numpy"
    drawn = []
    for _ in range(2):
        with kernel() as (_, client):
            drawn.append(value(client, "random.random(), numpy.random.random(), str(uuid.uuid4())", lines))
    assert all(one != other for one, other in zip(*map(eval, drawn), strict=True))


def test_of_this_project_only_what_judges_is_preloaded():
    """Edits of it are seen as those of any library: tests/test_warm_kernel_fitness.py."""
    with kernel() as (_, client):
        seen = "'recounted.judging.judge' in sys.modules, any(name.startswith('warm_kernel') for name in sys.modules)"
        assert value(client, seen, "import sys") == "(True, False)"


def test_an_edit_between_two_kernels_is_seen(tmp_path):
    for number in (1, 2):
        (tmp_path / "just_edited.py").write_text(f"number = {number}" + " " * number)
        with kernel(cwd=str(tmp_path)) as (_, client):
            assert value(client, "just_edited.number", "import just_edited") == str(number)


def test_figures_are_shown_inline_as_in_a_spawned_kernel(monkeypatch):
    monkeypatch.delenv("MPLBACKEND", raising=False)  # whoever chose one for this process meant this process
    lines = "%config InlineBackend.figure_formats = ['svg']\nimport matplotlib.pyplot as plt\n_ = plt.plot([1, 2])"
    shown = []
    with kernel() as (_, client):
        reply = client.execute_interactive(lines, output_hook=shown.append, timeout=SECONDS)
    assert reply["content"]["status"] == "ok"
    (figure,) = [each["content"]["data"] for each in shown if each["msg_type"] == "display_data"]
    assert "<svg" in figure["image/svg+xml"]


def test_nothing_that_the_template_loads_starts_a_thread():
    """Two kernels are forked from one template, and it does so only while it has a single thread."""
    with kernel() as (one, _), kernel() as (other, _):
        assert is_forked(one)
        assert is_forked(other)


def test_where_there_is_no_fork_kernels_are_spawned(monkeypatch):
    monkeypatch.delattr(os, "fork")
    with kernel() as (manager, client):
        assert isinstance(manager.provisioner.process, subprocess.Popen)
        assert manager.transport == "tcp"
        assert value(client, "1 + 1") == "2"


@pytest.mark.parametrize("fault", [OSError("no more processes"), RuntimeError("anything else")])
def test_on_any_fault_of_forking_kernels_are_spawned(monkeypatch, fault):
    async def broken(*_):
        raise fault

    monkeypatch.setattr(owner.Template, "fork", broken)
    assert _process() is subprocess.Popen


def test_a_template_that_cannot_start_is_not_tried_again(monkeypatch):
    monkeypatch.setattr(owner, "_templates", [])
    refuses = owner.template(["false"], [], [], dict(os.environ))
    assert refuses.process.wait() == 1
    assert owner.template(["false"], [], [], dict(os.environ)) is refuses
    refuses.control.close()


@pytest.mark.parametrize("option", [{"stdout": subprocess.PIPE}, {"independent": True}, {"umask": 0o77}])
def test_options_that_only_a_spawn_can_meet_are_met_by_a_spawn(option):
    assert _process(**option) is subprocess.Popen


def _process(**options) -> type:
    """The kind of process that a kernel started with these options has."""
    manager = started("recounted-warm", **options)
    process = manager.provisioner.process
    manager.shutdown_kernel(now=True)
    return type(process)


def test_what_a_kernel_writes_past_python_goes_where_it_was_sent(tmp_path):
    with open(tmp_path / "out", "w") as out, kernel(stdout=out) as (manager, client):
        assert is_forked(manager)
        value(client, "1", "import os; os.write(1, b'raw')")
    assert (tmp_path / "out").read_text() == "raw"


def test_can_fork_is_no_on_macos(monkeypatch):
    monkeypatch.setattr(provisioner.sys, "platform", "darwin")
    assert not provisioner.can_fork()
