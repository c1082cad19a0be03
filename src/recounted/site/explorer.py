"""The explorer: what each reading makes of each claim, for a page without a kernel.

Readings are a source left out, which follows from the finding's own witnesses, and parameters at other values, which
`recounted explore` has run (building/explored): one reading, or two together. The page decides nothing.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from markupsafe import Markup

from recounted.building import explored
from recounted.building.explored import Run, without
from recounted.judging.case_file import case_file
from recounted.judging.choices import choice_words
from recounted.judging.citing import Advice
from recounted.judging.findings import Finding
from recounted.judging.sources import source
from recounted.judging.verdicts import VERDICTS
from recounted.paths import root
from recounted.running.options import options
from recounted.site.pages import page

AND = "&"  # between two readings in a key of the page's data


@dataclass(frozen=True)
class Turn:
    """A choice that gives a finding another verdict, in words; of a source left out its title, and its id."""

    words: str
    finding: Finding
    verdict: str
    source_id: str = ""


def explorer(findings: list[Finding]) -> str:
    """The page: the form with its data, and without a script two tables of all that turns a verdict."""
    runs = explored.load()
    data = _data(findings, runs)
    # "<" is escaped, so that nothing in a table can end the element that holds the data
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return page(
        "explorer.html.j2",
        script="explorer.js",
        title="Explorer",
        data=Markup(text),
        turns=list(_turns(findings, runs)),
        falls=[Turn(source(i).title, f, without(f, i), i) for f in findings for i in f.falls_without],
        stale=explored.stale(),
    )


def _data(findings: list[Finding], runs: dict[str, list[Run]]) -> dict[str, Any]:
    at = {f.claim_id: number for number, f in enumerate(findings)}
    turned = [each.finding.claim_id for each in _turns(findings, runs)]
    used = dict.fromkeys(i for f in findings for i in f.source_ids)
    states: dict[str, int] = {}  # each thing found, once: two parameters often change no more than one of them
    by_run = {name: {_key(run): _changed(run, at, states) for run in each} for name, each in runs.items()}
    return {
        "signs": {name: each.sign for name, each in VERDICTS.items()},
        "sources": {each: source(each).title for each in used},
        "first": (turned or list(at) or [""])[0],  # what the page opens with
        "claims": {f.claim_id: _claim(f) for f in findings},
        "parameters": {name: list(_parameters(name, each)) for name, each in runs.items()},
        "runs": by_run,
        "states": [json.loads(each) for each in states],
    }


def _claim(f: Finding) -> dict[str, Any]:
    """A claim as published; the verdict without each source, and without each two."""
    shown = _shown(explored.shown(f))
    pairs = {AND.join(pair): without(f, *pair) for pair in combinations(sorted(f.source_ids), 2)}
    return {
        "statement": f.statement,
        "printed": f.printed,
        "notebook": f.notebook,
        "as": shown | {"without": shown["without"] | pairs},
    }


def _key(run: Run) -> str:
    """As the page asks for a run: its readings in the order of their names."""
    return AND.join(f"{name}={value}" for name, value in sorted(run.parameters.items()))


def _changed(run: Run, at: dict[str, int], states: dict[str, int]) -> dict[int, int]:
    """What a run changes, by the claim's position: which of `states`, to which it adds what is new."""
    texts = {at[claim_id]: json.dumps(_shown(found)) for claim_id, found in run.changed.items() if claim_id in at}
    return {place: states.setdefault(text, len(states)) for place, text in texts.items()}


def _parameters(name: str, runs: list[Run]) -> Iterator[dict[str, Any]]:
    """Each parameter that was run: what it is, its values with their words, whether they are text (papermill asks)."""
    clauses = case_file().clauses
    for option in options(root() / "notebooks" / f"{name}.ipynb"):
        values = [str(run.parameters[option.name]) for run in runs if [*run.parameters] == [option.name]]
        if values:
            told = {value: choice_words(clauses, name, option.name, value) for value in values}
            meaning, is_text = option.meaning.split(": ")[0].split("; ")[0], isinstance(option.default, str)
            yield {"name": option.name, "meaning": meaning, "values": told, "text": is_text}


def _shown(found: dict[str, Any]) -> dict[str, Any]:
    """As the page shows it: the answer to “may I cite it?” in one sentence."""
    answer = Advice(found["cite"], found["cite_note"]).words if found["cite"] else ""
    kept = ("verdict", "recomputed", "sources_say", "reason", "said", "without")
    return {name: found[name] for name in kept} | {"answer": answer}


def _turns(findings: list[Finding], runs: dict[str, list[Run]]) -> Iterator[Turn]:
    """Each value of one parameter that turns a verdict, and each two of which neither does alone."""
    by_id, clauses = {f.claim_id: f for f in findings}, case_file().clauses
    for name, each in runs.items():
        alone: set[tuple[str, str, str]] = set()
        for run in each:
            for claim_id, found in run.changed.items():
                chosen = [(claim_id, parameter, str(value)) for parameter, value in run.parameters.items()]
                if claim_id in by_id and found["verdict"] != by_id[claim_id].verdict and not alone & {*chosen}:
                    alone |= {*chosen} if len(chosen) == 1 else set()
                    words = " and ".join(choice_words(clauses, name, *each) for each in run.parameters.items())
                    yield Turn(words, by_id[claim_id], found["verdict"])
