"""Reading a file into buildings in tests, from the bytes to the plan."""

import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter  # type: ignore[import-untyped]

from inventory import buildings, columns, importing, tables
from inventory.columns import Wish
from inventory.importing import Plan
from isms.core.model.building import Building

Rows = list[list[Any]]
CELL = '<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'
NUMBER = '<table:table-cell office:value-type="float" office:value="{text}"><text:p>{text}</text:p></table:table-cell>'
EMPTY = "<table:table-cell/>"
SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
)


def plan(path: Path, wish: Wish | None = None, crs: str | None = None, *, repair: bool = False) -> Plan[Building]:
    """What a file would change in an empty register."""
    asked = wish or Wish()
    sheet = tables.read(path, columns.known_titles(columns.synonyms("building"), asked), repair=repair)
    read = buildings.reading(sheet, asked, crs)
    return importing.plan(read.sheet, read.columns, read.kind, {}, crs=read.crs)


def plan_text(folder: Path, text: str, name: str = "a.csv", **options: Any) -> Plan[Building]:
    """The same for a text."""
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return plan(path, **options)


def found(made: Plan[Building]) -> list[Building]:
    """The buildings of a plan, in the order of the file."""
    return list(made.changed.values())


def reasons(made: Plan[Building]) -> list[tuple[int, str, str]]:
    """Row, column and reason of everything that did not fit."""
    return [(bad.row, bad.column, bad.reason.en) for bad in made.report.rejected]


def write_xlsx(path: Path, rows: Rows, merged: tuple[str, ...] = ()) -> Path:
    """An XLSX file with these rows; `merged` are ranges that are one cell."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Liste")
        for place in merged:
            sheet.merge_range(place, "")
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                if cell != "":
                    sheet.write(number, at, cell)
    return path


def write_ods(path: Path, rows: Rows, more: str = "") -> Path:
    """A small ODS file with these rows; `more` is put behind the last one."""
    body = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Liste">{body}{more}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return path


def _ods_cell(cell: Any) -> str:
    """A cell of content.xml."""
    if cell == "":
        return EMPTY
    shape = NUMBER if isinstance(cell, int | float) else CELL
    return shape.format(text=escape(str(cell)), more="")


MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
