"""The lines of the rollout's lists: what is stuck, what is due, what slipped, which lines are too slow. Unknown is
None."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from isms.core.model.building import Building
from isms.core.model.connection import Medium
from isms.core.model.progress import Answer
from isms.core.model.rollout import MeasureKind, Phase
from isms.core.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which building a line of a list is about, and whose it is."""

    building: str
    name: str | None = None
    district: str | None = None
    department: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """A measure under way and for how many weeks it has been in its phase (`at_least`: perhaps longer).

    `usual` is how many weeks the template allows the phase; `planned` the date promised for the next milestone.
    """

    place: Place
    kind: MeasureKind
    phase: Phase
    weeks: int
    since: date
    at_least: bool = False
    usual: int | None = None
    next: Text | None = None
    planned: date | None = None
    blocker: str | None = None
    next_step: str | None = None
    responsible: str | None = None
    partner: str | None = None

    @property
    def over(self) -> int | None:
        """By how many weeks it exceeds what is usual; None where nothing is said about that."""
        return None if self.usual is None else max(0, self.weeks - self.usual)


class DeadlineKind(StrEnum):
    """What happens on a day."""

    CONSENT = "consent"
    NOTICE = "notice"
    DRAW = "draw"
    INTERIM_REPORT = "interim_report"
    FINAL_REPORT = "final_report"
    BOUND = "bound"
    LEASE = "lease"
    TARGET = "target"
    NEED = "need"
    ANSWER = "answer"


class Urgency(StrEnum):
    """How near a deadline is: passed, within 30 days, within 90 days, or later."""

    OVERDUE = "overdue"
    NEAR = "near"
    SOON = "soon"
    LATER = "later"

    @property
    def shape(self) -> str:
        """A sign of its own for each."""
        return URGENCY_SHAPES[self]

    @property
    def word(self) -> Text:
        """What it is called."""
        return URGENCIES[self]


URGENCY_SHAPES: dict[Urgency, str] = {
    Urgency.OVERDUE: "✘",
    Urgency.NEAR: "!",
    Urgency.SOON: "▲",
    Urgency.LATER: "·",
}
URGENCIES: dict[Urgency, Text] = {
    Urgency.OVERDUE: Text(de="überfällig", en="overdue"),
    Urgency.NEAR: Text(de="in 30 Tagen", en="in 30 days"),
    Urgency.SOON: Text(de="in 90 Tagen", en="in 90 days"),
    Urgency.LATER: Text(de="später", en="later"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day that matters, `left` days ahead (negative: passed); `id` is the row it comes from, `source` why that day.

    `place` is None where it is about many buildings or none; these are `buildings`.
    """

    kind: DeadlineKind
    on: date
    left: int
    urgency: Urgency
    title: Text
    source: Text
    id: str
    place: Place | None = None
    buildings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A promised date that was moved: from when to when, who said so, and why."""

    on: datetime
    who: str
    field: str
    old: date | None
    new: date | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A milestone that came, or will come, later than first promised: `days` after `promised`.

    `promised` is the baseline, else (`first_plan`) the first plan the journal knows. `expected` is the actual date, or
    the plan, or today where that has passed. `worst` marks the greatest slip of its measure.
    """

    place: Place
    kind: MeasureKind
    milestone: str
    title: Text
    promised: date
    expected: date
    days: int
    happened: bool
    first_plan: bool = False
    moves: tuple[Move, ...] = ()
    worst: bool = False

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it moved, each reason once, the newest first."""
        return tuple(dict.fromkeys(one.reason for one in reversed(self.moves) if one.reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowLine:
    """A building that does not meet a target for its speed, or of which nobody knows; the fields of the line are those
    of its best one in service, None where there is none."""

    place: Place
    target: str
    title: Text
    wanted: float
    answer: Answer
    reason: Text
    connection: str | None = None
    medium: Medium | None = None
    provider: str | None = None
    mbit_contracted: float | None = None
    mbit_measured: float | None = None
    interim: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncabled:
    """A new building or new rental that is not known to be cabled for full coverage."""

    place: Place
    building: Building
    answer: Answer
    reason: Text
