"""Badges: small SVG pictures with their words inside, for a README or a web page. They ask no other host."""

from xml.sax.saxutils import escape

from recounted.judging.findings import Finding
from recounted.judging.verdicts import VERDICTS

LETTER, PADDING = 7.0, 10.0  # width of a letter at 11 px, and the room beside the words, in px
FONT = "font-family='Verdana, DejaVu Sans, sans-serif' font-size='11'"
LABEL, GOOD, BAD = "#4a4a4a", "#1a6b2a", "#8a2258"  # each 5 : 1 or more against white


def clean(findings: list[Finding]) -> str:
    """How many claims stand as printed: corroborated or reproduced."""
    count = sum(finding.is_clean for finding in findings)
    return badge("recounted", f"{count} of {len(findings)} claims stand", GOOD)


def wrong(findings: list[Finding]) -> str:
    """How many claims sources or the article itself contradict."""
    count = sum(VERDICTS[finding.verdict].gravity <= 2 for finding in findings)
    return badge("recounted", f"{count} of {len(findings)} claims do not hold", BAD)


def badge(label: str, words: str, colour: str) -> str:
    """A label and a message beside it, with both as its title for those who cannot see it."""
    left, right = len(label) * LETTER + PADDING, len(words) * LETTER + PADDING
    title = escape(f"{label}: {words}", {"'": "&apos;"})
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{left + right:g}' height='20' role='img' "
        f"aria-label='{title}'><title>{title}</title>"
        f"<rect width='{left:g}' height='20' fill='{LABEL}'/>"
        f"<rect x='{left:g}' width='{right:g}' height='20' fill='{colour}'/>"
        f"<g fill='#fff' text-anchor='middle' {FONT}><text x='{left / 2:g}' y='14'>{escape(label)}</text>"
        f"<text x='{left + right / 2:g}' y='14'>{escape(words)}</text></g></svg>\n"
    )
