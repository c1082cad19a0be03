"""Other people's notebooks show the same under a warm kernel as under an ordinary one: see corpus/, a file for each.

A corpus file is prose and cells, ```python and its tags. What differs from run to run anyhow is left out of the
comparison: process numbers, addresses, ids of models, and how writing falls into pieces.
"""

import asyncio
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from nbclient import NotebookClient
from nbformat import v4

from recounted.running.prompt import PromptClient
from warm_kernel.process import ForkedProcess

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only"),
    pytest.mark.slow,
]
CORPUS_FOLDER = Path(__file__).with_name("corpus")
CORPUS = sorted(CORPUS_FOLDER.glob("*.md"))
CELL = re.compile(r"^```python *(.*?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)  # tags, lines
PASSING = re.compile(
    r"ipykernel_\d+/\d+"  # the file name that a cell has in tracebacks
    r"|\b0x[0-9a-f]{6,}"  # an address
    r"|\b[0-9a-f]{32}\b"  # the id of a widget's model
    r"|Thread-\d+|(?<=pid=)\d+|(?<=\()\d{4,}(?=\))"  # names and numbers of threads and processes
)


def notebook(file: Path) -> nbformat.NotebookNode:
    cells = [v4.new_code_cell(lines, metadata={"tags": tags.split()}) for tags, lines in CELL.findall(file.read_text())]
    return v4.new_notebook(cells=cells)


def shown(book: nbformat.NotebookNode) -> list:
    """What each cell shows: the text of each stream, and all other outputs in their order."""
    return [[cell.source, _by_stream(cell.outputs)] for cell in book.cells if cell.cell_type == "code"]


def _by_stream(outputs: list) -> dict:
    found = {"others": []}
    for output in outputs:
        if output.output_type == "stream":
            found[output.name] = found.get(output.name, "") + output.text
        else:
            found["others"].append({name: part for name, part in output.items() if name != "execution_count"})
    return {name: PASSING.sub("…", str(part)) for name, part in found.items()}


def run(file: Path, kernel: str, folder: Path) -> tuple[list, bool]:
    """What the notebook shows, and whether its kernel was forked."""
    folder.mkdir(parents=True, exist_ok=True)
    client = NotebookClient(notebook(file), kernel_name=kernel, resources={"metadata": {"path": str(folder)}})
    client.create_kernel_manager()
    client.km.client_factory = PromptClient  # nbclient's own misses a reply now and then: see running/prompt.py
    env = {**os.environ, "OMP_NUM_THREADS": "1"}  # which a warm kernel has unless asked otherwise
    with client.setup_kernel(stderr=subprocess.DEVNULL, env=env):
        forked = isinstance(client.km.provisioner.process, ForkedProcess)
        for index, cell in enumerate(client.nb.cells):
            client.execute_cell(cell, index)
    return shown(client.nb), forked


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_a_notebook_shows_the_same_on_both_kernels(file, tmp_path):
    if file.stem == "widgets" and not importlib.util.find_spec("ipywidgets"):
        pytest.skip("ipywidgets is not installed")
    folder = tmp_path / "run"  # one after the other in the same folder, so that paths are the same
    found = {}
    for kernel in "python3", "recounted-warm":
        cells, forked = run(file, kernel, folder)
        assert forked == (kernel == "recounted-warm")
        left = {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}
        found[kernel] = [*cells, left]
        folder.rename(tmp_path / kernel)
    for ordinary, warm in zip(*found.values(), strict=True):
        assert warm == ordinary


CLIENTS = {
    "papermill": "papermill in.ipynb out.ipynb -k {kernel}",
    "nbconvert": "nbconvert --execute --to notebook --ExecutePreprocessor.kernel_name={kernel} --output out in.ipynb",
}


@pytest.mark.parametrize("command", CLIENTS.values(), ids=CLIENTS)
def test_other_runners_of_notebooks_use_it_unchanged(command, tmp_path):
    nbformat.write(notebook(CORPUS_FOLDER / "threads.md"), tmp_path / "in.ipynb")
    found = []
    for kernel in "python3", "recounted-warm":
        _run([sys.executable, "-m", *command.format(kernel=kernel).split()], tmp_path)
        found.append(shown(nbformat.read(tmp_path / "out.ipynb", 4)))
    assert found[0] == found[1]


def test_nbval_finds_what_an_ordinary_kernel_shows(tmp_path):
    book = v4.new_notebook(cells=[v4.new_code_cell("print(6 * 7)"), v4.new_code_cell("{'a': [1]}")])
    NotebookClient(book, kernel_name="python3").execute()
    nbformat.write(book, tmp_path / "in.ipynb")
    nbval = [sys.executable, "-m", "pytest", "--nbval", "--nbval-kernel-name", "recounted-warm", "in.ipynb"]
    assert "2 passed" in _run(nbval, tmp_path)


def test_jupyterlabs_server_starts_interrupts_restarts_and_ends_it(tmp_path):
    async def life():
        manager = AsyncMappingKernelManager(root_dir=str(tmp_path))
        kernel = await manager.start_kernel(kernel_name="recounted-warm")
        first = manager.get_kernel(kernel).provisioner.process
        await manager.interrupt_kernel(kernel)
        await manager.restart_kernel(kernel)
        second = manager.get_kernel(kernel).provisioner.process
        await manager.shutdown_kernel(kernel)
        return first, second

    first, second = asyncio.run(life())
    assert isinstance(first, ForkedProcess) and isinstance(second, ForkedProcess)
    assert first.pid != second.pid
    assert (first.returncode, second.returncode) == (0, 0)


def _run(command: list[str], folder: Path) -> str:
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=300).stdout


def test_the_corpus_has_cells_that_show_something():
    """So that a pattern which finds no cell, or an outcome left out as passing, cannot pass for agreement."""
    assert len(CORPUS) >= 10
    assert all(len(notebook(file).cells) >= 4 for file in CORPUS)
    assert PASSING.sub("…", "line 12, (3), 0x7f") == "line 12, (3), 0x7f"
