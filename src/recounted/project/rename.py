"""Give a claim another id, everywhere: in the tables, the notebooks, the tests' tables and the pages."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

from recounted.errors import RecountedError
from recounted.files import write_whole
from recounted.judging.claims import known_claim
from recounted.judging.findings import VERDICTS_CSV
from recounted.paths import root
from recounted.project.cases import HEADERS, cases
from recounted.project.csvs import csv_text
from recounted.project.outline import judgings
from recounted.tables.rows import dicts

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # small letters and digits, with hyphens
COLUMNS = ("claim_id", "repeats", "beside", "expect")  # that hold ids of claims
PAGES = ("README.md", "CHANGELOG.md", "docs/*.md")


def rename(old: str, new: str) -> list[str]:
    """Rename the claim `old` to `new`, and give the files that changed, with how often.

    Raises RecountedError for an id that is none, is taken, or that a family makes from its rows.
    """
    _check(old, new)
    for name in HEADERS:
        if (root() / f"tests/{name}.csv").is_file():
            cases(name)  # says what cannot be read, before anything is written
    changed = []
    for path in [*sorted((root() / "data").rglob("*.csv")), *sorted((root() / "tests").glob("*.csv"))]:
        if path != root() / VERDICTS_CSV:
            changed += _noted(path, lambda text: _in_table(text, old, new))
    for path in sorted((root() / "notebooks").glob("*.ipynb")):
        changed += _noted(path, lambda text: _in_notebook(text, old, new))
    for path in [path for name in PAGES for path in sorted(root().glob(name))]:
        changed += _noted(path, lambda text: _token(old).subn(new, text))
    return changed


def _check(old: str, new: str) -> None:
    claims = {row["claim_id"]: row for row in dicts("claims")}
    notebook = root() / "notebooks" / f"{known_claim(old, claims)['notebook']}.ipynb"
    if new in claims:
        raise RecountedError("data/article/claims.csv", f"there is a claim {new!r} already", "Choose another id")
    if not ID.fullmatch(new) or len(new) > 64:
        raise RecountedError(f"id {new!r}", "is no id", "Use small letters, digits and hyphens, 64 at most")
    if notebook.is_file():
        found = judgings(notebook)
        if old not in found.ids and found.judges(old) and not found.judges(new):
            raise RecountedError(
                f"notebooks/{notebook.name}",
                f"a family judges {old}, which would not judge {new}",
                f"Choose an id of the form {', '.join(found.families)}, and change the row that it is made from",
            )


def _noted(path: Path, change: Callable[[str], tuple[str, int]]) -> list[str]:
    before = path.read_bytes().decode("utf-8")
    after, times = change(before)
    if times:
        write_whole(path, after)
    return [f"{path.relative_to(root()).as_posix()} ({times})"] if times else []


def _token(old: str) -> re.Pattern:
    return re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")  # not as a part of a longer one


def _in_table(text: str, old: str, new: str) -> tuple[str, int]:
    """In columns of ids alone, cell by cell; a table that has none, or not this id, stays as it is to the byte."""
    if old not in text:
        return text, 0
    reader = csv.DictReader(text.splitlines(keepends=True))
    rows, times = list(reader), 0
    for row in rows:
        for column in COLUMNS:
            if row.get(column):
                row[column], found = _token(old).subn(new, row[column])
                times += found
    return (csv_text(list(reader.fieldnames or []), rows), times) if times else (text, 0)


def _in_notebook(text: str, old: str, new: str) -> tuple[str, int]:
    """In the sources of cells and in their ids; outputs follow with the next build."""
    notebook, times = json.loads(text), 0
    for cell in notebook["cells"]:
        source, found = _token(old).subn(new, "".join(cell["source"]))
        times += found
        if found:
            cell["source"] = source.splitlines(keepends=True)
        if cell.get("id") == old:
            cell["id"] = new
    return json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n", times
