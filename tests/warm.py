"""For the tests of the warm kernel: start kernels, run code in them, see what is left of them."""

import gc
import json
import os
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

from jupyter_client import KernelManager

from warm_kernel.owner import ForkedProcess


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
        client.wait_for_ready(timeout=30)
        yield manager, client
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def value(client, expression: str, before: str = "") -> str:
    """The repr of an expression in the kernel, after running the lines `before`."""
    client.execute(before, user_expressions={"value": expression})
    content = client.get_shell_msg(timeout=20)["content"]
    assert content["status"] == "ok", content
    assert content["user_expressions"]["value"]["status"] == "ok", content
    return content["user_expressions"]["value"]["data"]["text/plain"]


def is_forked(manager) -> bool:
    return isinstance(manager.provisioner.process, ForkedProcess)


def is_alive(pid: int) -> bool:
    """Whether a process exists and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def soon(condition, seconds: float = 5.0) -> bool:
    """Whether the condition comes to hold within that time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


def children(pid: int) -> list[int]:
    """Processes whose parent is `pid`, zombies included."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(stat.parent.name))
        except OSError:
            continue
    return found


def open_files() -> int:
    """Of this process, those not counted that only wait for garbage collection."""
    gc.collect()
    return len(os.listdir("/proc/self/fd"))
