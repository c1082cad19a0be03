"""Trying changes of one module of `src/`: which tests run which of its lines, and whether they notice a change.

For each module one process, with the libraries imported and pytest ready, forks for every run of tests:

1. A first fork runs the module as it is and notes which tests come by which line, and how long each takes.
2. A second one imports the module and its tests, and forks for each change inside a function: there the function gets
   the changed code, and the tests that come by the changed statement run until one fails, those first that noticed
   most so far, then the quickest.
3. What no test noticed so, or stands outside functions, is tried anew in a fork that imports the changed source.

Nothing is written into src/.
"""

import ast
import gc
import importlib
import importlib.abc
import importlib.util
import json
import os
import resource
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import coverage
import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.plugins import get_operator, operator_names
from parso.python.tree import Module

ROOT = Path(__file__).resolve().parents[1]
SKIPPED = ("core/NoOp",)
LATE = ("scipy.optimize", "scipy.special", "scipy.stats")  # what rules import late
SECONDS = 5  # of computing, beyond five times what the tests take, after which a change has made them endless
MEMORY = 16 << 30  # bytes of address space, after which a change has made something endless
UNUSED = ("cacheprovider", "faulthandler", "hypothesispytest", "nbval", "unraisableexception", "xdist")  # plugins
OPTIONS = ("-x", "-q", "-s", "--noconftest", "--tb=no", "--assert=plain", "-m", "not slow")
UNKNOWN = 99  # exit code of a process in which a change could not be made
NOTICED = (pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED, pytest.ExitCode.INTERNAL_ERROR)


@dataclass(frozen=True)
class Mutant:
    """One change of a module: what is done, to which occurrence, and where."""

    module: str
    operator: str
    occurrence: int
    line: int
    column: int

    def changed(self, tree: Module | None = None) -> str:
        """The module's text, changed; with a tree of it, which this spoils, eight times as fast."""
        visitor = MutationVisitor(self.occurrence, get_operator(f"core/{self.operator}")())
        return visitor.walk(tree or get_ast(read(self.module))).get_code()

    @property
    def key(self) -> tuple[str, str, str]:
        """What names it also when lines were added above it: its module, the first changed line before and after."""
        pairs = zip(read(self.module).splitlines(), self.changed().splitlines(), strict=False)
        return self.module, *next(((a.strip(), b.strip()) for a, b in pairs if a != b), ("", ""))


def read(module: str) -> str:
    return (ROOT / "src/recounted" / module).read_text(encoding="utf-8")


def mutants(module: str) -> Iterator[Mutant]:
    """Every change of a module, but for those in types and protocols, which Python does not run, and those between
    `is` and `==` beside a literal, which `make check` refuses."""
    source = read(module)
    types, nodes = _types(source), list(ast_nodes(get_ast(source)))
    for name in operator_names():
        operator_class = get_operator(name)
        if name in SKIPPED or operator_class.arguments():
            continue
        operator = operator_class()
        positions = [start for node in nodes for start, _ in operator.mutation_positions(node)]
        for occurrence, at in enumerate(positions):
            mutant = Mutant(module, name.removeprefix("core/"), occurrence, *at)
            if not any(first <= at < last for first, last in types) and not _is_refused(mutant):
                yield mutant


def _is_refused(mutant: Mutant) -> bool:
    """Whether a literal is compared by `is`, or True, False or None by `==` (ruff's F632, E711 and E712)."""
    if not mutant.operator.endswith(("_Is", "_IsNot", "_Is_Eq", "_IsNot_NotEq")):
        return False
    comparisons = [node for node in ast.walk(ast.parse(mutant.changed())) if isinstance(node, ast.Compare)]
    for by, beside in ((each.ops[0], each.comparators[0]) for each in comparisons):
        if isinstance(beside, ast.Constant):
            is_singleton = any(beside.value is each for each in (True, False, None))
            if isinstance(by, (ast.Eq, ast.NotEq) if is_singleton else (ast.Is, ast.IsNot)):
                return True
    return False


