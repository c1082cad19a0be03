"""What a process has of its parent besides folder and environment: permissions of new files, limits, cores, niceness.

A spawned kernel has those of the process that asks for it at that moment; a forked one would have those of the
template, which may be hours old. So the owner tells its own with each request, and the kernel takes them on.
"""

import os
import resource
from pathlib import Path

from .messages import Surroundings

LIMITS = sorted({getattr(resource, name) for name in dir(resource) if name.startswith("RLIMIT_")})


def now() -> Surroundings:
    """Those of this process, or of this thread where the system keeps them by thread."""
    return {
        "umask": _umask(),
        "limits": [[number, *resource.getrlimit(number)] for number in LIMITS],
        "cores": sorted(os.sched_getaffinity(0)),
        "niceness": os.getpriority(os.PRIO_PROCESS, 0),
    }


def take_on(wanted: Surroundings) -> None:
    """Make `wanted` those of this process. Raises OSError or ValueError where the system does not allow it."""
    mine = now()
    if wanted["umask"] is not None:
        os.umask(wanted["umask"])
    if wanted["cores"] != mine["cores"]:
        os.sched_setaffinity(0, wanted["cores"])
    if wanted["niceness"] != mine["niceness"]:
        os.setpriority(os.PRIO_PROCESS, 0, wanted["niceness"])
    for limit in wanted["limits"]:
        if limit not in mine["limits"]:
            number, soft, hard = limit
            resource.setrlimit(number, (soft, hard))


def _umask() -> int | None:
    """Read from /proc: asking the system sets it for a moment, and other threads may create files just then."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return None
    return next((int(line.split()[1], 8) for line in status.splitlines() if line.startswith("Umask:")), None)
