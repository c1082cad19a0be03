"""A manifest for claims-cli, a checker that is not ours: each figure with the cell that a source gives for it.

Only what that checker can decide is in it: a printed figure that is a plain number, and a witness that counts the same
thing and takes its value from one cell.
"""

import csv
import hashlib
import re
from collections.abc import Iterator
from decimal import Decimal

import yaml

from recounted.judging.claims import claims
from recounted.judging.findings import Finding, Testimony
from recounted.paths import root

HEAD = (
    "# For claims-cli, the same in its own words: put it into the project's folder and run `claims verify` there.\n"
    "# Figures that are plain numbers, each with the one cell in which a source counts the same thing.\n"
)
PLAIN = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?%?")  # 1,234.5 or 12%
PRINTED = "equals"  # of the relations of claims.csv, the one that the checker knows


def manifest(findings: list[Finding]) -> str:
    """YAML; its paths are the project's. A figure that no source gives as printed is in it too, and must fail."""
    asked = [(finding, *each) for finding in findings for each in assertions(finding)]
    files = sorted({cell["file"] for _, _, cell, _ in asked})
    said = {
        "artifacts": [{"id": _id(file), "path": file, "digest": _digest(file)} for file in files],
        "claims": [
            {
                "id": f"{finding.claim_id}-{number}",
                "text": finding.statement,
                "evidence": [
                    {
                        "kind": "table",
                        "artifact": _id(cell["file"]),
                        "name": " ".join(witness.source_ids) or witness.who,
                        "column": column,
                        "row": cell["lines"][0] - 2,
                        "reported": plain(finding.printed),
                    }
                ],
            }
            for number, (finding, witness, cell, column) in enumerate(asked, start=1)
        ],
    }
    return HEAD + yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=120)


def assertions(finding: Finding) -> Iterator[tuple[Testimony, dict, str]]:
    """Each witness of a claim that the checker can decide, with its cell and the column of its value."""
    claim = claims().get(finding.claim_id)
    if claim is None or claim.relation != PRINTED or not plain(finding.printed):
        return
    for witness in finding.witnesses:
        if witness.differs or len(witness.cells) != 1 or len(witness.cells[0]["lines"]) != 1:
            continue
        row = _row(witness.cells[0])
        columns = [name for name, text in row.items() if plain(text) and plain(text) == plain(str(witness.value))]
        if "value" in columns or len(columns) == 1:
            yield witness, witness.cells[0], "value" if "value" in columns else columns[0]


def plain(text: str) -> str:
    """`1,308` as 1308, `84.5%` as 84.5; "" for what is more than a number."""
    return str(Decimal(text.rstrip("%").replace(",", ""))) if PLAIN.fullmatch(text) else ""


def _row(cell: dict) -> dict[str, str]:
    with (root() / cell["file"]).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))[cell["lines"][0] - 2]


def _id(file: str) -> str:
    return re.sub(r"\W+", "-", file.removeprefix("data/").removesuffix(".csv"))  # all but letters and digits


def _digest(file: str) -> dict[str, str]:
    return {"algorithm": "sha256", "value": hashlib.sha256((root() / file).read_bytes()).hexdigest()}
