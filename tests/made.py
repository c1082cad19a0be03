"""For the tests of running and building: small notebooks made of a few cells."""

import json
from pathlib import Path


def notebook(*sources: str, tags: dict[int, str] | None = None) -> dict:
    """A notebook whose code cells hold `sources`; a source that begins with # and a space is text. `tags`: by index."""
    cells = []
    for index, source in enumerate(sources):
        cell = {"cell_type": "markdown", "id": f"x{index}", "metadata": {}, "source": source}
        if not source.startswith("# "):
            cell |= {"cell_type": "code", "execution_count": None, "outputs": []}
        if tags and index in tags:
            cell["metadata"]["tags"] = [tags[index]]
        cells.append(cell)
    kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": cells, "metadata": {"kernelspec": kernelspec}, "nbformat": 4, "nbformat_minor": 5}


def put(folder: Path, name: str, *sources: str, tags: dict[int, str] | None = None) -> Path:
    """Write such a notebook to a folder."""
    path = folder / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook(*sources, tags=tags)), encoding="utf-8")
    return path


def outputs(path: Path) -> list[str]:
    """The text of each output of a notebook."""
    return [
        "".join(output.get("text", output.get("data", {}).get("text/plain", "")))
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        for output in cell.get("outputs", [])
    ]
