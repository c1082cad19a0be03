"""Markdown for Jupyter: tables, text that is shown and not obeyed, and things that show themselves."""

from collections.abc import Iterable, Sequence


class Shown:
    """Something that Jupyter shows as Markdown and a terminal as text; subclasses give both."""

    def markdown(self) -> str:
        raise NotImplementedError

    def _repr_markdown_(self) -> str:
        return self.markdown()


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], raw: int = -1) -> str:
    """A Markdown table; the column `raw` is Markdown already."""
    lines = [list(columns), ["---"] * len(columns)]
    lines += [[text if i == raw else cell(text) for i, text in enumerate(row)] for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell(text: str) -> str:
    """Text as it stands in a Markdown table or line, nothing of it taken for markup."""
    for mark in "\\`*_[]<>|":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())
