"""A client of kernels that misses no answer and waits for none twice. Imported late: jupyter_client takes its time."""

import zmq
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from traitlets import Type


class WakefulChannel(AsyncZMQSocketChannel):
    """Hears what arrives while it sends.

    A ZeroMQ socket tells once that a message has come, to whichever call touches it next. jupyter_client sends past
    the socket that asyncio watches; where a reply comes at that moment, asyncio is never told, and waits for ever. So
    it hung once in some hundred cells that print into an Output widget, whose state nbclient sends back on this
    channel while it waits for the cell's reply. To ask for the socket's events passes on what has come.
    """

    def send(self, msg: dict) -> None:
        super().send(msg)
        self.socket.get(zmq.EVENTS)


class Prompt:
    """What makes a client of kernels ready as soon as its kernel has answered; comes before its class.

    jupyter_client then waits 0.2 s for what may still come, a third of a short run; who reads here knows by its
    parent what belongs to a cell.
    """

    def _handle_kernel_info_reply(self, msg: dict) -> None:
        super()._handle_kernel_info_reply(msg)  # type: ignore[misc]  # of the client
        channel: AsyncZMQSocketChannel = self.iopub_channel  # type: ignore[attr-defined]
        take = channel.get_msg
        channel.get_msg = lambda timeout=None: take(timeout=0)  # type: ignore[method-assign]

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        try:
            await self._async_wait_for_ready(timeout)  # type: ignore[attr-defined]
        finally:
            vars(self.iopub_channel).pop("get_msg", None)  # type: ignore[attr-defined]


class PromptClient(Prompt, AsyncKernelClient):
    """Prompt, and misses no answer."""

    shell_channel_class = Type(WakefulChannel)
