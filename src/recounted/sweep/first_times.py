"""Imported by the template of a sweep alone: what pandas and matplotlib do once, at their first table and figure.

Nothing of it is left but what they remember themselves: no setting, no open figure, no random number drawn. And the
tables that RECOUNTED_HOLD names are in memory, which every run would read and check anew; one that changes is.
"""

import os
from contextlib import suppress

import pandas as pd
from matplotlib.figure import Figure

import recounted
from recounted.errors import RecountedError
from recounted.tables.load import hold
from recounted.tables.showing import table

for name in recounted.__all__:
    getattr(recounted, name)


def _table() -> None:
    cells = pd.Series(["1", "", "2"], dtype=object)
    numbers = pd.to_numeric(cells.where(cells != ""))
    frame = pd.DataFrame({"a": cells.astype(str), "b": numbers.astype("Int64"), "c": numbers.astype("float64")})
    frame["day"] = pd.to_datetime(pd.Series(["2023-01-01", None, None]), format="%Y-%m-%d")
    found = frame[frame.a.isin(["1"])].sort_values("b").groupby("a").tail(1)
    found.set_index("a").join(frame.set_index("a"), rsuffix="_2")
    frame.pivot(index="a", columns="b", values="c").fillna(0).reset_index()
    frame.groupby("a").c.mean().round(3)
    pd.concat([frame, frame]).drop_duplicates("a")
    table(frame).markdown()


def _figure() -> None:
    axes = Figure().subplots(2, 2).flat
    axes[0].plot([1, 2], [1, 2], label="a")
    axes[1].barh(["a"], [1])
    axes[2].set_yscale("symlog")
    axes[3].scatter([1], [1])
    axes[3].annotate("a", (1, 1))


_table()
_figure()
for name in os.environ.get("RECOUNTED_HOLD", "").split():
    with suppress(RecountedError):  # the run tells of it
        hold(name)
