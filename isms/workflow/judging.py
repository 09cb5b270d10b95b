"""Judging item after item, then all devices together; each answer is counted, sealed and told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from checks.archive import by_text
from checks.workers import Answer, answers
from isms.core.errors import InputError
from isms.core.model.device import SkippedFile, Unreachable
from isms.core.model.fact import Seen
from isms.core.model.finding import Compared, Judged
from isms.workflow.setting import Setting
from isms.workflow.subjects import Selection, items
from isms.workflow.tally import RunResult, Tally
from isms.workflow.together import Gathering, prepared

Told = Judged | Compared
OnJudged = Callable[[Told], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is wanted of a run: of what, on how many processor cores, and who is told of each device."""

    path: Path | None
    selection: Selection
    on_judged: OnJudged
    workers: int


class Keeper(Protocol):
    """Takes what a run comes to."""

    def judged(self, judged: Judged) -> None:
        """A device that was judged."""

    def compared(self, compared: Compared) -> None:
        """What the rules about all devices say of one of them."""

    def unreachable(self, item: Unreachable) -> None:
        """A device without a configuration."""

    def skipped(self, item: SkippedFile) -> None:
        """A file that is no configuration."""


def judged_only(setting: Setting, asked: Asked) -> RunResult:
    """A run without a workspace: nothing is sealed."""
    tally, recipe = Tally(), prepared(setting.recipe)
    found = items(None, asked.path, asked.selection, by_text, compare=bool(recipe.gathered))
    with Gathering(recipe, None, asked.path) as gathering:
        judge(answers(found, recipe, asked.workers), gathering, (tally,), asked.on_judged)
    refuse_nothing(tally, asked)
    return replace(tally.result(), titles=setting.titles)


def judge(found: Iterator[Answer], gathering: Gathering, keepers: tuple[Keeper, ...], on_judged: OnJudged) -> None:
    """Give answer after answer to the keepers, then those about all devices together."""
    for item in found:
        if not isinstance(item, SkippedFile):
            gathering.take(item)
        for keeper in keepers:
            _give(item, keeper)
        if isinstance(item, Judged):
            on_judged(item)
    for compared in gathering.findings():
        for keeper in keepers:
            keeper.compared(compared)
        on_judged(compared)


def _give(item: Answer, keeper: Keeper) -> None:
    """Give an answer to a keeper; a witness is kept nowhere."""
    if isinstance(item, Judged):
        keeper.judged(item)
    elif isinstance(item, SkippedFile):
        keeper.skipped(item)
    elif not isinstance(item, Seen):
        keeper.unreachable(item)


def refuse_nothing(tally: Tally, asked: Asked) -> None:
    """Raise InputError if there was nothing to judge."""
    path, selection = asked.path, asked.selection
    if tally.devices or tally.lost or selection.changed_since is not None:
        return
    if selection.devices or selection.sites:
        wanted = ", ".join([*selection.devices, *selection.sites])
        raise InputError(
            de=f"Kein Gerät passt zur Auswahl {wanted} (--device, --site). `isms device list` zeigt, was es gibt.",
            en=f"No device fits the selection {wanted} (--device, --site). `isms device list` shows what there is.",
        )
    skipped = len(tally.others)
    raise InputError(
        de=f"Unter {path or 'configs'} liegt keine Konfiguration ({skipped} Dateien angesehen). Pfad prüfen, oder "
        'in isms.toml unter [platforms] nennen, z. B. "*.conf" = "cisco_ios".',
        en=f"There is no configuration under {path or 'configs'} ({skipped} files looked at). Check the path, or "
        'name them in isms.toml under [platforms], e.g. "*.conf" = "cisco_ios".',
    )
