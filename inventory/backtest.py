"""How well the forecast would have done: at each past month end it is made with what was known then, and compared.

A rollout that is not finished has no last day to compare with. So each forecast is asked when as many more would be
done as were in the half-year before, or all that were left if these were fewer. It is judged once its P95 is over,
and by nothing else: what came early must not be counted sooner than what is late.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from statistics import fmean, median

from inventory.forecast import SEED, refused, weekly
from inventory.forecast_paths import observed, outlook, paths
from isms.core.model.forecast import (
    LEVELS,
    WEEK,
    Backtest,
    BacktestPoint,
    Completion,
    Coverage,
    Outlook,
    Past,
    Question,
)
from isms.core.model.text import Text

RUNS = 1000
ENOUGH = 8  # judged points without which no share is told


def backtest(
    completions: Iterable[Completion], total: int, today: date, *, since: date | None = None, seed: int = SEED
) -> Backtest:
    """Forecasts for every month end before today at which something was finished, and how they held."""
    known = sorted((one for one in completions if one.on <= today), key=lambda one: one.on)
    ends = month_ends(known[0].on, today) if known else ()
    points = tuple(_point(known, total, (end, today), since, seed) for end in ends)
    judged = [point for point in points if point.state is Past.JUDGED]
    told = len(judged) >= ENOUGH
    independent = _independent(judged)
    return Backtest(
        points=points,
        coverage=tuple(_coverage(judged, level, today) for level in LEVELS) if told else (),
        late=median(_late(point, today) for point in judged) if told else None,
        independent=independent,
        words=_words(judged, independent),
    )


def month_ends(first: date, today: date) -> tuple[date, ...]:
    """The last day of each month from the one of `first` on that ended before today."""
    ends = []
    end = _month_end(first)
    while end < today:
        ends.append(end)
        end = _month_end(end + timedelta(days=1))
    return tuple(ends)


def _month_end(day: date) -> date:
    """The last day of the month of a day."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def question_at(completions: Sequence[Completion], total: int, day: date, since: date | None = None) -> Question:
    """What would have been asked on a day with what was known then; `total` is at most what it takes."""
    completed = tuple(one.on for one in completions if one.on <= day and one.known <= day)
    goal = min(sum(weekly(completed, day, since)), max(0, total - len(completed)))
    return Question(today=day, total=len(completed) + goal, done=len(completed), completed=completed, since=since)


def _point(
    known: Sequence[Completion], total: int, days: tuple[date, date], since: date | None, seed: int
) -> BacktestPoint:
    """The forecast of one month end, and what came true by today."""
    day, today = days
    asked = question_at(known, total, day, since)
    told = told_at(asked, seed)
    if told is None:
        return BacktestPoint(day=day, state=Past.REFUSED)
    point = BacktestPoint(day=day, state=Past.OPEN, goal=asked.remaining, outlook=told, came=_came(known, asked))
    over = told.p95 is not None and told.p95 <= today
    return replace(point, state=Past.JUDGED) if over else point


def told_at(asked: Question, seed: int = SEED) -> Outlook | None:
    """The forecast for a question of the past; None if it would have been refused."""
    weeks = weekly(asked.completed, asked.today, asked.since)
    if not asked.remaining or refused(weeks):
        return None
    found = paths(observed(weeks), asked.remaining, runs=RUNS, seed=seed)
    return outlook(found, asked.remaining, asked.today, None)


def _came(known: Sequence[Completion], asked: Question) -> date | None:
    """When as many were really done as the question asks for; late entries may have made it true before."""
    return max(known[asked.total - 1].on, asked.today) if asked.total <= len(known) else None


def _lateness(point: BacktestPoint, day: date | None, today: date) -> float:
    """By how many weeks things came after a day; if they have not come yet, by at least so many."""
    return ((point.came or today) - (day or today)).days / WEEK


def _late(point: BacktestPoint, today: date) -> float:
    """By how many weeks things came after P50."""
    return _lateness(point, point.outlook.p50 if point.outlook else None, today)


def _coverage(judged: Sequence[BacktestPoint], level: int, today: date) -> Coverage:
    """How often a day of the forecasts held, and what its misses cost."""
    days = [point.outlook.days[LEVELS.index(level)] if point.outlook else None for point in judged]
    pairs = list(zip(judged, days, strict=True))
    share = level / 100
    late = [_lateness(point, day, today) for point, day in pairs]
    return Coverage(
        level=level,
        hits=sum(point.came is not None and day is not None and point.came <= day for point, day in pairs),
        points=len(judged),
        pinball=fmean(max(share * weeks, (share - 1) * weeks) for weeks in late),
    )


def _independent(judged: Sequence[BacktestPoint]) -> int:
    """How many of the points look at times that do not overlap."""
    count, free = 0, date.min
    for point in judged:
        if point.day >= free and point.outlook is not None:
            count, free = count + 1, point.came or point.outlook.p95 or date.max
    return count


def _words(judged: Sequence[BacktestPoint], independent: int) -> Text:
    """How far the result can be trusted."""
    count = len(judged)
    if count < ENOUGH:
        return Text(
            de=f"Zu wenig Vergangenheit für ein Urteil: {count} Stichtage sind auswertbar, nötig sind {ENOUGH}.",
            en=f"Too little past to judge: {count} days can be compared, {ENOUGH} are needed.",
        )
    return Text(
        de=f"{count} Stichtage; ihre Zeiträume überlappen, unabhängig sind davon etwa {independent}. Die Anteile sind "
        "daher nur ein Anhalt.",
        en=f"{count} days; what they look at overlaps, about {independent} are independent. The shares are therefore "
        "only an indication.",
    )
