"""What the cell is called that judges a family of claims: links and notebooks must say the same."""

import re

UNSETTLED = "unsettled"  # the cell that lists the claims nothing computes
NAMED = re.compile(r"\{.*?\}")  # a column's name in a pattern of ids


def addressed(ids: str) -> str:
    """The id of a family's cell: `place` for `{work_key}-place`, `treaty-year` for `treaty-year-{key}`."""
    # what an address has not, all of it in one hyphen
    return re.sub(r"[^a-zA-Z0-9]+", "-", NAMED.sub("-", ids)).strip("-") or "family"
