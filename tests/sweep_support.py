"""For the tests of sweeps: the notebook of the small project, a file of a grid, results as a worker gives them."""

import json
from pathlib import Path

from recounted.sweep.worker import COLUMNS

DEFAULTS = 'country = "KAZ"  # a code\nyear = 2018  # a year\nshare = 0.25  # a share\nstrict = False  # or True'
CELL = "if country == 'XXX':\n    raise ValueError('no such country')\ntwice = year * 2\nprint(country, twice)"


def spec(folder: Path, text: str, name: str = "grid.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def found(**given) -> dict[str, str]:
    """A finding as a sweep keeps it."""
    return dict.fromkeys(COLUMNS, "") | {"claim_id": "one", "verdict": "reproduced"} | given


def answered(request: dict, **given) -> dict:
    """What a worker answers to a request, with one finding that tells its parameters."""
    finding = found(recomputed=json.dumps(request["task"]["parameters"], sort_keys=True))
    own = {"key": request["key"], "kept": {}, "findings": [finding], "error": "", "final": True, "seconds": 0.5}
    return own | given
