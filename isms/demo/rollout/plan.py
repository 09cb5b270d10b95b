"""What the demo's files say about the rollout: the pace, what usually goes wrong, and what is special."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from isms.core import codec
from isms.core.model.area import AreaKind
from isms.core.model.connection import Medium
from isms.core.model.rollout import MeasureKind
from isms.demo.content import content

STRICT: Mapping[str, Any] = {"extra": "forbid"}
Range = tuple[int, int]  # the least and the most


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """What may hold up a step, by how many weeks."""

    __pydantic_config__: ClassVar = STRICT

    step: str
    weeks: Range
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """How fibre comes into a building: the steps that nobody needs there with the reasons, and the line that results.

    `share` is how often it is chosen for a building of the tenure, compared with the others.
    """

    __pydantic_config__: ClassVar = STRICT

    medium: Medium
    provider: str
    path: str
    cost: int
    share: Mapping[str, int]
    dropped: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Old:
    """A line that is no fibre; `share` is how often buildings have it before, `cost` in cents per month."""

    __pydantic_config__: ClassVar = STRICT

    medium: Medium
    provider: str
    mbit: float
    cost: int
    share: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a measure costs, in whole euros: ordered with one step, paid after another."""

    __pydantic_config__: ClassVar = STRICT

    ordered: str
    paid: str
    text: str
    euros: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Who keeps part of the register: at which hour and every how many weeks they sit, and what they call it."""

    __pydantic_config__: ClassVar = STRICT

    hour: int
    weeks: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The measures of one kind: who keeps them, how many are finished in every 13 weeks, and how dates are promised.

    The measure is done with the step `done`. From the step `agreed` on the dates of `promised` stand in the plan;
    `pace` shortens or lengthens the usual weeks, `delayed` is the share of measures that something holds up, `grants`
    says by the type of building which grant pays.
    """

    __pydantic_config__: ClassVar = STRICT

    who: str
    responsible: str
    partners: tuple[str, ...]
    quarters: tuple[int, ...]
    later: tuple[int, ...]
    done: str
    agreed: str
    promised: tuple[str, ...]
    pace: float
    delayed: float
    delays: tuple[Delay, ...]
    prices: tuple[Price, ...]
    grants: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """The rooms of one kind in a building, how many of them one access point serves, and its watts."""

    __pydantic_config__: ClassVar = STRICT

    kind: AreaKind
    rooms: Range
    serves: float
    watts: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What buildings of some types are like: heads, square metres, priority with its reason, Mbit/s, rooms."""

    __pydantic_config__: ClassVar = STRICT

    types: tuple[str, ...]
    users: Range
    floor_area: Range
    priority: int
    priority_reason: str
    mbit: tuple[int, ...]
    areas: tuple[Rooms, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole rollout; days count from the day of the demo, `began` is when the register began.

    `served` are the lines of sites that get no fibre, `backup` names the one that stands by where it matters.
    """

    __pydantic_config__: ClassVar = STRICT

    began: int
    appears: Mapping[str, int]
    offices: Mapping[str, Office]
    programmes: Mapping[MeasureKind, Programme]
    routes: Mapping[str, Route]
    old_lines: tuple[Old, ...]
    served: Mapping[str, Old]
    backup: str
    profiles: tuple[Profile, ...]

    def profile(self, kind: str | None) -> Profile:
        """What buildings of a type are like."""
        return next(one for one in self.profiles if kind in one.types)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """On a day it became known that a step comes so many weeks later."""

    __pydantic_config__: ClassVar = STRICT

    day: int
    step: str
    weeks: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What stood in the way from a day on, and what was to be done next."""

    __pydantic_config__: ClassVar = STRICT

    day: int
    blocker: str | None = None
    next_step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A measure that is not like the others: the step `step` happens on the day `day`.

    No step after `until` has happened; `missing` are steps of which nobody wrote down when; `applied` is the day of the
    application that the authority has not answered, `extended` the end of its extended period; `agreed` is the day of
    the agreed dates, if that is not as usual.
    """

    __pydantic_config__: ClassVar = STRICT

    step: str
    day: int
    until: str | None = None
    route: str | None = None
    slips: tuple[Slip, ...] = ()
    notes: tuple[Note, ...] = ()
    dropped: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    applied: int | None = None
    extended: int | None = None
    agreed: int | None = None


def plan() -> Plan:
    """The plan of the rollout, as its file says it."""
    return codec.read(Plan, codec.parse_yaml(content("rollout.yaml"), "rollout.yaml"))


def stories() -> dict[str, Story]:
    """The measures that are not like the others, by the names that the table of buildings uses."""
    return codec.read(dict[str, Story], codec.parse_yaml(content("stories.yaml"), "stories.yaml"))
