"""What the cells of a notebook say about it: what they hold, and which tables they load."""

import ast
import json
from collections.abc import Iterator

from recounted.errors import RecountedError
from recounted.judging.findings import VERDICTS_TABLE
from recounted.running.notebooks import tags

PICTURE = "picture"  # the tag of a cell that does nothing but draw: a sweep that keeps no notebook passes it over
LOADS = ("load", "recounted.load", "tables.load")  # calls whose first argument names a table
LOAD_FINDINGS = ("load_findings", "recounted.load_findings")  # the same as load("verdicts"), as records


def notebook_cells(notebook: dict) -> str:
    """What a notebook's cells hold: types, sources and tags, without outputs and ids."""
    return json.dumps([[cell["cell_type"], "".join(cell["source"]), sorted(tags(cell))] for cell in notebook["cells"]])


def notebook_tables(notebook: dict, name: str) -> list[str]:
    """Tables that a notebook reads: the texts in its calls of `load`; `verdicts` where it loads the findings.

    Raises RecountedError for a call whose argument is no text, and for a cell that is not Python.
    """
    tables = set()
    for number, cell in enumerate(notebook["cells"], start=1):
        if cell["cell_type"] == "code":
            tables |= set(loaded("".join(cell["source"]), f"{name}, cell {number}"))
    return sorted(tables)


def loaded(source: str, where: str) -> Iterator[str]:
    for call in [node for node in ast.walk(parsed(source, where)) if isinstance(node, ast.Call)]:
        called = ast.unparse(call.func)
        if called in LOAD_FINDINGS:
            yield VERDICTS_TABLE
        elif called in LOADS:
            names = _texts(call.args[0]) if call.args else []
            if not names:
                raise RecountedError(
                    where,
                    f"{ast.unparse(call)} does not name its table",
                    'Write the name as text, load("name"), so that a change of the table is noticed',
                )
            yield from names


def parsed(source: str, where: str) -> ast.Module:
    """A cell as Python; what Jupyter allows besides (magics, shell lines, `name?`) as Jupyter reads it."""
    try:
        return ast.parse(source)
    except SyntaxError:
        pass
    from IPython.core.inputtransformer2 import TransformerManager

    first, _, body = source.lstrip().partition("\n")
    try:
        return ast.parse(TransformerManager().transform_cell(body if first.startswith("%%") else source))
    except SyntaxError as fault:
        if first.startswith("%%"):  # the body may be in another language, which loads no table
            return ast.Module([], [])
        raise RecountedError(where, f"not valid Python ({fault.msg})", "Correct the cell") from None


def _texts(node: ast.expr) -> list[str]:
    """The texts that an expression may be: one, or one of two by a condition; none where that cannot be told."""
    if isinstance(node, ast.IfExp):
        either, other = _texts(node.body), _texts(node.orelse)
        return either + other if either and other else []
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
