"""How a reader contests a verdict: a prefilled issue where the project's address is known, else a text to copy."""

import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from recounted.judging.findings import Finding
from recounted.paths import PACKAGE, root
from recounted.site.works import CITATION, cff

GITHUB = re.compile(r"https://github\.com/[\w.-]+/[\w.-]+")  # https://github.com/owner/name


def repository() -> str:
    """The project's repository on GitHub: `homepage` of the data package, else what CITATION.cff says.

    "" where none of them names one; no address is ever made up.
    """
    return _repository(root())


@cache
def _repository(folder: Path) -> str:
    package = json.loads((folder / PACKAGE).read_text(encoding="utf-8"))
    citation = cff() if (folder / CITATION).is_file() else {}
    for address in (package.get("homepage"), citation.get("repository-code"), citation.get("url")):
        if isinstance(address, str) and (found := GITHUB.match(address)):
            return found[0].removesuffix(".git")
    return ""


def text(f: Finding) -> str:
    """What a report says: the claim and its verdict filled in, what the reader adds left open."""
    return (
        f"Claim: {f.claim_id} ({f.place.words})\n"
        f"Printed: {f.printed}\n"
        f"Verdict: {f.verdict}\n\n"
        "What is wrong with it, and which document says so (title, date, address, page):\n\n\n"
        "Does your document count the same thing (who, where, which period)?\n\n"
    )


def issue(f: Finding) -> str:
    """Address of a prefilled issue; "" where no repository is known."""
    if not (base := repository()):
        return ""
    return f"{base}/issues/new?{urlencode({'title': f'Contest: {f.claim_id}', 'body': text(f)})}"


def notebook(f: Finding) -> str:
    """Address of the notebook that judged it; "" where no repository is known."""
    base = repository()
    return f"{base}/blob/main/notebooks/{f.notebook}.ipynb" if base else ""
