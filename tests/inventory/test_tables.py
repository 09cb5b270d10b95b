"""Files of all kinds to rows; the oracle is the file as Python, XlsxWriter or a text editor writes it."""

import contextlib
import csv
import datetime
import io
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from inventory import inflated, tables
from inventory.delimited import DELIMITERS
from inventory.sheet import Sheet
from isms.core.errors import InputError

HEADER = ("id", "name", "city")
PLAIN = "id;name;city\n1;Bürgerbüro;Musterstadt\n"


def read_csv(raw: bytes, name: str = "a.csv") -> Sheet:
    """The table in a CSV file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        return tables.read(path)


def a_sheet(path: Path, rows: list[list[Any]], **options: Any) -> Path:
    """An XLSX file with these rows."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        if options.get("hidden_first"):
            sheet = book.add_worksheet("alt")
            sheet.write(0, 0, "Entwurf")
            sheet.hide()
            book.add_worksheet("leer").write(0, 0, " ")
        sheet = book.add_worksheet("Geräte")
        sheet.activate()
        sheet.set_first_sheet()
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell, day if isinstance(cell, datetime.date) else None)
    return path


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (PLAIN.encode(), "utf-8"),
        (PLAIN.encode("utf-8-sig"), "utf-8"),
        (PLAIN.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + PLAIN.encode("utf-16-be"), "utf-16"),
        (PLAIN.encode("utf-16-le"), "utf-16"),
        (PLAIN.encode("utf-16-be"), "utf-16"),
        (PLAIN.encode("cp1252"), "cp1252"),
        (PLAIN.replace("\n", "\r\n").encode(), "utf-8"),
        (b"sep=;\r\n" + PLAIN.encode(), "utf-8"),
        (PLAIN.encode("utf-8-sig").replace(b"\xbf", b"\xbfsep=;\n"), "utf-8"),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16be", "no-mark-le", "no-mark-be", "cp1252", "crlf", "sep", "bom-sep"],
)
def test_usual_encodings_are_read_and_named(raw: bytes, encoding: str) -> None:
    sheet = read_csv(raw, "a.csv")
    assert (sheet.header, sheet.encoding, sheet.delimiter) == (HEADER, encoding, ";")
    assert [(line.number, line.cells) for line in sheet.lines] == [(2, ("1", "Bürgerbüro", "Musterstadt"))]


@pytest.mark.parametrize("delimiter", list(DELIMITERS))
def test_the_delimiter_is_seen_in_the_header(delimiter: str) -> None:
    sheet = read_csv('"a;,|";b c\n1;2'.replace(";b", f"{delimiter}b").replace("1;", f"1{delimiter}").encode(), "x")
    assert (sheet.delimiter, sheet.header, sheet.lines[0].cells) == (delimiter, ("a;,|", "b c"), ("1", "2"))


def test_a_single_column_has_no_delimiter() -> None:
    sheet = read_csv(b"name\nsw1\n", "a.csv")
    assert (sheet.delimiter, sheet.header, sheet.lines[0].cells) == (None, ("name",), ("sw1",))


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    sheet = read_csv(b'\nid;name\n\n1;"two\nlines"\n;\n2;x\n', "a.csv")
    assert [(line.number, line.cells) for line in sheet.lines] == [(4, ("1", "two\nlines")), (6, ("2", "x"))]


def test_the_guard_against_formulas_is_taken_off() -> None:
    sheet = read_csv(b"id;name\n1;'=1+1\n2;'quoted'\n", "a.csv")
    assert [line.cells[1] for line in sheet.lines] == ["=1+1", "'quoted'"]


