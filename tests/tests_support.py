"""Places that several tests need, and late imports."""

import importlib
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = ROOT.parent / "shared" / "article" / "khamzin-2023.md"


class late:  # noqa: N801  # reads like a statement: figures = late("recounted.figures")
    """A module that is imported when a test first uses it: each of several workers reads every file of tests."""

    def __init__(self, module: str):
        self._module = module

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # pytest asks all that stands in a file whether it is a fixture
            raise AttributeError(name)
        return getattr(importlib.import_module(self._module), name)


def warned(notebook: Path) -> list[str]:
    """What the cells of a notebook said on standard error, where warnings go."""
    outputs = [each for cell in json.loads(notebook.read_text())["cells"] for each in cell.get("outputs", [])]
    return ["".join(each["text"]) for each in outputs if each.get("name") == "stderr"]
