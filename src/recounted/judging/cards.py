"""How verdicts look in a notebook: a card for one claim, one table for a family, a table of contents for all."""

from collections import Counter
from collections.abc import Callable, Sequence
from fnmatch import fnmatchcase

from recounted.errors import RecountedError
from recounted.judging.case_file import CaseFile
from recounted.judging.citing import Advice
from recounted.judging.findings import SCRAP, Finding, Testimony
from recounted.judging.firmness import firmness, reading_words
from recounted.judging.sources import source
from recounted.judging.verdicts import CAUSES, VERDICTS
from recounted.markdown import Shown, cell, table

REMARKS = {"lead": "a lead", "charitable": "the most charitable reading", "settle": "what would settle it"}


class Card(Shown):
    """One claim's verdict: its figures, each witness as a row, the reason, the remarks. Carries the finding."""

    def __init__(self, finding: Finding, case: CaseFile):
        self.finding, self.case = finding, case

    def __repr__(self) -> str:
        f = self.finding
        head = f"{f.sign} {f.verdict}{_cause(f)}: {f.claim_id}"
        return "\n".join([*filter(None, [head, _advice(f), f.reason]), *_remarks(f, "{}: {}")])

    def markdown(self) -> str:
        f = self.finding
        head = f"**{f.sign} {f.verdict}**{_cause(f)} · printed **{cell(f.printed)}** · {f.place.words} · `{f.claim_id}`"
        stands = cell(" ".join(filter(None, [f.standing, *firmness(self.case, f)])))
        evidence = [cell(_advice(f)), _evidence(f), cell(f.reason)]
        parts = [head, *evidence, *_remarks(f, "*{}:* {}", cell), stands]
        return "\n\n".join(part for part in parts if part)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict:
        return bundle(self, self.finding.claim_id, self.finding.as_json())


class Family(Shown):
    """Claims of one shape in one table, with a card below for each that is not clean. Carries all findings.

    A claim without a card whose verdict is not firm has a line below the table that says so.
    """

    def __init__(self, name: str, findings: Sequence[Finding], case: CaseFile, cards: bool = True):
        self.name, self.findings, self.case, self.with_cards = name, findings, case, cards

    def __repr__(self) -> str:
        return "\n".join(repr(Card(finding, self.case)) for finding in self.findings)

    def markdown(self) -> str:
        columns = ["", "claim", "printed", "the article's other figures", "sources"]
        rows = [[f.sign, f.statement, f.printed, f.recomputed, _told(f)] for f in self.findings]
        shown = [f for f in self.findings if self.with_cards and not f.is_clean]
        cards = (Card(finding, self.case).markdown() for finding in shown)
        return "\n\n".join([table(columns, rows), *self._unsure(shown), *cards])

    def _unsure(self, shown: Sequence[Finding]) -> list[str]:
        """A list of the findings without a card whose verdict is not firm; [] for none."""
        words = [(f, reading_words(self.case, f)) for f in self.findings if f not in shown]
        lines = [f"- *{cell(f.statement)}:* {cell(told)}" for f, told in words if told]
        return ["\n".join(lines)] if lines else []

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict:
        return bundle(self, self.name, [finding.as_json() for finding in self.findings])


class Unsettled(Family):
    """Claims that nothing computes and no source speaks of, in one table: what would settle each."""

    def markdown(self) -> str:
        rows = [[f.sign, f.statement, f.printed, f.place.words, f.settle] for f in self.findings]
        return table(["", "claim", "printed", "where", "what would settle it"], rows)


