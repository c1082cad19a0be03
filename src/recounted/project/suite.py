"""The tests of any project, without a line of code in it: general checks, and its own cases in tests/*.csv.

Each check gives its faults as lines of text, and none where all is well. `QUICK` run no notebook, `SLOW` do.
"""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from recounted.building.cell_source import PICTURE
from recounted.building.collect import verdicts_csv
from recounted.building.readme import readme_block, with_block
from recounted.errors import RecountedError
from recounted.judging.claims import claims
from recounted.judging.findings import SCRAP, VERDICTS_CSV, VERDICTS_JSON, findings_of, load_findings
from recounted.mutation.steps import JUDGE, read_by, steps_of
from recounted.paths import environment, root
from recounted.project.cases import HEADERS, cases
from recounted.project.check import notes
from recounted.running.notebooks import address_of, read_notebook, tags
from recounted.running.single import find_notebook, run_single, typed
from recounted.tables.rows import read, resources

# What `check` lists and may not be in a project whose tests pass. The rest is work to do.
FAULTS: tuple[str, ...] = (
    "claims without a number",
    "numbers without their claim",
    "claims without a cell",
    "cells without a claim",
    "values that are not counted",
    "claims in another place than their numbers",
    "figures that the article prints otherwise",
)
FAULTS += (
    "figures read in part",
    "claims that are refused",
    "empty claims",
    "remarks out of the list",
    "figures typed into remarks",
    "sections without a name",
)
PARAMETER = re.compile(r"\w+ = .+# *\S")  # with its meaning or range
CHANCE = re.compile(r"/(?:home|root|tmp|Users)/|0x[0-9a-f]{8,}|\d\d:\d\d:\d\d")
Faults = Iterator[str]


def notebooks() -> list[Path]:
    """The project's notebooks, in reading order."""
    return sorted((root() / "notebooks").glob("*.ipynb"))


def tables_are_as_described() -> Faults:
    """Each table of the data package is there, with its columns, types and keys; no CSV file of data/ is left out."""
    known = resources()
    for name, resource in known.items():
        if (root() / "data" / resource["path"]).is_file() or not resource["path"].startswith("verdicts/"):
            try:
                read(name)
            except RecountedError as fault:
                yield str(fault)
    for path in sorted((root() / "data").rglob("*.csv")):
        if path.relative_to(root() / "data").as_posix() not in {each["path"] for each in known.values()}:
            yield f"{path.relative_to(root()).as_posix()}: is not in the data package. `recounted table` adds it"


def the_ledger_is_whole() -> Faults:
    """Each claim has its number and its cell, each number its claim, each figure is read whole."""
    yield from (f"{note.where}: {note.what}" for note in notes() if note.kind in FAULTS)


def notebooks_are_executed() -> Faults:
    """In order, without errors; judging cells recorded findings; parameters are explained; nothing hangs on chance."""
    # the project's folder, and not inside an address
    here = re.compile(rf"(?<![\w.-]){re.escape(os.fspath(root()))}/")
    for path in notebooks():
        cells = [cell for cell in read_notebook(path)["cells"] if cell["cell_type"] == "code"]
        if [cell["execution_count"] for cell in cells] != list(range(1, len(cells) + 1)):
            yield f"{path.name}: its cells were not executed in order. Run `make`"
        outputs = [output for cell in cells for output in cell["outputs"]]
        if any(output["output_type"] == "error" for output in outputs):
            yield f"{path.name}: a cell failed"
        data = [(kind, text) for output in outputs for kind, text in output.get("data", {}).items()]
        told = json.dumps([text for kind, text in data if kind != "image/png"])  # its letters can look like anything
        if found := CHANCE.search(told) or here.search(told):
            yield f"{path.name}: an output holds {found[0]!r}, which differs from run to run"
        yield from _of_cells(path.name, cells)
        yield from _of_pictures(path, {cell["id"] for cell in cells if PICTURE in tags(cell)})


