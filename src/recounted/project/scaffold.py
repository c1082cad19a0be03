"""The notebooks that a new project begins with: one a section, whose claims are not recounted yet, and a summary."""

import json
from pathlib import Path

from recounted.files import write_whole
from recounted.running.notebooks import normalise

BEGIN = """from recounted import begin, case_file, load, table, where, witness"""
PARAMETERS = """rounding = "nearest"  # how printed figures were rounded: "nearest" or "truncated"
about = 0.1  # half-width of "about", as a share of the figure, 0 to 0.5"""
OPEN_CLAIMS = """## Not recounted yet

Claims of this section that no cell above judges. Give one its own heading, a line on what is counted, and a cell with
`judge("claim-id", value, found="The rows add up to {value}", cells=rows, witnesses=[...])`: it leaves this list."""
VERDICTS = """## Verdicts of this notebook"""
SUMMARY = """# {number} · Scorecard

Every claim of the article, counted by verdict. Nothing is judged here: the other notebooks judged, and their findings
are collected. There is no score for the whole article."""
SUMMARY_IMPORTS = """import pandas as pd

from recounted import load, load_findings, one_of, save, table
from recounted.article.ledger import entries
from recounted.article.strip import draw_strip, strip_cells
from recounted.judging.places import sections
from recounted.judging.scorecard import article_by_source, by_section
from recounted.judging.verdicts import VERDICTS"""
SUMMARY_PARAMETERS = """section = "all"  # section of the article to count: "all", or one of the table sections"""
SUMMARY_LOAD = """one_of("section", section, ["all", *sections()])
everything = load_findings()
findings = [finding for finding in everything if section in ("all", finding.place.section)]"""
BY_SECTION = """by_place = pd.DataFrame(by_section(findings)).T
by_place = by_place.loc[:, by_place.sum() > 0].assign(claims=by_place.sum(axis=1))
table(by_place.rename_axis("section").reset_index())"""
CROSSED = """crossed = pd.DataFrame(article_by_source(findings)).T.rename_axis("article").reset_index()
table(crossed, article="the article's own figures", **{name: name for name in crossed.columns[1:]})"""
STRIP = """save(
    draw_strip(strip_cells(entries(load("numbers")), {{finding.claim_id: finding for finding in everything}})),
    "{stem}-strip",
    title="Every number of the article, in reading order",
    source="Source: data/article/numbers.csv and the findings of all notebooks.",
    alt="A strip of small squares, one for each number of the article, grouped by section and coloured by the verdict "
    "of its claim.",
)"""
OPEN_ONES = """rows = [(f.sign, f.statement, f.printed, f.settle) for f in findings if f.settle]
left = pd.DataFrame(rows, columns=[*"abcd"])
table(left, a=" ", b="claim", c="printed", d="what would settle it")"""


def write_section(folder: Path, stem: str, title: str) -> None:
    """Write the notebook of one section, not run yet."""
    number = stem.partition("-")[0].lstrip("0")
    _write(
        folder / f"{stem}.ipynb",
        f"# {number} · {title}\n\nTODO: what this section of the article prints, and what this notebook does with it.",
        [BEGIN],
        [PARAMETERS, "parameters"],
        [f'judge = begin("{stem}", case_file(), rounding=rounding, about=about)'],
        OPEN_CLAIMS,
        ["judge.unsettled()"],
        VERDICTS,
        ["judge.tally()"],
    )


def write_summary(folder: Path, stem: str) -> None:
    """Write the notebook that counts the verdicts of all others, not run yet."""
    _write(
        folder / f"{stem}.ipynb",
        SUMMARY.format(number=stem.partition("-")[0].lstrip("0")),
        [SUMMARY_IMPORTS],
        [SUMMARY_PARAMETERS, "parameters"],
        [SUMMARY_LOAD],
        "## By section",
        [BY_SECTION],
        "## The article's own figures and the sources\n\nRows: do the article's own figures give the printed one? "
        "Columns: do sources that count the same thing give it?",
        [CROSSED],
        "## The article as a strip\n\nEach number that the article prints is a cell, in reading order; faint ones are "
        "set aside by their role.",
        [STRIP.format(stem=stem)],
        "## What is not settled, and what would settle it",
        [OPEN_ONES],
    )


def _write(path: Path, *cells: str | list[str]) -> None:
    """Cells: text is prose; a list is code, with a tag behind it. Without nbformat, whose import takes seconds."""
    made = normalise({"cells": [_cell(each) for each in cells], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    write_whole(path, json.dumps(made, sort_keys=True, indent=1, ensure_ascii=False) + "\n")


def _cell(content: str | list[str]) -> dict:
    source, *tags = [content] if isinstance(content, str) else content
    cell: dict[str, object] = {
        "cell_type": "markdown",
        "metadata": {"tags": tags},
        "source": source.splitlines(keepends=True),
    }
    if not isinstance(content, str):
        cell |= {"cell_type": "code", "execution_count": None, "outputs": []}
    return cell
