"""What one configuration contributes to the rules about all devices together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Self

from isms.core.model.device import Config, Device


class Fact(NamedTuple):
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
    facts: Sequence[Fact] = ()

    @classmethod
    def of(cls, config: Config, sha256: str, facts: Sequence[Fact]) -> Self:
        """What a configuration contributes whose redacted text has this hash."""
        return cls(
            device=config.device,
            platform=config.platform,
            sha256=sha256,
            collected_at=config.collected_at,
            file=config.file,
            facts=facts,
        )
