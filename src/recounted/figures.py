"""The look of the figures: one theme, one palette, and deterministic saving as SVG and PNG.

The palette is Paul Tol's "bright" scheme, which readers with any kind of colour blindness can tell apart.
"""

import io
import os
import re
import textwrap
from pathlib import Path
from xml.sax.saxutils import escape

import matplotlib as mpl
import matplotlib.pyplot as plt
import seaborn as sns
from IPython.display import SVG
from matplotlib.layout_engine import TightLayoutEngine

VERDICT_COLOURS = {
    "corroborated": "#228833",
    "reproduced": "#4477AA",
    "disputed": "#CCBB44",
    "contradicted": "#AA3377",
    "inconsistent": "#EE6677",
    "unverifiable": "#BBBBBB",
}
ARTICLE_COLOUR, SOURCE_COLOUR, OTHER_SOURCE_COLOUR, FAINT = "#4477AA", "#EE7733", "#228833", "#BBBBBB"
PALETTE = ["#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377", "#BBBBBB"]
WIDTH_INCHES, PNG_DPI = 9.0, 120

RC = {
    "font.family": "DejaVu Sans",
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
    "savefig.dpi": PNG_DPI,
}


def draw(height_inches: float = 4.2, rows: int = 1, columns: int = 1, **options):
    """A figure and its axes in the suite's theme, WIDTH_INCHES wide; options go to plt.subplots."""
    sns.set_theme(context="paper", style="whitegrid", palette=PALETTE, rc=RC)
    return plt.subplots(rows, columns, figsize=(WIDTH_INCHES, height_inches), **options)


def save(figure, name: str, *, title: str, source: str, alt: str) -> SVG:
    """Finish a figure with its title and source line, write figures/<name>.svg and .png, and give it as inline SVG.

    `alt` says in words what the picture shows; it becomes the SVG's title and description and the PNG's.
    Files are written only where RECOUNTED_FIGURES names a folder (as `make` does), never by a look in JupyterLab.
    """
    _finish(figure, title, source)
    svg = SVG(data=_svg(figure, title, alt))  # IPython writes it anew; the file gets the same text
    if folder := os.environ.get("RECOUNTED_FIGURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / f"{name}.svg").write_text(svg.data + "\n", encoding="utf-8", newline="\n")
        figure.savefig(
            Path(folder) / f"{name}.png",
            format="png",
            dpi=PNG_DPI,
            metadata={"Software": None, "Title": title, "Description": alt},
        )
    plt.close(figure)
    return svg


def _finish(figure, title: str, source: str) -> None:
    """Room above for the title and below for the source line, measured in inches so that any height works."""
    height = figure.get_figheight()
    head = textwrap.fill(title, 88)
    foot = textwrap.fill(source, 150)
    top, bottom = 0.10 + 0.24 * (head.count("\n") + 1), 0.04 + 0.14 * (foot.count("\n") + 1)
    # Executed once and not set as the figure's engine, which would lay it out again in each of the two savings.
    TightLayoutEngine(rect=(0, bottom / height, 1, 1 - top / height)).execute(figure)
    figure.text(0.01, 1 - 0.1 / height, head, va="top", ha="left", fontsize=12.5, fontweight="bold")
    figure.text(0.01, 0.06 / height, foot, va="bottom", ha="left", fontsize=7.5, color="#555555")


def _svg(figure, title: str, alt: str) -> str:
    buffer = io.StringIO()
    with mpl.rc_context(RC):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Title": title})
    svg = re.sub(r"^.*?(?=<svg)", "", buffer.getvalue(), count=1, flags=re.S)
    label = f'<svg role="img" aria-label="{escape(title, {chr(34): "&quot;"})}"'
    return re.sub(r"<svg(.*?)>", lambda m: f"{label}{m[1]}>\n <desc>{escape(alt)}</desc>", svg, count=1, flags=re.S)
