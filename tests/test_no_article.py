"""The library knows no article: nothing of the first one stands in src/."""

import csv
import json
import re

from tests_support import ROOT

PACKAGE = json.loads((ROOT / "data/datapackage.json").read_text(encoding="utf-8"))
COMMON = {"human", "problems", "article"}  # words of its title that are anybody's


def _column(table: str, column: str) -> list[str]:
    return [row[column] for row in csv.DictReader((ROOT / f"data/article/{table}.csv").read_text().splitlines())]


def _strings() -> set[str]:
    """Its DOI and what identifies it, its authors, the words of its title, its section titles, its country; and its
    notebooks, which another article has not."""
    title, address = PACKAGE["sources"][0]["title"], PACKAGE["sources"][0]["path"]
    words = {word.lower() for word in re.findall(r"[A-Za-z]{5,}", title.partition(", ")[2].partition(", Access")[0])}
    authors = {name.split()[-1] for name in _column("authors", "byline")}
    sections = {each for each in _column("section-headings", "heading_title") if " " in each}
    notebooks = {path.stem for path in (ROOT / "notebooks").glob("[0-9]*.ipynb")}
    return (
        (words - COMMON)
        | notebooks
        | authors
        | sections
        | {address.rpartition("/")[2], "10.33327", "Access to Justice"}
    )


def test_no_string_of_the_first_article_stands_in_the_library():
    strings = _strings()
    assert {"kazakhstan", "Khamzin", "trafficking"} <= strings
    for path in sorted((ROOT / "src").rglob("*.*")):
        if path.suffix in (".py", ".json", ".md", ".j2", ".js", ".css", ".yml"):
            text = path.read_text(encoding="utf-8").lower()
            assert not [each for each in strings if each.lower() in text], path
