"""The statements of a notebook's code cells as steps: which names each reads and writes, which tables it loads.

A function reads its names when it is called, so whoever reads the function's name reads them too. Where it cannot be
told, a step reads one name too many rather than one too few.
"""

import ast
import symtable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from recounted.building.cell_source import loaded, parsed
from recounted.running.notebooks import read_notebook

CHANGERS = ("append", "extend", "insert", "update", "add", "pop", "remove", "sort", "clear", "setdefault")  # in place
COMPREHENSIONS = ("listcomp", "setcomp", "dictcomp", "genexpr")  # scopes that run where they stand
DRAWING = ("draw", "save")
JUDGE = "judge"  # read by most steps and written by one: it carries findings, not data


@dataclass(frozen=True)
class Step:
    """One statement of the code cell `cell`, compiled, and what it does with global names.

    `is_shown`: whether it is the expression whose value the cell shows; `reads`: names that it reads when it runs;
    `later`: those that a function it makes reads when it is called; `binds`: names that it sets; `alters`: names whose
    values it changes in place; `loads`: tables; `draws`: whether it is part of a picture.
    """

    cell: str
    code: CodeType
    is_shown: bool
    reads: frozenset[str]
    later: frozenset[str]
    binds: frozenset[str]
    alters: frozenset[str]
    loads: frozenset[str]
    draws: bool

    @property
    def writes(self) -> frozenset[str]:
        """Names that are not as before after it."""
        return self.binds | self.alters


def steps_of(path: Path) -> list[Step]:
    """The steps of a notebook, in order. Raises RecountedError for a file that is none."""
    cells = [cell for cell in read_notebook(path)["cells"] if cell["cell_type"] == "code"]
    return [step for cell in cells for step in _steps(cell["id"], "".join(cell["source"]), path.name)]


def read_by(steps: list[Step]) -> list[frozenset[str]]:
    """For each step the names that it reads, and those that the functions behind them read."""
    later: dict[str, set[str]] = {}
    found = []
    for step in steps:
        names, left = set[str](), set(step.reads)
        while left:
            names |= left
            left = {each for name in left for each in later.get(name, ())} - names
        found.append(frozenset(names))
        for name in step.writes:
            later[name] = (set() if name in step.binds else later.get(name, set())) | step.later
    return found


def changed_in_place(steps: list[Step]) -> frozenset[str]:
    """Names whose values some step changes in place: where one step that writes such a name runs again, all must."""
    return frozenset(name for step in steps for name in step.alters) - {JUDGE}


def _steps(cell: str, source: str, notebook: str) -> Iterator[Step]:
    where = f"{notebook}, cell {cell}"
    statements = parsed(source, where).body
    for statement in statements:
        is_shown = statement is statements[-1] and isinstance(statement, ast.Expr)
        text, nodes = ast.unparse(statement), list(ast.walk(statement))
        reads, later, binds = _names(text, isinstance(statement, ast.FunctionDef))
        yield Step(
            cell,
            compile(ast.Expression(statement.value), where, "eval")  # type: ignore[attr-defined]  # it is an expression
            if is_shown
            else compile(ast.Module([statement], []), where, "exec"),
            is_shown,
            reads,
            later,
            binds,
            frozenset(root for node in nodes for root in _changed_in_place(node)),
            frozenset(loaded(text, where)),
            any(_is_call(node) and node.func.id in DRAWING for node in nodes),  # type: ignore[attr-defined]
        )


def _is_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)


def _names(statement: str, is_function: bool) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Global names that a statement reads, those that a function it makes reads, and those that it binds.

    `is_function`: whether it is the definition of one.
    """
    reads, later, binds = set[str](), set[str](), set[str]()
    for scope, is_inner in _scopes(symtable.symtable(statement, "cell", "exec")):
        for symbol in scope.get_symbols():
            if scope.get_type() == "module" or symbol.is_global():
                name = {symbol.get_name()}
                if symbol.is_referenced():
                    reads |= set() if is_inner and is_function else name
                    later |= name if is_inner else set()
                binds |= name if symbol.is_assigned() or symbol.is_imported() else set()
    return frozenset(reads), frozenset(later), frozenset(binds)


def _scopes(top: symtable.SymbolTable) -> Iterator[tuple[symtable.SymbolTable, bool]]:
    """The scopes of a statement, each with whether it is inside a function or a lambda."""
    waiting = [(top, False)]
    while waiting:
        scope, is_inner = waiting.pop()
        yield scope, is_inner
        waiting += [(child, is_inner or child.get_name() not in COMPREHENSIONS) for child in scope.get_children()]


def _changed_in_place(node: ast.AST) -> Iterator[str]:
    """`rows["a"] = 1`, `names.append(x)`."""
    if isinstance(node, (ast.Subscript, ast.Attribute)) and isinstance(node.ctx, (ast.Store, ast.Del)):
        yield from _root_of(node.value)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGERS:
        yield from _root_of(node.func.value)


def _root_of(node: ast.AST) -> Iterator[str]:
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    if isinstance(node, ast.Name):
        yield node.id
