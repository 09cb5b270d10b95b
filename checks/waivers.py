"""Accepted deviations: a mark on a failing finding, never a way to hide it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta

from isms.core.model.device import Device
from isms.core.model.finding import Waiver

SOON = timedelta(days=30)
Key = tuple[str, str | None, str | None]  # rule, device, site
Within = Callable[[str], bool]  # whether everything that decides a finding stands in the block of this name


def holds(waiver: Waiver, today: date) -> bool:
    """Whether a waiver has begun and not ended; its last day still counts."""
    return (waiver.start is None or waiver.start <= today) and today <= waiver.until


def ending(waivers: Iterable[Waiver], today: date) -> tuple[Waiver, ...]:
    """The waivers that hold and end within 30 days, the next to end first."""
    found = [waiver for waiver in waivers if holds(waiver, today) and waiver.until - today <= SOON]
    return tuple(sorted(found, key=lambda waiver: waiver.until))


def by_place(waivers: Iterable[Waiver]) -> dict[Key, list[Waiver]]:
    """The waivers by rule and device, or rule and site, for `waiver_for`."""
    found: dict[Key, list[Waiver]] = {}
    for waiver in waivers:
        found.setdefault((waiver.rule, waiver.device, waiver.site), []).append(waiver)
    return found


def waiver_for(
    rule: str, device: Device, waivers: Mapping[Key, Sequence[Waiver]], today: date, within: Within
) -> Waiver | None:
    """The waiver that covers a failing rule on a device: its own before its site's, one for the block before one for
    all, the one that ends last first."""
    own = waivers.get((rule, device.name, None), ())
    sites = waivers.get((rule, None, device.site), ()) if device.site is not None else ()
    for named in (own, sites):
        fitting = [
            waiver for waiver in named if holds(waiver, today) and (waiver.block is None or within(waiver.block))
        ]
        if fitting:
            return max(fitting, key=lambda waiver: (waiver.block is not None, waiver.until))
    return None
