"""A notebook played in this process, without Jupyter around it: its code cells in order, and what they found.

For thousands of runs a year of kernels would be spent on messages and pictures. So a notebook is played once, and the
names of its namespace are noted before each statement. Under a change of a table only the statements that can see it
are played again, each among the names as they were before it and what the changed ones made of them.
"""

import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from recounted import figures
from recounted.errors import RecountedError
from recounted.judging import judge as judging
from recounted.judging.claims import Claim
from recounted.judging.findings import Finding
from recounted.mutation.sketch import sketched
from recounted.mutation.steps import JUDGE, Step, changed_in_place, read_by, steps_of
from recounted.tables import rows as tables

ECHOED = ("claim_id", "place", "statement", "kind", "repeats", "printed", "notebook", "cell", "cells", "beside")
VERDICTS = ("verdict", "article_verdict", "source_verdict")


class _Handle:
    """Stands for what `display` gives where nothing is displayed."""

    def update(self, *_: object) -> None:
        """Nothing is shown, so nothing is shown anew."""


@dataclass
class Told:
    """What one changed run told: a fault that stopped it, the claims that moved, and the cells that show other things.

    `moved`: each claim whose finding differs, with "verdict", "value" (a value or a reason) or "refused"; `shown`: the
    notebook cells whose outputs differ; `fault`: the error's text, `early` whether it came of reading the table.
    """

    moved: dict[str, str] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    fault: str = ""
    early: bool = False


class Play:
    """One notebook as it stands, played once.

    `loads`: the tables that it loads; `findings`: what it found, by claim; `judged`: the claims that each step judged;
    `shown`: what each cell shows. Raises RecountedError where a cell fails.
    """

    def __init__(self, path: Path):
        pd.options.mode.string_storage = "python"  # rows of small tables are taken in a third less time
        self.path, self.steps = path, steps_of(path)
        self.loads = frozenset(table for step in self.steps for table in step.loads)
        self.names: dict[str, Any] = {"__name__": "__main__", "display": _show_nothing}
        self.before: list[dict[str, Any]] = []
        self.judged: dict[int, list[str]] = {}
        self.shown: dict[int, str] = {}
        self.handed_in: dict[str, Callable[[str], Finding]] = {}
        for at, step in enumerate(self.steps):
            known = set(self._found())
            self._listen()
            self.before.append(dict(self.names))
            try:
                self.shown[at] = self._run(step)
            except Exception as fault:
                raise RecountedError(
                    f"{path.name}, cell {step.cell}", f"fails: {fault}", "Run `make`, and mend what it names first"
                ) from None
            if new := [claim_id for claim_id in self._found() if claim_id not in known]:
                self.judged[at] = new
        self.before.append(dict(self.names))
        self.findings = dict(self._found())
        self.reads = read_by(self.steps)
        self.forced = {table: self._forced(table) for table in self.loads}

    def judged_as(self, claim: Claim) -> Finding:
        """What is found where the ledger has this claim in place of its own, with all that the notebook handed in."""
        judge = self.names[JUDGE]
        case, judge.findings = judge.case, {}
        judge.case = replace(case, claims={**case.claims, claim.claim_id: claim})
        try:
            return self.handed_in[claim.claim_id](claim.claim_id)
        finally:
            judge.case = case

    def again(self, table: str, outputs: bool = False, onward: bool = False) -> Told:
        """Play the steps that see `table` as it is now, and tell what is different. `outputs`: also what cells show.

        A step runs again where it loads the table, or reads a name whose value is another than before. Without
        `outputs` nothing is drawn. `onward`: a step that fails does not stop those after it.
        """
        self._begin()
        made: dict[str, Any] = {}  # names that have another value now
        told, ids, drawing = Told(), list[str](), set[str]()
        for at, step in enumerate(self.steps):
            drawn_again = outputs and step.cell in drawing
            if not (table in step.loads or self.reads[at] & made.keys() or at in self.forced[table] or drawn_again):
                made = {name: value for name, value in made.items() if name not in step.binds}
                continue
            if step.draws and not outputs and not step.binds:
                continue
            self.names.clear()
            self.names.update(self.before[at] | made)
            try:
                shown = self._run(step)
            except Exception as fault:
                if onward:
                    ids += self.judged.get(at, ())
                    continue
                return Told(fault=f"{type(fault).__name__}: {fault}"[:300], early=_is_refusal(fault, table))
            ids += self.judged.get(at, ())
            drawing |= {step.cell} if step.draws else set()
            self._note(at, made)
            if outputs and step.is_shown and shown != self.shown[at]:
                told.shown.append(step.cell)
        told.moved = compared(self.findings, self._found(), ids)
        return told

    def _listen(self) -> None:
        """Keep what the notebook hands to its judge, as soon as it has one."""
        judge = self.names.get(JUDGE)
        if judge is None or "_found" in vars(judge):
            return
        found = judge._found

        def kept(claim_id: str, *given: Any, witnesses: Iterable = (), **more: Any) -> Finding:
            witnesses = tuple(witnesses)
            self.handed_in[claim_id] = lambda other: found(other, *given, witnesses=witnesses, **more)
            return found(claim_id, *given, witnesses=witnesses, **more)

        judge._found = kept

    def _begin(self) -> None:
        """Take back what was found, so that each claim can be judged again."""
        if JUDGE in self.names:
            self.names[JUDGE].findings, self.names[JUDGE].families = {}, set()

    def _note(self, at: int, made: dict[str, Any]) -> None:
        """Keep in `made` the names that a step gave another value than before, and no others that it wrote."""
        for name in self.steps[at].writes - {JUDGE}:
            old = self.before[at + 1].get(name)
            if name in self.names and not same(self.names[name], old):
                made[name] = self.names[name]
            else:
                made.pop(name, None)

    def _forced(self, table: str) -> frozenset[int]:
        """Steps that must run again whatever they read: those that write a value which is changed in place, where a
        step that can see the table touches it."""
        altered = changed_in_place(self.steps)
        if not altered:
            return frozenset()
        names, touched = set[str](), set[str]()
        for step, reads in zip(self.steps, self.reads, strict=True):
            if table in step.loads or reads & names:
                names |= step.writes - {JUDGE}
                touched |= (reads | step.writes) & altered
        return frozenset(at for at, step in enumerate(self.steps) if step.writes & touched)

    def _run(self, step: Step) -> str:
        """Play a step; the text of what it shows."""
        with _in_folder(self.path.parent), _unseen():
            value = eval(step.code, self.names)  # of compiled statements as well, whose value is None
            return _as_text(value) if step.is_shown else ""

    def _found(self) -> dict[str, Finding]:
        return self.names[JUDGE].findings if JUDGE in self.names else {}


