"""The kernel provisioner: forks kernels from a warm template, and spawns them the ordinary way when it cannot.

A kernelspec chooses it by `metadata.kernel_provisioner.provisioner_name` = `warm-kernel`, and says in `config`
which modules to have ready. Kernels talk over sockets in a private folder in place of TCP ports.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import zmq
from jupyter_client.localinterfaces import is_local_ip
from jupyter_client.provisioning import LocalProvisioner
from traitlets import List, Unicode

from . import owner

LAUNCHER = ["-m", "ipykernel_launcher"]


def can_fork() -> bool:
    """Whether a process full of C libraries may be forked here. On macOS the system's own are not safe to."""
    return hasattr(os, "fork") and sys.platform != "darwin"


class WarmKernelProvisioner(LocalProvisioner):
    """Launches a local IPython kernel by forking a template. Its life is otherwise LocalProvisioner's."""

    modules = List(Unicode(), help="Modules that every kernel has imported already.").tag(config=True)
    skipped = List(Unicode(), help="Optional modules hidden from those imports: slow, and not used.").tag(config=True)
    folder: str | None = None

    async def pre_launch(self, **kwargs):
        if can_fork() and self.parent and not self.folder:
            self._choose_private_sockets(self.parent)
        return await super().pre_launch(**kwargs)

    def _choose_private_sockets(self, km) -> None:
        """Unless the user asked for an address: sockets, and a connection file of our own, in a private folder."""
        if km.transport != "tcp" or not is_local_ip(km.ip) or any(km.ports):
            return
        self.folder = tempfile.mkdtemp(dir=owner.folder())
        km.connection_file = km.connection_file or f"{self.folder}/connection.json"
        if len(os.fsencode(f"{self.folder}/kernel-9")) <= zmq.IPC_PATH_MAX_LEN:  # else TCP, as ever
            km.transport, km.ip, km.cache_ports = "ipc", f"{self.folder}/kernel", False

    async def launch_kernel(self, cmd, **kwargs):
        """Fork; on any fault spawn as LocalProvisioner does."""
        try:
            self.process = await self._fork(cmd, **kwargs)
        except Exception as fault:
            self.log.warning("Kernel not forked but spawned, which is slower: %s", fault)
            return await super().launch_kernel(cmd, **kwargs)
        self.pid = self.pgid = self.process.pid  # it leads a session, so a process group, of its own
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info

    async def _fork(
        self,
        cmd,
        env,
        cwd=None,
        stdout=None,
        stderr=None,
        extra_arguments=None,
        kernel_id=None,
        stdin=None,
        independent=False,
    ):
        """Options of `Popen` that are not named here cannot be given to a fork, so they raise, as wanted."""
        if not can_fork():
            raise OSError("no safe fork on this platform")
        if independent:
            raise ValueError("a kernel that outlives this process cannot be a template's child")
        start = cmd.index(LAUNCHER[0])
        if cmd[start : start + 2] != LAUNCHER:
            raise ValueError(f"not an IPython kernel: {cmd}")
        template = owner.template(cmd[:start], self.modules, self.skipped, env)
        request = {"arguments": cmd[start + 2 :], "cwd": os.path.abspath(cwd or "."), "env": env}
        with open(os.devnull, "w") as nowhere:
            files = [_file(stdout, 1, nowhere), _file(stderr, 2, nowhere)]
            return await template.fork(request, *files)

    async def send_signal(self, signum: int) -> None:
        if await self.poll() is None:  # an ended kernel's number may be another process's by now
            await super().send_signal(signum)

    async def shutdown_requested(self, restart: bool = False) -> None:
        await self._end()

    async def kill(self, restart: bool = False) -> None:
        await super().kill(restart)
        await self._end()

    async def _end(self) -> None:
        """Give a forked kernel its time to end here, where the end is told; the manager would poll for it."""
        if isinstance(self.process, owner.ForkedProcess):
            await self.process.ended_within(self.get_shutdown_wait_time() / 2)

    async def cleanup(self, restart: bool = False) -> None:
        await super().cleanup(restart=restart)
        if self.folder and not restart:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None


def _file(wanted, inherited: int, nowhere) -> int:
    """The file descriptor that `Popen` would give a child for one of its stream options."""
    if wanted is None:
        return inherited
    if wanted == subprocess.DEVNULL:
        return nowhere.fileno()
    if wanted in (subprocess.PIPE, subprocess.STDOUT):
        raise ValueError("a forked kernel cannot write to a pipe of Popen's")
    return wanted if isinstance(wanted, int) else wanted.fileno()
