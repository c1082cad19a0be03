"""The findings of executed notebooks: read them, count them, see what changed. Starts without pandas."""

import json
from collections import Counter
from pathlib import Path

from recounted.errors import RecountedError
from recounted.judging.verdicts import VERDICTS

SCRAP = "application/scrapbook.scrap.json+json"


def findings_of(path: Path) -> list[dict]:
    """Findings that `judge` recorded in one executed notebook, in cell order."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    except (json.JSONDecodeError, KeyError):
        raise RecountedError(str(path), "this is not a notebook", "Delete it and run `make`") from None
    return [
        output["data"][SCRAP]["data"]
        for cell in cells
        for output in cell.get("outputs", [])
        if SCRAP in output.get("data", {})
    ]


def read(root: Path) -> list[dict]:
    """The findings of the last build; an error that says how to get them where there is none."""
    path = root / "build" / "verdicts.json"
    if not path.is_file():
        raise RecountedError(str(path), "there are no verdicts yet", "Run `make`")
    return json.loads(path.read_text(encoding="utf-8"))


def counts(findings: list[dict]) -> dict[str, int]:
    """How many claims have each verdict, in the order of verdicts.VERDICTS."""
    count = Counter(finding["verdict"] for finding in findings)
    return {verdict: count[verdict] for verdict in VERDICTS}


def changes(before: list[dict], after: list[dict]) -> list[tuple[str, str, str]]:
    """Claims whose verdict changed: (claim_id, verdict before, verdict after), "" where there was none."""
    old, new = ({f["claim_id"]: f["verdict"] for f in each} for each in (before, after))
    return [
        (claim_id, old.get(claim_id, ""), new.get(claim_id, ""))
        for claim_id in sorted(old | new)
        if old.get(claim_id) != new.get(claim_id)
    ]
