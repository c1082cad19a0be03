"""How many threads linear algebra uses: one in the template, as forking wants it; in a kernel, as its user asks.

OpenBLAS reads its variables when it is loaded, which for a forked kernel was in the template. It can be told later.
"""

import ctypes
import re
from collections.abc import Callable
from pathlib import Path

VARIABLES = ("OPENBLAS_NUM_THREADS", "GOTO_NUM_THREADS", "OMP_NUM_THREADS")  # the first that is set counts
SETTERS = [f"{prefix}openblas_set_num_threads{suffix}" for prefix in ("", "scipy_") for suffix in ("", "64_", "_64")]


def asked(env: dict[str, str]) -> int:
    """The number of threads that a user asks for by the environment; 1 where it is none or no number."""
    found = next((env[name] for name in VARIABLES if env.get(name)), "1")
    number = re.match(r"\s*(\d+)", found)  # OpenMP allows a list, one number a level; the first is meant
    return max(1, int(number[1])) if number else 1


def use(threads: int) -> bool:
    """Tell each OpenBLAS that is loaded; whether there was one."""
    told = [setter(threads) for library in _loaded() if (setter := _setter(library))]
    return bool(told)


def _loaded() -> set[str]:
    """Files of this process's OpenBLAS libraries."""
    try:
        lines = Path("/proc/self/maps").read_text().splitlines()
    except OSError:
        return set()
    return {line.split(maxsplit=5)[5] for line in lines if "openblas" in line.rpartition("/")[2]}


def _setter(library: str) -> Callable[[int], object] | None:
    loaded = ctypes.CDLL(library)
    return next((getattr(loaded, name) for name in SETTERS if hasattr(loaded, name)), None)
