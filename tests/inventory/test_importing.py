"""Rows to devices and buildings, and the report about them."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory import buildings, columns, delimited, devices, header, importing
from inventory.columns import Wish
from inventory.importing import Plan
from inventory.sheet import Sheet
from isms.core.errors import InputError
from isms.core.model.building import Building
from isms.core.model.device import Device
from isms.core.model.importing import Changed

PLATFORMS = ("cisco_ios", "juniper_junos")
SW1 = Device(name="sw1", address="192.0.2.1", platform="cisco_ios")
TOWN_HALL = Building(id="1", name="Rathaus", street="Markt 1", postcode="12345", city="Musterstadt")


def sheet_of(text: str, kind: str, wish: Wish) -> Sheet:
    """The table in a CSV file."""
    lines, encoding, delimiter = delimited.read(text.encode(), "a.csv")
    titles, start = header.part(lines, columns.known_titles(columns.synonyms(kind), wish))
    return Sheet(source="a.csv", header=titles, lines=tuple(lines[start:]), encoding=encoding, delimiter=delimiter)


def import_devices(text: str, existing: tuple[Device, ...] = (), wish: Wish | None = None) -> Plan[Device]:
    """Plan the import of a CSV of devices."""
    sheet, kind = sheet_of(text, "device", wish or Wish()), devices.kind(PLATFORMS)
    matched = columns.match(sheet, columns.synonyms("device"), wish or Wish(), "name", devices.fits(kind))
    return importing.plan(sheet, matched, kind, {device.name: device for device in existing})


def import_buildings(text: str, existing: tuple[Building, ...] = (), wish: Wish | None = None) -> Plan[Building]:
    """Plan the import of a CSV of buildings."""
    read = buildings.reading(sheet_of(text, "building", wish or Wish()), wish or Wish())
    known = {building.id: building for building in existing}
    return importing.plan(read.sheet, read.columns, read.kind, known, crs=read.crs)


def test_every_field_of_a_device_is_read() -> None:
    text = "name;address;port;platform;site;role;tags;credentials\nsw1;192.0.2.1;2222;cisco_ios;17;core;a,b;core\n"
    device = replace(SW1, port=2222, site="17", role="core", tags=("a", "b"), credentials="core")
    assert import_devices(text).changed == {"sw1": device}


def test_german_headers_are_known() -> None:
    text = "Gerätename;IP-Adresse;Plattform;Standort;Rolle;Schlagwörter;Zugangsdaten\nsw1;192.0.2.1;cisco_ios;17;;x;\n"
    assert import_devices(text).changed == {"sw1": replace(SW1, site="17", tags=("x",))}


def test_the_report_counts_every_row_once() -> None:
    text = (
        "name;address;platform;Fax\n"
        "sw1;192.0.2.1;cisco_ios;1\n"
        "sw2;192.0.2.2;cisco_ios;2\n"
        "sw3;192.0.2.3;cisco_ios;3\n"
        "sw3;192.0.2.3;cisco_ios;3\n"
        "sw3;192.0.2.4;cisco_ios;3\n"
        ";nowhere at all;quux;\n"
        "sw4;192.0.2.5;juniper_junos;4\n"
    )
    old = replace(SW1, name="sw2", address="192.0.2.99", role="core")
    plan = import_devices(text, (SW1, old))
    assert plan.report.document() == {
        "rows": 7,
        "created": 2,
        "updated": 1,
        "unchanged": 1,
        "skipped": 1,
        "encoding": "utf-8",
        "delimiter": ";",
        "crs": None,
        "columns": {"name": "name", "address": "address", "platform": "platform"},
        "unmapped": ("Fax",),
        "rejected": [
            {"row": 6, "column": "name", "value": "sw3", "reason": "duplicate id"},
            {"row": 7, "column": "name", "value": "", "reason": "missing"},
            {
                "row": 7,
                "column": "address",
                "value": "nowhere at all",
                "reason": "neither an IP address nor a host name",
            },
            {"row": 7, "column": "platform", "value": "quux", "reason": "unknown; known: cisco_ios, juniper_junos"},
        ],
        "notes": [],
        "changes": (Changed(row=3, id="sw2", field="address", old="192.0.2.99", new="192.0.2.2"),),
        "collisions": (),
        "absent": (),
        "added": (),
    }
    assert plan.changed["sw2"] == replace(old, address="192.0.2.2")


def test_a_column_that_the_file_has_decides_also_where_it_is_empty() -> None:
    text = "name;address;platform;role\nsw1;192.0.2.1;cisco_ios;\n"
    plan = import_devices(text, (replace(SW1, role="core", site="17"),))
    assert plan.changed == {"sw1": replace(SW1, role=None, site="17")}


def test_more_cells_than_columns_are_not_guessed_at() -> None:
    plan = import_devices("name;address;platform\nsw1;192.0.2.1;cisco_ios;more\nsw2;192.0.2.2;cisco_ios;;\n")
    assert [(bad.row, bad.value) for bad in plan.report.rejected] == [(2, "more")]
    assert plan.changed.keys() == {"sw2"}


def test_fewer_cells_than_columns_are_empty_ones() -> None:
    assert import_devices("name;address;platform;role;tags\nsw1;192.0.2.1;cisco_ios\n").changed == {"sw1": SW1}


def test_a_file_without_a_needed_column_is_refused_with_what_was_found() -> None:
    with pytest.raises(InputError, match=r"no column for address, platform\. Found: name, Farbe"):
        import_devices("name;Farbe\nsw1;rot\n")


def test_a_file_with_very_many_or_long_headers_is_refused_briefly() -> None:
    with pytest.raises(InputError) as refusal:
        import_devices(";".join("x" * 1000 + str(number) for number in range(500)) + "\n")
    assert len(refusal.value.message.de) < 1200


def test_every_field_of_a_building_is_read() -> None:
    text = (
        "id;name;street;postcode;city;district;lat;lon;type;owner;department\n"
        "1;Rathaus;Markt 1;12345;Musterstadt;Mitte;50,5;7.25;Amt;Stadt;Hochbau\n"
    )
    full = replace(TOWN_HALL, district="Mitte", lat=50.5, lon=7.25, type="Amt", owner="Stadt", department="Hochbau")
    assert import_buildings(text).changed == {"1": full}


def test_house_numbers_in_a_column_of_their_own_join_the_street() -> None:
    text = "Schulnummer;Schulname;Straße;Hausnummer;PLZ;Ort\n1;Rathaus;Markt;1;12345;Musterstadt\n"
    plan = import_buildings(text)
    assert plan.changed == {"1": TOWN_HALL}
    assert plan.report.columns["Hausnummer"] == "street"


def test_a_number_beside_the_street_is_no_id_and_alone_no_street() -> None:
    [beside] = import_buildings("Name;Straße;Nr.\nRathaus;Markt;1\n").changed.values()
    [alone] = import_buildings("Name;Nr.\nRathaus;1\n").changed.values()
    assert (beside.street, alone.street) == ("Markt 1", None)


def test_without_an_id_name_and_address_identify_a_building() -> None:
    text = "Gebäude;Straße;PLZ;Ort\nRathaus;Markt 1;12345;Musterstadt\nRathaus;Markt 2;12345;Musterstadt\n"
    first = import_buildings(text)
    assert [key.split("-")[0] for key in first.changed] == ["rathaus", "rathaus"]
    again = import_buildings(text, tuple(first.changed.values()))
    assert (again.report.unchanged, again.changed) == (2, {})


def test_without_an_id_rows_that_contradict_each_other_are_named() -> None:
    plan = import_buildings("name;type\nRathaus;Amt\nRathaus;Schule\n")
    assert [(bad.row, bad.column, bad.reason.en) for bad in plan.report.rejected] == [(3, "name", "duplicate id")]


def test_a_mapping_file_comes_before_the_synonyms() -> None:
    wish = Wish(columns={"Haus": "name", "Weg": "street", "Nr": "street"}, ignore=("PLZ",), key="Akte")
    plan = import_buildings("Akte;Nummer;Haus;Weg;Nr;PLZ;Ort\n1;99;Rathaus;Markt;1;x;Musterstadt\n", wish=wish)
    assert plan.changed == {"1": replace(TOWN_HALL, postcode=None)}
    assert plan.report.unmapped == ("Nummer",)


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (Wish(columns={"Nirgends": "name"}), "columns that do not exist: Nirgends"),
        (Wish(ignore=("Nirgends",)), "columns that do not exist: Nirgends"),
        (Wish(columns={"name": "colour"}), "unknown fields: colour"),
    ],
)
def test_a_mapping_file_that_names_what_does_not_exist_is_refused(wish: Wish, words: str) -> None:
    with pytest.raises(InputError, match=words):
        import_buildings("id;name\n1;Rathaus\n", wish=wish)


def test_a_mapping_file_is_read_with_all_its_mistakes(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("columns: {Haus: name}\nignore: [Fax]\nkey: Nr\n")
    assert columns.read_wish(path) == Wish(columns={"Haus": "name"}, ignore=("Fax",), key="Nr")
    assert columns.read_wish(None) == Wish()
    path.write_text("columns: 3\nkeys: x\n")
    with pytest.raises(InputError, match="2 mistakes"):
        columns.read_wish(path)
    with pytest.raises(InputError, match="cannot be read"):
        columns.read_wish(tmp_path / "missing.yaml")


@pytest.mark.parametrize("kind", ["device", "building"])
def test_no_header_but_the_bare_number_stands_for_two_fields(kind: str) -> None:
    words = [header.folded(word) for name, listed in columns.synonyms(kind).items() for word in (name, *listed)]
    assert sorted(word for word in set(words) if words.count(word) > 1 and word != "nr") == []


NAMES = st.sampled_from(["sw1", "sw2", "", "a/b"])
ADDRESSES = st.sampled_from(["192.0.2.1", "192.0.2.2", "x y"])


@given(st.lists(st.tuples(NAMES, ADDRESSES), max_size=8))
def test_counts_add_up_and_a_second_import_changes_nothing(rows: list[tuple[str, str]]) -> None:
    text = "name;address;platform\n" + "".join(f"{name};{address};cisco_ios\n" for name, address in rows)
    plan = import_devices(text)
    report = plan.report
    bad = len({rejected.row for rejected in report.rejected})
    assert report.rows == len(rows) == report.created + report.updated + report.unchanged + report.skipped + bad
    again = import_devices(text, tuple(plan.changed.values()))
    assert again.changed == {}
    assert again.report == replace(report, created=0, unchanged=report.created)
