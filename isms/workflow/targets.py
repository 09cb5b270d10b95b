"""How far the targets are, when they will be reached, and what changed since they were last recorded."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from isms.core.model.forecast import Forecast, Question
from isms.core.model.progress import Change, Progress, Snapshot
from isms.core.model.rollout import MeasureKind
from isms.core.model.stages import StageTally
from isms.core.model.target import Target
from isms.store import open_store, values
from isms.store.workspace import Workspace
from isms.workflow.rollout import TEMPLATES, templates_of
from isms.workflow.rulebook import text_of

if TYPE_CHECKING:
    from inventory.targets import Register

SNAPSHOTS = "snapshots"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A target as it stands: the buildings, the forecast with its light, and the change since the last snapshot."""

    progress: Progress
    forecast: Forecast
    change: Change | None = None


def targets(workspace: Workspace) -> tuple[Target, ...]:
    """The office's own targets, else the shipped ones; raises InputError naming every mistake in the file."""
    from inventory import targets_file

    text = text_of(workspace.root / TEMPLATES / targets_file.FILE)
    own = None if text is None else (f"{TEMPLATES}/{targets_file.FILE}", text)
    return targets_file.read(*(own or targets_file.shipped()))


def register(workspace: Workspace) -> "Register":
    """The tables that the targets look at."""
    from inventory.targets import Register
    from isms.core.model.area import Area
    from isms.core.model.building import Building
    from isms.core.model.connection import Connection
    from isms.core.model.rollout import Measure, Milestone

    store = open_store(workspace.register)
    return Register(
        buildings=tuple(values(store.rows("buildings"), Building, "buildings").values()),
        connections=tuple(values(store.rows("connections"), Connection, "connections").values()),
        areas=tuple(values(store.rows("areas"), Area, "areas").values()),
        measures=tuple(values(store.rows("measures"), Measure, "measures").values()),
        milestones=tuple(values(store.rows("milestones"), Milestone, "milestones").values()),
        templates=templates_of(workspace),
    )


def stands(workspace: Workspace, now: datetime) -> tuple[Stand, ...]:
    """Every target as it stands, in the order of the file."""
    from inventory.snapshots import change, newest
    from inventory.targets import progresses

    held = register(workspace)
    before = newest(snapshots(workspace), now)
    return tuple(
        Stand(progress=one, forecast=_forecast(one, held), change=change(before, one))
        for one in progresses(targets(workspace), held, now.date())
    )


def chosen(found: tuple[Stand, ...], name: str | None) -> tuple[Stand, ...]:
    """The target with this id, or all; raises InputError if there is none."""
    from inventory import targets_file

    if name is None:
        return found
    wanted = targets_file.find(tuple(one.progress.target for one in found), name)
    return tuple(one for one in found if one.progress.target == wanted)


def _forecast(progress: Progress, held: "Register") -> Forecast:
    """When a target will be reached."""
    from inventory.forecast import forecast

    return forecast(question(progress, held))


def question(progress: Progress, held: "Register") -> Question:
    """What is asked about a target: when as many buildings as its quota needs will meet it."""
    return Question(
        today=progress.day,
        total=progress.needed,
        done=progress.done,
        completed=progress.completed,
        deadline=progress.target.deadline,
        since=began(progress, held),
    )


def began(progress: Progress, held: "Register") -> date | None:
    """When the rollout began, as far as the register knows: the first thing that happened in it."""
    kind = progress.target.kind
    measures = {one.id for one in held.measures if one.kind is kind}
    days = [one.actual for one in held.milestones if one.measure in measures and one.actual is not None]
    return min((*days, *progress.completed), default=None)


def snapshots(workspace: Workspace) -> tuple[Snapshot, ...]:
    """What was recorded, oldest first."""
    found = values(open_store(workspace.register).rows(SNAPSHOTS), Snapshot, SNAPSHOTS)
    return tuple(sorted(found.values(), key=lambda one: one.taken_at))


def take_snapshot(workspace: Workspace, now: datetime, note: str | None = None) -> tuple[Snapshot, tuple[Stand, ...]]:
    """Record how the targets stand, for later comparison; also what changed since the one before."""
    from inventory.snapshots import snapshot
    from isms.store.author import user

    found = stands(workspace, now)
    counted = _stages(register(workspace), now.date())
    taken = snapshot(((one.progress, one.forecast) for one in found), now, (note or "").strip() or None, counted)
    with open_store(workspace.register).transaction(who=user(), when=now, reason=taken.note) as change:
        change.put(SNAPSHOTS, taken.id, taken)
    return taken, found


def _stages(held: "Register", today: date) -> tuple[StageTally, ...]:
    """How far the buildings are with fibre and WLAN."""
    from inventory import stages
    from inventory.targets import sites
    from inventory.views import by_measure

    seen = stages.Seen(by_measure(held.milestones), held.templates)
    found = stages.views(sites(held, today), seen, {})
    return tuple(stages.tally(stages.status(kind, found)) for kind in MeasureKind)
