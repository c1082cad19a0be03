"""A place has one wording, for claims, numbers and passages."""

import pytest

from recounted.errors import RecountedError
from recounted.judging.places import Place, section, sections, whole


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("5", 17), "section 5, paragraph 17"),
        (Place("5"), "section 5"),
        (Place("5", 0), "heading of section 5"),
        (Place("5", 17, 24), "footnote 24 (section 5, paragraph 17)"),
        (Place("5", None, 24), "footnote 24 (section 5)"),
        (Place("ref", 3), "references, entry 3"),
        (Place("7", 2), "section 7, paragraph 2"),
    ],
)
def test_a_place_in_words(project, place, words):
    assert place.words == words


def test_a_project_without_names_of_sections_calls_them_by_their_ids(project):
    package = project / "data/datapackage.json"
    package.write_text(package.read_text().replace('"name": "sections"', '"name": "chapters"'))
    assert sections() == {} and section("5").title == "5" and Place("ref", 3).words == "section ref, paragraph 3"


def test_a_section_named_twice_is_refused(project):
    path = project / "data/article/sections.csv"
    path.write_text(path.read_text() + "5,section 5,Again,paragraph\n")
    with pytest.raises(RecountedError, match="sections.csv, line 4: section '5' stands twice. Keep one row"):
        sections()


def test_a_place_that_is_no_number_is_refused():
    assert (whole("", "x"), whole("7", "x")) == (None, 7)
    with pytest.raises(RecountedError, match="claims.csv, line 3: '²' is not a whole number"):
        whole("²", "claims.csv, line 3")
