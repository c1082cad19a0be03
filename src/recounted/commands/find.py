"""`recounted find` and `why`: claims by what is printed, by words of the statement, by an act's number, by place."""

import difflib

from recounted.commands.matching import Index, runs_in, stems, tokens
from recounted.commands.why import why
from recounted.errors import RecountedError
from recounted.judging.findings import Finding, load_findings
from recounted.judging.verdicts import VERDICTS

LIKE = 0.2  # from here on a claim is shown where no claim has all the words
MOST = 8  # of those


def print_found(query: str) -> int:
    """A line or two a claim, nearest first; where none has all the words, the claims most like them."""
    findings = load_findings()
    found, exact = find(query, findings), True
    if not found:
        found, exact = alike(query, findings), False
    if not found:
        raise RecountedError(repr(query), "no claim has it", "Try a figure as printed, or fewer words")
    if not exact:
        print(f"No claim has all of {query!r}. The nearest:")
    for finding in found:
        print(shown(finding))
    print(f"==> {len(found)} claim{'s' * (len(found) != 1)}; `recounted why ID` says why a claim has its verdict")
    return 0


def print_why(query: str) -> int:
    """Why the one claim that fits has its verdict; where several fit, which they are (exit code 1)."""
    findings = load_findings()
    found = [f for f in findings if f.claim_id == query] or find(query, findings)
    if len(found) == 1:
        print(why(found[0]))
        return 0
    if not found:
        near = difflib.get_close_matches(query, [f.claim_id for f in findings], n=3)
        near = near or [f.claim_id for f in alike(query, findings)[:3]] or ["none"]
        raise RecountedError(
            repr(query), "no claim has this id, figure, place or words", f"The nearest: {', '.join(near)}"
        )
    for finding in found:
        print(shown(finding))
    print(f"==> {len(found)} claims fit; ask again with the id of one")
    return 1


def shown(f: Finding) -> str:
    """Sign, id, what is printed and where; below it the statement, and what stands beside it that is not clean."""
    lines = [f"{f.sign:<3} {f.claim_id}: printed {f.printed} ({f.place.words})", f"      {f.statement}"]
    grave = [each for each in f.beside if not VERDICTS[each.verdict].is_clean]
    lines += [f"      beside it, {each.verdict}: {each.claim_id}: {each.statement}" for each in grave]
    return "\n".join(lines)


def find(query: str, findings: list[Finding]) -> list[Finding]:
    """The claims that have the whole query, nearest first: as what is printed, in it, in the statement, as the place.

    Where a claim is so found, those that only have its words in any order are left out.
    """
    wanted = tokens(query)
    if not wanted:
        return []
    ranked = [(rank, f) for f in findings if (rank := _rank(wanted, f)) is not None]
    return [f for _, f in sorted(ranked, key=lambda each: each[0])] or _with_all(stems(query), findings)


def _rank(wanted: list[str], f: Finding) -> int | None:
    """0 where it is what is printed … 3 where it is the place; None where it is none of these."""
    printed, place = tokens(f.printed), tokens(f.place.words)
    tests = (
        printed == wanted or _bare(printed) == wanted,
        runs_in(wanted, printed) or runs_in(wanted, _bare(printed)),
        runs_in(wanted, tokens(f.statement)),
        len(wanted) > 1 and runs_in(wanted, place) or wanted == place,
    )
    return next((rank for rank, passed in enumerate(tests) if passed), None)


def _bare(words: list[str]) -> list[str]:
    """Figures without what hangs on them: 84.5 for 84.5%, 83 for 83rd."""
    endings = ("%", "st", "nd", "rd", "th")
    return [
        next((word.removesuffix(end) for end in endings if word.endswith(end)), word) if word[0].isdigit() else word
        for word in words
    ]


def _with_all(about: set[str], findings: list[Finding]) -> list[Finding]:
    """The claims whose statement, printed words, place and id have every word; a number alone is no place."""
    if all(word[0].isdigit() for word in about):
        return []
    index = {f.claim_id: stems(f"{f.statement} {f.printed} {f.place.words} {f.claim_id}") for f in findings}
    return [f for f in findings if about <= index[f.claim_id]]


def alike(query: str, findings: list[Finding]) -> list[Finding]:
    """The claims that share most with the query, where none has all of it."""
    index, about = Index(findings), stems(query)
    scored = sorted(((index.likeness(about, f), f) for f in findings), key=lambda each: -each[0])
    return [f for score, f in scored if score >= LIKE][:MOST]
