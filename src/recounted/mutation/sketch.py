"""A figure in words: what it shows, without being drawn, so that two can be compared in no time."""

from typing import Any

import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from recounted.figures import Picture


def sketched(figure: Figure, name: str, *, title: str, source: str, alt: str) -> Picture:
    """In place of figures.save: a picture whose text says all that the figure shows. No file is written."""
    described = "\n".join([name, title, source, alt, *map(_described, figure.findobj())])
    plt.close(figure)
    return Picture(described, b"", described)


def _described(artist: Any) -> str:
    """One element of a figure: its words, its points or its corners."""
    if isinstance(artist, Text):
        return f"{artist.get_text()} at {artist.get_position()}"
    if isinstance(artist, Line2D):
        return f"{artist.get_xydata()!r}"
    if isinstance(artist, Patch):
        corners = artist.get_patch_transform().transform(artist.get_path().vertices)
        return f"{corners.tolist()} {artist.get_facecolor()}"
    return f"{artist.get_offsets()!r}" if hasattr(artist, "get_offsets") else ""
