"""Where a measure stands, derived from its milestones."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory import rollout
from inventory.rollout import deemed_on, months_later, standing, standings
from inventory.rollout_templates import read
from isms.core.model.rollout import Measure, MeasureKind, Milestone, Phase, Role, Standing, milestone_id

TODAY = date(2026, 11, 21)
TEMPLATES = read({})
FIBRE, WLAN = TEMPLATES[MeasureKind.FIBRE], TEMPLATES[MeasureKind.WLAN]
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def a_milestone(name: str, actual: str | None = None, measure: str = "1:fibre", **more: str) -> Milestone:
    """A milestone; dates as text."""
    dates = {key: value if key == "dropped_reason" else date.fromisoformat(value) for key, value in more.items()}
    return Milestone(
        id=milestone_id(measure, name),
        measure=measure,
        name=name,
        actual=date.fromisoformat(actual) if actual else None,
        **dates,  # type: ignore[arg-type]
    )


def fibre(*milestones: Milestone) -> Standing:
    """Where a fibre measure stands."""
    return standing("1:fibre", FIBRE, milestones, TODAY)


def wlan(*milestones: Milestone) -> Standing:
    """Where a WLAN measure stands."""
    return standing("1:wlan", WLAN, milestones, TODAY)


def test_of_nothing_nothing_is_known() -> None:
    assert fibre() == Standing(measure="1:fibre")
    assert fibre(a_milestone("award")) == Standing(measure="1:fibre")


def test_a_mere_plan_is_a_need() -> None:
    assert fibre(a_milestone("in_service", plan="2027-05-01")) == Standing(
        measure="1:fibre", phase=Phase.NEED, next="need"
    )


def test_the_phase_is_that_of_the_step_after_the_last_one_reached() -> None:
    found = fibre(a_milestone("need", "2025-01-07"), a_milestone("award", "2026-02-03"))
    assert (found.phase, found.next, found.since) == (Phase.BUILD, "civil_works", date(2026, 2, 3))
    assert found.missing == (
        "market_survey",
        "site_visit",
        "planning",
        "permit",
        "monument",
        "consent",
        "traffic_order",
    )


def test_the_phase_began_with_the_newest_step_of_another_phase() -> None:
    found = fibre(a_milestone("award", "2026-02-03"), a_milestone("civil_works", "2026-06-01"))
    assert (found.phase, found.since, found.last_moved) == (Phase.BUILD, date(2026, 2, 3), date(2026, 6, 1))


def test_what_was_dropped_is_neither_open_nor_reached() -> None:
    found = fibre(a_milestone("need", "2025-01-07"), a_milestone("market_survey", dropped_reason="eigenes Netz"))
    assert (found.next, found.missing, found.last_moved) == ("site_visit", (), date(2025, 1, 7))


def test_in_service_counts_only_with_an_acceptance() -> None:
    lit = a_milestone("in_service", "2026-09-01")
    alone = fibre(lit)
    assert (alone.phase, alone.next, alone.unaccepted, alone.done_on) == (Phase.ACCEPTANCE, "acceptance", True, None)
    done = fibre(lit, a_milestone("acceptance", "2026-10-01"))
    assert (done.phase, done.done_on, done.since, done.unaccepted) == (
        Phase.OPERATION,
        date(2026, 10, 1),
        date(2026, 10, 1),
        False,
    )


def test_a_dropped_acceptance_is_none() -> None:
    found = fibre(a_milestone("in_service", "2026-09-01"), a_milestone("acceptance", dropped_reason="eilig"))
    assert (found.phase, found.next) == (Phase.ACCEPTANCE, "acceptance")


def test_wlan_in_operation_may_still_wait_for_its_handover() -> None:
    found = wlan(a_milestone("commissioning", "2026-03-01"), a_milestone("acceptance", "2026-04-01"))
    assert (found.phase, found.next, found.done_on) == (Phase.OPERATION, "handover", date(2026, 4, 1))


def test_a_date_in_the_future_has_not_happened() -> None:
    assert fibre(a_milestone("need", "2026-11-22")).next == "need"
    assert fibre(a_milestone("need", "2026-11-21")).next == "market_survey"


def test_a_milestone_that_the_template_does_not_know_is_named_and_counts_for_nothing() -> None:
    assert fibre(a_milestone("topping_out", "2026-01-01")) == Standing(measure="1:fibre", strangers=("topping_out",))


@pytest.mark.parametrize(
    ("applied", "end"),
    [("2026-08-20", "2026-11-20"), ("2025-11-30", "2026-02-28"), ("2026-11-15", "2027-02-15")],
)
def test_the_consent_is_deemed_given_three_months_after_the_complete_application(applied: str, end: str) -> None:
    asked = a_milestone("consent", applied=applied)
    step = FIBRE.step("consent")
    assert step is not None
    assert deemed_on(step, asked) == date.fromisoformat(end)
    for day, reached in ((0, False), (1, True)):
        today = date.fromisoformat(end) + timedelta(days=day)
        found = standing("1:fibre", FIBRE, [asked], today)
        assert (found.deemed, found.next == "traffic_order") == (("consent",) if reached else (), reached)


def test_an_extended_period_ends_when_the_authority_said() -> None:
    asked = a_milestone("consent", applied="2026-08-01", extended_until="2026-12-01")
    assert fibre(asked).deemed == ()


def test_a_consent_in_writing_is_not_a_deemed_one() -> None:
    assert fibre(a_milestone("consent", "2026-03-01", applied="2026-01-15")).deemed == ()


def test_many_measures_are_told_by_their_ids() -> None:
    measures = [Measure(id=f"1:{kind}", building="1", kind=kind) for kind in MeasureKind]
    rows = [a_milestone("need", "2026-01-01"), a_milestone("cabling", "2026-01-01", measure="1:wlan")]
    found = standings(TEMPLATES, measures, rows, TODAY)
    assert {key: one.next for key, one in found.items()} == {"1:fibre": "market_survey", "1:wlan": "ap_mounting"}


# Laws

EDITS = st.lists(
    st.tuples(
        st.sampled_from([step.key for step in FIBRE.steps]),
        st.sampled_from(["baseline", "plan", "actual", "applied", "dropped_reason"]),
        DAYS,
    ),
    unique_by=lambda edit: edit[:2],
    max_size=40,
)
Edits = list[tuple[str, str, date]]


def edited(edits: Edits) -> list[Milestone]:
    """The milestones after edits, in the order in which they were first touched."""
    rows: dict[str, dict[str, object]] = {}
    for key, field, day in edits:
        rows.setdefault(key, {})[field] = "weil" if field == "dropped_reason" else day
    return [
        Milestone(id=milestone_id("1:fibre", key), measure="1:fibre", name=key, **row)  # type: ignore[arg-type]
        for key, row in rows.items()
    ]


@given(edits=EDITS, data=st.data())
def test_the_standing_never_depends_on_the_order_of_edits(edits: Edits, data: st.DataObject) -> None:
    other = data.draw(st.permutations(edits))
    assert fibre(*edited(edits)) == fibre(*edited(other))


@given(edits=EDITS)
def test_in_operation_means_accepted_and_in_service(edits: Edits) -> None:
    rows = {one.name: one.actual for one in edited(edits)}
    both = [rows.get(FIBRE.in_role(role).key) for role in Role]
    happened = all(day is not None and day <= TODAY for day in both)
    assert (fibre(*edited(edits)).phase is Phase.OPERATION) == happened


@given(edits=EDITS)
def test_the_phase_is_unknown_exactly_if_nothing_is_known(edits: Edits) -> None:
    assert (fibre(*edited(edits)).phase is None) == (edits == [])


@given(edits=EDITS, key=st.sampled_from([step.key for step in FIBRE.steps]), day=DAYS)
def test_reaching_one_more_step_never_ends_operation(edits: Edits, key: str, day: date) -> None:
    if fibre(*edited(edits)).phase is Phase.OPERATION and (key, "actual") not in {edit[:2] for edit in edits}:
        assert fibre(*edited([*edits, (key, "actual", day)])).phase is Phase.OPERATION


@given(day=DAYS, months=st.integers(0, 40))
def test_months_later_stays_in_its_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_every_date_that_says_something_is_looked_at() -> None:
    assert {"id", "measure", "name", *rollout.DATES} == set(Milestone.__dataclass_fields__)