class Tally(Shown):
    """A notebook's verdicts, counted and listed with links; names the claims that were not judged."""

    def __init__(self, findings: Sequence[Finding], missing: Sequence[str]):
        self.findings, self.missing = findings, missing

    def __repr__(self) -> str:
        counts = Counter(finding.verdict for finding in self.findings)
        text = ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS if counts[verdict])
        missing = f"; not judged: {', '.join(self.missing)}" if self.missing else ""
        return f"{len(self.findings)} claims judged: {text}{missing}"

    def markdown(self) -> str:
        rows = [
            [f.sign, f.printed, f"[{cell(f.statement)}]({f.notebook}.ipynb#cell-id={f.cell})"] for f in self.findings
        ]
        return f"{self!r}\n\n{table(['', 'printed', 'claim'], rows, raw=2)}"


class Contents(Shown):
    """A table of contents: each line a text, the signs of its claims, and a link to the first of them."""

    def __init__(self, lines: dict[str, str | list[str]], rows: Sequence[Sequence[str]] = ()):
        self.lines, self.rows = lines, rows

    def filled(self, findings: Sequence[Finding]) -> "Contents":
        """The same with the signs of what was found. Raises RecountedError for a line without a claim."""
        rows = []
        for text, named in self.lines.items():
            patterns = [named] if isinstance(named, str) else named
            mine = [f for f in findings if any(fnmatchcase(f.claim_id, pattern) for pattern in patterns)]
            if not mine:
                raise RecountedError(
                    f"opening line {text!r}",
                    f"no claim is called {named!r}",
                    "Name claims of this notebook, or a pattern of their ids",
                )
            counts = Counter(f.sign for f in mine)
            signs = " ".join(sign if n == 1 else f"{sign} {n}" for sign, n in counts.items())
            rows.append([signs, f"[{cell(text)}](#cell-id={mine[0].cell})"])
        return Contents(self.lines, rows)

    def __repr__(self) -> str:
        return "\n".join(f"{signs}  {text}" for signs, text in self.rows) or "\n".join(self.lines)

    def markdown(self) -> str:
        return table(["", "what this notebook found"], self.rows or [["", cell(line)] for line in self.lines], raw=1)


def bundle(shown: Shown, name: str, data: dict | list) -> dict:
    """What Jupyter keeps of a card: text, Markdown, and the findings in scrapbook's media type."""
    scrap = {"name": name, "data": data, "encoder": "json", "version": 1}
    return {"text/plain": repr(shown), "text/markdown": shown.markdown(), SCRAP: scrap}


def _advice(f: Finding) -> str:
    """May I cite it, in words; "" for references and texts."""
    return f"May I cite it? {Advice(f.cite, f.cite_note).words}" if f.cite else ""


def _evidence(f: Finding) -> str:
    """The article's other figures and each witness as rows of a small table; "" where there are none."""
    own = [["the article's other figures", cell(f.recomputed), ""]] if f.recomputed else []
    rows = own + [[_named(witness), cell(witness.value), cell(_compared(witness))] for witness in f.witnesses]
    lines = [["who", "says", "compared with the printed figure"], ["---"] * 3, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) if rows else ""


def _named(witness: Testimony) -> str:
    """The source's name, linked to where it can be read."""
    address = source(witness.source_ids[0]).address
    more = f" and {len(witness.source_ids) - 1} more" if len(witness.source_ids) > 1 else ""
    return f"[{cell(witness.who)}](<{address}>){more}" if address else cell(witness.who) + more


def _compared(witness: Testimony) -> str:
    word = {True: "the same", False: "another", None: "cannot tell"}[witness.agrees]
    return f"{word}, {'but' if witness.agrees else 'and'} {witness.counts}" if witness.counts else word


def _told(f: Finding) -> str:
    return "; ".join(f"{witness.who}: {witness.value}" for witness in f.witnesses)


def _cause(f: Finding) -> str:
    """On what the verdict turns, in brackets; "" for a clean one."""
    return f" ({CAUSES[f.cause]})" if f.cause else ""


def _remarks(f: Finding, form: str, written: Callable[[str], str] = str) -> list[str]:
    found = {words: getattr(f, name) for name, words in REMARKS.items()}
    return [form.format(words.capitalize(), written(text)) for words, text in found.items() if text]
