"""Collect the findings of executed notebooks, and publish them: data/verdicts/verdicts.csv and verdicts.json."""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from recounted.building.encoded import SOURCES_CSV, encoded, sources_csv
from recounted.building.placement import check_places
from recounted.building.printing import check_printed
from recounted.errors import RecountedError
from recounted.files import write_whole
from recounted.judging.claims import claims
from recounted.judging.findings import VERDICTS_CSV, VERDICTS_JSON, Finding, findings_of
from recounted.judging.verdicts import VERDICTS
from recounted.paths import root

FORMULA = re.compile(r"\s*[=+\-@]|[\t\r]")  # what spreadsheets take for the beginning of a formula
NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")  # -1,891.5%, which is no formula
COLUMNS = {
    "claim_id": lambda finding: finding.claim_id,
    "section": lambda finding: finding.place.section,
    "place": lambda finding: finding.place.words,
    "statement": lambda finding: finding.statement,
    "kind": lambda finding: finding.kind,
    "repeats": lambda finding: finding.repeats,
    "printed": lambda finding: finding.printed,
    "recomputed": lambda finding: finding.recomputed,
    "article_verdict": lambda finding: finding.article_verdict,
    "source_value": lambda finding: finding.sources_say,
    "source_id": lambda finding: "; ".join(finding.source_ids),
    "source_verdict": lambda finding: finding.source_verdict,
    "verdict": lambda finding: finding.verdict,
    "cite": lambda finding: finding.cite,
    "cite_note": lambda finding: finding.cite_note,
    "cause": lambda finding: finding.cause,
    "reason": lambda finding: finding.reason,
    "beside": lambda finding: "; ".join(each.claim_id for each in finding.beside),
    "falls_without": lambda finding: "; ".join(finding.falls_without),
    "charitable": lambda finding: finding.charitable,
    "settle": lambda finding: finding.settle,
    "notebook": lambda finding: finding.notebook,
    "cell": lambda finding: finding.cell,
}


def collect(executed: Iterable[Path]) -> list[Finding]:
    """Findings of these executed notebooks, in the order of the claims; publishes the tables.

    Raises RecountedError where a claim is judged twice, never or without what its verdict needs.
    """
    findings = check([(path.stem, finding) for path in executed for finding in findings_of(path)])
    publish(findings)
    return findings


def check(found: list[tuple[str, Finding]]) -> list[Finding]:
    """Each claim exactly once, each with what its verdict needs and where its numbers stand; in the ledger's order."""
    where = defaultdict(list)
    for notebook, finding in found:
        where[finding.claim_id].append(notebook)
    for claim_id, notebooks in where.items():
        if claim_id not in claims():
            raise RecountedError(
                f"notebook {notebooks[0]}",
                f"judges an unknown claim {claim_id}",
                "Add it to data/article/claims.csv, or remove the cell",
            )
        if len(notebooks) > 1:
            raise RecountedError(
                f"claim {claim_id}",
                f"is judged {len(notebooks)} times ({', '.join(notebooks)})",
                "Keep one judge(...) cell",
            )
    for claim in claims().values():
        if claim.claim_id not in where:
            raise RecountedError(
                f"claim {claim.claim_id}", "is never judged", f"Judge it in notebooks/{claim.notebook}.ipynb"
            )
    by_id = {finding.claim_id: finding for _, finding in found}
    for finding in by_id.values():
        _complete(finding)
        _check_neighbours(finding, by_id)
    check_places(by_id.values())
    check_printed()
    return [by_id[claim_id] for claim_id in claims()]


def _complete(finding: Finding) -> None:
    if finding.article_verdict != "not-derivable" and not finding.cells:
        raise RecountedError(
            f"notebook {finding.notebook}, claim {finding.claim_id}",
            f"its value {finding.recomputed!r} comes from no row of a table, so that it proves nothing",
            "Pass cells=, the rows that it is worked out from; leave the value out where nothing gives it",
        )
    missing = [name for name in VERDICTS[finding.verdict].needs if not getattr(finding, name)]
    if missing:
        raise RecountedError(
            f"notebook {finding.notebook}, claim {finding.claim_id}",
            f"the verdict {finding.verdict} lacks {' and '.join(missing)}",
            f"Give its {' and '.join(missing)} in data/article/remarks.csv",
        )


def _check_neighbours(finding: Finding, by_id: dict[str, Finding]) -> None:
    """The verdict that a card names for a neighbour is the one that the neighbour has."""
    for neighbour in finding.beside:
        found = by_id[neighbour.claim_id].verdict
        if found != neighbour.verdict:
            raise RecountedError(
                "data/article/beside.csv",
                f"{neighbour.claim_id} beside {finding.claim_id} is said to be {neighbour.verdict}, but is {found}",
                f"Write {found} there, and read whether what is said of it is still right",
            )


def publish(findings: list[Finding]) -> None:
    """Write the verdicts, as table and as records, and what was encoded of each source; each file whole."""
    records = [finding.as_json() for finding in findings]
    write_whole(root() / VERDICTS_CSV, verdicts_csv(findings))
    write_whole(root() / VERDICTS_JSON, json.dumps(records, ensure_ascii=False, indent=1) + "\n")
    write_whole(root() / SOURCES_CSV, sources_csv(encoded()))


def verdicts_csv(findings: Iterable[Finding]) -> str:
    """The table for spreadsheets. It begins with a byte order mark, without which Excel garbles “ and ≈."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows([harmless(cell(finding)) for cell in COLUMNS.values()] for finding in findings)
    return "\ufeff" + text.getvalue()


def harmless(text: str) -> str:
    """`text` with an apostrophe in front where a spreadsheet would run it as a formula; a number stays a number."""
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text
