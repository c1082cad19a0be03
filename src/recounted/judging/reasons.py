"""The reason of a verdict in plain sentences, and the lead that a small slip gives."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from recounted.errors import RecountedError
from recounted.judging.claims import CITABLE, Claim
from recounted.judging.findings import Testimony
from recounted.judging.rules import DEFAULT, Rules
from recounted.judging.values import decimal, plain
from recounted.judging.verdicts import CANNOT_TELL, NOT_DERIVABLE

# Where something stands in the article, which is no figure: `sections 1 and 5`, `footnote 33`.
REFERENCE = re.compile(
    r"\b(?:sections?|paragraphs?|footnotes?|entr(?:y|ies)) \d+(?:\.\d+)?(?:(?:, | and | to )\d+(?:\.\d+)?)*", re.I
)
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")  # a figure in a sentence or a cell, commas of thousands within


def reason(claim: Claim, found: str, testimonies: Sequence[Testimony]) -> str:
    """What is printed, what the article's other figures give (`found`, "" for nothing), what each source says."""
    own, theirs = [found] if found else [], [each.says for each in testimonies]
    if not own and not theirs:
        theirs = ["Nothing else in the article confirms this, and no source was found"]
    elif not theirs and claim.kind in CITABLE:
        theirs = ["No source outside the article was found"]
    sentences = [f"Printed: “{claim.printed}”", *own, *theirs, *_together(testimonies)]
    return whole(claim, " ".join(f"{_capital(sentence)}." for sentence in sentences))


def _together(testimonies: Sequence[Testimony]) -> list[str]:
    """Where several sources are not of one mind, what they come to."""
    alike = [each.agrees for each in testimonies if not each.differs]
    if len(alike) > 1 and True in alike and False in alike:
        return ["So the sources do not agree with each other"]
    if len(testimonies) > 1 and not alike:
        return ["None of them measures exactly this"]
    return []


def compared(
    claim: Claim,
    sentence: str,
    value: object,
    agrees: bool | None,
    counts: str = "",
    own: bool = False,
    rules: Rules = DEFAULT,
) -> str:
    """A sentence with what its value means for the printed figure, and what it counts instead where it does.

    `own`: the sentence is on the article's other figures and not on a source.
    """
    if value is CANNOT_TELL:
        clause = ", which neither confirms nor denies it"
    elif isinstance(value, bool) and own:
        clause = {True: ", which fits", False: ", which does not fit", None: ""}[agrees]
    elif isinstance(value, bool):
        clause = {True: ", as the article says", False: ", not as the article says", None: ""}[agrees]
    elif claim.relation == "equals":
        clause = {
            True: ", as printed within rounding" if claim.figure.within_rounding(value, rules) else ", as printed",
            False: f", not the printed {_quoted(claim)}",
            None: ", too wide a range to confirm or rule out the printed figure",
        }[agrees]
    else:
        clause = {
            True: f", which fits “{claim.printed}”",
            False: f", which does not fit “{claim.printed}”",
            None: f", too wide a range to confirm or rule out “{claim.printed}”",
        }[agrees]
    joined = f", but {counts}" if agrees else f" ({counts})"
    return f"{sentence}{clause}{joined if counts else ''}"


def check_figures(claim: Claim, sentence: str, known: Iterable[str]) -> None:
    """Every figure of a sentence must stand in `known` texts: cells used, facts, the value, the claim itself.

    Raises RecountedError for one that was typed by hand, and so would not follow a change of the data.
    """
    texts, sentence = (*known, claim.printed, claim.statement), REFERENCE.sub("", sentence)
    if typed := _not_in(texts, sentence):
        raise RecountedError(
            f"claim {claim.claim_id}",
            f"the figure {typed[0]} of {sentence.strip()!r} is in no cell that the claim uses",
            "Pass the rows that it comes from, or facts=dict(name=…) and write {name} in the sentence",
        )


def check_printed(claim: Claim, known: Iterable[str]) -> None:
    """Every number of a printed figure that is not itself compared, but of which something holds or not, must stand in
    `known` texts: cells used, and facts.

    Raises RecountedError for one that does not: the verdict would be the same whatever was printed.
    """
    if missing := _not_in(known, claim.printed):
        raise RecountedError(
            f"claim {claim.claim_id}",
            f"{missing[0]} of the printed {claim.printed!r} is in no cell that the claim uses",
            "Pass the rows that it comes from as cells=, or correct `printed` in data/article/claims.csv",
        )


def whole(claim: Claim, text: str) -> str:
    """`text`, if every `{name}` in it was filled in. Raises RecountedError for one that was not."""
    if left := re.search(r"\{\w+\}", text):  # {name}
        raise RecountedError(f"claim {claim.claim_id}", f"{left[0]} is not filled in", "Pass facts=dict(name=…)")
    return text


def lead(claim: Claim, value: object, slips: dict, rules: Rules) -> str:
    """The one small slip that would make the printed figure true, as an inference; "" if none or several do."""
    if len(slips) == 1:
        raise RecountedError(
            f"claim {claim.claim_id}",
            "a single slip is handed in",
            "Build the list of slips from the data (bases, years, denominators), so that it can fit or not",
        )
    fits = [
        words for words, slipped in (slips | _own_slips(claim, value)).items() if claim.figure.holds(slipped, rules)
    ]
    return f"Possible explanation: {fits[0]} would give {claim.printed}." if len(fits) == 1 else ""


def _not_in(known: Iterable[str], text: str) -> list[str]:
    """The figures of `text` that stand in none of the `known` texts, as they are or rounded."""
    figures = FIGURE.findall(text)
    seen = {_bare(figure) for each in known for figure in FIGURE.findall(each)} if figures else set()
    unlike = [figure for figure in figures if _bare(figure) not in seen]
    values = {Decimal(figure) for figure in seen} if unlike else set()
    return [figure for figure in unlike if not _stands_in(Decimal(_bare(figure)), values)]


def _quoted(claim: Claim) -> str:
    """The printed figure inside a sentence: words in quotation marks, a figure without."""
    return claim.printed if claim.printed[:1].isdecimal() else f"“{claim.printed}”"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _bare(figure: str) -> str:
    return figure.replace(",", "")


def _stands_in(figure: Decimal, seen: set[Decimal]) -> bool:
    """Whether a figure is one of those seen, or one of them rounded."""
    step = Decimal(1).scaleb(int(figure.as_tuple().exponent))
    return figure in seen or any(each.quantize(step) == figure for each in seen)


def _own_slips(claim: Claim, value: object) -> dict:
    """Slips that need no context: two digits changed over, or truncation for rounding."""
    if (
        value is NOT_DERIVABLE
        or isinstance(value, (bool, str))
        or claim.relation != "equals"
        or claim.unit in ("text", "identifier", "date")
    ):
        return {}
    if not hasattr(value, "as_integer_ratio") and not hasattr(value, "item"):
        return {}
    exact = decimal(value)
    step = Decimal(1).scaleb(-claim.figure.decimals)
    rounded = f"{exact.quantize(step)}"
    changed = {
        f"changing over the digits {one} and {other} of {plain(rounded)}": Decimal(text)
        for one, other, text in _transposed(rounded)
    }
    return changed | {"dropping the digits after the last one printed": (exact // step) * step}


def _transposed(text: str) -> Iterator[tuple[str, str, str]]:
    """Each two neighbouring digits that differ, and the number with them changed over."""
    for i, (one, other) in enumerate(zip(text, text[1:], strict=False)):
        if one.isdigit() and other.isdigit() and one != other:
            yield one, other, text[:i] + other + one + text[i + 2 :]
