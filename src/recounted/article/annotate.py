"""The reader's copy as one self-contained, offline HTML page, each number coloured by the verdict of its claims."""

import base64
import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from recounted.article.highlights import Mark, by_block, marks
from recounted.article.judged import load_verdicts, together
from recounted.article.text import LIST_ITEM, Block, segment
from recounted.article.verify import Comparison, compare
from recounted.judging.citing import Advice
from recounted.judging.findings import Finding
from recounted.judging.sources import source
from recounted.judging.verdicts import VERDICTS

MARKUP = re.compile(r"\*+|\\(?=[^\w\s])")  # emphasis, and the escape before a punctuation mark
BULLET = re.compile(r"\s*[-•*]\s+")  # what begins a list item


@dataclass(frozen=True)
class Part:
    """A piece of a block's text: plain (`mark` is None) or a number with its mark."""

    text: str
    mark: Mark | None = None


@dataclass(frozen=True)
class Passage:
    """A block as the template shows it: its kind, its place in short, its parts, and the claims without a number."""

    kind: str
    place: str
    parts: list[Part]
    claims: list[str]


def annotate(
    raw: str,
    name: str,
    findings: Mapping[str, Finding] | None = None,
    comparison: Comparison | None = None,
    credit: str = "",
) -> tuple[str, Comparison]:
    """The HTML of `raw`, a copy of the article called `name`, and how it compares with the ledger.

    `credit`: for a page of the site, which then opens the pages of its claims: whose text it is and under what licence.

    Every claim is on the page: by its number, by its passage, or at the end. Raises RecountedError without verdicts.
    """
    findings = load_verdicts() if findings is None else findings
    comparison = compare(raw) if comparison is None else comparison
    passages, elsewhere = passages_of(raw, comparison, findings)
    ordered = _in_reading_order(findings, passages)
    style, script = _asset("page.css") + _colours(), _asset("page.js")
    page = _environment().get_template("page.html.j2")
    html = page.render(
        name=name,
        credit=credit,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        comparison=comparison,
        roles=Counter(entry.role for entry, _ in comparison.pairs if entry.role != "claim"),
        counts=Counter(finding.verdict for finding in findings.values()),
        verdicts=VERDICTS,
        passages=passages,
        elsewhere=elsewhere,
        findings=ordered,
        noted=lambda claims: noted([at for at, claim_id in enumerate(ordered, start=1) if claim_id in claims]),
        together=lambda claims: together(claims, findings),
        source=source,
        advice=lambda finding: Advice(finding.cite, finding.cite_note).words if finding.cite else "",
    )
    return html, comparison


def passages_of(raw: str, comparison: Comparison, findings: Mapping[str, Finding]) -> tuple[list[Passage], list[str]]:
    """The copy's blocks with their numbers and claims, in reading order, and the claims that have a place in none."""
    blocks, found = segment(raw), marks(comparison, findings)
    left = by_block(blocks, found, findings)
    return [_passage(block, raw, found, left.get(at, [])) for at, block in enumerate(blocks)], left.get(-1, [])


def noted(numbers: list[int]) -> str:
    """Numbers of notes in rising order, three and more in a row as a range: `3, 7–9`."""
    told: list[str] = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        row = [number for _, number in run]
        told += [f"{row[0]}–{row[-1]}"] if len(row) > 2 else map(str, row)
    return ", ".join(told)


def _environment() -> Environment:
    loader = PackageLoader("recounted.article", "page")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _asset(name: str) -> str:
    return (files("recounted.article") / "page" / name).read_text(encoding="utf-8")


def _colours() -> str:
    return "".join(
        f".{name} {{ text-decoration-color: {verdict.colour}; border-color: {verdict.colour}; "
        f"background: {verdict.colour}2b; }}\n"
        for name, verdict in VERDICTS.items()
    )


def _hash(text: str) -> str:
    """For the content security policy, which lets only our own style and script work."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _in_reading_order(findings: Mapping[str, Finding], passages: list[Passage]) -> dict[str, Finding]:
    """Findings in the order in which the page comes to them, so that their numbers are those of its notes."""
    met = [claim for passage in passages for claim in _claims_of(passage)]
    return {claim_id: findings[claim_id] for claim_id in dict.fromkeys([*met, *findings])}


def _claims_of(passage: Passage) -> Iterator[str]:
    for part in passage.parts:
        yield from part.mark.claims if part.mark else ()
    yield from passage.claims


def _passage(block: Block, raw: str, found: list[Mark], claims: list[str]) -> Passage:
    """One block, its markup gone, each of its numbers a part of its own."""
    text, offsets = block.joined(raw)
    inside = [mark for start, end in block.pieces for mark in found[_first(found, start) : _first(found, end)]]
    position = {offset: index for index, offset in enumerate(offsets)}
    at, parts = len(match[0]) if (match := BULLET.match(text)) else 0, []
    for mark in inside:
        first, last = position[mark.start], position[mark.end - 1] + 1
        parts += [Part(_plain(text[at:first])), Part(_plain(text[first:last]), mark)]
        at = last
    parts.append(Part(_plain(text[at:])))
    label = f"fn {block.footnote}" if block.footnote else f"{block.section}.{block.paragraph}"
    return Passage(_kind(block, text), label, parts, claims)


def _first(found: list[Mark], offset: int) -> int:
    """The index of the first mark, of marks in order of their start, that begins at this offset or after it."""
    return bisect_left(found, offset, key=lambda mark: mark.start)


def _plain(text: str) -> str:
    return MARKUP.sub("", text)


def _kind(block: Block, text: str) -> str:
    if block.kind != "text":
        return block.kind
    return "item" if LIST_ITEM.match(text) else "text"
