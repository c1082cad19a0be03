"""The two tables of a sweep, Parquet and CSV: a row a finding of a run; one row for a run without findings.

Written a few hundred runs at a time, so that it takes no more memory for many runs than for few.
"""

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from recounted.building.collect import harmless
from recounted.errors import RecountedError
from recounted.sweep.tasks import Task
from recounted.sweep.worker import COLUMNS, Result

AT_ONCE = 200  # runs
Row = dict[str, Any]


def write(folder: Path, tasks: dict[str, Task], results: Iterable[Result]) -> tuple[Path, Path]:
    """Write results.parquet and results.csv, each replaced whole. `results` come in the order of `tasks`.

    Columns: notebook, a column a parameter, a column a kept value, those of `worker.COLUMNS`, seconds, error, run (its
    key). A parameter that a run leaves at its default is empty.
    """
    schema = columns(tasks)
    parquet, table = folder / "results.parquet", folder / "results.csv"
    drafts = [path.with_name(f".{path.name}.{os.getpid()}") for path in (parquet, table)]
    try:
        with pq.ParquetWriter(drafts[0], schema) as writer, open(drafts[1], "w", encoding="utf-8", newline="") as lines:
            lines.write("\ufeff" + _lines([schema.names]))  # without the mark Excel garbles “ and ≈
            for rows in _batches(tasks, results, schema):
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
                lines.write(_lines([harmless(_text(row[name])) for name in schema.names] for row in rows))
        for draft, path in zip(drafts, (parquet, table), strict=True):
            os.replace(draft, path)
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
    return parquet, table


def columns(tasks: dict[str, Task]) -> pa.Schema:
    """Names and types of the columns. Raises RecountedError for a parameter that is called as a column of ours is."""
    given: dict[str, list] = {}
    for task in tasks.values():
        for name, value in task.parameters.items():
            given.setdefault(name, []).append(value)
    kept = list(dict.fromkeys(name for task in tasks.values() for name in task.keep))
    own = ["notebook", *COLUMNS, "seconds", "error", "run"]
    if twice := [name for name in [*given, *kept] if [*given, *kept, *own].count(name) > 1]:
        raise RecountedError(
            f"column {twice[0]}",
            "would have two meanings: a parameter or kept value is called like it",
            "Give the kept value another name",
        )
    fields = [("notebook", pa.string()), *((name, _type(values)) for name, values in given.items())]
    fields += [(name, pa.string()) for name in [*kept, *COLUMNS]]
    return pa.schema([*fields, ("seconds", pa.float64()), ("error", pa.string()), ("run", pa.string())])


def _type(values: list) -> pa.DataType:
    """Of a column: whole numbers, numbers, truths, else text, a list or a mapping as JSON."""
    kinds = {type(value) for value in values}
    for fitting, kind in (({bool}, pa.bool_()), ({int}, pa.int64()), ({int, float}, pa.float64())):
        if kinds <= fitting:
            return kind
    return pa.string()


def _batches(tasks: dict[str, Task], results: Iterable[Result], schema: pa.Schema) -> Iterator[list[Row]]:
    pairs = zip(tasks.values(), results, strict=True)
    while batch := list(islice(pairs, AT_ONCE)):
        yield [row for task, result in batch for row in _rows(task, result, schema)]


def _rows(task: Task, result: Result, schema: pa.Schema) -> Iterator[Row]:
    same = {"notebook": task.source.stem, "run": result["key"]}
    same |= {name: result[name] for name in ("seconds", "error")} | task.parameters | result["kept"]
    for finding in result["findings"] or [{}]:
        yield {field.name: _cell((same | finding).get(field.name), field.type) for field in schema}


def _cell(value: object, kind: pa.DataType) -> object:
    if kind == pa.string() and value is not None and not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return value


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _lines(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
