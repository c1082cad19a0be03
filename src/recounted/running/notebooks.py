"""The one writer of notebooks: the same run gives the same bytes, whenever and wherever it was."""

import copy
import json
import re
from itertools import count
from pathlib import Path
from typing import Any

from recounted.errors import RecountedError
from recounted.files import write_whole
from recounted.judging.addresses import UNSETTLED, addressed

Json = Any  # a value as JSON gives it: text, a number, a list, an object
# JSON objects that the notebook format 4 describes.
Notebook = dict[str, Json]
Cell = dict[str, Json]
Output = dict[str, Json]

KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {"file_extension": ".py", "mimetype": "text/x-python", "name": "python", "pygments_lexer": "ipython3"}
NOTEBOOK_VOLATILE = ("jupytext", "papermill", "signature")
CELL_VOLATILE = ("ExecuteTime", "collapsed", "execution", "papermill", "scrolled")
# judge("claim-id", …), judge.table("claim-id", …)
JUDGED = re.compile(r"""^\s*judge(?:\.table)?\(\s*["']([a-zA-Z0-9_-]{1,64})["']""", re.M)
NAMED = re.compile(r"""\bname=["']([\w-]{1,64})["']""")  # … name="treaties")
FAMILY = re.compile(r"""^\s*judge\.each\(\s*["']([^"'\n]{1,100})["']""", re.M)  # judge.each("treaty-{key}-year", …)
CALLED_UNSETTLED = re.compile(r"^\s*judge\.unsettled\(", re.M)  # judge.unsettled()
ADDRESS = re.compile(r" at 0x[0-9a-f]{6,16}>")  # of an object in memory, in its repr
STYLER_ID = re.compile(r"\bT_[0-9a-f]{5}(?=[_\" ])")  # a random id of a pandas Styler, in HTML and CSS


def read_notebook(path: Path) -> Notebook:
    """A notebook as JSON gives it. Raises RecountedError for a file that is none, or of another format than 4."""
    return parse_notebook(path, content_of(path))


def content_of(path: Path) -> bytes:
    """A notebook's bytes. Raises RecountedError for what is no file: a folder, a link to nowhere, a pipe."""
    if not path.is_file():
        raise RecountedError(path.name, "this is no file", "Restore it, or remove it")
    return path.read_bytes()


def parse_notebook(path: Path, content: bytes) -> Notebook:
    """The notebook that `content` of the file `path` is, with all that the rest of the library relies on."""
    try:
        notebook = json.loads(content.decode())
        for cell in notebook["cells"]:
            cell["cell_type"], "".join(cell["source"]), cell["metadata"].get("tags")
        if notebook["nbformat"] != 4:
            raise ValueError(f"its format is {notebook['nbformat']}")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise RecountedError(
            path.name, f"this is not a notebook of format 4 ({fault})", "Restore it, or save it anew in JupyterLab"
        ) from None
    return notebook


def tags(cell: Cell) -> list[str]:
    """The tags of a cell, by which papermill and nbclient tell it from others."""
    return cell["metadata"].get("tags", [])


def write_notebook(notebook: Notebook, path: Path) -> None:
    """Write a notebook in normal form, whole or not at all."""
    write_whole(path, text(notebook))


def text(notebook: Notebook) -> str:
    """A notebook in normal form as JSON: keys sorted, lines split, one space of indent, a newline at the end."""
    from nbformat import v4

    return v4.writes(normalise(notebook)) + "\n"


def normalise(notebook: Notebook) -> Notebook:
    """A copy without what differs from run to run: times, durations, random ids, the interpreter's patch version.

    A cell that judges a claim has the claim's id, one that judges a family the family's name; any other is c01, c02, …
    by its position. Code cells are counted 1..n. What papermill, editors and converters note about a run is left out;
    tags and scraps stay.
    """
    normal = copy.deepcopy(notebook)
    normal["nbformat"], normal["nbformat_minor"] = 4, 5
    kept = {key: value for key, value in normal["metadata"].items() if key not in NOTEBOOK_VOLATILE}
    normal["metadata"] = {**kept, "kernelspec": dict(KERNELSPEC), "language_info": dict(LANGUAGE)}
    number = count(1)
    used: set[str] = set()
    stylers: dict[str, str] = {}
    for position, cell in enumerate(normal["cells"], start=1):
        cell["id"] = _cell_id(cell, position, used)
        cell["metadata"] = _cell_metadata(cell["metadata"])
        if cell["cell_type"] == "code":
            cell["execution_count"] = next(number) if "".join(cell["source"]).strip() else None
            cell["outputs"] = _without_chance(_settled(cell["outputs"], cell["execution_count"]), stylers)
    return normal


def claim_of(cell: Cell) -> str | None:
    """The id of the claim that a code cell judges, None if it judges none."""
    found = cell["cell_type"] == "code" and JUDGED.search("".join(cell["source"]))
    return found[1] if found else None


def address_of(cell: Cell) -> str | None:
    """What a judging cell is called: its claim's id, its family's name, `unsettled`; None for any other cell."""
    source = "".join(cell["source"]) if cell["cell_type"] == "code" else ""
    if family := FAMILY.search(source):
        named = NAMED.search(source)
        return named[1] if named else addressed(family[1])
    return claim_of(cell) or (UNSETTLED if CALLED_UNSETTLED.search(source) else None)


def _cell_id(cell: Cell, position: int, used: set[str]) -> str:
    wanted = address_of(cell)
    name = f"c{position:02}" if wanted is None or wanted in used else wanted
    used.add(name)
    return name


def _cell_metadata(metadata: dict[str, Json]) -> dict[str, Json]:
    return {
        key: value for key, value in metadata.items() if key not in CELL_VOLATILE and not (key == "tags" and not value)
    }


def _settled(outputs: list[Output], number: int | None) -> list[Output]:
    """Outputs with the cell's number, and each stream in one piece: where it is cut depends on timing."""
    settled: list[Output] = []
    for output in outputs:
        if "execution_count" in output:
            output["execution_count"] = number
        last = settled[-1] if settled else {}
        if output["output_type"] == "stream" and output["name"] == last.get("name"):
            last["text"] = "".join(last["text"]) + "".join(output["text"])
        else:
            settled.append(output)
    return settled


def _without_chance(value: Json, names: dict[str, str]) -> Json:
    """The same value without addresses of objects, and with random ids of pandas Stylers as T_1, T_2, … in order."""
    if isinstance(value, str):
        named = STYLER_ID.sub(lambda found: names.setdefault(found[0], f"T_{len(names) + 1}"), value)
        return ADDRESS.sub(" at 0x0>", named)
    if isinstance(value, dict):
        for key in value:
            value[key] = _without_chance(value[key], names)
    elif isinstance(value, list):
        return [_without_chance(each, names) for each in value]
    return value
