"""Coordinates of every kind; the reference points are what PROJ 9 gives for the same places."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.coordinates import MERCATOR, UTM32, UTM32_ZONE, UTM33, UTM33_ZONE, Crs
from inventory.positions import coordinate, pair
from isms.core.errors import InputError
from isms.core.model.text import Text
from tests.inventory.importing_files import found, plan_text, reasons

REFERENCES = [  # system, east, north, longitude, latitude
    (UTM32, 356560.260, 5645282.136, 6.9583, 50.9413),
    (UTM32, 500000.000, 5316300.224, 9.0, 48.0),
    (UTM32, 692352.834, 6087785.208, 12.0, 54.9),
    (UTM32, 918097.473, 5683525.483, 14.98, 51.15),
    (UTM32, 280628.107, 5660047.142, 5.87, 51.05),
    (UTM33, 389917.833, 5819701.919, 13.3777, 52.5163),
    (UTM33, 307647.166, 6087785.208, 12.0, 54.9),
    (UTM32_ZONE, 32356560.260, 5645282.136, 6.9583, 50.9413),
    (UTM33_ZONE, 33389917.833, 5819701.919, 13.3777, 52.5163),
    (MERCATOR, 774594.413, 6610916.933, 6.9583, 50.9413),
    (MERCATOR, 1667565.972, 6647870.000, 14.98, 51.15),
]


@pytest.mark.parametrize(("crs", "east", "north", "lon", "lat"), REFERENCES)
def test_published_points_are_met_within_a_centimetre(
    crs: Crs, east: float, north: float, lon: float, lat: float
) -> None:
    assert crs.to_degrees(east, north) == pytest.approx((lat, lon), abs=1e-7)
    assert crs.holds(east, north)


@given(st.floats(250_000, 900_000), st.floats(5_200_000, 6_100_000))
def test_going_north_or_east_never_turns_round(east: float, north: float) -> None:
    lat, lon = UTM32.to_degrees(east, north)
    assert UTM32.to_degrees(east, north + 1000)[0] > lat
    assert UTM32.to_degrees(east + 1000, north)[1] > lon
    assert UTM33.to_degrees(east, north) == pytest.approx((lat, lon + 6), abs=1e-9)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("50,9413", 50.9413),
        ("50.9413", 50.9413),
        ("51.234", 51.234),
        ("+6.9583", 6.9583),
        ("50,9413°", 50.9413),
        ("50.9413° N", 50.9413),
        ("N 50.9413", 50.9413),
        ("6,9583 O", 6.9583),
        ("3.5 W", -3.5),
        ("50° 56' 28,68\" N", 50.9413),
        ("50°56′28.68″", 50.9413),
        ("50° 56.478' N", 50.9413),
        ("356560,26", 356560.26),
        ("356.560,26", 356560.26),
        ("5.645.282", 5645282.0),
        ("378.180", 378180.0),
        ("5 645 282,14", 5645282.14),
        ("5'645'282", 5645282.0),
        ("5.645282136E6", 5645282.136),
        ("-", None),
        ("null", None),
    ],
)
def test_one_coordinate_is_read_as_it_is_written(cell: str, value: float | None) -> None:
    assert coordinate(cell) == (value if value is None else pytest.approx(value, abs=1e-9))


@pytest.mark.parametrize("cell", ["abc", "50,94,13", "nan", "1" * 5000, "°", "N"])
def test_what_is_no_coordinate_has_a_reason(cell: str) -> None:
    assert isinstance(coordinate(cell), Text)


@given(st.text(max_size=30))
def test_no_cell_crashes_the_readers_of_coordinates(cell: str) -> None:
    assert isinstance(coordinate(cell), float | Text | None)
    assert isinstance(pair(cell), tuple | Text | None)


TOWN_HALL = (50.9413, 6.9583)
CASES = {
    "degrees": ("lat;lon\n50,9413;6,9583\n", "EPSG:4326"),
    "utm32": ("Rechtswert;Hochwert\n356560,26;5645282,136\n", "EPSG:25832"),
    "grouped": ("Ostwert;Nordwert\n356.560,26;5.645.282,136\n", "EPSG:25832"),
    "zone": ("UTM_E;UTM_N\n32356560,26;5645282,136\n", "EPSG:25832"),
    "axes": ("X;Y\n5645282,136;356560,26\n", "EPSG:25832"),
    "swapped": ("Breite;Länge\n6,9583;50,9413\n", "EPSG:4326"),
    "web": ("X;Y\n774594,413;6610916,933\n", "EPSG:3857"),
    "wkt": ("geom\nPOINT (6.9583 50.9413)\n", "EPSG:4326"),
    "ewkt": ('wkb_geometry\n"SRID=25832;POINT(356560.26 5645282.136)"\n', "EPSG:25832"),
    "one column": ('Koordinaten\n"50.9413, 6.9583"\n', "EPSG:4326"),
    "decimal commas": ("Koordinaten\n50,9413 6,9583\n", "EPSG:4326"),
    "semicolon": ('GPS\n"50,9413; 6,9583"\n', "EPSG:4326"),
    "geojson": ('geo_shape\n"{""type"":""Point"",""coordinates"":[6.9583,50.9413]}"\n', "EPSG:4326"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_reference_system_is_seen_in_the_values(tmp_path: Path, name: str) -> None:
    text, crs = CASES[name]
    titles, cells = text.split("\n")[:2]
    made = plan_text(tmp_path, f"WE;Name;{titles}\n1;Rathaus;{cells}\n2;Bauhof;{cells}\n".replace(";;", ";"))
    assert made.report.crs == crs
    for building in found(made):
        assert (building.lat, building.lon) == pytest.approx(TOWN_HALL, abs=1e-6)


BERLIN = "WE;Name;PLZ;{0};{1}\n1;Haus;10117;389917,833;5819701,919\n"


@pytest.mark.parametrize(
    ("text", "crs"),
    [
        (BERLIN.format("Rechtswert", "Hochwert"), None),
        (BERLIN.replace("10117", "").format("Rechtswert UTM33", "Hochwert UTM33"), None),
        (BERLIN.replace("10117", "").format("Rechtswert", "Hochwert"), "EPSG:25833"),
        (BERLIN.replace("10117", "").format("Rechtswert", "Hochwert"), "25833"),
        ("WE;Name;EPSG;Rechtswert;Hochwert\n1;Haus;EPSG:25833;389917,833;5819701,919\n", None),
        ("WE;Name;Rechtswert;Hochwert\n1;Haus;33389917,833;5819701,919\n", None),
    ],
    ids=["postcode", "title", "option", "number", "column", "prefix"],
)
def test_the_eastern_zone_is_known_by_what_the_file_or_the_user_says(
    tmp_path: Path, text: str, crs: str | None
) -> None:
    made = plan_text(tmp_path, text, crs=crs)
    [house] = found(made)
    assert made.report.crs == "EPSG:25833"
    assert (house.lat, house.lon) == pytest.approx((52.5163, 13.3777), abs=1e-6)


def test_a_file_without_coordinates_has_no_reference_system(tmp_path: Path) -> None:
    made = plan_text(tmp_path, "WE;Name;lat;lon\n1;Haus;;\n2;Bau;-;null\n")
    assert (made.report.crs, made.report.created) == (None, 2)


def test_a_row_that_does_not_fit_the_others_is_named_and_left_out(tmp_path: Path) -> None:
    made = plan_text(
        tmp_path,
        "WE;Name;lat;lon\n1;A;50,94;6,95\n2;B;abc;6,95\n3;C;6,95;50,94\n4;D;950,94;6,95\n5;E;0;0\n6;F;40,7;-74\n7;G;50,9;\n",
    )
    assert reasons(made) == [
        (3, "lat", "not a number"),
        (4, "lat", "latitude and longitude swapped?"),
        (5, "lat", "not between -90 and 90"),
    ]
    places = {building.id: (building.lat, building.lon) for building in found(made)}
    assert places == {"1": (50.94, 6.95), "5": (None, None), "6": (40.7, -74.0), "7": (50.9, None)}


def test_in_metres_one_coordinate_without_the_other_is_of_no_use(tmp_path: Path) -> None:
    made = plan_text(tmp_path, "WE;Name;Ostwert;Nordwert\n1;A;356560;5645282\n2;B;356560;\n3;C;12;5645282\n4;D;;\n")
    assert reasons(made) == [
        (3, "Nordwert", "the other coordinate is missing"),
        (4, "Nordwert", "not within the bounds of EPSG:25832"),
    ]
    assert [building.id for building in found(made)] == ["1", "4"]


def test_a_whole_file_with_latitude_and_longitude_swapped_is_put_right_and_said(tmp_path: Path) -> None:
    made = plan_text(tmp_path, "WE;Name;lat;lon\n1;A;6,95;50,94\n2;B;6,96;50,95\n")
    assert (found(made)[0].lat, found(made)[0].lon) == (50.94, 6.95)
    assert "swapped back" in made.report.notes[0].en


def test_gauss_kruger_coordinates_are_refused_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="look like Gauß-Krüger"):
        plan_text(tmp_path, "WE;Name;Rechtswert;Hochwert\n1;A;2566740;5645282\n")


def test_an_unknown_reference_system_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"EPSG:31466 is not known\. Known: EPSG:4326"):
        plan_text(tmp_path, "WE;Name;lat;lon\n1;A;50;6\n", crs="EPSG:31466")
