"""For .venv-checkers: every number that plumb-verify and manuscript-guard find in a text, as JSON.

`python number_finders.py TEXT` prints {name: [[start, end], …]}, offsets of the text.
"""

import json
import sys
from pathlib import Path

from manuscript_guard.text.tokens import find_atoms
from plumb.extract.candidates import extract_candidates

raw = Path(sys.argv[1]).read_text(encoding="utf-8")
found = {
    "plumb-verify": [(each.span.start, each.span.end) for each in extract_candidates(raw)],
    "manuscript-guard": [(each.start, each.end) for each in find_atoms(raw, raw)],
}
print(json.dumps(found))
