"""For the tests of the warm kernel: start kernels, run code in them, see what is left of them."""

import gc
import json
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import psutil
from jupyter_client import KernelManager

from warm_kernel import owner
from warm_kernel.process import ForkedProcess

SECONDS = 60  # in which a loaded machine answers


def write_lean_kernelspec(folder: Path) -> None:
    """A kernelspec `warm-lean` without the scientific stack, for a Jupyter path; its templates start sooner."""
    spec = json.loads((Path(__file__).parents[1] / "src/warm_kernel/kernelspec/kernel.json").read_text())
    config = spec["metadata"]["kernel_provisioner"]["config"]
    config["modules"] = [name for name in config["modules"] if name.startswith(("IPython.", "ipykernel"))]
    (folder / "kernels" / "warm-lean").mkdir(parents=True)
    (folder / "kernels" / "warm-lean" / "kernel.json").write_text(json.dumps(spec))


def started(name: str, **options) -> KernelManager:
    manager = KernelManager(kernel_name=name)
    manager.start_kernel(**{"stderr": subprocess.DEVNULL, **options})
    return manager


@contextmanager
def kernel(name: str = "recounted-warm", **options):
    """A ready kernel's manager and client; both are shut down."""
    manager = started(name, **options)
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=SECONDS)
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def value(client, expression: str, before: str = "") -> str:
    """The repr of an expression in the kernel, after running the lines `before`.

    Asked again while the kernel says `aborted`: so it answers for a moment after a cell that ended in an error.
    """
    end = time.monotonic() + SECONDS
    content = {"status": "aborted"}
    while content["status"] == "aborted" and time.monotonic() < end:
        content = client.execute(before, user_expressions={"value": expression}, reply=True, timeout=SECONDS)["content"]
    assert content["status"] == "ok", content
    assert content["user_expressions"]["value"]["status"] == "ok", content
    return content["user_expressions"]["value"]["data"]["text/plain"]


def reply(client, request: str) -> dict:
    """What the kernel answers to that request; answers to others may come before it."""
    while True:
        message = client.get_shell_msg(timeout=SECONDS)
        if message["parent_header"].get("msg_id") == request:
            return message["content"]


def begin(client, lines: str) -> str:
    """Run a cell and come back as soon as it prints something. The request's id."""
    request = client.execute(lines)
    while True:
        message = client.get_iopub_msg(timeout=SECONDS)
        if (message["msg_type"], message["parent_header"].get("msg_id")) == ("stream", request):
            return request


def is_forked(manager) -> bool:
    return isinstance(manager.provisioner.process, ForkedProcess)


def template_of(manager) -> owner.Template:
    (found,) = [each for each in owner._templates if manager.provisioner.pid in children(each.process.pid)]
    return found


def is_alive(pid: int) -> bool:
    """Whether a process exists and is no zombie."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def soon(condition, seconds: float = 20.0) -> bool:
    """Whether the condition comes to hold within that time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


def children(pid: int) -> list[int]:
    """Processes whose parent is `pid`, zombies included."""
    return [each.pid for each in psutil.Process(pid).children()]


def open_files(pid: int | None = None) -> int:
    """Of a process, by default this one; those not counted that only wait for garbage collection."""
    gc.collect()
    return psutil.Process(pid).num_fds()
