"""Municipal buildings."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Tenure(StrEnum):
    """Whose the building is."""

    OWNED = "owned"
    RENTED = "rented"


class Origin(StrEnum):
    """How the building came to the administration, or that it leaves it."""

    EXISTING = "existing"
    NEW_BUILDING = "new_building"
    NEW_RENTAL = "new_rental"
    LEAVING = "leaving"


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """A municipal building; `id` is the one the administration uses (Wirtschaftseinheit). Unknown is None.

    `users` are heads, `floor_area` square metres, `listed` is Denkmalschutz, `priority` 1 comes first; one that is not
    `in_scope` counts for no target, and a closed one no longer.
    """

    id: str
    name: str | None = None
    street: str | None = None
    postcode: str | None = None
    city: str | None = None
    district: str | None = None
    lat: float | None = None
    lon: float | None = None
    type: str | None = None
    owner: str | None = None
    department: str | None = None
    tenure: Tenure | None = None
    lease_until: date | None = None
    users: int | None = None
    floor_area: float | None = None
    origin: Origin | None = None
    kritis: bool | None = None
    listed: bool | None = None
    peripheral: bool | None = None
    priority: int | None = None
    priority_reason: str | None = None
    in_scope: bool | None = None
    closed_on: date | None = None
