"""The sentence that a reader may copy, and the works to cite with it, for one finding."""

import re

from recounted.judging.citing import CAVEAT, CITE, NOT
from recounted.judging.findings import Finding, Testimony
from recounted.judging.sources import source
from recounted.site.works import Work, article, of_source

MOST = 2  # sources to cite instead, as many as the advice names


def sentence(f: Finding) -> str:
    """One to copy: of the article where it may be cited, with its caveat if it has one; else of what to cite instead.

    "" where nothing can be cited, and for references and the article's own texts.
    """
    if f.cite == NOT:
        return " ".join(f"{_end(each.sentence)} ({_named(each)})" for each in instead(f))
    if not f.cite:
        return ""
    cited = f"{_said(f)} ({article().names} {article().year}, {f.place.words}, {article().link})."
    return cited if f.cite == CITE else f"{cited} {f.cite_note}"


def works(f: Finding) -> list[Work]:
    """What to cite: the article, or the sources of another figure where the article's should not be cited."""
    if f.cite == NOT:
        return [of_source(source(each)) for each in dict.fromkeys(i for w in instead(f) for i in w.source_ids)]
    sources = [i for w in f.witnesses if w.agrees and f.cite == CAVEAT for i in w.source_ids]
    return [article(), *(of_source(source(each)) for each in dict.fromkeys(sources))]


def instead(f: Finding) -> list[Testimony]:
    """The witnesses with another figure, those that count the same thing before all others; as citing.advise has it."""
    alike = [each for each in f.witnesses if not each.differs and each.agrees is False]
    return (alike or [each for each in f.witnesses if not each.agrees])[:MOST]


def _said(f: Finding) -> str:
    """The statement, and what is printed where it does not stand in it: words of the article in quotation marks."""
    if re.search(rf"(?<![\w.]){re.escape(f.printed)}(?!\w)", f.statement):  # as words or a figure of its own
        return f.statement
    return f"{f.statement}: {f.printed if f.printed[:1].isdecimal() else f'“{f.printed}”'}"


def _named(witness: Testimony) -> str:
    where = "; ".join(source(each).words for each in witness.source_ids)
    counts = f"; this is {witness.counts}" if witness.counts else ""
    return f"{where or witness.who}{counts}"


def _end(text: str) -> str:
    return text.rstrip(".")
