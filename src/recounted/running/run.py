"""Run notebooks through papermill, each in a fresh warm kernel, as many at once as there are cores."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from threading import Semaphore
from typing import TYPE_CHECKING

from recounted import watch
from recounted.errors import RecountedError
from recounted.running.engine import REMEDY, register
from recounted.running.notebooks import read_notebook, write_notebook
from warm_kernel import owner

if TYPE_CHECKING:  # at run time these are imported late: a command that runs nothing starts without them
    from nbformat import NotebookNode
    from papermill import PapermillExecutionError
    from tqdm import tqdm

KERNEL = "recounted-warm"
OWN = ("RECOUNTED_FIGURES", "RECOUNTED_PICTURES", watch.VARIABLE)  # each notebook has its own
KERNELSPEC = Path(sys.prefix, "share", "jupyter", "kernels", KERNEL, "kernel.json")


@dataclass(frozen=True)
class Job:
    """One notebook to run: from `source` to `output`, its figures to the folder `figures`, emptied first, if any;
    what it reads is noted in the file `reads`, if any. No cell may take longer than `seconds`, if any."""

    name: str
    source: Path
    output: Path
    parameters: dict[str, object] = field(default_factory=dict)
    figures: Path | None = None
    reads: Path | None = None
    seconds: int | None = None


def run(jobs: list[Job], workers: int | None = None, finished: Callable[[Job], None] = lambda job: None) -> None:
    """Run all jobs, `workers` at once (default: cores). `finished` is told of each as soon as its output is written.

    Raises RecountedError for the first notebook that fails; what runs beside it is finished, the rest is not begun.
    """
    if not jobs:
        return
    for job in jobs:
        read_notebook(job.source)
    workers = workers or len(os.sched_getaffinity(0))
    prepare(workers)
    longest_first = sorted(jobs, key=lambda job: -job.source.stat().st_size)  # so that none is left to run alone
    waiting, ahead = iter(longest_first), 2 * workers  # while some run their cells, the next kernels get ready
    with _bar(len(jobs)) as bar, ThreadPoolExecutor(ahead) as pool:
        begun = {pool.submit(_run, job): job for job in islice(waiting, ahead)}
        try:
            for done in _as_finished(begun):
                finished(begun.pop(done))
                bar.update()
                begun.update({pool.submit(_run, job): job for job in islice(waiting, 1)})
        except KeyboardInterrupt:
            owner.close()  # kills the kernels, so that the threads which wait for them end
            raise


def prepare(workers: int, kernelspec: Path | None = None) -> None:
    """Start the template of this process, and let papermill run `workers` notebooks at once in it.

    `kernelspec`: another than that of `recounted-warm`.
    """
    _check_surroundings()
    _choose_settings()
    kernelspec = kernelspec or installed_kernelspec()
    owner.prestart(kernelspec)
    register(Semaphore(workers), kernelspec)


def _as_finished(begun: dict[Future[None], Job]) -> Iterator[Future[None]]:
    """Each finished future, until none is left; the caller adds and removes. A failure waits for the others."""
    while begun:
        done, _ = wait(begun, return_when=FIRST_COMPLETED)
        for future in done:
            if future.exception():
                wait(begun)
            future.result()
            yield future


def _run(job: Job) -> None:
    from jupyter_core.utils import ensure_event_loop

    try:
        _write(job)
    finally:
        ensure_event_loop().close()  # this thread's, which Python else complains of where it is thrown away at the end


def _write(job: Job) -> None:
    variables = {}
    if job.figures:
        shutil.rmtree(job.figures, ignore_errors=True)
        job.figures.mkdir(parents=True)
        variables["RECOUNTED_FIGURES"] = str(job.figures)
    if job.reads:
        job.reads.parent.mkdir(parents=True, exist_ok=True)
        variables[watch.VARIABLE] = str(job.reads)
    write_notebook(execute(job.source, job.parameters, variables, job.seconds), job.output)


def execute(
    source: Path,
    parameters: dict[str, object],
    variables: dict[str, str],
    seconds: int | None = None,
    notebook: "NotebookNode | None" = None,
    kernel: str = KERNEL,
) -> "NotebookNode":
    """Run the notebook `source`, or `notebook` in its place, in a kernel of its own, after `prepare`.

    `variables`: what the kernel has in its environment besides this process's own. Raises RecountedError, with the
    cell, for one that fails or does not end.
    """
    import papermill

    environment = {name: value for name, value in os.environ.items() if name not in OWN}
    if named := environment.get("RECOUNTED_ROOT"):  # seen from this process's folder; the kernel has another
        environment["RECOUNTED_ROOT"] = os.path.abspath(named)
    try:
        return papermill.execute_notebook(
            str(source) if notebook is None else notebook,
            None,
            parameters,
            engine_name="recounted",
            kernel_name=kernel,
            progress_bar=False,
            request_save_on_cell_execute=False,
            autosave_cell_every=0,
            source=source,
            seconds=seconds,
            environment=environment | variables,
        )
    except papermill.PapermillExecutionError as fault:
        raise _failure(source, fault) from None


def _failure(source: Path, fault: "PapermillExecutionError") -> RecountedError:
    first_line = (str(fault.evalue).strip().splitlines() or [""])[0]
    return RecountedError(
        f"{source.name}, code cell {fault.exec_count}",
        f"{fault.ename}: {first_line}".rstrip(". "),
        REMEDY,
    )


def _check_surroundings() -> None:
    """Raises RecountedError for what would keep every kernel from starting, or make files that nobody can read."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if seconds and not seconds.isdecimal():
        remedy = "Unset it, or give whole seconds since 1970"
        raise RecountedError("SOURCE_DATE_EPOCH", f"{seconds!r} is no number of seconds", remedy)
    os.umask(mask := os.umask(0o077))
    if mask & 0o700:
        raise RecountedError(f"umask {mask:03o}", "you could not read the files that are made now", "Set `umask 022`")


def _choose_settings() -> None:
    """Where the home cannot be written to, IPython and matplotlib keep their settings in a private folder, instead of
    in one of their own that they warn of, here and in each kernel."""
    if not os.access(os.path.expanduser("~"), os.W_OK):
        for name in ("IPYTHONDIR", "MPLCONFIGDIR"):
            os.environ.setdefault(name, owner.folder())


def installed_kernelspec() -> Path:
    """The file of `recounted-warm`. Raises RecountedError where it is not installed."""
    if not KERNELSPEC.is_file():
        raise RecountedError(
            str(KERNELSPEC),
            "the warm kernel is not installed",
            "Install the library anew: `pip install --no-deps -e .` in its folder, in the environment that is active",
        )
    return KERNELSPEC


def _bar(total: int) -> "tqdm":
    from tqdm import tqdm

    return tqdm(total=total, unit="notebook", desc="Running", leave=False, disable=not sys.stderr.isatty())
