"""The theme of the figures, as matplotlib's rcParams: that of seaborn's `set_theme("paper", "whitegrid")`, whose import
takes a second that nothing else needs. A test holds the two to each other, but for the colour map of images."""

from typing import Any

from cycler import cycler

FONT = "DejaVu Sans"
# Paul Tol's "bright" scheme, which readers with any kind of colour blindness can tell apart.
PALETTE = ["#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377", "#BBBBBB"]
PAPER = 0.8  # seaborn's scale of sizes in points for a picture on paper
DARK, LIGHT = ".15", ".8"  # greys

WHITEGRID: dict[str, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": LIGHT,
    "axes.facecolor": "white",
    "axes.grid": True,
    "axes.labelcolor": DARK,
    "axes.linewidth": 1.25 * PAPER,
    "axes.prop_cycle": cycler("color", PALETTE),
    "font.sans-serif": ["Arial", "DejaVu Sans", "Liberation Sans", "Bitstream Vera Sans", "sans-serif"],
    "grid.color": LIGHT,
    "grid.linestyle": "-",
    "grid.linewidth": 1 * PAPER,
    "legend.fontsize": 11 * PAPER,
    "legend.title_fontsize": 12 * PAPER,
    "lines.linewidth": 1.5 * PAPER,
    "lines.markersize": 6 * PAPER,
    "lines.solid_capstyle": "round",
    "patch.edgecolor": "w",
    "patch.force_edgecolor": True,
    "patch.linewidth": 1 * PAPER,
    "text.color": DARK,
}
TICKS: dict[str, Any] = {
    "color": DARK,
    "labelsize": 11 * PAPER,
    "major.size": 6 * PAPER,
    "major.width": 1.25 * PAPER,
    "minor.size": 4 * PAPER,
    "minor.width": 1 * PAPER,
}
OWN: dict[str, Any] = {
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
THEME = {
    **WHITEGRID,
    **{f"{axis}tick.{name}": value for axis in "xy" for name, value in TICKS.items()},
    "xtick.bottom": False,
    "ytick.left": False,
    **OWN,
}
