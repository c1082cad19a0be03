"""The reason of a verdict in one plain sentence, and the lead that a small slip gives."""

from decimal import Decimal

from recounted.judging.claims import Claim
from recounted.judging.printed import Rules
from recounted.judging.showing import show
from recounted.judging.values import decimal, plain
from recounted.judging.verdicts import NOT_DERIVABLE, Witness


def reason(claim: Claim, article: str, recomputed: str, working: str, witnesses: list[Witness], rules: Rules) -> str:
    """One sentence with the figures in it: what is printed, what the article gives, what sources say."""
    given = ": ".join(part for part in (working, recomputed) if part)
    ours = {
        "reproduced": f"the article's own figures agree ({given})",
        "inconsistent": f"the article's own figures do not agree ({given})",
        "not-derivable": f"nothing else in the article settles it{f' ({given})' if given else ''}",
    }[article]
    theirs = [_testimony(claim, witness, rules) for witness in witnesses] or [
        "no source that we have read speaks to it"
    ]
    return f"The article prints {claim.printed}; {ours}; {'; '.join(theirs)}."


def lead(claim: Claim, value, slips: dict, rules: Rules) -> str:
    """The one small slip that would make the printed figure true, as an inference; "" if none or several do."""
    fits = [
        words for words, slipped in (slips | _own_slips(claim, value)).items() if claim.figure.holds(slipped, rules)
    ]
    return f"Inference: {fits[0]} would give {claim.printed}." if len(fits) == 1 else ""


def _testimony(claim: Claim, witness: Witness, rules: Rules) -> str:
    agrees = claim.figure.holds(witness.value, rules)
    said = witness.says or "the source says"
    sources = witness.source_id.split(", ")
    where = f" [{witness.source_id if len(sources) < 4 else f'{len(sources)} sources'}]"
    value = said if isinstance(witness.value, bool) else f"{said} {show(witness.value, claim)}"
    if witness.differs:
        return f"{value}, but with another {witness.differs}{where}"
    word = {True: "in agreement", False: "not in agreement", None: "which only overlaps"}[agrees]
    return f"{value}, {word}{where}"


def _own_slips(claim: Claim, value) -> dict:
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
    changed = {
        f"changing over two digits of {plain(text)}": Decimal(text) for text in _transposed(f"{exact.quantize(step)}")
    }
    return changed | {"dropping the digits after the last one printed": (exact // step) * step}


def _transposed(text: str) -> set[str]:
    swaps = (
        text[:i] + text[i + 1] + text[i] + text[i + 2 :] for i in range(len(text) - 1) if "." not in text[i : i + 2]
    )
    return {swap for swap in swaps if swap != text and not swap.startswith("-")}
