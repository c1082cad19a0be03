"""`python -m recounted.commands.mutate`: change the data cell by cell, judge again, and tell what nothing noticed.

Exit code 1 where fewer cells were noticed than must be, a survivor has no reason, or a claim is moved by nothing; of a
sample, where a survivor has no reason.
"""

import argparse
import sys
import time
from itertools import accumulate

from recounted.building.build import notebook_paths
from recounted.commands.console import guarded
from recounted.files import write_whole
from recounted.judging.findings import Finding
from recounted.mutation import report
from recounted.mutation.campaign import (
    NOTHING,
    Outcome,
    changes_of,
    keep_tables,
    moved_past_refusals,
    named_lines,
    try_all,
)
from recounted.mutation.claim_mutants import judge_anew
from recounted.mutation.operators import DOUBLED, SWAPPED, Change
from recounted.mutation.play import Play
from recounted.paths import root

OTHERS = 4  # of the changes that are not a figure's own (categories, rows, swaps), every so many are tried


def main(arguments: list[str] | None = None) -> int:
    """Run it all and write docs/mutation.md, or a sample that writes nothing there (of some tables: no ledger)."""
    parser = argparse.ArgumentParser("make mutate", description=__doc__.partition(": ")[2])
    parser.add_argument(
        "--every", type=int, default=1, metavar="N", help="try only every Nth change, and write no page"
    )
    parser.add_argument("--table", action="append", metavar="TABLE", help="only of this table, and write no page")
    parser.add_argument("--jobs", type=int, metavar="N", help="processes at once (as many as cores)")
    parser.add_argument(
        "--others", type=int, default=OTHERS, metavar="N", help="of changes that are not a figure's own"
    )
    given = parser.parse_args(arguments)
    return guarded(lambda: run(given.every, given.table or [], given.jobs, given.others))


def run(every: int = 1, only: list[str] | None = None, workers: int | None = None, others: int = OTHERS) -> int:
    """Try the changes of the rows that findings name, then of the ledger; write and print what came of it."""
    begun, is_whole = time.monotonic(), every == 1 and not only
    keep_tables()
    plays = [Play(path) for path in notebook_paths()]
    print(f"{len(plays)} notebooks played as they stand in {time.monotonic() - begun:.0f} s", flush=True)
    changes = fewer_others(planned(plays, only)[::every], others)
    outcomes = tried(changes, plays, workers)
    judged = [] if only else judge_anew(plays)
    findings = [finding for play in plays for finding in play.findings.values()]
    left = report.unmoved(outcomes, judged, findings) if is_whole else []
    write_whole(root() / report.REPORT, report.report_csv(outcomes))
    moved = moved_past_refusals({each.claim_id: all_changes([each]) for each in left}, plays, workers)
    without = [each.claim_id for each in left if each.claim_id not in moved]
    block = report.page_block(outcomes, judged, without, report.uncomputed(findings))
    print(block)
    print(f"\n{len(changes):,} changes in {time.monotonic() - begun:.0f} s; each in {report.REPORT.as_posix()}")
    if is_whole:
        report.write_page(block)
    wrong = report.disagreements(outcomes, every_cell=is_whole)
    print("\n".join(wrong), file=sys.stderr, end="\n" if wrong else "")
    too_few = is_whole and report.share_noticed(outcomes) < report.LEAST
    return int(bool(wrong or without or report.quoting(judged)) or too_few)


def planned(plays: list[Play], only: list[str] | None = None) -> list[Change]:
    """The changes of the rows that findings name, of the tables that judging notebooks load, table by table."""
    findings = [finding for play in plays for finding in play.findings.values()]
    loaded = sorted({table for play in plays if play.findings for table in play.loads})
    lines = named_lines(findings)
    return [
        change
        for table in loaded
        if table in lines and (not only or table in only)
        for change in changes_of(table, sorted(lines[table]))
    ]


def all_changes(findings: list[Finding]) -> list[Change]:
    """Every change, also of texts, of the rows that these findings name: for claims that the sample did not move."""
    lines = named_lines(findings)
    return [
        change
        for table in sorted(lines)
        for change in changes_of(table, sorted(lines[table]), prose=True)
        if change.kind != DOUBLED
    ]


def fewer_others(changes: list[Change], others: int) -> list[Change]:
    """All changes that are the own ones of a cell with a figure, and of the others every Nth."""
    own = [change.is_figure and change.kind != SWAPPED for change in changes]
    rank = list(accumulate(not each for each in own))
    return [change for change, mine, number in zip(changes, own, rank, strict=True) if mine or number % others == 0]


def tried(changes: list[Change], plays: list[Play], workers: int | None) -> list[Outcome]:
    """The outcome of each; what nothing noticed is tried again with an eye on all that the notebooks show."""
    outcomes = try_all(changes, plays, workers)
    again = [at for at, each in enumerate(outcomes) if each.way == NOTHING and each.change.is_figure]
    for at, outcome in zip(again, try_all([changes[at] for at in again], plays, workers, outputs=True), strict=True):
        outcomes[at] = outcome
    return outcomes


if __name__ == "__main__":
    sys.exit(main())
