"""How far buildings are with fibre and WLAN, one by one and counted. Unknown never counts as good."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from isms.core.model.building import Building
from isms.core.model.rollout import MeasureKind, Phase
from isms.core.model.safety import Safety, Soundness
from isms.core.model.text import Text


class Stage(StrEnum):
    """How far a building is with fibre or WLAN, best first.

    `done` is as the targets count it; `supplied` a small or peripheral site that a leased line or VPN serves while no
    fibre is under way; `not_begun`: it is known that nothing has happened yet; `unknown`: nobody knows.
    """

    DONE = "done"
    IN_WORK = "in_work"
    SUPPLIED = "supplied"
    NOT_BEGUN = "not_begun"
    UNKNOWN = "unknown"

    @property
    def shape(self) -> str:
        """A sign of its own for each stage."""
        return SHAPES[self]

    @property
    def word(self) -> Text:
        """The name of the stage."""
        return STAGES[self]


SHAPES: dict[Stage, str] = {
    Stage.DONE: "●",
    Stage.IN_WORK: "◐",
    Stage.SUPPLIED: "◇",
    Stage.NOT_BEGUN: "○",
    Stage.UNKNOWN: "?",
}
STAGES: dict[Stage, Text] = {
    Stage.DONE: Text(de="fertig", en="done"),
    Stage.IN_WORK: Text(de="in Arbeit", en="in work"),
    Stage.SUPPLIED: Text(de="versorgt", en="supplied"),
    Stage.NOT_BEGUN: Text(de="nicht begonnen", en="not begun"),
    Stage.UNKNOWN: Text(de="unbekannt", en="unknown"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progressed:
    """Where a building stands with fibre or WLAN and why; `phase` is that of its measure, None where none is known.

    `expected` is the date promised for the end (of service or acceptance, the later one), `done_on` since when it
    counts.
    """

    kind: MeasureKind
    stage: Stage
    reason: Text
    phase: Phase | None = None
    since: date | None = None
    next: Text | None = None
    expected: date | None = None
    done_on: date | None = None
    unaccepted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingView:
    """A building that counts, with both kinds and what its devices say; `marked`: it has fibre or WLAN, but its devices
    fail critical checks."""

    building: Building
    fibre: Progressed
    wlan: Progressed
    safety: Safety

    @property
    def marked(self) -> bool:
        """Whether what is done must not be called good."""
        return self.safety.state is Soundness.FAILS and Stage.DONE in (self.fibre.stage, self.wlan.stage)

    def of(self, kind: MeasureKind) -> Progressed:
        """Where it stands with one kind."""
        return self.fibre if kind is MeasureKind.FIBRE else self.wlan


@dataclass(frozen=True, slots=True, kw_only=True)
class StageTally:
    """What a snapshot keeps of the counts of one kind."""

    kind: MeasureKind
    total: int
    stages: tuple[tuple[Stage, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageChange:
    """What became of the counts since a snapshot: differences."""

    since: datetime
    total: int
    stages: tuple[tuple[Stage, int], ...]

    def of(self, stage: Stage) -> int:
        """The difference of one stage."""
        return dict(self.stages).get(stage, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindStatus:
    """How many of `total` buildings are at each stage (all of them add up to it), and how many measures in each phase.

    Of the buildings done, `by_line` are so by a line alone, without a measure, and `failing` have devices that fail
    critical checks; `lapsed` have a finished measure that does not count, because its line has ended or access points
    are missing; `unaccepted` are used without acceptance.
    """

    kind: MeasureKind
    total: int
    stages: tuple[tuple[Stage, int], ...]
    phases: tuple[tuple[Phase, int], ...]
    by_line: int = 0
    lapsed: int = 0
    unaccepted: int = 0
    failing: int = 0
    change: StageChange | None = None

    def of(self, stage: Stage) -> int:
        """How many buildings are at a stage."""
        return dict(self.stages).get(stage, 0)

    def within(self, phase: Phase) -> int:
        """How many measures are in a phase."""
        return dict(self.phases).get(phase, 0)

    @property
    def share(self) -> float | None:
        """The share that is done; None without any building."""
        return self.of(Stage.DONE) / self.total if self.total else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A district or a department; `name` None are the buildings of which it is unknown.

    `late` measures are under way and behind their baseline, half of them by more than `late_days`; `failing` buildings
    have devices that fail critical checks.
    """

    name: str | None
    fibre: KindStatus
    wlan: KindStatus
    late: int = 0
    late_days: int | None = None
    failing: int = 0

    @property
    def total(self) -> int:
        """How many buildings there are."""
        return self.fibre.total
