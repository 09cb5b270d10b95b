"""Builders of our values for tests."""

from datetime import UTC, datetime

from isms.core.model.device import Device
from isms.core.model.finding import Finding, Severity, Verdict
from isms.core.model.text import Text

NOW = datetime(2026, 11, 21, 20, 15, 3, tzinfo=UTC)


def a_device(name: str = "sw1", platform: str = "cisco_ios", site: str | None = None) -> Device:
    """A device with sensible fields."""
    return Device(name=name, address="192.0.2.1", platform=platform, site=site)


def a_finding(
    rule: str = "mgmt.no-telnet",
    verdict: Verdict = Verdict.PASS,
    device: str = "sw1",
    severity: Severity = Severity.HIGH,
    collected_at: datetime | None = NOW,
    platform: str = "cisco_ios",
) -> Finding:
    """A finding with sensible fields."""
    return Finding(
        device=device,
        platform=platform,
        rule=rule,
        verdict=verdict,
        severity=severity,
        reason=Text(de="weil", en="because"),
        collected_at=collected_at,
    )
