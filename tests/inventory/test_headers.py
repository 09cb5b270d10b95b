"""Where the header is, and which column is which field."""

import datetime
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from inventory.columns import Wish
from isms.core.errors import InputError
from isms.core.model.building import Building, Tenure
from tests.inventory.importing_files import Rows, found, plan, plan_text, reasons, write_ods, write_xlsx

SCHOOL = Building(id="17", name="Grundschule", street="Markt 1", postcode="12345", city="Musterstadt")


def test_titles_dates_and_empty_rows_may_stand_above_the_header(tmp_path: Path) -> None:
    made = plan_text(
        tmp_path,
        "Gebäudeliste der Stadt Musterstadt;;;;\nStand:;21.11.2026;;;\n;;;;\n\n"
        "WE;Bezeichnung;Straße;PLZ;Ort\n17;Grundschule;Markt 1;12345;Musterstadt\n",
    )
    assert (found(made), made.report.rows) == ([SCHOOL], 1)


def test_a_title_line_without_delimiters_does_not_hide_the_delimiter(tmp_path: Path) -> None:
    made = plan_text(
        tmp_path,
        "Liste, Stand 1.1.2026, Amt für Gebäude, Seite 1\n"
        "WE;Bezeichnung;Straße;PLZ;Ort\n17;Grundschule;Markt 1;12345;Musterstadt\n",
    )
    assert (found(made), made.report.delimiter) == ([SCHOOL], ";")


TWO_ROWS = [
    ["WE", "Bezeichnung", "Adresse", "", "", "Kontakt", ""],
    ["", "", "Straße", "PLZ", "Ort", "Name", "Telefon"],
    ["17", "Grundschule", "Markt 1", "12345", "Musterstadt", "Erika Muster", "0123"],
]


def test_group_titles_above_the_titles_make_one_header(tmp_path: Path) -> None:
    made = plan_text(tmp_path, "\n".join(";".join(row) for row in TWO_ROWS))
    assert found(made) == [SCHOOL]
    assert made.report.unmapped == ("Kontakt / Name", "Kontakt / Telefon")


def test_merged_titles_of_a_spreadsheet_make_one_header(tmp_path: Path) -> None:
    rows = [["Gebäude der Stadt", *[""] * 6], [], *TWO_ROWS]
    made = plan(write_xlsx(tmp_path / "a.xlsx", rows, ("A1:G1", "A3:A4", "B3:B4", "C3:E3", "F3:G3")))
    assert found(made) == [SCHOOL]
    assert made.report.rows == 1


def test_merged_cells_of_rows_count_in_each_row(tmp_path: Path) -> None:
    rows = [["Ortsteil", "WE", "Name", "Straße"], ["Mitte", "1", "A-Haus", "Weg 1"], ["", "2", "B-Haus", "Weg 2"]]
    made = plan(write_xlsx(tmp_path / "a.xlsx", rows, ("A2:A3",)))
    assert [building.district for building in found(made)] == ["Mitte", "Mitte"]


def test_titles_that_occur_twice_are_told_apart(tmp_path: Path) -> None:
    made = plan_text(tmp_path, "WE;Name;Name;Straße\n17;Grundschule;Erika Muster;Markt 1\n")
    assert found(made) == [Building(id="17", name="Grundschule", street="Markt 1")]
    assert made.report.unmapped == ("Name (2)",)


def test_units_and_column_numbers_below_the_header_are_no_rows(tmp_path: Path) -> None:
    made = plan_text(tmp_path, "WE;Name;Fläche\n;;[m²]\n1;2;3\n17;Grundschule;12.345,5 m²\n")
    assert (found(made), made.report.rows) == ([Building(id="17", name="Grundschule", floor_area=12345.5)], 1)


def test_sums_notes_and_headings_are_named_and_no_buildings(tmp_path: Path) -> None:
    made = plan_text(
        tmp_path,
        "WE;Name;Straße;Fläche\nStadtbezirk Mitte;;;\n17;Gesamtschule;Markt 1;100\nSumme;;;100\n;;;\n"
        "Quelle: Gebäudewirtschaft;;;\n* ohne Garagen;;;\nWE;Name;Straße;Fläche\n18;Total-Haus;Weg 1;5\n",
    )
    assert [building.id for building in found(made)] == ["17", "18"]
    assert [(row, column) for row, column, _ in reasons(made)] == [(2, "WE"), (4, "WE"), (6, "WE"), (7, "WE")]
    assert (made.report.rows, made.report.skipped) == (7, 1)


