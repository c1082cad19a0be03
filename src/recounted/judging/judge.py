"""judge: hold a recomputed value to the printed figure, show the verdict, record it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from IPython.display import DisplayHandle, display

from recounted.errors import RecountedError
from recounted.judging.addresses import UNSETTLED, addressed
from recounted.judging.cards import Card, Contents, Family, Tally, Unsettled
from recounted.judging.case_file import CaseFile
from recounted.judging.cellwise import held
from recounted.judging.citing import Advice, advise
from recounted.judging.claims import CITABLE, Claim, known_claim
from recounted.judging.families import members
from recounted.judging.findings import Finding, Testimony
from recounted.judging.formatting import show
from recounted.judging.names import introduced
from recounted.judging.parameters import rules
from recounted.judging.printed import Rules
from recounted.judging.reasons import check_figures, check_printed, compared, lead, reason, whole
from recounted.judging.told import in_points
from recounted.judging.values import python_value
from recounted.judging.verdicts import CANNOT_TELL, NOT_DERIVABLE, VERDICTS, article_verdict, source_verdict, summary
from recounted.judging.witnesses import Witness, filled
from recounted.numerals.relations import TRUTH_RELATIONS
from recounted.tables.cells import Cells, cells_of, rows_of, texts_of

EVIDENCE = "found, cells, witnesses, slips, shown or facts"
REMARKS = ("cause", "charitable", "settle")  # kept where the verdict is not clean


def begin(notebook: str, case: CaseFile, rounding: str = "nearest", about: float = 0.1) -> "Judge":
    """The judge of one notebook. `case`: what `case_file` read; `rounding` and `about` are checked, see
    parameters.rules."""
    pd.options.display.max_colwidth = None  # no table is cut at 50 letters
    return Judge(notebook, case, rules(rounding, about))


class Judge:
    """Judges the claims that the case file gives to one notebook, each exactly once. It opens no table itself."""

    def __init__(self, notebook: str, case: CaseFile, rules: Rules):
        self.notebook, self.case, self.rules = notebook, case, rules
        self.findings: dict[str, Finding] = {}
        self.families: set[str] = set()
        self.opened: tuple[Contents, DisplayHandle] | None = None

    def __call__(self, claim_id: str, value: object = NOT_DERIVABLE, **evidence: Any) -> None:
        """Judge one claim and show its card. Evidence, all of it optional:

        `value`: what the article's other figures give (number, date as ISO text, text, True or False for an order or
        a trend, or a portion interval); left out where nothing else in the article gives it.
        `found`: a sentence on it without its full stop, with `{value}` where the value stands: `The four years add up
        to {value}`. `cells`: the rows of loaded tables it comes from. `facts`: names for `{name}` in sentences and
        remarks. `shown`: the value in words. `witnesses`: what sources say. `slips`: small slips that would make the
        printed figure true, as {"in words": value}; one alone that fits is a lead.
        """
        finding = self._found(claim_id, value, cell=claim_id, **evidence)
        display(Card(finding, self.case))

    def each(
        self, ids: str, frame: pd.DataFrame, value: object = NOT_DERIVABLE, *, name: str = "", **evidence: Any
    ) -> None:
        """Judge a family: one claim for each row of `frame`, shown as one table.

        `ids`: the claims' ids with the row's columns in braces, `{work_key}-place`. Every other argument is as in a
        single call, or a function of the row (a namedtuple of its columns and `line`), or text with its columns in
        braces; a value of None is none. `name`: the cell's address, where two families have one pattern of ids. A row
        whose id is no claim is an error.
        """
        name = name or addressed(ids)
        if name in self.families:
            raise RecountedError(
                f"notebook {self.notebook}", f"two families are called {name}", "Give one of them name="
            )
        found = [self._found(cell=name, **each) for each in members(ids, frame, value, evidence)]
        self.families.add(name)
        self._show(Family, name, found)

    def table(
        self,
        claim_id: str,
        printed: pd.DataFrame,
        values: pd.DataFrame,
        *,
        on: Sequence[str],
        unit: str | Mapping[str, str] = "count",
        **evidence: Any,
    ) -> None:
        """Judge one claim whose figure is a whole table: each cell of `printed` is held to that of `values` in the same
        row (told by the columns `on`) and column; see cellwise.held for `unit`. The claim's relation is `order`.

        One finding: it fits where every cell does, and names the cells that differ. Other evidence as in a single call.
        """
        mine = self._mine(claim_id)
        if mine.relation not in TRUTH_RELATIONS:
            raise RecountedError(
                f"claim {claim_id}",
                "a table is held cell by cell, and is right or wrong",
                "Give it the relation order in data/article/claims.csv",
            )
        found = held(printed, values, on, unit, self.rules)
        value = {True: True, False: False, None: CANNOT_TELL}[found.agrees]
        # "Table 1" is a name: what is printed are its cells, and each was held
        evidence["facts"] = {"table": found.sentence(), "name": mine.printed} | evidence.get("facts", {})
        evidence.setdefault("cells", [frame for frame in (printed, values) if "table" in frame.attrs])
        self(claim_id, value, found="{table}", shown=found.shown(), **evidence)

    def unsettled(self) -> None:
        """Judge, in one table, the claims of this notebook that have no cell and whose remark says `no-data`."""
        left = [each for each in self._missing() if self.case.remark(each).cause == "no-data"]
        self._show(Unsettled, UNSETTLED, [self._found(each, cell=UNSETTLED) for each in left])

    def opening(self, lines: dict[str, str | list[str]]) -> None:
        """Show what the notebook found, as a table of contents at its top: a line of text and the claims it is about.

        Claims are named by id or by pattern (`investigations-*`). The signs appear when `tally` runs, at the end.
        """
        contents = Contents(lines)
        if handle := display(contents, display_id=True):  # outside Jupyter there is none
            self.opened = contents, handle

    def tally(self) -> Tally:
        """The verdicts of this notebook with links, and whether each of its claims was judged."""
        if self.opened:
            contents, handle = self.opened
            handle.update(contents.filled(list(self.findings.values())))
        return Tally(list(self.findings.values()), self._missing())

    def _show(self, kind: Callable, name: str, findings: list[Finding]) -> None:
        display(kind(name, findings, self.case))

    def _missing(self) -> list[str]:
        mine = [each.claim_id for each in self.case.claims.values() if each.notebook == self.notebook]
        return [claim_id for claim_id in mine if claim_id not in self.findings]

    def _found(
        self,
        claim_id: str,
        value: object = NOT_DERIVABLE,
        *,
        cell: str,
        found: str = "",
        cells: Cells = None,
        witnesses: Iterable[Witness] = (),
        slips: dict | None = None,
        shown: str = "",
        facts: dict | None = None,
        **unknown: Any,
    ) -> Finding:
        if unknown:
            raise RecountedError(
                f"claim {claim_id}",
                f"judge takes no {' or '.join(unknown)}",
                f"Give {EVIDENCE}; {', '.join(REMARKS)} and caveat stand in data/article/remarks.csv",
            )
        mine, facts = self._mine(claim_id), facts or {}
        value = NOT_DERIVABLE if value is None else python_value(value)
        if (size := getattr(value, "size", 1)) != 1:
            what = f"its value is {size} values"
            raise RecountedError(f"claim {claim_id}", what, "Pass one: a sum, a share, or a single cell (`.item()`)")
        if value is NOT_DERIVABLE and "{value}" in found:
            what, remedy = "found= speaks of a value, and none is given", "Pass the value, or leave found= out"
            raise RecountedError(f"claim {claim_id}", what, remedy)
        value, plain, agrees = self._held(mine, value, cells)
        shown = filled(shown, facts | {"value": plain}) or plain
        found = filled(found, facts | {"value": shown})
        known = [*map(str, facts.values()), *([] if isinstance(value, bool) else [plain]), *texts_of(cells)]
        check_figures(mine, f"{found} {shown}", known)
        if found and value is not NOT_DERIVABLE:
            found = compared(mine, found, value, agrees, own=True, rules=self.rules)
        witnesses = tuple(witnesses)
        testimonies = tuple(self._testimony(mine, each, facts) for each in witnesses)
        values = [each for each in (value, *(each.value for each in witnesses)) if each is not NOT_DERIVABLE]
        if values and all(isinstance(each, bool) or each is CANNOT_TELL for each in values):
            seen = [text for each in witnesses for text in texts_of(each.cells)]
            check_printed(mine, [*map(str, facts.values()), *texts_of(cells), *seen])
        article, sources = article_verdict(agrees), source_verdict(testimonies)
        verdict, remarks = summary(article, sources), self.case.remark(claim_id)
        neighbours, names = self.case.neighbours.get(claim_id, ()), self.case.names
        caveat, *texts = (whole(mine, filled(getattr(remarks, name), facts)) for name in ("caveat", *REMARKS))
        kept = not VERDICTS[verdict].is_clean
        check_figures(mine, remarks.unread, known)
        advice = advise(verdict, testimonies, neighbours, caveat) if mine.kind in CITABLE else Advice("", "")
        self.findings[claim_id] = finding = Finding(
            claim_id=claim_id,
            place=mine.place,
            statement=mine.statement,
            kind=mine.kind,
            repeats=mine.repeats,
            printed=mine.printed,
            recomputed=shown,
            article_verdict=article,
            source_verdict=sources,
            verdict=verdict,
            reason=introduced(reason(mine, found, testimonies, verdict, remarks.unread), names),
            lead=lead(mine, value, slips or {}, self.rules) if kept and not agrees else "",
            cite=advice.answer,
            cite_note=introduced(advice.note, names),
            beside=neighbours,
            witnesses=testimonies,
            cells=tuple(cells_of(cells)),
            notebook=self.notebook,
            cell=cell,
            **{name: introduced(text, names) if kept else "" for name, text in zip(REMARKS, texts, strict=True)},
        )
        return finding

    def _testimony(self, mine: Claim, given: Witness, facts: dict) -> Testimony:
        """A witness held to the claim, once."""
        value, shown, agrees = self._held(mine, given.value, given.cells)
        says = filled(given.says, facts | {"value": shown})
        known = [*map(str, facts.values()), shown, *texts_of(given.cells)]
        check_figures(mine, f"{says} {given.counts}", known)
        return Testimony(
            who=given.who,
            sentence=says,
            says=compared(mine, says, value, agrees, given.counts, rules=self.rules),
            value=shown,
            differs=given.differs,
            counts=given.counts,
            agrees=agrees,
            source_ids=given.source_ids,
            cells=given.cells,
        )

    def _held(self, mine: Claim, value: object, cells: Cells) -> tuple[object, str, bool | None]:
        """A value with decimal points, as it is shown, and whether the claim's figure holds it. Raises RecountedError
        with the claim and the rows for one that is missing or cannot be read."""
        try:
            value = in_points(value, cells) if mine.figure.is_number else value
            return value, show(value, mine), None if value is NOT_DERIVABLE else mine.figure.holds(value, self.rules)
        except RecountedError as fault:
            where = ", ".join([f"claim {mine.claim_id}", *rows_of(cells), fault.where])
            raise RecountedError(where, fault.what, fault.remedy) from None

    def _mine(self, claim_id: str) -> Claim:
        found = known_claim(claim_id, self.case.claims)
        if found.notebook != self.notebook:
            raise RecountedError(
                f"notebook {self.notebook}",
                f"claim {claim_id} belongs to {found.notebook}",
                "Judge it there, or change its notebook in data/article/claims.csv",
            )
        if claim_id in self.findings:
            raise RecountedError(
                f"notebook {self.notebook}",
                f"claim {claim_id} is judged twice",
                "Keep one judge(...) cell; after an edit, restart the kernel and run all cells",
            )
        return found
