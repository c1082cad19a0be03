"""The gallery: each committed figure with its title, its words for those who cannot see it, its sources and files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from recounted.paths import root

FIGURES = "figures"
# the name of a picture; its alternative text
LABEL, WORDS = re.compile(r'<svg[^>]* aria-label="([^"]*)"'), re.compile(r"<desc>(.*?)</desc>", re.S)
SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')  # width and height
FOOT = re.compile(r'<text style="font-size: 7.5px;[^"]*fill: #555555"[^>]*>([^<]*)</text>')  # as figures.save draws it


@dataclass(frozen=True)
class Picture:
    """A figure: file names without folder, width and height in points, and the notebook that draws it ("" if none)."""

    name: str
    title: str
    words: str
    source: str
    width: float
    height: float
    notebook: str


def pictures() -> list[Picture]:
    """Every figure that is there as SVG and as PNG, by name."""
    notebooks = sorted((path.stem for path in (root() / "notebooks").glob("*.ipynb")), key=len, reverse=True)
    return [_picture(path, notebooks) for path in _paths()]


def _paths() -> Iterator[Path]:
    for path in sorted((root() / FIGURES).glob("*.svg")):
        if path.with_suffix(".png").is_file():
            yield path


def _picture(path: Path, notebooks: list[str]) -> Picture:
    svg = path.read_text(encoding="utf-8")
    label, words, size = LABEL.search(svg), WORDS.search(svg), SIZE.search(svg)
    width, height = (float(size[1]), float(size[2])) if size else (0.0, 0.0)
    return Picture(
        path.stem,
        unescape(label[1]) if label else path.stem,
        unescape(words[1]) if words else "",
        _source(svg),
        width,
        height,
        next((each for each in notebooks if path.stem.startswith(each)), ""),
    )


def _source(svg: str) -> str:
    """The line at the foot of the figure; "" where there is none."""
    return " ".join(unescape(each) for each in FOOT.findall(svg))
