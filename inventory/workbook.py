"""Spreadsheets: XLSX, XLSM (macros are never run), XLSB, ODS and the XLS of earlier days; only home of the reader."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inventory import apart, inflated, uncalculated
from inventory.entries import decimal
from inventory.sheet import Line, check_size, trimmed
from inventory.uncalculated import Odd, Place
from isms.core.errors import InputError

MEMORY = "isms"  # the hidden worksheet on which an exported workbook remembers the ids of its rows


def read(path: Path, *, zipped: bool) -> list[list[Line]]:
    """The rows of every visible worksheet that holds something; raises InputError if there is none."""
    if zipped:
        inflated.check(path)
    return apart.read(path, tables)


def tables(path: Path) -> list[list[Line]]:
    """The same, trusting the file not to exhaust the machine."""
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(path)
        visible = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        odd = uncalculated.cells(path)
        found = [
            lines for name in visible if (lines := _lines(book.get_sheet_by_name(name), str(path), odd.get(name, {})))
        ]
    except calamine.PasswordError as error:
        raise InputError(
            de=f"{path} ist mit einem Kennwort geschützt. Ohne Kennwort speichern.",
            en=f"{path} is protected by a password. Save it without one.",
        ) from error
    except calamine.CalamineError as error:
        raise inflated.unreadable(path) from error
    if not found:
        raise InputError(de=f"{path} ist leer.", en=f"{path} is empty.")
    return found


def handed_out(path: Path) -> frozenset[str]:
    """The ids of the rows that an exported workbook was made with; nothing if the file does not remember them."""
    [lines] = apart.read(path, memory)
    return frozenset(line.cells[0] for line in lines if line.cells[0])


def memory(path: Path) -> list[list[Line]]:
    """The rows below the header of the hidden worksheet, trusting the file not to exhaust the machine."""
    import python_calamine as calamine

    try:
        book = calamine.load_workbook(path)
        return [_lines(book.get_sheet_by_name(MEMORY), str(path), {})[1:] if MEMORY in book.sheet_names else []]
    except calamine.CalamineError as error:
        raise inflated.unreadable(path) from error


def _lines(sheet: Any, source: str, odd: Mapping[Place, Odd]) -> list[Line]:
    """Every row that holds something; a cell that spans several rows counts in each of them.

    Of `odd` cells an error counts as its text; a formula without a value is empty, but the line knows of it.
    """
    check_size(sheet.total_height, sheet.total_width, source)
    rows = [[cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    formulas: dict[int, list[tuple[int, str]]] = {}
    for at, column in sorted(odd):
        one = odd[at, column]
        if not one.error:
            formulas.setdefault(at, []).append((column, one.text))
        elif at < len(rows) and column < len(rows[at]):
            rows[at][column] = one.text
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row) and left < len(rows[top]) and not row[left]:
                row[left] = rows[top][left]
    return [
        Line(number=number, cells=tuple(row), formulas=tuple(formulas.get(number - 1, ())))
        for number, row in enumerate(rows, start=1)
        if any(row)
    ]


def cell(value: Any) -> str:
    """A cell as text: whole numbers without a point, dates as 2026-11-21."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return decimal(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return trimmed(str(value))