@pytest.mark.parametrize("prefix", ["C_S_", "app:", "schulen.", "ms_"])
def test_a_prefix_that_most_titles_share_is_ignored(tmp_path: Path, prefix: str) -> None:
    titles = [prefix + title for title in ("NR", "NAME", "STR", "HNR", "PLZ", "ORT")]
    made = plan_text(tmp_path, f"OBJECTID;{';'.join(titles)}\n1;17;Grundschule;Markt;1;12345;Musterstadt\n")
    [school] = found(made)
    assert (school.name, school.street, school.postcode, school.city) == (
        "Grundschule",
        "Markt 1",
        "12345",
        "Musterstadt",
    )


def test_where_several_titles_fit_the_one_whose_values_fit_is_taken(tmp_path: Path) -> None:
    made = plan_text(
        tmp_path,
        "Liegenschaftsnummer;Gebäudenummer;Objekt;Bezeichnung;PLZ;Postleitzahl\n"
        + "".join(f"7;{number};{number};Haus {'ABCDEFG'[number]};-;1234{number}\n" for number in range(7)),
    )
    assert [(building.id, building.name) for building in found(made)][:2] == [("0", "Haus A"), ("1", "Haus B")]
    assert found(made)[3].postcode == "12343"
    assert set(made.report.unmapped) == {"Liegenschaftsnummer", "Objekt", "PLZ"}


def test_names_in_several_columns_are_joined(tmp_path: Path) -> None:
    made = plan_text(tmp_path, "WE;NAME1;NAME2;Ort\n17;Grundschule;am Markt;Musterstadt\n18;Bauhof;;Musterstadt\n")
    assert [building.name for building in found(made)] == ["Grundschule am Markt", "Bauhof"]
    assert made.report.columns == {"WE": "id", "NAME1": "name", "NAME2": "name", "Ort": "city"}


def test_what_belongs_to_persons_or_other_addresses_is_left_out(tmp_path: Path) -> None:
    made = plan_text(
        tmp_path,
        "WE;Schule;PLZ Schule;Name Schulleitung;Ort Träger;E-Mail;Telefon\n"
        "17;Grundschule;12345;E. Muster;Xstadt;a@b;1\n",
    )
    assert found(made) == [Building(id="17", name="Grundschule", postcode="12345")]
    assert made.report.unmapped == ("Name Schulleitung", "Ort Träger", "E-Mail", "Telefon")


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("Weg 1, 12345 Ort", ("Weg 1", "12345", "Ort")),
        ("Weg 1; D-12345 Ort am See", ("Weg 1", "12345", "Ort am See")),
        ("12345 Ort, Weg 1 a", ("Weg 1 a", "12345", "Ort")),
        ("Weg 1 12345 Ort", ("Weg 1", "12345", "Ort")),
        ("Rathaus, Weg 1-3, 12345 Ort, Deutschland", ("Weg 1-3", "12345", "Ort")),
        ("Weg 1\n01067 Ort", ("Weg 1", "01067", "Ort")),
        ("Weg 1, 1067 Ort", ("Weg 1", "01067", "Ort")),
        ("Am Platz, 12345 Ort-Süd", ("Am Platz", "12345", "Ort-Süd")),
        ("12345", (None, "12345", None)),
        ("Weg 1", ("Weg 1", None, None)),
    ],
)
def test_an_address_in_one_column_is_split(
    tmp_path: Path, address: str, parts: tuple[str | None, str | None, str | None]
) -> None:
    made = plan_text(tmp_path, f'WE;Name;Anschrift\n0;Depot;"Gasse 9, 54321 Dorf"\n17;Haus;"{address}"\n')
    building = found(made)[1]
    assert (building.street, building.postcode, building.city) == parts
    assert made.report.columns["Anschrift"] == "address"


def test_columns_of_their_own_come_before_the_address(tmp_path: Path) -> None:
    made = plan_text(tmp_path, "WE;Name;Adresse;Ort\n17;Haus;Weg 1, 12345 Ort;Musterstadt\n")
    assert found(made) == [Building(id="17", name="Haus", street="Weg 1", postcode="12345", city="Musterstadt")]


