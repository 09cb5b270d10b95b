"""A report for programs and spreadsheets: JSON and CSV."""

import csv
import io

from isms.core import codec
from reports.model import Badge, Cell, Report

# A spreadsheet takes a cell that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_json(report: Report) -> bytes:
    """The values of the report as one JSON document."""
    return codec.to_json(report.document, indent=2) + b"\n"


def to_csv(report: Report) -> bytes:
    """The sheet of the report as CSV for spreadsheets: UTF-8 with BOM, semicolons, no cell that is a formula."""
    sink = io.StringIO(newline="")
    writer = csv.writer(sink, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(column.title) for column in report.sheet.columns])
    writer.writerows([guarded(words_of(cell)) for cell in row.cells] for row in report.sheet.rows)
    return sink.getvalue().encode("utf-8-sig", "replace")


def guarded(text: str) -> str:
    """The text, with an apostrophe before what would be a formula; NUL is dropped."""
    text = text.replace("\0", "")
    return f"'{text}" if text.startswith(FORMULA) else text


def words_of(cell: Cell) -> str:
    """A cell without its look."""
    if isinstance(cell, Badge):
        return cell.word
    return cell if isinstance(cell, str) else cell.text
