"""`make mutate-rules`: change the rules that decide verdicts, one by one, and see that their own tests notice.

The changes are cosmic-ray's; tests/rules.csv says which tests belong to which module. Instead of a new Python for each
of thousands of changes, a process that has the libraries imported forks; the child imports the changed module in place
of the file and runs the tests until the first that fails. Nothing is written into src/. Exit code 1 where fewer than
95 % are noticed, or one that is not has no reason in tests/rules-unnoticed.csv.
"""

import argparse
import ast
import csv
import importlib.abc
import importlib.util
import os
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parents[1]
PAGE, KNOWN = ROOT / "docs/mutation.md", ROOT / "tests/rules-unnoticed.csv"
MARKS = ("<!-- rules: written by `make mutate-rules` -->", "<!-- end of rules -->")
LEAST = 0.95  # share of the changes that tests must notice
SECONDS = 120  # for the tests of one change; more means that it made them hang, which is noticed
SKIPPED = ("core/NoOp",)
PRELOADED = (
    "hypothesis",
    "IPython.display",
    "nbformat",
    "numpy",
    "pandas",
    "portion",
    "pytest",
    "scipy.special",
    "text_to_num",
)


@dataclass(frozen=True)
class Mutant:
    """One change of a module: what is done, to which occurrence, in which line, and the line before and after."""

    module: str
    operator: str
    occurrence: int
    line: int
    before: str
    after: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What names it also when lines were added above it."""
        return self.module, self.before, self.after


def modules() -> dict[str, list[str]]:
    """The modules that decide verdicts, by their path in src/recounted, each with the files of its tests."""
    with open(ROOT / "tests/rules.csv", newline="", encoding="utf-8") as file:
        return {row["module"]: row["tests"].split() for row in csv.DictReader(file)}


def mutants(module: str) -> Iterator[Mutant]:
    """Every change of a module, but for those in types, which Python does not run."""
    source = (ROOT / "src/recounted" / module).read_text(encoding="utf-8")
    types, lines = _types(source), source.splitlines()
    nodes = list(ast_nodes(get_ast(source)))
    for name in operator_names():
        operator_class = get_operator(name)
        if name in SKIPPED or operator_class.arguments():
            continue
        operator = operator_class()
        positions = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, (line, column) in enumerate(positions):
            if not any(first <= (line, column) < last for first, last in types):
                changed = (mutate_code(source, operator, occurrence) or source).splitlines()
                after = next((new for old, new in zip(lines, changed, strict=False) if old != new), "")
                yield Mutant(
                    module, name.removeprefix("core/"), occurrence, line, lines[line - 1].strip(), after.strip()
                )


def _types(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where annotations begin and end."""
    found = []
    for node in ast.walk(ast.parse(source)):
        for name in ("annotation", "returns"):
            if (each := getattr(node, name, None)) is not None:
                found.append(((each.lineno, each.col_offset), (each.end_lineno, each.end_col_offset)))
    return found


def is_noticed(mutant: Mutant | None, tests: Sequence[str]) -> bool:
    """Whether the tests fail, or hang, under a change; without one, whether they fail as things are."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        os._exit(_run(mutant, tests))
    _, status = os.waitpid(child, 0)
    return status != 0


def _run(mutant: Mutant | None, tests: Sequence[str]) -> int:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    for name in [name for name in sys.modules if name.startswith(("recounted", "test_")) or name == "conftest"]:
        del sys.modules[name]
    if mutant:
        source = (ROOT / "src/recounted" / mutant.module).read_text(encoding="utf-8")
        operator = get_operator(f"core/{mutant.operator}")()
        name = "recounted." + mutant.module.removesuffix(".py").replace("/", ".")
        sys.meta_path.insert(0, _Changed(name, mutate_code(source, operator, mutant.occurrence) or ""))
    import pytest

    options = ["-x", "-q", "-p", "no:cacheprovider", "-m", "not slow"]
    return int(pytest.main([*options, *(f"tests/{each}" for each in tests)]))


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    """Finds one module, and gives changed source for it."""

    def __init__(self, name: str, source: str):
        self.name, self.source = name, source

    def find_spec(self, name, path=None, target=None):  # type: ignore[no-untyped-def]
        return importlib.util.spec_from_loader(name, self) if name == self.name else None

    def get_filename(self, name: str) -> str:
        return str(ROOT / "src" / f"{name.replace('.', '/')}.py")

    def get_data(self, path: str) -> bytes:
        return self.source.encode()


def block(tried: dict[str, list[tuple[Mutant, bool]]], every: int) -> str:
    """The figures of a run, in Markdown, with the day of the run."""
    counts = {module: Counter(noticed for _, noticed in mine) for module, mine in tried.items()}
    total = sum((count for count in counts.values()), Counter())
    share = total[True] / max(1, total.total())
    which = "every change" if every == 1 else f"one change in {every}"
    rows = [
        f"| `{module}` | {count.total()} | {count[True]} | {count[True] / count.total():.0%} |"
        for module, count in counts.items()
        if count.total()
    ]
    day = f"{date.today():%-d %B %Y}"
    said = f"Run on {day}, {which}: of {total.total():,} changes of the rules, {share:.1%} were noticed by tests."
    return "\n".join([said, "", "| module | changes | noticed | share |", "| --- | --: | --: | --: |", *rows])


def known() -> set[tuple[str, str, str]]:
    """The changes that are known to go unnoticed: rows of tests/rules-unnoticed.csv, each with its reason."""
    with open(KNOWN, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert all(row["why"] for row in rows), "a row of tests/rules-unnoticed.csv has no reason"
    return {(row["module"], row["before"], row["after"]) for row in rows}


def main() -> int:
    """Try the changes, print what no test noticed, and write the part of docs/mutation.md."""
    parser = argparse.ArgumentParser("make mutate-rules", description=__doc__.partition(": ")[2])
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try only every Nth change of each module")
    parser.add_argument("--module", action="append", metavar="PATH", help="only of this module, and write no page")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)), metavar="N", help="processes at once")
    given = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT / "tests"))
    for name in PRELOADED:
        importlib.import_module(name)
    chosen = {module: tests for module, tests in modules().items() if not given.module or module in given.module}
    for module, tests in chosen.items():
        if is_noticed(None, tests):
            print(f"{module}: its tests fail as things are", file=sys.stderr)
            return 2
    plan = [(mutant, tests) for module, tests in chosen.items() for mutant in list(mutants(module))[:: given.every]]
    tried: dict[str, list[tuple[Mutant, bool]]] = defaultdict(list)
    with ThreadPoolExecutor(given.jobs) as pool:
        for (mutant, _), noticed in zip(plan, pool.map(lambda each: is_noticed(*each), plan), strict=True):
            tried[mutant.module].append((mutant, noticed))
            if not noticed:
                print(f"{mutant.module}, line {mutant.line}: {mutant.before}  →  {mutant.after}", flush=True)
    print(block(tried, given.every))
    if not given.module:
        from recounted.building.readme import with_block

        PAGE.write_text(
            with_block(PAGE.read_text(encoding="utf-8"), block(tried, given.every), MARKS, PAGE.name), encoding="utf-8"
        )
    every = [each for mine in tried.values() for each in mine]
    new = [mutant for mutant, noticed in every if not noticed and mutant.key not in known()]
    print("\n".join(f"no reason is given for {mutant.key}" for mutant in new), file=sys.stderr)
    return int(bool(new) or sum(noticed for _, noticed in every) < LEAST * len(every))


if __name__ == "__main__":
    sys.exit(main())
