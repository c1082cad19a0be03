"""Every change tried: which notebooks can see it, what each told, and by what it was noticed first."""

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

from recounted.building.placement import LEDGER, misplaced_claims, misplaced_rows
from recounted.building.printing import misprinted
from recounted.errors import RecountedError
from recounted.judging.findings import Finding
from recounted.mutation.operators import Change, changed, changes
from recounted.mutation.play import Play, Told
from recounted.paths import root
from recounted.tables import integrity
from recounted.tables import rows as tables

_PARTS: tuple[Callable, Sequence] = (list, [])
# By what a change is noticed, the strongest first.
VERDICT, VALUE, SCHEMA, REFUSED, OUTPUT, NOTHING = "verdict", "value", "schema", "refused", "output", "nothing"
WAYS = (VERDICT, VALUE, SCHEMA, REFUSED, OUTPUT, NOTHING)
PER_TASK = 50  # changes that one process tries
SECONDS = 60  # of computing, for one notebook under one change; more means that it hangs


@dataclass
class Outcome:
    """One change and by what it was noticed: a way of WAYS, the claims that moved, and the error if one stopped it."""

    change: Change
    way: str = NOTHING
    claims: list[str] = field(default_factory=list)
    fault: str = ""
    shown: list[str] = field(default_factory=list)


def named_lines(findings: Iterable[Finding]) -> dict[str, set[int]]:
    """The rows that findings name, by table: those that a claim was recounted from or held to."""
    lines: dict[str, set[int]] = {}
    for finding in findings:
        for cells in [*finding.cells, *(each for witness in finding.witnesses for each in witness.cells)]:
            lines.setdefault(cells["table"], set()).update(cells["lines"])
    return lines


def changes_of(table: str, lines: Iterable[int], seed: str = "", prose: bool = False) -> list[Change]:
    """The changes of these rows of a table of the project; see operators.changes."""
    _, resource, rows = tables.read(table)
    return list(changes(table, resource["schema"]["fields"], rows, lines, seed, prose))


def try_all(
    every: Sequence[Change], plays: Sequence[Play], workers: int | None = None, outputs: bool = False
) -> list[Outcome]:
    """The outcome of each change, in their order. `outputs`: look at what cells show too, which takes longer."""
    parts = [(every[start : start + PER_TASK], plays, outputs) for start in range(0, len(every), PER_TASK)]
    return [outcome for part in in_processes(_tried, parts, workers) for outcome in part]


def moved_past_refusals(
    every: dict[str, Sequence[Change]], plays: Sequence[Play], workers: int | None = None
) -> set[str]:
    """Those of the claims, by id, that one of their changes moves where nothing is in the way.

    A table that a relation between cells refuses, or a notebook that stops before a claim, does not tell whether the
    claim would notice. A claim is asked until it has moved once.
    """
    parts = [
        (claim_id, mine, [play for play in plays if claim_id in play.findings]) for claim_id, mine in every.items()
    ]
    return {claim_id for claim_id, moved in zip(every, in_processes(_is_moved, parts, workers), strict=True) if moved}


def in_processes(work: Callable, parts: Sequence, workers: int | None = None) -> Iterator:
    """What `work` gives for each part, in order, each in a process forked from this one, `workers` at once."""
    global _PARTS
    _PARTS = (work, parts)  # what is forked need not be sent
    gc.collect()
    gc.freeze()  # so that a collection in a child does not copy what it shares with this process
    with get_context("fork").Pool(workers or len(os.sched_getaffinity(0)), maxtasksperchild=1) as pool:
        yield from pool.imap(_part, range(len(parts)))


def _part(number: int) -> Any:
    work, parts = _PARTS
    return work(*parts[number])


def _is_moved(claim_id: str, every: Sequence[Change], plays: Sequence[Play]) -> bool:
    integrity.HELD = False  # in this process, which ends with its part
    for change in every:
        with put_in(change):
            for play in plays:
                if change.table in play.loads and claim_id in play.again(change.table, onward=True).moved:
                    return True
    return False


def _tried(every: Sequence[Change], plays: Sequence[Play], outputs: bool) -> list[Outcome]:
    findings = [finding for play in plays for finding in play.findings.values()]
    return [
        _outcome(change, [play for play in plays if change.table in play.loads], findings, outputs) for change in every
    ]


def _outcome(change: Change, plays: Sequence[Play], findings: Sequence[Finding], outputs: bool) -> Outcome:
    """One change put in, the notebooks that load its table played again, and the table put back.

    The table is also held to the ledger, as the build does when it collects the findings.
    """
    outcome = Outcome(change)
    with put_in(change):
        try:
            tables.read(change.table)
        except RecountedError as fault:
            _add(outcome, Told(fault=str(fault), early=True))
            return outcome
        signal.signal(signal.SIGPROF, _hangs)
        for play in plays:
            signal.setitimer(signal.ITIMER_PROF, SECONDS)  # a machine that is busy is no hang
            _add(outcome, play.again(change.table, outputs))
            signal.setitimer(signal.ITIMER_PROF, 0)
        if outcome.way in (OUTPUT, NOTHING) and change.column and tables.has(LEDGER):
            for where, what in _against_ledger(findings, change.table):
                _add(outcome, Told(fault=f"{where}: {what}"))
    return outcome


def _against_ledger(findings: Sequence[Finding], table: str) -> Iterator[tuple[str, str]]:
    yield from misplaced_rows(findings, table)
    yield from misprinted(table)
    if table == LEDGER:
        yield from misplaced_claims(findings)


def keep_tables() -> None:
    """Read each table's file once, for this process and those forked from it."""
    for resource in tables.resources().values():
        path = root() / "data" / resource["path"]
        if path.is_file():
            tables.INSTEAD[path] = tables.lines_in(path)


@contextmanager
def put_in(change: Change) -> Iterator[None]:
    """Let this process read the table as changed, for a while."""
    path, resource, rows = tables.read(change.table)
    names = [field["name"] for field in resource["schema"]["fields"]]
    kept = tables.INSTEAD.get(path)
    tables.INSTEAD[path] = [names, *changed(change, names, rows)]
    try:
        yield
    finally:
        if kept:
            tables.INSTEAD[path] = kept
        else:
            del tables.INSTEAD[path]


def _hangs(*_: object) -> None:
    raise TimeoutError(f"did not end in {SECONDS} seconds of computing")


def _add(outcome: Outcome, told: Told) -> None:
    """Note what one notebook told of a change; the strongest way counts."""
    ways = [outcome.way, *told.moved.values()]
    if told.fault:
        ways.append(SCHEMA if told.early else REFUSED)
        outcome.fault = outcome.fault or told.fault
    if told.shown:
        ways.append(OUTPUT)
    outcome.claims += sorted(set(told.moved) - set(outcome.claims))
    outcome.shown += told.shown
    outcome.way = min(ways, key=WAYS.index)
