"""JupyterLab and Voilà in a real browser: a notebook and the form are opened, run, changed and run again without an
error, and nothing is asked of another host."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from test_site_browser import browser  # noqa: F401  # a fixture
from tests_support import ROOT

pytestmark = pytest.mark.slow
NOTEBOOK = "03-first-half-2023.ipynb"
STARTS = 300  # seconds that JupyterLab may take on a loaded machine
# What the notebook in front shows: how many code cells, which of them ran, their errors, and the text of all outputs.
STATE = """() => {
  const cells = [...jupyterapp.shell.currentWidget.content.model.cells].filter((cell) => cell.type === "code");
  const outputs = cells.flatMap((cell) => cell.outputs.toJSON());
  return {
    cells: cells.length,
    ran: cells.filter((cell) => cell.executionCount).length,
    errors: outputs.filter((output) => output.output_type === "error").map((output) => output.evalue),
    text: JSON.stringify(outputs.map((output) => output.data || output.text)),
  };
}"""
CHANGE = """([from, to]) => {
  const cells = [...jupyterapp.shell.currentWidget.content.model.cells];
  const cell = cells.find((each) => (each.getMetadata("tags") || []).includes("parameters"));
  const source = cell.sharedModel.getSource();
  cell.sharedModel.setSource(source.replace(from, to));
  return source.includes(from);
}"""
RUN = "async () => { await jupyterapp.commands.execute('notebook:run-all-cells'); }"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serving(folder, module, *options, **surroundings):
    """A server of Jupyter in a folder; gives its address, and ends it after use."""
    port = free_port()
    own = {f"JUPYTER_{name}_DIR": str(folder / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    command = [sys.executable, "-m", module, f"--port={port}", "--no-browser", *options]
    with open(folder / "log", "wb") as log:
        server = subprocess.Popen(command, env=os.environ | own | surroundings, stdout=log, stderr=log)
    until = time.monotonic() + STARTS
    while not _answers(f"http://127.0.0.1:{port}/api"):
        assert time.monotonic() < until and server.poll() is None, (folder / "log").read_text()
        time.sleep(0.2)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(30)


def _answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address).close()
    except urllib.error.HTTPError:  # it answers, though not there
        return True
    except OSError:
        return False
    return True


@pytest.fixture
def lab(tmp_path):
    """JupyterLab on a copy of the data, one notebook and the form; gives its address."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copytree(ROOT / "app", tmp_path / "app")
    (tmp_path / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks" / NOTEBOOK, tmp_path / "notebooks")
    options = ["--allow-root", f"--ServerApp.root_dir={tmp_path}", "--IdentityProvider.token="]
    yield from serving(tmp_path, "jupyterlab", *options, "--LabApp.expose_app_in_browser=True")


@pytest.fixture
def app(tmp_path):
    """The form as `make app` serves it; gives its address."""
    pytest.importorskip("voila", reason="Voilà is not installed (extra `app`)")
    folder = ROOT / "app"
    yield from serving(
        tmp_path,
        "voila",
        str(folder / "explore.ipynb"),
        f"--Voila.config_file_paths={folder}",
        JUPYTER_PATH=str(folder / "jupyter"),
    )


@pytest.fixture
def watched(browser):  # noqa: F811
    """A page; at the end it has asked nothing of another host and has met no error."""
    page, said = browser.new_page(), []
    here = ("http://127.0.0.1:", "data:", "blob:")
    page.on("request", lambda asked: None if asked.url.startswith(here) else said.append(asked.url))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    yield page
    page.close()
    assert said == []


def opened(page, address):
    """A notebook in JupyterLab, with its kernel ready."""
    page.goto(address)
    page.wait_for_selector(".jp-NotebookPanel .jp-CodeCell", timeout=1000 * STARTS)
    page.wait_for_function("jupyterapp.shell.currentWidget.context.isReady", timeout=1000 * STARTS)
    page.wait_for_function(
        "jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'", timeout=1000 * STARTS
    )


def test_a_notebook_is_opened_run_changed_and_run_again_without_an_error(lab, watched):
    opened(watched, f"{lab}/lab/tree/notebooks/{NOTEBOOK}")
    committed = watched.evaluate(STATE)
    assert committed["ran"] == committed["cells"] > 5 and committed["errors"] == []

    watched.evaluate(RUN)
    again = watched.evaluate(STATE)
    assert again["ran"] == again["cells"] and again["errors"] == []

    assert watched.evaluate(CHANGE, ['earlier_half = "implied"', 'earlier_half = "ministry"'])
    watched.evaluate(RUN)
    changed = watched.evaluate(STATE)
    assert changed["errors"] == [] and changed["text"] != again["text"]


def test_the_form_is_opened_and_run_in_jupyterlab_without_an_error(lab, watched):
    opened(watched, f"{lab}/lab/tree/app/explore.ipynb")
    watched.evaluate(RUN)
    watched.wait_for_selector("text=/0 of [0-9]+ verdicts changed/", timeout=1000 * STARTS)
    assert watched.evaluate(STATE)["errors"] == []


def test_voila_shows_the_form_on_the_warm_kernel_and_no_code_and_a_field_turns_a_verdict(built, app, watched):
    watched.goto(app, timeout=1000 * STARTS)
    watched.wait_for_selector("text=/0 of [0-9]+ verdicts changed/", timeout=1000 * STARTS)
    assert "Would another reading change the verdicts?" in watched.inner_text("h1")
    text = watched.inner_text("body")
    assert "recounted.form" not in text and "Traceback" not in text
    watched.select_option(".widget-dropdown select >> nth=0", "03-first-half-2023")
    watched.wait_for_selector(".widget-dropdown:has-text('earlier_half')", timeout=1000 * STARTS)
    watched.select_option(".widget-dropdown:has-text('rounding') select", "truncated")
    watched.wait_for_selector("text=/2 of [0-9]+ verdicts changed/", timeout=1000 * STARTS)
