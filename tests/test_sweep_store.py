"""What is finished is kept by content, a line a run; tables are written from it in the order of the grid."""

import csv
import json
import multiprocessing
import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from made import put
from sweep_support import DEFAULTS, answered, found

from recounted.errors import RecountedError
from recounted.sweep import keeping, results, store
from recounted.sweep.store import Shard
from recounted.sweep.tasks import Task, inputs_of, keys

pytestmark = pytest.mark.slow  # files of results


def line(key="a", **given):
    return answered({"key": key, "task": {"parameters": {}}}, **given)


def test_results_are_kept_by_key_and_a_final_one_before_another(tmp_path):
    with store.written(tmp_path, Shard()) as log:
        for each in (line("a", final=False, error="died"), line("b"), line("a"), line("a", final=False, error="again")):
            log.add(each)
    kept = store.kept(tmp_path)
    assert {key: (each.final, each.error) for key, each in kept.items()} == {"a": (True, ""), "b": (True, "")}
    assert [each["key"] for each in store.results([kept["b"], kept["a"]])] == ["b", "a"]


def test_half_a_line_is_passed_over_and_cut_off_before_the_next(tmp_path):
    path = tmp_path / "shard-0-of-1.part"
    path.write_text(json.dumps(line("a")) + '\n{"key": "b", "fin')
    assert list(store.kept(tmp_path)) == ["a"]
    with store.written(tmp_path, Shard()) as log:
        log.add(line("c"))
    assert list(store.kept(tmp_path)) == ["a", "c"]
    assert not path.exists() and (tmp_path / "shard-0-of-1.jsonl").exists()


def test_a_shard_that_is_not_through_keeps_its_first_name(tmp_path):
    with pytest.raises(KeyboardInterrupt), store.written(tmp_path, Shard(1, 3)) as log:
        log.add(line("a"))
        raise KeyboardInterrupt
    assert [path.name for path in tmp_path.iterdir()] == ["shard-1-of-3.part"]
    assert list(store.kept(tmp_path)) == ["a"]


def _write(folder):
    try:
        with store.written(Path(folder), Shard()):
            os._exit(0)
    except RecountedError as fault:
        os._exit(7 if "another process writes here" in str(fault) else 8)


def test_a_second_process_does_not_write_to_the_same_shard(tmp_path):
    with store.written(tmp_path, Shard()):
        other = multiprocessing.get_context("fork").Process(target=_write, args=[str(tmp_path)])
        other.start()
        other.join(20)
    assert other.exitcode == 7


def test_a_key_follows_from_all_that_the_result_follows_from(small_project):
    source = small_project / "notebooks" / "01-small.ipynb"
    before = Task(source, {"year": 1}).key(inputs_of(source))
    assert before == Task(source, {"year": 1}).key(inputs_of(source))
    assert Task(source, {"year": 2}).key(inputs_of(source)) != before
    assert Task(source, {"year": 1}, {"x": "1"}).key(inputs_of(source)) != before
    put(small_project / "notebooks", "01-small", DEFAULTS, "print(1)", tags={0: "parameters"})
    edited = Task(source, {"year": 1}).key(inputs_of(source))
    (small_project / "requirements.lock").write_text("x==2\n")
    (small_project / "data" / "new.csv").write_text("a\n")  # so that it looks again
    assert len({before, edited, Task(source, {"year": 1}).key(inputs_of(source))}) == 3


def test_a_table_that_the_notebook_loads_is_part_of_the_key_and_another_is_not(small_project):
    tables = [
        {"name": name, "path": f"{name}.csv", "schema": {"fields": [{"name": "a", "type": "integer"}]}}
        for name in ("mine", "other")
    ]
    (small_project / "data" / "datapackage.json").write_text(json.dumps({"resources": tables}))
    source = put(small_project / "notebooks", "02", "load('mine')")
    digests = []
    for name in ("mine", "other", "mine"):
        (small_project / "data" / f"{name}.csv").write_text(f"a\n{len(digests)}0\n" + "1\n" * len(digests))
        digests.append(inputs_of(source))
    assert digests[0] == digests[1] != digests[2]


def tables(folder):
    rows = list(csv.DictReader((folder / "results.csv").read_text(encoding="utf-8-sig").splitlines()))
    return rows, pq.read_table(folder / "results.parquet").to_pylist()


def test_tables_have_a_row_a_finding_and_one_for_a_run_without(small_project):
    source = small_project / "notebooks" / "01-small.ipynb"
    grid = [{"year": 1, "share": 1}, {"year": 2, "share": 0.5}, {"country": "UZB", "year": 3}]
    tasks = keys([Task(source, each, {"twice": "twice"}) for each in grid])
    first, second, third = tasks
    written = [
        line(first, findings=[found(), found(claim_id="two", reason="=1+1")], kept={"twice": 2}),
        line(second, findings=[], kept={"twice": 4.5}),
        line(third, findings=[], error="01-small.ipynb: no"),
    ]
    results.write(small_project, tasks, written)
    rows, records = tables(small_project)
    assert list(rows[0])[:5] == ["notebook", "year", "share", "country", "twice"]
    assert [row["claim_id"] for row in rows] == ["one", "two", "", ""]
    assert [(each["year"], each["share"], each["country"]) for each in records] == [
        (1, 1.0, None),
        (1, 1.0, None),
        (2, 0.5, None),
        (3, None, "UZB"),
    ]
    assert [row["twice"] for row in rows] == ["2", "2", "4.5", ""]
    assert rows[1]["reason"] == "'=1+1" and records[1]["reason"] == "=1+1"
    assert (rows[3]["error"], rows[3]["run"]) == ("01-small.ipynb: no", third)


def test_a_kept_value_may_not_be_called_as_a_column_or_a_parameter_is(small_project):
    source = small_project / "notebooks" / "01-small.ipynb"
    for name in ("verdict", "year"):
        with pytest.raises(RecountedError, match=f"column {name}: would have two meanings"):
            results.columns(keys([Task(source, {"year": 1}, {name: "1"})]))


def test_a_fault_while_tables_are_written_leaves_the_earlier_ones(small_project):
    source = small_project / "notebooks" / "01-small.ipynb"
    tasks = keys([Task(source, {"year": 1})])
    results.write(small_project, tasks, [line(next(iter(tasks)))])
    before = tables(small_project)
    with pytest.raises(ValueError):
        results.write(small_project, tasks, [])
    assert tables(small_project) == before
    assert not [path for path in small_project.iterdir() if path.name.startswith(".results")]


def test_kept_values_become_plain():
    import numpy as np
    import pandas as pd

    given = [np.int64(3), np.float64(0.5), float("nan"), pd.NA, pd.NaT, pd.Timestamp("2023-06-17"), np.bool_(True), "x"]
    assert [keeping.plain("x", each) for each in given] == [
        3, 0.5, None, None, None, "2023-06-17T00:00:00", True, "x",
    ]  # fmt: skip
    with pytest.raises(RecountedError, match="keep x: is a list"):
        keeping.plain("x", [1])
