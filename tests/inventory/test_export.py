"""Buildings as CSV, workbook, GeoJSON and Open Fibre Data Standard, judged by other readers and the rules of each."""

import codecs
import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema_rs
import pytest
import python_calamine as calamine

from inventory import export_ofds
from inventory.export_fields import COUNTS, DAYS, FIXED, FLAGS, NAMES, NUMBERS, TITLES, choices, titles
from inventory.targets_metric import Site
from isms.core.model.building import Building, Origin, Tenure
from isms.core.model.connection import Connection, Medium
from isms.core.model.rollout import Phase, Standing
from isms.core.model.text import Language
from tests.inventory.returning import export

TODAY = date(2026, 11, 22)
SCHOOL = Building(
    id="00123",
    name="=1+1",
    street="+Weg 1",
    postcode="01067",
    city="@Stadt",
    district="-Nord",
    lat=52.375912345678,
    lon=9.7,
    type="Schule",
    tenure=Tenure.RENTED,
    lease_until=date(2027, 12, 31),
    users=1200,
    floor_area=12345.5,
    origin=Origin.NEW_BUILDING,
    kritis=True,
    in_scope=False,
    priority_reason='erste\nzweite; "dritte"',
)
BARE = Building(id="WE-2")
SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def test_every_field_has_titles_of_its_own_and_a_kind() -> None:
    for language in Language:
        assert len(set(titles(language))) == len(NAMES)
    assert {name for name in NAMES if TITLES[name] != name} == set()
    hints = {name: str(kind) for name, kind in Building.__annotations__.items()}
    assert {name for name, kind in hints.items() if "bool" in kind} == set(FLAGS)
    assert {name for name, kind in hints.items() if "date" in kind} == set(DAYS)
    assert {name for name, kind in hints.items() if "int" in kind} == set(COUNTS)
    assert {name for name, kind in hints.items() if "float" in kind} == set(NUMBERS)
    assert {name for name, kind in hints.items() if "Tenure" in kind or "Origin" in kind} == set(FIXED)


# CSV


def test_csv_is_what_excel_opens_without_questions_and_runs_no_formula(tmp_path: Path) -> None:
    raw = export(tmp_path / "a.csv", [SCHOOL, BARE]).read_bytes()
    assert raw.startswith(codecs.BOM_UTF8)
    head, row, bare = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";")
    assert tuple(head) == titles(Language.DE)
    told = dict(zip(NAMES, row, strict=True))
    assert {told[name] for name in ("name", "street", "city", "district")} == {"'=1+1", "'+Weg 1", "'@Stadt", "'-Nord"}
    assert (told["lat"], told["floor_area"], told["users"]) == ("52,375912345678", "12345,5", "1200")
    assert (told["lease_until"], told["tenure"], told["kritis"], told["in_scope"]) == (
        "31.12.2027",
        "gemietet",
        "ja",
        "nein",
    )
    assert bare == ["WE-2", *[""] * (len(NAMES) - 1)]


def test_no_cell_of_a_csv_file_begins_like_a_formula_unless_it_is_a_number(tmp_path: Path) -> None:
    south = replace(BARE, lat=-33.9, lon=-70.6, name="\t=1+1", street=" -x")
    text = export(tmp_path / "a.csv", [south]).read_bytes().decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in row]
    assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")] == ["-33,9", "-70,6"]


# The workbook


def part(path: Path, name: str) -> ElementTree.Element:
    """A part of the workbook as XML."""
    with zipfile.ZipFile(path) as archive:
        return ElementTree.fromstring(archive.read(name))  # noqa: S314 - our own file


