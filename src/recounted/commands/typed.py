"""Options of the command line that need more than argparse to be right."""

import shlex

from recounted.errors import RecountedError


def check_jobs(jobs: int | None) -> None:
    """`--jobs` is at least one."""
    if jobs is not None and jobs < 1:
        raise RecountedError("--jobs", f"{jobs} notebooks at once is not possible", "Choose 1 or more")


def check_timeout(seconds: int | None) -> None:
    """`--timeout` is at least one second."""
    if seconds is not None and seconds < 1:
        raise RecountedError("--timeout", f"{seconds} seconds for a cell is not possible", "Choose 1 or more")


def parameters(notebook: str | None, pairs: list[list[str]], text: str) -> dict[str, str]:
    """Parameters by name, from pairs and from a text as in `make PARAMS=…`: `share=0.2 words='one two'`.

    Raises RecountedError for a text of another form, a parameter given twice, or parameters without a notebook.
    """
    found: dict[str, str] = {}
    for name, value in [*pairs, *_pairs(text)]:
        if name in found:
            raise RecountedError(f"parameter {name}", "is given twice", "Keep one value")
        found[name] = value
    if found and notebook is None:
        raise RecountedError(
            f"parameter {next(iter(found))}", "no notebook is named for it", "Name one, as in NOTEBOOK=03"
        )
    return found


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        words = shlex.split(text)
    except ValueError as fault:
        raise RecountedError("PARAMS", f"{text!r} cannot be read ({fault})", "Close the quotation mark") from None
    for word in words:
        if not word.partition("=")[0].isidentifier() or "=" not in word:
            raise RecountedError(
                "PARAMS", f"{word!r} is not NAME=VALUE", "Put a value with blanks in quotes: name='one two'"
            )
    return [(name, value) for name, _, value in (word.partition("=") for word in words)]
