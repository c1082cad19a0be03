"""A notebook's findings at other parameters, without a kernel and without saving pictures: its cells in this process.

The same cells with the same rules as in a run of papermill, at a tenth of the time; a test holds the two to each other.
"""

import contextlib
import io
import os
from pathlib import Path
from typing import Any

from recounted.errors import RecountedError
from recounted.judging.findings import Finding
from recounted.paths import environment
from recounted.running.notebooks import read_notebook, tags


def findings_at(path: Path, parameters: dict[str, Any]) -> list[Finding]:
    """What `judge` finds in the notebook at these parameters, in cell order.

    Raises RecountedError for parameters that the notebook refuses; any other fault of a cell is raised as it is.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    no_window = environment(MPLBACKEND=os.environ.get("MPLBACKEND", "Agg"))
    with no_window, contextlib.redirect_stdout(io.StringIO()):
        for number, cell in enumerate(read_notebook(path)["cells"], start=1):
            if cell["cell_type"] == "code":
                exec(compile("".join(cell["source"]), f"{path.name}, cell {number}", "exec"), names)
                if "save" in names:
                    names["save"] = _closed
                if "parameters" in tags(cell):
                    names.update(parameters)
    judge = names.get("judge")
    if judge is None or not hasattr(judge, "findings"):
        raise RecountedError(path.name, "it judges nothing", "Let it begin with judge = begin(…)")
    return list(judge.findings.values())


def _closed(figure: Any, *_: Any, **__: Any) -> None:
    """In place of `save`, which takes longer than all else."""
    from matplotlib import pyplot

    pyplot.close(figure)
