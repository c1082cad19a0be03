"""`python tests/trust_page.py build/trust.xml docs/trust.md`: the figures of a run of `make trust`, into the page."""

import datetime as dt
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

MARKS = ("<!-- trust: written by `make trust` -->", "<!-- end of trust -->")
WHAT = {
    "test_red_team": "faults seeded into a made-up project: each is seen by the check meant for it, and by no other",
    "test_bad_input": "bad data, ledgers, packages, notebooks, commands and copies: one clear line, nothing harmed",
    "test_build_faults": "builds ended, starved, disturbed and moved: nothing left, and then the same bytes",
}


def table(report: Path) -> str:
    """A row a kind of test: how many passed, failed and were skipped."""
    found: dict[str, Counter[str]] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        module = case.get("classname", "").rpartition(".")[2]
        kinds = {child.tag for child in case}
        outcome = "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"
        found.setdefault(module, Counter())[outcome] += 1
    lines = [f"On {dt.date.today():%-d %B %Y}, Python {sys.version_info.major}.{sys.version_info.minor}:", ""]
    lines += ["| what | passed | failed | skipped |", "|---|--:|--:|--:|"]
    for module, count in sorted(found.items(), key=lambda each: [*WHAT, each[0]].index(each[0])):
        what = WHAT.get(module, module.replace("_", " "))
        lines.append(f"| {what} | {count['passed']} | {count['failed']} | {count['skipped']} |")
    return "\n".join(lines)


def main(report: str, page: str) -> None:
    text = Path(page).read_text(encoding="utf-8")
    before, rest = text.split(MARKS[0])
    after = rest.split(MARKS[1])[1]
    Path(page).write_text(f"{before}{MARKS[0]}\n{table(Path(report))}\n{MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
