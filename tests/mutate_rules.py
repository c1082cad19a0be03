"""`make mutate-rules`: change the rules that decide verdicts, one by one, and see that their own tests notice.

The changes are cosmic-ray's; tests/rules.csv says which tests belong to which module, tests/rules_tried.py tries them.
Exit code 1 where fewer than 95 % are noticed, one that is not has no reason in tests/rules-unnoticed.csv, or that list
names one that is noticed.
"""

import argparse
import csv
import os
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import quick_start  # noqa: F401  # less is imported
from rules_tried import Mutant, mutants, noticed, warm

ROOT = Path(__file__).resolve().parents[1]
PAGE, KNOWN = ROOT / "docs/mutation.md", ROOT / "tests/rules-unnoticed.csv"
MARKS = ("<!-- rules: written by `make mutate-rules` -->", "<!-- end of rules -->")
Key = tuple[str, str, str]  # a module, a line before, the same after
LEAST = 0.95  # share of the changes that tests must notice


def modules() -> dict[str, list[str]]:
    """The modules that decide verdicts, by their path in src/recounted, each with the files of its tests."""
    with open(ROOT / "tests/rules.csv", newline="", encoding="utf-8") as file:
        return {row["module"]: row["tests"].split() for row in csv.DictReader(file)}


def block(tried: dict[str, list[tuple[Mutant, bool]]]) -> str:
    """The figures of a run, in Markdown, with the day of the run."""
    counts = {module: Counter(noticed for _, noticed in mine) for module, mine in tried.items()}
    total = sum((count for count in counts.values()), Counter())
    share = total[True] / max(1, total.total())
    rows = [
        f"| `{module}` | {count.total()} | {count[True]} | {count[True] / count.total():.0%} |"
        for module, count in counts.items()
        if count.total()
    ]
    day = f"{date.today():%-d %B %Y}"
    said = f"Run on {day}: of {total.total():,} changes of the rules, {share:.1%} were noticed by tests."
    return "\n".join([said, "", "| module | changes | noticed | share |", "| --- | --: | --: | --: |", *rows])


def known() -> set[Key]:
    """The changes that are known to go unnoticed: rows of tests/rules-unnoticed.csv, each with its reason."""
    with open(KNOWN, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert all(row["why"] for row in rows), "a row of tests/rules-unnoticed.csv has no reason"
    return {(row["module"], row["before"], row["after"]) for row in rows}


def disagreements(tried: list[tuple[Mutant, bool]], listed: set[Key], *, every_change: bool) -> list[str]:
    """Where the list and the run differ: a change unnoticed and not listed, or, of modules whose every change was
    tried, listed and noticed, or no change at all. One line of a module may hold several changes of one wording."""
    unnoticed = {mutant.key for mutant, noticed in tried if not noticed}
    modules_tried = {mutant.module for mutant, _ in tried} if every_change else set()
    left = {key for key in listed if key[0] in modules_tried} - unnoticed
    return [
        *(f"no reason is given for {key}" for key in sorted(unnoticed - listed)),
        *(
            f"tests/rules-unnoticed.csv has a reason for {key}, which is noticed, or is no change"
            for key in sorted(left)
        ),
    ]


def main() -> int:
    """Try the changes, print what no test noticed, and write the part of docs/mutation.md."""
    parser = argparse.ArgumentParser("make mutate-rules", description=__doc__.partition(": ")[2])
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth change, and write no page")
    parser.add_argument("--module", action="append", metavar="PATH", help="only of this module, and write no page")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)), metavar="N", help="processes at once")
    given = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT / "tests"))
    chosen = {module: tests for module, tests in modules().items() if not given.module or module in given.module}
    warm({each for tests in chosen.values() for each in tests})
    tried: dict[str, list[tuple[Mutant, bool]]] = {}
    for module, tests in chosen.items():
        plan = list(mutants(module))[:: given.every]
        tried[module] = list(zip(plan, noticed(module, tests, plan, given.jobs), strict=True))
        print(f"{module}: {sum(seen for _, seen in tried[module])} of {len(plan)} noticed", flush=True)
        for mutant, seen in tried[module]:
            if not seen:
                print("{0}, line {3}: {1}  →  {2}".format(*mutant.key, mutant.line), flush=True)
    print(block(tried))
    if not given.module and given.every == 1:
        from recounted.building.readme import with_block

        PAGE.write_text(with_block(PAGE.read_text(encoding="utf-8"), block(tried), MARKS, PAGE.name), encoding="utf-8")
    every = [each for mine in tried.values() for each in mine]
    wrong = disagreements(every, known(), every_change=given.every == 1)
    print("\n".join(wrong), file=sys.stderr)
    return int(bool(wrong) or sum(noticed for _, noticed in every) < LEAST * len(every))


if __name__ == "__main__":
    sys.exit(main())
