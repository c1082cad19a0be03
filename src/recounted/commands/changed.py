"""What a build says of verdicts that changed: from what to what, and through which cells."""

from collections.abc import Iterable, Mapping

from recounted.building.state import State
from recounted.judging.findings import Finding, changes
from recounted.tables.rows import has, table_path

Inputs = dict[str, dict[str, str]]  # digest of each input by notebook and name
KINDS = ("table ", "rows of ")  # how inputs.py names a table, or the rows of one that concern a notebook
MOST = 4  # lines of a table that are named


def inputs() -> Inputs:
    """What each notebook followed from in the last build."""
    steps = State().steps
    return {step: noted["inputs"] for step, noted in steps.items() if isinstance(noted["inputs"], dict)}


def lines(before: Iterable[Finding], after: Iterable[Finding], old: Inputs, new: Inputs) -> list[str]:
    """Two lines a changed verdict: the change, and what it came through."""
    of = {finding.claim_id: finding for each in (before, after) for finding in each}
    said = []
    for claim_id, was, now in changes(before, after):
        stem = of[claim_id].notebook
        said.append(f"  changed: {claim_id}  {was or '(new)'} → {now or '(gone)'}")
        said.append(f"           through {through(of[claim_id], differing(old.get(stem, {}), new.get(stem, {})))}")
    return said


def differing(old: Mapping[str, str], new: Mapping[str, str]) -> set[str]:
    """Names of the inputs that are not as they were."""
    return {name for name in {*old, *new} if old.get(name) != new.get(name)}


def through(finding: Finding, changed: set[str]) -> str:
    """Which of what a verdict rests on changed: cells of tables, its notebook's cells, or all else by name."""
    tables = {name.removeprefix(kind) for name in changed for kind in KINDS if name.startswith(kind)}
    cells = [*finding.cells, *(cell for witness in finding.witnesses for cell in witness.cells)]
    used = {cell["table"]: cell for cell in cells if cell["table"] in tables}
    said = [f"{cell['file']}, {_lines(cell['lines'])}" for cell in used.values()]
    if "cells" in changed:
        said.append(f"cell {finding.cell} of notebooks/{finding.notebook}.ipynb")
    if not said:
        said = [table_path(name) if has(name) else name for name in sorted(tables)]
        said += sorted(name for name in changed if not name.startswith(KINDS))
    return "; ".join(said) or f"notebooks/{finding.notebook}.ipynb"


def _lines(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:MOST])) + (" …" if len(numbers) > MOST else "")
    return f"line{'s' * (len(numbers) > 1)} {shown}"
