"""A new project from an article's text: ledger, data package, notebooks, README, Makefile, CI."""

import json
import re
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from string import Template

from recounted.errors import RecountedError
from recounted.files import write_whole
from recounted.numerals.mentioned import first_plain
from recounted.project.cases import HEADERS
from recounted.project.csvs import csv_text, write_table
from recounted.project.draft import TODO, Draft
from recounted.project.scaffold import write_section, write_summary

NAME = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")  # a name fit for a folder: le-2021


# By a path: the name is free on PyPI, and whoever takes it would run in every project that asks for it by name.
REQUIREMENTS = """# Recounted is on no registry. Its wheel: pip wheel --no-deps --wheel-dir wheels path/to/recounted
./wheels/recounted-{version}-py3-none-any.whl
"""


@dataclass(frozen=True)
class Made:
    """What a new project holds: its folder, and how many of each."""

    folder: Path
    numbers: int
    claims: int
    notebooks: int

    @property
    def words(self) -> str:
        return f"{self.folder}: {self.numbers} numbers, {self.claims} claims, {self.notebooks} notebooks"


def create(folder: Path, drafted: Draft) -> Made:
    """Write the project. Raises RecountedError for a folder that is in use, a bad name, or a text without a claim."""
    _check(folder, drafted)
    stems = name_notebooks(drafted)
    for row in drafted.claims:
        row["notebook"] = stems[top(str(row["section"]))]
    _write_data(folder, drafted)
    titles = {str(row["section"]): str(row["title"]) for row in drafted.sections}
    for section, stem in stems.items():
        write_section(folder / "notebooks", stem, titles.get(section, section))
    write_summary(folder / "notebooks", f"{len(stems) + 1:02}-scorecard")
    _write_files(folder, drafted)
    return Made(folder, len(drafted.numbers), len(drafted.claims), len(stems) + 1)


def _check(folder: Path, drafted: Draft) -> None:
    if not NAME.fullmatch(folder.name):
        raise RecountedError(
            str(folder), f"{folder.name!r} is no name for a project", "Use small letters, digits and hyphens: le-2021"
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RecountedError(str(folder), "is there already", "Choose another name, or remove it")
    if not drafted.claims:
        raise RecountedError("the article", "no number of it looks like a claim", "See that the copy is whole")


def top(section: str) -> str:
    """The section that a notebook is made for: 3 for 3.1."""
    return section.partition(".")[0]


def name_notebooks(drafted: Draft) -> dict[str, str]:
    """The stem of the notebook of each top section that has a claim, in reading order: `02-results`."""
    titles = {str(row["section"]): str(row["title"]) for row in drafted.sections}
    used = dict.fromkeys(top(str(row["section"])) for row in drafted.claims)
    order = [each for each in dict.fromkeys(top(each) for each in titles) if each in used]
    return {each: f"{n:02}-{_slug(titles.get(each, each))}" for n, each in enumerate(order, start=1)}


def _slug(title: str) -> str:
    # words, without the number of a heading
    words = re.findall(r"[a-z0-9]+", re.sub(r"^\d[\d.]*\s+", "", title).lower())
    return "-".join(words[:4])[:40].strip("-") or "section"


def _write_data(folder: Path, drafted: Draft) -> None:
    package = json.loads(template("datapackage.json"))
    title, address = (
        drafted.title or TODO,
        f"https://doi.org/{drafted.doi}" if drafted.doi else "https://example.org/TODO",
    )
    package |= {"name": f"recounted-{folder.name}", "title": f"Recounted: the figures of {title}"}
    package |= {"decimalChar": ","} if drafted.mark == "," else {}
    package["sources"] = [{"title": title, "path": address}]
    for resource in package["resources"]:
        if resource["name"] != "sources":
            resource["sources"] = package["sources"]
        rows = getattr(drafted, resource["name"], [])
        if resource["name"] != "verdicts":
            write_table(folder, resource, rows)
    write_whole(folder / "data/datapackage.json", json.dumps(package, indent=2, ensure_ascii=False) + "\n")


def _write_files(folder: Path, drafted: Draft) -> None:
    address = f"https://doi.org/{drafted.doi}" if drafted.doi else TODO
    readme = Template(template("README.md")).substitute(
        title=drafted.title or TODO, address=address, figure=_figure(drafted)
    )
    write_whole(folder / "README.md", readme)
    write_whole(folder / "CITATION.cff", _citation(drafted))
    write_whole(folder / "Makefile", template("Makefile"))
    write_whole(folder / ".github/workflows/ci.yml", template("ci.yml"))
    write_whole(folder / ".gitignore", "build/\n.venv/\n.ipynb_checkpoints/\n")
    write_whole(folder / "requirements.txt", REQUIREMENTS.format(version=version("recounted")))
    for name, columns in HEADERS.items():
        write_whole(folder / "tests" / f"{name}.csv", csv_text(columns, []))


def _figure(drafted: Draft) -> str:
    """A figure to try a command with: a plain one, else the name of a claim."""
    return first_plain(str(row["printed"]) for row in drafted.claims) or str(drafted.claims[0]["claim_id"])


def _citation(drafted: Draft) -> str:
    """How to cite the project and the article, in the Citation File Format; texts as JSON, which YAML reads too."""
    title = drafted.title or TODO
    return Template(template("CITATION.cff")).substitute(
        name=json.dumps(f"Recounted: the figures of {title}", ensure_ascii=False),
        title=json.dumps(title, ensure_ascii=False),
        today=date.today().isoformat(),
        doi=f"doi: {json.dumps(drafted.doi)}" if drafted.doi else "# doi: TODO, where it has one",
    )


def template(name: str) -> str:
    """The text of one of the files that a project begins with."""
    return (files("recounted.project") / "templates" / name).read_text(encoding="utf-8")
