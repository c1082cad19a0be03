"""judge: hold a recomputed value to the printed figure, show the verdict, record it."""

import scrapbook

from recounted.errors import RecountedError
from recounted.judging.cards import Card, Tally
from recounted.judging.claims import Claim, claim, claims
from recounted.judging.parameters import rules
from recounted.judging.printed import Rules
from recounted.judging.reasons import lead, reason
from recounted.judging.showing import show
from recounted.judging.values import python_value
from recounted.judging.verdicts import CAUSES, CLEAN, NOT_DERIVABLE, article_verdict, source_verdict, summary
from recounted.tables.cells import cells_of


def begin(notebook: str, rounding: str = "nearest", about: float = 0.1) -> "Judge":
    """The judge of one notebook. `rounding` and `about` are checked; see parameters.rules."""
    return Judge(notebook, rules(rounding, about))


class Judge:
    """Judges the claims that data/article/claims.csv gives to one notebook, each exactly once."""

    def __init__(self, notebook: str, rules: Rules):
        self.notebook, self.rules = notebook, rules
        self.findings: dict[str, dict] = {}

    def __call__(
        self,
        claim_id: str,
        value=NOT_DERIVABLE,
        *,
        working: str = "",
        cells=None,
        witnesses=(),
        cause: str = "",
        slips: dict | None = None,
        charitable: str = "",
        settle: str = "",
        shown: str = "",
    ) -> Card:
        """Judge one claim; gives a card that shows the verdict.

        `value`: what the article's other figures give (number, date as ISO text, text, True or False for an order
        or a trend, or a portion interval); left out where nothing else in the article gives it.
        `working`: the sum in words ("145 + 97 + 143 + 158 over four years"). `cells`: rows of loaded tables used.
        `witnesses`: what sources say. `cause`: one word of verdicts.CAUSES where the verdict is not clean.
        `slips`: small slips that would make the printed figure true, as {"in words": value}; one alone that fits
        is a lead.
        `charitable`: the most charitable reading; `settle`: what would settle it; `shown`: the value in words.
        """
        found = self._mine(claim_id)
        if cause and cause not in CAUSES:
            raise RecountedError(
                f"claim {claim_id}", f"cause {cause!r} is not in the list", f"Choose one of: {', '.join(CAUSES)}"
            )
        value, figure, witnesses = python_value(value), found.figure, list(witnesses)
        article = article_verdict(figure, value, self.rules)
        sources = source_verdict(figure, witnesses, self.rules)
        verdict = summary(article, sources)
        clean = verdict in CLEAN
        finding = {
            "claim_id": claim_id,
            "section": found.section,
            "printed": found.printed,
            "recomputed": shown or show(value, found),
            "article_verdict": article,
            "source_value": "; ".join(show(each.value, found) for each in witnesses),
            "source_id": "; ".join(each.source_id for each in witnesses),
            "source_verdict": sources,
            "verdict": verdict,
            "cause": "" if clean else cause,
            "reason": reason(found, article, shown or show(value, found), working, witnesses, self.rules),
            "notebook": self.notebook,
            "statement": found.statement,
            "place": found.place,
            "lead": "" if clean else lead(found, value, slips or {}, self.rules),
            "charitable": "" if clean else charitable,
            "settle": "" if clean else settle,
            "cells": cells_of(cells) + [cell for each in witnesses for cell in each.cells],
        }
        self.findings[claim_id] = finding
        scrapbook.glue(claim_id, finding, encoder="json", display=False)
        return Card(finding)

    def tally(self) -> Tally:
        """The verdicts of this notebook, and whether each of its claims was judged."""
        missing = [
            each for each in claims().values() if each.notebook == self.notebook and each.claim_id not in self.findings
        ]
        return Tally(list(self.findings.values()), [each.claim_id for each in missing])

    def _mine(self, claim_id: str) -> Claim:
        found = claim(claim_id)
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
