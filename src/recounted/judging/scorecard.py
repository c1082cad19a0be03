"""The scorecard: how many claims have which verdict, by section, and the article's own figures against the sources."""

from collections import Counter
from collections.abc import Iterable, Sequence

from recounted.errors import RecountedError
from recounted.judging.claims import KINDS, check_claim
from recounted.judging.findings import Finding
from recounted.judging.places import section, sections
from recounted.judging.verdicts import ARTICLE_VERDICTS, SOURCE_VERDICTS, VERDICTS

SIDES = {"holds": "What is right", "does-not-hold": "What is wrong", "cannot-be-told": "What stays open"}
# The kinds of claims.KINDS as a reader sees them.
NAMES = {
    "figure": "figures of the subject",
    "law": "laws and measures",
    "reference": "citations and identifiers",
    "text": "the article's own lists and dates",
}
# The verdicts under which a headline may stand on each side; another verdict stops the build.
ALLOWED = {
    "holds": ("corroborated", "reproduced"),
    "does-not-hold": ("contradicted", "inconsistent"),
    "cannot-be-told": ("supported", "disputed", "unverifiable"),
}


def by_kind(findings: Iterable[Finding]) -> dict[str, dict[str, int]]:
    """Kind of claim → verdict → number of claims that are not mere repeats, and how many repeats there are."""
    findings = list(findings)
    count = Counter((finding.kind, finding.verdict) for finding in findings if not finding.repeats)
    repeats = Counter(finding.kind for finding in findings if finding.repeats)
    return {
        kind: {verdict: count[kind, verdict] for verdict in VERDICTS} | {"repeats": repeats[kind]} for kind in KINDS
    }


def by_section(findings: Sequence[Finding]) -> dict[str, dict[str, int]]:
    """Section title → verdict → number of claims; sections without a claim are left out."""
    count = Counter((finding.place.section, finding.verdict) for finding in findings)
    used = dict.fromkeys([*sections(), *(finding.place.section for finding in findings)])
    return {
        section(each).title: {verdict: count[each, verdict] for verdict in VERDICTS}
        for each in used
        if any(count[each, verdict] for verdict in VERDICTS)
    }


def article_by_source(findings: Iterable[Finding]) -> dict[str, dict[str, int]]:
    """Article verdict → source verdict → number of claims."""
    count = Counter((finding.article_verdict, finding.source_verdict) for finding in findings)
    return {article: {source: count[article, source] for source in SOURCE_VERDICTS} for article in ARTICLE_VERDICTS}


def chosen(rows: Iterable[dict], findings: Iterable[Finding], side: str) -> list[tuple[str, Finding]]:
    """The findings that matter most, each with its headline: `rows` of the table top-findings of that side."""
    by_id = {finding.claim_id: finding for finding in findings}
    mine = [row for row in rows if row["side"] == side]
    for row in mine:
        check_claim(row["claim_id"], "data/article/top-findings.csv", by_id)
        found = by_id[row["claim_id"]]
        if found.verdict not in ALLOWED[side]:
            raise RecountedError(
                "data/article/top-findings.csv",
                f"{row['claim_id']} stands under “{SIDES[side]}”, but is {found.verdict}",
                "Read its headline again and move it to the side of its verdict",
            )
    return [(row["headline"], by_id[row["claim_id"]]) for row in mine]


def link(finding: Finding, folder: str = "notebooks/") -> str:
    """Address of the claim's cell; JupyterLab opens the notebook at it."""
    return f"{folder}{finding.notebook}.ipynb#cell-id={finding.cell}"


def lines(headlines: Iterable[tuple[str, Finding]], folder: str = "notebooks/") -> str:
    """Headlines as a Markdown list: verdict, headline, link to the cell."""
    return "\n".join(
        f"- {f.sign} **{f.verdict}**: {headline} ([{f.claim_id}]({link(f, folder)}))" for headline, f in headlines
    )
