"""The article as a strip: each of its numbers a cell, in reading order, grouped by section, coloured by verdict."""

from collections import Counter
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import BoxStyle

from recounted.article.judged import claims_by_position, gravest_of
from recounted.article.ledger import Entry
from recounted.figures import VERDICT_COLOURS, draw
from recounted.judging.findings import Finding
from recounted.judging.places import section
from recounted.judging.verdicts import VERDICTS

COLUMNS, LABEL_COLUMNS = 54, 16  # cells in one line of the strip; room for the section names
SECTION_GAP, CELL, LINE_INCHES = 0.55, 0.8, 0.14  # in lines; in cells; makes the cells square at README width
LETTERS = 12  # in points: on a phone still 7 pixels
LEGEND_LINES = 1.8  # between the two rows of the legend
SMALL = 0.34  # of a cell, for the numbers set aside
ROUNDED = BoxStyle("round", pad=0, rounding_size=0.18)(-0.5, -0.5, 1, 1, 1)  # type: ignore[operator]  # the shape of a cell; its stub lacks __call__
SET_ASIDE, INK = "#E4E4E4", "#333333"


@dataclass(frozen=True)
class Cell:
    """One number on the strip: its column, its height (in lines from the top), and its verdict (None: set aside)."""

    section: str
    column: float
    line: float
    verdict: str | None
    text: str


def strip_cells(numbers: list[Entry], verdicts: dict[str, Finding]) -> list[Cell]:
    """Cells of `numbers` (ledger Entries in reading order) with `verdicts` (findings by claim_id).

    Footnotes stand in the section of their marker. Each section begins a new line of the strip.
    """
    claims = claims_by_position(numbers)
    cells, line = [], 0.0
    for each in dict.fromkeys(entry.section for entry in numbers):
        inside = [entry for entry in numbers if entry.section == each]
        for i, entry in enumerate(inside):
            verdict = gravest_of(claims.get(entry.position, []), verdicts)
            cells.append(Cell(each, i % COLUMNS, line + i // COLUMNS, verdict, entry.text))
        line += -(-len(inside) // COLUMNS) + SECTION_GAP if inside else 0
    return cells


def draw_strip(cells: list[Cell]) -> Figure:
    """The strip as a matplotlib figure at README width, with a legend that counts the numbers of each verdict."""
    lines = max(cell.line for cell in cells) + 1
    figure, axes = draw(height_inches=LINE_INCHES * (lines + 2.2 + LEGEND_LINES) + 0.75)
    _draw_cells(axes, cells)
    for each, line in {cell.section: cell.line for cell in reversed(cells)}.items():
        axes.text(-1.0, line, section(each).title, ha="right", va="center", fontsize=LETTERS, color=INK)
    _draw_legend(axes, Counter(cell.verdict for cell in cells), lines + 0.8)
    axes.set(xlim=(-LABEL_COLUMNS, COLUMNS), ylim=(lines + 1.4 + LEGEND_LINES, -0.8))
    axes.axis("off")
    return figure


def _draw_cells(axes: Axes, cells: list[Cell]) -> None:
    """One scatter a verdict: SVG then holds the shape of a cell once, not hundreds of times."""
    for verdict in [*VERDICTS, None]:
        mine = [cell for cell in cells if cell.verdict == verdict]
        size = CELL if verdict else SMALL
        axes.scatter(
            [cell.column for cell in mine],
            [cell.line for cell in mine],
            s=(72 * LINE_INCHES * size) ** 2,
            marker=ROUNDED,
            color=VERDICT_COLOURS[verdict] if verdict else SET_ASIDE,
            linewidths=0,
        )
    for cell in cells:
        if cell.verdict and VERDICTS[cell.verdict].is_loud:
            _symbol(axes, cell.column, cell.line, cell.verdict)


def _symbol(axes: Axes, x: float, y: float, verdict: str) -> None:
    axes.text(
        x,
        y + 0.02,
        VERDICTS[verdict].sign,
        ha="center",
        va="center_baseline",
        fontsize=7.4,
        fontweight="bold",
        color=INK if verdict == "disputed" else "white",
    )


def _draw_legend(axes: Axes, counts: Counter, line: float) -> None:
    """Legend in two rows along the bottom: a cell, the verdict and how many numbers carry it."""
    shown = [verdict for verdict in [*VERDICTS, None] if counts[verdict]]
    across = (len(shown) + 1) // 2
    for index, verdict in enumerate(shown):
        x = -LABEL_COLUMNS + 0.6 + index % across * (COLUMNS + LABEL_COLUMNS) / across
        y = line + LEGEND_LINES * (index // across)
        _draw_cells(axes, [Cell("", x, y, verdict, "")])
        axes.text(x + 0.8, y, f"{verdict or 'set aside'} {counts[verdict]}", va="center", fontsize=LETTERS, color=INK)
