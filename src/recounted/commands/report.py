"""What the commands print: the end of a build, the list of verdicts, one notebook's run."""

import json

from recounted.building import build as building
from recounted.errors import RecountedError
from recounted.judging.cards import SIGNS
from recounted.judging.findings import changes, counts, findings_of, read
from recounted.judging.verdicts import MEANING, VERDICTS
from recounted.paths import root


def build(jobs: int | None) -> int:
    """Build what is not up to date and print a short table: claims, verdicts, what changed since last time."""
    before = _earlier()
    done = building.build(root(), workers=jobs)
    after = read(root())
    print(f"==> {len(done.ran)} notebooks run, {len(done.fresh)} up to date")
    print_counts(after)
    for claim_id, old, new in changes(before, after) if before else []:
        print(f"  changed: {claim_id}  {old or '(new)'} → {new or '(gone)'}")
    if done.ran:
        from recounted.judging.scorecard import write_readme

        write_readme(root(), after)
    return 0


def _earlier() -> list[dict]:
    try:
        return read(root())
    except (RecountedError, json.JSONDecodeError):
        return []


def print_counts(findings: list[dict]) -> None:
    """A table of verdicts with their counts and meanings."""
    print(f"{len(findings):>5} claims")
    for verdict, count in counts(findings).items():
        print(f"{count:>5} {SIGNS[verdict]:<2} {verdict:<13} {MEANING[verdict]}")


def print_verdicts(only: str | None, section: str | None) -> int:
    """The verdicts of the last build, a line a claim."""
    if only and only not in VERDICTS:
        raise RecountedError("--only", f"{only!r} is not a verdict", f"Choose one of: {', '.join(VERDICTS)}")
    findings = read(root())
    shown = [f for f in findings if (not only or f["verdict"] == only) and (not section or f["section"] == section)]
    for finding in shown:
        print(_line(finding))
    print_counts(shown)
    return 0


def run_one(name: str, parameters: list[list[str]]) -> int:
    """Run one notebook with parameters and print what it judged; the committed notebook and figures stay."""
    from recounted.running import run as running

    path = running.run_one(root(), name, dict(parameters))
    findings = findings_of(path)
    for finding in findings:
        print(_line(finding))
    print(f"==> {path.relative_to(root())}: {len(findings)} claims judged")
    return 0


def _line(finding: dict) -> str:
    """Sign, verdict, claim, what is printed, and what the article's other figures or else the sources give."""
    f = finding
    given = f["recomputed"] or f["source_value"]
    return f"{SIGNS[f['verdict']]:<2} {f['verdict']:<13} {f['claim_id']:<46} {f['printed']:<22} {given}"
