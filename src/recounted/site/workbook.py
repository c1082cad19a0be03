"""The verdicts as an Excel workbook: claims, what sources say, sources. No cell runs as a formula."""

import io
import re
from collections.abc import Iterable
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from recounted.judging.findings import Finding
from recounted.judging.verdicts import CAUSES
from recounted.tables.rows import dicts, has, resource

MADE = datetime(2000, 1, 1)  # the same in each build, so that the same verdicts give the same bytes
COUNT = re.compile(r"\d{1,3}(?:,\d{3})+|0|[1-9]\d{0,14}")  # what is a number and nothing else
DECIMAL = re.compile(r"\d+\.\d+")
WIDE = {"statement": 60, "reason": 80, "cite_note": 60, "charitable": 50, "settle": 40, "says": 80, "title": 50}
# Columns of the sheet of claims, as in verdicts.csv; what is no field of a finding is made of it.
COLUMNS = (
    *("claim_id", "section", "place", "statement", "kind", "repeats", "printed", "recomputed", "article_verdict"),
    *("source_value", "source_id", "source_verdict", "verdict", "cite", "cite_note", "cause", "reason", "beside"),
    *("falls_without", "charitable", "settle", "notebook", "cell"),
)
MADE_OF = {
    "section": lambda f: f.place.section,
    "place": lambda f: f.place.words,
    "source_value": lambda f: f.sources_say,
    "source_id": lambda f: "; ".join(f.source_ids),
    "cause": lambda f: CAUSES[f.cause] if f.cause else "",
    "beside": lambda f: "; ".join(each.claim_id for each in f.beside),
    "falls_without": lambda f: "; ".join(f.falls_without),
}
NUMBERS = ("recomputed", "value")  # columns whose numbers are typed as such; what is printed stays as it is printed


def workbook(findings: list[Finding]) -> bytes:
    """The bytes of the file: sheets claims, witnesses, sources and columns."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Verdicts of Recounted", "created": MADE})
    _sheet(book, "claims", list(COLUMNS), ([_cell(f, name) for name in COLUMNS] for f in findings))
    said = ["claim_id", "printed", "who", "says", "value", "differs", "counts", "agrees", "source_id"]
    _sheet(book, "witnesses", said, _witnesses(findings))
    rows = dicts("sources") if has("sources") else []
    _sheet(book, "sources", list(rows[0]) if rows else ["source_id"], (list(row.values()) for row in rows))
    _sheet(book, "columns", ["column", "what it means"], _meanings())
    book.close()
    return out.getvalue()


def _cell(f: Finding, name: str) -> str:
    return MADE_OF[name](f) if name in MADE_OF else getattr(f, name)


def _witnesses(findings: Iterable[Finding]) -> Iterable[list]:
    for f in findings:
        for each in f.witnesses:
            agrees = "in part" if each.agrees is None else each.agrees
            ids = "; ".join(each.source_ids)
            yield [f.claim_id, f.printed, each.who, each.says, each.value, each.differs, each.counts, agrees, ids]


def _meanings() -> list[list[str]]:
    fields = resource("verdicts")["schema"]["fields"] if has("verdicts") else []
    return [[field["name"], field.get("description", "")] for field in fields]


def _sheet(book: Workbook, name: str, columns: list[str], rows: Iterable[list]) -> None:
    sheet, bold, wrap = book.add_worksheet(name), book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    sheet.write_row(0, 0, columns, bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, (title, value) in enumerate(zip(columns, row, strict=True)):
            _write(sheet, last, column, value, title, wrap)
    for column, title in enumerate(columns):
        sheet.set_column(column, column, WIDE.get(title, 18))
    sheet.freeze_panes(1, 1)
    if last:
        sheet.autofilter(0, 0, last, len(columns) - 1)


def _write(sheet: Worksheet, row: int, column: int, value: object, title: str, wrap: object) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif title in NUMBERS and (number := as_number(str(value))) is not None:
        sheet.write_number(row, column, number)
    else:
        sheet.write_string(row, column, str(value), wrap)


def as_number(text: str) -> float | int | None:
    """`1,308` as 1308, `65.7` as 65.7; None for anything that is more than a number."""
    if COUNT.fullmatch(text):
        return int(text.replace(",", ""))
    return float(text) if DECIMAL.fullmatch(text) else None
