"""Build what is not up to date: topic notebooks, then the verdicts they found, then the scorecard.

A notebook is up to date when its inputs are those of its last run and its outputs are as that run left them.
What was built is noted in build/state.json as each notebook finishes, so an interrupted build goes on from there.
"""

import json
import shutil
import sys
from collections import namedtuple
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

from recounted.building.inputs import FINDINGS, SCORECARD, Inputs, cells_of, digest, digest_of, everything, tables_of
from recounted.errors import RecountedError
from recounted.files import replace

try:
    import fcntl
except ImportError:  # Windows: builds side by side are the user's own care
    fcntl = None

Report = namedtuple("Report", "ran fresh")  # names of notebooks
VERDICT_TABLES = ("build/verdicts.csv", FINDINGS)
VERDICTS, WHOLE = "verdicts", "the whole build"  # in the state beside the notebooks


def build(root: Path, only: list[str] | None = None, workers: int | None = None) -> Report:
    """Run the notebooks of `root`/notebooks that are not up to date; with `only`, of these and nothing that follows.

    Writes the executed notebook to build/notebooks and notebooks, its figures to figures, all or none of them.
    Raises RecountedError for the first notebook that fails; those that finished stay built.
    """
    now = everything(root, [path.stem for path in sources(root)])
    if Build(root).is_as_left(now):
        return Report([], [path.stem for path in sources(root) if not only or path.stem in only])
    with alone(root / "build"):
        return Build(root).run(now, only, workers)


def sources(root: Path) -> list[Path]:
    """The notebooks, in reading order."""
    return sorted((root / "notebooks").glob("*.ipynb"))


@contextmanager
def alone(folder: Path):
    """Wait until no other build writes to `folder`, and keep others waiting. A build that died waits for nobody."""
    folder.mkdir(exist_ok=True)
    with open(folder / ".lock", "w") as lock:
        if fcntl:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("==> another build is running; waiting for it", file=sys.stderr)
                fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Build:
    """One build: the inputs as they are now, and what earlier builds left."""

    def __init__(self, root: Path):
        self.root = root
        self.sources = {path.stem: path for path in sources(root)}
        self.state = _read_state(root / "build" / "state.json")
        self.wanted: dict[str, dict] = {}

    @cached_property
    def inputs(self) -> Inputs:
        return Inputs(self.root)

    def run(self, now: str, only: list[str] | None, workers: int | None) -> Report:
        """`now`: the digest of everything before the build looks at anything, which a whole build notes at its end."""
        self._forget_removed()
        topics = [stem for stem in self.sources if stem != SCORECARD and (not only or stem in only)]
        ran = self._bring_up_to_date(topics, workers)
        if not only:
            self._collect()
        last = [SCORECARD] if SCORECARD in self.sources and (not only or SCORECARD in only) else []
        ran += self._bring_up_to_date(last, workers)
        if not only:
            self._note(WHOLE, {"inputs": now, "outputs": {}})
        return Report(ran, [stem for stem in [*topics, *last] if stem not in ran])

    def is_as_left(self, now: str) -> bool:
        """Whether nothing changed since a build of everything. Looks at digests of files alone, to answer at once."""
        return (
            self.state.get(WHOLE, {}).get("inputs") == now
            and set(self.sources) <= set(self.state)
            and all(self._as_left(each["outputs"]) for each in self.state.values())
        )

    def _bring_up_to_date(self, stems: list[str], workers: int | None) -> list[str]:
        stale = [stem for stem in stems if not self._is_fresh(stem)]
        if stale:
            from recounted.running.run import Job, run

            staging = self.root / "build" / "staging"
            shutil.rmtree(staging, ignore_errors=True)
            jobs = [Job(stem, self.sources[stem], staging / f"{stem}.ipynb", {}, staging / stem) for stem in stale]
            try:
                run(jobs, workers, self._publish)
            finally:
                shutil.rmtree(staging, ignore_errors=True)
        return stale

    def _is_fresh(self, stem: str) -> bool:
        content = self.sources[stem].read_bytes()
        earlier = self.state.get(stem, {})
        if earlier.get("file") != digest(content):  # reading the cells of all notebooks takes longer than the rest
            earlier = {**earlier, **_read_notebook(self.sources[stem], content)}
        inputs = self.inputs.of(stem, earlier["cells"], earlier["tables"])
        self.wanted[stem] = {
            "file": digest(content),
            "inputs": inputs,
            "cells": earlier["cells"],
            "tables": earlier["tables"],
        }
        return inputs == earlier.get("inputs") and self._as_left(earlier["outputs"])

    def _as_left(self, outputs: dict[str, str]) -> bool:
        return all(digest_of(self.root / path) == left for path, left in outputs.items())

    def _publish(self, job) -> None:
        """Move one run's outputs to their places, then note it. A notebook edited meanwhile is kept as edited."""
        noted = self.wanted[job.name]
        if digest_of(job.source) != noted["file"]:
            return
        notebook = job.output.read_bytes()
        figures = {f"figures/{path.name}": path.read_bytes() for path in sorted(job.figures.iterdir())}
        outputs = {**figures, f"notebooks/{job.name}.ipynb": notebook, f"build/notebooks/{job.name}.ipynb": notebook}
        self._check_owner(job.name, figures)
        for path, content in outputs.items():
            replace(self.root / path, content)
        self._remove(set(self.state.get(job.name, {}).get("outputs", {})) - set(outputs))
        self._note(
            job.name,
            {
                **noted,
                "file": digest(notebook),
                "outputs": {path: digest(content) for path, content in outputs.items()},
            },
        )

    def _check_owner(self, stem: str, figures: dict[str, bytes]) -> None:
        for path in figures:
            if not Path(path).name.startswith(stem):
                raise RecountedError(
                    f"notebooks/{stem}.ipynb",
                    f"writes the figure {path}",
                    f"Let its name begin with {stem}, so that no other notebook writes it",
                )

    def _collect(self) -> None:
        executed = [self.root / "build" / "notebooks" / f"{stem}.ipynb" for stem in self.sources if stem != SCORECARD]
        inputs, earlier = self.inputs.of_findings(executed), self.state.get(VERDICTS, {})
        if inputs == earlier.get("inputs") and self._as_left(earlier["outputs"]):
            return
        from recounted.building.collect import collect

        collect(self.root)
        outputs = {path: digest_of(self.root / path) for path in VERDICT_TABLES}
        self._note(VERDICTS, {"inputs": inputs, "outputs": outputs})

    def _forget_removed(self) -> None:
        """Remove what notebooks that are no more left in build and figures."""
        for stem in set(self.state) - set(self.sources) - {VERDICTS, WHOLE}:
            self._remove(self.state.pop(stem)["outputs"])
        for path in (self.root / "build" / "notebooks").glob("*.ipynb"):
            if path.stem not in self.sources:
                path.unlink()

    def _remove(self, paths) -> None:
        for path in paths:
            (self.root / path).unlink(missing_ok=True)

    def _note(self, name: str, what: dict) -> None:
        self.state[name] = what
        replace(self.root / "build" / "state.json", json.dumps(self.state, indent=1, sort_keys=True) + "\n")


def _read_state(path: Path) -> dict:
    """What earlier builds noted; nothing where there is no note or it cannot be read."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}


def _read_notebook(path: Path, content: bytes) -> dict:
    try:
        notebook = json.loads(content)
        return {"cells": cells_of(notebook), "tables": tables_of(notebook, path.name)}
    except (ValueError, KeyError) as fault:
        raise RecountedError(
            str(path), f"this is not a notebook ({fault})", "Restore it with `git checkout -- notebooks`"
        ) from None
