"""Figures are the same bytes each time, with title, source and words for those who cannot see them."""

import base64
import re
import xml.etree.ElementTree as ET

import pytest
from tests_support import ROOT, late

from recounted.errors import RecountedError
from recounted.judging.verdicts import VERDICTS

pytestmark = pytest.mark.slow  # draws

figures = late("recounted.figures")

README_WIDTH = 800  # px, of a page on GitHub


def _picture(name="help"):
    figure, axes = figures.draw(3)
    axes.plot([1, 2], [3, 4])
    return figures.save(
        figure, name, title="Help & more", source="Source: the red book", alt="A line that rises <from> 3 to 4."
    )


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("RECOUNTED_FIGURES", str(tmp_path / "figures"))
    return tmp_path / "figures"


@pytest.fixture(autouse=True)
def drawn(monkeypatch):
    """Whatever the surroundings of these tests ask of pictures (`make test` asks for none)."""
    monkeypatch.delenv("RECOUNTED_PICTURES", raising=False)


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """A picture, and the folder that has its files."""
    folder = tmp_path_factory.mktemp("figures")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RECOUNTED_FIGURES", str(folder))
        patch.delenv("RECOUNTED_PICTURES", raising=False)
        return _picture(), folder


def test_two_savings_give_the_same_bytes(saved, folder):
    assert _picture().svg == saved[0].svg
    assert (folder / "help.png").read_bytes() == (saved[1] / "help.png").read_bytes()


def test_the_svg_has_a_name_and_a_description_and_the_file_is_what_is_shown(saved):
    shown = saved[0].svg
    assert (saved[1] / "help.svg").read_text() == shown
    picture = ET.fromstring(shown)
    assert picture.get("aria-label") == "Help & more" and picture.get("role") == "img"
    assert picture.find("{http://www.w3.org/2000/svg}desc").text == "A line that rises <from> 3 to 4."
    assert "Source: the red book" in shown and "<dc:date>" not in shown


def test_a_notebook_keeps_a_png_beside_the_svg_and_the_words_beside_both(saved):
    data, metadata = saved[0]._repr_mimebundle_()
    assert data["text/plain"] == "A line that rises <from> 3 to 4."
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == metadata["image/svg+xml"]["alt"] == data["text/plain"]


def test_a_machine_without_the_font_takes_another_without_serifs(saved):
    styles = re.findall(r"font[^;\"]*", saved[0].svg)
    assert styles and all("sans-serif" in style for style in styles if "DejaVu" in style)


def test_a_look_without_make_writes_no_file(tmp_path, monkeypatch):
    monkeypatch.delenv("RECOUNTED_FIGURES", raising=False)
    monkeypatch.chdir(tmp_path)
    _picture()
    assert list(tmp_path.iterdir()) == []


def test_every_verdict_has_a_colour_of_its_own():
    assert set(figures.VERDICT_COLOURS) == set(VERDICTS)
    assert len(set(figures.VERDICT_COLOURS.values())) == len(VERDICTS)
    assert len(set(figures.PALETTE)) == len(figures.PALETTE)


@pytest.mark.parametrize("name", ["../../evil", "sub/figure", "", "a.b"])
def test_a_figures_name_leads_out_of_no_folder(folder, name):
    with pytest.raises(RecountedError, match="is no name for a file"):
        _picture(name)
    assert not folder.exists()


def test_where_no_pictures_are_wanted_only_their_words_are_made(monkeypatch, tmp_path):
    monkeypatch.setenv("RECOUNTED_PICTURES", "none")
    monkeypatch.setenv("RECOUNTED_FIGURES", str(tmp_path / "figures"))
    figure, _ = figures.draw(2)
    picture = figures.save(figure, "x", title="A title", source="A source", alt="What it shows")
    assert picture._repr_mimebundle_() == ({"text/plain": "What it shows"}, {})
    assert not (tmp_path / "figures").exists()


def test_no_text_of_a_committed_figure_is_smaller_than_nine_pixels_at_the_width_of_a_readme():
    for path in sorted((ROOT / "figures").glob("*.svg")):
        svg = path.read_text(encoding="utf-8")
        width = float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1])
        sizes = [float(each) for each in re.findall(r"font(?:-size)?: ?(?:\w+ )*([\d.]+)px", svg)]
        assert sizes and min(sizes) * README_WIDTH / width >= 9, (path.name, min(sizes))
