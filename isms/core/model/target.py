"""What the council wants reached by when, as data."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from isms.core.model.area import AreaKind
from isms.core.model.building import Origin, Tenure
from isms.core.model.rollout import MeasureKind
from isms.core.model.text import Text


class Metric(StrEnum):
    """What is asked of a building (`wlan` and `cabled`: of its areas of the kinds in scope).

    `fibre`: lit fibre, accepted; `supplied`: that, or a leased line or VPN at a small or peripheral site; `mbit`: the
    best active connection; `wlan`: in operation, accepted; `cabled`: cabled for all planned access points.
    """

    FIBRE = "fibre"
    SUPPLIED = "supplied"
    MBIT = "mbit"
    WLAN = "wlan"
    CABLED = "cabled"


class Operator(StrEnum):
    """How a metric is compared with the value of the target; `is` needs no value."""

    IS = "is"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which buildings a target is about: all that fit every filter that is set. A word of `types` means what it does in
    `building list --type` (`schule` includes a Gymnasium); `areas` chooses the areas that WLAN targets look at."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    types: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    peripheral: bool | None = None
    kritis: bool | None = None
    areas: tuple[AreaKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A share (`quota`, 1 = all) of the buildings in scope that must meet a condition by the deadline.

    `source` is where it is written down; `kind` is the measure that reaches it.
    """

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    id: str
    title: Text
    kind: MeasureKind
    metric: Metric
    source: Text
    scope: Scope = field(default_factory=Scope)
    operator: Operator = Operator.IS
    value: float | None = None
    quota: float = 1.0
    deadline: date | None = None
