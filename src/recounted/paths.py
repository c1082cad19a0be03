"""Where the project is that one works in: the only answer to that question; and how to work in another for a while."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from recounted.errors import RecountedError

PACKAGE = Path("data", "datapackage.json")  # what makes a folder a project


def root() -> Path:
    """The project folder: RECOUNTED_ROOT, else the nearest folder at or above this one with data/datapackage.json.

    Raises RecountedError where there is none. It does not matter where the library itself is installed.
    """
    try:
        here = os.getcwd()
    except FileNotFoundError:
        raise RecountedError("the folder that one works in", "is gone", "Change into one that is there") from None
    return _root(os.environ.get("RECOUNTED_ROOT", ""), here)


@cache
def _root(named: str, here: str) -> Path:
    if named:
        if not (folder := Path(here, named)).joinpath(PACKAGE).is_file():
            raise RecountedError("RECOUNTED_ROOT", f"{named} has no {PACKAGE.as_posix()}", "Set it to a project folder")
        return folder
    for folder in (Path(here), *Path(here).parents):
        if (folder / PACKAGE).is_file():
            return folder
    raise RecountedError(
        here, f"no {PACKAGE.as_posix()} here or above", "Work inside a project, or set RECOUNTED_ROOT to one"
    )


@contextmanager
def environment(**variables: str) -> Iterator[None]:
    """Inside, these variables of the environment have these values; after it, each is as it was, set or not."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
