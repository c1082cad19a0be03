"""Families: the arguments of one `judge.each` call, spelled out for each of its rows."""

from collections.abc import Iterator

import pandas as pd

from recounted.errors import RecountedError
from recounted.judging.witnesses import filled


def members(ids: str, frame: pd.DataFrame, value: object, evidence: dict) -> Iterator[dict]:
    """The arguments of a single call for each row of `frame`; text is filled from the row, functions called with it."""
    if frame.empty:
        raise RecountedError(f"family {ids}", "there is no row", "Pass a frame of at least one row")
    for row in frame.rename_axis("line").reset_index().itertuples(index=False, name="Row"):
        facts = row._asdict()
        given = {name: _of(row, facts, argument) for name, argument in evidence.items()}
        given["facts"] = facts | given.get("facts", {})
        yield {"claim_id": filled(ids, facts), "value": _of(row, facts, value), **given}


def _of(row: tuple, facts: dict, argument: object) -> object:
    if callable(argument):
        return argument(row)
    return filled(argument, facts | {"value": "{value}"}) if isinstance(argument, str) else argument
