"""The form of `make app`: its fields, what it says, and the page that Voilà makes of it."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from made import finding
from tests_support import ROOT

pytest.importorskip("ipywidgets", reason="ipywidgets is not installed (extra `app`)")
from recounted import form  # noqa: E402
from recounted.running.options import Option  # noqa: E402

APP = ROOT / "app/explore.ipynb"


@pytest.mark.parametrize(
    ("option", "kind", "value"),
    [
        (Option("how", "all", "whom", ("all", "some")), "Dropdown", "all"),
        (Option("code", True, "whether"), "Checkbox", True),
        (Option("many", 3, "how many"), "IntText", 3),
        (Option("share", 0.5, "a share"), "FloatText", 0.5),
        (Option("as_of", "2023-09-05", "a day"), "Text", "2023-09-05"),
    ],
)
def test_each_parameter_has_a_field_of_its_kind(option, kind, value):
    made = form.field(option)
    assert (type(made).__name__, made.value, made.description) == (kind, value, option.name)


def test_what_changed_is_said_and_shown_as_text():
    published = {"helped-total": finding(), "helped-share": finding(claim_id="helped-share")}
    found = [finding(verdict="inconsistent", reason="<i>five</i>"), finding(claim_id="helped-share")]
    said = form.told(published, found)
    assert "1 of 2 verdicts changed" in said and "✔&nbsp;reproduced → ≠&nbsp;inconsistent" in said
    assert "&lt;i&gt;five" in said and "<i>" not in said


@pytest.fixture
def shown(built, monkeypatch):
    monkeypatch.chdir(ROOT)
    return form.Form("02-registered-offences")


@pytest.mark.slow
def test_a_field_that_is_changed_judges_anew_and_gives_the_command(shown):
    assert re.search(r"\b0 of \d+ verdicts changed", shown.said.value)
    shown.fields["trend_rule"].value = "every-step"
    assert re.search(r"\b1 of \d+ verdicts changed", shown.said.value)
    assert 'make NOTEBOOK=02-registered-offences PARAMS="trend_rule=every-step"' in shown.said.value
    shown.fields["trend_rule"].value = "ends"
    shown.fields["first_year"].value, shown.fields["last_year"].value = 2021, 2019
    assert "That cannot be" in shown.said.value and "Traceback" not in shown.said.value


@pytest.mark.slow
def test_another_notebook_brings_its_own_fields(shown):
    shown.notebook.value = "03-first-half-2023"
    assert "earlier_half" in shown.fields and re.search(r"0 of \d+ verdicts", shown.said.value)


@pytest.mark.slow
def test_voila_shows_the_form_on_the_warm_kernel_and_no_code(built, tmp_path):
    pytest.importorskip("voila", reason="Voilà is not installed (extra `app`)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "voila", str(APP), "--no-browser", f"--port={port}"]
    surroundings = os.environ | {"RECOUNTED_ROOT": str(ROOT), "JUPYTER_RUNTIME_DIR": str(tmp_path)}
    with (
        open(tmp_path / "log", "w") as log,
        subprocess.Popen(command, env=surroundings, stdout=log, stderr=log) as served,
    ):
        try:
            page = _fetched(f"http://127.0.0.1:{port}/", tmp_path / "log")
        finally:
            served.terminate()
    assert "Would another reading change the verdicts?" in page
    assert "application/vnd.jupyter.widget-view+json" in page and "Traceback" not in page
    assert not re.search(r"from recounted\.form import", page), "code is in sight"


def _fetched(address: str, log: Path) -> str:
    for _ in range(240):
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.5)
    pytest.fail(log.read_text()[-3000:])
