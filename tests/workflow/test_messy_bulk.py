"""Many changes from files as offices have them: titles above the table, any encoding and format, foreign columns."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from isms.core.errors import InputError
from isms.core.model.area import Area
from isms.core.model.building import Building
from isms.core.model.money import Cost
from isms.store import open_store
from isms.store.workspace import Workspace, create
from isms.workflow import milestones, register, rollout
from isms.workflow.register import Bulk
from tests.fakes import NOW

TABLE = (
    ("WE", "Schulart", "Stadtteil", "Anzahl Nutzer", "Telefon", "Grund"),
    ("WE-1", "Gymnasium", "Süd", "420", "0123/456", "Schulstatistik"),
    ("WE-2", "Grundschule", "Nord", "", "0123/457", ""),
)


@pytest.fixture
def office(tmp_path: Path) -> Workspace:
    """A workspace with two buildings."""
    workspace = create(tmp_path / "stadt", "Musterstadt")
    with open_store(workspace.register).transaction(who="test", when=NOW) as change:
        change.put("buildings", "WE-1", Building(id="WE-1", district="Mitte", users=400))
        change.put("buildings", "WE-2", Building(id="WE-2", users=99))
    return workspace


def text(*above: str, delimiter: str = ";") -> str:
    """The table as text, with lines above it."""
    return "\n".join((*above, *(delimiter.join(row) for row in TABLE))) + "\n"


def workbook(path: Path) -> None:
    """The table on the second worksheet, under a title and an empty row, beside a worksheet with notes."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Hinweise").write_row(0, 0, ("Bitte nur gelbe Felder ändern",))
        sheet = book.add_worksheet("Liste")
        sheet.write(0, 0, "Schulliste, Stand 21.11.2026")
        for number, row in enumerate(TABLE):
            sheet.write_row(number + 2, 0, row)


def entries(path: Path) -> None:
    """The table as a list of JSON."""
    path.write_text(json.dumps([dict(zip(TABLE[0], row, strict=True)) for row in TABLE[1:]]), encoding="utf-8")


FILES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "plain": ("a.csv", lambda path: path.write_text(text(), encoding="utf-8")),
    "with a mark": ("a.csv", lambda path: path.write_text(text(), encoding="utf-8-sig")),
    "windows": ("a.csv", lambda path: path.write_bytes(text().encode("cp1252"))),
    "utf-16": ("a.txt", lambda path: path.write_bytes(text(delimiter="\t").encode("utf-16"))),
    "delimiter said": ("a.csv", lambda path: path.write_text(text("sep=;"), encoding="utf-8")),
    "title above": (
        "a.csv",
        lambda path: path.write_text(text("Schulliste;;;;;", ";;;;;", "Stand: 21.11.2026"), "utf-8"),
    ),
    "header repeated": ("a.csv", lambda path: path.write_text(text() + ";".join(TABLE[0]) + "\n", encoding="utf-8")),
    "workbook": ("a.xlsx", workbook),
    "list": ("a.json", entries),
    "padded": ("a.csv", lambda path: path.write_text(text().replace(";", "\u00a0; "), encoding="utf-8")),
}


@pytest.mark.parametrize(("name", "write"), FILES.values(), ids=list(FILES))
def test_buildings_change_from_whatever_offices_deliver(
    office: Workspace, tmp_path: Path, name: str, write: Callable[[Path], object]
) -> None:
    write(tmp_path / name)
    report = register.from_file(office, "buildings", Bulk(file=tmp_path / name), NOW)
    assert (report.updated, report.rejected, report.unmapped) == (2, (), ("Telefon",))
    assert register.rows(office, "buildings") == (
        Building(id="WE-1", type="Gymnasium", district="Süd", users=420),
        Building(id="WE-2", type="Grundschule", district="Nord", users=99),
    )