def test_the_new_fields_are_read_as_offices_write_them(tmp_path: Path) -> None:
    made = plan_text(
        tmp_path,
        "WE;Bezeichnung;Eigentum/Miete;Mietende;Anzahl Nutzer;NGF (m²);KRITIS;Denkmalschutz;Prio;Herkunft\n"
        "17;Haus;Miete;31.12.2027;1.250;1.234,5;X;nein;1;Neuanmietung\n18;Bau;Eigentum;-;12;900;;ja;2;Neubau\n",
    )
    first, second = found(made)
    assert (first.tenure, first.lease_until, first.users, first.floor_area) == (
        Tenure.RENTED,
        datetime.date(2027, 12, 31),
        1250,
        1234.5,
    )
    assert (first.kritis, first.listed, first.priority, first.origin) == (True, False, 1, "new_rental")
    assert (second.kritis, second.listed, second.lease_until) == (None, True, None)


def test_the_best_known_header_decides_which_sheet_is_read(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        cover = book.add_worksheet("Deckblatt")
        cover.write_row(0, 0, ["Erläuterungen", "zur Liste"])
        book.add_worksheet("Liste").write_row(0, 0, ["WE", "Name"])
        book.worksheets()[1].write_row(1, 0, [17, "Haus"])
    assert found(plan(tmp_path / "a.xlsx")) == [Building(id="17", name="Haus")]


def test_an_ods_file_is_read(tmp_path: Path) -> None:
    rows: Rows = [["Liste", "", "", ""], ["WE", "Name", "PLZ", "Fläche"], [17, "Haus", 1067, 215.125]]
    cell = '<table:table-cell table:number-columns-repeated="1024"/>'
    blank = f'<table:table-row table:number-rows-repeated="1048570">{cell}</table:table-row>'
    made = plan(write_ods(tmp_path / "a.ods", rows, blank))
    assert found(made) == [Building(id="17", name="Haus", postcode="01067", floor_area=215.125)]


def test_a_file_that_names_no_buildings_is_refused_with_what_was_found(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.csv: no column for name, street or address\. Found: ags, ewz"):
        plan_text(tmp_path, "ags;ewz\n01001;88718\n")


def test_a_mapping_file_finds_the_header_too(tmp_path: Path) -> None:
    wish = Wish(columns={"Dingsbums": "name", "Wo": "street"}, key="Aktenz.")
    made = plan_text(tmp_path, "Liste;;\nAktenz.;Dingsbums;Wo\nA1;Haus;Weg 1\n", wish=wish)
    assert found(made) == [Building(id="A1", name="Haus", street="Weg 1")]


def test_a_column_whose_values_mean_something_else_is_left_out(tmp_path: Path) -> None:
    rows = "".join(f"{number};Haus {number};{number} m;hoch\n" for number in range(1, 9))
    made = plan_text(tmp_path, "WE;Name;Breite;Priorität\n" + rows)
    assert (made.report.created, made.report.unmapped) == (8, ("Breite", "Priorität"))


def test_postcode_and_city_in_one_column_are_parted(tmp_path: Path) -> None:
    made = plan_text(tmp_path, "Nr.;Schule;Straße;PLZ / Ort\n17;Grundschule;Markt 1;12345 Musterstadt\n")
    assert found(made) == [SCHOOL]


def test_short_titles_of_surveyors_are_known(tmp_path: Path) -> None:
    made = plan_text(tmp_path, "OBJ_NR;Objekt;ETRS89_UTM32_RW;ETRS89_UTM32_HW\n1;Haus;356560;5645282\n")
    assert made.report.columns == {
        "OBJ_NR": "id",
        "Objekt": "name",
        "ETRS89_UTM32_RW": "lon",
        "ETRS89_UTM32_HW": "lat",
    }


@pytest.mark.parametrize(
    ("cells", "areas"),
    [
        (("1.234", "900"), (1234.0, 900.0)),
        (("1.234", "900.5"), (1.234, 900.5)),
        (("1.234,5 m²", "12.345"), (1234.5, 12345.0)),
        (('"1,234.5"', '"12,500"'), (1234.5, 12500.0)),
        (("ca. 1 250 qm", "215,125"), (1250.0, 215.125)),
    ],
)
def test_what_parts_thousands_is_seen_in_the_whole_column(
    tmp_path: Path, cells: tuple[str, str], areas: tuple[float, float]
) -> None:
    made = plan_text(tmp_path, f"WE;Name;Nutzfläche\n1;A;{cells[0]}\n2;B;{cells[1]}\n")
    assert [building.floor_area for building in found(made)] == list(areas)
