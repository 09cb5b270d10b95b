"""Tables from files, by their content: CSV, spreadsheets, JSON lists, GeoJSON, Esri JSON, YAML lists."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from inventory import decoding, delimited, entries, header, workbook, yaml_list
from inventory.inflated import MIB, letters, within
from inventory.sheet import Line, Sheet
from isms.core.errors import InputError
from isms.core.model.text import Text

MOST_NAMED = 5
LIMIT_TEXT = 32 * MIB
LIMIT_YAML = 2 * MIB
ZIP = b"PK\x03\x04"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
JSON = (".json", ".geojson", ".js", ".jsonl", ".ndjson", ".geojsonl")
YAML = (".yaml", ".yml")
FOREIGN = {  # how files begin that carry another content than their ending says
    b"%pdf": Text(de="ein PDF", en="a PDF"),
    b"<html": Text(de="eine HTML-Seite", en="an HTML page"),
    b"<!doctype html": Text(de="eine HTML-Seite", en="an HTML page"),
    b"<table": Text(de="eine HTML-Seite", en="an HTML page"),
    b"<?xml": Text(de="XML", en="XML"),
    b"{\\rtf": Text(de="ein RTF-Dokument", en="an RTF document"),
    b"\x89png": Text(de="ein Bild", en="a picture"),
}
OLD_BINARY = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")  # Excel before 5.0: no OLE container
TWICE = Text(
    de="Umlaute sehen doppelt kodiert aus (»Ã¼« statt »ü«). --repair-encoding berichtigt sie.",
    en='Umlauts look encoded twice ("Ã¼" for "ü"). --repair-encoding mends them.',
)
MENDED = Text(de="Doppelt kodierte Umlaute wurden berichtigt.", en="Umlauts that were encoded twice were mended.")


def read(path: Path, known: Collection[str] = (), *, repair: bool = False) -> Sheet:
    """The table in a file; raises InputError if it cannot be read or is too large.

    `known` are folded titles by which the header row is found; `repair` mends text that was encoded twice.
    """
    raw = _bytes(path)
    suffix = path.suffix.lower()
    if raw.startswith((ZIP, OLE)):
        zipped = raw.startswith(ZIP)
        del raw
        sheet = _best(workbook.read(path, zipped=zipped), known, str(path))
        return _checked(replace(sheet, notes=(*sheet.notes, *_without_values(sheet))), repair=repair)
    _refuse_foreign(raw, path)
    if suffix in YAML:
        within(len(raw), LIMIT_YAML, path)
        return _checked(yaml_list.read(decoding.decode(raw, str(path))[0], str(path)), repair=repair)
    if suffix in JSON or raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return _checked(entries.read(raw, str(path)), repair=repair)
    lines, encoding, delimiter = delimited.read(raw, str(path))
    sheet = _best([lines], known, str(path))
    return _checked(replace(sheet, encoding=encoding, delimiter=delimiter), repair=repair)


def is_workbook(path: Path) -> bool:
    """Whether a file is a spreadsheet in a zip, which may have hidden worksheets."""
    with path.open("rb") as stream:
        return stream.read(len(ZIP)) == ZIP


def _bytes(path: Path) -> bytes:
    """The content of a file of bearable size."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(LIMIT_TEXT + 1)  # what never ends has no size
    except OSError as error:
        why = error.strerror or str(error)
        raise InputError(de=f"{path} ist nicht lesbar: {why}.", en=f"{path} cannot be read: {why}.") from error
    within(len(raw), LIMIT_TEXT, path)
    return raw


def _refuse_foreign(raw: bytes, path: Path) -> None:
    """Say what a file is that is no table, whatever its ending promises."""
    start = raw[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    kind = next((words for mark, words in FOREIGN.items() if start.startswith(mark)), None)
    if kind is None and raw.startswith(OLD_BINARY):
        kind = Text(de="eine Tabelle aus Excel 4 oder älter", en="a spreadsheet of Excel 4 or older")
    if kind is not None:
        raise InputError(
            de=f"{path} ist {kind.de}. In einer Tabellenkalkulation öffnen und als XLSX oder CSV speichern.",
            en=f"{path} is {kind.en}. Open it in a spreadsheet program and save it as XLSX or CSV.",
        )


def _best(candidates: list[list[Line]], known: Collection[str], source: str) -> Sheet:
    """The sheet whose header holds most known titles, the first of equals."""
    sheets: list[tuple[int, Sheet]] = []
    for lines in filter(None, candidates):
        titles, start = header.part(lines, known)
        sheet = Sheet(source=source, header=titles, lines=tuple(lines[start:]))
        sheets.append((header.score(titles, known), sheet))
    if not sheets:
        raise InputError(de=f"{source} ist leer.", en=f"{source} is empty.")
    return max(sheets, key=lambda pair: pair[0])[1]


def _without_values(sheet: Sheet) -> Iterator[Text]:
    """Which formulas hold no value, if any do."""
    places = [f"{letters(place)}{line.number}" for line in sheet.lines for place, _ in line.formulas]
    if places:
        listed = ", ".join(places[:MOST_NAMED]) + (" …" if len(places) > MOST_NAMED else "")
        yield Text(
            de=f"Zellen mit Formeln ohne gespeicherten Wert: {len(places)} ({listed}). Die Datei in der "
            "Tabellenkalkulation öffnen, speichern und noch einmal übernehmen.",
            en=f"Cells with formulas without a stored value: {len(places)} ({listed}). Open the file in a spreadsheet "
            "program, save it and import it again.",
        )


def _checked(sheet: Sheet, *, repair: bool) -> Sheet:
    """The sheet with a note if umlauts were encoded twice, or without the damage."""
    damaged = any(decoding.encoded_twice(cell) for cell in sheet.header) or any(
        decoding.encoded_twice(cell) for line in sheet.lines for cell in line.cells
    )
    if not damaged:
        return sheet
    if not repair:
        return replace(sheet, notes=(*sheet.notes, TWICE))
    lines = tuple(replace(line, cells=tuple(map(decoding.repaired, line.cells))) for line in sheet.lines)
    titles = tuple(map(decoding.repaired, sheet.header))
    return replace(sheet, header=titles, lines=lines, notes=(*sheet.notes, MENDED))
