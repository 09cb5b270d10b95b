"""What lies in a phase for long, and what comes later than promised."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from inventory.slips import late, slips
from inventory.stuck import stuck, usual
from inventory.targets import Register, sites
from isms.core.model.building import Building
from isms.core.model.rollout import Measure, MeasureKind, Milestone, Phase, measure_id, milestone_id
from isms.core.model.views_lists import Move, Slip, Stuck
from tests.inventory.test_stages import LITTLE, registers, seen_of
from tests.inventory.towns import DAY, TEMPLATES, a_register, reached

FIBRE = MeasureKind.FIBRE
DATES = st.none() | st.dates(date(2024, 1, 1), date(2028, 1, 1))


def lying(register: Register, *measures: Measure) -> tuple[Stuck, ...]:
    """What is under way."""
    return stuck(sites(register, DAY), seen_of(register), {one.id: one for one in measures})


def ago(days: int) -> date:
    """A day in the past."""
    return DAY - timedelta(days=days)


def a_step(name: str, building: str = "1", **dates: date | None) -> Milestone:
    """A step of the fibre of a building."""
    measure = measure_id(building, FIBRE)
    return Milestone(id=milestone_id(measure, name), measure=measure, name=name, **dates)  # type: ignore[arg-type]


def slipped(*milestones: Milestone, moves: dict[str, list[Move]] | None = None) -> tuple[Slip, ...]:
    """What is later than promised in building 1."""
    register = a_register(milestones=milestones)
    return slips(sites(register, DAY), seen_of(register), moves or {})


def a_move(field: str, old: date | None, new: date | None, reason: str | None = None) -> Move:
    """A promised date that was set or moved."""
    return Move(on=datetime(2026, 1, 1, tzinfo=UTC), who="IT", field=field, old=old, new=new, reason=reason)


def test_the_longest_in_its_phase_comes_first_with_what_is_noted() -> None:
    register = a_register(
        Building(id="1", name="Schule", district="Linden"),
        Building(id="2"),
        milestones=[
            a_step("planning", actual=ago(70)),
            a_step("permit", plan=ago(-10)),
            a_step("planning", "2", actual=ago(700)),
        ],
    )
    noted = Measure(id="1:fibre", building="1", kind=FIBRE, blocker="Bahn", next_step="anrufen", responsible="Amt 66")
    first, second = lying(register, noted)
    assert (first.place.building, first.weeks, first.usual, first.over) == ("2", 100, 33, 67)
    assert (second.weeks, second.phase, second.planned, second.over) == (10, Phase.APPROVAL, ago(-10), 0)
    assert (second.blocker, second.next_step, second.responsible) == ("Bahn", "anrufen", "Amt 66")
    assert (second.place.name, second.place.district) == ("Schule", "Linden")
    assert second.next is not None
    assert second.next.de == "Gestattung"


def test_of_a_phase_whose_beginning_nobody_wrote_down_at_least_is_said() -> None:
    [found] = lying(a_register(milestones=[a_step("in_service", actual=ago(21))]))
    assert (found.phase, found.weeks, found.at_least) == (Phase.ACCEPTANCE, 3, True)


def test_what_is_finished_planned_only_or_unknown_is_not_stuck() -> None:
    assert not lying(a_register())
    assert not lying(a_register(milestones=[a_step("award", plan=ago(400))]))
    assert not lying(a_register(milestones=reached(FIBRE, "acceptance", "in_service")))


def test_the_usual_weeks_of_a_phase_are_those_of_its_steps() -> None:
    template = TEMPLATES[FIBRE]
    for phase in Phase:
        weeks = [step.weeks for step in template.steps if step.phase is phase and step.weeks]
        assert usual(template, phase) == (sum(weeks) if weeks else None)


@LITTLE
@given(registers())
def test_weeks_never_grow_down_the_list(register: Register) -> None:
    weeks = [one.weeks for one in lying(register)]
    assert weeks == sorted(weeks, reverse=True)
    assert all(one >= 0 for one in weeks)


def test_a_slip_is_counted_from_the_baseline_to_what_happened_or_is_promised_or_to_today() -> None:
    cases = {
        "happened late": (a_step("award", baseline=ago(100), actual=ago(70)), 30),
        "promised later": (a_step("award", baseline=ago(10), plan=ago(-20)), 30),
        "the plan has passed": (a_step("award", baseline=ago(90), plan=ago(60)), 90),
        "no plan, and the baseline has passed": (a_step("award", baseline=ago(40)), 40),
    }
    for name, (milestone, days) in cases.items():
        [found] = slipped(milestone, a_step("need", actual=ago(200)))
        assert (name, found.days, found.worst) == (name, days, True)
        assert (found.expected - found.promised).days == days


def test_what_came_in_time_was_dropped_or_never_promised_has_not_slipped() -> None:
    assert not slipped(a_step("award", baseline=ago(10), actual=ago(10)))
    assert not slipped(a_step("award", baseline=ago(-10)))
    assert not slipped(a_step("award", plan=ago(10)))
    dropped = Milestone(id="1:fibre/award", measure="1:fibre", name="award", baseline=ago(99), dropped_reason="nein")
    assert not slipped(dropped)


def test_without_a_baseline_the_first_plan_of_the_journal_counts_and_every_move_is_told() -> None:
    row = a_step("award", plan=ago(-30))
    moves = [
        a_move("plan", None, ago(60)),
        a_move("plan", ago(60), ago(10), "Frost"),
        a_move("plan", ago(10), ago(-30), "Bahn"),
    ]
    [found] = slipped(row, moves={row.id: moves})
    assert (found.promised, found.first_plan, found.days) == (ago(60), True, 90)
    assert (len(found.moves), found.reasons) == (2, ("Bahn", "Frost"))


def test_the_worst_of_what_is_still_open_stands_for_the_measure() -> None:
    found = slipped(
        a_step("planning", baseline=ago(300), actual=ago(100)),
        a_step("award", baseline=ago(50), plan=ago(-1)),
        a_step("civil_works", baseline=ago(20), plan=ago(-60)),
    )
    assert [(one.milestone, one.days, one.worst) for one in found] == [
        ("civil_works", 80, True),
        ("award", 51, False),
        ("planning", 200, False),
    ]
    assert late(found) == {"1": [80]}


def test_of_a_finished_measure_only_what_happened_late_is_told_and_it_is_not_behind() -> None:
    done = reached(FIBRE, "acceptance", "in_service", on=ago(10))
    found = slipped(*done, a_step("award", baseline=ago(50), actual=ago(40)), a_step("gis", baseline=ago(90)))
    assert [(one.milestone, one.worst) for one in found] == [("award", True)]
    assert late(found) == {}


@given(DATES, DATES, DATES)
def test_whatever_the_dates_a_slip_is_later_than_promised(
    baseline: date | None, plan: date | None, actual: date | None
) -> None:
    for one in slipped(a_step("award", baseline=baseline, plan=plan, actual=actual)):
        assert one.days > 0
        assert one.happened == (actual is not None and actual <= DAY)
        assert one.happened or one.expected >= DAY
