"""A sweep as pages: an index of its runs, and for each what its notebook shows, without code."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from recounted.files import write_whole
from recounted.running.notebooks import read_notebook
from recounted.site.pages import page
from recounted.site.prose import html
from recounted.sweep.runner import described, notebook_of
from recounted.sweep.tasks import Task
from recounted.sweep.worker import Result

FOLDER = "runs"
NAME = "name"  # a kept value of that name is what a run's page is called


def write(folder: Path, title: str, tasks: dict[str, Task], results: Iterator[Result]) -> Path:
    """Write index.html and a page for each run whose notebook is kept, and give the index."""
    rows, names = [], list(dict.fromkeys(name for task in tasks.values() for name in [*task.parameters, *task.keep]))
    for (key, task), result in zip(tasks.items(), results, strict=True):
        found = task.parameters | result["kept"]
        address = f"{FOLDER}/{_slug(task)}-{key[:8]}.html"
        notebook = notebook_of(folder, key)
        if notebook.is_file():
            body = Markup("\n".join(_shown(read_notebook(notebook)["cells"])))
            write_whole(
                folder / address,
                _page("sweep_run.html.j2", title=result["kept"].get(NAME) or described(task), body=body),
            )
        rows.append(
            {
                "address": address if notebook.is_file() else "",
                "cells": [_text(found.get(name)) for name in names],
                "error": result["error"],
                "verdicts": [(finding["claim_id"], finding["verdict"]) for finding in result["findings"]],
            }
        )
    heads = [name.replace("_", " ") for name in names]
    write_whole(folder / "index.html", _page("sweep_index.html.j2", title=title, heads=heads, rows=rows))
    return folder / "index.html"


def _page(template: str, **given: Any) -> str:
    return page(template, alone=True, **given)


def _slug(task: Task) -> str:
    """For an address: `KAZ-2018`."""
    # all that a file's name may not have
    return re.sub(r"[^\w.-]+", "-", "-".join(map(str, task.parameters.values())))[:60] or "defaults"


def _text(value: object) -> str:
    if value is None:
        return "–"
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)


def _shown(cells: list[dict]) -> Iterator[str]:
    """The HTML of each text cell and each output. Of an output in several forms the one that says most."""
    for cell in cells:
        if cell["cell_type"] == "markdown":
            yield html("".join(cell["source"]))
        for output in cell.get("outputs", []):
            yield _output(output)


def _output(output: dict) -> str:
    if output["output_type"] == "stream":
        return f"<p>{escape(''.join(output['text']))}</p>"
    data = output.get("data", {})
    if "image/svg+xml" in data:
        alt = output.get("metadata", {}).get("image/svg+xml", {}).get("alt", "")
        picture = base64.b64encode("".join(data["image/svg+xml"]).encode()).decode()
        return f'<figure><img alt="{escape(alt)}" src="data:image/svg+xml;base64,{picture}"></figure>'
    if "text/markdown" in data:
        return html("".join(data["text/markdown"]))
    if "text/plain" in data:
        return f"<pre>{escape(''.join(data['text/plain']))}</pre>"
    return ""
