"""Many invented futures: how the number of finished buildings may grow week by week. Pure and repeatable."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import accumulate
from math import ceil
from random import Random

from isms.core.model.forecast import WEEK, FanPoint, Outlook

RUNS = 2000
HORIZON = 20 * 52  # weeks; nobody plans a rollout further ahead
NEVER = HORIZON + 1
STREAMS = 1_000_000  # of random numbers that belong to one seed
MOST_POINTS = 80  # of a fan; more cannot be told apart in a chart
SPARE = 1.25  # how many more weeks than expected are drawn at once
CLOSE = 1e-9  # sums of fractions are rarely exact

Pace = Sequence[float]
Path = list[float]
Draw = Callable[[Random], Pace]


def observed(weeks: Sequence[int]) -> Draw:
    """The pace as it was, drawn anew for each run: twenty-six weeks do not show the true pace exactly, and a run that
    took them for the truth would be too sure of itself."""
    return lambda random: random.choices(weeks, k=len(weeks))


def stated(weeks: Sequence[int], weekly: float) -> Draw:
    """A pace that is given, with the ups and downs of these weeks; without any completion in them it is even."""
    mean = sum(weeks) / len(weeks) if weeks else 0
    pace = [count / mean * weekly for count in weeks] if mean else [weekly]
    return lambda _: pace


def paths(draw: Draw, remaining: int, *, runs: int, seed: int) -> list[Path]:
    """How many more are done at the end of each week, for each run until nothing remains or the horizon is reached.

    Each run has random numbers of its own, so that asking for more never shifts those of another run.
    """
    return [_path(Random(seed * STREAMS + run), draw, remaining) for run in range(runs)]


def _path(random: Random, draw: Draw, remaining: int) -> Path:
    """One run; empty if its pace is nothing."""
    pace = draw(random)
    mean = sum(pace) / len(pace)
    path: Path = []
    if mean <= 0:
        return path
    chunk = min(HORIZON, int(remaining / mean * SPARE) + 4)
    while len(path) < HORIZON and (not path or path[-1] < remaining - CLOSE):
        before = path[-1] if path else 0
        drawn = random.choices(pace, k=min(chunk, HORIZON - len(path)))
        path.extend(list(accumulate(drawn, initial=before))[1:])
    return path


def outlook(found: list[Path], remaining: int, today: date, deadline: date | None) -> Outlook:
    """What the runs say: three days, and the share that meets the deadline."""
    ended = sorted(_weeks(path, remaining) for path in found)
    p50, p85, p95 = (_day(today, _reached(ended, share)) for share in (50, 85, 95))
    return Outlook(
        p50=p50,
        p85=p85,
        p95=p95,
        horizon=today + timedelta(days=WEEK * HORIZON),
        runs=len(found),
        share=None if deadline is None else _share(ended, (deadline - today).days // WEEK),
    )


def _weeks(path: Path, remaining: int) -> int:
    """After how many weeks a run is done."""
    week = bisect_left(path, remaining - CLOSE) + 1
    return week if week <= len(path) else NEVER


def _reached(ended: list[int], percent: int) -> int:
    """The number of weeks within which that many per cent of the runs are done."""
    return ended[ceil(len(ended) * percent / 100) - 1]


def _share(ended: list[int], weeks: int) -> float:
    """The share of runs that are done within so many weeks."""
    return sum(week <= weeks for week in ended) / len(ended)


def _day(today: date, weeks: int) -> date | None:
    """The last day of a week from now; None beyond the horizon."""
    return None if weeks >= NEVER else today + timedelta(days=WEEK * weeks)


def fan(found: list[Path], done: int, remaining: int, today: date) -> tuple[FanPoint, ...]:
    """How many are done week by week, until 95 % of the runs have ended; long ones with some weeks left out."""
    last = min(HORIZON, _reached(sorted(_weeks(path, remaining) for path in found), 95))
    step = ceil(last / MOST_POINTS)
    weeks = [*range(step, last, step), last]
    return tuple(_fan_point(found, week, (done, remaining), today) for week in weeks)


def _fan_point(found: list[Path], week: int, counts: tuple[int, int], today: date) -> FanPoint:
    """What the runs have reached at the end of a week."""
    done, remaining = counts
    at = sorted((path[min(week, len(path)) - 1] if path else 0 for path in found), reverse=True)
    p15, p50, p85, p95 = (
        done + min(remaining, int(at[ceil(len(at) * share / 100) - 1] + CLOSE)) for share in (15, 50, 85, 95)
    )
    return FanPoint(day=today + timedelta(days=WEEK * week), p15=p15, p50=p50, p85=p85, p95=p95)
