"""How far buildings are with fibre and WLAN, counted over whatever a register may hold."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventory import groups, stages
from inventory.stages import Seen
from inventory.targets import Register, sites
from inventory.views import by_measure
from isms.core.model.area import Area, AreaKind
from isms.core.model.building import Building, Origin
from isms.core.model.connection import Connection, Medium
from isms.core.model.rollout import MeasureKind, Milestone, Phase, measure_id, milestone_id
from isms.core.model.safety import Safety, Soundness
from isms.core.model.stages import BuildingView, KindStatus, Stage, StageTally
from tests.inventory.towns import DAY, LONG_AGO, TEMPLATES, a_line, a_register, an_area, reached

FIBRE, WLAN = MeasureKind.FIBRE, MeasureKind.WLAN
LITTLE = settings(max_examples=40, deadline=None)
NAMES = st.sampled_from([None, "Altstadt", "Linden", "Hafen"])


def seen_of(register: Register) -> Seen:
    """The milestones by measure."""
    return Seen(by_measure(register.milestones), register.templates)


def views_of(register: Register, safeties: dict[str, Safety] | None = None) -> tuple[BuildingView, ...]:
    """The buildings that count."""
    return stages.views(sites(register, DAY), seen_of(register), safeties or {})


def stage(register: Register, kind: MeasureKind = FIBRE) -> Stage:
    """The stage of the only building."""
    [found] = views_of(register)
    return found.of(kind).stage


def planned(*steps: str, kind: MeasureKind = FIBRE) -> tuple[Milestone, ...]:
    """Milestones that are planned only."""
    measure = measure_id("1", kind)
    return tuple(
        Milestone(id=milestone_id(measure, step), measure=measure, name=step, plan=date(2027, 5, 1)) for step in steps
    )


@st.composite
def registers(draw: st.DrawFn) -> Register:
    """A register with some buildings, of which little or much is known."""
    buildings, lines, areas, milestones = [], [], [], []
    for number in range(draw(st.integers(0, 8))):
        key = str(number)
        buildings.append(
            Building(
                id=key,
                district=draw(NAMES),
                department=draw(NAMES),
                peripheral=draw(st.none() | st.booleans()),
                in_scope=draw(st.none() | st.booleans()),
                origin=draw(st.none() | st.sampled_from(Origin)),
                closed_on=draw(st.none() | st.just(LONG_AGO)),
            )
        )
        if draw(st.booleans()):
            medium, since = draw(st.none() | st.sampled_from(Medium)), draw(st.none() | st.just(LONG_AGO))
            ended = draw(st.none() | st.just(DAY - timedelta(days=9)))
            lines.append(Connection(id=key, building=key, medium=medium, active_since=since, ended_on=ended))
        if draw(st.booleans()):
            numbers = [draw(st.none() | st.integers(0, 3)) for _ in range(2)]
            areas.append(
                Area(id=key, building=key, kind=AreaKind.FULL, aps_planned=numbers[0], aps_operating=numbers[1])
            )
        for kind in MeasureKind:
            names = [step.key for step in TEMPLATES[kind].steps]
            for name in draw(st.lists(st.sampled_from(names), unique=True, max_size=5)):
                measure = measure_id(key, kind)
                milestones.append(
                    Milestone(
                        id=milestone_id(measure, name),
                        measure=measure,
                        name=name,
                        actual=draw(st.none() | st.dates(date(2020, 1, 1), date(2028, 1, 1))),
                        plan=draw(st.none() | st.just(date(2027, 1, 1))),
                    )
                )
    register = a_register(Building(id="x"), connections=lines, areas=areas, milestones=milestones)
    return replace(register, buildings=tuple(buildings))


@LITTLE
@given(registers())
def test_every_building_that_counts_is_at_exactly_one_stage(register: Register) -> None:
    found = views_of(register)
    expected = {
        one.id
        for one in register.buildings
        if one.closed_on is None and one.in_scope is not False and one.origin is not Origin.LEAVING
    }
    assert {one.building.id for one in found} == expected
    for kind in MeasureKind:
        told = stages.status(kind, found)
        assert told.total == len(expected) == sum(count for _, count in told.stages)
        assert sum(count for _, count in told.phases) == sum(one.of(kind).phase is not None for one in found)


@LITTLE
@given(registers())
def test_what_is_done_is_what_measures_and_lines_say(register: Register) -> None:
    for kind in MeasureKind:
        told = stages.status(kind, views_of(register))
        assert told.of(Stage.DONE) == told.within(Phase.OPERATION) - told.lapsed + told.by_line
        assert told.lapsed >= 0


@LITTLE
@given(registers())
def test_nothing_is_done_without_an_acceptance_where_there_is_a_measure(register: Register) -> None:
    accepted = {row.measure for row in register.milestones if row.name == "acceptance" and row.actual}
    for one in views_of(register):
        for kind in MeasureKind:
            told = one.of(kind)
            if told.stage is Stage.DONE and told.phase is not None:
                assert measure_id(one.building.id, kind) in accepted
                assert not told.unaccepted


@LITTLE
@given(registers(), st.integers(0, 99))
def test_the_counts_do_not_depend_on_the_order_of_rows(register: Register, seed: int) -> None:
    mixed = Random(seed)
    other = replace(
        register,
        buildings=tuple(mixed.sample(register.buildings, len(register.buildings))),
        connections=tuple(mixed.sample(register.connections, len(register.connections))),
        areas=tuple(mixed.sample(register.areas, len(register.areas))),
        milestones=tuple(mixed.sample(register.milestones, len(register.milestones))),
    )
    assert views_of(other) == views_of(register)


@LITTLE
@given(registers())
def test_districts_and_departments_add_up_to_the_whole(register: Register) -> None:
    found = views_of(register, {"0": Safety(state=Soundness.FAILS), "1": Safety(state=Soundness.UNKNOWN)})
    for parts in (groups.districts(found, {}), groups.departments(found, {})):
        names = [part.name for part in parts]
        assert len(set(names)) == len(names)
        assert names == sorted(names, key=lambda name: (name is None, name or ""))
        for kind in MeasureKind:
            whole = stages.status(kind, found)
            told = [part.fibre if kind is FIBRE else part.wlan for part in parts]
            assert _sums(told) == _sums([whole])
        assert sum(part.failing for part in parts) == sum(one.safety.state is Soundness.FAILS for one in found)


def _sums(parts: list[KindStatus]) -> tuple[int, ...]:
    """Every count of some groups, added."""
    names = ("total", "by_line", "lapsed", "unaccepted", "failing")
    return (
        *(sum(getattr(part, name) for part in parts) for name in names),
        *(sum(part.of(stage) for part in parts) for stage in Stage),
        *(sum(part.within(phase) for part in parts) for phase in Phase),
    )


CASES: dict[str, tuple[Register, MeasureKind, Stage]] = {
    "nothing known": (a_register(), FIBRE, Stage.UNKNOWN),
    "planned only": (a_register(milestones=planned("in_service")), FIBRE, Stage.NOT_BEGUN),
    "begun": (a_register(milestones=reached(FIBRE, "need")), FIBRE, Stage.IN_WORK),
    "used without acceptance": (a_register(milestones=reached(FIBRE, "in_service")), FIBRE, Stage.IN_WORK),
    "accepted, not in service": (a_register(milestones=reached(FIBRE, "acceptance")), FIBRE, Stage.IN_WORK),
    "both": (a_register(milestones=reached(FIBRE, "acceptance", "in_service")), FIBRE, Stage.DONE),
    "lit line, no measure": (a_register(connections=[a_line(Medium.OWN_FIBRE)]), FIBRE, Stage.DONE),
    "interim fibre": (a_register(connections=[a_line(Medium.FTTH, interim=True)]), FIBRE, Stage.NOT_BEGUN),
    "copper": (a_register(connections=[a_line(Medium.DSL)]), FIBRE, Stage.NOT_BEGUN),
    "a line of unknown kind": (a_register(connections=[a_line(None)]), FIBRE, Stage.UNKNOWN),
    "leased line at the edge": (
        a_register(Building(id="1", peripheral=True), connections=[a_line(Medium.LEASED_LINE)]),
        FIBRE,
        Stage.SUPPLIED,
    ),
    "leased line at the edge, fibre begun": (
        a_register(
            Building(id="1", peripheral=True),
            connections=[a_line(Medium.LEASED_LINE)],
            milestones=reached(FIBRE, "award"),
        ),
        FIBRE,
        Stage.IN_WORK,
    ),
    "finished, but the line has ended": (
        a_register(
            connections=[a_line(Medium.OWN_FIBRE, ended_on=DAY)],
            milestones=reached(FIBRE, "acceptance", "in_service"),
        ),
        FIBRE,
        Stage.IN_WORK,
    ),
    "access points without a measure": (
        a_register(areas=[an_area(AreaKind.FULL, aps_planned=4, aps_installed=2, aps_operating=2)]),
        WLAN,
        Stage.IN_WORK,
    ),
    "WLAN accepted, but nobody counted the access points": (
        a_register(areas=[an_area(AreaKind.FULL)], milestones=reached(WLAN, "acceptance", "commissioning")),
        WLAN,
        Stage.UNKNOWN,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_stage_of_a_building(name: str) -> None:
    register, kind, expected = CASES[name]
    assert stage(register, kind) is expected


def test_the_end_is_expected_when_the_later_of_acceptance_and_service_is_promised() -> None:
    [one] = views_of(a_register(milestones=(*reached(FIBRE, "need"), *planned("in_service"))))
    assert (one.fibre.expected, one.fibre.reason.de) == (date(2027, 5, 1), "Maßnahme läuft")
    [one] = views_of(a_register(milestones=reached(FIBRE, "need", "in_service")))
    assert one.fibre.expected is None


def test_a_finished_building_whose_devices_fail_is_marked_and_one_of_which_nobody_knows_is_not_called_good() -> None:
    register = a_register(milestones=reached(FIBRE, "acceptance", "in_service"))
    states = {
        state: stages.status(FIBRE, views_of(register, {"1": Safety(state=state)})).failing for state in Soundness
    }
    assert states == {state: int(state is Soundness.FAILS) for state in Soundness}
    [one] = views_of(register, {"1": Safety(state=Soundness.FAILS)})
    assert one.marked
    [one] = views_of(a_register(milestones=reached(FIBRE, "need")), {"1": Safety(state=Soundness.FAILS)})
    assert not one.marked


def test_a_change_is_the_difference_to_the_snapshot_and_none_without_one() -> None:
    told = stages.status(FIBRE, views_of(a_register(milestones=reached(FIBRE, "acceptance", "in_service"))))
    when = datetime(2026, 1, 1, tzinfo=UTC)
    assert stages.change(told, None, when) is None
    before = StageTally(kind=FIBRE, total=3, stages=((Stage.IN_WORK, 2), (Stage.UNKNOWN, 1)))
    found = stages.change(told, before, when)
    assert found is not None
    assert (found.total, found.of(Stage.DONE), found.of(Stage.IN_WORK), found.of(Stage.UNKNOWN)) == (-2, 1, -2, -1)
    same = stages.change(told, stages.tally(told), when)
    assert same is not None
    assert (same.total, {count for _, count in same.stages}) == (0, {0})
