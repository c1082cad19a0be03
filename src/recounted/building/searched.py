"""Run the searches for every notebook that changed, and write what they found into data/verdicts/.

A notebook's results follow from its cells, its tables, its claims, and its readings; a digest of these is kept beside
them (robustness.json), so that only what changed is searched again, and a test says what is out of date.
"""

import csv
import io
import json
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from decimal import Decimal
from functools import cache
from pathlib import Path

from recounted.building.build import notebook_paths
from recounted.building.cell_source import notebook_cells, notebook_tables
from recounted.building.inputs import Inputs, digest
from recounted.errors import RecountedError
from recounted.files import write_whole
from recounted.judging.choices import turns
from recounted.judging.claims import claims
from recounted.judging.findings import Finding, load_findings
from recounted.paths import root
from recounted.robustness.again import Notebook
from recounted.robustness.margins import Margin, Search
from recounted.robustness.quantities import Quantity
from recounted.robustness.readings import SOURCES, readings
from recounted.robustness.standing import Readings, Specification, Standing
from recounted.robustness.telling import change_words
from recounted.running.notebooks import read_notebook
from recounted.tables.rows import dicts, has, resource

DIGESTS = "data/verdicts/robustness.json"
TABLES = ("margins", "standing", "specifications")
TURNS, HEADLINES = "turns", "top-findings"
# Of a notebook's inputs: what robustness does not hang on, takes as it needs it (the readings), or is itself.
APART = ("lock", "packages", "python", "table names", *(f"rows of {name}" for name in ("readings", *TABLES)))
Row = dict[str, str]
Results = dict[str, list[Row]]


def stale() -> list[str]:
    """Names of the judging notebooks whose published results are not of their present data, in order."""
    noted = _noted()
    return [stem for stem, now in digests().items() if noted.get(stem) != now]


def digests() -> dict[str, str]:
    """For each notebook that judges, a digest of what its results follow from."""
    inputs, found = Inputs(), {}
    judging = {each.notebook for each in claims().values()}
    for path in notebook_paths():
        if path.stem in judging:
            notebook = read_notebook(path)
            given = inputs.of(path.stem, notebook_cells(notebook), notebook_tables(notebook, path.name))
            kept = {
                name: value for name, value in given.items() if name not in APART and not name.startswith("library")
            }
            chosen = [[row.parameter, row.value, row.kind] for row in readings(path.stem)]
            found[path.stem] = digest(json.dumps([kept, chosen, _headlines(path.stem)], sort_keys=True))
    return found


def publish(
    workers: int | None = None, again: bool = False, told: Callable[[str, int, int], None] = lambda *_: None
) -> list[str]:
    """Search the notebooks that are out of date and write the tables; the names of those searched.

    `again`: search all of them. `told` is called with a notebook's name, cells done and cells in all. Raises
    RecountedError where a verdict is not that of the last build or a reading is not one that the notebook takes, and
    at the end where a turn has no explanation; the notebooks searched before stay written.
    """
    now, noted = digests(), {} if again else _noted()
    sizes = {path.stem: path.stat().st_size for path in notebook_paths()}
    todo = sorted((stem for stem in now if noted.get(stem) != now[stem]), key=sizes.__getitem__)
    findings = load_findings()
    tables = {name: _old(name) for name in TABLES}
    for stem in todo:
        results = _search(stem, findings, workers, told)
        mine = {name for name, claim in claims().items() if claim.notebook == stem}
        for name in TABLES:
            kept = [row for row in tables[name] if row["claim_id"] not in mine]
            tables[name] = _in_order([*kept, *results[name]])
        noted[stem] = now[stem]
        _write(tables, {name: noted[name] for name in now if name in noted})
    told_anew = [_reworded(row) for row in tables["margins"]]  # a change of the wording alone needs no search
    if told_anew != tables["margins"]:
        _write(tables | {"margins": told_anew}, noted)
    check_turns(tables["standing"])
    return todo


def _write(tables: Results, noted: dict[str, str]) -> None:
    """After each notebook, so that what was searched is not searched again after an interrupt."""
    for name in TABLES:
        write_whole(root() / "data" / resource(name)["path"], _csv(name, _in_order(tables[name])))
    write_whole(root() / DIGESTS, json.dumps(noted, indent=1, sort_keys=True) + "\n")


def turns_of(standing: Iterable[Row]) -> Iterator[tuple[str, str, str, str]]:
    """Each single change that turns a verdict: claim, parameter, value, verdict; from rows of the table `standing`."""
    for row in standing:
        for parameter, value, becomes in turns(row["turns"]):
            yield row["claim_id"], parameter, value, becomes


