"""Exporting buildings in tests, editing the file as an office would, and reading it back."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import python_calamine as calamine
import xlsxwriter  # type: ignore[import-untyped]

from inventory import columns, export_csv, export_fields, export_geojson, header, round_trip, tables, workbook
from inventory import workbook_writer as writer
from inventory.columns import Wish
from inventory.importing import Plan
from inventory.round_trip import Past
from isms.core.model.building import Building
from isms.core.model.importing import Winner
from isms.core.model.text import Language

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FORMATS = ("csv", "xlsx", "geojson")
Rows = list[list[Any]]


def export(path: Path, buildings: Sequence[Building], language: Language = Language.DE) -> Path:
    """A file with these buildings, in the format of its ending."""
    origin = writer.Origin(owner="Stadt Musterstadt", when=NOW, language=language)
    made = {
        ".csv": lambda: export_csv.render(buildings, language),
        ".xlsx": lambda: writer.render(buildings, origin),
        ".geojson": lambda: export_geojson.render(buildings),
    }
    path.write_bytes(made[path.suffix]())
    return path


def never(_: Building) -> tuple[()]:
    """A past of which nothing is known."""
    return ()


def back(
    path: Path,
    existing: Mapping[str, Building],
    past: Past = never,
    wins: Winner | None = None,
    wish: Wish | None = None,
) -> Plan[Building]:
    """What a file would change in a register with these buildings."""
    asked = wish or Wish()
    known = columns.known_titles(columns.synonyms("building"), asked)
    sheet = tables.read(path, known | set(map(header.folded, export_fields.TITLES)))
    own = round_trip.recognised(sheet, asked)
    marked = own is not None and own.marks is not None
    ids = workbook.handed_out(path) if marked and tables.is_workbook(path) else frozenset[str]()
    found = round_trip.read(sheet, own, asked)
    return round_trip.plan(found, own, existing, past, wins=wins, handed_out=ids)


def edit(path: Path, change: Callable[[Rows], None]) -> Path:
    """The workbook as another program saves it after the rows of its list were changed, hidden sheets kept."""
    book = calamine.load_workbook(path)
    sheets: dict[str, Rows] = {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
    }
    change(sheets[book.sheet_names[0]])
    with xlsxwriter.Workbook(path, {"default_date_format": "dd.mm.yyyy"}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            if name == workbook.MEMORY:
                sheet.hide()
            for number, row in enumerate(rows):
                for at, cell in enumerate(row):
                    (sheet.write_string if isinstance(cell, str) else sheet.write)(number, at, cell)
    return path


def put(row: int, name: str, value: Any) -> Callable[[Rows], None]:
    """The change that writes a value into the field of a row, counted from 1 below the header."""

    def change(rows: Rows) -> None:
        """Write it."""
        rows[row][export_fields.NAMES.index(name)] = value

    return change
