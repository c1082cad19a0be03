"""Write tables of the project as CSV, in the columns that the data package gives them."""

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from recounted.files import write_whole


def csv_text(columns: list[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Rows as CSV with a header; None is an empty cell."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def write_table(folder: Path, resource: Mapping, rows: Iterable[Mapping[str, object]]) -> None:
    """Write the file of a resource of the data package whose `data` is in `folder`."""
    columns = [field["name"] for field in resource["schema"]["fields"]]
    write_whole(folder / "data" / resource["path"], csv_text(columns, rows))
