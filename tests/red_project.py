"""A small project of a made-up article (tests/red/), built once: what faults are seeded into."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conftest import forget
from made import put

from recounted.article.extraction import read
from recounted.building.build import build
from recounted.paths import environment
from recounted.project.adopt import adopt
from recounted.project.draft import draft
from recounted.project.new import create

HERE = Path(__file__).with_name("red")
CELLS = re.compile(r"^```python *(.*)\n((?:.*\n)*?)^```$\n?|((?:^(?!```).*\n)+)", re.M)
TABLES = {"article": ("lamps", "ports"), "sources": ("board", "country", "events")}


def make(folder: Path) -> Path:
    """The project in a folder that is not there yet, not built; gives the folder."""
    create(folder, draft(read(HERE / "copy.md")))
    with inside(folder):
        for name in ("claims.csv", "numbers.csv"):  # not as drafted, which may be otherwise one day
            shutil.copy(HERE / name, folder / "data/article")
        shutil.copy(HERE / "remarks.csv", folder / "data/article")
        shutil.copy(HERE / "sources.csv", folder / "data/sources")
        shutil.copy(HERE / "golden.csv", folder / "tests")
        for part, names in TABLES.items():
            for name in names:
                forget()
                adopt(Path(shutil.copy(HERE / f"{name}.csv", folder / "data" / part)))
        for path in (folder / "notebooks").glob("*.ipynb"):
            path.unlink()
        for path in sorted(HERE.glob("0*.md")):
            cells = [(tags, code or prose.strip()) for tags, code, prose in CELLS.findall(path.read_text())]
            cells = [(tags, source.rstrip("\n")) for tags, source in cells if source.strip()]
            tags = {index: tag for index, (tag, _) in enumerate(cells) if tag}
            put(folder / "notebooks", path.stem, *(source for _, source in cells), tags=tags)
        _edit(folder / "data/datapackage.json", 'TODO[^"]*', "As it says")
        _edit(folder / "README.md", "TODO", "As it says")
    return folder


def made_and_built(folder: Path) -> Path:
    with inside(make(folder)):
        build()
    return folder


@contextmanager
def inside(folder: Path) -> Iterator[Path]:
    """Work in this project, whatever one was before."""
    try:
        with environment(RECOUNTED_ROOT=os.fspath(folder)):
            forget()
            yield folder
    finally:
        forget()


def _edit(path: Path, pattern: str, new: str) -> None:
    text, times = re.subn(pattern, new, path.read_text(encoding="utf-8"), flags=re.M)
    assert times or "TODO" in pattern, f"{path.name} has no {pattern}"
    path.write_text(text, encoding="utf-8")


def cells_of(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]
