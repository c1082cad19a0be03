"""Every command and every target of make as Markdown, from the commands themselves: for the docs in the site."""

import argparse
import re
from collections.abc import Iterator

from recounted.markdown import table
from recounted.paths import root

COLOUR = re.compile(r"\x1b\[[\d;]*m")  # of a terminal, in Python 3.14
TARGET = re.compile(r"^## ([a-z-]+): (.*)$", re.M)


def reference() -> str:
    """Two sections: the targets of the project's Makefile, where it has one, and the commands with their options."""
    from recounted.commands.cli import parser

    makefile = root() / "Makefile"
    targets = TARGET.findall(makefile.read_text(encoding="utf-8")) if makefile.is_file() else []
    parts = ["## Every command", table(["command", "what it does"], _rows(parser()), raw=0)]
    if targets:
        rows = [(f"`make {name}`", what) for name, what in targets]
        parts = ["## Every target of make", table(["target", "what it does"], rows, raw=0), *parts]
    return "\n\n".join(parts)


def _rows(parser: argparse.ArgumentParser, helps: str = "") -> Iterator[tuple[str, str]]:
    """A command with what it takes, then those inside it."""
    groups = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    if not groups:
        usage = COLOUR.sub("", parser.format_usage()).removeprefix("usage: ").replace("[-h]", "").replace("|", "/")
        yield f"`{' '.join(usage.split())}`", helps or (parser.description or "")
    for group in groups:
        told = {each.dest: each.help or "" for each in group._choices_actions}
        for name, inner in group.choices.items():
            yield from _rows(inner, told.get(name, ""))
