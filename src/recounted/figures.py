"""The look of the figures: one theme, one palette, and deterministic saving as SVG and PNG.

The palette is Paul Tol's "bright" scheme, which readers with any kind of colour blindness can tell apart.
"""

import base64
import io
import os
import re
import textwrap
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from matplotlib.layout_engine import TightLayoutEngine

from recounted.errors import RecountedError
from recounted.judging.verdicts import VERDICTS

VERDICT_COLOURS = {name: verdict.colour for name, verdict in VERDICTS.items()}
ARTICLE_COLOUR, SOURCE_COLOUR, OTHER_SOURCE_COLOUR, FAINT = "#4477AA", "#EE7733", "#228833", "#BBBBBB"
PALETTE = ["#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377", "#BBBBBB"]
WIDTH_INCHES = 9.0
PRINT_DPI, SCREEN_DPI = 300, 100  # of the file, and of the picture inside a notebook
FONT = "DejaVu Sans"
# What a browser takes where it lacks that font; drawn in Python, only the first is needed.
FONTS = f"'{FONT}', Verdana, Geneva, Arial, sans-serif"

RC: dict[str, Any] = {
    "font.family": FONT,
    "font.size": 10,
    "axes.titlesize": 10.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.labelsize": 9.5,
    "figure.facecolor": "white",
    "legend.frameon": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "recounted",
    "figure.dpi": 72,
}


def draw(height_inches: float = 4.2, rows: int = 1, columns: int = 1, **options: Any) -> tuple[Figure, Any]:
    """A figure and its axes in the suite's theme, WIDTH_INCHES wide; options go to plt.subplots."""
    import seaborn as sns  # imported late: it takes a second, and who saves or colours a figure has no need of it

    sns.set_theme(context="paper", style="whitegrid", palette=PALETTE, rc=RC)
    return plt.subplots(rows, columns, figsize=(WIDTH_INCHES, height_inches), **options)


class Picture:
    """A finished figure as Jupyter keeps it: SVG, PNG for where SVG is not trusted, and words for who cannot see it."""

    def __init__(self, svg: str, png: bytes, alt: str):
        self.svg, self.png, self.alt = svg, png, alt

    def __repr__(self) -> str:
        return self.alt

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> tuple[dict, dict]:
        if not self.svg:
            return {"text/plain": self.alt}, {}
        data = {
            "image/svg+xml": self.svg,
            "image/png": base64.b64encode(self.png).decode(),
            "text/plain": self.alt,
        }
        return data, {kind: {"alt": self.alt} for kind in ("image/svg+xml", "image/png")}


def save(figure: Figure, name: str, *, title: str, source: str, alt: str) -> Picture:
    """Finish a figure with its title and source line, write figures/<name>.svg and .png, and give it for the notebook.

    `alt` says in words what the picture shows; it becomes the description of the SVG, the PNG and the output.
    Files are written only where RECOUNTED_FIGURES names a folder (as `make` does), never by a look in JupyterLab. Where
    RECOUNTED_PICTURES is `none`, as in a sweep whose notebooks nobody keeps or in `make test`, which has `make` draw
    what changed, only the words of the picture are made.
    """
    if not re.fullmatch(r"[\w-]+", name):  # letters, digits, - and _
        raise RecountedError(f"figure {name!r}", "is no name for a file", "Use letters, digits and hyphens alone")
    if os.environ.get("RECOUNTED_PICTURES") == "none":
        plt.close(figure)
        return Picture("", b"", alt)
    _finish(figure, title, source)
    picture = Picture(_svg(figure, title, alt), _png(figure, title, alt, SCREEN_DPI), alt)
    if folder := os.environ.get("RECOUNTED_FIGURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / f"{name}.svg").write_text(picture.svg, encoding="utf-8", newline="\n")
        (Path(folder) / f"{name}.png").write_bytes(_png(figure, title, alt, PRINT_DPI))
    plt.close(figure)
    return picture


def _finish(figure: Figure, title: str, source: str) -> None:
    """Room above for the title and below for the source line, measured in inches so that any height works."""
    height = figure.get_figheight()
    head = textwrap.fill(title, 88)
    foot = textwrap.fill(source, 150)
    top, bottom = 0.10 + 0.24 * (head.count("\n") + 1), 0.04 + 0.14 * (foot.count("\n") + 1)
    # Executed once and not set as the figure's engine, which would lay it out again in each of the two savings.
    TightLayoutEngine(rect=(0, bottom / height, 1, 1 - top / height)).execute(figure)
    figure.text(0.01, 1 - 0.1 / height, head, va="top", ha="left", fontsize=12.5, fontweight="bold")
    figure.text(0.01, 0.06 / height, foot, va="bottom", ha="left", fontsize=7.5, color="#555555")


def _svg(figure: Figure, title: str, alt: str) -> str:
    buffer = io.StringIO()
    with mpl.rc_context(RC):  # type: ignore[arg-type]  # its stub lists every key
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Title": title})
    # what stands before the picture itself: the declaration of XML and its comments
    svg = re.sub(r"^.*?(?=<svg)", "", buffer.getvalue(), count=1, flags=re.S).replace(f"'{FONT}'", FONTS)
    label = f'<svg role="img" aria-label="{escape(title, {chr(34): "&quot;"})}"'
    # the opening tag, whose other attributes stay
    return re.sub(r"<svg(.*?)>", lambda m: f"{label}{m[1]}>\n <desc>{escape(alt)}</desc>", svg, count=1, flags=re.S)


def _png(figure: Figure, title: str, alt: str, dpi: int) -> bytes:
    buffer = io.BytesIO()
    metadata = {"Software": None, "Title": title, "Description": alt}
    figure.savefig(buffer, format="png", dpi=dpi, metadata=metadata)
    return buffer.getvalue()
