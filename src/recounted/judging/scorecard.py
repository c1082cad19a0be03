"""The scorecard: how many claims have which verdict, by section, and the article's own figures against the sources.

Tables only; the scorecard notebook draws them, and the README repeats them between two marks.
"""

import csv
import re
from collections import Counter
from pathlib import Path

from recounted.files import replace
from recounted.judging.cards import SIGNS
from recounted.judging.verdicts import ARTICLE_VERDICTS, MEANING, SOURCE_VERDICTS, VERDICTS

SECTIONS = {
    "0": "Front matter",
    "1": "1 Introduction",
    "2": "2 Literature review",
    "3": "3 Sources of regulation",
    "4": "4 Research methods",
    "5": "5 Discussion",
    "6": "6 Problems",
    "7": "7 Legal approaches",
    "8": "8 Results",
    "9": "9 Conclusions",
    "ref": "References",
}
SIDES = {"holds": "What holds", "does-not-hold": "What does not hold", "cannot-be-told": "What cannot be told"}
MARKS = ("<!-- scorecard: written by `make` -->", "<!-- end of scorecard -->")


def by_section(findings: list[dict]) -> dict[str, dict[str, int]]:
    """Section name → verdict → number of claims; sections without a claim are left out."""
    count = Counter((finding["section"], finding["verdict"]) for finding in findings)
    return {
        name: {verdict: count[section, verdict] for verdict in VERDICTS}
        for section, name in SECTIONS.items()
        if any(count[section, verdict] for verdict in VERDICTS)
    }


def article_by_source(findings: list[dict]) -> dict[str, dict[str, int]]:
    """Article verdict → source verdict → number of claims."""
    count = Counter((finding["article_verdict"], finding["source_verdict"]) for finding in findings)
    return {article: {source: count[article, source] for source in SOURCE_VERDICTS} for article in ARTICLE_VERDICTS}


def chosen(folder: Path, findings: list[dict], side: str) -> list[dict]:
    """The findings that matter most, with their headlines: rows of data/article/top-findings.csv of that side."""
    by_id = {finding["claim_id"]: finding for finding in findings}
    with open(folder / "data" / "article" / "top-findings.csv", newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["side"] == side]
    return [dict(by_id[row["claim_id"]], headline=row["headline"]) for row in rows]


def link(finding: dict, folder: str = "notebooks/") -> str:
    """Address of the claim's cell; JupyterLab opens the notebook at it."""
    return f"{folder}{finding['notebook']}.ipynb#cell-id={finding['claim_id']}"


def write_readme(folder: Path, findings: list[dict]) -> None:
    """Write the scorecard between the two marks of README.md; leave the file alone where nothing changes."""
    path = folder / "README.md"
    before = path.read_text(encoding="utf-8")
    block = f"{MARKS[0]}\n{readme_block(folder, findings)}\n{MARKS[1]}"
    after = re.sub(f"{re.escape(MARKS[0])}.*?{re.escape(MARKS[1])}", lambda _: block, before, count=1, flags=re.S)
    if after != before:
        replace(path, after)


def readme_block(folder: Path, findings: list[dict]) -> str:
    """The README's scorecard: counts of verdicts, article × sources, and the findings that matter most."""
    parts = [_counts_table(findings), _crossed_table(findings)]
    for side, heading in SIDES.items():
        parts += [f"### {heading}", lines(chosen(folder, findings, side))]
    return "\n\n".join(parts)


def _counts_table(findings: list[dict]) -> str:
    count = Counter(finding["verdict"] for finding in findings)
    rows = [f"| {SIGNS[verdict]} **{verdict}** | {count[verdict]} | {MEANING[verdict]} |" for verdict in VERDICTS]
    return "\n".join([f"| verdict | {len(findings)} claims | what it says |", "|---|--:|---|", *rows])


def _crossed_table(findings: list[dict]) -> str:
    crossed = article_by_source(findings)
    rows = [
        f"| **{article}** | {' | '.join(str(crossed[article][source]) for source in SOURCE_VERDICTS)} |"
        for article in ARTICLE_VERDICTS
    ]
    return "\n".join(
        [
            f"| the article's own figures ↓ · sources → | {' | '.join(SOURCE_VERDICTS)} |",
            "|---|" + "--:|" * len(SOURCE_VERDICTS),
            *rows,
        ]
    )


def lines(findings: list[dict], folder: str = "notebooks/") -> str:
    """Findings as a Markdown list: verdict, headline, link to the cell."""
    return "\n".join(
        f"- {SIGNS[f['verdict']]} **{f['verdict']}**: {f['headline']} ([{f['claim_id']}]({link(f, folder)}))"
        for f in findings
    )
