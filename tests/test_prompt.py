"""The client of kernels hears an answer that comes while it sends."""

import asyncio

import pytest
import zmq
import zmq.asyncio
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.session import Session

from recounted.running.prompt import WakefulChannel

SECONDS = 20  # in which an answer that is there already surely comes, however busy the machine


async def heard_while_sending(kind, address):
    """Whether a reply that came while a message was sent is heard by what waits for it."""
    with (
        zmq.asyncio.Context() as asynchronous,
        asynchronous.socket(zmq.DEALER) as client,
        zmq.Context() as ordinary,
        ordinary.socket(zmq.ROUTER) as kernel,
    ):
        kernel.bind(address)
        client.connect(address)
        channel = kind(client, Session(key=b"key"))
        waiting = asyncio.ensure_future(channel.get_msg())
        await asyncio.sleep(0)  # it has found nothing, and waits
        plain = zmq.Socket.shadow(client.underlying)
        plain.send_multipart([b"ask"])
        sender, _ = kernel.recv_multipart()
        Session(key=b"key").send(kernel, "execute_reply", ident=sender)
        while not plain.get(zmq.EVENTS) & zmq.POLLIN:
            pass  # the reply comes, and asyncio will not be told of it: this call was
        channel.send(channel.session.msg("comm_msg"))
        try:
            return (await asyncio.wait_for(waiting, SECONDS if kind is WakefulChannel else 0.2))["msg_type"]
        except TimeoutError:
            return None


def test_a_reply_that_comes_while_a_message_is_sent_is_heard(tmp_path):
    assert asyncio.run(heard_while_sending(WakefulChannel, f"ipc://{tmp_path}/1")) == "execute_reply"


@pytest.mark.slow
def test_jupyter_clients_own_channel_misses_it(tmp_path):
    """Where this fails, the channel of ours is needed no longer."""
    assert asyncio.run(heard_while_sending(AsyncZMQSocketChannel, f"ipc://{tmp_path}/1")) is None
