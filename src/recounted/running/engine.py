"""How papermill runs a notebook's cells here: in turns, no longer and with no more output than is allowed.

What keeps a cell from its end is told with notebook, cell and the cell's first line.
"""

import asyncio
import signal
from pathlib import Path
from threading import Semaphore
from typing import TYPE_CHECKING, Any

from recounted import watch
from recounted.errors import RecountedError
from warm_kernel.template import without

if TYPE_CHECKING:  # at run time these are imported late: a command that runs nothing starts without them
    from jupyter_client.manager import KernelManager
    from nbformat import NotebookNode
    from papermill.engines import NotebookExecutionManager

ARGUMENTS = [
    "--IPKernelApp.log_level=50",  # clients interrupt a kernel before they shut it down; it calls that an error
    f"--IPKernelApp.exec_lines={watch.BEGIN}",
]
LAG_SECONDS = 600  # for what a cell printed to arrive: a loaded machine may lag
MOST_OUTPUT = 16 * 2**20  # bytes of one cell; a figure has a hundredth of that
# Optional modules that take longer to import than what uses them: of three jsonschema makes a grammar, a calendar and a
# long expression, and checks nothing of ours by them; requests guesses encodings by chardet; papermill reads notebooks
# from Hadoop by pyarrow, which has numpy in its train.
FORMATS = ("rfc3987_syntax", "isoduration", "rfc3986_validator")
SKIPPED = (*FORMATS, "chardet", "pyarrow")
LAST = "Take that out: no cell after it would run"
REMEDY = "Run it in JupyterLab up to that cell; what was built before is untouched"


class Broken(RecountedError):
    """A run that ended for a reason outside of its cells: the same cells may well do another time."""


def register(turns: Semaphore, kernelspec: Path) -> None:
    """Register papermill's engine `recounted`, with `kernelspec`, a kernel.json in a folder of the kernel's name.

    A kernel's folder and environment are given, not inherited: both belong to a whole process, and notebooks run
    in its threads. Cells are run in turns, so that no more notebooks run at once than `turns` allows.
    """
    with without(SKIPPED):
        from jupyter_client.kernelspec import KernelSpecManager
        from jupyter_client.manager import AsyncKernelManager
        from jupyter_client.provisioning import LocalProvisioner
        from jupyter_core.utils import run_sync
        from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
        from nbformat.validator import get_validator
        from papermill.clientwrap import PapermillNotebookClient
        from papermill.engines import NBClientEngine, papermill_engines

        from recounted.running.prompt import PromptClient

    class Client(PapermillNotebookClient):
        notebook = ""  # its file's name
        printed = 0  # bytes of the cell that runs
        reply: dict[str, Any]  # the kernel's, to that cell

        def create_kernel_manager(self) -> "KernelManager":
            manager = super().create_kernel_manager()
            manager.client_factory = PromptClient
            if self.kernel_name == kernelspec.parent.name:  # else searched for, which imports IPython
                manager.kernel_spec_manager = KernelSpecManager(kernel_dirs=[str(kernelspec.parents[1])])
            return manager

        def papermill_execute_cells(self) -> None:
            with turns:
                super().papermill_execute_cells()

        def execute_cell(self, cell: "NotebookNode", cell_index: int, **options: object) -> "NotebookNode":
            self.printed, self.reply = 0, {}
            kind: type[RecountedError] = RecountedError
            try:
                done = super().execute_cell(cell, cell_index, **options)
                if not any(each.get("source") == "ask_exit" for each in self.reply.get("payload", [])):
                    return done
                what, remedy = "ends the kernel (exit)", LAST
            except CellExecutionError as fault:
                remedy = REMEDY
                if fault.ename == "SystemExit" and fault.evalue in ("", "0"):  # which papermill takes for a good end
                    what, remedy = "SystemExit", LAST
                elif any(each.output_type == "error" for each in cell.outputs):
                    raise  # told by papermill
                else:
                    what = _last_words(cell) or fault.ename
            except CellTimeoutError as fault:
                kind = Broken
                if self.timeout and "execution" in str(fault):
                    what = f"did not end in {self.timeout} seconds"
                    remedy = f"Give it longer (--timeout), or see what it waits for. {REMEDY}"
                else:
                    what = f"its output did not arrive in {LAG_SECONDS} seconds"
                    remedy = "Print less in one cell, or run fewer notebooks at once (--jobs)"
            except DeadKernelError:
                kind = Broken
                what, remedy = "its kernel died", "Look for what ends the process: memory, os._exit, a crash in C"
                if self.printed > MOST_OUTPUT:
                    kind = RecountedError
                    what, remedy = f"prints more than {MOST_OUTPUT >> 20} MB", f"Print less. {REMEDY}"
            run_sync(_end_what_waits)()
            raise kind(where(self.notebook, self.code_cells_executed, cell.source), what, remedy) from None

        def keep_reply(self, *, execute_reply: dict, **_: object) -> None:
            self.reply = execute_reply["content"]

        def process_message(self, message: dict, cell: "NotebookNode", cell_index: int) -> "NotebookNode | None":
            """Takes in one output. A cell that prints without end would fill the memory: its kernel is ended."""
            was = self.printed
            self.printed += _size(message["content"])
            if self.printed <= MOST_OUTPUT:
                return super().process_message(message, cell, cell_index)
            if was <= MOST_OUTPUT:
                asyncio.ensure_future(self.km.signal_kernel(signal.SIGKILL))
            return None

    class Engine(NBClientEngine):
        @classmethod
        def execute_managed_notebook(
            cls,
            nb_man: "NotebookExecutionManager",
            kernel_name: str,
            source: Path,
            environment: dict[str, str],
            seconds: int | None = None,
            start_timeout: int = 60,
            **_: object,
        ) -> "NotebookNode":
            client = Client(
                nb_man,
                kernel_name=kernel_name,
                startup_timeout=start_timeout,
                timeout=seconds,
                iopub_timeout=LAG_SECONDS,
                raise_on_iopub_timeout=True,
                extra_arguments=ARGUMENTS,
            )
            client.notebook, client.on_cell_executed = source.name, client.keep_reply
            return client.execute(cwd=str(source.parent), env=environment)

    papermill_engines.register("recounted", Engine)
    # Made once here, and not by each thread that begins. traitlets knows classes by name until a first object needs
    # them, and breaks where two threads are the first at once.
    for make in get_validator, AsyncKernelManager, PromptClient, LocalProvisioner:
        make()


async def _end_what_waits() -> None:
    """Cancel all else of this thread's loop: nbclient leaves behind what waits for a cell's output where the cell takes
    too long, and asyncio complains when that is thrown away."""
    waiting = asyncio.all_tasks() - {asyncio.current_task()}
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)


def where(notebook: str, number: int, source: str) -> str:
    """`02.ipynb, code cell 3 (import os …)`: the cell as it counts, and by its first line."""
    line, _, more = source.strip().partition("\n")
    return f"{notebook}, code cell {number} ({line[:80].rstrip()}{' …' if more or len(line) > 80 else ''})"


def _last_words(cell: "NotebookNode") -> str:
    """The last line that a cell wrote to stderr: of a magic that is not there, IPython tells nowhere else."""
    told = "".join(each.text for each in cell.outputs if each.output_type == "stream" and each.name == "stderr")
    return (told.strip().splitlines() or [""])[-1].rstrip(".")


def _size(content: object) -> int:
    """About how many bytes an output has: its texts' length."""
    if isinstance(content, dict):
        return sum(map(_size, content.values()))
    return len(content) if isinstance(content, str) else 0
