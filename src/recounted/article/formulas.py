"""Displayed formulas, whose numbers are not counted; one line tells of them (article.unread). A formula in a line of
words is read as text."""

import re

MOST = 4000  # letters of one formula
# $$…$$, or \begin{equation}…\end{equation} and its kin
FORMULA = re.compile(
    rf"\$\$.{{1,{MOST}}}?\$\$"
    rf"|\\begin\{{(equation|align|gather|multline|eqnarray)(\*?)\}}.{{0,{MOST}}}?\\end\{{\1\2\}}",
    re.S,
)
# \[…\] as a paragraph of its own; elsewhere these are brackets that Markdown escapes, as of a reference: \[20\]
BRACKETED = re.compile(r"\A\s*\\\[(?!\s*\d+\s*\\\])(?:(?!\\\]).)+\\\]\s*\Z", re.S)
TAG = re.compile(r"\\tag\*?\{(\d+[a-z]?)\}")  # the number that is printed beside it


def number_of(match: re.Match[str]) -> str:
    """What of a formula is read: the number that it has in print."""
    return f" {' '.join(TAG.findall(match[0]))} "
