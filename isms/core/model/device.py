"""Network devices and their configurations."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from isms.core.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A network device; `site` is the id of the building it stands in."""

    name: str
    address: str | None = None
    platform: str | None = None
    port: int | None = None
    site: str | None = None
    role: str | None = None
    tags: tuple[str, ...] = ()
    credentials: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A configuration in memory, with its secrets; `file` is relative to the folder that was judged."""

    device: Device
    platform: str
    text: str
    file: str | None = None
    collected_at: datetime | None = None


class UnreachableReason(StrEnum):
    """Why there is no configuration of a device."""

    TIMEOUT = "timeout"
    AUTH = "auth"
    HOST_KEY = "host_key"
    REFUSED = "refused"
    DROPPED = "dropped"
    PROMPT = "prompt"
    UNSUPPORTED = "unsupported"
    NEVER = "never_collected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreachable:
    """A device whose configuration could not be obtained."""

    device: str
    reason: UnreachableReason
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedFile:
    """A file in a judged folder that is no configuration."""

    file: str
    reason: Text
