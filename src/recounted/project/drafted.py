"""Where a number of an article stands, as far as its first guess looks."""

import re
from dataclasses import dataclass

YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?$")  # 2021, also 2021a of a citation


@dataclass(frozen=True)
class Context:
    """Where a number stands: the words before and after it in its block, and what the block is: its kind, or code."""

    before: str
    after: str
    kind: str
    section: str
    whole: str
    cell: str = ""

    @property
    def begins(self) -> bool:
        """Whether nothing but marks of lists and headings stands before it in its block."""
        return not re.search(r"\w", self.before)  # no letter or digit
