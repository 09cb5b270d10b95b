"""`isms building import|list|show`."""

from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from tests.cli.running import isms

TEXT = "id;name;street;postcode;city\n1;Bürgerbüro;Markt 1;01067;Musterstadt\n2;Bauhof;Weg 2;1234x;Musterstadt\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """An empty workspace."""
    isms("init", tmp_path / "stadt")
    return tmp_path / "stadt"


def test_a_plain_csv_is_imported_listed_and_shown(workspace: Path, tmp_path: Path) -> None:
    file = tmp_path / "gebaeude.csv"
    file.write_bytes(TEXT.encode("cp1252"))
    document = isms("-w", workspace, "building", "import", file, "--json").json
    assert (document["rows"], document["created"], document["encoding"], document["crs"]) == (2, 1, "cp1252", None)
    assert document["columns"] == {field: field for field in ("id", "name", "street", "postcode", "city")}
    assert document["rejected"] == [
        {"row": 3, "column": "postcode", "value": "1234x", "reason": "no postcode (five digits)"}
    ]
    [listed] = isms("-w", workspace, "building", "list", "--json").json["buildings"]
    expected = {"id": "1", "name": "Bürgerbüro", "street": "Markt 1", "postcode": "01067", "city": "Musterstadt"}
    assert {field: listed[field] for field in expected} == expected
    assert listed["lat"] is None
    shown = isms("-w", workspace, "building", "show", "1", "--json").json
    safety: dict[str, object] = {"state": "no_devices", "run": None, "run_at": None, "devices": []}
    lists = (
        "connections",
        "areas",
        "devices",
        "requirements",
        "costs",
        "grants",
        "decisions",
        "enquiries",
        "documents",
    )
    assert shown == {**listed, **{name: [] for name in lists}, "safety": safety}
    assert "01067" in isms("-w", workspace, "building", "list").out


def test_a_spreadsheet_gives_back_the_zero_it_took_from_a_postcode(workspace: Path, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "g.xlsx") as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate([["WE", "Objekt", "PLZ"], [17, "Rathaus", 1067]]):
            sheet.write_row(row, 0, cells)
    document = isms("-w", workspace, "building", "import", tmp_path / "g.xlsx", "--json").json
    assert (document["created"], document["encoding"], document["delimiter"]) == (1, None, None)
    [listed] = isms("-w", workspace, "building", "list", "--json").json["buildings"]
    assert (listed["id"], listed["name"], listed["postcode"]) == ("17", "Rathaus", "01067")


def test_a_building_shows_the_devices_that_stand_in_it(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text("id;name\n17;Rathaus\n")
    (tmp_path / "d.csv").write_text("name;address;platform;site\nsw1;192.0.2.1;cisco_ios;17\n")
    isms("-w", workspace, "building", "import", tmp_path / "g.csv")
    isms("-w", workspace, "device", "import", tmp_path / "d.csv")
    shown = isms("-w", workspace, "building", "show", "17").out
    assert "Rathaus" in shown
    assert "sw1" in shown


def test_an_unknown_building_is_answered_with_similar_ids(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text("id;name\nWE-17;Rathaus\n")
    isms("-w", workspace, "building", "import", tmp_path / "g.csv")
    answer = isms("-w", workspace, "building", "show", "WE-18")
    assert answer.code == 2
    assert "Ähnlich: WE-17" in answer.err


def test_an_empty_list_says_what_to_do(workspace: Path) -> None:
    assert "isms building import" in isms("-w", workspace, "building", "list").err
