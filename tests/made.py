"""For the tests of running and building: small notebooks made of a few cells, and findings."""

import json
from dataclasses import fields
from pathlib import Path

from recounted.judging.findings import SCRAP, Finding, Testimony
from recounted.judging.places import Place


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


def finding(**given) -> Finding:
    """A clean finding of the claim `helped-total`, with what is given in place of its own; empty where nothing is."""
    own = {
        "claim_id": "helped-total",
        "place": Place("5", 1),
        "statement": "People helped in two years",
        "printed": "6",
        "recomputed": "6",
        "article_verdict": "reproduced",
        "source_verdict": "no-source",
        "verdict": "reproduced",
        "kind": "figure",
        "reason": "Printed: “6”. The two years add up to 6, as printed.",
        "notebook": "01-help",
        "cell": given.get("claim_id", "helped-total"),
        "cells": ({"table": "helped", "file": "data/article/helped.csv", "lines": [2, 3], "columns": ["persons"]},),
    }
    empty = {field.name: () if str(field.type).startswith("tuple") else "" for field in fields(Finding)}
    return Finding(**empty | own | given)


def testimony(**given) -> Testimony:
    """What the red book says, with what is given in place of its own."""
    own = {
        "who": "Red",
        "sentence": "The red book counts 3",
        "says": "The red book counts 3, not the printed 2",
        "value": "3",
        "agrees": False,
        "source_ids": ("red-book",),
        "cells": ({"table": "counts", "file": "data/sources/counts.csv", "lines": [2], "columns": ["value"]},),
    }
    return Testimony(**{field.name: "" for field in fields(Testimony)} | own | given)


def judged(path: Path, *findings: Finding) -> Path:
    """Write to `path` what an executed notebook looks like whose cells recorded these findings."""
    made = notebook(*(f'judge("{each.claim_id}")' for each in findings))
    for cell, each in zip(made["cells"], findings, strict=True):
        data = {SCRAP: {"name": each.claim_id, "data": each.as_json(), "encoder": "json", "version": 1}}
        cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": data}]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(made), encoding="utf-8")
    return path
