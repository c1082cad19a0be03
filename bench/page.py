"""Puts what was measured into a page of docs, between its two marks, with the day and the machine."""

import datetime as dt
import os
import platform
from pathlib import Path

from recounted.building.readme import with_block
from recounted.files import write_whole

ROOT = Path(__file__).resolve().parents[1]
MARKS = ("<!-- measured: written by `make bench` -->", "<!-- end of measured -->")


def when_and_where() -> str:
    """`On 29 November 2026, Python 3.11.7, 2 cores, load 0.3 before.`"""
    return (
        f"On {dt.date.today():%-d %B %Y}, Python {platform.python_version()}, {cores()} cores, load "
        f"{os.getloadavg()[0]:.1f} before."
    )


def write(page: str, block: str) -> None:
    """Replace what stands between the marks of `page`, a path in the project. Raises RecountedError without marks."""
    path = ROOT / page
    text = with_block(path.read_text(encoding="utf-8"), block, MARKS, page)
    write_whole(path, text)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
