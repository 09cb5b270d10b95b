"""What judging a configuration gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from isms.core.model.device import Device
from isms.core.model.fact import Seen
from isms.core.model.text import Text


class Verdict(StrEnum):
    """The answer of a rule; `unknown` and `error` never count as good."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    NA = "na"
    UNKNOWN = "unknown"
    ERROR = "error"


class Severity(StrEnum):
    """How much a failing rule matters, worst first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A deciding line: its number in the configuration (from 1), its redacted text, the block it stands in."""

    number: int
    text: str
    block: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """An accepted deviation; it ends by itself and is never hidden. Exactly one of device and site is set; with a block
    it covers only what stands in that block."""

    __pydantic_config__: ClassVar = {"extra": "forbid"}

    rule: str
    until: date
    by: str
    reason: str
    device: str | None = None
    site: str | None = None
    ticket: str | None = None
    start: date | None = None
    block: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The answer of one rule for one device; every text in it is redacted."""

    device: str
    platform: str
    rule: str
    verdict: Verdict
    severity: Severity
    reason: Text
    lines: tuple[Line, ...] = ()
    judged: int = 0
    exempted: int = 0
    default: Text | None = None
    waiver: Waiver | None = None
    config_sha256: str | None = None
    collected_at: datetime | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A judged device: its redacted configuration and one finding per rule, in the order of the rules; `seen` is what
    it contributes to the rules about all devices, where these are asked for; `days` are the first and the last day on
    which the findings would be the same, None where nobody knows."""

    device: Device
    platform: str
    redacted: str
    findings: Sequence[Finding]
    seen: Seen | None = None
    days: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The findings of the rules about all devices together, for one of the devices."""

    device: Device
    findings: Sequence[Finding]
