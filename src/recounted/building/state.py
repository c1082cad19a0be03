"""What the last build left: digests of inputs and outputs by the name of each step, in build/state.json."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from recounted.files import digest_of, digest_of_names, write_whole
from recounted.paths import root

try:
    import fcntl
except ImportError:  # Windows: builds side by side are the user's own care
    fcntl = None  # type: ignore[assignment]  # the same name says that it is not there

FILE = "build/state.json"


@contextmanager
def locked() -> Iterator[None]:
    """Wait until no other build writes to this project, and keep others waiting. One that died waits for nobody."""
    folder = root() / "build"
    folder.mkdir(exist_ok=True)
    with open(folder / ".lock", "w") as lock:
        if fcntl:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("==> another build is running; waiting for it", file=sys.stderr)
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class State:
    """The steps of the last build. A step is noted as soon as its outputs are written."""

    def __init__(self) -> None:
        self.path = root() / FILE
        self.steps = _read(self.path)

    def earlier(self, step: str) -> dict:
        """What was noted of a step: `inputs`, `outputs` by path, and what else the step noted; {} for nothing."""
        return self.steps.get(step, {})

    def is_fresh(self, step: str, inputs: object) -> bool:
        """Whether the step had these inputs and its outputs are as it left them."""
        noted = self.earlier(step)
        return noted.get("inputs") == inputs and self.are_as_left(noted.get("outputs", {})) and self.are_as_read(step)

    def are_as_read(self, step: str) -> bool:
        """Whether the files that the step read, besides its inputs, are as it read them; a folder: its names."""
        files = self.earlier(step).get("files", {})
        look = {path: digest_of_names if path.endswith("/") else digest_of for path in files}
        return all(look[path](root() / path) == read for path, read in files.items())

    def are_as_left(self, outputs: dict[str, str]) -> bool:
        """Whether files have the digests noted for them."""
        return all(digest_of(root() / path) == left for path, left in outputs.items())

    def note(self, step: str, inputs: object, outputs: Mapping[str, str | None], **more: object) -> None:
        """Note a step: what it followed from and what it wrote."""
        self.steps[step] = {"inputs": inputs, "outputs": outputs, **more}
        write_whole(self.path, json.dumps(self.steps, indent=1, sort_keys=True) + "\n")

    def forget(self, step: str) -> None:
        """Remove what a step wrote, and the note of it."""
        self.remove(self.steps.pop(step)["outputs"])

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files, by their paths from the project folder."""
        for path in paths:
            (root() / path).unlink(missing_ok=True)


def _read(path: Path) -> dict[str, dict]:
    """The notes, if each has its two parts; {} for anything else, so that everything is built anew."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        fit = all(isinstance(each["outputs"], dict) and "inputs" in each for each in found.values())
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
    return found if fit else {}
