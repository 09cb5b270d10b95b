"""The invented districts: together they make the municipality, and every building lies in its own."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory import shapes
from isms.core import codec
from isms.demo.content import content
from isms.demo.places import districts, inside, somewhere
from isms.demo.town import town

DISTRICTS = districts()
SHAPES = shapes.read(codec.from_json(content("districts.geojson"), dict[str, object], "districts"), "districts")


def test_every_building_lies_in_its_own_district() -> None:
    for building in town().buildings:
        assert building.lat is not None
        assert building.lon is not None
        found = shapes.holding(SHAPES, building.lat, building.lon)
        assert found is not None
        assert found.name == building.district, building.id


@given(st.floats(6.79, 7.0), st.floats(54.39, 54.51))
def test_no_place_lies_in_two_districts(lon: float, lat: float) -> None:
    assert sum(inside((lon, lat), ring) for ring in DISTRICTS.values()) <= 1


@given(st.floats(6.885, 6.905), st.floats(54.41, 54.495))
def test_there_is_no_gap_between_the_districts(lon: float, lat: float) -> None:
    assert any(inside((lon, lat), ring) for ring in DISTRICTS.values())


@pytest.mark.parametrize("name", DISTRICTS)
def test_an_outline_ends_where_it_begins_and_goes_round_against_the_clock(name: str) -> None:
    ring = DISTRICTS[name]
    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    assert ring[0] == ring[-1]
    assert area > 0


@pytest.mark.parametrize("seed", range(5))
def test_a_place_drawn_in_a_district_lies_in_it(seed: int) -> None:
    ring = DISTRICTS["Hafen"]
    assert inside(somewhere(ring, Random(seed)), ring)
