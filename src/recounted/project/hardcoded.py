"""Values that a cell types instead of counting them: read from its source."""

import ast
from collections.abc import Iterator

from recounted.building.cell_source import parsed
from recounted.errors import RecountedError

JUDGES = {"judge": 1, "judge.each": 2}  # where the value stands among what is passed without a name


def typed_values(source: str) -> Iterator[tuple[str, str]]:
    """What is judged (as the cell writes it) and what is wrong, for each value that hangs on no data: one written out,
    which could be the printed figure itself, and one without the cells that it comes from."""
    try:
        tree = parsed(source, "")
    except RecountedError:
        return
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        place = JUDGES.get(ast.unparse(call.func))
        if place and call.args:
            named = {keyword.arg: keyword.value for keyword in call.keywords}
            value = call.args[place] if len(call.args) > place else named.get("value")
            if value is None or isinstance(value, ast.Constant) and value.value is None:
                continue
            if not any(isinstance(node, (ast.Name, ast.Attribute, ast.Call)) for node in ast.walk(value)):
                yield ast.unparse(call.args[0]), f"its value {ast.unparse(value)} is typed, not counted"
            elif "cells" not in named:
                yield ast.unparse(call.args[0]), "its value has no cells= that it comes from"
