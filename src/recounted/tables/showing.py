"""Show rows of a table to a reader: headers in words, nothing cut, no index of line numbers."""

import pandas as pd

from recounted.markdown import Shown
from recounted.markdown import table as markdown_table


class Table(Shown):
    """Rows as a Markdown table in Jupyter and as text elsewhere."""

    def __init__(self, headers: list[str], rows: list[list[str]]):
        self.headers, self.rows = headers, rows

    def markdown(self) -> str:
        return markdown_table(self.headers, self.rows)

    def __repr__(self) -> str:
        return self.markdown()


def table(frame: pd.DataFrame, **headers: str) -> Table:
    """The columns of `frame` that `headers` names, in that order, each under its words: `table(gsi, iso3="country")`.

    Without headers all columns under their own names, underscores as spaces. Empty cells are dashes, whole numbers
    above 9,999 have commas.
    """
    headers = headers or {column: str(column).replace("_", " ") for column in frame.columns}
    rows = [[_cell(value) for value in row] for row in frame[list(headers)].astype(object).itertuples(index=False)]
    return Table(list(headers.values()), rows)


def _cell(value: object) -> str:
    if value is None or value is pd.NA or value != value or value == "":
        return "–"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value == int(value):
        value = int(value)
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) and value > 9999 else str(value)
