"""Where the project's folders are."""

import os
from functools import cache
from pathlib import Path

from recounted.errors import RecountedError


@cache
def root() -> Path:
    """The project folder: RECOUNTED_ROOT, else the nearest folder above with data/datapackage.json."""
    if named := os.environ.get("RECOUNTED_ROOT"):
        return Path(named)
    for folder in (Path.cwd(), *Path.cwd().parents, *Path(__file__).resolve().parents):
        if (folder / "data" / "datapackage.json").is_file():
            return folder
    raise RecountedError(
        str(Path.cwd()),
        "no data/datapackage.json here or above",
        "Work inside a clone of the project, or set RECOUNTED_ROOT to one",
    )
