"""Parts of a building that WLAN is to cover."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AreaKind(StrEnum):
    """What a part of a building is used for; `full` is the whole building."""

    MEETING = "meeting"
    PUBLIC = "public"
    CLASSROOM = "classroom"
    OFFICE = "office"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An area with its access points; `coverage` says where the evidence of the coverage is, `measured_on` when it was
    taken.

    `cabled_on` is when the cabling for the planned access points was finished.
    """

    id: str
    building: str
    kind: AreaKind
    rooms: int | None = None
    aps_planned: int | None = None
    aps_installed: int | None = None
    aps_operating: int | None = None
    watts_per_ap: float | None = None
    coverage: str | None = None
    measured_on: date | None = None
    cabled_on: date | None = None
