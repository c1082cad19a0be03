"""`python -m bench`: run the project's notebooks from nothing by each peer in turn, several rounds, and print a table.

Everything runs in .venv-bench, made from requirements-bench.lock: the same packages for all. A peer that took more than
`SLOW` seconds in the first round is not run again: its seconds are far from ours whatever they are.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import page
from bench.floor import floor
from bench.page import cores
from bench.peers import OURS_NAME, OWN, PEERS

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv-bench" / "bin"
LOCK = ROOT / "requirements-bench.lock"
DOCS = "docs/warm-kernels.md"
SLOW = 15
COPIED = ("data", "notebooks", "README.md", "requirements.lock")


def main() -> int:
    given = _arguments()
    where = page.when_and_where()
    _make_environment()
    chosen = [peer for peer in PEERS if given.only is None or given.only.lower() in peer.name.lower()]
    seconds = {peer.name: [] for peer in chosen}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for number in range(1, given.rounds + 1):
            for peer in chosen:
                if seconds[peer.name] and seconds[peer.name][0] > SLOW:
                    continue
                print(f"==> round {number} of {given.rounds}: {peer.name}", file=sys.stderr)
                seconds[peer.name].append(_time(peer, Path(folder, "work"), given.without))
        work = _lay_out(Path(folder, "work"), given.without)
        imported, cells = floor(str(BIN), _paths(work), _environment(work))
    block = f"{where} {len(_paths(ROOT))} notebooks.\n\n" + table(
        {name: statistics.median(each) for name, each in seconds.items()}, imported, cells, given.rounds
    )
    print(block)
    if given.write:
        page.write(DOCS, block)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the median is taken (3)")
    parser.add_argument("--only", metavar="TEXT", help="only peers whose name has this text in it")
    parser.add_argument("--without", metavar="FILE", nargs="*", default=[], help="notebooks to leave out")
    parser.add_argument("--write", action="store_true", help=f"put what was measured into {DOCS}")
    return parser.parse_args()


def _make_environment() -> None:
    """Make .venv-bench if its lock is not the one that it was made from, with this project in it as it stands here."""
    subprocess.run([sys.executable, ROOT / "tools/set_up.py", BIN.parent, LOCK, "--project"], check=True)


def _lay_out(work: Path, left_out: list[str]) -> Path:
    """A fresh copy of what notebooks read, the committed verdicts included."""
    shutil.rmtree(work, ignore_errors=True)
    for name in COPIED:
        source, copy = ROOT / name, work / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns(*left_out))
        elif source.is_file():
            shutil.copy(source, copy)
    (work / "out").mkdir()
    return work


def _paths(work: Path) -> list[str]:
    return [str(path) for path in sorted((work / "notebooks").glob("*.ipynb"))]


def _environment(work: Path) -> dict[str, str]:
    return {
        **os.environ,
        "RECOUNTED_FIGURES": str(work / "out"),
        "RECOUNTED_ROOT": str(work),
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
    }


def _time(peer, work: Path, left_out: list[str]) -> float:
    """Seconds from its start to its end, start-up of all its processes included."""
    _lay_out(work, left_out)
    commands = peer.command(str(BIN), str(work / "notebooks"), str(work / "out"), _paths(work))
    began = time.perf_counter()
    for command in commands:
        done = subprocess.run(command, env=_environment(work), cwd=work, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"bench: {peer.name} failed\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return time.perf_counter() - began


def table(seconds: dict[str, float], imported: float, cells: float, rounds: int) -> str:
    """A Markdown table of medians, slowest first, with how many times as long as ours, and the floor below it."""
    ours = seconds.get(OURS_NAME)
    isolation = {peer.name: peer.isolation for peer in PEERS}
    lines = ["| | seconds | × ours | kept apart |", "|---|---:|---:|---|"]
    for name in sorted(seconds, key=seconds.get, reverse=True):
        ratio = f"{seconds[name] / ours:.1f}" if ours else ""
        lines.append(f"| {name} | {seconds[name]:.2f} | {ratio} | {isolation[name]} |")
    low = imported + cells / cores()
    lines.append(
        f"\nEach from nothing; the median of {rounds} rounds, of those above {SLOW} s one. Floor: {low:.2f} s = one "
        f"import of the stack ({imported:.2f} s) + the cells' own time ({cells:.2f} s) over the cores."
        + (f" Ours is {ours / low:.2f} times the floor." if ours else "")
    )
    others = [seconds[name] for name in seconds if isolation[name] != OWN]
    if ours and others:
        lines.append(f"The fastest that does not keep notebooks apart takes {min(others) / ours:.2f} times as long.")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
