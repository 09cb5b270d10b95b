"""The story of the rollout before it is told: whole, in order, never ahead of its day, and alike for the same seed."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from inventory import rollout_templates
from isms.core import codec
from isms.core.model.rollout import MeasureKind, Role
from isms.demo.content import content, rows
from isms.demo.rollout.days import friday, month_end, workday
from isms.demo.rollout.events import Sitting
from isms.demo.rollout.goals import text
from isms.demo.rollout.history import Setting, history, setting, works
from isms.demo.rollout.plan import plan, stories
from isms.demo.rollout.records import filled
from isms.demo.town import town

TODAY = date(2026, 11, 20)
TEMPLATES = rollout_templates.read({})
WORDS = {"", "before", "queue", *plan().served}


@cache
def scene(seed: int = 2026, today: date = TODAY) -> Setting:
    return setting(town(seed), TEMPLATES, today, seed)


@cache
def story(seed: int = 2026, today: date = TODAY) -> tuple[Sitting, ...]:
    return history(scene(seed, today))


def test_the_same_seed_and_day_tell_the_same_story() -> None:
    again = history(setting(town(2026), TEMPLATES, TODAY, 2026))
    assert codec.to_json(again) == codec.to_json(story())


def test_another_seed_tells_another_story() -> None:
    assert codec.to_json(story(7)) != codec.to_json(story())


@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29), date(2027, 1, 1)], ids=str)
def test_nobody_enters_what_has_not_happened_yet(today: date) -> None:
    for sitting in story(2026, today):
        assert sitting.when.date() < today
        assert all(event.day <= sitting.when.date() for event in sitting.events)


def test_the_sittings_follow_each_other_through_three_years() -> None:
    moments = [sitting.when for sitting in story()]
    assert moments == sorted(moments)
    assert moments[0].date() == TODAY - timedelta(days=1096)
    assert TODAY - moments[-1].date() < timedelta(days=7)
    assert max(later - earlier for earlier, later in pairwise(moments)) <= timedelta(weeks=4)


def test_every_word_of_the_table_has_a_story_and_every_story_is_told() -> None:
    used = {row[kind.value] for row in rows("buildings.txt") for kind in MeasureKind}
    assert used - WORDS == set(stories())


def test_a_pace_that_does_not_fit_the_queue_is_a_mistake() -> None:
    found = scene()
    slower = {kind: replace(one, later=(*one.later, 1)) for kind, one in found.plan.programmes.items()}
    with pytest.raises(ValueError, match="measures wait"):
        works(replace(found, plan=replace(found.plan, programmes=slower)))


def test_the_steps_of_every_measure_come_one_after_the_other() -> None:
    for work in works(scene()):
        assert list(work.days.values()) == sorted(work.days.values()), work.id
        assert all(work.days[TEMPLATES[work.kind].in_role(role).key] for role in Role)


def test_first_promises_come_before_what_happened_and_each_delay_moves_them() -> None:
    delayed = [work for work in works(scene()) if work.slips and work.until is None]
    assert len(delayed) > 30
    for work in delayed:
        last = list(work.days)[-1]
        first, final = work.promised(last), work.promised(last, date.max)
        assert first is not None
        assert final is not None
        assert final - first == timedelta(weeks=sum(slip.weeks for slip in work.slips))


def test_schools_and_critical_sites_come_earlier_than_sports_grounds() -> None:
    days = {work.building.id: work.days["in_service"] for work in works(scene()) if work.kind is MeasureKind.FIBRE}
    waiting = [row["key"] for row in rows("buildings.txt") if row["fibre"] == "queue"]
    ranks = {key: scene().buildings[key].priority or 0 for key in waiting}
    early, late = (
        sorted(days[scene().buildings[key].id] for key in waiting if ranks[key] in wanted) for wanted in ({1, 2}, {6})
    )
    assert early[len(early) // 2] < late[len(late) // 2]


def test_the_offices_keep_different_things() -> None:
    kept = Counter((event.table, event.who) for sitting in story() for event in sitting.events)
    assert {who for _, who in kept} == set(plan().offices)
    assert {table for table, _ in kept} >= {"milestones", "connections", "areas", "costs", "grants", "enquiries"}


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("@-1", date(2026, 11, 19)),
        ("@1", date(2026, 11, 20)),
        ("@@10", date(2026, 11, 30)),
        ("{rz}-L1", "WE-0002-L1"),
        (["{rathaus}", "x"], ["WE-0001", "x"]),
        (7, 7),
    ],
    ids=str,
)
def test_signs_in_the_records_stand_for_days_and_buildings(value: Any, meant: Any) -> None:
    assert filled(value, town().keys, TODAY) == meant


def test_working_days_are_no_weekends() -> None:
    saturday = date(2026, 11, 21)
    assert [workday(saturday), friday(saturday), friday(date(2026, 11, 16))] == [TODAY] * 3
    assert month_end(date(2028, 2, 3)) == date(2028, 2, 29)


def test_deadlines_of_the_targets_are_ends_of_months_around_today() -> None:
    assert "@@" not in text(TODAY)
    assert f"deadline: {month_end(TODAY + timedelta(days=285))}" in text(TODAY)


def test_nothing_in_the_content_is_a_person_or_an_address() -> None:
    whole = "".join(content(name) for name in ("rollout.yaml", "stories.yaml", "records.yaml", "targets.yaml"))
    assert "@example" not in whole
    assert not [word for word in ("Herr ", "Frau ", "http", "www.", "Tel") if word in whole]
