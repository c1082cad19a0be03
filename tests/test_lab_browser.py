"""JupyterLab in a real browser: a notebook is opened, run, changed and run again without an error."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from test_site_browser import browser  # noqa: F401  # a fixture
from tests_support import ROOT

pytestmark = pytest.mark.slow
NOTEBOOK = "03-first-half-2023.ipynb"
STARTS = 120  # seconds that JupyterLab may take on a loaded machine
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


@pytest.fixture
def lab(tmp_path):
    """JupyterLab on a copy of the data and one notebook; gives the address of that notebook."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks" / NOTEBOOK, tmp_path / "notebooks")
    own = {f"JUPYTER_{name}_DIR": str(tmp_path / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--ServerApp.port={port}"]
    command += ["--ServerApp.port_retries=0", "--IdentityProvider.token=", "--LabApp.expose_app_in_browser=True"]
    with open(tmp_path / "log", "wb") as log:
        server = subprocess.Popen(command, cwd=tmp_path, env=os.environ | own, stdout=log, stderr=log)
    address, until = f"http://127.0.0.1:{port}", time.monotonic() + STARTS
    while True:
        try:
            urllib.request.urlopen(f"{address}/api").close()
            break
        except OSError:
            assert time.monotonic() < until and server.poll() is None, (tmp_path / "log").read_text()
            time.sleep(0.2)
    yield f"{address}/lab/tree/notebooks/{NOTEBOOK}"
    server.terminate()
    server.wait(30)


def test_a_notebook_is_opened_run_changed_and_run_again_without_an_error(browser, lab):  # noqa: F811
    page, elsewhere, faults = browser.new_page(), [], []
    page.on("request", lambda asked: None if "//127.0.0.1:" in asked.url else elsewhere.append(asked.url))
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(lab)
    page.wait_for_selector(".jp-NotebookPanel .jp-CodeCell", timeout=1000 * STARTS)
    page.wait_for_function("jupyterapp.shell.currentWidget.context.isReady", timeout=1000 * STARTS)
    page.wait_for_function(
        "jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'", timeout=1000 * STARTS
    )
    committed = page.evaluate(STATE)
    assert committed["ran"] == committed["cells"] > 5 and committed["errors"] == []

    page.evaluate(RUN)
    again = page.evaluate(STATE)
    assert again["ran"] == again["cells"] and again["errors"] == []

    assert page.evaluate(CHANGE, ['earlier_half = "implied"', 'earlier_half = "ministry"'])
    page.evaluate(RUN)
    changed = page.evaluate(STATE)
    assert changed["errors"] == [] and changed["text"] != again["text"]
    assert (elsewhere, faults) == ([], [])
