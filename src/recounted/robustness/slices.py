"""What a statement of a notebook needs of the statements before it, read from the code without running it.

A judging statement is run again thousands of times with other data or other choices. Only those whose names it uses,
and those which these use, are run with it; tables shown and figures drawn on the way are not.
"""

import ast
import symtable
from collections.abc import Sequence
from dataclasses import dataclass
from types import CodeType

from recounted.errors import RecountedError

SHARED = frozenset({"judge"})  # every judging cell changes it, and none hangs on what another left in it


@dataclass(frozen=True)
class Code:
    """One statement: its code, the global names it reads, of nested functions too, and those it sets or changes."""

    compiled: CodeType
    reads: frozenset[str]
    writes: frozenset[str]
    texts: frozenset[str] = frozenset()  # what it holds between quotes: names of tables among them
    attributes: frozenset[str] = frozenset()  # names after a point


def statements(source: str, where: str = "cell") -> list[Code]:
    """The statements of a cell. Raises RecountedError for what is not plain Python."""
    try:
        return [_code(statement, where) for statement in ast.parse(source).body]
    except SyntaxError as fault:
        raise RecountedError(where, f"this is no plain Python ({fault.msg})", "Write it without magics") from None


def _code(statement: ast.stmt, where: str) -> Code:
    tree, source = ast.Module([statement], []), ast.unparse(statement)
    names = symtable.symtable(ast.unparse(_Scopes().visit(ast.parse(source))), where, "exec")
    written = {each.get_name() for each in names.get_symbols() if each.is_assigned() or each.is_imported()}
    written |= {each.get_name() for each in names.get_symbols() if each.is_namespace()}
    read = {each.get_name() for each in names.get_symbols() if each.is_referenced()} | _inner(names)
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return Code(
        compile(tree, where, "exec"),
        frozenset(read),
        frozenset(written | (_changed(tree) - SHARED)),
        frozenset(texts),
        frozenset(node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)),
    )


def needed(code: Sequence[Code], position: int, always: Sequence[int] = ()) -> list[int]:
    """Positions of the statements to run for the one at `position`, itself last; `always`: of those run in any case.

    A name may be set several times: every statement before that sets one of the names is taken, so that it has the
    value it had when the notebook ran.
    """
    taken = {position, *(each for each in always if each < position)}
    while True:
        names = {name for each in taken for name in code[each].reads}
        more = {each for each in range(position) if each not in taken and code[each].writes & names}
        if not more:
            return sorted(taken)
        taken |= more


def moved(code: Sequence[Code], positions: Sequence[int], names: Sequence[str], table: str = "") -> list[int]:
    """Of the statements at `positions` those to run again when the `names` or a `table` have changed, in order.

    They are those which read one of the names or load the table, those which set a name more than once (what it was in
    between is gone), those which set or use the judge, and all that read what these set.
    """
    written: dict[str, int] = {}
    for position in positions:
        for name in code[position].writes:
            written[name] = written.get(name, 0) + 1
    moving = {*names, *SHARED, *(name for name, times in written.items() if times > 1)}
    found: set[int] = set()
    while True:
        more = {
            each
            for each in positions
            if each not in found
            and (
                code[each].reads & moving
                or code[each].writes & moving
                or ("load" in code[each].reads and table in code[each].texts)
            )
        }
        if not more:
            return sorted(found)
        found |= more
        moving |= {name for each in more for name in code[each].writes}


def parameters_read(code: Sequence[Code], positions: Sequence[int], parameters: Sequence[str]) -> list[str]:
    """Those of the parameters that one of the statements reads, in their order."""
    read = {name for each in positions for name in code[each].reads}
    return [name for name in parameters if name in read]


class _Scopes(ast.NodeTransformer):
    """Comprehensions as generators. From Python 3.12 on the names of a list's, a set's or a dict's would count as the
    statement's own; those of a generator are its own in every version."""

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp) -> ast.GeneratorExp:
        self.generic_visit(node)
        return ast.GeneratorExp(node.elt, node.generators)

    visit_SetComp = visit_ListComp

    def visit_DictComp(self, node: ast.DictComp) -> ast.GeneratorExp:
        self.generic_visit(node)
        return ast.GeneratorExp(ast.Tuple([node.key, node.value], ast.Load()), node.generators)


def _inner(names: symtable.SymbolTable) -> set[str]:
    """Global names that functions, comprehensions and classes inside read when they run."""
    found = set()
    for inner in names.get_children():
        found |= {each.get_name() for each in inner.get_symbols() if each.is_global()} | _inner(inner)
    return found


def _changed(tree: ast.Module) -> set[str]:
    """Names whose object is changed in place: `rows["x"] = …`, `rows.attrs = …`, `names.append(…)` as a statement."""
    found = set()
    for node in ast.walk(tree):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AugAssign):
            targets = [node.target]
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            targets = [node.value.func]
        for target in targets:
            while isinstance(target, (ast.Subscript, ast.Attribute)):
                target = target.value
                if isinstance(target, ast.Name):
                    found.add(target.id)
    return found
