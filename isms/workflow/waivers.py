"""Accepted deviations of a workspace: waivers.yaml, changed under the register's lock."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from isms import files
from isms.core import codec
from isms.core.errors import InputError
from isms.core.model.finding import Waiver
from isms.store import open_store
from isms.store.author import user
from isms.store.workspace import Workspace, required
from isms.workflow.rulebook import WAIVERS, rulebook_of, waivers_of

HEADING = "# Geduldete Abweichungen; jede endet von selbst. / Accepted deviations; each ends by itself.\n"


def waivers(folder: Path | None) -> tuple[Waiver, ...]:
    """All waivers, ended ones too, in the order they were added."""
    return waivers_of(required(folder))


def add(folder: Path | None, waiver: Waiver, now: datetime) -> None:
    """Accept a deviation; raises InputError if it names no rule, no place, no person or reason, or ends before now."""
    workspace = required(folder)
    rulebook_of(workspace).get(waiver.rule)
    if (waiver.device is None) == (waiver.site is None):
        raise InputError(de="Genau eines nennen: --device oder --site.", en="Name exactly one: --device or --site.")
    if not waiver.by.strip() or not waiver.reason.strip():
        raise InputError(
            de="--by und --reason dürfen nicht leer sein: wer duldet, und warum?",
            en="--by and --reason must not be empty: who accepts, and why?",
        )
    if waiver.until < now.date():
        raise InputError(
            de=f"--until {waiver.until} liegt in der Vergangenheit.", en=f"--until {waiver.until} lies in the past."
        )
    if waiver.start is not None and waiver.start > waiver.until:
        raise InputError(
            de=f"--from {waiver.start} liegt nach --until {waiver.until}.",
            en=f"--from {waiver.start} lies after --until {waiver.until}.",
        )
    if waiver.block is not None and not waiver.block.strip():
        raise InputError(
            de="--block ist leer: die erste Zeile des Blocks nennen.",
            en="--block is empty: name the block's first line.",
        )
    _change(workspace, now, lambda known: (*known, waiver))


def meets(folder: Path | None, waiver: Waiver) -> bool:
    """Whether the register has a device that a waiver is for; without any device nobody can tell, and it counts."""
    from isms.workflow.devices import all_devices

    devices = all_devices(required(folder))
    return not devices or any(
        waiver.device == device.name or (waiver.site is not None and waiver.site == device.site) for device in devices
    )


def end(folder: Path | None, rule: str, place: str, now: datetime, block: str | None = None) -> Waiver:
    """End the waiver of a rule for a device or site, or for one block there; from now on the rule counts again. Raises
    InputError if there is none that has not ended, or if it is not clear which is meant."""
    workspace = required(folder)
    found = [one for one in waivers_of(workspace) if one.rule == rule and place in (one.device, one.site)]
    chosen = _chosen([one for one in found if one.until >= now.date()], rule, place, block)
    yesterday = date.fromordinal(now.date().toordinal() - 1)
    begun = chosen.start is None or chosen.start <= now.date()
    ended = replace(chosen, until=yesterday, start=chosen.start if begun else now.date())
    _change(workspace, now, lambda known: tuple(ended if one == chosen else one for one in known))
    return ended


def _chosen(open_ones: list[Waiver], rule: str, place: str, block: str | None) -> Waiver:
    """The waiver that is meant: without a block the one for all, or else the only one."""
    fitting = [one for one in open_ones if one.block == block]
    if fitting:
        return fitting[-1]
    blocks = list(dict.fromkeys(one.block for one in open_ones))
    if block is None and len(blocks) == 1:
        return open_ones[-1]
    if open_ones:
        listed = ", ".join(f"‚{one}‘" if one else "–" for one in blocks)
        raise InputError(
            de=f"Welche Duldung für {rule} auf {place}? Mit --block nennen: {listed}.",
            en=f"Which waiver for {rule} on {place}? Name it with --block: {listed}.",
        )
    raise InputError(
        de=f"Für {rule} auf {place} gilt keine Duldung. `isms waiver list` zeigt alle.",
        en=f"No waiver holds for {rule} on {place}. `isms waiver list` shows all.",
    )


def _change(workspace: Workspace, now: datetime, change: Callable[[tuple[Waiver, ...]], tuple[Waiver, ...]]) -> None:
    """Rewrite the file while no other command can."""
    with open_store(workspace.register).transaction(who=user(), when=now):
        known = change(waivers_of(workspace))
        plain = [{key: value for key, value in codec.to_plain(one).items() if value is not None} for one in known]
        files.deliver(workspace.root / WAIVERS, (HEADING + codec.to_yaml(plain)).encode())
