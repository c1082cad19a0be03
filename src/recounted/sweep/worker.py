"""Runs tasks, each in a fresh kernel of this process's own warm template, and gives what was found as JSON.

As a program (`python -m recounted.sweep.worker`) it reads a request a line and answers in a line, until its input
ends. A Dask worker calls `answer` for each.
"""

import copy
import json
import os
import queue
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recounted import watch
from recounted.building.cell_source import PICTURE, notebook_tables
from recounted.building.reads import Reads, noted
from recounted.errors import RecountedError
from recounted.judging.findings import Finding, findings_in
from recounted.paths import root
from recounted.running.engine import Broken
from recounted.running.notebooks import read_notebook, tags, write_notebook
from recounted.running.run import execute, prepare
from recounted.sweep import keeping, warmer
from recounted.sweep.tasks import Task, inputs_of
from warm_kernel import owner

if TYPE_CHECKING:  # imported late, with papermill
    from nbformat import NotebookNode

MOST_AT_ONCE = 64  # notebooks in one process: a Dask worker may have as many threads
# What is kept of a finding.
COLUMNS = (
    "claim_id",
    "verdict",
    "printed",
    "recomputed",
    "sources_say",
    "article_verdict",
    "source_verdict",
    "reason",
    "cite",
)

Result = dict[str, Any]
_lock = threading.Lock()
_prepared: list[str] = []  # the project folder, once the template is started


def answer(request: dict[str, Any]) -> Result:
    """Run one task: `key`, `inputs`, `task`, `notebook` (where to keep it, or ""). Never raises for what a run does.

    The result has `key`, `kept`, `findings`, `seconds`, `error`, and `final`: whether the same run would end so again,
    which nobody knows after a dead kernel, or if it read what its key does not know of.
    """
    began = time.perf_counter()
    result: Result = {"key": request["key"], "kept": {}, "findings": [], "error": "", "final": True}
    try:
        _locate(request["root"])
        task = Task.from_json(request["task"])
        _prepare(task.source)
        if inputs_of(task.source) != request["inputs"]:
            raise Broken(
                task.source.name,
                "this worker has another notebook, table, library or Python than the sweep began with",
                "Let all have the same project and environment, and leave them until the sweep is through",
            )
        with tempfile.TemporaryDirectory() as folder:
            reads = Path(folder, "reads")
            notebook = _run(task, bool(request["notebook"]), reads)
            result["final"] = _is_followed(task.source, noted(reads))
        result["findings"] = [record(finding) for finding in findings_in(notebook["cells"], task.source.name)]
        result["kept"] = keeping.of(notebook["cells"])
        if request["notebook"]:
            write_notebook(notebook, root() / request["notebook"])
    except RecountedError as fault:
        result |= {"error": str(fault), "final": not isinstance(fault, Broken)}
    except Exception as fault:  # of papermill's or Jupyter's: no reason to end a sweep
        result |= {"error": f"{type(fault).__name__}: {fault}", "final": False}
    return result | {"seconds": round(time.perf_counter() - began, 3)}


def record(finding: Finding) -> dict[str, str]:
    return {name: getattr(finding, name) for name in COLUMNS}


def _is_followed(source: Path, reads: Reads) -> bool:
    """Whether the run read nothing but the tables that its cells name: of other files the key knows nothing."""
    _, named = _read(source)
    return not (reads.files or reads.processes or set(reads.tables) - named)


def _run(task: Task, is_kept: bool, reads: Path) -> "NotebookNode":
    """The executed notebook; pictures are drawn only where it is kept. What it reads is noted in `reads`."""
    from nbformat import from_dict

    notebook = copy.deepcopy(_read(task.source)[0])
    if not is_kept:
        for cell in notebook["cells"]:
            if PICTURE in tags(cell):
                cell["metadata"]["tags"] = [*tags(cell), "skip-execution"]  # nbclient's own
    if task.keep:
        added = {"cell_type": "code", "id": "kept", "metadata": {}, "source": keeping.cell(task.keep)}
        notebook["cells"].append(added | {"execution_count": None, "outputs": []})
    variables = {watch.VARIABLE: str(reads)} | ({} if is_kept else {"RECOUNTED_PICTURES": "none"})
    return execute(task.source, task.parameters, variables, notebook=from_dict(notebook), kernel=warmer.KERNEL)


_notebooks: dict[Path, tuple[int, dict, set[str]]] = {}  # by the file, with when it changed


def _read(source: Path) -> tuple[dict, set[str]]:
    """The notebook without the outputs of its last run, which papermill would copy for nothing; the tables it names."""
    changed = source.stat().st_mtime_ns
    if _notebooks.get(source, (0,))[0] != changed:
        notebook = read_notebook(source)
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"] = []
        _notebooks[source] = changed, notebook, set(notebook_tables(notebook, source.name))
    return _notebooks[source][1:]


def _locate(folder: str) -> None:
    """Look for the project where the sweep has it, unless this process knows better."""
    with _lock:
        if not os.environ.get("RECOUNTED_ROOT"):
            os.environ["RECOUNTED_ROOT"] = folder


def _prepare(source: Path) -> None:
    """Start the template, once, with the tables of the first notebook in memory."""
    with _lock:
        if _prepared:
            return
        os.environ[warmer.HOLD] = " ".join(warmer.tables_of(source))
        prepare(MOST_AT_ONCE, warmer.kernelspec())
        _prepared.append(str(root()))


def main() -> None:
    """Answer requests from standard input, and end when it does, be it in the middle of a run: nobody waits for it.

    What else is printed goes to the errors, so that answers stay whole.
    """
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    requests: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_read_requests, args=[sys.stdin, requests], daemon=True).start()
    with suppress(BrokenPipeError):  # nobody reads any more
        while line := requests.get():
            answers.write(json.dumps(answer(json.loads(line)), ensure_ascii=False) + "\n")
            answers.flush()


def _read_requests(lines: Iterable[str], requests: "queue.SimpleQueue[str]") -> None:
    for line in lines:
        requests.put(line)
    owner.close()  # ends what runs in the main thread
    requests.put("")


if __name__ == "__main__":
    main()