def check_turns(standing: Iterable[Row]) -> None:
    """Each turn of a parameter is explained in the table `turns`, and nothing is explained that does not turn.

    Raises RecountedError for the first that is not. Which sources are heard explains itself.
    """
    standing = list(standing)
    found = {turn for turn in turns_of(standing) if turn[1] != SOURCES}
    searched = {row["claim_id"] for row in standing}
    rows = [row for row in (dicts(TURNS) if has(TURNS) else []) if row["claim_id"] in searched]
    told = {(row["claim_id"], row["parameter"], row["value"], row["becomes"]) for row in rows}
    if missing := sorted(found - told):
        claim_id, parameter, value, becomes = missing[0]
        raise RecountedError(
            f"data/{resource(TURNS)['path']}",
            f"{len(missing)} turns are not explained: {claim_id} becomes {becomes} with {parameter} = {value}",
            "Say why in a row for each, or mend the notebook",
        )
    if left := sorted(told - found):
        raise RecountedError(
            f"data/{resource(TURNS)['path']}",
            f"{left[0][0]} does not turn with {left[0][1]} = {left[0][2]}",
            "Remove it",
        )


def _search(stem: str, findings: list[Finding], workers: int | None, told: Callable) -> Results:
    """The rows of one notebook, its judging cells shared out among processes."""
    path = root() / "notebooks" / f"{stem}.ipynb"
    addresses = list(Notebook(path).judging)
    mine = [each for each in findings if each.notebook == stem]
    found: Results = {name: [] for name in TABLES}
    pool = ProcessPoolExecutor(workers or len(os.sched_getaffinity(0)), multiprocessing.get_context("fork"))
    with pool:
        jobs = [pool.submit(_cell, path, address, mine) for address in addresses]
        try:
            for done, job in enumerate(as_completed(jobs), 1):
                for name, rows in job.result().items():
                    found[name] += rows
                told(stem, done, len(addresses))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return found


def _cell(path: Path, address: str, findings: list[Finding]) -> Results:
    """The rows of one judging cell."""
    notebook = _notebook(path)
    margins = Search(notebook, address, findings).margins()
    standings = Readings(notebook, address).standings()
    headlines = _headlines(path.stem)
    specifications = [
        _specification(each)
        for standing, mine in standings
        for each in mine
        if standing.holds < standing.readings or standing.claim_id in headlines
    ]
    return {
        "margins": [_margin(each) for each in margins],
        "standing": [_standing(standing) for standing, _ in standings],
        "specifications": specifications,
    }


@cache
def _notebook(path: Path) -> Notebook:
    return Notebook(path)


def _headlines(stem: str) -> list[str]:
    rows = dicts(HEADLINES) if has(HEADLINES) else []
    return [row["claim_id"] for row in rows if claims()[row["claim_id"]].notebook == stem]


def _margin(each: Margin) -> Row:
    flip = each.flip
    cell = {"table": flip.cell.table, "line": str(flip.cell.line), "column": flip.cell.column} if flip else {}
    return {
        "claim_id": each.claim_id,
        "verdict": each.verdict,
        "value": each.value,
        "who": each.who,
        "room": _room(each.room),
        "cells": str(each.cells),
        **cell,
        "was": flip.cell.text if flip else "",
        "would_be": flip.text if flip else "",
        "becomes": flip.becomes if flip else "",
        "words": flip.words if flip else "",
    }


def _reworded(row: Row) -> Row:
    if not row["words"]:
        return row
    cell = Quantity(row["table"], int(row["line"]), row["column"], row["was"])
    return row | {"words": change_words(cell, row["would_be"], row["becomes"])}


def _standing(each: Standing) -> Row:
    return {
        "claim_id": each.claim_id,
        "verdict": each.verdict,
        "readings": str(each.readings),
        "holds": str(each.holds),
        "becomes": "; ".join(f"{verdict} {number}" for verdict, number in each.becomes.items()),
        "turns": "; ".join(f"{parameter}={value}: {verdict}" for parameter, value, verdict in each.turns),
    }


def _specification(each: Specification) -> Row:
    return {
        "claim_id": each.claim_id,
        "choices": "; ".join(f"{name}={value}" for name, value in each.choices),
        "value": each.value,
        "who": each.who,
        "room": _room(each.room),
        "alike": "; ".join(each.alike),
        "near": "; ".join(each.near),
        "verdict": each.verdict,
    }


def _room(size: Decimal | None) -> str:
    return "" if size is None else f"{size:.4g}"


def _in_order(rows: list[Row]) -> list[Row]:
    """In the order of the claims; those of claims that are gone are left out."""
    place = {claim_id: number for number, claim_id in enumerate(claims())}
    return sorted((row for row in rows if row["claim_id"] in place), key=lambda row: place[row["claim_id"]])


def _csv(name: str, rows: list[Row]) -> str:
    """As a table for spreadsheets, with a byte order mark."""
    text = io.StringIO()
    columns = [field["name"] for field in resource(name)["schema"]["fields"]]
    table = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return "\ufeff" + text.getvalue()


def _old(name: str) -> list[Row]:
    """The rows published before; none where the table is not there or not readable: it is written anew."""
    try:
        with open(root() / "data" / resource(name)["path"], newline="", encoding="utf-8-sig") as file:
            return [row for row in csv.DictReader(file) if None not in row.values()]
    except (OSError, ValueError, csv.Error):
        return []


def _noted() -> dict[str, str]:
    try:
        noted = json.loads((root() / DIGESTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}
