"""Money, access points and power: sums of what is known, with the unknown apart."""

from collections import Counter
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from inventory import speeds, wireless
from inventory.money import money, own_share
from inventory.targets import progresses, sites
from isms.core.model.area import Area, AreaKind
from isms.core.model.building import Building, Origin
from isms.core.model.connection import Connection, Medium
from isms.core.model.money import Cost, Grant
from isms.core.model.progress import Answer
from isms.core.model.target import Metric
from tests.inventory.towns import DAY, LONG_AGO, a_line, a_register, a_target, an_area

CENTS = st.none() | st.integers(0, 10**9)
COUNTS = st.none() | st.integers(0, 50)
COSTS = st.lists(
    st.builds(
        Cost,
        id=st.text(max_size=3),
        year=st.integers(2020, 2024),
        planned=CENTS,
        ordered=CENTS,
        paid=CENTS,
        grant=st.sampled_from([None, "A", "B"]),
    )
)
AREAS = st.lists(
    st.builds(
        Area,
        id=st.text(max_size=3),
        building=st.sampled_from("abc"),
        kind=st.sampled_from(AreaKind),
        rooms=COUNTS,
        aps_planned=COUNTS,
        aps_installed=COUNTS,
        aps_operating=COUNTS,
        watts_per_ap=st.none() | st.floats(0, 40),
    )
)


@given(COSTS)
def test_the_years_add_up_to_the_whole_and_nothing_unknown_counts_as_nought(costs: list[Cost]) -> None:
    found = money(costs, [])
    assert [one.year for one in found.years] == sorted({one.year for one in costs})
    for name in ("planned", "ordered", "paid"):
        whole, parts = getattr(found.whole, name), [getattr(one, name) for one in found.years]
        known = [getattr(one, name) for one in costs if getattr(one, name) is not None]
        assert whole.cents == (sum(known) if known else None)
        assert sum(part.cents or 0 for part in parts) == (whole.cents or 0)
        assert sum(part.unknown for part in parts) == whole.unknown == len(costs) - len(known)


@given(COSTS)
def test_what_was_paid_from_a_grant_is_what_its_costs_say(costs: list[Cost]) -> None:
    paid = Counter({one.grant: 0 for one in costs})
    for one in costs:
        paid[one.grant] += one.paid or 0
    for told in money(costs, [Grant(id="A"), Grant(id="B")]).grants:
        assert (told.paid.cents or 0) == paid[told.grant.id]


@given(CENTS, CENTS)
def test_what_is_left_and_what_is_overdrawn_never_stand_side_by_side(approved: int | None, drawn: int | None) -> None:
    [found] = money([], [Grant(id="A", approved=approved, drawn=drawn)]).grants
    if approved is None or drawn is None:
        assert (found.left, found.overdrawn) == (None, 0)
    else:
        assert found.left is not None
        assert found.left - found.overdrawn == approved - drawn
        assert min(found.left, found.overdrawn) == 0


@given(st.integers(1, 10**9), st.integers(1, 100))
def test_the_own_share_is_what_the_rate_leaves_of_the_whole(approved: int, percent: int) -> None:
    found = own_share(Grant(id="A", approved=approved, rate=percent / 100))
    assert found is not None
    assert abs(Fraction(approved * 100, percent) - (approved + found)) <= Fraction(1, 2) + Fraction(approved, 10**12)
    assert own_share(Grant(id="A", approved=approved, rate=0.5, own_share=7)) == 7
    assert own_share(Grant(id="A", approved=approved)) is None


@given(AREAS)
def test_areas_and_power_add_up_over_kinds_and_districts(areas: list[Area]) -> None:
    rows = wireless.areas(areas)
    names = (("rooms", "rooms"), ("planned", "aps_planned"), ("installed", "aps_installed"))
    for name, field in (*names, ("operating", "aps_operating")):
        *parts, whole = [getattr(one, name) for one in rows] or [None]
        if whole is not None:
            assert sum(part.value or 0 for part in parts) == (whole.value or 0)
            assert whole.unknown == sum(getattr(one, field) is None for one in areas)
    power = wireless.power(areas, {"a": "Linden", "b": None})
    assert abs(sum(one.operating.value or 0 for one in power.districts) - (power.operating.value or 0)) < 1e-6
    assert sum(one.operating.unknown for one in power.districts) == power.operating.unknown
    known = [
        one.aps_operating * (one.watts_per_ap or 0)
        for one in areas
        if one.aps_operating is not None and (one.watts_per_ap is not None or not one.aps_operating)
    ]
    assert abs(sum(known) - (power.operating.value or 0)) < 1e-6
    assert power.operating.unknown == len(areas) - len(known)


@given(AREAS)
def test_power_does_not_depend_on_the_order(areas: list[Area]) -> None:
    assert wireless.power(areas, {}) == wireless.power(list(reversed(areas)), {})


def test_a_year_has_8760_hours_and_the_assumption_is_said() -> None:
    areas = [an_area(AreaKind.OFFICE, aps_planned=10, aps_operating=4, watts_per_ap=12.5)]
    power = wireless.power(areas, {})
    assert (power.operating.value, power.kwh(power.operating)) == (50, 438)
    assert (power.planned.value, power.kwh(power.planned)) == (125, 1095)
    assert "8760" in power.assumptions[0].de
    assert power.kwh(wireless.power([an_area(AreaKind.OFFICE)], {}).operating) is None


def test_a_line_below_the_target_is_shown_with_what_was_agreed_and_measured() -> None:
    lines = [
        a_line(Medium.LEASED_LINE, mbit_contracted=2000.0, mbit_measured=640.0, interim=True),
        a_line(Medium.DSL, mbit_contracted=50.0),
        Connection(id="3", building="3", medium=Medium.OWN_FIBRE, mbit_contracted=10000.0, active_since=LONG_AGO),
    ]
    register = a_register(Building(id="1"), Building(id="2"), Building(id="3"), connections=lines)
    found = speeds.slow(
        progresses([a_target(Metric.MBIT), a_target(Metric.FIBRE)], register, DAY), sites(register, DAY)
    )
    assert [(one.place.building, one.answer) for one in found] == [("1", Answer.UNMET), ("2", Answer.UNKNOWN)]
    slow, nothing = found
    assert (slow.mbit_contracted, slow.mbit_measured, slow.interim, slow.wanted) == (2000, 640, True, 1000)
    assert (nothing.connection, nothing.mbit_contracted, nothing.interim) == (None, None, None)


def test_new_buildings_without_cabling_are_those_not_known_to_be_cabled() -> None:
    new = {"origin": Origin.NEW_BUILDING}
    register = a_register(
        Building(id="1", **new),  # type: ignore[arg-type]
        Building(id="2", **new),  # type: ignore[arg-type]
        Building(id="3"),
        Building(id="4", closed_on=LONG_AGO, **new),  # type: ignore[arg-type]
        areas=[an_area(AreaKind.FULL, cabled_on=date(2026, 1, 1))],
    )
    [found] = speeds.uncabled(sites(register, DAY))
    assert (found.place.building, found.answer) == ("2", Answer.UNKNOWN)
