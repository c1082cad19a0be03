"""Runs on this machine: worker processes, each with a warm template of its own, fed one request at a time."""

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from recounted.sweep.worker import Result

Request = dict[str, Any]
TRIES = 3  # of one run whose worker or kernel died: it may have been its own doing
COMMAND = [sys.executable, "-m", "recounted.sweep.worker"]


class Worker:
    """A worker process, started at its first request and again after it died."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None
        self.lock, self.ended = threading.Lock(), False

    def ask(self, request: Request) -> Result | None:
        """The answer; None where the worker died before it gave one, or was ended."""
        with self.lock:
            if self.ended:
                return None
            if self.process is None or self.process.poll() is not None:
                self.process = subprocess.Popen(
                    COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
                )
        with suppress(BrokenPipeError, ValueError):
            self.process.stdin.write(json.dumps(request) + "\n")  # type: ignore[union-attr]  # it has a pipe
            self.process.stdin.flush()  # type: ignore[union-attr]
            return json.loads(self.process.stdout.readline())  # type: ignore[union-attr]
        self.process.kill()
        self.process.wait()
        return None

    def end(self, now: bool = False) -> None:
        """Let it end by itself, as it does without input, or `now`; it is not started again. Its template ends with it.

        The pipes of one that is killed are left alone: a thread may still wait for its answer, and is told the end.
        """
        with self.lock:
            self.ended = True
        if self.process is not None:
            if now:
                self.process.kill()
            else:
                self.process.stdin.close()  # type: ignore[union-attr]  # it has a pipe
            self.process.wait()


def run_here(requests: Iterator[Request], workers: int) -> Iterator[Result]:
    """The result of each request as soon as it is there, `workers` at once. A worker that dies costs its own run."""
    staff = [Worker() for _ in range(workers)]
    answers: queue.SimpleQueue[Result | BaseException | None] = queue.SimpleQueue()
    lock, stopped = threading.Lock(), threading.Event()

    def serve(worker: Worker) -> None:
        try:
            while not stopped.is_set():
                with lock:
                    request = next(requests, None)
                if request is None:
                    break
                answers.put(ask_again(worker, request))
            answers.put(None)
        except BaseException as fault:
            answers.put(fault)

    threads = [threading.Thread(target=serve, args=[worker], daemon=True) for worker in staff]
    for thread in threads:
        thread.start()
    try:
        for _ in threads:
            while (result := answers.get()) is not None:
                if isinstance(result, BaseException):
                    raise result
                yield result
        for worker in staff:
            worker.end()
    finally:  # left early: by Ctrl-C, or by a fault of ours
        stopped.set()
        for worker in staff:
            worker.end(now=True)


def ask_again(worker: Worker, request: Request) -> Result:
    """Ask until there is a result, or an error that will stay, but no more than TRIES times; the last says why."""
    result: Result | None = None
    for _ in range(TRIES):
        result = worker.ask(request)
        if result and (result["final"] or not result["error"]):
            return result
    died = f"its worker process died {TRIES} times. Look for what ends it: memory, a crash in C"
    return result or {"key": request["key"], "kept": {}, "findings": [], "error": died, "final": False, "seconds": 0.0}


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
