"""Lines into a building."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ConnectionRole(StrEnum):
    """Whether a connection is the usual way or the way out."""

    MAIN = "main"
    BACKUP = "backup"


class Medium(StrEnum):
    """What carries a connection."""

    OWN_FIBRE = "own_fibre"
    DARK_FIBRE = "dark_fibre"
    FTTH = "ftth"
    LEASED_LINE = "leased_line"
    COAX = "coax"
    DSL = "dsl"
    RADIO = "radio"
    MOBILE = "mobile"
    VPN = "vpn"


FIBRE = frozenset({Medium.OWN_FIBRE, Medium.DARK_FIBRE, Medium.FTTH})
SUPPLIED = frozenset({Medium.LEASED_LINE, Medium.VPN})  # enough for small and peripheral sites, but never fibre


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A line into a building; `cost_per_month` in cents, `notice_by` the last day to give notice, `path` how the line
    enters.

    It is active from `active_since` until `ended_on`; without `active_since` it is ordered or unknown.
    """

    id: str
    building: str
    role: ConnectionRole | None = None
    medium: Medium | None = None
    provider: str | None = None
    path: str | None = None
    mbit_contracted: float | None = None
    mbit_measured: float | None = None
    redundant: bool | None = None
    contract_end: date | None = None
    notice_by: date | None = None
    cost_per_month: int | None = None
    interim: bool | None = None
    active_since: date | None = None
    ended_on: date | None = None
