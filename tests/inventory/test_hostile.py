"""Files made to do harm: they are refused in one sentence, or their values are read and nothing else happens."""

import contextlib
import datetime
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from inventory import inflated, tables
from isms.core.errors import InputError
from isms.core.model.building import Building
from tests.inventory.importing_files import found, plan, plan_text, reasons, write_ods, write_xlsx

OLD = Path(__file__).parents[1] / "data" / "import" / "gebaeude.xls"
CELL = '<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def repeated(rows: int, columns: int, text: str = "x") -> str:
    """A row of an ODS file that says a cell many times in few words."""
    cell = CELL.format(more=f' table:number-columns-repeated="{columns}"', text=text)
    return f'<table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row>'


def with_sheet(path: Path, sheet: str, strings: str) -> Path:
    """A workbook whose only sheet and strings are replaced."""
    write_xlsx(path, [["WE", "Name"], ["1", "Haus"]])
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    members["xl/worksheets/sheet1.xml"] = f"<worksheet {space}><sheetData>{sheet}</sheetData></worksheet>".encode()
    members["xl/sharedStrings.xml"] = f"<sst {space}>{strings}</sst>".encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def one_long_string(path: Path) -> Path:
    """A small workbook whose 40,000 cells all show the same 32,000 characters."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 40_001))
    return with_sheet(path, rows, f"<si><t>{'x' * 32_000}</t></si>")


BOMBS: dict[str, Callable[[Path], Path]] = {
    "rows.ods": lambda path: write_ods(path, [["WE", "Name"]], repeated(1_000_000, 20)),
    "columns.ods": lambda path: write_ods(path, [["WE", "Name"]], repeated(1, 100_000_000)),
    "text.ods": lambda path: write_ods(path, [["WE", "Name"]], repeated(40_000, 1, "x" * 60_000)),
    "strings.xlsx": one_long_string,
    "cells.xlsx": lambda path: with_sheet(path, f"<row>{'<c><v>1</v></c>' * 16_000}</row>" * 200, ""),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_small_spreadsheet_that_grows_without_bounds_is_refused(tmp_path: Path, name: str) -> None:
    path = BOMBS[name](tmp_path / name)
    assert path.stat().st_size < inflated.MIB
    with pytest.raises(InputError, match=rf"{name} .*(too large|more than)"):
        tables.read(path)


def test_entities_in_a_spreadsheet_are_refused(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "a.ods", [["WE", "Name"]])
    content = zipfile.ZipFile(path).read("content.xml").decode()
    bomb = content.replace("?>", '?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', 1).replace("WE", "&b;")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", bomb)
    with pytest.raises(InputError, match="no readable spreadsheet"):
        tables.read(path)


def test_macros_and_links_to_other_files_stay_unused_and_formulas_count_as_their_last_value(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsm"
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["WE", "Name", "Straße"])
        sheet.write_string(1, 0, "17")
        sheet.write_formula(1, 1, "'[http://203.0.113.1/x.xlsx]A'!A1", None, "Haus")
        sheet.write_formula(1, 2, '=HYPERLINK("file:///etc/passwd")', None, "Weg 1")
        sheet.write_string(2, 0, "18")
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    path.write_bytes((tmp_path / "a.xlsx").read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    made = plan(path)
    assert found(made) == [Building(id="17", name="Haus", street="Weg 1")]
    assert reasons(made) == [(3, "Name", "error value of a formula")]


def test_a_spreadsheet_of_the_nineties_is_read() -> None:
    made = plan(OLD)
    assert found(made) == [
        Building(id="1001", name="Grundschule Süd", street="Große Gasse 1", postcode="01067", city="Musterstadt",
                 floor_area=2156.5, lease_until=datetime.date(2027, 12, 31), listed=True),
        Building(id="1002", name="Bürgerbüro", street="Weg 2 a", postcode="12345", city="Musterstadt",
                 floor_area=900.0),
        Building(id="1003", name="Bauhof", street="Am Ring 3", postcode="12345", city="Musterstadt", listed=False),
    ]  # fmt: skip
    assert reasons(made) == [(9, "WE-Nr.", "a sum, heading or footnote, no entry")]


@pytest.mark.parametrize("place", [30, 520, 2000, 4000])
def test_a_damaged_spreadsheet_of_the_nineties_is_refused_or_read_but_never_crashes(tmp_path: Path, place: int) -> None:
    raw = bytearray(OLD.read_bytes())
    raw[place : place + 64] = b"\xff" * 64
    (tmp_path / "a.xls").write_bytes(raw)
    with contextlib.suppress(InputError):
        assert tables.read(tmp_path / "a.xls").header


CELLS: list[tuple[str, str, str]] = [
    ("WE", "../../etc/passwd", "no id"),
    ("WE", "a\\b", "no id"),
    ("WE", "/etc", "no id"),
    ("WE", "x" * 300, "no id"),
    ("Name", "\x1b[2J", "control characters"),
    ("Name", "x" * 3000, "longer than"),
    ("PLZ", "1234", ""),
    ("PLZ", "123456", "no postcode"),
    ("Name", "#REF!", "error value"),
    ("NGF", "-5", "not between 0"),
    ("Mietende", "31.02.2026", "no such day"),
    ("Mietende", "2026-13-01", "no such day"),
    ("Mietende", "Herbst", "no date"),
    ("KRITIS", "vielleicht", "neither yes nor no"),
    ("Nutzer", "12,5", "whole number"),
    ("Nutzer", "-1", "not between 0"),
    ("Eigentum/Miete", "Erbe", "allowed is"),
]


@pytest.mark.parametrize(("column", "cell", "reason"), CELLS, ids=lambda value: value[:12])
def test_a_cell_that_does_not_fit_is_named_and_the_other_rows_are_kept(
    tmp_path: Path, column: str, cell: str, reason: str
) -> None:
    good = {"WE": "1", "Name": "Haus", "PLZ": "12345", "NGF": "5", "Mietende": "31.12.2027", "KRITIS": "ja",
            "Nutzer": "7", "Eigentum/Miete": "Miete"}  # fmt: skip
    rows = [good, {**good, "WE": "2", column: cell}, {**good, "WE": "3"}]
    made = plan_text(tmp_path, "\n".join(";".join(row) for row in (list(good), *(row.values() for row in rows))))
    assert {"1", "3"} <= {building.id for building in found(made)}
    if reason:
        [(row, title, why)] = reasons(made)
        assert (row, title) == (3, column)
        assert reason in why
    else:
        assert found(made)[1].postcode == "01234"


def test_a_formula_stays_text(tmp_path: Path) -> None:
    made = plan_text(tmp_path, "WE;Name\n1;=HYPERLINK(1)\n2;'=1+1\n")
    assert [building.name for building in found(made)] == ["=HYPERLINK(1)", "=1+1"]


FOREIGN: dict[str, tuple[str, bytes]] = {
    "html as xls": ("a.xls", b"<html><table><tr><td>WE</td></tr></table></html>"),
    "xml as xls": ("a.xls", b'<?xml version="1.0"?><Workbook/>'),
    "gml": ("a.gml", b'\xef\xbb\xbf<?xml version="1.0"?><wfs:FeatureCollection/>'),
    "pdf": ("a.csv", b"%PDF-1.7 \xe2\xe3"),
    "excel 2": ("a.xls", b"\x09\x00\x04\x00\x02\x00\x10\x00" + b"\0" * 50),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_is_no_table_is_told_with_the_cure(tmp_path: Path, name: str) -> None:
    file, raw = FOREIGN[name]
    (tmp_path / file).write_bytes(raw)
    with pytest.raises(InputError, match=rf"{file} is .*XLSX or CSV"):
        tables.read(tmp_path / file)


@pytest.mark.parametrize("value", [10**400, -1, "../x", {"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}}])
def test_odd_values_of_json_do_no_harm(tmp_path: Path, value: Any) -> None:
    made = plan_text(tmp_path, json.dumps([{"id": 1, "name": "Haus", "users": value}]), "a.json")
    assert made.report.rows == 1
