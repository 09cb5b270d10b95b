"""When a target will be reached, and how well such forecasts held in the register's own past."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from isms.core.errors import InputError
from isms.core.model.forecast import Backtest, Completion, Forecast
from isms.core.model.progress import Answer, Progress
from isms.core.model.target import Target
from isms.store import open_store
from isms.store.workspace import Workspace
from isms.workflow import targets

if TYPE_CHECKING:
    from inventory.targets import Register
    from isms.store.journal import Entry

Place = tuple[str, str]  # table and id
TELLING = {"milestones": "actual", "connections": "active_since", "areas": "cabled_on"}  # tables and their fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The forecast of a target, and how such forecasts held, if that was asked."""

    progress: Progress
    forecast: Forecast
    backtest: Backtest | None = None


def forecast(
    workspace: Workspace, target: str | None, now: datetime, *, capacity: float | None = None, past: bool = False
) -> Answered:
    """The forecast of a target, the first one if none is named; with `past` how such forecasts held.

    Raises InputError if there is no such target.
    """
    from inventory import forecast as forecasts
    from inventory.backtest import backtest
    from inventory.targets import progresses

    held = targets.register(workspace)
    [progress] = progresses([_chosen(workspace, target)], held, now.date())
    asked = targets.question(progress, held)
    found = forecasts.forecast(asked, capacity=capacity)
    if not past:
        return Answered(progress=progress, forecast=found)
    told = open_store(workspace.register).read_journal()
    known = completions(progress, held, (entry for _, entry in told.entries))
    return Answered(
        progress=progress,
        forecast=found,
        backtest=backtest(known, asked.total, asked.today, since=asked.since),
    )


def _chosen(workspace: Workspace, name: str | None) -> Target:
    """The target with this id, or the first."""
    from inventory import targets_file

    known = targets.targets(workspace)
    if name is not None:
        return targets_file.find(known, name)
    if not known:
        raise InputError(
            de="templates/targets.yaml nennt kein Ziel; ohne Ziel gibt es keine Prognose.",
            en="templates/targets.yaml names no target; without one there is no forecast.",
        )
    return known[0]


def completions(progress: Progress, held: "Register", entries: Iterable["Entry"]) -> tuple[Completion, ...]:
    """When buildings came to meet a target, and since when the register knows it.

    What happened before the register began was brought in with its history; it counts as known on its own day.
    """
    told = [entry for entry in entries if TELLING.get(entry.table) == entry.field]
    began = min((entry.when.date() for entry in told), default=None)
    known = _known(_decisive(progress, held), told)
    return tuple(
        Completion(
            on=one.since,
            known=one.since if began is None or one.since < began else max(one.since, known.get(one.building, began)),
        )
        for one in progress.judged
        if one.answer is Answer.MET and one.since is not None
    )


def _known(decisive: Mapping[Place, str], told: Iterable["Entry"]) -> dict[str, date]:
    """Since when the register has told, without a break, all that decides about each building."""
    first: dict[Place, date] = {}
    for entry in told:
        place = (entry.table, entry.id)
        if entry.new is None:
            first.pop(place, None)
        elif place in decisive:
            first.setdefault(place, entry.when.date())
    known: dict[str, date] = {}
    for place, when in first.items():
        known[decisive[place]] = max(known.get(decisive[place], when), when)
    return known


def _decisive(progress: Progress, held: "Register") -> dict[Place, str]:
    """The rows that decide since when a building meets the target, by table and id, with the building."""
    since = {one.building: one.since for one in progress.judged if one.answer is Answer.MET and one.since is not None}
    kind = progress.target.kind
    measures = {one.id: one.building for one in held.measures if one.kind is kind and one.building in since}
    roles = {step.key for step in held.templates[kind].steps if step.role is not None}
    steps = {
        ("milestones", row.id): measures[row.measure]
        for row in held.milestones
        if row.measure in measures and row.name in roles and row.actual is not None
    }
    lines = [("connections", one.id, one.building, one.active_since) for one in held.connections]
    areas = [("areas", one.id, one.building, one.cabled_on) for one in held.areas]
    dated = {
        (table, key): building
        for table, key, building, day in (*lines, *areas)
        if day is not None and since.get(building) == day
    }
    return steps | dated