def test_umlauts_that_were_encoded_twice_are_named_and_mended_on_request(office: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(text().encode().decode("cp1252").encode())
    look = register.from_file(office, "buildings", Bulk(file=file, dry_run=True), NOW)
    assert "--repair-encoding" in look.notes[0].de
    register.from_file(office, "buildings", Bulk(file=file, repair=True), NOW)
    assert register.rows(office, "buildings")[0].district == "Süd"


def test_a_column_with_a_unit_or_a_year_is_known_but_the_plain_title_goes_before(
    office: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "kosten.csv"
    file.write_text("Gebäude;Haushaltsjahr;geplant 2026;bezahlt (EUR);geplant\nWE-1;2026;1,00;2,50;3,00\n")
    report = register.from_file(office, "costs", Bulk(file=file, new=True), NOW)
    assert report.unmapped == ("geplant 2026",)
    assert register.rows(office, "costs") == (Cost(id="2026-0001", building="WE-1", year=2026, planned=300, paid=250),)


@pytest.mark.parametrize("title", ["Gebäude", "WE", "Gebäude-ID", "Wirtschaftseinheit", "Liegenschaft", "building"])
def test_the_building_of_a_row_is_known_by_what_offices_call_it(office: Workspace, tmp_path: Path, title: str) -> None:
    file = tmp_path / "bereiche.csv"
    file.write_text(f"Bereiche der Schulen\n\n{title};Gegenstand;APs geplant\nWE-1;Unterricht;12\n", encoding="utf-8")
    register.from_file(office, "areas", Bulk(file=file, new=True), NOW)
    [found] = register.rows(office, "areas")
    assert isinstance(found, Area)
    assert (found.building, found.aps_planned) == ("WE-1", 12)


def test_milestones_come_from_a_workbook_with_a_title_above(office: Workspace, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "termine.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Terminplan Tiefbau")
        sheet.write_row(2, 0, ("WE", "Schritt", "Plantermin", "Bemerkung"))
        sheet.write_row(3, 0, ("WE-1", "Tiefbau", "01.06.2099", "bei Frost später"))
        sheet.write_row(4, 0, ("WE-7", "Tiefbau", "01.06.2099", ""))
    report = milestones.from_file(office, Bulk(file=tmp_path / "termine.xlsx"), NOW)
    assert (report.created, [bad.row for bad in report.rejected], report.unmapped) == (1, [5], ("Bemerkung",))
    [found] = register.rows(office, "measures")
    assert found.id == "WE-1:fibre"
    assert rollout.of_building(office, "WE-1", NOW.date())


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"<html><table></table></html>", "HTML"),
        (b"Name;Ort\nx;y\n", "keine Spalte für id"),
        (b"", "leer"),
    ],
)
def test_what_is_no_such_table_is_refused_in_a_sentence(
    office: Workspace, tmp_path: Path, content: bytes, problem: str
) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(InputError) as refused:
        register.from_file(office, "buildings", Bulk(file=tmp_path / "a.csv"), NOW)
    assert problem in refused.value.message.de


@pytest.mark.parametrize("last", ["Summe;;5", "Stand: 21.11.2026;;", "* ohne Gewähr;;"])
def test_a_sum_or_a_note_below_the_table_is_no_new_row(office: Workspace, tmp_path: Path, last: str) -> None:
    file = tmp_path / "neu.csv"
    file.write_text(f"Kennung;Name;Personen\nWE-8;Bad;5\n{last}\n", encoding="utf-8")
    report = register.from_file(office, "buildings", Bulk(file=file, new=True), NOW)
    assert (report.created, [(bad.row, bad.value) for bad in report.rejected]) == (1, [(3, last.partition(";")[0])])


def test_a_second_row_of_titles_is_no_new_row(office: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "neu.csv"
    file.write_text("Kennung;Gewerk;Vertragsende\nid;trade;contract end\nS-1;Tiefbau;31.12.2027\n", encoding="utf-8")
    report = register.from_file(office, "partners", Bulk(file=file, new=True), NOW)
    assert (report.rows, report.created, report.rejected) == (1, 1, ())


def test_a_row_that_begins_like_a_sum_but_is_there_can_be_changed(office: Workspace, tmp_path: Path) -> None:
    register.add(office, "partners", {"id": "Total", "name": "Total Bau", "trade": "Tiefbau"}, NOW)
    file = tmp_path / "partner.csv"
    file.write_text("Kennung;Gewerk;Name;Text\nTotal;Hochbau;;\n", encoding="utf-8")
    assert register.from_file(office, "partners", Bulk(file=file), NOW).updated == 1
