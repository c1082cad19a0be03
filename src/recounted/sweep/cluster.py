"""Runs on a Dask cluster: whatever scheduler answers at an address, with whatever workers it has.

Each worker process keeps a warm template of its own. A worker that is killed costs its own run, which Dask gives to
another; after three deaths the run is a row with its error.
"""

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
        from distributed.comm import get_address_host
    except ImportError:
        raise RecountedError("--scheduler", "Dask is not installed", "Install it: `pip install distributed`") from None
    try:
        get_address_host(address)  # first: a client that fails over it is closed when it is thrown away, for 20 s
        return Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError, TimeoutError, TypeError) as fault:
        raise RecountedError(
            f"--scheduler {address}",
            f"no Dask scheduler answers there ({str(fault) or type(fault).__name__})",
            "Start one with `dask scheduler`, and give the address that it prints, as tcp://host:8786",
        ) from None


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
