"""Tables from files: CSV, XLSX and other spreadsheets, YAML lists. The only home of the spreadsheet reader."""

import datetime
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

from inventory import delimited
from inventory.sheet import Cells, Line, Sheet, check_size, trimmed
from isms.core import codec
from isms.core.errors import InputError

MIB = 1 << 20
LIMIT_TEXT = 32 * MIB
LIMIT_YAML = 2 * MIB
LIMIT_INFLATED = 256 * MIB
ZIP = b"PK\x03\x04"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
YAML = (".yaml", ".yml")
NOT_YET = (".json", ".geojson", ".js", ".xml", ".pdf", ".docx")
CELL = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
CHUNK = MIB
NOTHING = ("null", "~")


def read(path: Path) -> Sheet:
    """The table in a file, by its content; raises InputError if it cannot be read or is too large."""
    raw = _bytes(path)
    if raw.startswith((ZIP, OLE)):
        return _spreadsheet(path, zipped=raw.startswith(ZIP))
    if path.suffix.lower() in NOT_YET:
        raise InputError(
            de=f"{path}: dieses Format wird nicht gelesen. CSV, XLSX oder YAML verwenden.",
            en=f"{path}: this format cannot be read. Use CSV, XLSX or YAML.",
        )
    if path.suffix.lower() in YAML:
        _within(len(raw), LIMIT_YAML, path)
        return from_yaml(delimited.decode(raw, str(path))[0], str(path))
    return delimited.read(raw, str(path))


def _bytes(path: Path) -> bytes:
    """The content of a file of bearable size."""
    try:
        _within(path.stat().st_size, LIMIT_TEXT, path)
        return path.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(de=f"{path} ist nicht lesbar: {why}.", en=f"{path} cannot be read: {why}.") from error


def _within(size: int, limit: int, path: Path) -> None:
    """Refuse what would take too much memory."""
    if size > limit:
        raise InputError(
            de=f"{path} ist zu groß: mehr als {limit // MIB} MiB. Die Datei teilen.",
            en=f"{path} is too large: more than {limit // MIB} MiB. Split the file.",
        )


def from_yaml(text: str, source: str) -> Sheet:
    """The table in a YAML list of mappings, which may stand under one key; raises InputError otherwise."""
    document = codec.parse_yaml_texts(text, source)
    value, path = document.value, tuple[str, ...]()
    if isinstance(value, dict) and len(value) == 1:
        path = tuple(value)
        value = value[path[0]]
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise InputError(
            de=f"{source} ist keine YAML-Liste von Einträgen (`- name: …`).",
            en=f"{source} is no YAML list of entries (`- name: …`).",
        )
    header = tuple(dict.fromkeys(key for item in value for key in item))
    lines = (
        Line(number=document.lines[(*path, index)], cells=tuple(_yaml_cell(item.get(key, "")) for key in header))
        for index, item in enumerate(value)
    )
    return Sheet(source=source, header=header, lines=tuple(lines), encoding="utf-8")


def _yaml_cell(value: Any) -> str:
    """A scalar as it stands there, a list of scalars separated by commas."""
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return "" if value in NOTHING else trimmed(str(value))


def _spreadsheet(path: Path, *, zipped: bool) -> Sheet:
    """The first visible worksheet that holds something."""
    import python_calamine as calamine

    if zipped:
        _check_inflated(path)
    try:
        book = calamine.load_workbook(path)
        for sheet in book.sheets_metadata:
            if sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet:
                rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                found = _from_rows(rows, str(path))
                if found is not None:
                    return found
    except calamine.PasswordError as error:
        raise InputError(
            de=f"{path} ist mit einem Kennwort geschützt. Ohne Kennwort speichern.",
            en=f"{path} is protected by a password. Save it without one.",
        ) from error
    except calamine.CalamineError as error:
        raise _no_spreadsheet(path) from error
    raise InputError(de=f"{path} ist leer.", en=f"{path} is empty.")


def _no_spreadsheet(path: Path) -> InputError:
    """The sentence for a damaged or foreign file."""
    return InputError(
        de=f"{path} ist keine lesbare Tabelle. Als XLSX oder CSV speichern.",
        en=f"{path} is no readable spreadsheet. Save it as XLSX or CSV.",
    )


def _check_inflated(path: Path) -> None:
    """Refuse what unpacks to too much or spans too many cells, before anything is built in memory."""
    inflated = 0
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                rows = columns = 0
                with archive.open(member) as stream:
                    rest = b""
                    while chunk := stream.read(CHUNK):
                        inflated += len(chunk)
                        _within(inflated, LIMIT_INFLATED, path)
                        for letters, digits in CELL.findall(rest + chunk):
                            rows, columns = max(rows, int(digits)), max(columns, column_number(letters))
                        rest = chunk[-20:]
                check_size(rows, columns, str(path))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError) as error:
        raise _no_spreadsheet(path) from error


def column_number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _from_rows(rows: list[list[Any]], source: str) -> Sheet | None:
    """The first row that holds something is the header; None if there is none."""
    full = [(number, tuple(_cell(cell) for cell in row)) for number, row in enumerate(rows, start=1)]
    full = [(number, cells) for number, cells in full if any(cells)]
    if not full:
        return None
    header: Cells = full[0][1]
    return Sheet(source=source, header=header, lines=tuple(Line(number=n, cells=cells) for n, cells in full[1:]))


def _cell(value: Any) -> str:
    """A cell as text: whole numbers without a point, dates as 2026-11-21."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return trimmed(str(value))
