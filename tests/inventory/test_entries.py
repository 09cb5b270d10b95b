"""Lists of entries: GeoJSON, Esri JSON, plain JSON, one per line, in a script."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory import entries, geometry
from isms.core.errors import InputError
from isms.core.model.building import Building
from tests.inventory.importing_files import found, plan_text, reasons

DEGREES = (6.9583, 50.9413)
METRES = (356560.26, 5645282.136)
HOUSE = Building(id="17", name="Haus", lat=50.9413, lon=6.9583)


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    """A GeoJSON feature."""
    return {"type": "Feature", "geometry": geometry, "properties": {"WE": 17, "Name": "Haus", **properties}}


def collection(*features: Any, **more: Any) -> str:
    """A GeoJSON file."""
    return json.dumps({"type": "FeatureCollection", **more, "features": features})


POINT = {"type": "Point", "coordinates": [*DEGREES, 55.2]}


def test_geojson_gives_properties_and_the_point_which_is_no_column(tmp_path: Path) -> None:
    made = plan_text(tmp_path, collection(feature(POINT, Fax=1)), "a.geojson")
    assert (found(made), made.report.crs, made.report.encoding) == ([HOUSE], "EPSG:4326", "utf-8")
    assert (made.report.columns, made.report.unmapped) == ({"WE": "id", "Name": "name"}, ("Fax",))


@pytest.mark.parametrize(
    "more", [{}, {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}}], ids=["mute", "said"]
)
def test_geojson_that_carries_metres_is_seen_through(tmp_path: Path, more: dict[str, Any]) -> None:
    point = {"type": "Point", "coordinates": METRES}
    made = plan_text(tmp_path, collection(feature(point), **more), "a.geojson")
    [house] = found(made)
    assert house.lat == pytest.approx(50.9413, abs=1e-6)
    assert house.lon == pytest.approx(6.9583, abs=1e-6)
    assert made.report.crs == "EPSG:25832"


def test_geojson_that_says_utm_but_carries_degrees_is_read_as_degrees(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "EPSG:25832"}}
    assert found(plan_text(tmp_path, collection(feature(POINT), crs=crs), "a.geojson")) == [HOUSE]


SQUARE = [[[6, 50], [8, 50], [8, 52], [6, 52], [6, 50]]]


@pytest.mark.parametrize(
    ("shape", "middle"),
    [
        ({"type": "Polygon", "coordinates": SQUARE}, (7, 51)),
        ({"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 0], [1, 1], [0, 0]]], SQUARE]}, (7, 51)),
        ({"type": "MultiPoint", "coordinates": [[6, 50], [8, 52]]}, (7, 51)),
        ({"type": "LineString", "coordinates": [[6, 50], [8, 52]]}, (7, 51)),
        ({"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": SQUARE}]}, (7, 51)),
        ({"rings": SQUARE}, (7, 51)),
        ({"points": [[6, 50], [8, 52]]}, (7, 51)),
        ({"paths": [[[6, 50], [8, 52]]]}, (7, 51)),
        ({"x": 7, "y": 51}, None),
        ({"type": "Polygon", "coordinates": []}, None),
        ({"type": "Point", "coordinates": ["a", "b"]}, None),
        (None, None),
    ],
)
def test_a_shape_stands_for_its_middle(shape: Any, middle: tuple[float, float] | None) -> None:
    point = geometry.point(shape)
    assert point == (pytest.approx(middle) if middle else ((7.0, 51.0) if shape and "x" in shape else None))


def test_esri_json_gives_attributes_and_geometry(tmp_path: Path) -> None:
    text = json.dumps(
        {
            "spatialReference": {"wkid": 102100, "latestWkid": 3857},
            "fields": [{"name": "Schliessung", "type": "esriFieldTypeDate"}, {"name": "WE"}],
            "features": [
                {
                    "attributes": {
                        "WE": 17,
                        "Name": "Haus",
                        "Schliessung": 1798675200000,
                        "XKOOR": None,
                        "YKOOR": None,
                    },
                    "geometry": {"x": 774594.413, "y": 6610916.933},
                },
                {"attributes": {"WE": 18, "Name": "Bau", "Schliessung": None}},
            ],
        }
    )
    made = plan_text(tmp_path, text, "a.json")
    first, second = found(made)
    assert first.lat == pytest.approx(50.9413, abs=1e-6)
    assert first.lon == pytest.approx(6.9583, abs=1e-6)
    assert (str(first.closed_on), second.lat, second.closed_on) == ("2026-12-31", None, None)
    assert made.report.crs == "EPSG:3857"


ENTRY = {"nummer": 17, "name": "Haus", "location": {"lat": 50.9413, "lon": 6.9583}}
LISTS = {
    "list": json.dumps([ENTRY]),
    "below a key": json.dumps({"help": "x", "success": True, "result": {"records": [ENTRY], "total": 1}}),
    "one per line": json.dumps(ENTRY) + "\n" + json.dumps({**ENTRY, "nummer": 18}) + "\n",
    "script": f"// data [2020]\n/* {{x}} */\nvar gebaeude = {json.dumps([ENTRY])};\n",
    "call": f"callback({json.dumps([ENTRY])});",
    "fields": json.dumps({"records": [{"fields": {**ENTRY}, "recordid": "x"}]}),
    "rows": json.dumps([["nummer", "name", "lat", "lon"], [17, "Haus", 50.9413, 6.9583]]),
    "titled rows": json.dumps({"fields": [{"id": "nummer"}, {"id": "name"}, {"id": "lat"}, {"id": "lon"}],
                               "records": [[17, "Haus", "50.9413", "6.9583"]]}),
    "point": json.dumps([{"nummer": 17, "name": "Haus", "geo": {"type": "Point", "coordinates": DEGREES}}]),
    "bom": "\ufeff" + json.dumps([ENTRY]),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_entries_are_read_wherever_they_lie(tmp_path: Path, name: str) -> None:
    made = plan_text(tmp_path, LISTS[name], "a.js" if name in {"script", "call"} else "a.json")
    assert found(made)[0] == HOUSE


def test_nested_keys_are_written_with_a_point(tmp_path: Path) -> None:
    made = plan_text(tmp_path, LISTS["list"], "a.json")
    assert made.report.columns == {
        "nummer": "id",
        "name": "name",
        "location.lat": "lat",
        "location.lon": "lon",
    }


def test_rows_are_numbered_as_below_a_header(tmp_path: Path) -> None:
    entries = [ENTRY, {**ENTRY, "nummer": 18, "plz": "x"}, {**ENTRY, "nummer": 19}]
    made = plan_text(tmp_path, json.dumps(entries), "a.json")
    assert reasons(made) == [(3, "plz", "no postcode (five digits)")]


REFUSED = {
    "script of its own": ("a.js", "var a = [{name: 'Haus'}];", "no valid JSON"),
    "words": ("a.json", '["a", "b"]', "no list of entries"),
    "cut off": ("a.json", '[{"name": "Haus"}, {"na', "no valid JSON"),
    "deep": ("a.json", "[" * 100_000, "no valid JSON"),
    "long number": ("a.json", '[{"id": ' + "1" * 5000 + "}]", "no valid JSON"),
    "brackets": ("a.json", "[" + "[],[]," * 1_100_000 + "]", "too large"),
    "values": ("a.json", '[{"id": 1, "name": "x", "a": [' + "1," * 4_000_000 + "1]}]", "too large"),
    "many keys": ("a.json", json.dumps([{f"k{a}": 1} for a in range(4000)]), "too large"),
    "empty": ("a.json", "", "no valid JSON"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_list_is_refused_in_words(tmp_path: Path, name: str) -> None:
    file, text, words = REFUSED[name]
    with pytest.raises(InputError, match=words):
        plan_text(tmp_path, text, file)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(["features", "properties", "geometry", "type", "x", "y", "coordinates", "crs", "fields", "id",
                         "records", "spatialReference", "attributes"]),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(JSON)
def test_no_document_crashes_the_reader(document: Any) -> None:
    with contextlib.suppress(InputError):
        assert entries.read(json.dumps(document).encode(), "a.json").lines is not None
