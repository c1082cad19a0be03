"""A regular expression is read by few: each says in a comment what it finds."""

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests_support import ROOT

WRITTEN = ast.Constant | ast.JoinedStr | ast.BinOp  # an expression that stands in the call itself


def expressions(node: ast.AST, within: ast.stmt | None = None) -> Iterator[tuple[ast.Call, ast.stmt]]:
    """Each call of `re` with an expression, and the statement that it stands in."""
    for child in ast.iter_child_nodes(node):
        statement = child if isinstance(child, ast.stmt) else within
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Attribute):
            of_re = isinstance(child.func.value, ast.Name) and child.func.value.id == "re"
            if of_re and child.func.attr != "escape" and child.args and isinstance(child.args[0], WRITTEN):
                yield child, statement
        yield from expressions(child, statement)


def without_a_comment(code: str) -> list[int]:
    """The lines of the expressions that have no comment beside them, nor in the line before their statement."""
    told = {
        token.start[0]
        for token in tokenize.generate_tokens(io.StringIO(code).readline)
        if token.type == tokenize.COMMENT
    }
    found = []
    for call, statement in expressions(ast.parse(code)):
        last = call.end_lineno if hasattr(statement, "body") else statement.end_lineno
        if not told & set(range(statement.lineno - 1, last + 1)):
            found.append(call.lineno)
    return found


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ('A = re.compile(r"x+")', [1]),
        ('A = re.compile(r"x+")  # many', []),
        ('# many\nA = re.compile(\n    r"x+"\n)', []),
        ('# many\n\nif re.match(r"x+", t):\n    pass  # no more', [3]),
        ("A = re.compile(B)", []),
        ("A = [\n    re.sub(f'{x}', '', t),\n    re.escape('x'),  # a sign\n]", []),
    ],
)
def test_one_without_a_comment_is_found(code, lines):
    assert without_a_comment(code) == lines


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["src", "tools", "bench"])
def test_each_says_what_it_finds(folder):
    bare = {
        path.relative_to(ROOT).as_posix(): lines
        for path in sorted(Path(ROOT, folder).rglob("*.py"))
        if (lines := without_a_comment(path.read_text("utf-8")))
    }
    assert bare == {}, "write in a comment what it finds, with an example"
