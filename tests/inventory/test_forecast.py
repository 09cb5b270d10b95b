"""The forecast: what it says, when it refuses, and the laws it obeys."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import ceil, comb
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from inventory.forecast import EMPTY, FEWEST, WINDOW, forecast, refused, weekly
from inventory.forecast_paths import HORIZON, RUNS, observed, outlook, paths, stated
from isms.core.errors import InputError
from isms.core.model.forecast import Outlook, Question, quarter
from isms.core.model.light import Light
from tests.inventory.rollouts import TODAY, asked, in_weeks, later, steady_chance

FEW_RUNS = 60
WEEKS = st.lists(st.integers(0, 6), min_size=WINDOW, max_size=WINDOW).filter(lambda weeks: not refused(weeks))
STEADY = (2,) * WINDOW


def told(question: Question, *, seed: int = 1) -> Outlook:
    """The outlook of a question that is not refused."""
    answer = forecast(question, runs=FEW_RUNS, seed=seed).outlook
    assert answer is not None
    return answer


def in_order(days: Sequence[date | None]) -> list[date]:
    """Days to compare, those out of sight last."""
    return [day or date.max for day in days]


# What it says


@pytest.mark.parametrize(("per_week", "remaining"), [(1, 10), (2, 10), (2, 11), (3, 1), (4, 420)])
def test_a_constant_pace_ends_on_the_day_that_division_gives(per_week: int, remaining: int) -> None:
    found = told(asked((per_week,) * WINDOW, remaining))
    assert found.days == (later(ceil(remaining / per_week)),) * 3


def ended_by(chance: float, remaining: int, weeks: int) -> float:
    """The probability that `remaining` weeks of `weeks` succeed: the negative binomial distribution."""
    return sum(
        comb(week - 1, remaining - 1) * chance**remaining * (1 - chance) ** (week - remaining)
        for week in range(remaining, weeks + 1)
    )


def ended_if_redrawn(successes: int, remaining: int, weeks: int) -> float:
    """The same, where the pace itself is drawn from 26 weeks of which some succeeded."""
    return sum(
        comb(WINDOW, k)
        * (successes / WINDOW) ** k
        * (1 - successes / WINDOW) ** (WINDOW - k)
        * (ended_by(k / WINDOW, remaining, weeks) if k else 0)  # no week succeeds: never
        for k in range(WINDOW + 1)
    )


@pytest.mark.parametrize(("successes", "remaining", "weeks"), [(13, 20, 40), (13, 20, 60), (9, 5, 12), (20, 50, 70)])
def test_the_share_of_runs_is_the_probability_that_can_be_calculated(
    successes: int, remaining: int, weeks: int
) -> None:
    pattern = tuple(Random(successes).sample([1] * successes + [0] * (WINDOW - successes), WINDOW))
    for draw, expected in (
        (observed(pattern), ended_if_redrawn(successes, remaining, weeks)),
        (stated(pattern, successes / WINDOW), ended_by(successes / WINDOW, remaining, weeks)),
    ):
        found = outlook(paths(draw, remaining, runs=RUNS, seed=7), remaining, TODAY, later(weeks))
        assert found.share == pytest.approx(expected, abs=4 * (0.25 / RUNS) ** 0.5)


@pytest.mark.parametrize(("remaining", "per_week"), [(60, 1.5), (300, 1.5)])
def test_of_many_rollouts_with_a_steady_rate_about_85_per_cent_are_done_by_p85(remaining: int, per_week: float) -> None:
    held: Counter[int] = Counter()
    rollouts = 120
    for seed in range(rollouts):
        weeks = steady_chance(per_week, WINDOW, seed)
        found = outlook(paths(observed(weeks), remaining, runs=200, seed=seed), remaining, TODAY, None)
        came = later(Random(seed).gammavariate(remaining, 1 / per_week))
        held.update(place for place, day in enumerate(in_order(found.days)) if came <= day)
    p50, p85, p95 = (held[place] / rollouts for place in range(3))
    assert 0.4 <= p50 <= 0.65
    assert 0.78 <= p85 <= 0.93
    assert p95 >= 0.9


def test_the_share_agrees_with_the_quantiles() -> None:
    weeks = steady_chance(1.5, WINDOW, 3)
    for percent, day in zip((50, 85, 95), told(asked(weeks, 40)).days, strict=True):
        assert day is not None
        share = told(asked(weeks, 40, deadline=day)).share
        before = told(asked(weeks, 40, deadline=day - timedelta(days=1))).share
        assert share is not None
        assert before is not None
        assert before < percent / 100 <= share


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2027, 1, 1), "Q1 2027"), (date(2027, 9, 30), "Q3 2027"), (date(2027, 12, 31), "Q4 2027")],
)
def test_a_day_is_told_as_its_quarter(day: date, expected: str) -> None:
    assert quarter(day) == expected


def test_what_is_out_of_sight_is_told_as_after_the_horizon() -> None:
    found = told(asked((1, 0, 0) * 8 + (0, 1), 5000))
    assert found.days == (None, None, None)
    assert found.quarters == (f"> {quarter(later(HORIZON))}",) * 3


def test_the_pace_and_the_pace_that_the_deadline_needs_are_per_quarter() -> None:
    found = forecast(asked(STEADY, 100, deadline=later(26)), runs=FEW_RUNS)
    assert found.pace == 26
    assert found.needed == pytest.approx(50)
    assert forecast(asked(STEADY, 100), runs=FEW_RUNS).needed is None
    assert forecast(asked(STEADY, 100, deadline=later(-1)), runs=FEW_RUNS).needed is None


def test_thousands_of_runs_for_420_buildings_are_quick() -> None:
    from time import process_time

    began = process_time()
    found = forecast(asked(steady_chance(1.5, WINDOW, 1), 420)).outlook
    assert process_time() - began < 3  # 0.2 s on an idle machine
    assert found is not None
    assert found.runs >= 2000


# The weeks it looks at


def test_weeks_end_today_and_what_is_older_or_still_to_come_does_not_count() -> None:
    days = [TODAY, TODAY - timedelta(days=6), TODAY - timedelta(days=7), TODAY - timedelta(days=7 * WINDOW - 1)]
    out = [TODAY + timedelta(days=1), TODAY - timedelta(days=7 * WINDOW)]
    assert weekly([*days, *out], TODAY) == (1, *(0,) * (WINDOW - 3), 1, 2)


def test_weeks_before_the_rollout_began_are_no_empty_weeks() -> None:
    question = asked((2,) * 10, 20, since=later(-10) + timedelta(days=1))
    assert forecast(question, runs=FEW_RUNS).weeks == (2,) * 10
    assert told(question).p95 == later(10)


# Refusals


def test_under_8_completions_there_is_no_date() -> None:
    found = forecast(asked((0,) * 19 + (1,) * 7, 10, deadline=later(50)))
    assert (found.outlook, found.signal.light) == (None, Light.GREY)
    [reason] = found.refusals
    assert reason.de == "Keine Prognose: nur 7 Fertigstellungen in den letzten 26 Wochen, nötig sind 8."
    assert reason.en == "No forecast: only 7 completions in the last 26 weeks, 8 are needed."
    assert forecast(asked((0,) * 18 + (1,) * 8, 10), runs=FEW_RUNS).refusals == ()


def test_after_8_empty_weeks_there_is_no_date() -> None:
    found = forecast(asked((3,) * 18 + (0,) * EMPTY, 10))
    assert found.outlook is None
    [reason] = found.refusals
    assert "seit 8 Wochen" in reason.de
    assert "8 weeks" in reason.en
    assert forecast(asked((3,) * 19 + (0,) * (EMPTY - 1), 10), runs=FEW_RUNS).refusals == ()


def test_both_reasons_are_told_if_both_hold() -> None:
    assert len(forecast(asked((0,) * WINDOW, 10)).refusals) == 2
    assert len(forecast(asked((), 10)).refusals) == 2


def test_a_rollout_younger_than_8_weeks_is_refused_for_its_few_completions_alone() -> None:
    [reason] = forecast(asked((0, 0, 0), 10, since=later(-3) + timedelta(days=1))).refusals
    assert f"nötig sind {FEWEST}" in reason.de


# Nothing left, nothing there


def test_what_is_done_needs_no_forecast_and_is_not_refused() -> None:
    for question in (asked(STEADY, 0, deadline=later(-100)), asked((), 0, done=5, deadline=later(5))):
        found = forecast(question, capacity=3)
        assert (found.outlook, found.refusals, found.trend, found.scenario) == (None, (), None, None)
        assert found.signal.light is Light.GREEN


def test_where_nothing_is_to_do_the_light_is_grey_not_green() -> None:
    found = forecast(asked((), 0, deadline=later(5)))
    assert (found.question.total, found.refusals) == (0, ())
    assert found.signal.light is Light.GREY
    assert found.signal.reason.de == "nichts zu zählen"


def test_more_done_than_wanted_is_done() -> None:
    question = Question(today=TODAY, total=5, done=7, completed=in_weeks(STEADY), deadline=later(9))
    assert question.remaining == 0
    assert forecast(question).signal.light is Light.GREEN


# The fan


def test_the_fan_starts_after_today_ends_with_p95_and_never_falls() -> None:
    found = told(asked(steady_chance(1.5, WINDOW, 5), 60, done=3))
    fan = found.fan
    done = sum(steady_chance(1.5, WINDOW, 5)) + 3
    assert fan[0].day > TODAY
    assert fan[-1].day == found.p95
    assert (fan[-1].p95, fan[-1].p15) == (done + 60, done + 60)
    for point in fan:
        assert done <= point.p95 <= point.p85 <= point.p50 <= point.p15 <= done + 60
    for one, following in pairwise(fan):
        assert one.p50 <= following.p50
        assert one.p95 <= following.p95


def test_the_fan_reaches_the_total_when_the_quantiles_say_so() -> None:
    found = told(asked(steady_chance(2, WINDOW, 5), 30))
    total = sum(steady_chance(2, WINDOW, 5)) + 30
    for day, name in ((found.p50, "p50"), (found.p85, "p85"), (found.p95, "p95")):
        assert next(point.day for point in found.fan if getattr(point, name) == total) == day


def test_a_long_fan_has_few_points() -> None:
    assert len(told(asked(steady_chance(0.6, WINDOW, 5), 420)).fan) <= 81


# Trend


def test_a_break_in_the_pace_is_told_with_its_test() -> None:
    found = forecast(asked((3,) * 18 + (0, 1, 0, 0, 1, 0, 0, 1), 40), runs=FEW_RUNS).trend
    assert found is not None
    assert found.earlier == 39
    assert found.recent == pytest.approx(3 / 8 * 13)
    assert "langsamer" in found.words.de
    assert "Permutationstest" in found.words.de
    assert "permutation test" in found.words.en
    faster = forecast(asked((0, 1) * 9 + (4,) * 8, 40), runs=FEW_RUNS).trend
    assert faster is not None
    assert "schneller" in faster.words.de


def test_a_steady_pace_is_rarely_called_broken() -> None:
    alarms = sum(
        forecast(asked(steady_chance(2, WINDOW, seed), 1), runs=1).trend is not None for seed in range(100, 160)
    )
    assert alarms <= 8  # 5 % of 60 are 3


def test_one_batch_among_single_completions_is_no_break() -> None:
    assert forecast(asked((1,) * 22 + (12, 1, 1, 1), 40), runs=FEW_RUNS).trend is None


def test_too_short_a_history_is_not_tested() -> None:
    question = asked((1,) * 7 + (9,) * 8, 40, since=later(-15) + timedelta(days=1))
    assert forecast(question, runs=FEW_RUNS).trend is None


# Scenario


def test_a_scenario_without_a_history_is_plain_division_and_leaves_the_refusal() -> None:
    found = forecast(asked((), 30, deadline=later(20)), capacity=26)
    assert found.refusals
    assert found.signal.light is Light.GREY
    assert found.scenario is not None
    assert not found.scenario.varied
    assert found.scenario.outlook.days == (later(15),) * 3
    assert found.scenario.outlook.share == 1
    assert "Annahme: 26 je Quartal, jede Woche gleich viele" in found.scenario.words.de


def test_a_scenario_keeps_the_ups_and_downs_and_changes_the_pace() -> None:
    weeks = steady_chance(1, WINDOW, 2)
    found = forecast(asked(weeks, 52), capacity=26, runs=400).scenario
    assert found is not None
    assert found.varied
    assert found.outlook.p50 is not None
    assert abs((found.outlook.p50 - later(26)).days) <= 14
    assert found.outlook.p50 < (found.outlook.p95 or date.max)


@pytest.mark.parametrize("capacity", [0, -3, float("nan"), float("inf")])
def test_a_capacity_of_nothing_is_refused(capacity: float) -> None:
    with pytest.raises(InputError, match="more than 0"):
        forecast(asked(STEADY, 10), capacity=capacity)


# Laws


@settings(max_examples=40)
@given(WEEKS, st.integers(1, 200), st.integers(0, 9))
def test_p50_is_never_after_p85_nor_that_after_p95(weeks: list[int], remaining: int, seed: int) -> None:
    days = in_order(told(asked(weeks, remaining), seed=seed).days)
    assert days == sorted(days)
    assert days[0] > TODAY


@settings(max_examples=40)
@given(WEEKS, st.integers(1, 150), st.integers(0, 80))
@example([0] * 25 + [8], 3, 0)
def test_more_remaining_is_never_done_earlier(weeks: list[int], remaining: int, more: int) -> None:
    fewer, greater = (told(asked(weeks, count, deadline=later(30))) for count in (remaining, remaining + more))
    assert all(a <= b for a, b in zip(in_order(fewer.days), in_order(greater.days), strict=True))
    assert (fewer.share or 0) >= (greater.share or 0)


@settings(max_examples=40)
@given(WEEKS, st.integers(1, 150), st.floats(0.5, 300), st.floats(0, 50))
def test_more_capacity_is_never_done_later(weeks: list[int], remaining: int, capacity: float, more: float) -> None:
    less, greater = (
        forecast(asked(weeks, remaining), capacity=pace, runs=FEW_RUNS).scenario for pace in (capacity, capacity + more)
    )
    assert less is not None
    assert greater is not None
    assert all(a >= b for a, b in zip(in_order(less.outlook.days), in_order(greater.outlook.days), strict=True))


@settings(max_examples=20)
@given(WEEKS, st.integers(1, 100), st.integers(0, 9))
def test_the_same_seed_gives_the_same_answer(weeks: list[int], remaining: int, seed: int) -> None:
    question = asked(weeks, remaining, deadline=later(20))
    one, other = (forecast(question, capacity=12, runs=FEW_RUNS, seed=seed) for _ in range(2))
    assert one == other


@settings(max_examples=20)
@given(WEEKS, st.integers(1, 100), st.randoms(use_true_random=False))
def test_the_order_in_which_completions_are_given_does_not_matter(
    weeks: list[int], remaining: int, random: Random
) -> None:
    question = asked(weeks, remaining)
    days = list(question.completed)
    random.shuffle(days)
    mixed = Question(today=TODAY, total=question.total, done=question.done, completed=tuple(days))
    assert told(mixed) == told(question)
