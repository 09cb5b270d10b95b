"""Everything the views of the rollout show on a day, ready to be printed. Unknown is None, or counted apart."""

from dataclasses import dataclass
from datetime import date

from isms.core.model.area import AreaKind
from isms.core.model.stages import BuildingView, Group, KindStatus
from isms.core.model.text import Text
from isms.core.model.views_flaws import Flaw
from isms.core.model.views_lists import Deadline, Slip, SlowLine, Stuck, Uncabled
from isms.core.model.views_money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A sum of what is known, and in how many rows it is not known; `value` None where it is in none."""

    value: float | None = None
    unknown: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRow:
    """The areas of a kind, over all buildings; `kind` None: all kinds."""

    kind: AreaKind | None
    areas: int
    rooms: Total
    planned: Total
    installed: Total
    operating: Total


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerRow:
    """What access points draw in a district (`name` None: unknown): now, and when all planned ones are in operation."""

    name: str | None
    operating: Total
    planned: Total


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """What access points draw, in watts, and in kWh per year at `hours`; `assumptions` belong beside the numbers."""

    operating: Total
    planned: Total
    hours: int
    assumptions: tuple[Text, ...]
    districts: tuple[PowerRow, ...] = ()

    def kwh(self, watts: Total) -> float | None:
        """The energy of a year."""
        return None if watts.value is None else watts.value * self.hours / 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Views:
    """Everything the register shows on a day. `buildings` are open, in scope and stay; `left_out` are not.

    Lists are sorted, the most pressing first; `stuck` has every measure under way, `slips` all that slipped.
    """

    day: date
    buildings: tuple[BuildingView, ...] = ()
    left_out: tuple[str, ...] = ()
    kinds: tuple[KindStatus, ...] = ()
    districts: tuple[Group, ...] = ()
    departments: tuple[Group, ...] = ()
    stuck: tuple[Stuck, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    slips: tuple[Slip, ...] = ()
    slow: tuple[SlowLine, ...] = ()
    uncabled: tuple[Uncabled, ...] = ()
    areas: tuple[AreaRow, ...] = ()
    power: Power | None = None
    money: Money | None = None
    flaws: tuple[Flaw, ...] = ()
