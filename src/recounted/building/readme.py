"""The part of README.md that the build writes: counts of verdicts, and the findings that matter most."""

import re

from recounted.errors import RecountedError
from recounted.files import write_whole
from recounted.judging.case_file import CaseFile, case_file
from recounted.judging.findings import Finding
from recounted.judging.firmness import FIRM, alone, reading_words, share
from recounted.judging.scorecard import NAMES, SIDES, by_kind, chosen, link
from recounted.judging.verdicts import VERDICTS
from recounted.markdown import cell
from recounted.paths import root
from recounted.tables.rows import dicts, has

Counts = dict[str, dict[str, int]]  # of each verdict, by kind of claim: scorecard.by_kind
INSTEAD = "Cite instead"  # how the advice begins where a source has another figure
ROBUSTNESS = "notebooks/robustness.ipynb"
# Columns of the table in brief, and the verdicts that each counts.
IN_BRIEF = {
    "agrees": tuple(name for name, each in VERDICTS.items() if each.is_right),
    "differs": tuple(name for name, each in VERDICTS.items() if each.is_wrong),
    "disputed": ("disputed",),
    "could not be checked": ("unverifiable",),
}
MARKS = ("<!-- scorecard: written by `make` -->", "<!-- end of scorecard -->")


def write_readme(findings: list[Finding]) -> None:
    """Write the scorecard between the two marks of the project's README.md; nothing where it has no README.

    The rest of the file is kept to the byte. Raises RecountedError where a mark is gone or stands twice.
    """
    if (text := _text()) is not None:
        write_whole(root() / "README.md", with_block(text, readme_block(findings)))


def check_marks() -> None:
    """Raises RecountedError where `write_readme` would, before anything is built."""
    if (text := _text()) is not None:
        with_block(text, "")


def _text() -> str | None:
    try:
        return (root() / "README.md").read_bytes().decode()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as fault:
        raise RecountedError("README.md", f"is not UTF-8 text ({fault.reason})", "Save it as UTF-8") from None


def with_block(page: str, block: str, marks: tuple[str, str] = MARKS, name: str = "README.md") -> str:
    """`page` with `block` between its two marks. Raises RecountedError, for file `name`, where they are not."""
    before, *middle = re.split("|".join(map(re.escape, marks)), page)
    if len(middle) != 2 or page.index(marks[0]) > page.index(marks[1]):
        raise RecountedError(
            name,
            "the two marks of the part that a run writes are not there once each, in order",
            f"Put the lines {' and '.join(marks)} where that part belongs",
        )
    return f"{before}{marks[0]}\n{block}\n{marks[1]}{middle[1]}"


def readme_block(findings: list[Finding]) -> str:
    """Counts in brief by kind of claim; the findings that matter most, with what to cite instead; counts in full."""
    kinds, case = by_kind(findings), case_file()
    parts = [f"{len(findings)} claims were judged.{_left_out(kinds)}", _brief_table(kinds)]
    rows = dicts("top-findings") if has("top-findings") else []
    for side, heading in SIDES.items():
        if headlines := chosen(rows, findings, side):
            parts += [f"### {heading}", "\n".join(_headline(words, finding, case) for words, finding in headlines)]
    parts += ["### All verdicts", _counts_table(kinds), _firmness(findings, case)]
    return "\n\n".join(filter(None, parts))


def _left_out(kinds: Counts) -> str:
    repeats = sum(each["repeats"] for each in kinds.values())
    return f" Those that only repeat another ({repeats}) are left out of the tables." if repeats else ""


def _brief_table(kinds: Counts) -> str:
    """A row a kind of claim, figures first: how many agree with what was found, and how many do not."""
    heads = [f"{head} ({', '.join(VERDICTS[name].sign for name in names)})" for head, names in IN_BRIEF.items()]
    lines = [["kind of claim", *heads], ["---", *(["--:"] * len(heads))]]
    for kind, counts in kinds.items():
        lines.append([NAMES[kind], *(str(sum(counts[name] for name in names)) for names in IN_BRIEF.values())])
    return _as_table(lines)


def _counts_table(kinds: Counts) -> str:
    """A row a verdict, a column a kind."""
    lines = [["verdict", *(NAMES[kind] for kind in kinds), "what it says"], ["---", *(["--:"] * len(kinds)), "---"]]
    for name, verdict in VERDICTS.items():
        lines.append([f"{verdict.sign} **{name}**", *(str(each[name]) for each in kinds.values()), verdict.meaning])
    return _as_table(lines)


def _as_table(lines: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _firmness(findings: list[Finding], case: CaseFile) -> str:
    """How many verdicts hold in every reading of the article, and each that is unsure; "" where nothing is known."""
    shares = [each for f in findings if (each := share(case, f)) is not None]
    if not shares:
        return ""
    unsure = _unsure(findings, case)
    counted = (
        f"**{sum(each == 1 for each in shares)} of {len(shares)} verdicts hold under every defensible reading of the "
        f"article**, whichever years and rounding are taken and however a word is meant. "
        f"{sum(map(len, unsure.values()))} hold in fewer than {100 * FIRM:.0f} % of these readings: "
        f"their cards say so, and [robustness]({ROBUSTNESS}) lists them."
    )
    lines = [
        f"- {words.removesuffix('.')}: {', '.join(_with_share(f, case) for f in each)}"
        for words, each in unsure.items()
    ]
    opening = ["<details>", f"<summary>Those that hold in fewer than {100 * FIRM:.0f} % of readings</summary>", ""]
    return "\n".join([counted, "", *opening, *lines, "", "</details>"]) if lines else counted


def _unsure(findings: list[Finding], case: CaseFile) -> dict[str, list[Finding]]:
    """The findings that are not firm, by what a sentence says of the choices that turn them; the longest list first."""
    found: dict[str, list[Finding]] = {}
    for f in findings:
        if (held := share(case, f)) is not None and held < FIRM:
            found.setdefault(alone(case, f), []).append(f)
    return dict(sorted(found.items(), key=lambda pair: -len(pair[1])))


def _with_share(f: Finding, case: CaseFile) -> str:
    return f"{f.sign} [{f.claim_id}]({link(f)}) {100 * (share(case, f) or 0):.0f} %"


def _headline(headline: str, f: Finding, case: CaseFile) -> str:
    """A line of the list: verdict, headline, what to cite instead where it should not be cited, link to the cell."""
    instead = f" {cell(f.cite_note)}" if f.cite_note.startswith(INSTEAD) else ""
    unsure = f" {cell(words)}" if (words := reading_words(case, f)) else ""
    return f"- {f.sign} **{f.verdict}**: {cell(headline)}{instead}{unsure} ([{f.claim_id}]({link(f)}))"
