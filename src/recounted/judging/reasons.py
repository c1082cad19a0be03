"""The reason of a verdict in plain sentences, and the lead that a small slip gives."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from recounted.errors import RecountedError
from recounted.judging.citing import with_counts
from recounted.judging.claims import CITABLE, Claim
from recounted.judging.findings import Testimony
from recounted.judging.rules import DEFAULT, Rules
from recounted.judging.values import decimal, plain
from recounted.judging.verdicts import CANNOT_TELL
from recounted.numerals.dates import YEARS
from recounted.numerals.marks import with_points
from recounted.tables.rows import decimal_mark

# Where something stands in the article, which is no figure: `sections 1 and 5`, `footnote 33`.
REFERENCE = re.compile(
    r"\b(?:sections?|paragraphs?|footnotes?|entr(?:y|ies)) \d+(?:\.\d+)?(?:(?:, | and | to )\d+(?:\.\d+)?)*", re.I
)
# A figure in a sentence or a cell, commas of thousands within; .036 without its zero.
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?|(?<![\w.)\]”’%])\.\d+")


def reason(claim: Claim, found: str, testimonies: Sequence[Testimony], verdict: str, unread: str = "") -> str:
    """What is printed, what the article's other figures give (`found`, "" for nothing), what each source says, and what
    it comes to: agree, differ, or stay open and why.

    `unread`: the source that the article cites for it, where it could not be read.
    """
    theirs, own, unknown = _told(testimonies), [found] if found else [], verdict == "unverifiable"
    if found and not theirs and claim.kind in CITABLE and not unknown:
        inside = "Only places of the article are compared here"
        theirs = [inside if verdict == "inconsistent" else "No source outside the article was found"]
    end = _unknown(claim, found, unread) if unknown else _together(claim, testimonies, verdict)
    ends = [end] if end else []
    told = [*own, *theirs, *ends] if testimonies else [*own, *ends, *theirs]
    sentences = [f"Printed: “{claim.printed}”", *told]
    return whole(claim, " ".join(f"{_capital(sentence)}." for sentence in sentences))


def _told(testimonies: Sequence[Testimony]) -> list[str]:
    """What each source says; where all differ that count something else, that is said of them once, at the end.

    What one counts instead is told with an "again" where the one before it counts the same.
    """
    plain = _all_near_differ(testimonies)
    said = [with_counts(each.sentence, each.counts) if plain else each.says for each in testimonies]
    for spot, (before, each) in enumerate(pairwise(testimonies), start=1):
        if each.counts and each.counts == before.counts:
            said[spot] = said[spot].replace(each.counts, f"again {each.counts}")
    return said


def _all_near_differ(testimonies: Sequence[Testimony]) -> bool:
    return bool(testimonies[1:]) and all(each.differs and each.agrees is False for each in testimonies)


def _unknown(claim: Claim, found: str, unread: str) -> str:
    """Why it stays open, where no source says anything."""
    if unread:
        return f"We could not check this: we still lack {unread}"
    if not found:
        return "We found nothing that confirms or contradicts this: only this passage says so"
    if claim.kind in CITABLE:
        return "We still lack a source outside the article, so the claim stays open"
    return "Whether the claim holds cannot be seen from the article alone, so it stays open"


def _together(claim: Claim, testimonies: Sequence[Testimony], verdict: str) -> str:
    """What the article and its sources come to; "" where one sentence alone has said it."""
    alike = [each.agrees for each in testimonies if not each.differs]
    near = [each.agrees for each in testimonies if each.differs]
    several, figure = len(testimonies) > 1, claim.kind == "figure"
    does = "measures" if figure else "is about"
    match verdict:
        case "inconsistent":
            return "So the article contradicts itself"
        case "disputed" if True in alike and False in alike:
            return f"{_they(testimonies)} contradict each other, so the claim stays open"
        case "disputed" if alike or near == [None]:
            return "So the claim stays open"
        case "disputed" if _all_near_differ(testimonies):
            who = "All of them differ" if testimonies[2:] else "Both differ"
            other = "measure" if figure else "speak of"
            return f"{who} from the article, but they {other} something else, so the claim stays open"
        case "disputed":
            return f"{_not_exactly(testimonies, figure)}, so the claim stays open"
        case "contradicted" if near:
            return _exact(testimonies, figure, "differs from", "differ from")
        case "corroborated" if False in near:
            return _exact(testimonies, figure, "agrees with", "agree with")
        case "supported" | "reproduced" if several:
            return f"None of these {does} quite the same thing, but none contradicts the article"
    return ""


def _not_exactly(testimonies: Sequence[Testimony], figure: bool) -> str:
    """Why sources that only come near do not decide; what one alone counts instead stands in brackets before this."""
    if not testimonies[1:]:
        return "The words in brackets may explain the difference"
    near = [each.agrees for each in testimonies]
    who = f"{_they(testimonies)} disagree, and none" if True in near and False in near else "But none of the sources"
    return f"{who} {'measures' if figure else 'is about'} quite the same thing"


def _they(testimonies: Sequence[Testimony]) -> str:
    _, *others = {each.who for each in testimonies}
    return "The sources" if others else "These statements"


def _exact(testimonies: Sequence[Testimony], figure: bool, one: str, several: str) -> str:
    """Who counts what is claimed, by name, and what that says of the article: the form for `one`, or for `several`.

    A source that speaks twice is told by the figure of the statement that is meant.
    """
    alike = [each for each in testimonies if not each.differs]
    names = " and ".join(dict.fromkeys(each.who for each in alike))
    if alike[1:]:
        return f"Those that {'measure' if figure else 'are about'} exactly this ({names}) {several} the article"
    others = [each for each in testimonies if each.who == names and each.differs]
    if others:
        names += f", {_told_by(alike[0], others)}"
    return f"Only one of these {'measures' if figure else 'is about'} exactly this ({names}), and it {one} the article"


def _told_by(meant: Testimony, others: Sequence[Testimony]) -> str:
    """Which statement of a source is meant: `with 4.21`, a figure that its `others` lack, a year only where there is no
    other; else its words.
    """
    known = {figure for each in others for figure in FIGURE.findall(f"{each.value} {each.sentence}")}
    own = [each for each in FIGURE.findall(f"{meant.value} {meant.sentence}") if each not in known]
    told = sorted(own, key=lambda each: each.isdecimal() and int(each) in YEARS)
    return f"with {told[0]}" if told else f"by the words “{meant.sentence}”"


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
        return with_counts(f"{sentence}, which neither confirms nor contradicts the article", counts)
    if isinstance(value, bool) and own:
        clause = {True: ", which fits the claim", False: ", which contradicts the claim", None: ""}[agrees]
    elif isinstance(value, bool):
        same = ", which points the same way" if counts else ", which agrees with the article"
        clause = {True: same, False: ". This differs from the article", None: ""}[agrees]
    elif claim.relation == "equals":
        clause = {
            True: ", as printed within rounding" if claim.figure.within_rounding(value, rules) else ", as printed",
            False: f", not the printed {_quoted(claim)}",
            None: ", which is too rough to confirm or rule out the printed figure",
        }[agrees]
    else:
        clause = {
            True: f", which fits “{claim.printed}”",
            False: f", which does not fit “{claim.printed}”",
            None: f", which is too rough to confirm or rule out “{claim.printed}”",
        }[agrees]
    if agrees:
        return f"{sentence}{clause}{f', but {counts}' if counts else ''}"
    return f"{with_counts(sentence, counts)}{clause}"


def check_figures(claim: Claim, sentence: str, known: Iterable[str]) -> None:
    """Every figure of a sentence must stand in `known` texts: cells used, facts, the value, the claim itself.

    Raises RecountedError for one that was typed by hand, and so would not follow a change of the data.
    """
    texts, sentence = (*known, _printed(claim), claim.printed, claim.statement), REFERENCE.sub("", sentence)
    if typed := not_in(texts, sentence):
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
    if missing := not_in(known, _printed(claim)):
        raise RecountedError(
            f"claim {claim.claim_id}",
            f"{missing[0]} of the printed {claim.printed!r} is in no cell that the claim uses",
            "Pass the rows that it comes from as cells=, or correct `printed` in data/article/claims.csv",
        )


def whole(claim: Claim, text: str) -> str:
    """`text`, if every `{name}` in it was filled in. Raises RecountedError for one that was not."""
    if left := re.search(r"\{(\w+)\}", text):  # {name}
        where, what = f"claim {claim.claim_id}", f"{left[0]} is not filled in: “{text}”"
        raise RecountedError(where, what, f"Pass facts=dict({left[1]}=…), or correct the text")
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
    match fits:
        case [only]:
            return f"Possible explanation: {only} would give {claim.printed}."
    return ""


def not_in(known: Iterable[str], text: str) -> list[str]:
    """The figures of `text` that stand in none of the `known` texts, as they are or rounded."""
    figures = FIGURE.findall(text)
    seen = {_bare(figure) for each in known for figure in FIGURE.findall(each)} if figures else set()
    unlike = [figure for figure in figures if _bare(figure) not in seen]
    values = {Decimal(figure) for figure in seen} if unlike else set()
    return [figure for figure in unlike if not _stands_in(Decimal(_bare(figure)), values)]


def _printed(claim: Claim) -> str:
    """The printed figure with a decimal point, as tables and sentences write it."""
    return with_points(claim.printed, decimal_mark())


def _quoted(claim: Claim) -> str:
    """The printed figure inside a sentence: words in quotation marks, a figure without."""
    return claim.printed if claim.printed[:1].isdecimal() else f"“{claim.printed}”"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _bare(figure: str) -> str:
    return figure.replace(",", "")


def _stands_in(figure: Decimal, seen: set[Decimal]) -> bool:
    """Whether a figure is one of those seen, or one of them rounded."""
    return figure in seen or any(each.quantize(figure) == figure for each in seen)


def _own_slips(claim: Claim, value: object) -> dict:
    """Slips that need no context: two digits changed over, or truncation for rounding."""
    is_number = hasattr(value, "as_integer_ratio") or hasattr(value, "item")
    if not is_number or isinstance(value, bool) or claim.relation != "equals":
        return {}
    if claim.unit in ("text", "identifier", "date"):
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
