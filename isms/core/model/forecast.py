"""When a rollout will be done: what is asked, what is answered, and how well such answers held in the past."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from isms.core.model.light import Light
from isms.core.model.text import Text

LEVELS = (50, 85, 95)  # per cent of the runs that are done by P50, P85, P95


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is to be forecast on a day: `done` of `total` are finished, the days of which are known for `completed`.

    `since` is when the rollout began, if that is less than the usual window ago: weeks before it are no empty weeks.
    """

    today: date
    total: int
    done: int
    completed: tuple[date, ...]
    deadline: date | None = None
    since: date | None = None

    @property
    def remaining(self) -> int:
        """How many are missing."""
        return max(0, self.total - self.done)


@dataclass(frozen=True, slots=True, kw_only=True)
class FanPoint:
    """How many are done at the end of a week: `p85` is what at least 85 % of the runs have reached, `p15` only 15 %."""

    day: date
    p15: int
    p50: int
    p85: int
    p95: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The days by which 50, 85 and 95 % of the runs are done, None if that is after `horizon`.

    `share` of the runs meets the deadline.
    """

    p50: date | None
    p85: date | None
    p95: date | None
    horizon: date
    runs: int
    share: float | None = None
    fan: tuple[FanPoint, ...] = ()

    @property
    def days(self) -> tuple[date | None, date | None, date | None]:
        """The three days, earliest first."""
        return self.p50, self.p85, self.p95

    @property
    def quarters(self) -> tuple[str, str, str]:
        """The three days as quarters, such as `Q3 2027`, or `> Q4 2046` for what is not in sight."""
        p50, p85, p95 = (quarter(day) if day else f"> {quarter(self.horizon)}" for day in self.days)
        return p50, p85, p95


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A break in the pace: completions per quarter before and of late, and how often chance makes such a difference."""

    earlier: float
    recent: float
    chance: float
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What would be if `capacity` buildings per quarter were finished; unless `varied` each week is like the other."""

    capacity: float
    varied: bool
    outlook: Outlook
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A light and the reason why it shows."""

    light: Light
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The answer: an outlook, or the refusals that say why there is none; `weeks` are completions, oldest first."""

    question: Question
    weeks: tuple[int, ...]
    signal: Signal
    outlook: Outlook | None = None
    refusals: tuple[Text, ...] = ()
    trend: Trend | None = None
    scenario: Scenario | None = None

    @property
    def pace(self) -> float:
        """How many were finished per quarter of late."""
        return per_quarter(self.weeks)

    @property
    def needed(self) -> float | None:
        """How many per quarter the deadline asks for; None without a deadline ahead."""
        asked = self.question
        left = None if asked.deadline is None else (asked.deadline - asked.today).days
        return None if not left or left < 0 else asked.remaining / left * WEEK * QUARTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """Something finished, and the day since when the register knows it."""

    on: date
    known: date


class Past(StrEnum):
    """What a forecast of the past is good for: it can be judged, its days are still ahead, or there was none."""

    JUDGED = "judged"
    OPEN = "open"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestPoint:
    """What would have been forecast on a day for the next `goal` completions, and when they came; None: not yet."""

    day: date
    state: Past
    goal: int = 0
    outlook: Outlook | None = None
    came: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How often what came was there by P`level`, and the mean pinball loss in weeks (less is better)."""

    level: int
    hits: int
    points: int
    pinball: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """Forecasts of the past, oldest first; without `coverage` there are too few to judge.

    `late` is by how many weeks things came after P50 (the median), `independent` how many points do not overlap.
    """

    points: tuple[BacktestPoint, ...]
    coverage: tuple[Coverage, ...]
    late: float | None
    independent: int
    words: Text

    def counted(self, state: Past) -> int:
        """How many points are of a kind."""
        return sum(point.state is state for point in self.points)


WEEK, QUARTER = 7, 13  # days of a week, weeks of a quarter


def quarter(day: date) -> str:
    """The quarter of a day, such as `Q3 2027`."""
    return f"Q{(day.month + 2) // 3} {day.year}"


def per_quarter(weeks: Sequence[int]) -> float:
    """The mean of weekly counts, for a quarter."""
    return sum(weeks) / len(weeks) * QUARTER if weeks else 0.0
