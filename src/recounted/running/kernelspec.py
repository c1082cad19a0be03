"""The kernel that a build runs its notebooks in: `recounted-warm` without modules that they will not use."""

import json
import re
from pathlib import Path

from recounted.errors import RecountedError
from recounted.running.notebooks import read_notebook
from warm_kernel import owner

# Modules that take as long to import as half of the others, with the words of a notebook that comes to use them. One
# that uses them by other words imports them itself: slower, with the same result.
SEABORN, SCIPY = r"seaborn|sns", r"scipy|robustness|\w+_from_\w+|rises|falls|TREND_RULES"
SLOW = {"seaborn": rf"\b(?:{SEABORN}|{SCIPY})\b", "scipy.stats": rf"\b(?:{SCIPY})\b"}  # seaborn has scipy in its train


def light(installed: Path, notebooks: Path) -> Path:
    """The kernelspec for the notebooks of a folder: the `installed` one where they use all of its modules, else a copy
    with fewer, which only this process finds."""
    spec = json.loads(installed.read_text(encoding="utf-8"))
    config = spec["metadata"]["kernel_provisioner"]["config"]
    sources = "\n".join(_sources(path) for path in sorted(notebooks.glob("*.ipynb")))
    wanted = [name for name in config["modules"] if name not in SLOW or re.search(SLOW[name], sources)]
    if wanted == config["modules"]:
        return installed
    config["modules"] = wanted
    path = Path(owner.folder()) / "kernels" / installed.parent.name / "kernel.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(spec), encoding="utf-8")
    return path


def _sources(path: Path) -> str:
    """The code of a notebook; none where it is no notebook, which whoever runs it tells."""
    try:
        cells = read_notebook(path)["cells"]
    except RecountedError:
        return ""
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
