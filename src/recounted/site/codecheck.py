"""The part `manifest` of a CODECHECK 2.0 file: what a codechecker would have to reproduce. A draft, and called one.

A whole file needs a person who checked, a certificate and its address; nobody can make those up.
"""

import re

import yaml

from recounted.judging.findings import VERDICTS_CSV, VERDICTS_JSON, Finding
from recounted.paths import root

HEAD = (
    "# A draft for a codechecker: only the part `manifest` of codecheck.yml (CODECHECK 2.0).\n"
    "# Who checked, when, and the certificate are the codechecker's to add. `make` writes each of these files anew.\n"
)
TITLE = re.compile(r"<title>(.*?)</title>", re.S)  # the title of a page


def draft(findings: list[Finding]) -> str:
    """YAML: the tables of verdicts and every figure, each with what it shows."""
    outputs = [
        {"file": VERDICTS_CSV, "comment": f"{len(findings)} claims with their verdicts, as a table"},
        {"file": VERDICTS_JSON, "comment": "the same with what each source says"},
    ]
    for path in sorted((root() / "figures").glob("*.svg")):
        found = TITLE.search(path.read_text(encoding="utf-8"))
        outputs.append({"file": f"figures/{path.name}", "comment": " ".join(found[1].split()) if found else path.stem})
    return HEAD + yaml.safe_dump({"manifest": outputs}, allow_unicode=True, sort_keys=False, width=120)
