"""`python -m recounted.commands.reproducible`: build twice in different surroundings and compare every byte.

Each build is in a folder of its own, from nothing, with a time zone, locale, hash seed, umask, order of files and
number of cores of its own. Exit code 1 if any artefact differs.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import namedtuple
from pathlib import Path

from recounted.building.inputs import SEARCHED
from recounted.errors import RecountedError
from recounted.paths import root

Surroundings = namedtuple("Surroundings", "folder time_zone locale hash_seed umask order cores")
SURROUNDINGS = [
    Surroundings("one", "UTC", "C.UTF-8", "1", 0o022, 1, None),
    Surroundings("another folder, deeper", "Asia/Almaty", "C", "2", 0o077, 2, 1),
]
KINDS = {
    "figures, SVG": "figures/*.svg",
    "figures, PNG": "figures/*.png",
    "executed notebooks": "notebooks/*.ipynb",
    "notebooks of the build": "build/notebooks/*.ipynb",
    "published tables": "data/verdicts/*.*",
    "README": "README.md",
}
LEFT_OUT = {
    ".git",
    ".venv",
    ".venv-bench",
    ".venv-checkers",
    "build",
    "figures",
    "verdicts",
    "__pycache__",
    ".pytest_cache",
    ".ruff_cache",
    ".hypothesis",
    ".ipynb_checkpoints",
}
BUILD = """
import os, sys
umask, cores = int(sys.argv[1]), int(sys.argv[2])
os.umask(umask)
if cores and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
from recounted.commands.cli import main
sys.exit(main(["run"]))
"""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        copies = [_build(root(), Path(folder), each) for each in SURROUNDINGS]
        rows = compare(*copies)
    print(table(rows))
    return 1 if any(differing for _, _, differing in rows) else 0


def _build(source: Path, folder: Path, chosen: Surroundings) -> Path:
    """Copy `source` below `folder` and build the copy with its own library; gives the copy."""
    copy = folder / chosen.folder
    _copy(source, copy, chosen.order)
    env = {
        **os.environ,
        "TZ": chosen.time_zone,
        "LC_ALL": chosen.locale,
        "PYTHONHASHSEED": chosen.hash_seed,
        "PYTHONPATH": str(copy / "src"),
        "RECOUNTED_ROOT": str(copy),
    }
    command = [sys.executable, "-c", BUILD, str(chosen.umask), str(chosen.cores or 0)]
    print(f"==> building: {chosen}", file=sys.stderr)
    done = subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True)
    if done.returncode:
        raise RecountedError(f"build in {chosen}", done.stderr.strip() or "failed", "Let `make` succeed first")
    return copy


def _copy(source: Path, copy: Path, order: int) -> None:
    """Copy a project without what a build makes; files are made in an order of their own."""
    files = [
        path
        for path in source.rglob("*")
        if path.is_file() and (path.name in SEARCHED or not LEFT_OUT.intersection(path.relative_to(source).parts))
    ]
    random.Random(order).shuffle(files)
    for path in files:
        target = copy / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def compare(one: Path, other: Path) -> list[tuple[str, int, list[str]]]:
    """For each kind of artefact: its name, how many are the same in both folders, and which are not."""
    rows = []
    for kind, pattern in KINDS.items():
        names = sorted({path.relative_to(each).as_posix() for each in (one, other) for path in each.glob(pattern)})
        differing = [name for name in names if _content(one / name) != _content(other / name)]
        rows.append((kind, len(names) - len(differing), differing))
    return rows


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def table(rows: list[tuple[str, int, list[str]]]) -> str:
    """Rows of `compare` as text, with a last line that sums them up."""
    lines = [f"{'artefact':<24}{'same':>6}{'differs':>9}"]
    for kind, same, differing in rows:
        lines.append(f"{kind:<24}{same:>6}{len(differing):>9}  {', '.join(differing)}".rstrip())
    different = sum(len(differing) for _, _, differing in rows)
    lines.append("Every byte is the same." if not different else f"{different} artefacts differ.")
    return "\n".join(lines)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except RecountedError as fault:
        sys.exit(f"recounted: {fault}")
