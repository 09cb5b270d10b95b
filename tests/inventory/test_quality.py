"""What is wrong or missing in the register."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory.outside import kilometres, outside
from inventory.quality import Looked, flaws
from inventory.shapes import contains, holding, read
from inventory.targets import Register, sites
from inventory.twins import twins
from isms.core.errors import InputError
from isms.core.model.area import AreaKind
from isms.core.model.building import Building, Origin, Tenure
from isms.core.model.connection import Medium
from isms.core.model.money import Cost, Grant
from isms.core.model.rollout import Measure, MeasureKind, Milestone
from isms.core.model.views_flaws import Flaw, FlawKind
from tests.inventory.test_stages import LITTLE, registers, seen_of
from tests.inventory.test_stuck_and_slips import a_step, ago
from tests.inventory.towns import DAY, LONG_AGO, a_line, a_register, an_area, reached

WHOLE = Building(
    id="1", name="Rathaus", street="Markt 1", type="Amt", district="Mitte", department="Hauptamt", lat=52.3, lon=9.7,
    origin=Origin.EXISTING, tenure=Tenure.OWNED,
)  # fmt: skip
SQUARE = {"type": "Polygon", "coordinates": [[[9, 52], [10, 52], [10, 53], [9, 53], [9, 52]]]}
EAST = {
    "type": "MultiPolygon",
    "coordinates": [[[[10, 52], [11, 52], [11, 53], [10, 53]], [[10.4, 52.4], [10.6, 52.4], [10.6, 52.6]]]],
}


def found(register: Register, *, grants: Iterable[Grant] = (), costs: Iterable[Cost] = ()) -> tuple[Flaw, ...]:
    """The flaws of a register."""
    looked = Looked(sites=sites(register, DAY), register=register, grants=tuple(grants), costs=tuple(costs))
    return flaws(looked, seen_of(register), DAY)


def kinds(register: Register, *, grants: Iterable[Grant] = (), costs: Iterable[Cost] = ()) -> list[tuple[str, str]]:
    """What kind of flaws, and in which row."""
    return [(one.kind.value, one.id) for one in found(register, grants=grants, costs=costs)]


def a_map(*geometries: object) -> dict[str, object]:
    """A GeoJSON document with a shape for each name."""
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": geometry}
        for name, geometry in zip(("Mitte", "Ost"), geometries, strict=False)
    ]
    return {"type": "FeatureCollection", "features": features}


def test_a_building_of_which_all_is_known_has_no_flaw() -> None:
    assert not found(a_register(WHOLE))


CASES: dict[str, tuple[Register, list[tuple[str, str]]]] = {
    "used without acceptance": (
        a_register(WHOLE, milestones=[*reached(MeasureKind.WLAN, *("need", "commissioning"))]),
        [("unaccepted", "1:wlan/acceptance"), ("missing_date", "1:wlan")],
    ),
    "happened in the future": (
        a_register(WHOLE, milestones=[a_step("need", actual=ago(-1))]),
        [("future", "1:fibre/need")],
    ),
    "built before it was awarded": (
        a_register(
            WHOLE,
            milestones=[
                *reached(MeasureKind.FIBRE, "need", "market_survey", "site_visit", "planning", "permit", "monument"),
                *reached(MeasureKind.FIBRE, "consent", "traffic_order", on=LONG_AGO),
                a_step("award", actual=ago(10)),
                a_step("civil_works", actual=ago(20)),
                a_step("in_service", plan=ago(-50)),
            ],
        ),
        [("order", "1:fibre/civil_works")],
    ),
    "the plan has passed": (
        a_register(WHOLE, milestones=[a_step("in_service", plan=ago(3))]),
        [("passed_plan", "1:fibre/in_service")],
    ),
    "nobody said when it will be done": (
        a_register(WHOLE, milestones=[a_step("need", actual=ago(3))]),
        [("missing_date", "1:fibre/in_service")],
    ),
    "a step that the template does not know": (
        a_register(WHOLE, milestones=[a_step("dig", actual=ago(3))]),
        [("dangling", "1:fibre/dig")],
    ),
    "more in operation than installed, measured tomorrow": (
        a_register(
            WHOLE,
            areas=[an_area(AreaKind.FULL, aps_planned=3, aps_installed=2, aps_operating=3, measured_on=ago(-1))],
        ),
        [("future", "1-full"), ("count", "1-full")],
    ),
    "a line that ends before it begins": (
        a_register(WHOLE, connections=[a_line(Medium.DSL, ended_on=LONG_AGO - timedelta(days=1))]),
        [("order", "1-dsl")],
    ),
    "a line that was measured, but never began": (
        a_register(WHOLE, connections=[a_line(Medium.DSL, None, mbit_measured=50.0)]),
        [("missing_date", "1-dsl")],
    ),
    "notice after the end": (
        a_register(WHOLE, connections=[a_line(Medium.DSL, notice_by=ago(1), contract_end=ago(2))]),
        [("order", "1-dsl")],
    ),
    "a line into nowhere": (
        a_register(WHOLE, connections=[a_line(Medium.DSL, building="9")]),
        [("dangling", "1-dsl")],
    ),
    "nothing known but the id": (a_register(), [("no_coordinates", "1"), ("missing", "1")]),
    "closed, so nobody asks": (a_register(Building(id="1", closed_on=LONG_AGO)), []),
}


@pytest.mark.parametrize("name", CASES)
def test_each_flaw_is_found_and_no_other(name: str) -> None:
    register, expected = CASES[name]
    assert kinds(register) == expected


def test_grants_and_costs_are_looked_at_too() -> None:
    grants = [
        Grant(id="A", approved=100, drawn=150, drawn_on=ago(-2), buildings=("1", "9")),
        Grant(id="B", approved=100, drawn=100),
    ]
    costs = [Cost(id="K", year=2026, grant="Z", building="1"), Cost(id="L", year=2026, grant="A")]
    assert kinds(a_register(WHOLE), grants=grants, costs=costs) == [
        ("overdrawn", "A"),
        ("future", "A"),
        ("dangling", "K"),
        ("dangling", "A"),
    ]


def test_steps_of_planning_approval_and_acceptance_may_go_side_by_side() -> None:
    rows = [a_step("planning", actual=ago(90)), a_step("site_visit", actual=ago(80)), a_step("permit", actual=ago(9))]
    also = [a_step("monument", actual=ago(20)), a_step("in_service", plan=ago(-20)), a_step("need", actual=ago(99))]
    told = kinds(a_register(WHOLE, milestones=[*rows, *also]))
    assert "order" not in [kind for kind, _ in told]


@LITTLE
@given(registers(), st.integers(0, 99))
def test_the_flaws_do_not_depend_on_the_order_and_the_gravest_come_first(register: Register, seed: int) -> None:
    told = found(register)
    ranks = [list(FlawKind).index(one.kind) for one in told]
    assert ranks == sorted(ranks)
    mixed = Random(seed)
    other = replace(
        register,
        buildings=tuple(mixed.sample(register.buildings, len(register.buildings))),
        milestones=tuple(mixed.sample(register.milestones, len(register.milestones))),
    )
    assert found(other) == told


def test_a_place_far_from_all_others_is_odd_and_the_limit_is_said() -> None:
    town = [Building(id=str(n), lat=52.3 + n / 1000, lon=9.7 - n / 1000) for n in range(20)]
    swapped = Building(id="x", lat=9.7, lon=52.3)
    assert not list(outside(town, ()))
    [flaw] = outside([*town, swapped], ())
    assert (flaw.kind, flaw.id) == (FlawKind.OUTSIDE, "x")
    assert "10 km" in flaw.problem.de
    assert not list(outside([town[0], swapped], ())), "two buildings have no middle"


def test_with_a_map_a_building_must_lie_in_a_district_and_in_its_own() -> None:
    shapes = read(a_map(SQUARE, EAST), "karte")
    cases = {
        Building(id="in its own", district="mitte", lat=52.5, lon=9.5): None,
        Building(id="in another", district="Ost", lat=52.5, lon=9.5): "liegen in Mitte",
        Building(id="district unknown", lat=52.5, lon=9.5): None,
        Building(id="not on the map", district="West", lat=52.5, lon=9.5): None,
        Building(id="nowhere", district="Mitte", lat=54.0, lon=9.5): "in keinem Stadtteil",
        Building(id="in the hole", lat=52.5, lon=10.55): "in keinem Stadtteil",
        Building(id="without coordinates", district="Mitte"): None,
    }
    told = {one.id: one.problem.de for one in outside(cases, shapes)}
    assert set(told) == {building.id for building, words in cases.items() if words}
    assert all(words in told[building.id] for building, words in cases.items() if words)


def test_a_map_in_metres_is_read_and_one_without_shapes_refused() -> None:
    metres = {"type": "Polygon", "coordinates": [[[550000, 5800000], [560000, 5800000], [555000, 5810000]]]}
    [shape] = read(a_map(metres), "karte")
    west, south, east, north = shape.box
    assert 9.7 < west < east < 9.95
    assert 52.3 < south < north < 52.5
    wrong: tuple[object, ...] = (
        None,
        [],
        {},
        a_map({"type": "Point", "coordinates": [9, 52]}),
        a_map({"type": "Polygon"}),
    )
    for document in wrong:
        with pytest.raises(InputError, match="karte"):
            read(document, "karte")


@given(st.floats(8, 12), st.floats(51, 54))
def test_a_place_is_in_the_square_if_its_numbers_are(lon: float, lat: float) -> None:
    [square] = read(a_map(SQUARE), "karte")
    on_edge = lon in {9, 10} or lat in {52, 53}
    assert on_edge or contains(square, lat, lon) == (9 < lon < 10 and 52 < lat < 53)
    assert on_edge or (holding([square], lat, lon) is square) == contains(square, lat, lon)


def test_distances_are_those_of_a_map() -> None:
    hannover, berlin = (52.3744, 9.7386), (52.5200, 13.4050)
    assert kilometres(hannover, berlin) == pytest.approx(249, abs=2)
    assert kilometres(berlin, berlin) == 0


TWINS: dict[str, tuple[tuple[Building, ...], list[tuple[str, tuple[str, ...]]]]] = {
    "one address, spelled in two ways": (
        (Building(id="1", street="Ringstraße 4", postcode="1"), Building(id="2", street="Ringstr. 4", postcode="1")),
        [("1", ("2",))],
    ),
    "the same street without a number says nothing": (
        (Building(id="1", street="Ringstraße"), Building(id="2", street="Ringstraße")),
        [],
    ),
    "another town": (
        (Building(id="1", street="Weg 4", city="Adorf"), Building(id="2", street="Weg 4", city="Bdorf")),
        [],
    ),
    "a letter is missing": (
        (Building(id="1", name="Kita am Brunnen"), Building(id="2", name="Kita am Brunen")),
        [("1", ("2",))],
    ),
    "a letter is another": (
        (Building(id="1", name="Kita Sonnenschein"), Building(id="2", name="Kita Sonnenschain")),
        [("1", ("2",))],
    ),
    "numbers tell schools apart": (
        (Building(id="1", name="Grundschule Linden 1"), Building(id="2", name="Grundschule Linden 2")),
        [],
    ),
    "short names are compared as they are": ((Building(id="1", name="Amt A"), Building(id="2", name="Amt B")), []),
    "the same name in two districts": (
        (Building(id="1", name="Feuerwache", district="Ost"), Building(id="2", name="Feuerwache", district="West")),
        [],
    ),
    "the same name far apart": (
        (Building(id="1", name="Feuerwache", lat=52, lon=9), Building(id="2", name="Feuerwache", lat=52.1, lon=9)),
        [],
    ),
    "the same name next door": (
        (Building(id="1", name="Feuerwache", lat=52, lon=9), Building(id="2", name="Feuerwache", lat=52.0001, lon=9)),
        [("1", ("2",))],
    ),
}


@pytest.mark.parametrize("name", TWINS)
def test_what_may_be_the_same_building(name: str) -> None:
    buildings, expected = TWINS[name]
    assert [(one.id, one.others) for one in twins(buildings)] == expected
    assert [(one.id, one.others) for one in twins(tuple(reversed(buildings)))] == expected


NAME = st.text("abc", min_size=8, max_size=12)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """A name, and the same with up to two letters put in, taken out or changed."""
    one = other = draw(NAME)
    for _ in range(draw(st.integers(0, 2))):
        at, letters = draw(st.integers(0, len(other))), draw(st.sampled_from(["", "a", "b", "bc"]))
        other = other[:at] + letters + other[at + draw(st.integers(0, 1)) :]
    return one, other


@given(pairs())
def test_names_are_nearly_equal_if_one_edit_makes_them_so(names: tuple[str, str]) -> None:
    told = list(twins([Building(id=str(number), name=name) for number, name in enumerate(names)]))
    assert bool(told) == (_edits(*names) <= 1) or min(map(len, names)) < 8


def _edits(one: str, other: str) -> int:
    """How many letters must be put in, taken out or changed, the slow way."""
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        before, row[0] = row[0], place
        for at, mark in enumerate(other, start=1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (letter != mark))
    return row[-1]


def test_a_measure_of_nothing_refers_to_nothing() -> None:
    register = replace(
        a_register(WHOLE),
        measures=(Measure(id="9:fibre", building="9", kind=MeasureKind.FIBRE),),
        milestones=(Milestone(id="8:fibre/need", measure="8:fibre", name="need", actual=date(2026, 1, 1)),),
    )
    assert kinds(register) == [("dangling", "9:fibre"), ("dangling", "8:fibre/need")]
