"""A sheet for the authors and the journal: the place, what the data say, the most charitable reading."""

from recounted.judging.findings import Finding
from recounted.judging.verdicts import VERDICTS
from recounted.site.pages import page
from recounted.site.quoting import instead


def chosen(findings: list[Finding]) -> list[Finding]:
    """The claims that belong on the sheet, in the order of the article; one that only repeats another is left out."""
    return [finding for finding in findings if VERDICTS[finding.verdict].is_wrong and not finding.repeats]


def sheet(findings: list[Finding], alone: bool = False) -> str:
    """The sheet as a page. `alone`: by itself, without the site's menu and links to its pages."""
    return page(
        "errata.html.j2", findings=chosen(findings), total=len(findings), instead=instead, alone=alone,
        title="For the authors and the journal",
    )  # fmt: skip
