"""What the last run of a notebook read, as `recounted.watch` noted it in its kernel: inputs that no cell names."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from recounted.errors import RecountedError
from recounted.judging.findings import VERDICTS_JSON, VERDICTS_TABLE

# Tables that the library reads for every notebook that judges, of most of them the rows of its own claims and sources:
# inputs.py follows them.
BY_ROW = ("claims", "remarks", "beside", "margins", "names", "readings", "sections", "sources", "standing")
STAGING = "build/staging/"  # where a run's own outputs are until they are whole
PUBLISHED = VERDICTS_JSON.rpartition("/")[0] + "/"
OUTPUTS = ("build/", "figures/", PUBLISHED, "README.md")


@dataclass(frozen=True)
class Reads:
    """`tables`: loaded by whatever name; `files`: digests as they were read, by path, folders with a slash at the end;
    `processes`: whether it started one, which may have read any file."""

    tables: tuple[str, ...] = ()
    files: dict[str, str | None] = field(default_factory=dict)
    processes: bool = False


def noted(path: Path) -> Reads:
    """What a run noted. Raises RecountedError for a file in which nothing can be read."""
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as fault:
        raise RecountedError(
            path.stem, f"what it read was not noted ({fault})", "Let the library be installed where the kernels run"
        ) from None
    tables = {name for kind, name, *_ in lines if kind == "load" or kind == "read" and name not in BY_ROW}
    files = {name: more[0] for kind, name, *more in lines if kind == "file" and not name.startswith(STAGING)}
    return Reads(tuple(sorted(tables)), files, any(kind == "process" for kind, *_ in lines))


def refuse_outputs(reads: Reads, notebook: str, sums_up: bool) -> None:
    """Raises RecountedError where a notebook read what the build writes: it may not be written yet, or again later."""
    if VERDICTS_TABLE in reads.tables and not sums_up:
        raise RecountedError(
            notebook, "reads the verdicts by another name", 'Call load_findings() or load("verdicts") by that name'
        )
    for path in reads.files:
        is_output = path.startswith(OUTPUTS) or path.startswith("notebooks/") and path.endswith(".ipynb")
        if is_output and not (sums_up and path.startswith(PUBLISHED)):
            raise RecountedError(
                notebook,
                f"reads {path}, which the build writes",
                "Read data/, or the verdicts with load_findings(): they are written before",
            )
