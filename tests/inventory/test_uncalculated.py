"""Formulas whose value a spreadsheet does not hold, or that ended in an error: never taken for an emptied cell."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from inventory.uncalculated import CELL, Odd, cells
from isms.core.model.building import Building
from tests.inventory.importing_files import found, plan, reasons
from tests.inventory.returning import back, export

FORMULA = "a formula without a stored value; open and save it in a spreadsheet program"
HOUSE = Building(id="WE-1", name="Rathaus", users=4711, department="Hauptamt")


def book(path: Path, fill: Callable[[xlsxwriter.workbook.Worksheet], object]) -> Path:
    """A workbook with the list of three buildings, and something else."""
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("Deckblatt & mehr").write_formula("A1", "=1+1", None, "")
        sheet = made.add_worksheet("Gebäude")
        for row, values in enumerate((["id", "name", "users"], ["1", "a", 1], ["2", "b", 2], ["3", "c", 3])):
            sheet.write_row(row, 0, values)
        fill(sheet)
    return path


def test_a_formula_without_a_value_is_named_and_its_row_left_out(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", lambda sheet: sheet.write_formula("C3", '=IF(1<2,"x & y",0)', None, ""))
    made = plan(path)
    assert [one.id for one in found(made)] == ["1", "3"]
    assert [(bad.row, bad.column, bad.value, bad.reason.en) for bad in made.report.rejected] == [
        (3, "users", '=IF(1<2,"x & y",0)', FORMULA)
    ]
    [note] = made.report.notes
    assert note.en.startswith("Cells with formulas without a stored value: 1 (C3). Open the file")


def test_a_formula_with_a_value_counts_as_its_value_also_where_that_is_nothing(tmp_path: Path) -> None:
    def fill(sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write_formula("C2", "=6*7", None, 42)
        sheet.write_formula("B3", '="B"', None, "B")

    path = book(tmp_path / "a.xlsx", fill)
    nothing = rewritten(path, b'<c r="C4"><v>3</v></c>', b'<c r="C4" t="str"><f>""</f><v></v></c>')
    made = plan(nothing)
    assert [(one.name, one.users) for one in found(made)] == [("a", 42), ("B", 2), ("c", None)]
    assert (made.report.rejected, made.report.notes) == ((), ())


def test_an_error_is_an_error_and_not_an_empty_cell(tmp_path: Path) -> None:
    def fill(sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write_formula("B2", "=X", None, "#NAME?")
        sheet.write_formula("C3", "=A1/0", None, "#DIV/0!")

    made = plan(book(tmp_path / "a.xlsx", fill))
    assert [one.id for one in found(made)] == ["3"]
    assert [(bad.row, bad.column, bad.value) for bad in made.report.rejected] == [
        (2, "name", "#NAME?"),
        (3, "users", "#DIV/0!"),
    ]


def test_in_a_column_that_is_not_taken_a_formula_is_no_obstacle(tmp_path: Path) -> None:
    def fill(sheet: xlsxwriter.workbook.Worksheet) -> None:
        sheet.write("D1", "Notiz des Amts")
        for row in range(1, 4):
            sheet.write_formula(row, 3, "=ROW()", None, "")

    made = plan(book(tmp_path / "a.xlsx", fill))
    assert (len(found(made)), reasons(made)) == (3, [])
    assert ": 3 (D2, D3, D4)" in made.report.notes[0].en


def test_many_cells_are_counted_and_some_are_named(tmp_path: Path) -> None:
    def fill(sheet: xlsxwriter.workbook.Worksheet) -> None:
        for row in range(4, 40):
            sheet.write_row(row, 0, [str(row), "x"])
            sheet.write_formula(row, 2, "=1", None, "")

    made = plan(book(tmp_path / "a.xlsx", fill))
    assert ": 36 (C5, C6, C7, C8, C9 …)" in made.report.notes[0].de
    assert len(made.report.rejected) == 36


def test_a_formula_in_an_exported_list_empties_nothing(tmp_path: Path) -> None:
    path = export(tmp_path / "a.xlsx", [HOUSE])
    [old] = [one for one in cells_of(path) if b">4711<" in one]
    made = back(rewritten(path, old, re.sub(rb"<v>.*</v>", b"<f>4700+11</f>", old)), {HOUSE.id: HOUSE})
    assert made.changed == {}
    assert [bad.reason.en for bad in made.report.rejected] == [FORMULA]


def cells_of(path: Path) -> list[bytes]:
    """The cells of the first worksheet as they stand in the file."""
    with zipfile.ZipFile(path) as archive:
        return [one[0] for one in CELL.finditer(archive.read("xl/worksheets/sheet1.xml"))]


def rewritten(path: Path, old: bytes, new: bytes) -> Path:
    """The workbook with another spelling of a cell."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert sum(raw.count(old) for raw in parts.values()) == 1
    with zipfile.ZipFile(path, "w") as archive:
        for name, raw in parts.items():
            archive.writestr(name, raw.replace(old, new))
    return path


@pytest.mark.parametrize(
    ("cell", "odd"),
    [
        ('<c r="B2"><f>1</f><v></v></c>', Odd("=1", error=False)),
        ('<c r="B2"><f>1</f><v/></c>', Odd("=1", error=False)),
        ('<c r="B2"><f>1</f><v /></c>', Odd("=1", error=False)),
        ('<c r="B2" s="3"><f>A1&lt;2</f></c>', Odd("=A1<2", error=False)),
        ('<c r="B2" t="str"><f>1</f></c>', Odd("=1", error=False)),
        ('<c r="B2"><f t="shared" si="0"/></c>', Odd("=", error=False)),
        ('<c r="B2"><f t="array" ref="B2:B3">SUM(A1)</f><v/></c>', Odd("=SUM(A1)", error=False)),
        ("<c r='B2'>\n  <f>1</f>\n  <v></v>\n</c>", Odd("=1", error=False)),
        ('<x:c r="B2"><x:f>1</x:f><x:v></x:v></x:c>', Odd("=1", error=False)),
        ('<c r="B2" t="e"><v>#REF!</v></c>', Odd("#REF!", error=True)),
        ('<c r="B2" t="e"><f>A1</f><v>#N/A</v></c>', Odd("#N/A", error=True)),
        ('<c r="B2"><f>1</f><v>0</v></c>', None),
        ('<c r="B2" t="str"><f>1</f><v></v></c>', None),
        ('<c r="B2"><v>1</v></c>', None),
        ('<c r="B2" s="1"/><c r="C2"><v>1</v></c>', None),
        ('<c r="B2" t="inlineStr"><is><t>a</t></is></c>', None),
    ],
)
def test_every_way_to_write_a_cell_is_understood(tmp_path: Path, cell: str, odd: Odd | None) -> None:
    path = book(tmp_path / "a.xlsx", lambda _: None)
    rewritten(path, b'<c r="B2" t="s"><v>4</v></c>', cell.encode())
    assert cells(path)["Gebäude"] == ({} if odd is None else {(1, 1): odd})


def test_a_formula_between_two_parts_of_a_large_file_is_found(tmp_path: Path) -> None:
    def fill(sheet: xlsxwriter.workbook.Worksheet) -> None:
        for row in range(4, 20_004):
            sheet.write_formula(row, 2, f'=IF(A{row}="{"x" * 100}",1,2)', None, "")

    path = book(tmp_path / "a.xlsx", fill)
    assert len(cells(path)["Gebäude"]) == 20_000


def test_a_file_that_is_built_otherwise_holds_none(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("content.xml", "<x/>")
    assert cells(tmp_path / "a.ods") == {}
