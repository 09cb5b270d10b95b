"""Days that matter: which they are, how many are left, and which are no deadline any more."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventory import deadlines
from inventory.targets import Register, sites
from isms.core.model.building import Building, Tenure
from isms.core.model.connection import Medium
from isms.core.model.money import Grant
from isms.core.model.progress import Answer, Judgement, Progress
from isms.core.model.records import Enquiry, RecordStatus, Requirement
from isms.core.model.target import Metric
from isms.core.model.views_lists import Deadline, DeadlineKind, Urgency
from tests.inventory.test_stages import seen_of
from tests.inventory.test_stuck_and_slips import a_step
from tests.inventory.towns import DAY, WORDS, a_line, a_register, a_target

DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def ahead(days: int) -> date:
    """A day to come; a negative number is past."""
    return DAY + timedelta(days=days)


def due(register: Register) -> list[Deadline]:
    """What is due at the buildings."""
    return list(deadlines.of_sites(sites(register, DAY), seen_of(register)))


def told(found: Iterable[Deadline]) -> list[tuple[DeadlineKind, int]]:
    """What is due, and in how many days."""
    return [(one.kind, one.left) for one in found]


def test_a_consent_counts_as_given_three_months_after_the_complete_application() -> None:
    cases = {date(2026, 9, 15): date(2026, 12, 15), date(2026, 11, 30): date(2027, 2, 28)}
    for applied, end in cases.items():
        [found] = due(a_register(milestones=[a_step("consent", applied=applied)]))
        assert (found.kind, found.on, found.id) == (DeadlineKind.CONSENT, end, "1:fibre/consent")
        assert "§ 127 TKG" in found.title.de
        assert f"{applied:%d.%m.%Y}" in found.source.de
        assert "3 Monate" in found.source.de


def test_an_extended_period_ends_when_the_authority_says() -> None:
    row = a_step("consent", applied=date(2026, 9, 1), extended_until=date(2027, 1, 31))
    [found] = due(a_register(milestones=[row]))
    assert (found.on, "verlängert" in found.source.de) == (date(2027, 1, 31), True)


@pytest.mark.parametrize(
    "dates", [{"actual": ahead(-1), "applied": ahead(-9)}, {"applied": ahead(-200)}, {"plan": ahead(9)}]
)
def test_a_consent_that_was_given_is_deemed_given_or_was_not_applied_for_is_no_deadline(dates: dict[str, date]) -> None:
    assert not due(a_register(milestones=[a_step("consent", "1", **dates)]))


def test_a_notice_is_due_while_the_contract_runs_and_overdue_once_it_was_missed() -> None:
    lines = {
        "ahead": (a_line(Medium.DSL, notice_by=ahead(20), contract_end=ahead(110)), [20]),
        "missed": (a_line(Medium.DSL, notice_by=ahead(-20), contract_end=ahead(70)), [-20]),
        "contract over": (a_line(Medium.DSL, notice_by=ahead(-200), contract_end=ahead(-110)), []),
        "line gone": (a_line(Medium.DSL, notice_by=ahead(20), ended_on=ahead(-1)), []),
        "no date": (a_line(Medium.DSL, contract_end=ahead(20)), []),
    }
    for name, (line, left) in lines.items():
        assert (name, [one.left for one in due(a_register(connections=[line]))]) == (name, left)


def test_a_lease_ends_unless_the_building_is_owned_or_closed() -> None:
    cases = {
        Building(id="1", lease_until=ahead(5)): [5],
        Building(id="1", lease_until=ahead(-5), tenure=Tenure.RENTED): [-5],
        Building(id="1", lease_until=ahead(5), tenure=Tenure.OWNED): [],
        Building(id="1", lease_until=ahead(-5), closed_on=ahead(-5)): [],
    }
    for building, left in cases.items():
        assert told(due(a_register(building))) == [(DeadlineKind.LEASE, one) for one in left]


def test_a_grant_asks_for_what_was_not_done_and_for_its_bond_until_that_ends() -> None:
    grant = Grant(
        id="AZ",
        draw_by=ahead(1),
        interim_report_by=ahead(-2),
        final_report_by=ahead(3),
        final_report_on=ahead(-1),
        bound_until=ahead(400),
        buildings=("1", "2"),
    )
    found = list(deadlines.of_grants([grant], DAY))
    assert told(found) == [(DeadlineKind.DRAW, 1), (DeadlineKind.INTERIM_REPORT, -2), (DeadlineKind.BOUND, 400)]
    assert {one.buildings for one in found} == {("1", "2")}
    assert not list(deadlines.of_grants([Grant(id="AZ", bound_until=ahead(-1))], DAY))


def test_a_target_is_due_until_enough_buildings_meet_it() -> None:
    target = a_target(Metric.FIBRE, deadline=ahead(-30), quota=0.5)
    answers = {0: True, 1: False, 2: False}
    for met, expected in answers.items():
        judged = tuple(
            Judgement(building=str(n), answer=Answer.MET if n < met else Answer.UNKNOWN, reason=WORDS) for n in range(2)
        )
        found = list(deadlines.of_targets([Progress(target=target, day=DAY, judged=judged)]))
        assert told(found) == ([(DeadlineKind.TARGET, -30)] if expected else [])
    assert not list(deadlines.of_targets([Progress(target=target, day=DAY)]))


def test_needs_and_enquiries_are_due_until_they_are_settled() -> None:
    needs = [
        Requirement(id=str(number), needed_by=ahead(9), status=status)
        for number, status in enumerate((None, *RecordStatus))
    ]
    enquiries = [Enquiry(id="A", answer_by=ahead(2)), Enquiry(id="B", answer_by=ahead(2), answered_on=ahead(-1))]
    found = list(deadlines.of_records(needs, enquiries, {}, DAY))
    assert [one.id for one in found] == ["0", "1", "2", "A"]


def test_how_near_a_day_is() -> None:
    days = {-1: Urgency.OVERDUE, 0: Urgency.NEAR, 30: Urgency.NEAR, 31: Urgency.SOON, 90: Urgency.SOON}
    assert {left: deadlines.urgency(left) for left in days} == days
    assert deadlines.urgency(91) is Urgency.LATER
    assert len({one.shape for one in Urgency}) == len(Urgency) == len({one.word.de for one in Urgency})


@given(st.lists(DAYS))
def test_the_overdue_stand_first_whatever_the_order(days: list[date]) -> None:
    grants = [Grant(id=str(number), draw_by=day) for number, day in enumerate(days)]
    found = deadlines.ordered(deadlines.of_grants(grants, DAY))
    assert [one.on for one in found] == sorted(days)
    assert all((one.left < 0) == (one.urgency is Urgency.OVERDUE) for one in found)
    assert found == deadlines.ordered(deadlines.of_grants(list(reversed(grants)), DAY))
