"""Accepted deviations: a mark on a failing finding, never a way to hide it."""

from collections.abc import Iterable
from datetime import date

from isms.core.model.device import Device
from isms.core.model.finding import Verdict, Waiver


def holds(waiver: Waiver, today: date) -> bool:
    """Whether a waiver has begun and not ended; its last day still counts."""
    return (waiver.start is None or waiver.start <= today) and today <= waiver.until


def waiver_for(verdict: Verdict, rule: str, device: Device, waivers: Iterable[Waiver], today: date) -> Waiver | None:
    """The waiver that a failing rule has on a device: its own before its site's, the one that ends last first."""
    if verdict is not Verdict.FAIL:
        return None
    fitting = [waiver for waiver in waivers if waiver.rule == rule and holds(waiver, today) and _covers(waiver, device)]
    return max(fitting, key=lambda waiver: (waiver.device is not None, waiver.until), default=None)


def _covers(waiver: Waiver, device: Device) -> bool:
    """Whether a waiver names the device or its site."""
    return waiver.device == device.name or (waiver.site is not None and waiver.site == device.site)
