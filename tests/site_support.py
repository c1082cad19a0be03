"""For the tests of the site: the made-up project with all that the site needs, and a reader of pages."""

import json
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

from conftest import forget

from recounted.judging.findings import load_findings
from recounted.site.generator import build

CITATION = """cff-version: 1.2.0
title: Help, counted again
version: 0.1.0
date-released: 2024-05-06
license: [MIT]
authors: [{name: The maintainers}]
references:
  - type: article
    title: "Help & harm"
    authors: [{family-names: Red, given-names: Ann}, {family-names: Blue, given-names: Bo}]
    journal: Journal of Help
    year: 2023
    doi: 10.1234/help
"""


def made_site(project: Path, tried: Sequence[object] = ()) -> Path:
    """Build the site of the made-up project, published already, into its folder build/site."""
    (project / "CITATION.cff").write_text(CITATION)
    forget()
    build(load_findings(), project / "build/site", tried)
    return project / "build/site"


def name_repository(project: Path, address: str) -> None:
    """Let the data package say where the project lives."""
    path = project / "data/datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"homepage": address}))
    forget()


class Page(HTMLParser):
    """Tags with their attributes, in order; ids; and the text that a reader sees."""

    def __init__(self, html: str):
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.words: list[str] = []
        self._inside = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_data(self, data):
        if self._inside not in ("style", "script"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    @property
    def ids(self) -> set[str]:
        return {attrs["id"] for _, attrs in self.tags if "id" in attrs}

    def attributes(self, *names: str) -> list[str]:
        return [attrs[name] for _, attrs in self.tags for name in names if name in attrs]