def compared(before: dict[str, Finding], after: dict[str, Finding], ids: Iterable[str]) -> dict[str, str]:
    """The claims of `ids` whose findings differ, each with "verdict", "value" or, where one is missing, "refused".

    What a finding only repeats of the ledger (the statement, the place, the printed figure) is not compared.
    """
    moved = {}
    for claim_id in ids:
        old, new = before.get(claim_id), after.get(claim_id)
        if old is None or new is None:
            moved[claim_id] = "refused"
        elif any(getattr(old, name) != getattr(new, name) for name in VERDICTS):
            moved[claim_id] = "verdict"
        elif _said(old) != _said(new):
            moved[claim_id] = "value"
    return moved


def _said(finding: Finding) -> dict:
    """All that a finding says of its claim, without where it stands and what the ledger says."""
    said = {name: value for name, value in vars(finding).items() if name not in ECHOED}
    said["reason"] = finding.reason.replace(finding.printed, "")
    said["witnesses"] = [
        {name: value for name, value in vars(each).items() if name != "cells"} for each in finding.witnesses
    ]
    return said


def same(one: object, other: object) -> bool:
    """Whether two values are alike for whoever reads them; where that cannot be told they are not."""
    if one is other:
        return True
    if type(one) is not type(other) or callable(one):
        return False
    if isinstance(one, (pd.DataFrame, pd.Series)):
        return one.equals(other) and one.attrs == other.attrs  # type: ignore[attr-defined]  # of the same type
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))  # type: ignore
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(each, other[key]) for key, each in one.items())  # type: ignore
    try:
        return bool(one == other)
    except Exception:  # whatever two values of a kind may say of being compared
        return False


def _is_refusal(fault: BaseException, table: str) -> bool:
    """Whether an error is that of a table that cannot be read as the data package wants it."""
    return isinstance(fault, RecountedError) and tables.table_path(table) in fault.where.replace(os.sep, "/")


@contextmanager
def _in_folder(folder: Path) -> Iterator[None]:
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def _unseen() -> Iterator[None]:
    """Cards and tables are shown to nobody, and a figure is told in words instead of drawn."""
    before = judging.display, figures.save
    judging.display, figures.save = _show_nothing, sketched  # type: ignore[assignment]
    try:
        with redirect_stdout(io.StringIO()):
            yield
    finally:
        judging.display, figures.save = before


def _show_nothing(*_: object, **__: object) -> _Handle:
    return _Handle()


def _as_text(value: object) -> str:
    """What a cell's last expression shows."""
    if isinstance(value, (pd.DataFrame, pd.Series)):
        return value.to_csv()
    return "" if value is None else repr(value)
