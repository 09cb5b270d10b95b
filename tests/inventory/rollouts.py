"""Invented rollouts for the tests of the forecast."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from isms.core.model.forecast import Question

TODAY = date(2026, 11, 22)


def in_weeks(weeks: Sequence[int], today: date = TODAY) -> tuple[date, ...]:
    """Completions in these weeks, of which the last one ends today."""
    ends = [today - timedelta(days=7 * age) for age in reversed(range(len(weeks)))]
    return tuple(end for end, count in zip(ends, weeks, strict=True) for _ in range(count))


def asked(
    weeks: Sequence[int], remaining: int, *, deadline: date | None = None, since: date | None = None, done: int = 0
) -> Question:
    """A question after these weeks with so many left; `done` more were finished on days nobody knows."""
    completed = in_weeks(weeks)
    count = len(completed) + done
    return Question(
        today=TODAY, total=count + remaining, done=count, completed=completed, deadline=deadline, since=since
    )


def later(weeks: float, today: date = TODAY) -> date:
    """A day some weeks ahead."""
    return today + timedelta(days=round(7 * weeks))


def steady_chance(per_week: float, weeks: int, seed: int) -> tuple[int, ...]:
    """Weekly counts of something that happens by chance at a steady rate."""
    random = Random(seed)
    counts = [0] * weeks
    when = random.expovariate(per_week)
    while when < weeks:
        counts[int(when)] += 1
        when += random.expovariate(per_week)
    return tuple(counts)