def cells(path: Path) -> dict[str, Any]:
    """The first row below the header as another program reads it."""
    rows = calamine.load_workbook(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return dict(zip(NAMES, rows[1], strict=False))


def test_days_are_days_numbers_numbers_and_all_else_text(tmp_path: Path) -> None:
    told = cells(export(tmp_path / "a.xlsx", [SCHOOL]))
    assert told["lease_until"] == date(2027, 12, 31)
    assert (told["users"], told["floor_area"], told["lat"]) == (1200.0, 12345.5, 52.375912345678)
    assert (told["id"], told["postcode"], told["name"], told["kritis"]) == ("00123", "01067", "=1+1", "ja")
    assert (told["tenure"], told["origin"], told["priority_reason"]) == ("gemietet", "Neubau", SCHOOL.priority_reason)


def test_a_workbook_holds_no_formula_link_or_macro(tmp_path: Path) -> None:
    path = export(tmp_path / "a.xlsx", [SCHOOL])
    assert part(path, "xl/worksheets/sheet1.xml").findall(".//m:c/m:f", SPACE) == []
    with zipfile.ZipFile(path) as archive:
        assert [
            name for name in archive.namelist() if re.search("external|vba|connection|hyperlink", name, re.IGNORECASE)
        ] == []


def validations(path: Path) -> dict[str, ElementTree.Element]:
    """The rule of each column, by field."""
    found = part(path, "xl/worksheets/sheet1.xml").findall(".//m:dataValidation", SPACE)
    letters = {one.attrib["sqref"].split(":")[0].rstrip("0123456789"): one for one in found}
    return {NAMES[ord(letter) - ord("A")]: one for letter, one in letters.items()}


def test_fixed_words_are_chosen_from_german_lists(tmp_path: Path) -> None:
    rules = validations(export(tmp_path / "a.xlsx", [SCHOOL]))
    lists = {
        name: str(rule.findtext("m:formula1", None, SPACE))
        for name, rule in rules.items()
        if rule.get("type") == "list"
    }
    assert lists["tenure"] == '"Eigentum,gemietet"'
    assert lists["origin"] == '"Bestand,Neubau,Neuanmietung,Abgang"'
    assert {lists[name] for name in FLAGS} == {'"ja,nein"'}
    assert lists["type"] == "isms!$B$2:$B$2"
    assert {name for name, rule in rules.items() if rule.get("type") == "date"} == set(DAYS)
    assert choices("tenure", Language.EN) == ("owned", "rented")


def test_ids_are_locked_the_rest_is_open_and_the_fingerprints_are_hidden(tmp_path: Path) -> None:
    path = export(tmp_path / "a.xlsx", [SCHOOL])
    sheet, styles = part(path, "xl/worksheets/sheet1.xml"), part(path, "xl/styles.xml")
    protection = sheet.find("m:sheetProtection", SPACE)
    assert protection is not None
    assert (protection.get("sheet"), protection.get("password"), protection.get("autoFilter")) == ("1", None, "0")
    formats = styles.findall("m:cellXfs/m:xf", SPACE)

    def locked(cell: str) -> bool:
        """Whether a cell cannot be typed into."""
        [found] = [one for one in sheet.findall(".//m:c", SPACE) if one.get("r") == cell]
        rule = formats[int(found.get("s", "0"))].find("m:protection", SPACE)
        return rule is None or rule.get("locked") != "0"

    assert [cell for cell in ("A2", "B2", "D2", "W2", "X2") if locked(cell)] == ["A2", "X2"]
    hidden = [column for column in sheet.findall(".//m:col", SPACE) if column.get("hidden") == "1"]
    assert [(column.get("min"), column.get("max")) for column in hidden] == [("24", "24")]
    pane, filtered = sheet.find(".//m:pane", SPACE), sheet.find("m:autoFilter", SPACE)
    assert pane is not None
    assert filtered is not None
    assert (pane.get("state"), pane.get("topLeftCell"), filtered.get("ref")) == ("frozen", "C2", "A1:X2")


def test_a_sheet_of_hints_explains_the_file_and_each_column(tmp_path: Path) -> None:
    book = calamine.load_workbook(export(tmp_path / "a.xlsx", [SCHOOL]))
    assert book.sheet_names == ["Gebäude", "Hinweise", "isms"]
    states = {sheet.name: sheet.visible for sheet in book.sheets_metadata}
    assert states["isms"] == calamine.SheetVisibleEnum.VeryHidden
    rows = book.get_sheet_by_name("Hinweise").to_python()
    text = "\n".join(str(cell) for row in rows for cell in row)
    assert "Stadt Musterstadt, Stand 22.11.2026, 1 Zeilen" in text
    assert "isms building import" in text
    assert {str(row[0]) for row in rows} >= set(titles(Language.DE))


def test_a_workbook_for_english_speakers_is_english(tmp_path: Path) -> None:
    path = export(tmp_path / "a.xlsx", [SCHOOL], Language.EN)
    book = calamine.load_workbook(path)
    assert book.sheet_names[:2] == ["Buildings", "Hints"]
    assert (cells(path)["tenure"], cells(path)["kritis"]) == ("rented", "yes")


def test_the_same_buildings_at_the_same_moment_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = (export(tmp_path / name, [SCHOOL, BARE]).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert one == other


def test_an_empty_register_gives_an_empty_list(tmp_path: Path) -> None:
    book = calamine.load_workbook(export(tmp_path / "a.xlsx", []))
    assert len(book.get_sheet_by_index(0).to_python()) == 1


# GeoJSON


def test_geojson_keeps_the_rules_of_rfc_7946(tmp_path: Path) -> None:
    document = json.loads(export(tmp_path / "a.geojson", [SCHOOL, BARE]).read_text(encoding="utf-8"))
    assert set(document) == {"type", "features"}  # section 4: no `crs` any more; section 7: no foreign meaning
    assert document["type"] == "FeatureCollection"
    placed, bare = document["features"]
    assert [set(one) for one in (placed, bare)] == [{"type", "id", "geometry", "properties"}] * 2
    assert placed["geometry"] == {"type": "Point", "coordinates": [9.7, 52.3759123]}
    assert bare["geometry"] is None  # section 3.2: unlocated
    assert tuple(placed["properties"]) == NAMES
    assert (placed["id"], placed["properties"]["postcode"], placed["properties"]["users"]) == ("00123", "01067", 1200)
    assert (placed["properties"]["kritis"], placed["properties"]["lease_until"]) == (True, "2027-12-31")
    assert bare["properties"] == {**dict.fromkeys(NAMES), "id": "WE-2"}


# Open Fibre Data Standard

TEXT = {"type": "string", "minLength": 1}
DAY = {"type": "string", "format": "date"}
STATUS = {"enum": ["proposed", "planned", "underConstruction", "operational", "decommissioned", "inactive"]}
POINT = {
    "type": "object",
    "required": ["type", "coordinates"],
    "additionalProperties": False,
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {"type": "array", "items": {"type": "number"}, "minItems": 2},
    },
}
ADDRESS = {"type": "object", "minProperties": 1, "properties": dict.fromkeys(("streetAddress", "locality"), TEXT)}
NODE = {"id": TEXT, "name": TEXT, "status": STATUS, "location": POINT, "address": ADDRESS}
MEDIA = {"type": "array", "items": {"enum": ["fibre", "microwave", "copper", "coaxial"]}, "minItems": 1}
SPAN = {"id": TEXT, "status": STATUS, "readyForServiceDate": DAY, "end": TEXT, "transmissionMedium": MEDIA}
SPAN["capacity"] = {"type": "number"}
RULES = {  # what version 0.4.0 of the network schema asks of the parts that are used
    "type": "object",
    "required": ["id", "links"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "publicationDate": DAY,
        **{
            name: {
                "type": "array",
                "minItems": 1,
                "uniqueItems": True,
                "items": {"type": "object", "required": ["id"], "properties": fields, "additionalProperties": False},
            }
            for name, fields in (("nodes", NODE), ("spans", SPAN))
        },
        "links": {"type": "array", "minItems": 1, "prefixItems": [{"properties": {"rel": {"const": "describedby"}}}]},
    },
}


def published(*sites: Site) -> dict[str, Any]:
    """The network that these sites make."""
    raw = export_ofds.render(sites, "Stadt Musterstadt", TODAY, Language.DE)
    [network] = json.loads(raw)["networks"]
    jsonschema_rs.validator_for(RULES, validate_formats=True).validate(network)
    return dict(network)


def a_site(building: Building, phase: Phase | None = None, *lines: Connection) -> Site:
    """A building whose fibre is in a phase."""
    standing = Standing(measure=f"{building.id}:fibre", phase=phase)
    return Site(building=building, day=TODAY, connections=lines, fibre=standing)


def a_line(since: date | None = None, until: date | None = None, medium: Medium = Medium.OWN_FIBRE) -> Connection:
    """A line into a building."""
    return Connection(
        id="L-1", building="WE-2", medium=medium, active_since=since, ended_on=until, mbit_contracted=10_000
    )


@pytest.mark.parametrize(
    ("phase", "expected"),
    [
        (Phase.NEED, "proposed"),
        (Phase.PLANNING, "proposed"),
        (Phase.APPROVAL, "planned"),
        (Phase.TENDER, "planned"),
        (Phase.BUILD, "underConstruction"),
        (Phase.ACCEPTANCE, "inactive"),
        (Phase.OPERATION, "operational"),
        (None, None),
    ],
)
def test_a_phase_is_the_status_that_the_standard_has_for_it(phase: Phase | None, expected: str | None) -> None:
    [node] = published(a_site(BARE, phase))["nodes"]
    assert node.get("status") == expected


def test_lines_of_fibre_are_spans_and_say_whether_a_building_is_served() -> None:
    live, ended, ordered = a_line(date(2025, 1, 1)), a_line(date(2020, 1, 1), TODAY), a_line(date(2027, 1, 1))
    network = published(a_site(BARE, Phase.BUILD, live))
    assert network["nodes"][0]["status"] == "operational"
    assert network["spans"] == [
        {
            "id": "L-1",
            "status": "operational",
            "readyForServiceDate": "2025-01-01",
            "end": "WE-2",
            "transmissionMedium": ["fibre"],
            "capacity": 10.0,
        }
    ]
    assert [export_ofds.span_status(line, TODAY) for line in (ended, ordered, a_line())] == [
        "decommissioned",
        "planned",
        None,
    ]


def test_a_closed_building_is_decommissioned_and_one_without_fibre_no_part_of_the_network() -> None:
    [node] = published(a_site(replace(SCHOOL, closed_on=TODAY), Phase.OPERATION))["nodes"]
    assert node["status"] == "decommissioned"
    assert node["address"] == {"streetAddress": "+Weg 1", "locality": "@Stadt", "postalCode": "01067", "country": "DE"}
    copper = a_line(date(2020, 1, 1), medium=Medium.DSL)
    assert not export_ofds.belongs(Site(building=BARE, day=TODAY, connections=(copper,)))


def test_a_network_keeps_its_id_between_exports() -> None:
    assert published(a_site(BARE))["id"] == published(a_site(SCHOOL))["id"]
    assert datetime.fromisoformat(published(a_site(BARE))["publicationDate"]).date() == TODAY
