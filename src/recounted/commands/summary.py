"""What `run` and `verdicts` print: the end of a build, the list of verdicts, one notebook's run."""

import re
import sys
from pathlib import Path

from recounted.building import build as building
from recounted.commands import changed
from recounted.errors import RecountedError
from recounted.judging.findings import Finding, changes, counts, findings_of, load_findings
from recounted.judging.places import sections
from recounted.judging.verdicts import VERDICTS
from recounted.numerals.mentioned import first_plain
from recounted.paths import root
from recounted.project.cases import untagged


def run(notebook: str | None, parameters: dict[str, str], jobs: int | None = None, seconds: int | None = None) -> int:
    """Build everything, or run one notebook with parameters; no cell may take longer than `seconds`."""
    code = build(jobs, seconds) if notebook is None else run_single(notebook, parameters, seconds)
    for where, what in untagged():
        print(f"==> {where}: {what}")
    return code


def build(jobs: int | None = None, seconds: int | None = None) -> int:
    """Build what is not up to date and print a short table: claims, verdicts, what changed since last time."""
    before, followed = _earlier(), changed.inputs()
    done = building.build(workers=jobs, seconds=seconds)
    after = load_findings()
    print(f"==> {_count(len(done.ran), 'notebook')} run, {len(done.fresh)} up to date")
    print_counts(after)
    for told in changed.lines(before, after, followed, changed.inputs()) if before else []:
        print(told)
    print(_next_steps(after))
    return 0


def _earlier() -> list[Finding]:
    """The findings before the build; none where there was no build, or one of another shape."""
    try:
        return load_findings()
    except RecountedError:
        return []


def _next_steps(findings: list[Finding]) -> str:
    """What to open or type next; the command as it can be typed here, with a figure that is printed here."""
    own = Path(sys.prefix) == root() / ".venv"
    command = ".venv/bin/recounted" if own else "recounted"
    readme = "README.md has the findings; " if (root() / "README.md").is_file() else ""
    makefile = root() / "Makefile"
    # a target at the beginning of a line
    targets = re.findall(r"^([\w-]+):", makefile.read_text(encoding="utf-8") if makefile.is_file() else "", re.M)
    site = "`make site` writes all of it as pages; " if "site" in targets else ""
    plain = first_plain(f.printed for f in findings if f.kind == "figure")
    find = f"`{command} find {plain or 'WORDS'}` finds a claim by figure or words"
    lab = "make lab" if "lab" in targets else "jupyter lab notebooks"
    return f"==> next: {readme}{find}; {site}`{lab}` opens the notebooks"


def print_counts(findings: list[Finding]) -> None:
    """A table of verdicts with their counts and meanings."""
    print(f"{len(findings):>5} claims")
    for verdict, count in counts(findings).items():
        print(f"{count:>5} {VERDICTS[verdict].sign:<3} {verdict:<13} {VERDICTS[verdict].meaning}")


def print_verdicts(only: str | None, section: str | None) -> int:
    """The verdicts of the last build, a line a claim."""
    findings = load_findings()
    _check("--only", only, list(VERDICTS))
    _check("--section", section, list(sections()) or sorted({f.place.section for f in findings}))
    shown = [f for f in findings if only in (None, f.verdict) and section in (None, f.place.section)]
    for finding in shown:
        print(line(finding))
    print_counts(shown)
    return 0


def _check(option: str, given: str | None, allowed: list[str]) -> None:
    if given is not None and given not in allowed:
        raise RecountedError(option, f"{given!r} is not known", f"Choose one of: {', '.join(allowed)}")


def run_single(name: str, parameters: dict[str, str], seconds: int | None = None) -> int:
    """Run one notebook with parameters and print what it judged and which verdicts are not the published ones.

    The committed notebook, its figures and the published verdicts stay.
    """
    from recounted.running import single

    path = single.run_single(name, parameters, seconds)
    findings = findings_of(path)
    for finding in findings:
        print(line(finding))
    print(_compared(findings))
    for figure in sorted(path.with_suffix("").glob("*.png")):
        print(f"  figure: {figure.relative_to(root())}")
    print(f"==> {path.relative_to(root())}: {_count(len(findings), 'claim')} judged")
    return 0


def _compared(findings: list[Finding]) -> str:
    """Which verdicts of a run are not the published ones, a line each."""
    ids = {finding.claim_id for finding in findings}
    published = [finding for finding in _earlier() if finding.claim_id in ids]
    if not published:
        return "  no published verdicts of these claims to compare with" if findings else "  it judges no claim"
    differ = changes(published, findings)
    lines = [f"  {len(differ)} of {_count(len(findings), 'verdict')} not as published"]
    return "\n".join(lines + [f"  changed: {claim_id}  {old or '(new)'} → {new}" for claim_id, old, new in differ])


def line(f: Finding) -> str:
    """Sign, verdict, claim, what is printed, and what the article's other figures or else the sources give."""
    return f"{f.sign:<3} {f.verdict:<13} {f.claim_id:<46} {f.printed:<22} {f.recomputed or f.sources_say}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