def _types(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where annotations and protocols begin and end."""
    found = []
    for node in ast.walk(ast.parse(source)):
        of_protocol = isinstance(node, ast.ClassDef) and "Protocol" in map(ast.unparse, node.bases)
        for each in (getattr(node, "annotation", None), getattr(node, "returns", None), node if of_protocol else None):
            if each is not None:
                found.append(((each.lineno, each.col_offset), (each.end_lineno, each.end_col_offset)))
    return found


def warm(tests: Iterable[str]) -> None:
    """Import the tests once and forget them, so that the libraries and patterns that they need are in memory."""
    for name in (*LATE, "conftest", *(each.removesuffix(".py") for each in tests)):
        importlib.import_module(name)
    forget()
    gc.collect()
    gc.freeze()


def forget() -> None:
    """Let the modules of the project and the tests be imported anew."""
    ours = [name for name, module in sys.modules.items() if name not in (__name__, "__main__") and _is_ours(module)]
    for name in ours:
        del sys.modules[name]


def _is_ours(module: ModuleType) -> bool:
    path = getattr(module, "__file__", None) or ""
    return any(path.startswith(str(ROOT / each)) for each in ("src", "tests"))


def noticed(module: str, tests: Sequence[str], tried: Sequence[Mutant], jobs: int = 1) -> list[bool]:
    """Whether a test fails, or does not end, under each change. Raises RuntimeError where one fails without."""
    out, into = os.pipe()
    if (stage := os.fork()) == 0:
        os.close(out)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        forget()
        options = [*(f"-pno:{each}" for each in UNUSED), *OPTIONS]
        files = [os.path.join("tests", each) for each in tests]
        os._exit(pytest.main([*options, *files], plugins=[_Stage(module, tried, jobs, into)]))
    os.close(into)
    with open(out, encoding="utf-8") as file:
        answer = json.loads(file.read() or "null")
    if os.waitpid(stage, 0)[1] or answer is None:
        raise RuntimeError(f"{module}: its tests fail as things are")
    return [index in answer for index in range(len(tried))]


class _Stage:
    """A plugin of pytest, whose processes fork in its hooks; what a fork finds out it writes to `report`, as JSON."""

    def __init__(self, module: str, tried: Sequence[Mutant], jobs: int, report: int):
        self.module, self.tried, self.jobs, self.report = module, tried, jobs, report
        self.path = str(ROOT / "src/recounted" / module)
        self.tree = get_ast(read(module))
        self.cover: coverage.Coverage | None = None
        self.seconds: dict[str, float] = {}  # of computing, by test
        self.inside: dict[int, Sequence[str]] = {}  # the tests that come by each change that stands in a function
        self.first = Counter[str]()  # how many changes a test noticed
        self.noticed: set[int] = set()
        self.only: list[str] = []  # the tests of one change, in a fork for it
        self.child = 0

    def pytest_sessionstart(self, session):  # type: ignore[no-untyped-def]
        """Here nothing of ours is imported yet. Only forks come back."""
        if (out := self._fork()) is None:
            self.cover = coverage.Coverage(data_file=None, config_file=False, include=[self.path], messages=False)
            self.cover.start()
            return self._ready(session)
        lines, self.seconds = _answer(out)
        by = [_passing(mutant, lines, self.seconds) for mutant in self.tried]
        self.inside = {i: tests for i, (tests, at_import) in enumerate(by) if tests and not at_import}
        if (out := self._fork()) is None:
            return self._ready(session)
        noticed, first = _answer(out)
        self.noticed, self.first = set(noticed), Counter(first)
        left = {i: tests for i, (tests, _) in enumerate(by) if tests and i not in self.noticed}
        if (index := self._try(left)) is not None:
            name = "recounted." + self.module.removesuffix(".py").replace("/", ".")
            sys.meta_path.insert(0, _Changed(name, self.tried[index].changed(self.tree)))
            session.config.args = list(dict.fromkeys(each.partition("::")[0] for each in self.only))
            return self._ready(session)
        _say(self.report, sorted(self.noticed))
        os._exit(0)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session):  # type: ignore[no-untyped-def]
        """Here the tests are collected. Only forks come back, to run those of one change, or all."""
        if not self.only and not self.cover:
            functions = _functions(self.path)
            if (index := self._try(self.inside)) is None:
                _say(self.report, [sorted(self.noticed), self.first])
                os._exit(0)
            _swap(functions, self.tried[index].changed(self.tree), self.path)
            sys.modules["conftest"].forget()
        if self.only:
            named = {item.nodeid: item for item in session.items}
            session.items[:] = [named[each] for each in self.only if each in named]

    def _try(self, left: Mapping[int, Sequence[str]]) -> int | None:
        """Fork for each change, by its number, and add to `noticed`; in a fork, its number."""
        running: dict[int, tuple[int, int]] = {}
        for index, tests in left.items():
            if len(running) == self.jobs:
                self._wait(running)
            if (out := self._fork()) is None:
                self.only = sorted(tests, key=lambda test: (-self.first[test], self.seconds[test]))
                limit = SECONDS + 5 * sum(map(self.seconds.__getitem__, tests))
                signal.setitimer(signal.ITIMER_VIRTUAL, limit)
                signal.alarm(int(20 * limit))
                resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
                return index
            running[self.child] = index, out
        while running:
            self._wait(running)
        return None

    def _wait(self, running: dict[int, tuple[int, int]]) -> None:
        child, status = os.wait()
        index, out = running.pop(child)
        with open(out, encoding="utf-8") as file:
            self.first.update(file.read().splitlines())
        code = os.waitstatus_to_exitcode(status)
        if code < 0 or code in NOTICED:
            self.noticed.add(index)
        elif code not in (0, UNKNOWN):
            os._exit(1)

    def _fork(self) -> int | None:
        """Where to read what the fork writes to `report`; None in the fork."""
        out, report = os.pipe()
        if (child := os.fork()) == 0:
            os.close(out)
            self.report = report
            return None
        self.child = child
        os.close(report)
        return out

    def _ready(self, session) -> None:  # type: ignore[no-untyped-def]
        from hypothesis import Phase, settings

        session.config.pluginmanager.import_plugin("conftest")
        phases = (Phase.explicit, Phase.generate)  # not: find the smallest example that fails
        settings.register_profile("rules", settings(), database=None, derandomize=True, phases=phases)
        settings.load_profile("rules")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):  # type: ignore[no-untyped-def]
        if self.cover:
            sys.modules["conftest"].forget()  # or the first test that asks would pass for the only one
            self.cover.switch_context(item.nodeid)
        start = time.process_time()
        yield
        self.seconds[item.nodeid] = time.process_time() - start
        return True

    def pytest_runtest_logreport(self, report):  # type: ignore[no-untyped-def]
        if report.failed and self.only:
            os.write(self.report, f"{report.nodeid}\n".encode())

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, exitstatus):  # type: ignore[no-untyped-def]
        if self.cover and not exitstatus:
            self.cover.stop()
            data = self.cover.get_data()
            path = next(iter(data.measured_files()), "")
            _say(self.report, [data.contexts_by_lineno(path), self.seconds])
        os._exit(exitstatus)


def _say(report: int, what: object) -> None:
    with open(report, "w", encoding="utf-8") as file:
        json.dump(what, file)


def _answer(out: int):  # type: ignore[no-untyped-def]
    with open(out, encoding="utf-8") as file:
        said = file.read()
    if os.wait()[1] or not said:
        os._exit(1)
    return json.loads(said)


def _functions(path: str) -> dict[tuple[str, int], list[FunctionType]]:
    """The functions of a file as they are, also behind decorators, by name and first line."""
    found = defaultdict(list)
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename == path:
            found[each.__code__.co_qualname, each.__code__.co_firstlineno].append(each)
    return found


def _swap(functions: Mapping[tuple[str, int], Sequence[FunctionType]], source: str, path: str) -> None:
    """Give the function around a change the changed code; end the process where there is none or it does not fit."""
    codes, swapped = [compile(source, path, "exec", dont_inherit=True)], False
    for code in codes:
        codes += [each for each in code.co_consts if isinstance(each, CodeType)]
        for function in functions.get((code.co_qualname, code.co_firstlineno), ()):
            if function.__code__ != code and function.__code__.co_freevars == code.co_freevars:
                function.__code__, swapped = code, True
    if not swapped:
        os._exit(UNKNOWN)


def _passing(mutant: Mutant, lines: Mapping[str, Sequence[str]], tests: Iterable[str]) -> tuple[Sequence[str], bool]:
    """The tests that come by the statement of a change, and whether the import does: then they are all tests."""
    tree, at = ast.parse(read(mutant.module)), (mutant.line, mutant.column)
    around = [node for node in ast.walk(tree) if isinstance(node, ast.stmt) and _first(node) <= mutant.line]
    around = [node for node in around if at <= (node.end_lineno, node.end_col_offset)]
    inner = max(around, key=lambda node: (_first(node), -(node.end_lineno or 0)))
    body = getattr(inner, "body", None)
    last = max(mutant.line, body[0].lineno - 1 if body else inner.end_lineno or 0)
    by = {test for line in range(_first(inner), last + 1) for test in lines.get(str(line), ())}
    return (list(tests), True) if "" in by else (sorted(by & set(tests)), False)


def _first(node: ast.stmt) -> int:
    return min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])


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
