"""How a verdict looks in a notebook: a card for one claim, a table for a notebook's claims."""

from collections import Counter

from recounted.judging.verdicts import VERDICTS

# A sign as well as a colour, so that a verdict can be told without seeing colours.
SIGNS = {
    "corroborated": "✔✔",
    "reproduced": "✔",
    "disputed": "≈",
    "contradicted": "✘",
    "inconsistent": "≠",
    "unverifiable": "?",
}


class Card:
    """One claim's verdict. Shown as Markdown in Jupyter, as plain text elsewhere."""

    def __init__(self, finding: dict):
        self.finding = finding

    def __repr__(self):
        f = self.finding
        lines = [f"{SIGNS[f['verdict']]} {f['verdict']}{_cause(f)}: {f['claim_id']}", f["reason"]]
        return "\n".join(lines + [f"{name}: {text}" for name, text in _remarks(f)])

    def _repr_markdown_(self):
        f = self.finding
        head = (
            f"> **{SIGNS[f['verdict']]} {f['verdict']}**{_cause(f)} · printed **{_cell(f['printed'])}** · recounted "
            f"**{_cell(f['recomputed']) or '–'}** · sources **{_cell(f['source_value']) or '–'}** · {f['place']}"
        )
        remarks = [f"> *{name.capitalize()}:* {text}" for name, text in _remarks(f)]
        return "\n>\n".join([head, f"> {f['reason']}", *remarks])


class Tally:
    """Counts of a notebook's verdicts; names the claims that were not judged."""

    def __init__(self, findings: list[dict], missing: list[str]):
        self.findings, self.missing = findings, missing

    def __repr__(self):
        counts = Counter(finding["verdict"] for finding in self.findings)
        text = ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS if counts[verdict])
        missing = f"; not judged: {', '.join(self.missing)}" if self.missing else ""
        return f"{len(self.findings)} claims judged: {text}{missing}"


def _cause(finding: dict) -> str:
    return f" ({finding['cause']})" if finding["cause"] else ""


def _remarks(finding: dict) -> list[tuple[str, str]]:
    names = {"lead": "a lead", "charitable": "the most charitable reading", "settle": "what would settle it"}
    return [(name, finding[key]) for key, name in names.items() if finding[key]]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
