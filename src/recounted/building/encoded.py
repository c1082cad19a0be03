"""What was encoded of each source, with a digest: data/verdicts/sources.csv.

A reader who has the source open can tell by the digest whether the figures taken from it are still those of an earlier
day: it changes when a row that cites the source is added, dropped or edited, and with nothing else.
"""

import csv
import hashlib
import io
from dataclasses import dataclass

from recounted.judging.findings import VERDICTS_CSV, VERDICTS_JSON
from recounted.tables.rows import dicts, has, resources

SOURCES_CSV = "data/verdicts/sources.csv"
PUBLISHED = (VERDICTS_CSV, VERDICTS_JSON, SOURCES_CSV)  # what each build writes of data/, by `collect.publish`
LENGTH = 12  # hexadecimal digits of a digest


@dataclass(frozen=True)
class Encoded:
    """Of one source: how many rows cite it, in which tables, and the digest of those rows."""

    source_id: str
    rows: int
    tables: tuple[str, ...]
    digest: str


def encoded() -> list[Encoded]:
    """What was encoded of each source of sources.csv, in its order; nothing where there is no such table."""
    if not has("sources"):
        return []
    cited: dict[str, list[tuple[str, ...]]] = {}
    for table, resource in resources().items():
        named = {field["name"] for field in resource.get("schema", {}).get("fields", [])}
        if table != "sources" and "source_id" in named and resource["path"].endswith(".csv") and _is_data(resource):
            for row in dicts(table):
                cited.setdefault(row["source_id"], []).append((table, *row.values()))
    return [_of(row["source_id"], cited.get(row["source_id"], [])) for row in dicts("sources")]


def _is_data(resource: dict) -> bool:
    """Whether a table is data and not what a build made of them."""
    return not resource["path"].startswith("verdicts/")


def _of(source_id: str, rows: list[tuple[str, ...]]) -> Encoded:
    text = "\n".join(sorted("\t".join(row) for row in rows))
    tables = tuple(dict.fromkeys(table for table, *_ in rows))
    return Encoded(source_id, len(rows), tables, hashlib.sha256(text.encode()).hexdigest()[:LENGTH])


def sources_csv(found: list[Encoded]) -> str:
    """The table as text: source, rows, tables, digest."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["source_id", "rows", "tables", "digest"])
    table.writerows([each.source_id, each.rows, "; ".join(each.tables), each.digest] for each in found)
    return text.getvalue()
