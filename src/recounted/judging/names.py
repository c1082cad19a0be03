"""Short names that a reader may not know, given in full where a text has them first."""

import re
from collections.abc import Mapping

QUOTED = re.compile(r"“[^“”]*(?:“[^“”]*”[^“”]*)*”")  # words of the article or of a source, also with others inside


def introduced(text: str, names: Mapping[str, str]) -> str:
    """`text` with each short name in full where it stands first, outside quotation marks; `names`: full by short form.

    `IOM's totals` becomes `The International Organization for Migration's (IOM's) totals`. A text in which the full
    form stands already is left as it is.
    """
    for name, first in names.items():
        text = _introduced(text, name, first)
    return text


def _introduced(text: str, name: str, first: str) -> str:
    quoted = [match.span() for match in QUOTED.finditer(text)]
    # the name as a word of its own, perhaps as an owner
    for found in re.finditer(rf"(?<![\w-]){re.escape(name)}('s)?(?![\w-])", text):
        if any(start <= found.start() < end for start, end in quoted):
            continue
        before, after = text[: found.start()], text[found.end() :]
        told = f"{before}{name}".replace("'s (", " (")  # as an owner, too
        if told.endswith(first.removeprefix("the ").removesuffix(")").split("'s ")[-1]):
            return text
        return before + _form(before, after, first, bool(found[1])) + after
    return text


def _form(before: str, after: str, first: str, owns: bool) -> str:
    """The full form as it fits in: with one article, as an owner, with a capital at the head of a sentence."""
    # an article or an owner just before
    has_article = re.search(r"(?:\b(?:the|an?|own|same|its|their)|'s) $", before, re.IGNORECASE)
    # A name before a capital is part of a longer one: `ILO Convention 29`
    if has_article or re.match(r" [A-Z]", after):
        first = first.removeprefix("the ")
    if owns:
        # "… Organization (ILO)" owns as "… Organization's (ILO's)"
        first = re.sub(r" \((\w+)\)$", r"'s (\1's)", first) if first.endswith(")") else f"{first}'s"
    opens = not before or re.search(r"[.:?!] $", before)  # at the head of a sentence
    return first[:1].upper() + first[1:] if opens else first
