"""One run of a sweep: a notebook, its parameters, and the digest of all that its result follows from."""

import json
import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from recounted.building.cell_source import notebook_cells, notebook_tables
from recounted.building.inputs import Inputs
from recounted.files import digest
from recounted.paths import root
from recounted.running.notebooks import read_notebook

LIBRARY = Path(__file__).parents[1]


@dataclass(frozen=True)
class Task:
    """One run: a notebook of the project, its parameters by name, and what to keep of it besides its findings."""

    source: Path
    parameters: dict[str, Any] = field(default_factory=dict)
    keep: dict[str, str] = field(default_factory=dict)

    @cached_property
    def order(self) -> tuple[str, str]:
        """By which runs are sorted, and told apart."""
        return self.source.stem, json.dumps([self.parameters, self.keep], sort_keys=True, ensure_ascii=False)

    def key(self, inputs: str) -> str:
        """The digest by which a finished run is known. `inputs`: of its notebook, see `inputs_of`."""
        return digest(json.dumps([inputs, *self.order]))

    def as_json(self) -> dict[str, Any]:
        """For another process, which may have the project in another folder."""
        return {
            "source": self.source.relative_to(root()).as_posix(),
            "parameters": self.parameters,
            "keep": self.keep,
        }

    @staticmethod
    def from_json(record: dict[str, Any]) -> "Task":
        return Task(root() / record["source"], record["parameters"], record["keep"])


def keys(tasks: list[Task]) -> dict[str, Task]:
    """Tasks by their keys, in their order."""
    by_source = {source: inputs_of(source) for source in dict.fromkeys(task.source for task in tasks)}
    return {task.key(by_source[task.source]): task for task in tasks}


_looked: dict[Path, tuple[object, str]] = {}  # by notebook: the state of all files, and the digest at that state


def inputs_of(source: Path) -> str:
    """One digest of a notebook's cells, the tables it loads, the library, the lock and Python.

    Read anew only where a file has another time or size than when it was read last: a worker asks before each run.
    """
    state = [_states(root() / "data"), _states(LIBRARY), source.stat().st_mtime_ns]
    if source not in _looked or _looked[source][0] != state:
        notebook = read_notebook(source)
        inputs = Inputs().of(source.stem, notebook_cells(notebook), notebook_tables(notebook, source.name))
        _looked[source] = state, digest(json.dumps(inputs, sort_keys=True))
    return _looked[source][1]


def _states(folder: Path) -> list[tuple[str, int, int]]:
    """Path, time of the last change and size of each file below a folder, but for byte code."""
    found = []
    for inside, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - {"__pycache__"})
        for path in (os.path.join(inside, name) for name in sorted(names)):
            stat = os.stat(path)
            found.append((path, stat.st_mtime_ns, stat.st_size))
    return found
