"""How far a target is: which buildings meet it, which do not, and of which nobody knows."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import ceil

from isms.core.model.light import Light
from isms.core.model.stages import StageTally
from isms.core.model.target import Target
from isms.core.model.text import Text

CLOSE = 1e-9  # 0.7 of 10 is 7, whatever the machine makes of 0.7


class Answer(StrEnum):
    """Whether a building meets a target; unknown never counts as met."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What holds for a building in scope and why; `since` is the day from which it met the target, if that is known.

    `supplied` marks a small or peripheral site that a leased line or VPN serves.
    """

    building: str
    answer: Answer
    reason: Text
    since: date | None = None
    supplied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A building that would be in scope, but counts for no target, and why."""

    building: str
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A target on a day: the buildings in scope, by id; those left out; and `unplaced`: whether the target is about
    these, nobody can tell, because a field that its scope asks for is unknown."""

    target: Target
    day: date
    judged: tuple[Judgement, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unplaced: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many buildings are in scope."""
        return len(self.judged)

    @property
    def done(self) -> int:
        """How many meet the target."""
        return self.counted(Answer.MET)

    @property
    def unknown(self) -> int:
        """Of how many nobody knows."""
        return self.counted(Answer.UNKNOWN)

    @property
    def supplied(self) -> int:
        """How many are small or peripheral sites that a leased line or VPN serves; no fibre."""
        return sum(one.supplied for one in self.judged)

    @property
    def needed(self) -> int:
        """How many have to meet the target so that its quota is reached."""
        return ceil(self.target.quota * self.total - CLOSE)

    @property
    def met(self) -> tuple[str, ...]:
        """The buildings that meet the target."""
        return tuple(one.building for one in self.judged if one.answer is Answer.MET)

    @property
    def missing(self) -> tuple[Judgement, ...]:
        """The buildings that do not, or of which nobody knows."""
        return tuple(one for one in self.judged if one.answer is not Answer.MET)

    @property
    def completed(self) -> tuple[date, ...]:
        """The known days on which buildings came to meet the target, earliest first."""
        return tuple(sorted(one.since for one in self.judged if one.answer is Answer.MET and one.since))

    def counted(self, answer: Answer) -> int:
        """How many buildings have an answer."""
        return sum(one.answer is answer for one in self.judged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a snapshot keeps of a target; the quarters are None where there was no forecast."""

    target: str
    done: int
    total: int
    unknown: int
    light: Light
    met: tuple[str, ...] = ()
    p50: str | None = None
    p85: str | None = None
    p95: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The targets as they stood at a moment; also how far the buildings were, if it was taken by the whole register."""

    id: str
    taken_at: datetime
    tallies: tuple[Tally, ...]
    note: str | None = None
    stages: tuple[StageTally, ...] = ()

    def tally(self, target: str) -> Tally | None:
        """What is kept of a target."""
        return next((one for one in self.tallies if one.target == target), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of a target since a snapshot: differences, the buildings that came to meet it and those that ceased
    to, and the light and P85 of then."""

    since: datetime
    done: int
    total: int
    unknown: int
    light: Light
    p85: str | None = None
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
