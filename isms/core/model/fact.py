"""What one configuration contributes to the rules about all devices together."""

from dataclasses import dataclass
from datetime import datetime

from isms.core.model.device import Device


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something a configuration says that is compared between devices: its kind, what is compared, more about it, and
    the redacted line with the block it stands in. Nothing here is a secret."""

    kind: str
    key: str
    line: int
    text: str
    value: str = ""
    block: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A device as the rules about all devices see it; one without a configuration has neither hash nor facts."""

    device: Device
    platform: str
    sha256: str | None = None
    collected_at: datetime | None = None
    file: str | None = None
    facts: tuple[Fact, ...] = ()