def _of_cells(name: str, cells: list[dict]) -> Faults:
    for cell in cells:
        kinds = [kind for output in cell["outputs"] for kind in output.get("data", {})]
        if address_of(cell) and SCRAP not in kinds:
            yield f"{name}, cell {cell['id']}: recorded no finding. Run `make`"
        if address_of(cell) and PICTURE in tags(cell):
            yield f"{name}, cell {cell['id']}: judges a claim and is tagged `{PICTURE}`. Judge it in another cell"
        for line in "".join(cell["source"]).splitlines() if "parameters" in tags(cell) else []:
            if line.strip() and not PARAMETER.match(line):
                yield f"{name}, parameters: no meaning or range is given: {line}"


def _of_pictures(path: Path, pictures: set[str]) -> Faults:
    """What a sweep lacks that passes over the cells tagged `picture`, whose ids are `pictures`."""
    if not pictures:
        return
    steps, drawn = steps_of(path), dict[str, str]()
    for step, names in zip(steps, read_by(steps), strict=True):
        if step.cell in pictures:
            drawn |= dict.fromkeys(step.writes - {JUDGE}, step.cell)
            continue
        for name in sorted(names & drawn.keys()):
            yield (
                f"{path.name}, cell {drawn.pop(name)}: makes {name}, which cell {step.cell} uses, and is tagged "
                f"`{PICTURE}`. Make it in another cell, or take the tag away"
            )
        drawn = {name: cell for name, cell in drawn.items() if name not in step.binds}


def each_claim_is_judged_where_the_ledger_says() -> Faults:
    """Once, in the notebook of its row."""
    judged = [(finding.claim_id, path.stem) for path in notebooks() for finding in findings_of(path)]
    for claim_id, stem in judged:
        if claim_id not in claims() or claims()[claim_id].notebook != stem:
            yield f"{stem}: judges {claim_id}, which claims.csv does not give it"
    for claim in claims().values():
        if (times := [each for each, _ in judged].count(claim.claim_id)) != 1:
            yield f"{claim.notebook}: judges {claim.claim_id} {times} times. Run `make`"


def published_verdicts_are_what_the_notebooks_found() -> Faults:
    """data/verdicts/ and the README's block, where there are some, follow from the committed notebooks."""
    if not (root() / VERDICTS_JSON).is_file():
        return
    try:
        published = load_findings()
    except RecountedError as fault:
        yield str(fault)
        return
    judged = {finding.claim_id: finding for path in notebooks() for finding in findings_of(path)}
    for finding in published:
        if finding != judged.get(finding.claim_id):
            yield f"{VERDICTS_JSON}, {finding.claim_id}: is not what its notebook found. Run `make`"
    if (root() / VERDICTS_CSV).read_text(encoding="utf-8") != verdicts_csv(published):
        yield f"{VERDICTS_CSV}: is not the table of {VERDICTS_JSON}. Run `make`"
    if (root() / "README.md").is_file():
        text = (root() / "README.md").read_bytes().decode()
        if with_block(text, readme_block(published)) != text:
            yield "README.md: its scorecard is not that of the verdicts. Run `make`"


def own_cases_can_be_read() -> Faults:
    """tests/golden.csv, tests/parameters.csv and tests/edits.csv are there, with their columns."""
    for name in HEADERS:
        try:
            cases(name)
        except RecountedError as fault:
            yield str(fault)


def golden_verdicts_hold() -> Faults:
    """Rows of tests/golden.csv: claim_id and the verdicts worked out by hand; an empty cell is not compared."""
    rows = cases("golden")
    found = {finding.claim_id: finding for finding in load_findings()} if rows else {}
    for where, row in rows:
        by_hand = {name: row[name] for name in ("article_verdict", "source_verdict", "verdict") if row[name]}
        if not by_hand:
            yield f"{where}, {row['claim_id']}: gives no verdict to compare"
        for name, verdict in by_hand.items():
            said = getattr(found.get(row["claim_id"]), name, "(no such claim)")
            if said != verdict:
                yield f"{where}, {row['claim_id']}: {name} is {said}, not {verdict}"


