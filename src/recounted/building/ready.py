"""What must hold before a notebook is run: every table, the ledger, the sources and the README's marks can be read, and
what is found can be written.

So a fault in data is told at once, by file and line, and not by the first notebook that stumbles over it; and where
verdicts cannot be written, no notebook is changed that they would no longer fit.
"""

import os

from recounted.building.encoded import PUBLISHED
from recounted.building.readme import check_marks
from recounted.errors import RecountedError
from recounted.judging.case_file import case_file
from recounted.judging.claims import check_numbers
from recounted.judging.sources import sources
from recounted.paths import root
from recounted.tables.rows import dicts, has, read, resources

WRITTEN = ("notebooks", "figures", "data/verdicts")  # folders of what a build publishes; README.md it seldom changes


def check_ready() -> None:
    """Raises RecountedError for the first fault."""
    for table, resource in resources().items():
        if f"data/{resource['path']}" not in PUBLISHED:
            read(table)
    case_file()
    check_numbers((row["section"], row["claim_id"]) for row in (dicts("numbers") if has("numbers") else []))
    sources()
    check_marks()
    _check_writable()


def _check_writable() -> None:
    """Each folder of outputs, or the one that it would be made in, may be written to."""
    for name in WRITTEN:
        there = next(folder for folder in (root() / name, *(root() / name).parents) if folder.exists())
        if not os.access(there, os.W_OK | os.X_OK):
            raise RecountedError(name, "nothing can be written into it", "Let the folder be written to")
