"""The template of a sweep: it has this library imported as well, and has done once what each run would do first.

In a build an edit of the library is seen by the next kernel, so its templates do without. A sweep ends where the
library changes under it (`tasks.inputs_of`), and its runs are short: half of one would be such first times.
"""

import json
import os
from pathlib import Path

from recounted.building.cell_source import notebook_tables
from recounted.building.reads import BY_ROW
from recounted.running.notebooks import read_notebook
from recounted.running.run import installed_kernelspec
from recounted.tables.rows import has
from warm_kernel import owner

KERNEL = "recounted-sweep"
MODULES = ["recounted.sweep.first_times"]
HOLD = "RECOUNTED_HOLD"  # the variable with the names of tables to have in memory, for first_times


def tables_of(source: Path) -> list[str]:
    """The tables that a run of a notebook reads, as far as its cells name them."""
    named = notebook_tables(read_notebook(source), source.name)
    return [name for name in dict.fromkeys([*named, *BY_ROW]) if has(name)]


def kernelspec() -> Path:
    """Write the kernelspec `recounted-sweep`, that of `recounted-warm` with more modules, where only this process and
    its kernels look for it."""
    spec = json.loads(installed_kernelspec().read_text(encoding="utf-8"))
    spec["metadata"]["kernel_provisioner"]["config"]["modules"] += MODULES
    folder = Path(owner.folder())
    path = folder / "kernels" / KERNEL / "kernel.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(spec), encoding="utf-8")
    os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [str(folder), os.environ.get("JUPYTER_PATH")]))
    return path