def committed_outputs_are_what_a_run_gives() -> Faults:
    """Every notebook run anew, to the byte."""
    from recounted.running.run import Job, run

    with tempfile.TemporaryDirectory() as folder:
        jobs = [Job(path.stem, path, Path(folder, path.name), {}, Path(folder, path.stem)) for path in notebooks()]
        run(jobs)
        for job in jobs:
            if job.output.read_bytes() != job.source.read_bytes():
                yield f"notebooks/{job.source.name}: another run gives other outputs. Run `make`, look for chance"


def other_parameters_do_as_expected() -> Faults:
    """Rows of tests/parameters.csv: `expect` is empty (it runs), `error` (it is refused by an error that names the
    parameter), or claim-id=verdict, several with spaces between."""
    for line, row in cases("parameters"):
        where = f"{line}, {row['notebook']} at {row['parameter']}={row['value']}"
        given = {row["parameter"]: row["value"]}
        pairs = [pair.partition("=") for pair in row["expect"].split() if row["expect"] != "error"]
        try:
            typed(find_notebook(row["notebook"]), given)  # what is not there is no refusal
        except RecountedError as fault:
            yield f"{where}: {fault}"
            continue
        if wrong := [pair[0] for pair in pairs if not all(pair)]:
            yield f"{where}: expects {wrong[0]!r}. Write error, claim-id=verdict, or nothing"
            continue
        try:
            findings = {each.claim_id: each.verdict for each in _run(row["notebook"], given)}
        except RecountedError as fault:
            named = re.search(rf"\b{re.escape(row['parameter'])}\b", fault.what)  # as a word
            if row["expect"] != "error":
                yield f"{where}: {fault}"
            elif not named:
                yield f"{where}: fails by an error that does not name the parameter. {fault}"
            continue
        if row["expect"] == "error":
            yield f"{where}: was not refused"
        for claim_id, _, verdict in pairs:
            if findings.get(claim_id) != verdict:
                yield f"{where}: {claim_id} is {findings.get(claim_id)}, not {verdict}"


def edits_turn_their_verdicts() -> Faults:
    """Rows of tests/edits.csv: with `new` for `old` in a table, the claim is `after`; as it stands, it is `before`."""
    for line, row in cases("edits"):
        where = f"{line}, {row['claim_id']}"
        with _copy() as folder:
            path = folder / "data" / row["table"]
            if not path.is_file():
                yield f"{where}: there is no table data/{row['table']}"
                continue
            text = path.read_text(encoding="utf-8")
            if text.count(row["old"]) != 1:
                yield f"{where}: {row['old']!r} stands {text.count(row['old'])} times in data/{row['table']}, not once"
                continue
            for content, expected in ((text, row["before"]), (text.replace(row["old"], row["new"]), row["after"])):
                path.write_text(content, encoding="utf-8")
                try:
                    found = {each.claim_id: each.verdict for each in _run(row["notebook"], {})}.get(row["claim_id"])
                except RecountedError as fault:
                    yield f"{where}: {fault}"
                    break
                if found != expected:
                    yield f"{where}: is {found}, not {expected}"


QUICK: tuple[Callable[[], Faults], ...] = (
    tables_are_as_described,
    the_ledger_is_whole,
    notebooks_are_executed,
    each_claim_is_judged_where_the_ledger_says,
    published_verdicts_are_what_the_notebooks_found,
    own_cases_can_be_read,
    golden_verdicts_hold,
)
SLOW = (committed_outputs_are_what_a_run_gives, other_parameters_do_as_expected, edits_turn_their_verdicts)


def faults_of(check: Callable[[], Faults]) -> list[str]:
    """All that a check says, and what it could not read: the checks after it are asked all the same."""
    found: list[str] = []
    try:
        found.extend(check())
    except RecountedError as fault:
        found.append(str(fault))
    return found


def _run(name: str, parameters: dict[str, str]) -> list:
    typed(find_notebook(name), parameters)
    return findings_of(run_single(name, parameters))


@contextmanager
def _copy() -> Iterator[Path]:
    """A copy of what a run reads, as the project that is worked in."""
    with tempfile.TemporaryDirectory() as folder:
        for each in ("data", "notebooks"):
            shutil.copytree(root() / each, Path(folder, each))
        with environment(RECOUNTED_ROOT=folder):
            yield Path(folder)
