"""Figures that a person typed into a remark: each must stand in what its claim was judged from, or be a name."""

import re
from collections.abc import Iterable, Iterator, Mapping

from recounted.judging.findings import Finding
from recounted.judging.reasons import REFERENCE, not_in
from recounted.numerals.dates import DATE, YEAR
from recounted.numerals.marks import with_points
from recounted.tables.rows import decimal_mark, has, lines_of

WHAT = "is in no cell that the claim uses. Take it from facts= of its cell by {name}, or explain it in data/kept.csv"
TEXTS = ("caveat", "charitable", "settle")  # `unread` is held by the build
# What is no count: what the cell fills in from its facts, a place in the article, a day, a year, and what an act, a
# part of it or a page is called.
_NUMBERED = r"(?:(?i:articles?|parts?|chapters?|law|act|order|pages?|document)|No\.?)"
NAMES = (
    re.compile(r"\{\w+\}"),  # {value}
    REFERENCE,
    re.compile(DATE),
    # Articles 126, 128 and 135; article (135); part 3; No 235-V; Law 180-VI
    re.compile(rf"\b{_NUMBERED} \(?\d+(?:-[IVX]+)?(?:(?:, | and | or | to )\d+)*"),
    re.compile(rf"\b{YEAR}\b"),  # 2019
)


def typed_figures(remarks: Mapping[str, Mapping[str, str]], findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """Which figures of which remark stand in no cell or value that its claim was judged from, and in no statement or
    printed figure of it or of a claim beside it: where and what. Before the first build nothing can be said.

    `remarks`: rows of the table by claim.
    """
    known = {finding.claim_id: finding for finding in findings}
    for claim_id, row in remarks.items():
        if claim_id not in known:
            continue
        texts = list(_texts(known[claim_id], known))
        for name in TEXTS:
            figures = [each.rstrip(",") for each in not_in(texts, _counted(row.get(name, "")))]
            if figures:
                yield f"{claim_id}, {name} {' and '.join(dict.fromkeys(figures))}", WHAT


def _texts(finding: Finding, known: Mapping[str, Finding]) -> Iterator[str]:
    """What a finding was made from, and what is printed beside it."""
    for each in (finding, *(known[near.claim_id] for near in finding.beside if near.claim_id in known)):
        yield from (each.printed, with_points(each.printed, decimal_mark()), each.statement)
    yield from (finding.recomputed, *(witness.value for witness in finding.witnesses))
    for cells in (*finding.cells, *(each for witness in finding.witnesses for each in witness.cells)):
        lines = lines_of(cells["table"]) if has(cells["table"]) else {}
        for line in cells["lines"]:
            yield from lines.get(line, ())  # a row may have gone since the build


def _counted(text: str) -> str:
    """A remark without the numbers that only name something."""
    for names in NAMES:
        text = names.sub(" ", text)
    return text
