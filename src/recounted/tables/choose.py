"""Choose rows of a loaded table by the values of its columns."""

import numpy as np
import pandas as pd

from recounted.errors import RecountedError


def where(frame: pd.DataFrame, **wanted: object) -> pd.DataFrame:
    """The rows of `frame` whose columns have the wanted values: `where(acts, act="law-1", year=2012)`.

    A list of values means any of them. No row that fits gives an empty frame; an unknown column is an error.
    """
    for column in wanted:
        if column not in frame:
            raise RecountedError(
                f"rows of {frame.attrs.get('table')!r}",
                f"there is no column {column!r}",
                f"Choose one of: {', '.join(frame.columns)}",
            )
    if not wanted:
        return frame
    fits = [
        frame[column].isin(value if isinstance(value, (list, set, tuple)) else [value]).to_numpy()
        for column, value in wanted.items()
    ]
    return frame[np.logical_and.reduce(fits)]
