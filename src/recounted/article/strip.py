"""The article as a strip: each of its numbers a cell, in reading order, grouped by section, coloured by verdict."""

from collections import Counter
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import BoxStyle

from recounted.article.judged import shown_by_position
from recounted.article.ledger import Entry
from recounted.figures import VERDICT_COLOURS, draw
from recounted.judging.findings import Finding
from recounted.judging.places import section
from recounted.judging.verdicts import VERDICTS

COLUMNS, LABEL_COLUMNS = 54, 16  # cells in one line of the strip; room for the section names
SECTION_GAP, CELL, LINE_INCHES = 0.55, 0.8, 0.14  # in lines; in cells; makes the cells square at README width
LETTERS = 12  # in points: on a phone still 7 pixels
LEGEND_LINES = 1.8  # between the rows of the legend
SMALL = 0.34  # of a cell, for the numbers set aside
ROUNDED = BoxStyle("round", pad=0, rounding_size=0.18)(-0.5, -0.5, 1, 1, 1)  # type: ignore[operator]  # the shape of a cell; its stub lacks __call__
SET_ASIDE, INK = "#E4E4E4", "#333333"
RING = 1.6  # in points: the frame of a number that stands beside a wrong or disputed one


@dataclass(frozen=True)
class Cell:
    """One number on the strip: its column, its height (in lines from the top), and its verdict (None: none of its own).

    `beside`: the verdict of what stands beside it, told by a frame; "" for none.
    """

    section: str
    column: float
    line: float
    verdict: str | None
    text: str
    beside: str = ""


def strip_cells(numbers: list[Entry], verdicts: dict[str, Finding]) -> list[Cell]:
    """Cells of `numbers` (ledger Entries in reading order) with `verdicts` (findings by claim_id).

    Footnotes stand in the section of their marker. Each section begins a new line of the strip.
    """
    shown = shown_by_position(numbers, verdicts)
    cells, line = [], 0.0
    for each in dict.fromkeys(entry.section for entry in numbers):
        inside = [entry for entry in numbers if entry.section == each]
        for i, entry in enumerate(inside):
            number = shown[entry.position]
            beside = verdicts[number.beside].verdict if number.beside else ""
            cells.append(Cell(each, i % COLUMNS, line + i // COLUMNS, number.verdict, entry.text, beside))
        line += -(-len(inside) // COLUMNS) + SECTION_GAP if inside else 0
    return cells


def draw_strip(cells: list[Cell]) -> Figure:
    """The strip as a matplotlib figure at README width, with a legend that counts the numbers of each verdict."""
    lines = max(cell.line for cell in cells) + 1
    figure, axes = draw(height_inches=LINE_INCHES * (lines + 2.2 + LEGEND_LINES * 2) + 0.75)
    _draw_cells(axes, cells)
    for each, line in {cell.section: cell.line for cell in reversed(cells)}.items():
        axes.text(-1.0, line, section(each).title, ha="right", va="center", fontsize=LETTERS, color=INK)
    _draw_legend(axes, cells, lines + 0.8)
    axes.set(xlim=(-LABEL_COLUMNS, COLUMNS), ylim=(lines + 1.4 + LEGEND_LINES * 2, -0.8))
    axes.axis("off")
    return figure


def _draw_cells(axes: Axes, cells: list[Cell]) -> None:
    """One scatter a verdict: SVG then holds the shape of a cell once, not hundreds of times."""
    for verdict in [*VERDICTS, None]:
        mine = [cell for cell in cells if cell.verdict == verdict and not (cell.beside and verdict is None)]
        size = CELL if verdict else SMALL
        axes.scatter(
            [cell.column for cell in mine],
            [cell.line for cell in mine],
            s=(72 * LINE_INCHES * size) ** 2,
            marker=ROUNDED,
            color=VERDICT_COLOURS[verdict] if verdict else SET_ASIDE,
            linewidths=0,
        )
    for beside in sorted({cell.beside for cell in cells} - {""}):
        mine = [cell for cell in cells if cell.beside == beside]
        axes.scatter(
            [cell.column for cell in mine],
            [cell.line for cell in mine],
            s=(72 * LINE_INCHES * CELL - RING) ** 2,
            marker=ROUNDED,
            facecolors="none",
            edgecolors=VERDICT_COLOURS[beside],
            linewidths=RING,
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


def _draw_legend(axes: Axes, cells: list[Cell], line: float) -> None:
    """Legend in rows along the bottom: a cell, the verdict and how many numbers carry it; last, what a frame says."""
    counts = Counter(cell.verdict for cell in cells if cell.verdict or not cell.beside)
    shown = [
        (Cell("", 0, 0, each, ""), each or "set aside", counts[each]) for each in [*VERDICTS, None] if counts[each]
    ]
    framed = [cell for cell in cells if cell.beside]
    across = (len(shown) + 1) // 2
    for index, (cell, words, count) in enumerate(shown):
        x = -LABEL_COLUMNS + 0.6 + index % across * (COLUMNS + LABEL_COLUMNS) / across
        _legend(axes, cell, x, line + LEGEND_LINES * (index // across), f"{words} {count}")
    if framed:
        gravest_first = sorted(framed, key=lambda cell: VERDICTS[cell.beside].gravity)
        words = f"framed: stands beside a claim of the frame's colour {len(framed)}"
        example = Cell("", 0, 0, None, "", gravest_first[0].beside)
        _legend(axes, example, -LABEL_COLUMNS + 0.6, line + LEGEND_LINES * 2, words)


def _legend(axes: Axes, cell: Cell, x: float, y: float, words: str) -> None:
    _draw_cells(axes, [replace(cell, column=x, line=y)])
    axes.text(x + 0.8, y, words, va="center", fontsize=LETTERS, color=INK)
