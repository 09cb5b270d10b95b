"""A second row of titles, in another language or as a database calls it, is no building."""

from pathlib import Path

import pytest

from inventory import columns, second_header
from isms.core.model.building import Building
from tests.inventory.importing_files import found, plan, plan_text, write_xlsx

SCHOOL = Building(id="17", name="Grundschule", street="Markt 1", postcode="12345", city="Musterstadt")
ROW = "17;Grundschule;Markt 1;12345;Musterstadt\n"
SEVERAL = {
    "German, then English": "Schulnummer;Schulname;Straße;PLZ;Ort\nSchool number;School name;Street;Postcode;City\n",
    "English, then German": "School ID;School name;Street;Postcode;City\nSchulnummer;Schulname;Straße;PLZ;Ort\n",
    "names of a database": "Schulnummer;Schulname;Straße;PLZ;Ort\nSNR;NAME;STRNAM;PLZ;ORT\n",
    "with a prefix": "WE;Bezeichnung;Straße;PLZ;Ort\napp:id;app:name;app:street;app:postcode;app:city\n",
    "partly empty": "WE;Bezeichnung;Straße;PLZ;Ort\nbuilding id;;street;;city\n",
    "with one word that nobody knows": "WE;Bezeichnung;Straße;PLZ;Ort\nID;Name;Street;Postcode;Locality of it\n",
}


@pytest.mark.parametrize("titles", SEVERAL.values(), ids=list(SEVERAL))
def test_a_second_row_of_titles_is_no_building(tmp_path: Path, titles: str) -> None:
    made = plan_text(tmp_path, titles + ROW)
    assert found(made) == [SCHOOL]
    assert (made.report.rows, made.report.rejected) == (1, ())


def test_it_is_none_without_an_id_and_a_postcode_either(tmp_path: Path) -> None:
    made = plan_text(tmp_path, "Bezeichnung;Straße;Stadtteil\nName;Street;District\nRathaus;Weg 1;Nord\n")
    assert [(one.name, one.street, one.district) for one in found(made)] == [("Rathaus", "Weg 1", "Nord")]


def test_it_is_none_in_a_workbook(tmp_path: Path) -> None:
    rows = [
        ["Liegenschaften", "", "", "", ""],
        [],
        ["WE", "Bezeichnung", "Straße", "PLZ", "Ort"],
        ["Site ID", "Facility", "Street", "Zip Code", "Town"],
        ["17", "Grundschule", "Markt 1", "12345", "Musterstadt"],
    ]
    assert found(plan(write_xlsx(tmp_path / "a.xlsx", rows))) == [SCHOOL]


ROWS = {
    "a building called by its kind": ("Name;Art;Ort", "Schule;Schule;Stadt"),
    "a district that is a point of the compass": ("Name;Stadtteil", "Schule;Nord"),
    "a kind and a town that sound like titles": ("Schule;Ort", "Kita;Gemeinde"),
    "an id like a title": ("id;name", "Nr;Rathaus"),
    "a number among the words": ("id;name;street;city", "17;Schule;Lage;Stadt"),
}


@pytest.mark.parametrize(("header", "row"), ROWS.values(), ids=list(ROWS))
def test_a_building_is_no_row_of_titles(header: str, row: str) -> None:
    means = second_header.meanings(columns.synonyms("building"))
    assert not second_header.repeats(tuple(header.split(";")), tuple(row.split(";")), means)


def test_only_the_first_row_below_the_header_can_be_one(tmp_path: Path) -> None:
    made = plan_text(tmp_path, f"id;name;street;postcode;city\n{ROW}WE;Bezeichnung;Straße;;Ort\n")
    assert made.report.rows == 2
