"""Where the project is that one works in: the only answer to that question."""

import os
from functools import cache
from pathlib import Path

from recounted.errors import RecountedError

PACKAGE = Path("data", "datapackage.json")  # what makes a folder a project


def root() -> Path:
    """The project folder: RECOUNTED_ROOT, else the nearest folder at or above this one with data/datapackage.json.

    Raises RecountedError where there is none. It does not matter where the library itself is installed.
    """
    return _root(os.environ.get("RECOUNTED_ROOT", ""), os.getcwd())


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
