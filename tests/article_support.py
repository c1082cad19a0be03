"""A small made-up article and its ledger, for the tests of recounted.article."""

from recounted.article.ledger import Entry
from recounted.article.numbers import extract
from recounted.article.passages import fingerprints
from recounted.judging.findings import Finding
from recounted.judging.places import Place

ARTICLE = """Research Note

BEES OF THE VALLEY

Ada Keeper¹

- 1 Dr. Sc., University of the Valley ada@example.org

1 INTRODUCTION

In 2019 keepers counted 182 hives and in 2020 only 91.² That is half as many, a loss of 50%, and the keepers of the

2 Valley Office, 'Hives 2020' (Office, 2021) <https://example.org/hives-2020> accessed 3 May 2021.

valley agree that the harvest was twice as large before.

Nobody knows why the swarms left the orchards in the north of the valley without a sign.

2 RESULTS

We suggest:

- more flowers along the roads that lead into the valley;
- the ban of Article 3(c), No 12-IV of 4 June 2018.³

3 Law No 12-IV of 4 June 2018.

REFERENCES

1. Keeper A, 'On Swarms' (2011) 12(3-4) Journal of Bees 77, doi:10.1234/bees-
5.
"""
VERDICTS = {"hives-2019": "corroborated", "hives-2020": "inconsistent", "loss": "unverifiable"}
CLAIM_OF = {"182": "hives-2019", "91": "hives-2020", "50%": "loss"}


def ledger(text=ARTICLE):
    """Entries of the made-up article: three numbers are claims, all others are set aside."""
    return [
        Entry(
            i,
            n.section,
            int(n.paragraph),
            int(n.footnote) if n.footnote else None,
            n.text,
            "claim" if n.text in CLAIM_OF else "layout",
            CLAIM_OF.get(n.text, ""),
        )
        for i, n in enumerate(extract(text), 1)
    ]


def known_passages():
    return fingerprints(ARTICLE)


def findings(**changes) -> dict[str, Finding]:
    """The three claims' findings by claim_id, as the build's verdicts have them."""
    return {
        claim_id: Finding(
            **{
                "claim_id": claim_id,
                "place": Place("1", 1),
                "statement": f"About {claim_id}",
                "kind": "figure",
                "repeats": "",
                "printed": "182",
                "recomputed": "182",
                "article_verdict": "reproduced",
                "source_verdict": "no-source",
                "verdict": verdict,
                "cause": "",
                "reason": "As the office says.",
                "lead": "",
                "charitable": "",
                "settle": "",
                "cite": "cite",
                "cite_note": "",
                "beside": (),
                "witnesses": (),
                "cells": (),
                "notebook": "01-bees",
                "cell": claim_id,
            }
            | changes
        )
        for claim_id, verdict in VERDICTS.items()
    }
