"""Measures that bring fibre or WLAN into a building, their milestones, and where they stand."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from isms.core.model.text import Text


class MeasureKind(StrEnum):
    """What a measure brings into a building."""

    FIBRE = "fibre"
    WLAN = "wlan"


class Phase(StrEnum):
    """How far a measure is, in order; always derived from its milestones, never typed."""

    NEED = "need"
    PLANNING = "planning"
    APPROVAL = "approval"
    TENDER = "tender"
    BUILD = "build"
    ACCEPTANCE = "acceptance"
    OPERATION = "operation"

    @property
    def rank(self) -> int:
        """0 for the first."""
        return list(Phase).index(self)


class Role(StrEnum):
    """What a milestone of a template means for the measure: it is accepted, or it is in service."""

    ACCEPTANCE = "acceptance"
    SERVICE = "service"


def measure_id(building: str, kind: MeasureKind) -> str:
    """The id of the measure of this kind for a building."""
    return f"{building}:{kind.value}"


def milestone_id(measure: str, name: str) -> str:
    """The id of a step of a measure."""
    return f"{measure}/{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The fibre or the WLAN of one building; `id` is `BUILDING:KIND`. Its milestones are rows of their own."""

    id: str
    building: str
    kind: MeasureKind
    blocker: str | None = None
    next_step: str | None = None
    responsible: str | None = None
    partner: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """The dates of one step of a measure; `id` is `MEASURE/NAME`, `name` the key of the step in the template.

    `baseline` is the first agreed date, `plan` the one promised now, `actual` when it happened. `applied` is when a
    complete application was handed in, from which a deemed consent counts, `extended_until` the end of the period if
    the authority extended it. A step with a `dropped_reason` does not take place (entfällt).
    """

    id: str
    measure: str
    name: str
    baseline: date | None = None
    plan: date | None = None
    actual: date | None = None
    applied: date | None = None
    extended_until: date | None = None
    dropped_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A milestone as a template defines it: `phase` is the one a measure is in as long as this step is the next one.

    `weeks` is how long the step usually takes; a consent counts as given `deemed_after_months` after the complete
    application.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    key: str
    title: Text
    phase: Phase
    weeks: int | None = None
    role: Role | None = None
    deemed_after_months: int | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """The milestones of a kind of measure, in their usual order."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    kind: MeasureKind
    steps: tuple[Step, ...]

    def step(self, key: str) -> Step | None:
        """The step with this key."""
        return next((step for step in self.steps if step.key == key), None)

    def in_role(self, role: Role) -> Step:
        """The step with this role; every template that was read has exactly one of each."""
        return next(step for step in self.steps if step.role is role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a measure stands; `phase` None: nothing is known.

    `since` is when the phase began, `last_moved` the date of the newest milestone reached, `next` the key of the next
    step; `missing` are steps without a date before the last one reached, `deemed` consents given by the end of their
    period, `unaccepted` means in service without an acceptance. `done_on` is set in operation alone: the later of
    service and acceptance.
    """

    measure: str
    phase: Phase | None = None
    since: date | None = None
    last_moved: date | None = None
    next: str | None = None
    missing: tuple[str, ...] = ()
    deemed: tuple[str, ...] = ()
    unaccepted: bool = False
    done_on: date | None = None
    strangers: tuple[str, ...] = ()
