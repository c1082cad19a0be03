"""The explorer: what each reading makes of each claim, for a page without a kernel.

Readings are a source left out, which follows from the finding's own witnesses, and a parameter at another value, which
`recounted explore` has run (building/explored). The page decides nothing.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from recounted.building import explored
from recounted.judging.citing import Advice
from recounted.judging.findings import Finding, Testimony
from recounted.judging.sources import source
from recounted.judging.verdicts import VERDICTS, source_verdict, summary
from recounted.paths import root
from recounted.running.options import options
from recounted.site.pages import page


@dataclass(frozen=True)
class Turn:
    """A choice that gives a finding another verdict; what the choice means."""

    choice: str
    meaning: str
    finding: Finding
    verdict: str


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
        falls=[Turn(i, source(i).title, f, without(f, i)["verdict"]) for f in findings for i in f.falls_without],
        stale=explored.stale(),
    )


def without(f: Finding, source_id: str) -> dict[str, str]:
    """A finding with one source left out: the verdict, what the other sources give, and their sentences."""
    left = [each for each in f.witnesses if source_id not in each.source_ids]
    return {
        "verdict": summary(f.article_verdict, source_verdict(left)),
        "sources_say": "; ".join(each.value for each in left),
        "reason": _sentences(f, left),
        "answer": "",
    }


def _sentences(f: Finding, left: Sequence[Testimony]) -> str:
    own = f"The article's other figures give {f.recomputed}." if f.recomputed else ""
    said = " ".join(f"{each.says[:1].upper()}{each.says[1:]}." for each in left)
    return " ".join(part for part in (f"Printed: “{f.printed}”.", own, said or "No other source was found.") if part)


def _data(findings: list[Finding], runs: dict[str, list[explored.Run]]) -> dict[str, Any]:
    at = {f.claim_id: number for number, f in enumerate(findings)}
    turned = [each.finding.claim_id for each in _turns(findings, runs)]
    used = dict.fromkeys(i for f in findings for i in f.source_ids)
    return {
        "signs": {name: each.sign for name, each in VERDICTS.items()},
        "sources": {each: source(each).title for each in used},
        "first": (turned or list(at) or [""])[0],  # what the page opens with
        "claims": {f.claim_id: _claim(f) for f in findings},
        "parameters": {name: list(_parameters(name, each, at)) for name, each in runs.items()},
    }


def _claim(f: Finding) -> dict[str, Any]:
    return {
        "statement": f.statement,
        "printed": f.printed,
        "notebook": f.notebook,
        "as": _shown({name: getattr(f, name) for name in explored.SHOWN}),
        "without": {each: without(f, each) for each in f.source_ids},
    }


def _parameters(name: str, runs: list[explored.Run], at: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Each parameter that was run: what it means, and by value the findings that change, by the claim's position."""
    for option in options(root() / "notebooks" / f"{name}.ipynb"):
        mine = [run for run in runs if run.parameter == option.name]
        values = [
            (str(run.value), {at[each]: _shown(found) for each, found in run.changed.items() if each in at})
            for run in mine
        ]
        if values:
            yield {"name": option.name, "meaning": option.meaning, "values": values}


def _shown(found: dict[str, str]) -> dict[str, str]:
    """As the page shows it: the answer to “may I cite it?” in one sentence."""
    answer = Advice(found["cite"], found["cite_note"]).words if found["cite"] else ""
    return {name: found[name] for name in ("verdict", "recomputed", "sources_say", "reason")} | {"answer": answer}


def _turns(findings: list[Finding], runs: dict[str, list[explored.Run]]) -> Iterator[Turn]:
    by_id = {f.claim_id: f for f in findings}
    for name, each in runs.items():
        meanings = {option.name: option.meaning for option in options(root() / "notebooks" / f"{name}.ipynb")}
        for run in each:
            for claim_id, found in run.changed.items():
                if claim_id in by_id and found["verdict"] != by_id[claim_id].verdict:
                    choice = f"{run.parameter} = {run.value}"
                    yield Turn(choice, meanings.get(run.parameter, ""), by_id[claim_id], found["verdict"])
