"""The backtest: it knows only what was known, and it does not flatter."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.backtest import ENOUGH, backtest, month_ends, question_at, told_at
from isms.core.model.forecast import Completion, Past
from tests.inventory.rollouts import TODAY, in_weeks, later, steady_chance

DAYS = st.integers(1, 400).map(lambda age: TODAY - timedelta(days=age))


def known_at_once(days: Sequence[date]) -> tuple[Completion, ...]:
    """Completions that were entered on their own day."""
    return tuple(Completion(on=day, known=day) for day in days)


def test_a_constant_pace_is_forecast_without_a_miss() -> None:
    days = in_weeks((2,) * 120)
    found = backtest(known_at_once(days), 1000, TODAY, since=days[0])
    assert [(one.level, one.hits == one.points) for one in found.coverage] == [(50, True), (85, True), (95, True)]
    assert found.late is not None
    assert -1 <= found.late <= 0
    assert all(one.pinball <= 1 for one in found.coverage)


def test_what_came_late_is_a_miss_also_if_it_has_not_come_yet() -> None:
    found = backtest(known_at_once(in_weeks((3,) * 40 + (0,) * 60)), 1000, TODAY)
    judged = [point for point in found.points if point.state is Past.JUDGED and point.came is None]
    assert judged
    assert found.late is not None
    assert found.late > 0
    assert found.coverage[2].hits < found.coverage[2].points


def test_early_months_are_refused_and_the_last_ones_are_open() -> None:
    found = backtest(known_at_once(in_weeks(steady_chance(1, 100, 4))), 1000, TODAY)
    states = [point.state for point in found.points]
    assert states[0] is Past.REFUSED
    assert states[-1] is Past.OPEN
    assert sum(found.counted(state) for state in Past) == len(found.points)


def test_early_arrivals_are_not_judged_before_late_ones_could_be() -> None:
    for point in backtest(known_at_once(in_weeks(steady_chance(1, 100, 4))), 1000, TODAY).points:
        if point.state is not Past.REFUSED:
            assert point.outlook is not None
            over = point.outlook.p95 is not None and point.outlook.p95 <= TODAY
            assert (point.state is Past.JUDGED) == over


def test_too_few_points_give_no_share_and_say_so() -> None:
    found = backtest(known_at_once(in_weeks((2,) * 60)), 1000, TODAY)
    assert 0 < found.counted(Past.JUDGED) < ENOUGH
    assert (found.coverage, found.late) == ((), None)
    assert "Zu wenig Vergangenheit" in found.words.de
    assert "Too little past" in found.words.en


def test_overlapping_points_are_not_called_independent() -> None:
    found = backtest(known_at_once(in_weeks((2,) * 130)), 1000, TODAY)
    assert 3 <= found.independent <= 5  # a little over two years of half-years, the first one only looked back on
    assert found.independent < found.counted(Past.JUDGED)
    assert f"etwa {found.independent}" in found.words.de


def test_without_a_past_there_is_no_point() -> None:
    for days in ((), (TODAY,), (later(4),)):
        found = backtest(known_at_once(days), 10, TODAY)
        assert (found.points, found.coverage) == ((), ())


def test_a_rollout_that_is_done_is_asked_for_what_was_left() -> None:
    days = in_weeks((2,) * 30 + (0,) * 40)
    goals = [point.goal for point in backtest(known_at_once(days), len(days), TODAY).points if point.goal]
    assert goals
    assert all(goal <= 52 for goal in goals)
    assert goals[-1] < 20


def test_what_was_entered_late_was_not_known() -> None:
    days = in_weeks((2,) * 52)
    late = tuple(Completion(on=day, known=day + timedelta(days=90)) for day in days)
    end = TODAY - timedelta(days=60)
    prompt, tardy = (question_at(entered, 1000, end) for entered in (known_at_once(days), late))
    assert len(tardy.completed) < len(prompt.completed)
    assert max(tardy.completed) <= end - timedelta(days=90)


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (date(2026, 9, 30), (date(2026, 9, 30), date(2026, 10, 31))),
        (date(2026, 10, 1), (date(2026, 10, 31),)),
        (date(2026, 11, 1), ()),
    ],
)
def test_months_that_have_ended_are_looked_at(first: date, expected: tuple[date, ...]) -> None:
    assert month_ends(first, TODAY) == expected
    assert date(2024, 2, 29) in month_ends(date(2024, 1, 31), TODAY)


@settings(max_examples=30)
@given(st.lists(DAYS, min_size=20, max_size=80), st.lists(st.tuples(DAYS, DAYS), max_size=30))
def test_the_backtest_never_looks_into_the_future(days: list[date], others: list[tuple[date, date]]) -> None:
    """What happens, or is entered, after a month end does not change what is forecast there."""
    end = date(2026, 6, 30)
    later_ones = tuple(Completion(on=on, known=known) for on, known in others if max(on, known) > end)
    one, other = (question_at(known, 500, end) for known in (known_at_once(days), (*known_at_once(days), *later_ones)))
    assert (one, told_at(one)) == (other, told_at(other))


@settings(max_examples=5)
@given(st.lists(DAYS, min_size=20, max_size=80))
def test_the_same_past_gives_the_same_answer(days: list[date]) -> None:
    known = known_at_once(days)
    assert backtest(known, 500, TODAY) == backtest(known[::-1], 500, TODAY)
