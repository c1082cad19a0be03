"""Collect the findings of executed notebooks into build/verdicts.csv and build/verdicts.json."""

import csv
import io
import json
from collections import defaultdict
from pathlib import Path

from recounted.errors import RecountedError
from recounted.files import replace
from recounted.judging.claims import claims
from recounted.judging.findings import findings_of
from recounted.judging.verdicts import CLEAN

COLUMNS = [
    "claim_id",
    "section",
    "printed",
    "recomputed",
    "article_verdict",
    "source_value",
    "source_id",
    "source_verdict",
    "verdict",
    "cause",
    "reason",
    "notebook",
]
NEEDED = {"disputed": "settle", "unverifiable": "settle", "contradicted": "charitable", "inconsistent": "charitable"}


def collect(root: Path) -> list[dict]:
    """Findings of all notebooks under `root`/build/notebooks, in the order of the claims; writes both tables.

    Raises RecountedError where a claim is judged twice, never or without what its verdict needs.
    """
    folder = root / "build" / "notebooks"
    found = [(path.stem, finding) for path in sorted(folder.glob("*.ipynb")) for finding in findings_of(path)]
    findings = check(found)
    write(root / "build", findings)
    return findings


def check(found: list[tuple[str, dict]]) -> list[dict]:
    """Each claim exactly once, each with what its verdict needs; in the order of the ledger."""
    where = defaultdict(list)
    for notebook, finding in found:
        where[finding["claim_id"]].append(notebook)
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
    by_id = {finding["claim_id"]: finding for _, finding in found}
    for finding in by_id.values():
        _complete(finding)
    return [by_id[claim_id] for claim_id in claims()]


def _complete(finding: dict) -> None:
    verdict = finding["verdict"]
    missing = [] if verdict in CLEAN or finding["cause"] else ["cause"]
    missing += [need for need in [NEEDED.get(verdict)] if need and not finding[need]]
    if missing:
        raise RecountedError(
            f"notebook {finding['notebook']}, claim {finding['claim_id']}",
            f"the verdict {verdict} lacks {' and '.join(missing)}",
            f"Give {', '.join(f'{name}=' for name in missing)} in its judge(...) cell",
        )


def write(build: Path, findings: list[dict]) -> None:
    """Both tables, each replaced whole."""
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, extrasaction="ignore", lineterminator="\n")
    table.writeheader()
    table.writerows(findings)
    replace(build / "verdicts.csv", text.getvalue())
    replace(build / "verdicts.json", json.dumps(findings, ensure_ascii=False, indent=1) + "\n")
