"""Judge a notebook's claims again in this process, with other parameters or with one cell of a table changed.

The notebook's own code is run, but only the statements that a judging cell needs (slices.py), and with three stand-ins:
a judge without words, `load` from memory, and nothing drawn. No kernel, no output: a thousand readings take seconds.
"""

import contextlib
import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from recounted.errors import RecountedError
from recounted.judging.addresses import UNSETTLED
from recounted.paths import root
from recounted.robustness.slices import Code, moved, needed, parameters_read, statements
from recounted.robustness.swift import Outcome, SwiftJudge, begin
from recounted.running.notebooks import address_of, read_notebook, tags
from recounted.tables.load import cast, load
from recounted.tables.rows import resource

RULES = ("rounding", "about")  # the parameters that say how a printed figure is read
PARAMETERS = "parameters"  # the tag of the cell that sets them
Parameters = Mapping[str, object]


@dataclass(frozen=True)
class Edit:
    """One cell of a table that holds something else: `line` of the CSV file, `text` as it would stand there."""

    table: str
    line: int
    column: str
    text: str


class Notebook:
    """A notebook taken apart: its statements, its parameters with their values, and where each cell judges."""

    def __init__(self, path: Path):
        self.stem = path.stem
        self.code: list[Code] = []
        self.judging: dict[str, int] = {}  # address of each judging cell -> position of its last statement
        self.setting: list[int] = []  # positions of the statements that set the parameters
        self.ran: dict[str, dict[str, Any]] = {}  # namespaces of slices that were run as they stand
        self.moving: dict[tuple[str, tuple[str, ...], str], list[int]] = {}
        for number, cell in enumerate(
            (each for each in read_notebook(path)["cells"] if each["cell_type"] == "code"), 1
        ):
            start = len(self.code)
            self.code += statements("".join(cell["source"]), f"{path.name}, code cell {number}")
            if PARAMETERS in tags(cell):
                self.setting = list(range(start, len(self.code)))
            if address := address_of(cell):
                self.judging[address] = len(self.code) - 1

    @cached_property
    def parameters(self) -> dict[str, object]:
        """The parameters by name, with the values that their cell gives them."""
        namespace: dict[str, Any] = {}
        for position in self.setting:
            exec(self.code[position].compiled, namespace)
        return {name: namespace[name] for each in self.setting for name in self.code[each].writes}

    def slice(self, address: str) -> list[int]:
        """The statements to run for a judging cell, that which judges last."""
        return needed(self.code, self.judging[address], self.setting)

    def hangs_on_rules(self, address: str) -> bool:
        """Whether a value can hang on the rules for printed figures, and not only what is held to the figure."""
        slice_ = [self.code[position] for position in self.slice(address) if position not in self.setting]
        return any(
            "rules" in each.attributes or ({*RULES} & each.reads and "judge" not in each.writes) for each in slice_
        )

    def choices(self, address: str) -> list[str]:
        """The parameters on which the claims of a judging cell can hang at all."""
        return parameters_read(self.code, self.slice(address), list(self.parameters))

    def judge(self, address: str, parameters: Parameters | None = None, edit: Edit | None = None) -> dict[str, Outcome]:
        """The claims of one judging cell, by id, judged with these parameters and this edit.

        Raises RecountedError as the notebook does for a parameter out of range; whatever else its code raises for data
        that it cannot take is a RecountedError too.
        """
        found = self._run(address, dict(parameters or {}), edit)
        return (
            {name: each for name, each in found.items() if name not in self.judged_before}
            if address == UNSETTLED
            else found
        )

    @cached_property
    def judged_before(self) -> frozenset[str]:
        """Claims that a cell of their own judges, so that the one which lists what nothing computes leaves them out."""
        return frozenset(name for address in self.judging if address != UNSETTLED for name in self.judge(address))

    def judge_all(self, parameters: Parameters | None = None) -> dict[str, Outcome]:
        """All claims of the notebook, by id, in the order in which they are judged."""
        found: dict[str, Outcome] = {}
        for address in self.judging:
            found |= self.judge(address, parameters)
        return found

    def _run(self, address: str, parameters: dict[str, object], edit: Edit | None) -> dict[str, Outcome]:
        """The slice run anew, or, once it was run as it stands, only what hangs on what changed."""
        if unknown := sorted(set(parameters) - set(self.parameters)):
            raise RecountedError(
                self.stem, f"there is no parameter {unknown[0]!r}", f"Choose one of: {', '.join(self.parameters)}"
            )
        own = self.parameters
        changed = {
            name: value for name, value in parameters.items() if (type(value), value) != (type(own[name]), own[name])
        }
        if address not in self.ran:
            self.ran[address] = self._execute({"__name__": "__main__"}, self.slice(address), None)
        if not changed and edit is None:
            namespace = self.ran[address]
        else:
            positions = self._moved(address, tuple(sorted(changed)), edit.table if edit else "")
            namespace = self._execute({**self.ran[address], **changed}, positions, edit)
        judge = namespace.get("judge")
        return judge.outcomes if isinstance(judge, SwiftJudge) else {}

    def _execute(self, namespace: dict[str, Any], positions: list[int], edit: Edit | None) -> dict[str, Any]:
        """The namespace after these statements."""
        stand_ins = {"begin": begin, "load": Tables(edit).load, "save": lambda *_, **__: None}
        namespace |= {name: thing for name, thing in stand_ins.items() if name in namespace}
        quiet = contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings(action="ignore")
        with quiet[0], quiet[1], _errors(self.stem):
            for position in positions:
                exec(self.code[position].compiled, namespace)
                namespace |= {name: thing for name, thing in stand_ins.items() if name in self.code[position].writes}
        return namespace

    def _moved(self, address: str, names: tuple[str, ...], table: str) -> list[int]:
        """The statements of a slice that are to run again when these parameters, or this table, are others."""
        key = address, names, table
        if key not in self.moving:
            kept = [position for position in self.slice(address) if position not in self.setting]
            self.moving[key] = moved(self.code, kept, names, table)
        return self.moving[key]


class Tables:
    """`load` from memory: a table is read once a process, and each caller gets a copy of its own, edited if asked."""

    def __init__(self, edit: Edit | None = None):
        self.edit = edit

    def load(self, table: str) -> pd.DataFrame:
        """As tables.load.load."""
        frame = _read_once(table, root()).copy()
        if self.edit and self.edit.table == table:
            self._change(frame, self.edit)
        return frame

    def _change(self, frame: pd.DataFrame, edit: Edit) -> None:
        kinds = {field["name"]: field["type"] for field in resource(edit.table)["schema"]["fields"]}
        value = cast(pd.Series([edit.text], dtype=object), kinds[edit.column]).iloc[0]
        frame.loc[edit.line, edit.column] = value


@cache
def _read_once(table: str, folder: Path) -> pd.DataFrame:
    return load(table)


@contextlib.contextmanager
def _errors(stem: str) -> Iterator[None]:
    try:
        yield
    except RecountedError:
        raise
    except Exception as fault:  # whatever the notebook's code makes of data that nobody has seen
        first = (str(fault).strip().splitlines() or [""])[0]
        raise RecountedError(
            stem, f"{type(fault).__name__}: {first}", "Run it in JupyterLab with the same data"
        ) from fault
