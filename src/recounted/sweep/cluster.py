"""Runs on a Dask cluster: whatever scheduler answers at an address, with whatever workers it has.

Each worker process keeps a warm template of its own. A worker that is killed costs its own run, which Dask gives to
another; after three deaths the run is a row with its error.
"""

import asyncio
import sys
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from recounted.errors import RecountedError
from recounted.sweep.local import Request
from recounted.sweep.worker import Result, answer

if TYPE_CHECKING:  # an optional extra, imported late
    from distributed import Client

SECONDS = 10  # for a scheduler to answer
AHEAD = 3  # runs that a thread of the cluster has waiting, so that it is never idle and the driver's memory stays flat


def connect(address: str) -> "Client":
    """A client of the scheduler at `address`. Raises RecountedError where Dask is not installed or nobody answers."""
    try:
        from distributed import Client
    except ImportError:
        raise RecountedError("--scheduler", "Dask is not installed", "Install it: `pip install distributed`") from None
    try:
        asyncio.run(_ask(address))
        return Client(address, timeout=SECONDS, set_as_default=False)
    except Exception as fault:  # whatever another kind of server, or words that are no address, bring about
        raise RecountedError(
            f"--scheduler {address}",
            f"no Dask scheduler answers there ({str(fault) or type(fault).__name__})",
            "Start one with `dask scheduler`, and give the address that it prints, as tcp://host:8786",
        ) from None


async def _ask(address: str) -> None:
    """Ask the scheduler who it is, without a client: one that fails over its address is closed when it is thrown away,
    which may hold up the end of the program for 20 s."""
    from distributed.core import rpc
    from distributed.security import Security

    connection = Security().get_connection_args("client")
    async with rpc(address, timeout=SECONDS, connection_args=connection) as scheduler:
        await asyncio.wait_for(scheduler.identity(), SECONDS)


def run_on(client: "Client", requests: Iterator[Request]) -> Iterator[Result]:
    """The result of each request as soon as it is there."""
    from distributed import as_completed

    if not (threads := sum(client.nthreads().values())):
        print("recounted: the scheduler has no workers yet; waiting for one", file=sys.stderr)
        client.wait_for_workers(1)
        threads = sum(client.nthreads().values())
    keys: dict[object, str] = {}  # of the runs that are under way, by the name Dask has for them

    def submitted(request: Request):  # type: ignore[no-untyped-def]  # a future of Dask's, which has no types
        future = client.submit(answer, request, key=f"run-{request['key']}", pure=False)
        keys[future.key] = request["key"]
        return future

    with client:
        waiting = as_completed([submitted(request) for request in islice(requests, AHEAD * threads)], loop=client.loop)
        for future in waiting:
            yield _result(future, keys.pop(future.key))
            future.release()
            for request in islice(requests, 1):
                waiting.add(submitted(request))


def _result(future, key: str) -> Result:  # type: ignore[no-untyped-def]  # as above
    try:
        return future.result()
    except Exception as fault:  # KilledWorker, or one that cannot import what it is sent
        error = f"{type(fault).__name__}: {fault}"
        return {"key": key, "kept": {}, "findings": [], "error": error, "final": False, "seconds": 0.0}
