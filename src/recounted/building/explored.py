"""What other parameters change: data/verdicts/explored.json, for the site's explorer.

Run are each value of each parameter, and each two values of two parameters that data/readings.csv calls readings.

Kept by notebook with the digest of the committed notebook, so that only those that changed since are run again.
"""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import combinations, product
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from recounted.building.inputs import digest_of
from recounted.errors import RecountedError
from recounted.files import write_whole
from recounted.judging.findings import Finding, findings_of
from recounted.judging.verdicts import source_verdict, summary
from recounted.paths import root
from recounted.robustness.readings import SOURCES, TABLE, choices
from recounted.running.inline import findings_at
from recounted.running.options import options
from recounted.tables.rows import has

FILE = Path("data/verdicts/explored.json")
SHOWN = ("verdict", "recomputed", "sources_say", "reason", "cite", "cite_note")  # of a finding that is another


@dataclass(frozen=True)
class Run:
    """One run: one or two parameters with their values, and by claim what is another than published (`shown`)."""

    parameters: dict[str, Any]
    changed: dict[str, dict[str, Any]]


def load() -> dict[str, list[Run]]:
    """The runs by notebook; a notebook that changed since they were made is left out, {} where there are none."""
    try:
        record = json.loads((root() / FILE).read_text(encoding="utf-8"))
        return {
            name: [Run(**each) for each in part["runs"]]
            for name, part in record.items()
            if part["of"] == digest_of(_path(name))
        }
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise RecountedError(
            str(FILE), f"is not what was explored ({fault!r})", "Delete it and run `make explore`"
        ) from None


def stale() -> list[str]:
    """The notebooks with parameters whose runs are not there, or not those of the notebook as it is."""
    there = load()
    return [path.stem for path in _notebooks() if path.stem not in there and tasks(path)]


def tasks(path: Path) -> list[dict[str, Any]]:
    """Each parameter of a notebook with each of its values but the default, then two readings at a time."""
    single = [{each.name: value} for each in options(path) for value in each.values if value != each.default]
    return [*single, *_pairs(path)]


def _pairs(path: Path) -> Iterator[dict[str, Any]]:
    """Each two values of two parameters that are readings, and not the notebook's own."""
    if not has(TABLE) or not findings_of(path):
        return
    declared = choices(path.stem, {each.name: each.default for each in options(path)})
    others = {name: values[1:] for name, values in declared.items() if name != SOURCES}
    for (first, mine), (second, theirs) in combinations(others.items(), 2):
        yield from ({first: one, second: two} for one, two in product(mine, theirs))


def explore(names: list[str], told: Callable[[str], None]) -> None:
    """Run these notebooks as `tasks` says and write what changes; the other notebooks are kept."""
    runs = load()
    for name in names:
        made = _explored(name)
        told(f"{name}: {len(made)} runs, {sum(_turns(each, name) for each in made)} turn a verdict")
        runs[name] = made
        _write(runs)


def _explored(name: str) -> list[Run]:
    published = {finding.claim_id: finding for finding in findings_of(_path(name))}
    asked = tasks(_path(name))
    if not published:
        return []
    with ProcessPoolExecutor(mp_context=get_context("fork")) as pool:
        found = pool.map(_findings, [_path(name)] * len(asked), asked)
        return [
            Run(parameters, changed(published, findings))
            for parameters, findings in zip(asked, found, strict=True)
            if findings is not None
        ]


def _findings(path: Path, asked: dict[str, Any]) -> list[Finding] | None:
    """None for values that the notebook refuses beside the defaults of its other parameters."""
    try:
        return findings_at(path, asked)
    except RecountedError:
        return None


def changed(published: dict[str, Finding], found: list[Finding]) -> dict[str, dict[str, Any]]:
    """By claim, what a run found where anything shown of it is another than published."""
    return {
        each.claim_id: shown(each)
        for each in found
        if each.claim_id in published
        and any(getattr(each, name) != getattr(published[each.claim_id], name) for name in SHOWN)
    }


def shown(f: Finding) -> dict[str, Any]:
    """The fields of SHOWN, what each source says (its ids, value and sentence), and the verdict without each."""
    said = [[list(each.source_ids), each.value, each.says] for each in f.witnesses]
    return {
        **{name: getattr(f, name) for name in SHOWN},
        "said": said,
        "without": {each: without(f, each) for each in f.source_ids},
    }


def without(f: Finding, *sources: str) -> str:
    """The verdict of a finding when these sources are not heard."""
    heard = [each for each in f.witnesses if not {*sources} & {*each.source_ids}]
    return summary(f.article_verdict, source_verdict(heard))


def _turns(run: Run, name: str) -> bool:
    verdicts = {finding.claim_id: finding.verdict for finding in findings_of(_path(name))}
    return any(fields["verdict"] != verdicts[claim_id] for claim_id, fields in run.changed.items())


def _write(runs: dict[str, list[Run]]) -> None:
    record = {
        name: {"of": digest_of(_path(name)), "runs": [vars(each) for each in runs[name]]} for name in sorted(runs)
    }
    write_whole(root() / FILE, json.dumps(record, ensure_ascii=False, indent=0, sort_keys=True) + "\n")


def _notebooks() -> list[Path]:
    return sorted((root() / "notebooks").glob("*.ipynb"))


def _path(name: str) -> Path:
    return root() / "notebooks" / f"{name}.ipynb"
