"""What is finished: one file a shard, a line of JSON a run, appended as each ends, so that a sweep can go on."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

from recounted.errors import RecountedError
from recounted.sweep.worker import Result

try:
    import fcntl
except ImportError:  # Windows: sweeps side by side are the user's own care
    fcntl = None  # type: ignore[assignment]  # the same name says that it is not there


class Shard(NamedTuple):
    """Part `number` of `of`: of the sorted runs those whose position leaves that rest. The whole is part 0 of 1."""

    number: int = 0
    of: int = 1

    @property
    def name(self) -> str:
        return f"shard-{self.number}-of-{self.of}"


class Line(NamedTuple):
    """Where the result of a run stands, whether the same run would end so again, and its error, "" for none."""

    path: Path
    offset: int
    final: bool
    error: str


def kept(folder: Path) -> dict[str, Line]:
    """Every run that has a result in a folder, by its key; a final one before others, else the last.

    What a killed process left half written is passed over.
    """
    found: dict[str, Line] = {}
    for path in sorted([*folder.glob("shard-*.jsonl"), *folder.glob("shard-*.part")]):
        with open(path, "rb") as lines:
            offset = 0
            for text in lines:
                for key, line in _line(path, offset, text):
                    if line.final or key not in found or not found[key].final:
                        found[key] = line
                offset += len(text)
    return found


def _line(path: Path, offset: int, text: bytes) -> Iterator[tuple[str, Line]]:
    with suppress(ValueError, KeyError, TypeError):
        result = json.loads(text) if text.endswith(b"\n") else {}
        yield result["key"], Line(path, offset, result["final"], result["error"])


def results(lines: list[Line]) -> Iterator[Result]:
    """The results at these places, in this order, one at a time in memory."""
    files: dict[Path, IO[bytes]] = {}
    try:
        for path, offset, _, _ in lines:
            if path not in files:
                files[path] = open(path, "rb")  # noqa: SIM115 - closed below, all together
            files[path].seek(offset)
            yield json.loads(files[path].readline())
    finally:
        for file in files.values():
            file.close()


@contextmanager
def written(folder: Path, shard: Shard) -> Iterator["Log"]:
    """The file that a shard's results are appended to. It has its last name, `.jsonl`, when the shard is through.

    Raises RecountedError where another process of this machine writes the same shard.
    """
    folder.mkdir(parents=True, exist_ok=True)
    part, whole = folder / f"{shard.name}.part", folder / f"{shard.name}.jsonl"
    if whole.exists() and not part.exists():
        os.replace(whole, part)
    with open(part, "a+b") as file:
        if fcntl:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise RecountedError(
                    str(part), "another process writes here", "Wait for it, or give another --output"
                ) from None
        _mend(file)
        yield Log(file)
    os.replace(part, whole)


def _mend(file: IO[bytes]) -> None:
    """Cut off half a line at the end, that what is appended is a line of its own."""
    size, at = file.seek(0, os.SEEK_END), 0
    file.seek(0)
    for line in file:
        at += len(line) if line.endswith(b"\n") else 0
    if at < size:
        file.truncate(at)


class Log:
    """Appends results."""

    def __init__(self, file: IO[bytes]):
        self.file = file

    def add(self, result: Result) -> None:
        self.file.write(json.dumps(result, ensure_ascii=False, sort_keys=True).encode() + b"\n")
        self.file.flush()
