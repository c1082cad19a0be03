"""Build what is not up to date: notebooks, the verdicts they found, the notebooks that load the verdicts, README.

A notebook is up to date when its inputs are those of its last run and its outputs are as that run left them.
Each step is noted as it finishes (state.py), so an interrupted build goes on from there.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from recounted.building.cell_source import notebook_cells, notebook_tables
from recounted.building.encoded import PUBLISHED
from recounted.building.inputs import Inputs, changed_meanwhile, data_files, everything
from recounted.building.reads import noted, refuse_outputs
from recounted.building.state import State, locked
from recounted.errors import RecountedError
from recounted.files import digest, digest_of, write_whole
from recounted.judging.findings import VERDICTS_TABLE, load_findings
from recounted.paths import root
from recounted.running.notebooks import content_of, parse_notebook

if TYPE_CHECKING:  # imported late: a build that finds nothing stale runs nothing
    from recounted.running.run import Job

COLLECTED, README, WHOLE = "verdicts", "README", "the whole build"  # steps that are no notebooks
README_FILE = "README.md"


class BuildReport(NamedTuple):
    """Names of the notebooks that a build ran, and of those that were up to date."""

    ran: list[str]
    fresh: list[str]


@dataclass(frozen=True)
class Plan:
    """One notebook as it is now: its file's digest, what its cells hold, the tables that they load by name."""

    stem: str
    path: Path
    file: str
    cells: str
    tables: list[str]

    @property
    def sums_up(self) -> bool:
        """Whether it loads the verdicts, and so runs after the notebooks that find them."""
        return VERDICTS_TABLE in self.tables


def build(only: list[str] | None = None, workers: int | None = None, seconds: int | None = None) -> BuildReport:
    """Run the project's notebooks that are not up to date; with `only`, of these and nothing that follows. No cell may
    take longer than `seconds`.

    Writes each executed notebook to build/notebooks and notebooks, its figures to figures, all or none of them; then
    data/verdicts and the part of README.md between its marks. Raises RecountedError for the first notebook that fails;
    those that finished stay built.
    """
    stems = [path.stem for path in notebook_paths()]
    now = everything(stems)
    if _is_as_left(State(), stems, now):
        return BuildReport([], [stem for stem in stems if not only or stem in only])
    with locked():
        return Build(only, workers, seconds).run(now)


def notebook_paths() -> list[Path]:
    """The project's notebooks, in reading order."""
    return sorted((root() / "notebooks").glob("*.ipynb"))


def _is_as_left(state: State, stems: list[str], now: str) -> bool:
    """Whether nothing changed since a build of everything. Looks at digests of files alone, to answer at once."""
    return (
        state.earlier(WHOLE).get("inputs") == now
        and set(stems) <= set(state.steps)
        and all(state.are_as_left(step["outputs"]) for step in state.steps.values())
        and all(state.are_as_read(step) for step in state.steps)
    )


