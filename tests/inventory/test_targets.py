"""The targets: who is in scope, who meets them, and that unknown is never good."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory import targets_file
from inventory.targets import in_scope
from isms.core.model.area import AreaKind
from isms.core.model.building import Building, Origin, Tenure
from isms.core.model.connection import FIBRE, Connection, Medium
from isms.core.model.progress import Answer
from isms.core.model.rollout import MeasureKind, Milestone
from isms.core.model.target import Metric, Operator, Scope
from tests.inventory.towns import DAY, LONG_AGO, a_line, a_register, a_target, an_area, judged, reached, told

LATER = DAY + timedelta(days=1)
FIBRE_TARGET, SUPPLIED_TARGET = a_target(Metric.FIBRE), a_target(Metric.SUPPLIED)
MEETINGS = a_target(Metric.WLAN, Scope(areas=(AreaKind.MEETING, AreaKind.PUBLIC)))
FULLY = a_target(Metric.CABLED, Scope(areas=(AreaKind.FULL,)))
DONE = ("acceptance", "in_service")
MET, UNMET, UNKNOWN = Answer


# Fibre


FIBRE_CASES: dict[str, tuple[tuple[Connection, ...], tuple[Milestone, ...], Answer]] = {
    "nothing known": ((), (), UNKNOWN),
    "accepted and in service": ((), reached(MeasureKind.FIBRE, *DONE), MET),
    "in service, not accepted": ((), reached(MeasureKind.FIBRE, "in_service"), UNMET),
    "accepted, not in service": ((), reached(MeasureKind.FIBRE, "acceptance"), UNMET),
    "done tomorrow": ((), reached(MeasureKind.FIBRE, *DONE, on=LATER), UNMET),
    "a measure that is not accepted, and a line": (
        (a_line(Medium.OWN_FIBRE),),
        reached(MeasureKind.FIBRE, "in_service"),
        UNMET,
    ),
    "no measure, but a line": ((a_line(Medium.OWN_FIBRE),), (), MET),
    "a line from tomorrow on": ((a_line(Medium.FTTH, LATER),), (), UNMET),
    "a line without a beginning": ((a_line(Medium.FTTH, None),), (), UNKNOWN),
    "a line of unknown medium": ((a_line(None),), (), UNKNOWN),
    "an interim line": ((a_line(Medium.FTTH, interim=True),), (), UNMET),
    "a line that ended": ((a_line(Medium.FTTH, ended_on=DAY),), (), UNMET),
    "done, but the line ended": (
        (a_line(Medium.FTTH, ended_on=DAY),),
        reached(MeasureKind.FIBRE, *DONE),
        UNMET,
    ),
    "another kind of line": ((a_line(Medium.DSL),), (), UNMET),
    "a leased line": ((a_line(Medium.LEASED_LINE),), (), UNMET),
}


@pytest.mark.parametrize("case", FIBRE_CASES)
def test_fibre(case: str) -> None:
    connections, milestones, answer = FIBRE_CASES[case]
    found = judged(FIBRE_TARGET, a_register(connections=connections, milestones=milestones))
    assert found.answer is answer
    assert (found.since == LONG_AGO) == (answer is MET)
    assert found.reason.de
    assert found.reason.en


@pytest.mark.parametrize("medium", [Medium.LEASED_LINE, Medium.VPN])
def test_a_small_site_on_a_leased_line_or_vpn_is_supplied_and_never_fibre(medium: Medium) -> None:
    register = a_register(Building(id="1", peripheral=True), connections=[a_line(medium)])
    fibre, supplied = judged(FIBRE_TARGET, register), judged(SUPPLIED_TARGET, register)
    assert (fibre.answer, fibre.supplied) == (UNMET, True)
    assert "versorgt" in fibre.reason.de
    assert (supplied.answer, supplied.supplied, supplied.since) == (MET, True, LONG_AGO)
    assert (told(FIBRE_TARGET, register).done, told(FIBRE_TARGET, register).supplied) == (0, 1)


@pytest.mark.parametrize(
    ("peripheral", "medium", "interim", "answer"),
    [
        (True, Medium.VPN, None, MET),
        (False, Medium.VPN, None, UNMET),
        (None, Medium.VPN, None, UNKNOWN),
        (True, Medium.VPN, True, UNMET),
        (True, Medium.DSL, None, UNMET),
        (True, Medium.MOBILE, None, UNMET),
        (False, Medium.OWN_FIBRE, None, MET),
        (None, Medium.OWN_FIBRE, None, MET),
    ],
)
def test_supplied(peripheral: bool | None, medium: Medium, interim: bool | None, answer: Answer) -> None:
    register = a_register(Building(id="1", peripheral=peripheral), connections=[a_line(medium, interim=interim)])
    found, fibre = judged(SUPPLIED_TARGET, register), judged(FIBRE_TARGET, register)
    assert found.answer is answer
    assert fibre.supplied == (answer is MET and medium is Medium.VPN)


@given(
    st.lists(
        st.builds(a_line, st.sampled_from([m for m in Medium if m not in FIBRE]), st.sampled_from([LONG_AGO, None]))
    ),
    st.sampled_from([True, False, None]),
)
def test_no_line_but_fibre_ever_meets_the_fibre_target(lines: list[Connection], peripheral: bool | None) -> None:
    register = a_register(Building(id="1", peripheral=peripheral), connections=lines)
    assert judged(FIBRE_TARGET, register).answer is not MET


# Bandwidth


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        ([], UNKNOWN),
        ([{"mbit_contracted": 10000.0}], MET),
        ([{"mbit_contracted": 1000.0}], UNMET),
        ([{"mbit_contracted": 1000.5}], MET),
        ([{"mbit_contracted": 10000.0, "mbit_measured": 940.0}], UNMET),
        ([{"mbit_contracted": 1000.0, "mbit_measured": 1001.0}], MET),
        ([{}], UNKNOWN),
        ([{"mbit_contracted": 50.0}, {}], UNKNOWN),
        ([{"mbit_contracted": 2000.0}, {}], MET),
        ([{"mbit_contracted": 2000.0, "since": LATER}], UNMET),
        ([{"mbit_contracted": 2000.0, "since": None}], UNKNOWN),
        ([{"mbit_contracted": 2000.0, "ended_on": LONG_AGO}], UNMET),
    ],
)
def test_more_than_a_gigabit(lines: list[dict[str, Any]], answer: Answer) -> None:
    connections = [a_line(Medium.FTTH, **{"id": str(place), **line}) for place, line in enumerate(lines)]
    assert judged(a_target(Metric.MBIT), a_register(connections=connections)).answer is answer


def test_at_least_a_gigabit_is_met_by_exactly_that() -> None:
    target = a_target(Metric.MBIT, operator=Operator.AT_LEAST)
    found = judged(target, a_register(connections=[a_line(Medium.FTTH, mbit_contracted=1000.0)]))
    assert (found.answer, found.since) == (MET, LONG_AGO)


# WLAN and cabling


WLAN_DONE = reached(MeasureKind.WLAN, "acceptance", "commissioning")
GOOD = {"aps_planned": 3, "aps_operating": 3}


@pytest.mark.parametrize(
    ("areas", "milestones", "answer"),
    [
        ([], (), UNKNOWN),
        ([], WLAN_DONE, UNKNOWN),
        ([], reached(MeasureKind.WLAN, "need"), UNMET),
        ([(AreaKind.MEETING, GOOD)], WLAN_DONE, MET),
        ([(AreaKind.MEETING, GOOD)], (), UNKNOWN),
        ([(AreaKind.MEETING, GOOD)], reached(MeasureKind.WLAN, "commissioning"), UNMET),
        ([(AreaKind.MEETING, GOOD), (AreaKind.PUBLIC, {"aps_planned": 2, "aps_operating": 1})], WLAN_DONE, UNMET),
        ([(AreaKind.MEETING, GOOD), (AreaKind.PUBLIC, {"aps_planned": 2})], WLAN_DONE, UNKNOWN),
        ([(AreaKind.MEETING, {"aps_operating": 2})], WLAN_DONE, UNKNOWN),
        ([(AreaKind.MEETING, {"aps_planned": 0, "aps_operating": 0})], WLAN_DONE, UNMET),
        ([(AreaKind.MEETING, GOOD), (AreaKind.OFFICE, {"aps_planned": 9, "aps_operating": 0})], WLAN_DONE, MET),
        ([(AreaKind.OFFICE, GOOD)], WLAN_DONE, UNKNOWN),
        ([(AreaKind.FULL, GOOD)], WLAN_DONE, MET),
        ([(AreaKind.MEETING, GOOD), (AreaKind.PUBLIC, {"rooms": 0})], WLAN_DONE, MET),
    ],
)
def test_wlan(areas: list[tuple[AreaKind, dict[str, Any]]], milestones: tuple[Milestone, ...], answer: Answer) -> None:
    rows = [an_area(kind, **more) for kind, more in areas]
    assert judged(MEETINGS, a_register(areas=rows, milestones=milestones)).answer is answer


def test_a_building_without_such_rooms_is_left_out_by_name() -> None:
    rows = [an_area(AreaKind.MEETING, rooms=0), an_area(AreaKind.PUBLIC, rooms=0)]
    found = told(MEETINGS, a_register(areas=rows))
    assert found.judged == ()
    assert [(one.building, one.reason.de) for one in found.left_out] == [("1", "keine solchen Räume")]


@pytest.mark.parametrize(
    ("cabled_on", "milestones", "answer"),
    [
        (LONG_AGO, (), MET),
        (DAY, (), MET),
        (LATER, (), UNMET),
        (None, (), UNKNOWN),
        (None, reached(MeasureKind.WLAN, "need"), UNMET),
    ],
)
def test_cabled(cabled_on: date | None, milestones: tuple[Milestone, ...], answer: Answer) -> None:
    register = a_register(areas=[an_area(AreaKind.FULL, cabled_on=cabled_on)], milestones=milestones)
    assert judged(FULLY, register).answer is answer


def test_cabling_of_a_part_says_nothing_about_the_whole() -> None:
    assert judged(FULLY, a_register(areas=[an_area(AreaKind.OFFICE, cabled_on=LONG_AGO)])).answer is UNKNOWN
    assert judged(FULLY, a_register()).answer is UNKNOWN


# Scope


@pytest.mark.parametrize(
    ("scope", "fields", "answer"),
    [
        (Scope(), {}, True),
        (Scope(types=("schule",)), {"type": "Grundschule"}, True),
        (Scope(types=("schule",)), {"type": "Gymnasium"}, True),
        (Scope(types=("Schulen",)), {"type": "Berufskolleg"}, True),
        (Scope(types=("verwaltung",)), {"type": "Rathaus"}, True),
        (Scope(types=("gymnasium",)), {"type": "Grundschule"}, False),
        (Scope(types=("buergerbuero",)), {"type": "Bürgerbüro Mitte"}, True),
        (Scope(types=("schule", "kita")), {"type": "Feuerwehr"}, False),
        (Scope(types=("schule",)), {}, None),
        (Scope(districts=("linden",)), {"district": "Linden"}, True),
        (Scope(districts=("linden",)), {"district": "Linden-Mitte"}, False),
        (Scope(departments=("Schulamt",)), {"department": None}, None),
        (Scope(origins=(Origin.NEW_BUILDING,)), {"origin": Origin.EXISTING}, False),
        (Scope(tenures=(Tenure.RENTED,)), {"tenure": Tenure.RENTED}, True),
        (Scope(peripheral=False), {"peripheral": True}, False),
        (Scope(kritis=True), {}, None),
        (Scope(types=("schule",), districts=("Linden",)), {"type": "Feuerwehr"}, False),
        (Scope(types=("schule",), districts=("Linden",)), {"type": "Schule"}, None),
    ],
)
def test_a_scope_says_yes_no_or_that_nobody_knows(scope: Scope, fields: dict[str, Any], answer: bool | None) -> None:
    assert in_scope(scope, Building(id="1", **fields)) is answer


def test_closed_leaving_and_unwanted_buildings_are_left_out_by_name_and_unclear_ones_told() -> None:
    buildings = (
        Building(id="1", type="Schule"),
        Building(id="2", type="Schule", closed_on=DAY),
        Building(id="3", type="Schule", closed_on=LATER),
        Building(id="4", type="Schule", in_scope=False),
        Building(id="5", type="Schule", origin=Origin.LEAVING),
        Building(id="6"),
        Building(id="7", type="Bad", closed_on=DAY),
        Building(id="8", type="Schule", in_scope=True),
    )
    found = told(a_target(Metric.FIBRE, Scope(types=("schule",))), a_register(*buildings))
    assert [one.building for one in found.judged] == ["1", "3", "8"]
    assert {one.building: one.reason.de for one in found.left_out} == {
        "2": "geschlossen am 22.11.2026",
        "4": "nicht zu versorgen",
        "5": "Abgang",
    }
    assert found.unplaced == ("6",)


def test_a_target_about_leaving_buildings_counts_them() -> None:
    target = a_target(Metric.FIBRE, Scope(origins=(Origin.LEAVING,)))
    assert told(target, a_register(Building(id="1", origin=Origin.LEAVING))).total == 1


# Counting


def test_numerator_denominator_and_unknown_are_counted_apart() -> None:
    buildings = tuple(Building(id=str(number)) for number in range(1, 5))
    milestones = (*reached(MeasureKind.FIBRE, *DONE), *reached(MeasureKind.FIBRE, "need", building="2"))
    found = told(FIBRE_TARGET, a_register(*buildings, milestones=milestones))
    assert (found.done, found.total, found.unknown, found.met) == (1, 4, 2, ("1",))
    assert [one.building for one in found.missing] == ["2", "3", "4"]
    assert found.completed == (LONG_AGO,)


@pytest.mark.parametrize(
    ("quota", "buildings", "needed"), [(1.0, 10, 10), (0.9, 10, 9), (0.95, 10, 10), (0.55, 20, 11), (0.1, 0, 0)]
)
def test_a_quota_is_rounded_up_to_whole_buildings(quota: float, buildings: int, needed: int) -> None:
    target = a_target(Metric.FIBRE, Scope(types=("x",)), quota=quota)
    rows = [Building(id=str(number), type="x") for number in range(buildings)] or [Building(id="0", type="y")]
    assert told(target, a_register(*rows)).needed == needed


@given(st.lists(st.tuples(st.sampled_from([None, "schule", "bad"]), st.booleans()), min_size=1, max_size=12))
def test_every_building_is_counted_once_or_named_as_not_counted(rows: list[tuple[str | None, bool]]) -> None:
    buildings = [Building(id=str(n), type=kind, in_scope=wanted) for n, (kind, wanted) in enumerate(rows)]
    found = told(a_target(Metric.FIBRE, Scope(types=("schule",))), a_register(*buildings))
    judged_ones, left_out = ([one.building for one in found.judged], [one.building for one in found.left_out])
    named = [*judged_ones, *left_out, *found.unplaced]
    elsewhere = [one.id for one in buildings if one.type == "bad"]
    assert sorted([*named, *elsewhere]) == sorted(one.id for one in buildings)
    assert sum(found.counted(answer) for answer in Answer) == found.total


@given(st.dates(date(2024, 1, 1), date(2026, 1, 1)), st.integers(0, 400))
def test_what_is_met_on_a_day_is_met_later_too(day: date, more: int) -> None:
    register = a_register(milestones=reached(MeasureKind.FIBRE, *DONE, on=date(2025, 1, 1)))
    assert told(FIBRE_TARGET, register, day).done <= told(FIBRE_TARGET, register, day + timedelta(days=more)).done


@pytest.mark.parametrize(
    ("target", "kinds", "others"),
    [
        (
            "gigabit-social",
            (
                "Gymnasium",
                "Grundschule",
                "Kindertagesstätte",
                "Jugendzentrum",
                "Seniorenheim",
                "Gewerbepark",
                "Klinikum",
            ),
            ("Feuerwache", "Rathaus", "Museum", "Bauhof"),
        ),
        ("wlan-meeting-public", ("Rathaus", "Bürgerbüro", "Verwaltungsgebäude"), ("Gymnasium", "Museum")),
    ],
)
def test_the_shipped_targets_know_the_types_of_buildings(
    target: str, kinds: tuple[str, ...], others: tuple[str, ...]
) -> None:
    one = targets_file.find(targets_file.read(*targets_file.shipped()), target)
    found = {kind: in_scope(one.scope, Building(id="1", type=kind)) for kind in (*kinds, *others)}
    assert found == dict.fromkeys(kinds, True) | dict.fromkeys(others, False)
