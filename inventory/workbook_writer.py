"""Buildings as a workbook that an office edits and hands back; only home of the library that writes it."""

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from inventory import fingerprint
from inventory.export_fields import COUNTS, DAYS, FIXED, FLAGS, NAMES, NUMBERS, PLACES, choices, titles, worded
from inventory.workbook import MEMORY
from inventory.workbook_hints import NO_CHOICE, NO_DAY, NO_NUMBER, NOT_FIVE, SHEETS, Told, explained, hints
from isms.core.model.building import Building
from isms.core.model.text import Language, Text

SPARE = 500  # rows below the last one in which new buildings can be entered with the same help
FIRST_DAY = date(1900, 3, 1)  # spreadsheets count a 29 February 1900 that never was
LAST_DAY = date(2199, 12, 31)
OFFERED = ("type", "district", "department", "owner", "city")
MOST_OFFERED = 500
WIDTHS = {"id": 14, "name": 34, "street": 28, "postcode": 8, "type": 20, "department": 24, "priority_reason": 30}
WIDTH = 14
NUMBER_FORMATS = {**dict.fromkeys(DAYS, "dd.mm.yyyy"), **dict.fromkeys(COUNTS, "0"), "floor_area": "#,##0.0"}
NUMBER_FORMATS |= dict.fromkeys(PLACES, "0.0000000")
TEXT_FORMAT = "@"
LINE, LETTERS = 16, 80  # the height of a line of the hints in points, and what fits into one
A3 = 8
HEAD = {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "text_wrap": True, "valign": "top", "border": 1}
FIXED_ID = {"bg_color": "#EDEDED", "num_format": TEXT_FORMAT, "locked": True}
ALLOWED = dict.fromkeys(("autofilter", "sort", "format_columns", "format_rows", "format_cells", "insert_rows"), True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a workbook comes from: whose register, when it was written, the language of its reader."""

    owner: str
    when: datetime
    language: Language


def render(buildings: Sequence[Building], origin: Origin) -> bytes:
    """The list, a sheet with hints, and a hidden one that remembers which buildings were handed out."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": origin.when.replace(tzinfo=None), "company": origin.owner})
        list_title, hints_title = (text.to(origin.language) for text in SHEETS)
        sheet, notes, memory = (book.add_worksheet(title) for title in (list_title, hints_title, MEMORY))
        _list(book, sheet, buildings, origin.language)
        _hints(book, notes, hints(origin.owner, origin.when.date(), len(buildings), origin.language), origin.language)
        offers = _remember(memory, buildings)
        for name, values in offers.items():
            _offer(sheet, name, values, len(buildings))
    return stream.getvalue()


