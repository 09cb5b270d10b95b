"""Accepted deviations: a mark on a failing finding, never a way to hide it."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from isms.core.model.device import Device
from isms.core.model.finding import Verdict, Waiver

SOON = timedelta(days=30)
Within = Callable[[str], bool]  # whether everything that decides a finding stands in the block of this name


def holds(waiver: Waiver, today: date) -> bool:
    """Whether a waiver has begun and not ended; its last day still counts."""
    return (waiver.start is None or waiver.start <= today) and today <= waiver.until


def ending(waivers: Iterable[Waiver], today: date) -> tuple[Waiver, ...]:
    """The waivers that hold and end within 30 days, the next to end first."""
    found = [waiver for waiver in waivers if holds(waiver, today) and waiver.until - today <= SOON]
    return tuple(sorted(found, key=lambda waiver: waiver.until))


def waiver_for(
    verdict: Verdict,
    rule: str,
    device: Device,
    waivers: Iterable[Waiver],
    today: date,
    within: Within = lambda _: False,
) -> Waiver | None:
    """The waiver that a failing rule has on a device: its own before its site's, one for the block before one for all,
    the one that ends last first."""
    if verdict is not Verdict.FAIL:
        return None
    fitting = [
        waiver
        for waiver in waivers
        if waiver.rule == rule
        and holds(waiver, today)
        and _covers(waiver, device)
        and (waiver.block is None or within(waiver.block))
    ]
    return max(
        fitting,
        key=lambda waiver: (waiver.device is not None, waiver.block is not None, waiver.until),
        default=None,
    )


def _covers(waiver: Waiver, device: Device) -> bool:
    """Whether a waiver names the device or its site."""
    return waiver.device == device.name or (waiver.site is not None and waiver.site == device.site)