@given(st.lists(st.lists(st.text("ab ;,\"\n\t|ä'", max_size=6), min_size=2, max_size=2), max_size=5))
def test_what_a_csv_writer_writes_is_read(rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows([["id", "name"], *rows])
    expected = [tuple(cell.strip() for cell in row) for row in rows]
    sheet = read_csv(stream.getvalue().encode(), "a.csv")
    assert [line.cells for line in sheet.lines] == [row for row in expected if any(row)]


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_reader(raw: bytes) -> None:
    with contextlib.suppress(InputError):
        assert read_csv(raw, "a.csv").header


def test_cells_of_a_spreadsheet_are_text(tmp_path: Path) -> None:
    evening = datetime.datetime(2026, 1, 2, 18, 4)  # noqa: DTZ001 - spreadsheets know no time zones
    rows: list[list[Any]] = [
        [],
        ["id", "name", "PLZ", "seit", "x", "um"],
        [1.0, " Rathaus ", 1067, datetime.date(2026, 11, 21), True, evening],
        [],
        [2.5, "01067", "", "", False, ""],
    ]
    sheet = tables.read(a_sheet(tmp_path / "a.xlsx", rows))
    assert sheet.header == ("id", "name", "PLZ", "seit", "x", "um")
    assert [(line.number, line.cells) for line in sheet.lines] == [
        (3, ("1", "Rathaus", "1067", "2026-11-21", "true", "2026-01-02T18:04:00")),
        (5, ("2.5", "01067", "", "", "false", "")),
    ]
    assert (sheet.encoding, sheet.delimiter) == (None, None)


def test_hidden_and_empty_sheets_are_passed_over(tmp_path: Path) -> None:
    sheet = tables.read(a_sheet(tmp_path / "a.xlsx", [["id"], ["1"]], hidden_first=True))
    assert (sheet.header, len(sheet.lines)) == (("id",), 1)


def test_a_yaml_list_is_a_table_and_its_numbers_keep_their_zeros(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("devices:\n- name: sw1\n  tags: [a, b]\n- name: 0815\n  site: ~\n  port: 22\n")
    sheet = tables.read(path)
    assert sheet.header == ("name", "tags", "site", "port")
    assert [(line.number, line.cells) for line in sheet.lines] == [
        (2, ("sw1", "a, b", "", "")),
        (4, ("0815", "", "", "22")),
    ]


def zip_with(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """An archive with one member."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


BAD: dict[str, tuple[str, bytes]] = {
    "empty": ("a.csv", b""),
    "blank": ("a.csv", b"\n\n ;\n"),
    "binary": ("a.csv", bytes(range(256))),
    "nothing but zeros": ("a.csv", b"\0" * 100),
    "odd utf-16": ("a.csv", b"\xff\xfea"),
    "quote without an end": ("a.csv", b'a;b\n1;"' + b"x;\n" * 80_000),
    "json": ("a.json", b"[]"),
    "zip": ("a.xlsx", zip_with(b"hello")),
    "broken zip": ("a.xlsx", zip_with(b"hello" * 1000)[:50]),
    "zip bomb": ("a.xlsx", zip_with(b"\0" * (inflated.LIMIT + 1))),
    "sparse sheet": ("a.xlsx", zip_with(b'<c r="A1"/><c r="XFD1048576"/>')),
    "old spreadsheet": ("a.xls", tables.OLE + b"\0" * 600),
    "too many rows": ("a.csv", b"id\n" + b"1\n" * 50_001),
    "large": ("a.csv", b"id\n" + b"x" * tables.LIMIT_TEXT),
    "large yaml": ("a.yaml", b"- x: 1\n" * 400_000),
    "no list": ("a.yaml", b"a: 1\nb: 2\n"),
    "list of words": ("a.yaml", b"- a\n- b\n"),
    "bad yaml": ("a.yml", b"- a: [\n"),
    "yaml bomb": ("a.yaml", b"- &a [x, x]\n- &b [*a, *a]\n- name: *b\n"),
    "deep yaml": ("a.yaml", b"[" * 100_000),
    "repeated key": ("a.yaml", b"- name: a\n  name: b\n"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence_with_its_name(tmp_path: Path, name: str) -> None:
    file, content = BAD[name]
    path = tmp_path / file
    path.write_bytes(content)
    with pytest.raises(InputError, match=file):
        tables.read(path)


def test_an_empty_spreadsheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is empty"):
        tables.read(a_sheet(tmp_path / "a.xlsx", []))


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_a_missing_file_or_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        tables.read(tmp_path / name)
