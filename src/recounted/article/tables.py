"""Tables in the article's text: each of their cells has an address, `table 1, row Greek names, column 2`."""

import re
from collections import Counter
from dataclasses import dataclass

from recounted.article.numbers import Number
from recounted.article.text import Block, Span, segment

BAR = re.compile(r"(?<!\\)\|")  # a bar that is not escaped
ADDRESS = re.compile(r"table (\d+), row (.+), column (\d+)")  # table 1, row Greek names, column 2
LONGEST = 60  # characters of a row's name


@dataclass(frozen=True)
class Cell:
    """One cell of a table in a copy: where it stands in the raw text, its words, and its address."""

    span: Span
    text: str
    address: str


def table_cells(raw: str) -> list[Cell]:
    """Every cell of every table of a copy, row by row."""
    blocks = [block for block in segment(raw) if block.kind == "table"]
    return [cell for number, block in enumerate(blocks, start=1) for cell in _cells(raw, block, number)]


def addresses(raw: str, numbers: list[Number]) -> list[str]:
    """The address of the cell that each number stands in, "" for one that stands in no table."""
    cells = table_cells(raw)
    return [
        next((cell.address for cell in cells if cell.span[0] <= number.start < cell.span[1]), "") for number in numbers
    ]


def _cells(raw: str, block: Block, number: int) -> list[Cell]:
    rows = _rows(raw, block.pieces[0])
    names = _names([raw[slice(*row[0])].strip() for row in rows])
    return [
        Cell(span, raw[slice(*span)].strip(), f"table {number}, row {name}, column {column}")
        for name, row in zip(names, rows, strict=True)
        for column, span in enumerate(row, start=1)
    ]


def _rows(raw: str, piece: Span) -> list[list[Span]]:
    """Spans of the cells, a list a row, the line of dashes left out."""
    rows, offset = [], piece[0]
    for index, line in enumerate(raw[slice(*piece)].splitlines(keepends=True)):
        inner = line.rstrip()
        bars = [match.start() for match in BAR.finditer(inner)]
        edges = [-1, *bars, len(inner)]
        spans = [(offset + a + 1, offset + b) for a, b in zip(edges, edges[1:], strict=False)]
        spans = spans[inner.lstrip().startswith("|") :]
        spans = spans[: len(spans) - inner.endswith("|")]
        if index != 1 and spans:
            rows.append(spans)
        offset += len(line)
    return rows


def _names(firsts: list[str]) -> list[str]:
    """What each row is called: `header`, its first cell, or its number where that is empty, a figure or not alone."""
    plain = [re.sub(r"[*_`\\]", "", first)[:LONGEST].strip() for first in firsts]  # signs of emphasis
    times = Counter(plain)
    names = [
        # two letters side by side
        each if re.search(r"[^\W\d_]{2}", each) and times[each] == 1 and ", column" not in each else str(number)
        for number, each in enumerate(plain)
    ]
    return ["header", *names[1:]]
