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
    _change(workspace, now, lambda known: (*known, waiver))


def end(folder: Path | None, rule: str, place: str, now: datetime) -> Waiver:
    """End the waiver of a rule for a device or site today; raises InputError if there is none that still holds."""
    workspace = required(folder)
    found = [one for one in waivers_of(workspace) if one.rule == rule and place in (one.device, one.site)]
    open_ones = [one for one in found if one.until >= now.date()]
    if not open_ones:
        raise InputError(
            de=f"Für {rule} auf {place} gilt keine Duldung. `isms waiver list` zeigt alle.",
            en=f"No waiver holds for {rule} on {place}. `isms waiver list` shows all.",
        )
    ended = replace(open_ones[-1], until=_yesterday(now.date()))
    _change(workspace, now, lambda known: tuple(ended if one == open_ones[-1] else one for one in known))
    return ended


def _yesterday(today: date) -> date:
    """The last day on which a waiver that ends now still counted."""
    return date.fromordinal(today.toordinal() - 1)


def _change(workspace: Workspace, now: datetime, change: Callable[[tuple[Waiver, ...]], tuple[Waiver, ...]]) -> None:
    """Rewrite the file while no other command can."""
    with open_store(workspace.register).transaction(who=user(), when=now):
        known = change(waivers_of(workspace))
        plain = [{key: value for key, value in codec.to_plain(one).items() if value is not None} for one in known]
        files.write_atomically(workspace.root / WAIVERS, (HEADING + codec.to_yaml(plain)).encode())
