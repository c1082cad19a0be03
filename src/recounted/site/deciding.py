"""The one code cell that decides a claim, as it stands in the committed notebook."""

import json
from functools import cache
from pathlib import Path

from recounted.paths import root


def code(notebook: str, cell: str) -> str:
    """The source of a cell; "" where the notebook or the cell is not there."""
    return _sources(root() / "notebooks" / f"{notebook}.ipynb").get(cell, "")


@cache
def _sources(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return {cell.get("id", ""): "".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"}
