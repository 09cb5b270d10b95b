"""Real files of portals and offices; the oracle is what a plain reader of the format counts and says."""

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import python_calamine

from inventory.columns import Wish
from isms.core.errors import InputError
from tests.inventory.importing_files import found, plan
from tests.shared import SHARED, needs_shared

pytestmark = needs_shared
DATA = SHARED / "opendata"


def csv_rows(path: Path, delimiter: str, skipped: int = 0) -> list[dict[str, str]]:
    """The rows as the standard library reads them."""
    with path.open(encoding="utf-8", newline="") as stream:
        for _ in range(skipped):
            next(stream)
        return list(csv.DictReader(stream, delimiter=delimiter))


def no_contacts(building: Any) -> bool:
    """Whether nothing of a building looks like a way to reach somebody."""
    texts = [str(getattr(building, name)) for name in building.__slots__]
    return not any("@" in text or "http" in text or "www." in text for text in texts)


def test_berlin_schools_come_with_number_name_and_address_and_without_telephones() -> None:
    rows = csv_rows(DATA / "berlin_schulen" / "schulen.csv", ";")
    made = plan(DATA / "berlin_schulen" / "schulen.csv")
    assert made.report.columns == {"BSN": "id", "Name": "name", "PLZ": "postcode", "Adresse": "street"}
    assert made.report.unmapped == ("Telefon", "Fax", "eMail", "Internet")
    assert (made.report.created, made.report.rejected) == (len(rows), ())
    assert [(b.id, b.postcode) for b in found(made)] == [(row["BSN"], row["PLZ"]) for row in rows]
    assert all(map(no_contacts, found(made)))


def test_schools_of_north_rhine_westphalia_lie_in_it() -> None:
    path = DATA / "nrw_schulen" / "schuldaten.csv"
    rows = csv_rows(path, ";", skipped=1)
    made = plan(path)
    assert (made.report.crs, made.report.delimiter, made.report.created) == ("EPSG:25832", ";", len(rows))
    by_id = {building.id: building for building in found(made)}
    assert by_id.keys() == {row["Schulnummer"] for row in rows}
    places = [(b.lat, b.lon) for b in by_id.values() if b.lat is not None and b.lon is not None]
    assert len(places) == sum(row["UTMRechtswert"] not in ("", "0", "null") for row in rows)
    assert all(50.3 < lat < 52.6 and 5.8 < lon < 9.5 for lat, lon in places)
    school = by_id["100010"]
    assert (school.street, school.postcode, school.city) == ("Stolberger Str. 112", "50933", "Köln")
    assert school.lat == pytest.approx(50.9422, abs=1e-3)
    assert school.lon == pytest.approx(6.8970, abs=1e-3)
    assert school.name is not None
    assert school.name.startswith("Gymnasium Claudia Agrippina")
    assert all(map(no_contacts, by_id.values()))


def test_municipal_buildings_of_cologne_come_with_their_floor_areas() -> None:
    path = DATA / "koeln" / "energie_schulen.csv"
    rows = csv_rows(path, ",")
    made = plan(path)
    assert (made.report.created, made.report.rejected) == (len(rows), ())
    assert [(b.id, b.name, b.street) for b in found(made)][:1] == [("21260", "Griech. Lyzeum", "Aachener Str. 443")]
    areas = [float(row["Netto Grundfläche 2012 [m²]"]) for row in rows]
    assert [building.floor_area for building in found(made)] == areas


def test_schools_of_an_esri_file_take_place_and_attributes() -> None:
    path = DATA / "koeln" / "schulen-in-koeln.arcgis.json"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    made = plan(path)
    assert (made.report.crs, made.report.created, made.report.rejected) == ("EPSG:4326", len(features), ())
    expected = {
        str(item["attributes"]["OBJECTID"]): (item["geometry"]["y"], item["geometry"]["x"]) for item in features
    }
    assert {b.id: (b.lat, b.lon) for b in found(made)} == expected
    first = found(made)[0]
    assert (first.name, first.district, first.owner, first.postcode) == ("Halfengasse", "Niehl", "Stadt Köln", "50735")


def test_wlan_sites_without_id_and_name_are_told_apart() -> None:
    path = DATA / "muenchen_wlan" / "wlanmuc.js"
    text = path.read_text(encoding="utf-8")
    sites = json.loads(text[text.index("= [") + 2 :].rstrip().rstrip(";"))
    made = plan(path)
    different = Counter(json.dumps({k: v for k, v in site.items() if k != "anzahl"}) for site in sites)
    assert (made.report.rows, made.report.created) == (len(sites), len(different))
    assert {(b.street, b.lat) for b in found(made)} == {
        (site["adresse"].replace("\xa0", " "), site["latitude"]) for site in sites
    }
    assert {building.city for building in found(made)} == {"München"}


@pytest.mark.parametrize(
    "name", ["koeln/stadtteile-koeln.json", "shapes/cologne.geojson", "shapes/zurich-city.geojson"]
)
def test_districts_as_shapes_lie_where_they_are(name: str) -> None:
    path = DATA / name
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    made = plan(path)
    assert made.report.created == len(features)
    for building, item in zip(found(made), features, strict=True):
        numbers = re.findall(r"\[\s*(-?[0-9.]+),\s*(-?[0-9.]+)", json.dumps(item["geometry"]))
        lons, lats = [float(lon) for lon, _ in numbers], [float(lat) for _, lat in numbers]
        assert building.name == item["properties"]["name"]
        assert min(lats) < (building.lat or 0) < max(lats)
        assert min(lons) < (building.lon or 0) < max(lons)


def test_a_spreadsheet_of_earlier_days_is_read() -> None:
    path = DATA / "breitbandatlas" / "2021_BBA_Kreisdaten.xls"
    book = python_calamine.load_workbook(path)
    rows = book.get_sheet_by_index(0).to_python()
    made = plan(path, Wish(key="krs"))
    assert {building.id: building.name for building in found(made)} == {row[0]: row[2] for row in rows[1:]}
    assert any("ü" in (building.name or "") for building in found(made))


@pytest.mark.parametrize(
    "name", ["breitbandatlas/2008_DSL_Verfuegbarkeit_Deutschland.xlsx", "breitbandatlas/landkreis_gew_2021_1.csv"]
)
def test_files_about_something_else_are_refused_with_what_they_hold(name: str) -> None:
    with pytest.raises(InputError, match=r"no column for .*\. Found: (id, )?ags"):
        plan(DATA / name)
