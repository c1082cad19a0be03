"""`python -m bench.readings`: how many readings of a claim are judged a CPU second, in this process.

Judged are all claims under every combination of the rules for printed figures and of the sources that are heard, with
the values that the notebooks' code gave once. That code is run apart, and its time is told beside.
"""

import argparse
import sys
import time
from itertools import product

from bench import page
from recounted.building.build import notebook_paths
from recounted.judging.parameters import rules
from recounted.robustness.again import Notebook
from recounted.robustness.standing import Readings, heard
from recounted.robustness.swift import Outcome, held_anew

ROUNDINGS, WIDTHS, SOURCES = ("nearest", "truncated"), (0.05, 0.1, 0.2), ("all", "without press")
DOCS = "docs/robustness.md"


def main() -> int:
    parser = argparse.ArgumentParser("python -m bench.readings", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="rounds, of which the fastest is told (5)")
    parser.add_argument("--write", action="store_true", help=f"put what was measured into {DOCS}")
    given = parser.parse_args()
    where = page.when_and_where()
    notebooks = [each for each in map(Notebook, notebook_paths()) if each.judging]
    began = time.perf_counter()
    outcomes = [outcome for notebook in notebooks for outcome in notebook.judge_all().values()]
    ran = time.perf_counter() - began
    rate = max(judged_a_second(outcomes) for _ in range(given.rounds))
    began = time.perf_counter()
    whole = sum(len(each) for it in notebooks for at in it.judging for each in Readings(it, at).specifications())
    block = told(where, len(outcomes), ran, rate, whole, time.perf_counter() - began)
    print(block)
    if given.write:
        page.write(DOCS, block)
    return 0


def judged_a_second(outcomes: list[Outcome]) -> float:
    """Verdicts a CPU second, which others on the machine do not lengthen: every outcome under every combination."""
    combinations = list(product(ROUNDINGS, WIDTHS, SOURCES))
    began = time.process_time()
    for rounding, about, sources in combinations:
        chosen = rules(rounding, about)
        for outcome in outcomes:
            heard(held_anew(outcome, chosen), sources)
    return len(combinations) * len(outcomes) / (time.process_time() - began)


def told(where: str, claims: int, ran: float, rate: float, whole: int, seconds: float) -> str:
    """The sentences for the page."""
    return (
        f"{where} The code of all judging cells, for {claims} claims: {ran:.1f} s. Then, by other rules and with other "
        f"sources heard: {rate:,.0f} verdicts a CPU second. All {whole:,} readings of all claims, the notebooks' code "
        f"run again for each choice that it uses: {seconds:.1f} s."
    )


if __name__ == "__main__":
    sys.exit(main())