class Build:
    """One build: the inputs as they are now, and what earlier builds left."""

    def __init__(self, only: list[str] | None = None, workers: int | None = None, seconds: int | None = None):
        self.only, self.workers, self.seconds = only, workers, seconds
        self.state, self.inputs = State(), Inputs()

    def run(self, now: str) -> BuildReport:
        """`now`: the digest of everything before the build looks at anything, which a whole build notes at its end."""
        if not self.only:
            from recounted.building.ready import check_ready

            check_ready()
        plans = [self._plan(path) for path in notebook_paths()]
        self._forget_removed({plan.stem for plan in plans})
        chosen = [plan for plan in plans if not self.only or plan.stem in self.only]
        ran = self._bring_up_to_date([plan for plan in chosen if not plan.sums_up])
        if not self.only:
            self._collect([plan for plan in plans if not plan.sums_up])
        ran += self._bring_up_to_date([plan for plan in chosen if plan.sums_up])
        if not self.only:
            self._write_readme()
            self.state.note(WHOLE, now, {})
        return BuildReport(ran, [plan.stem for plan in chosen if plan.stem not in ran])

    def _plan(self, path: Path) -> Plan:
        """The notebook as it is; its cells are read again only if the file changed, since that takes longest."""
        content, noted = content_of(path), self.state.earlier(path.stem)
        if noted.get("file") == digest(content) and {"cells", "tables"} <= set(noted):
            return Plan(path.stem, path, noted["file"], noted["cells"], noted["tables"])
        notebook = parse_notebook(path, content)
        return Plan(path.stem, path, digest(content), notebook_cells(notebook), notebook_tables(notebook, path.name))

    def _bring_up_to_date(self, plans: list[Plan]) -> list[str]:
        """Run those that are not up to date, and give their names."""
        inputs = {plan.stem: self._inputs(plan) for plan in plans}
        stale = {plan.stem: plan for plan in plans if not self.state.is_fresh(plan.stem, inputs[plan.stem])}
        if stale:
            from recounted.running.run import run

            staging = root() / "build" / "staging"
            shutil.rmtree(staging, ignore_errors=True)
            jobs = [self._job(staging, plan) for plan in stale.values()]
            try:
                run(jobs, self.workers, lambda job: self._publish(job, stale[job.name]))
            finally:
                shutil.rmtree(staging, ignore_errors=True)
            self._check_data()
        return list(stale)

    def _job(self, staging: Path, plan: Plan) -> "Job":
        from recounted.running.run import Job

        output, reads = (staging / f"{plan.stem}.{kind}" for kind in ("ipynb", "reads"))
        return Job(plan.stem, plan.path, output, {}, staging / plan.stem, reads, self.seconds)

    def _inputs(self, plan: Plan) -> dict[str, str | None]:
        """Digest of each input: those that the notebook's cells name, and those that its last run was seen to read."""
        earlier = self.state.earlier(plan.stem)
        tables = sorted({*plan.tables, *earlier.get("seen", [])})
        return self.inputs.of(plan.stem, plan.cells, tables, earlier.get("processes", False))

    def _publish(self, job: "Job", plan: Plan) -> None:
        """Move one run's outputs to their places, then note it. A notebook edited meanwhile is kept as edited."""
        if digest_of(plan.path) != plan.file:
            return
        reads = noted(job.reads)  # type: ignore[arg-type]  # every job of a build has a file for it
        refuse_outputs(reads, f"notebooks/{plan.path.name}", plan.sums_up)
        notebook = job.output.read_bytes()
        outputs = _figures(plan.stem, job.figures)  # type: ignore[arg-type]  # every job of a build has a folder
        outputs |= {f"{folder}/{plan.stem}.ipynb": notebook for folder in ("notebooks", "build/notebooks")}
        for path, content in outputs.items():
            write_whole(root() / path, content)
        self.state.remove(set(self.state.earlier(plan.stem).get("outputs", {})) - set(outputs))
        digests = {path: digest(content) for path, content in outputs.items()}
        tables = sorted({*plan.tables, *reads.tables})
        self.state.note(
            plan.stem,
            self.inputs.of(plan.stem, plan.cells, tables, reads.processes),
            digests,
            file=digest(notebook),
            cells=plan.cells,
            tables=plan.tables,
            seen=list(reads.tables),
            files=reads.files,
            processes=reads.processes,
        )

    def _check_data(self) -> None:
        """What notebooks follow from must be what they followed from."""
        before, now = self.inputs.data, data_files()
        if changed := [path for path in sorted(before | now) if before.get(path) != now.get(path)]:
            raise changed_meanwhile(changed[0])

    def _collect(self, plans: list[Plan]) -> None:
        executed = [root() / "build" / "notebooks" / f"{plan.stem}.ipynb" for plan in plans]
        if missing := next((path for path in executed if not path.is_file()), None):
            raise RecountedError(f"notebooks/{missing.name}", "was edited while it ran", "Build again")
        inputs = self.inputs.of_verdicts(executed)
        if not self.state.is_fresh(COLLECTED, inputs):
            from recounted.building.collect import collect

            collect(executed)
            outputs = {path: digest_of(root() / path) for path in PUBLISHED}
            self.state.note(COLLECTED, inputs, outputs)

    def _write_readme(self) -> None:
        """Always, since it takes no time: what it follows from is all in this project, and in this process."""
        from recounted.building.readme import write_readme

        write_readme(load_findings())
        written = digest_of(root() / README_FILE)
        self.state.note(README, {}, {README_FILE: written} if written else {})

    def _forget_removed(self, stems: set[str]) -> None:
        """Remove what deleted notebooks left behind in build and figures."""
        for step in set(self.state.steps) - stems - {COLLECTED, README, WHOLE}:
            self.state.forget(step)
        for path in (root() / "build" / "notebooks").glob("*.ipynb"):
            if path.stem not in stems:
                path.unlink()


def _figures(stem: str, folder: Path) -> dict[str, bytes]:
    """The figures that a notebook drew, by where they belong. Raises RecountedError for one of another's name."""
    figures = {}
    for path in sorted(folder.iterdir()):
        if not path.name.startswith(stem) or not path.is_file():
            raise RecountedError(
                f"notebooks/{stem}.ipynb",
                f"writes figures/{path.name}",
                f"Write files only, with names that begin with {stem}, so that no other notebook writes them",
            )
        figures[f"figures/{path.name}"] = path.read_bytes()
    return figures
