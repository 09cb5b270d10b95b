"""A network on the air, as the WLAN rules see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from checks.language.pattern import is_masked
from checks.tree import Node


class Pmf(StrEnum):
    """Protection of management frames."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    OFF = "off"
    MASKED = "masked"
    UNSEEN = "unseen"  # what the device does without the line depends on its release


@dataclass(frozen=True, slots=True, kw_only=True)
class Ssid:
    """A network: `strong` is None where masked, `open` where anyone may join, `wps` the line that switches WPS on."""

    node: Node
    name: str
    strong: bool | None
    open: bool = False
    pmf: Pmf = Pmf.OFF
    wps: Node | None = None
    on_air: bool = True
    lines: tuple[Node, ...] = ()


def protection(word: str | None, known: Mapping[str, Pmf]) -> Pmf:
    """What a setting says about management frames; nothing means off."""
    return Pmf.MASKED if word and is_masked(word) else known.get(word or "", Pmf.OFF)
