"""Municipal buildings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """A municipal building; `id` is the one the administration uses (Wirtschaftseinheit). Unknown is None."""

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
