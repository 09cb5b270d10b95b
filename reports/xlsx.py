"""A report as a workbook: a sheet per table, numbers and days as such, text never as a formula."""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from isms.core.model.text import Language
from reports import wording
from reports.findings_view import visible
from reports.mark import Mark
from reports.model import Align, Badge, Cell, Column, Datum, Report, Sheet
from reports.palette import PALETTE
from reports.text import words_of

TITLE = {"bold": True, "font_size": 16, "font_color": "#0B3354"}
SUBTITLE = {"font_size": 12, "font_color": "#5A6675"}
HEAD = {"bold": True, "bg_color": "#0B3354", "font_color": "#FFFFFF", "valign": "top", "text_wrap": True}
NAME = {"bold": True, "valign": "top"}
TEXT = {"valign": "top", "text_wrap": True}
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FIRST_DAY = date(1900, 3, 1)  # spreadsheets count a 29 February 1900 that never was
NUMERAL = re.compile(r"[\d.,]+")
NARROW, WIDE = 9, 48
MOST = 32_767  # characters of a cell
ENGLISH_DAY, GERMAN_DAY = "yyyy-mm-dd", "dd.mm.yyyy"


def to_xlsx(report: Report) -> bytes:
    """The workbook; the same report gives the same bytes."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        created = report.created_at.replace(tzinfo=None)
        told = {"title": report.document_name, "company": report.organisation}
        book.set_properties({**{name: visible(text) for name, text in told.items()}, "created": created})
        formats = Formats(book, report.language)
        _cover(book.add_worksheet(wording.COVER.to(report.language)), report, formats)
        for sheet in report.sheets or (Sheet(wording.SHEET.to(report.language), report.sheet),):
            _sheet(book.add_worksheet(sheet.name), sheet, formats)
    return stream.getvalue()


class Formats:
    """The looks of cells, each made once."""

    def __init__(self, book: Any, language: Language) -> None:
        """Make those that every workbook has."""
        self.title, self.subtitle, self.head = (book.add_format(look) for look in (TITLE, SUBTITLE, HEAD))
        self.name, self.text = book.add_format(NAME), book.add_format(TEXT)
        day = GERMAN_DAY if language is Language.DE else ENGLISH_DAY
        self.day = book.add_format({**TEXT, "num_format": day, "align": "left"})
        self._book, self._numbers = book, dict[str, Any]()
        self.marks = {
            mark: book.add_format({**TEXT, "bold": True, "font_color": f"#{colour:06X}"})
            for mark, colour in PALETTE.items()
        }

    def number(self, words: str) -> Any:
        """The look of a number that people write so."""
        look = number_format(words)
        if look not in self._numbers:
            self._numbers[look] = self._book.add_format({"valign": "top", "align": "right", "num_format": look})
        return self._numbers[look]

    def badge(self, mark: Mark) -> Any:
        """The look of a status."""
        return self.marks[mark]


def number_format(words: str) -> str:
    """The format that shows a number as it is written: what stands before and after it, and cents of euros."""
    if "%" in words:
        return "0 %"
    before, _, after = (part.replace('"', "'") for part in _parted(words))
    digits = "#,##0.00" if "€" in words else "#,##0"
    return "".join((f'"{before}"' if before else "", digits, f'"{after}"' if after else ""))


def _parted(words: str) -> tuple[str, str, str]:
    """What stands before a number, the number, and what stands after it."""
    found = NUMERAL.search(words)
    return (words[: found.start()], found[0], words[found.end() :]) if found else ("", "", "")


def _cover(sheet: Any, report: Report, formats: Formats) -> None:
    """What the workbook is."""
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, visible(report.title), formats.title)
    sheet.write_string(1, 0, visible(report.subtitle), formats.subtitle)
    owner = f"{report.organisation} · {report.unit}"
    for row, (name, value) in enumerate((("", owner), *report.control), 3):
        sheet.write_string(row, 0, visible(name), formats.name)
        sheet.write_string(row, 1, visible(value), formats.text)


def _sheet(sheet: Any, content: Sheet, formats: Formats) -> None:
    """A table with a frozen header that can be filtered."""
    columns, rows = content.table.columns, content.table.rows
    for at, column in enumerate(columns):
        sheet.write_string(0, at, visible(column.title), formats.head)
        sheet.set_column(at, at, _width(column, [row.cells[at] for row in rows]))
    for down, row in enumerate(rows, 1):
        for at, cell in enumerate(row.cells):
            _write(sheet, (down, at), cell, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _width(column: Column, cells: Sequence[Cell]) -> int:
    """As wide as what stands in the column, within reason."""
    longest = max((len(words_of(cell)) for cell in cells[:500]), default=0)
    return max(NARROW, min(WIDE, max(longest, len(column.title)) + (2 if column.align is Align.LEFT else 3)))


def _write(sheet: Any, place: tuple[int, int], cell: Cell, formats: Formats) -> None:
    """A cell; what a spreadsheet cannot hold as a number or a day stays text."""
    words = visible(words_of(cell))[:MOST]
    if isinstance(cell, Badge):
        sheet.write_string(*place, words, formats.badge(cell.mark))
    elif not isinstance(cell, Datum) or cell.value is None:
        sheet.write_string(*place, words, formats.text)
    elif isinstance(cell.value, date):
        if cell.value >= FIRST_DAY:
            sheet.write_datetime(*place, datetime.combine(cell.value, time.min), formats.day)
        else:
            sheet.write_string(*place, words, formats.text)
    else:
        sheet.write_number(*place, cell.value, formats.number(words))
