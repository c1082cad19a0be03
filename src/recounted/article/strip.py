"""The article as a strip: each of its numbers a cell, in reading order, grouped by section, coloured by verdict."""

from collections import Counter
from dataclasses import dataclass

from matplotlib.patches import BoxStyle

from recounted.article.judged import LOUD, claims_by_position, gravest
from recounted.figures import VERDICT_COLOURS, draw
from recounted.judging.cards import SIGNS
from recounted.judging.scorecard import SECTIONS
from recounted.judging.verdicts import VERDICTS

COLUMNS, LABEL_COLUMNS = 60, 12  # cells in one line of the strip; room for the section names
SECTION_GAP, CELL, LINE_INCHES = 0.42, 0.78, 0.132  # in lines; in cells; makes the cells square at README width
SMALL = 0.34  # of a cell, for the numbers set aside
ROUNDED = BoxStyle("round", pad=0, rounding_size=0.18)(-0.5, -0.5, 1, 1, 1)  # the shape of a cell
SET_ASIDE, INK = "#E4E4E4", "#333333"


@dataclass(frozen=True)
class Cell:
    """One number on the strip: its column, its height (in lines from the top), and its verdict (None: set aside)."""

    section: str
    column: int
    line: float
    verdict: str | None
    text: str


def strip_cells(numbers, verdicts, shared=None):
    """Cells of `numbers` (ledger Entries in reading order) with `verdicts` ({claim_id: {"verdict": ...}}).

    Footnotes stand in the section of their marker. Each section begins a new line of the strip.
    `shared` is {position: [claim_id, ...]} of the claims that share a number (default: the project's table).
    """
    claims = claims_by_position(numbers, shared)
    cells, line = [], 0.0
    for section in SECTIONS:
        inside = [entry for entry in numbers if entry.section == section]
        for i, entry in enumerate(inside):
            verdict = gravest(claims.get(entry.position, []), verdicts)
            cells.append(Cell(section, i % COLUMNS, line + i // COLUMNS, verdict, entry.text))
        line += -(-len(inside) // COLUMNS) + SECTION_GAP if inside else 0
    return cells


def draw_strip(cells):
    """The strip as a matplotlib figure at README width, with a legend that counts the numbers of each verdict."""
    lines = max(cell.line for cell in cells) + 1
    figure, axes = draw(height_inches=LINE_INCHES * (lines + 2.2) + 0.75)
    _draw_cells(axes, cells)
    for section, line in {cell.section: cell.line for cell in reversed(cells)}.items():
        axes.text(-1.0, line, SECTIONS[section], ha="right", va="center", fontsize=8.5, color=INK)
    _draw_legend(axes, Counter(cell.verdict for cell in cells), lines + 0.8)
    axes.set(xlim=(-LABEL_COLUMNS, COLUMNS), ylim=(lines + 1.4, -0.8))
    axes.axis("off")
    return figure


def _draw_cells(axes, cells):
    """One scatter a verdict: SVG then holds the shape of a cell once, not hundreds of times."""
    for verdict in [*VERDICTS, None]:
        mine = [cell for cell in cells if cell.verdict == verdict]
        size = CELL if verdict else SMALL
        axes.scatter(
            [cell.column for cell in mine],
            [cell.line for cell in mine],
            s=(72 * LINE_INCHES * size) ** 2,
            marker=ROUNDED,
            color=VERDICT_COLOURS.get(verdict, SET_ASIDE),
            linewidths=0,
        )
    for cell in cells:
        if cell.verdict in LOUD:
            _symbol(axes, cell.column, cell.line, cell.verdict)


def _symbol(axes, x, y, verdict):
    axes.text(
        x,
        y + 0.02,
        SIGNS[verdict],
        ha="center",
        va="center_baseline",
        fontsize=6,
        fontweight="bold",
        color=INK if verdict == "disputed" else "white",
    )


def _draw_legend(axes, counts, line):
    """Legend along the bottom: a cell, the verdict and how many numbers carry it."""
    x = -LABEL_COLUMNS + 0.6
    for verdict in [*VERDICTS, None]:
        if not counts[verdict]:
            continue
        label = f"{verdict or 'set aside'} {counts[verdict]}"
        _draw_cells(axes, [Cell("", x, line, verdict, "")])
        axes.text(x + 0.8, line, label, va="center", fontsize=8.5, color=INK)
        x += 1.9 + 0.57 * len(label)
