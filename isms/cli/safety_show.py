"""How the devices of a building are shown."""

from typing import TYPE_CHECKING

from isms.cli import marks, show
from isms.cli.language import LANGUAGE, say
from isms.core.model.safety import Soundness

if TYPE_CHECKING:
    from isms.core.model.safety import DeviceSafety, Safety

STYLES: dict[Soundness, str] = {
    Soundness.FAILS: "bold red",
    Soundness.UNKNOWN: "yellow",
    Soundness.PASSES: "green",
    Soundness.NO_DEVICES: "dim",
}


def devices(found: "Safety") -> None:
    """What stands in a building, and whether it passes the critical checks."""
    state = f"{found.state.shape} {found.state.word.to(LANGUAGE)}"
    if not found.devices:
        show.fields([(say("Geräte", "devices"), None)])
        return
    show.line()
    when = "" if found.run_at is None else say(", Lauf vom ", ", run of ") + marks.moment(found.run_at)
    show.line(say("Geräte: ", "Devices: ") + state + when, STYLES[found.state])
    head = say("Gerät", "device"), say("kritische Prüfungen", "critical checks"), say("was", "what")
    show.table(head, [_device(one) for one in found.devices])


def _device(one: "DeviceSafety") -> tuple[show.Cell, ...]:
    """A line of the table."""
    waived = [say(f"{rule} (geduldet)", f"{rule} (waived)") for rule in one.waived]
    reason = [] if one.reason is None else [one.reason.to(LANGUAGE)]
    word = WORDS[one.state]
    return one.device, (f"{one.state.shape} {word}", STYLES[one.state]), ", ".join([*one.failing, *waived, *reason])


WORDS = {
    Soundness.FAILS: say("verletzt", "fail"),
    Soundness.UNKNOWN: say("ungeprüft", "unchecked"),
    Soundness.PASSES: say("erfüllt", "pass"),
}
