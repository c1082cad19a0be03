"""One notebook, found by the beginning of its name, run with parameters as they were typed."""

import ast
from collections.abc import Iterable
from pathlib import Path

from recounted.errors import RecountedError
from recounted.paths import root
from recounted.running.engine import SKIPPED
from recounted.running.notebooks import Notebook, read_notebook, tags
from recounted.running.run import Job, run
from warm_kernel.template import without


def run_single(name: str, parameters: dict[str, str], seconds: int | None = None) -> Path:
    """Run the notebook whose name begins with `name`, and give the path of the result in build/runs.

    `parameters` are as typed; each becomes what the notebook's default is (text stays text) and must be in its
    parameters cell. No cell may take longer than `seconds`. Committed notebooks and figures stay; the run's figures lie
    beside it.
    """
    source = find_notebook(name)
    output = root() / "build" / "runs" / source.name
    run([Job(source.stem, source, output, typed(source, parameters), output.with_suffix(""), seconds=seconds)])
    return output


def find_notebook(name: str) -> Path:
    """The one notebook whose file name begins with `name`. Raises RecountedError for none, or several."""
    every = sorted((root() / "notebooks").glob("*.ipynb"))
    stem = Path(name).name.removesuffix(".ipynb")
    found = [path for path in every if path.stem == stem] or [path for path in every if path.stem.startswith(stem)]
    found = found if stem else []
    if len(found) != 1:
        raise RecountedError(
            "notebook",
            f"{len(found) or 'no'} notebooks begin with {name!r}",
            f"Choose one of: {', '.join(path.stem for path in found or every)}",
        )
    return found[0]


def typed(source: Path, parameters: dict[str, str]) -> dict[str, object]:
    """Parameters with values in place of their text. Raises RecountedError as `defaults` does."""
    known = defaults(source, parameters)
    return {name: value_of(text, known[name]) for name, text in parameters.items()}


def defaults(source: Path, names: Iterable[str]) -> dict[str, str]:
    """The default of each parameter `names`, as the notebook writes it. Raises RecountedError for one it has not.

    One that a later cell sets again is refused too: what was given would be lost without a word.
    """
    if not (names := list(names)):
        return {}
    with without(SKIPPED):
        from papermill import inspect_notebook

    notebook = read_notebook(source)
    check_tagged(source.name, notebook)
    try:
        known = inspect_notebook(str(source))
    except ValueError as fault:  # it names no kernel, or no language
        raise RecountedError(source.name, f"it cannot be run ({fault})", "Open it in JupyterLab and save it") from None
    for name in names:
        if name not in known:
            raise RecountedError(source.name, f"there is no parameter {name!r}", f"Choose one of: {', '.join(known)}")
        if again := _set_again(notebook, name):
            raise RecountedError(
                f"{source.name}, cell {again}", f"sets the parameter {name} again", "Give what it sets another name"
            )
    return {name: known[name]["default"] for name in names}


def check_tagged(name: str, notebook: Notebook) -> None:
    """One cell of the notebook, and only one, must be tagged `parameters`: there others are put in."""
    tagged = sum(cell["cell_type"] == "code" and "parameters" in tags(cell) for cell in notebook["cells"])
    if tagged != 1:
        what = f"{tagged or 'no'} cells are tagged `parameters`, so that none can be set"
        raise RecountedError(name, what, "Tag the cell that sets them, and no other: in JupyterLab under Common Tools")


def _set_again(notebook: Notebook, name: str) -> int | None:
    """The number of the first cell that sets `name` without being tagged `parameters`."""
    for number, cell in enumerate(notebook["cells"], start=1):
        is_code = cell["cell_type"] == "code" and "parameters" not in tags(cell)
        if is_code and name in _names_set("".join(cell["source"])):
            return number
    return None


def _names_set(source: str) -> set[str]:
    """Names that a cell sets for the cells after it; none where it is not plain Python."""
    names = _Names()
    try:
        names.visit(ast.parse(source))
    except SyntaxError:
        return set()
    return names.found


class _Names(ast.NodeVisitor):
    """Collects the names that are set outside of functions, classes and comprehensions."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self.found.add(node.id)

    def _inner(self, node: ast.AST) -> None:
        """Names set in here are gone at its end."""

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = visit_Lambda = _inner
    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _inner


def value_of(text: str, default: str) -> object:
    """`text` as a Python value, or as it is where the default is text or it is none."""
    if default[:1] in "\"'":
        return text
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return text
