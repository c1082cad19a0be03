"""The kernel provisioner: forks kernels from a warm template, and spawns them the ordinary way when it cannot.

A kernelspec chooses it by `metadata.kernel_provisioner.provisioner_name` = `warm-kernel`, and says in `config`
which modules to have ready. Kernels talk over sockets in a private folder in place of TCP ports.
"""

import contextlib
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import zmq
from jupyter_client.localinterfaces import is_local_ip
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Dict, List, Unicode

from . import owner
from .messages import How, Launch
from .process import ForkedProcess

if TYPE_CHECKING:
    from jupyter_client.connect import KernelConnectionInfo
    from jupyter_client.manager import KernelManager

Stream = int | IO[Any] | None  # what `Popen` takes for stdout and stderr: a descriptor or constant, a file, nothing

_said: set[str] = set()
LAUNCHER = ["-m", "ipykernel_launcher"]


def can_fork() -> bool:
    """Whether a process full of C libraries may be forked here. On macOS the system's own are not safe to."""
    return hasattr(os, "fork") and sys.platform != "darwin"


class WarmKernelProvisioner(LocalProvisioner):
    """Launches a local IPython kernel by forking a template. Its life is otherwise LocalProvisioner's."""

    modules = List(Unicode(), help="Modules that every kernel has imported already.").tag(config=True)
    skipped = List(Unicode(), help="Optional modules hidden from those imports: slow, and not used.").tag(config=True)
    template_env = Dict(help="Environment in which they are imported, so that no thread starts.").tag(config=True)
    kernel_env = Dict(help="Environment of kernels where their user's does not say otherwise.").tag(config=True)
    folder: str | None = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        if can_fork() and self.parent and not self.folder:
            with contextlib.suppress(OSError):  # no folder can be made: TCP, as ever
                self._choose_private_sockets(self.parent)
        return await super().pre_launch(**kwargs)

    def _finalize_env(self, env: dict[str, str]) -> None:
        super()._finalize_env(env)
        for name, text in self.kernel_env.items():
            env.setdefault(name, text)

    def _choose_private_sockets(self, km: "KernelManager") -> None:
        """Unless the user asked for an address: sockets, and a connection file of our own, in a private folder."""
        if km.transport != "tcp" or not is_local_ip(km.ip) or any(km.ports):
            return
        self.folder = tempfile.mkdtemp(dir=owner.folder())
        km.connection_file = km.connection_file or f"{self.folder}/connection.json"
        if len(os.fsencode(f"{self.folder}/kernel-9")) <= zmq.IPC_PATH_MAX_LEN:  # else TCP, as ever
            km.transport, km.ip, km.cache_ports = "ipc", f"{self.folder}/kernel", False

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> "KernelConnectionInfo":
        """Fork; on any fault spawn as LocalProvisioner does, unless kernels are no longer wanted."""
        try:
            forked = await self._fork(cmd, **kwargs)
        except owner.Closed:
            raise
        except Exception as fault:
            _say_once(f"Kernel not forked but spawned, which is slower: {fault}")
            told = await super().launch_kernel(cmd, **kwargs)
            if self.process and not kwargs.get("independent"):
                owner.spawned(self.process)
            return told
        self.process = forked  # type: ignore[assignment]  # it has what LocalProvisioner needs of a Popen
        self.pid = self.pgid = forked.pid  # it leads a session, so a process group, of its own
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    async def _fork(
        self,
        cmd: list[str],
        env: dict[str, str],
        cwd: str | os.PathLike[str] | None = None,
        stdout: Stream = None,
        stderr: Stream = None,
        extra_arguments: object = None,
        kernel_id: object = None,
        stdin: object = None,
        independent: bool = False,
    ) -> ForkedProcess:
        """Options of `Popen` that are not named here cannot be given to a fork, so they raise, as wanted."""
        if not can_fork():
            raise OSError("no safe fork on this platform")
        if independent:
            raise ValueError("a kernel that outlives this process cannot be a template's child")
        start = cmd.index(LAUNCHER[0])
        if cmd[start : start + 2] != LAUNCHER:
            raise ValueError(f"not an IPython kernel: {cmd}")
        how = How(interpreter=cmd[:start], modules=self.modules, skipped=self.skipped, template_env=self.template_env)
        request = Launch(arguments=cmd[start + 2 :], cwd=os.path.abspath(cwd or "."), env=env)
        with open(os.devnull, "w") as nowhere:
            files = [_file(stdout, 1, nowhere), _file(stderr, 2, nowhere)]
            return await owner.fork(how, request, *files)

    async def send_signal(self, signum: int) -> None:
        if await self.poll() is None:  # an ended kernel's number may be another process's by now
            await super().send_signal(signum)

    async def shutdown_requested(self, restart: bool = False) -> None:
        await self._end()

    async def kill(self, restart: bool = False) -> None:
        await super().kill(restart)
        await self._end()

    async def _end(self) -> None:
        """Give a forked kernel its time to end here, where the end is told; the manager would poll for it.

        One that does not end in half that time is asked by a signal, as the manager does with an ordinary kernel.
        """
        if isinstance(self.process, ForkedProcess):
            half = self.get_shutdown_wait_time(self.parent.shutdown_wait_time if self.parent else 5.0) / 2
            if not await self.process.ended_within(half):
                await self.terminate()

    async def cleanup(self, restart: bool = False) -> None:
        await super().cleanup(restart=restart)
        if self.folder and not restart:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None


def _say_once(warning: str) -> None:
    """A build starts many kernels; what keeps them from being forked is one thing, told in one line.

    By a logger of this package's: that of traitlets is silent outside of Jupyter's own applications.
    """
    if warning not in _said:
        _said.add(warning)
        logging.getLogger(__package__).warning("%s", warning)


def _file(wanted: Stream, inherited: int, nowhere: IO[str]) -> int:
    """The file descriptor that `Popen` would give a child for one of its stream options."""
    if wanted is None:
        return inherited
    if wanted == subprocess.DEVNULL:
        return nowhere.fileno()
    if wanted in (subprocess.PIPE, subprocess.STDOUT):
        raise ValueError("a forked kernel cannot write to a pipe of Popen's")
    return wanted if isinstance(wanted, int) else wanted.fileno()
