"""Which decimal mark the texts of a table have: what the article prints has the article's, what others write is told.

`"decimalChar"` of a column, or of its table, in the data package tells it. A column that is marked `"printed": true`
and the ledger itself have the article's own mark.
"""

from recounted.errors import RecountedError
from recounted.tables.rows import decimal_mark, resource

LEDGER = (("numbers", "text"), ("claims", "printed"))


def marks(table: str) -> list[str]:
    """A point or a comma for each column, "" where nothing tells. Raises RecountedError for another `decimalChar`."""
    found = resource(table)
    return [_mark(found, field) for field in found["schema"]["fields"]]


def _mark(found: dict, field: dict) -> str:
    said = field.get("decimalChar", found.get("decimalChar"))
    if said is None:
        return decimal_mark() if field.get("printed") or (found["name"], field["name"]) in LEDGER else ""
    if said not in (".", ","):
        where = f"data/datapackage.json, table {found['name']!r}, column {field['name']!r}"
        raise RecountedError(where, f"decimalChar {said!r} is not known", "Write a point or a comma")
    return said
