"""The one writer of notebooks: the same run gives the same bytes, whenever and wherever it was."""

import copy
import re
from itertools import count
from pathlib import Path

from recounted.files import replace

KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {"file_extension": ".py", "mimetype": "text/x-python", "name": "python", "pygments_lexer": "ipython3"}
NOTEBOOK_VOLATILE = ("jupytext", "papermill", "signature")
CELL_VOLATILE = ("ExecuteTime", "collapsed", "execution", "papermill", "scrolled")
JUDGED = re.compile(r"""^\s*judge\(\s*["']([a-zA-Z0-9_-]{1,64})["']""", re.M)
ADDRESS = re.compile(r" at 0x[0-9a-f]{6,16}>")
STYLER_ID = re.compile(r"\bT_[0-9a-f]{5}(?=[_\" ])")


def write(notebook, path: Path) -> None:
    """Write a notebook in normal form, whole or not at all."""
    replace(path, text(notebook))


def text(notebook) -> str:
    """A notebook in normal form as JSON: keys sorted, lines split, one space of indent, a newline at the end."""
    from nbformat import v4

    return v4.writes(normalise(notebook)) + "\n"


def normalise(notebook):
    """A copy without what differs from run to run: times, durations, random ids, the interpreter's patch version.

    A cell that judges a claim has the claim's id; any other is c01, c02, … by its position. Code cells are
    counted 1..n. What papermill, editors and converters note about a run is left out; tags and scraps stay.
    """
    normal = copy.deepcopy(notebook)
    normal["nbformat"], normal["nbformat_minor"] = 4, 5
    kept = {key: value for key, value in normal["metadata"].items() if key not in NOTEBOOK_VOLATILE}
    normal["metadata"] = {**kept, "kernelspec": dict(KERNELSPEC), "language_info": dict(LANGUAGE)}
    number, used, stylers = count(1), set(), {}
    for position, cell in enumerate(normal["cells"], start=1):
        cell["id"] = _cell_id(cell, position, used)
        cell["metadata"] = _cell_metadata(cell["metadata"])
        if cell["cell_type"] == "code":
            cell["execution_count"] = next(number) if "".join(cell["source"]).strip() else None
            cell["outputs"] = _without_chance(_settled(cell["outputs"], cell["execution_count"]), stylers)
    return normal


def claim_of(cell) -> str | None:
    """The id of the claim that a code cell judges, None if it judges none."""
    found = cell["cell_type"] == "code" and JUDGED.search("".join(cell["source"]))
    return found[1] if found else None


def _cell_id(cell, position: int, used: set[str]) -> str:
    wanted = claim_of(cell)
    name = f"c{position:02}" if wanted is None or wanted in used else wanted
    used.add(name)
    return name


def _cell_metadata(metadata) -> dict:
    return {
        key: value for key, value in metadata.items() if key not in CELL_VOLATILE and not (key == "tags" and not value)
    }


def _settled(outputs, number: int | None) -> list:
    """Outputs with the cell's number, and each stream in one piece: where it is cut depends on timing."""
    settled = []
    for output in outputs:
        if "execution_count" in output:
            output["execution_count"] = number
        last = settled[-1] if settled else {}
        if output["output_type"] == "stream" and output["name"] == last.get("name"):
            last["text"] = "".join(last["text"]) + "".join(output["text"])
        else:
            settled.append(output)
    return settled


def _without_chance(value, names: dict[str, str]):
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
