"""Whether what stands in a building passes the critical checks of the newest run. Unknown never counts as good."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from isms.core.model.text import Text


class Soundness(StrEnum):
    """What the critical checks say, worst first; `no_devices`: nothing is registered there."""

    FAILS = "fails"
    UNKNOWN = "unknown"
    PASSES = "passes"
    NO_DEVICES = "no_devices"

    @property
    def shape(self) -> str:
        """A sign of its own for each."""
        return SHAPES[self]

    @property
    def word(self) -> Text:
        """What it is called."""
        return WORDS[self]


SHAPES: dict[Soundness, str] = {
    Soundness.FAILS: "✘",
    Soundness.UNKNOWN: "?",
    Soundness.PASSES: "✔",
    Soundness.NO_DEVICES: "–",
}
WORDS: dict[Soundness, Text] = {
    Soundness.FAILS: Text(de="kritische Prüfung verletzt", en="fails critical checks"),
    Soundness.UNKNOWN: Text(de="ungeprüft", en="unchecked"),
    Soundness.PASSES: Text(de="kritische Prüfungen erfüllt", en="passes critical checks"),
    Soundness.NO_DEVICES: Text(de="keine Geräte eingetragen", en="no devices on record"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceSafety:
    """What the newest run says of a device: critical rules it fails, those that are waived, and why nobody knows."""

    device: str
    state: Soundness
    platform: str | None = None
    role: str | None = None
    failing: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    reason: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """The devices of a building; `run` is the one that was read, None before the first."""

    state: Soundness = Soundness.NO_DEVICES
    devices: tuple[DeviceSafety, ...] = ()
    run: str | None = None
    run_at: datetime | None = None

    def counted(self, state: Soundness) -> int:
        """How many devices are in a state."""
        return sum(one.state is state for one in self.devices)
