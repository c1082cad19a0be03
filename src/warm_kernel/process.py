"""A forked kernel, seen from the process that asked for it."""

import asyncio
import contextlib
import json
import os
import select
import signal
import socket
import subprocess

from .messages import Request


class Refused(ChildProcessError):
    """The template does not fork this kernel; the text says why."""


class Unfit(Refused):
    """Another template would, one started now: `names` are the variables that it must have as the kernel has them."""

    def __init__(self, reason: str, names: list[str]):
        super().__init__(reason)
        self.names = names


class ForkedProcess:
    """What LocalProvisioner needs of a `Popen`, for a kernel that is a child of the template, not of this process."""

    stdin = stdout = stderr = None

    def __init__(self, channel: socket.socket):
        channel.setblocking(False)
        self.channel, self.unread = channel, b""
        self.pid: int | None = None
        self.returncode: int | None = None
        self.ready = False
        self.refusal: Refused | None = None

    async def started(self, request: Request) -> None:
        """Send the request and wait until the kernel listens. Raises ChildProcessError if it ends before."""
        with contextlib.suppress(ConnectionError):  # refused unheard; why is still to be read
            await asyncio.get_running_loop().sock_sendall(self.channel, json.dumps(request).encode() + b"\n")
        while not self.ready:
            if self.refusal:
                raise self.refusal
            if self.returncode is not None:
                raise ChildProcessError(f"the forked kernel ended with {self.returncode} before it was ready")
            await self.news()

    async def ended_within(self, seconds: float) -> bool:
        """Wait for the end, without polling, but no longer than that."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self.poll() is None:
                    await self.news()
        return self.poll() is not None

    async def news(self) -> None:
        try:
            received = await asyncio.get_running_loop().sock_recv(self.channel, 4096)
        except ConnectionError:  # closed at the other end with our request unread
            received = b""
        self._note(received)

    def poll(self) -> int | None:
        """The exit code (minus the signal's number if one killed it), None while it runs."""
        while self.returncode is None:
            try:
                self._note(self.channel.recv(4096))
            except BlockingIOError:
                break
            except ConnectionError:
                self._note(b"")
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        while (code := self.poll()) is None:
            if not select.select([self.channel], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired("forked kernel", timeout or 0)
        return code

    def send_signal(self, signum: int) -> None:
        if self.poll() is None and self.pid:
            os.kill(self.pid, signum)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _note(self, received: bytes) -> None:
        """Take in the lines that came. No more to come without an exit code: the template died, the kernel with it."""
        *lines, self.unread = (self.unread + received).split(b"\n")
        for line in lines:
            word, _, rest = line.decode(errors="replace").partition(" ")
            if word == "pid":
                self.pid = int(rest)
            elif word == "exit":
                self.returncode = int(rest)
            elif word == "refused":
                self.refusal = Refused(rest)
            elif word == "unfit":
                reason, *names = json.loads(rest)
                self.refusal = Unfit(reason, names)
            self.ready |= word == "ready"
        if not received and self.returncode is None:
            self.returncode = -signal.SIGKILL
        if self.returncode is not None:
            self.channel.close()