def render_table(title: str, header: Sequence[str], rows: Sequence[Sequence[Any]], origin: Origin) -> bytes:
    """A table to read, with filters and a header that stays; days are days, texts never formulas."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"created": origin.when.replace(tzinfo=None), "company": origin.owner})
        sheet, head = book.add_worksheet(title), book.add_format({**HEAD, "num_format": TEXT_FORMAT})
        day, plain = book.add_format({"num_format": NUMBER_FORMATS[DAYS[0]]}), book.add_format({})
        sheet.set_column(0, len(header) - 1, WIDTH, plain)
        sheet.set_column(1, 1, WIDTHS["name"], plain)
        for row, cells in enumerate((header, *rows)):
            for place, value in enumerate(cells):
                _put(sheet, row, place, value, head if row == 0 else day if isinstance(value, date) else plain)
        sheet.set_row(0, 3 * LINE)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, max(len(rows), 1), len(header) - 1)
        sheet.set_landscape()
        sheet.set_paper(A3)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
    return stream.getvalue()


def _list(book: Any, sheet: Any, buildings: Sequence[Building], language: Language) -> None:
    """The rows, with all that helps to edit them."""
    formats = {name: book.add_format({"num_format": _number_format(name), "locked": False}) for name in NAMES}
    locked, head = book.add_format(FIXED_ID), book.add_format(HEAD)
    last, mark = len(buildings), len(NAMES)
    for place, (name, title) in enumerate(zip(NAMES, titles(language), strict=True)):
        sheet.set_column(place, place, WIDTHS.get(name, WIDTH), formats[name])
        sheet.write_string(0, place, title, head)
    sheet.set_column(mark, mark, WIDTH, locked, {"hidden": True})
    sheet.write_string(0, mark, fingerprint.title(NAMES), head)
    for row, building in enumerate(buildings, start=1):
        for place, name in enumerate(NAMES):
            _write(sheet, row, place, building, locked if name == "id" else formats[name], language)
        sheet.write_string(row, mark, fingerprint.fingerprint(building, NAMES), locked)
    for name in NAMES:
        _help(sheet, name, last + SPARE, language)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(last, 1), mark)  # the hidden column too, so that sorting keeps rows together
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + SPARE + 1}"})
    sheet.protect("", ALLOWED)
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)


def _number_format(name: str) -> str:
    """How cells of a field are shown; text stays text whatever is typed."""
    return NUMBER_FORMATS.get(name, TEXT_FORMAT)


def _write(sheet: Any, row: int, place: int, building: Building, style: Any, language: Language) -> None:
    """One field of a building; flags and fixed words as the language has them."""
    value = getattr(building, NAMES[place])
    shown = worded(NAMES[place], value, language) if isinstance(value, bool | StrEnum) else value
    _put(sheet, row, place, shown, style)


def _put(sheet: Any, row: int, place: int, value: Any, style: Any) -> None:
    """One cell: days and numbers as such, everything else as text, never as a formula."""
    if value is None:
        sheet.write_blank(row, place, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, place, value, style)
    elif not isinstance(value, date):
        sheet.write_number(row, place, value, style)
    elif value < FIRST_DAY:
        sheet.write_string(row, place, value.isoformat(), style)
    else:
        sheet.write_datetime(row, place, datetime.combine(value, time()), style)


def _help(sheet: Any, name: str, last: int, language: Language) -> None:
    """What may be entered in a column, and what is said if something else is."""
    rule = _rule(name, language)
    if rule is None:
        return
    criteria, wrong, error = rule
    message = {"error_title": titles(language)[NAMES.index(name)][:32], "error_message": wrong.to(language)}
    place = NAMES.index(name)
    sheet.data_validation(1, place, last, place, {**criteria, **message, "error_type": error})


def _rule(name: str, language: Language) -> tuple[dict[str, Any], Text, str] | None:
    """The rule of a column, the sentence for a breach, and whether it stops or warns."""
    if name in FIXED or name in FLAGS:
        return {"validate": "list", "source": list(choices(name, language))}, NO_CHOICE, "stop"
    if name in DAYS:
        days = {"minimum": FIRST_DAY, "maximum": LAST_DAY}
        return {"validate": "date", "criteria": "between", **days}, NO_DAY, "stop"
    if name in COUNTS:
        return {"validate": "integer", "criteria": ">=", "value": int(name == "priority")}, NO_NUMBER, "stop"
    if name in NUMBERS:
        least = {"lat": -90, "lon": -180}.get(name, 0)
        return {"validate": "decimal", "criteria": ">=", "value": least}, NO_NUMBER, "stop"
    if name == "postcode":
        return {"validate": "length", "criteria": "==", "value": 5}, NOT_FIVE, "warning"
    return None


def _remember(sheet: Any, buildings: Sequence[Building]) -> dict[str, tuple[int, int]]:
    """Write which buildings were handed out and which words are offered; gives column and count of each field's."""
    sheet.very_hidden()
    sheet.write_column(0, 0, ["id"])
    for row, building in enumerate(buildings, start=1):
        sheet.write_string(row, 0, building.id)
    found: dict[str, tuple[int, int]] = {}
    for place, name in enumerate(OFFERED, start=1):
        words = sorted({value for one in buildings if (value := getattr(one, name))})
        if 0 < len(words) <= MOST_OFFERED:
            found[name] = (place, len(words))
            for row, word in enumerate(words, start=1):
                sheet.write_string(row, place, word)
    return found


def _offer(sheet: Any, name: str, where: tuple[int, int], last: int) -> None:
    """A drop-down list of the words that other buildings have; any other may be typed."""
    place, count = where
    column = chr(ord("A") + place)
    rule = {"validate": "list", "source": f"={MEMORY}!${column}$2:${column}${count + 1}", "show_error": False}
    sheet.data_validation(1, NAMES.index(name), last + SPARE, NAMES.index(name), rule)


def _hints(book: Any, sheet: Any, told: Sequence[Told], language: Language) -> None:
    """What somebody who opens the file has to know, and what each column wants."""
    heading, plain, head = (
        book.add_format({"bold": True, "font_size": 12}),
        book.add_format({"text_wrap": True, "valign": "top"}),
        book.add_format(HEAD),
    )
    sheet.set_column(0, 0, 26, plain)
    sheet.set_column(1, 1, 84, plain)
    row = 0
    for title, text in told:
        sheet.write_string(row, 0, title, heading)
        sheet.write_string(row, 1, text, plain)
        sheet.set_row(row, LINE * math.ceil(len(text) / LETTERS))
        row += 1
    columns = explained(language)
    for place, title in enumerate(columns[0]):
        sheet.write_string(row + 1, place, title, head)
    for offset, (title, text) in enumerate(columns[1:], start=row + 2):
        sheet.write_string(offset, 0, title, plain)
        sheet.write_string(offset, 1, text, plain)
    sheet.fit_to_pages(1, 0)
    sheet.protect()
