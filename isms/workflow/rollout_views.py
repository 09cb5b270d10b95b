"""What the register shows on a day; each view reads only the tables it needs."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from isms.core import codec
from isms.core.model.progress import Progress, Snapshot
from isms.core.model.safety import Soundness
from isms.core.model.shape import Shape
from isms.core.model.stages import Group, KindStatus
from isms.core.model.views import AreaRow, Power, Views
from isms.core.model.views_flaws import Flaw
from isms.core.model.views_lists import Deadline, Move, Slip, SlowLine, Stuck, Uncabled, Urgency
from isms.core.model.views_money import Money
from isms.store import open_store
from isms.store.workspace import Workspace
from isms.workflow import targets
from isms.workflow.register import rows
from isms.workflow.rulebook import text_of
from isms.workflow.safety import safeties

if TYPE_CHECKING:
    from inventory.views import Held
    from isms.core.model.run import Run
    from isms.store.journal import Entry

DISTRICTS = "districts.geojson"
PROMISES = ("baseline", "plan")
# Each plan, and each baseline that was moved; the fields stand in the order in which the journal writes them.
TOLD = re.compile(rb'"milestones".*"field":\s*(?:"plan"|"baseline",\s*"old":\s*")')


def views(workspace: Workspace, now: datetime) -> Views:
    """Everything, for a report."""
    from inventory import views as looking

    held = _with_due(workspace, held_of(workspace, now.date()))
    whole = replace(
        held,
        costs=rows(workspace, "costs"),
        shapes=shapes(workspace),
        moves=moves(workspace),
        safeties=safeties(workspace, held.day),
        snapshot=_newest_snapshot(workspace, now),
    )
    return looking.views(whole)


def held_of(workspace: Workspace, today: date) -> "Held":
    """The buildings with their lines, areas and measures, and where these stand."""
    from inventory.targets import sites
    from inventory.views import Held

    register = targets.register(workspace)
    return Held(day=today, sites=sites(register, today), register=register)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The rollout in a few numbers: the counts of both kinds, what the devices of buildings say, which finished
    buildings have devices that fail, and how many deadlines are overdue or near."""

    kinds: tuple[KindStatus, ...]
    safety: dict[Soundness, int]
    marked: tuple[str, ...]
    overdue: int
    near: int


def glance(workspace: Workspace, now: datetime, run: "Run | None" = None) -> Glance:
    """The rollout at a glance; the run that somebody has read already need not be read again."""
    from inventory import views as looking

    held = _with_due(workspace, held_of(workspace, now.date()))
    judged = safeties(workspace, held.day, run)
    held = replace(held, safeties=judged, snapshot=_newest_snapshot(workspace, now))
    found, due = looking.building_views(held), Counter(one.urgency for one in looking.deadlines_of(held))
    counted = Counter(one.state for one in judged.values())
    return Glance(
        kinds=looking.statuses(held, found),
        safety={state: counted[state] for state in Soundness if counted[state]},
        marked=tuple(one.building.id for one in found if one.marked),
        overdue=due[Urgency.OVERDUE],
        near=due[Urgency.NEAR],
    )


def groups(workspace: Workspace, today: date) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """How far each district is, and each department."""
    from inventory import views as looking

    held = replace(held_of(workspace, today), safeties=safeties(workspace, today), moves=moves(workspace))
    return looking.grouped(looking.building_views(held), looking.slips_of(held))


def stuck(workspace: Workspace, today: date) -> tuple[Stuck, ...]:
    """Every measure under way, the longest in its phase first."""
    from inventory import views as looking

    return looking.stuck_of(held_of(workspace, today))


def deadlines(workspace: Workspace, today: date) -> tuple[Deadline, ...]:
    """What is due, the overdue first."""
    from inventory import views as looking

    return looking.deadlines_of(_with_due(workspace, held_of(workspace, today)))


def _with_due(workspace: Workspace, held: "Held") -> "Held":
    """The same with the tables that deadlines come from."""
    return replace(
        held,
        grants=rows(workspace, "grants"),
        requirements=rows(workspace, "requirements"),
        enquiries=rows(workspace, "enquiries"),
        progresses=_progresses(workspace, held),
    )


def slips(workspace: Workspace, today: date) -> tuple[Slip, ...]:
    """Every milestone that slipped, what is under way first."""
    from inventory import views as looking

    return looking.slips_of(replace(held_of(workspace, today), moves=moves(workspace)))


def speeds(workspace: Workspace, today: date) -> tuple[tuple[SlowLine, ...], tuple[Uncabled, ...]]:
    """Buildings whose lines do not meet a target, and new ones without cabling."""
    from inventory import views as looking

    held = held_of(workspace, today)
    return looking.slow_of(replace(held, progresses=_progresses(workspace, held)))


def wireless(workspace: Workspace, today: date) -> tuple[tuple[AreaRow, ...], Power]:
    """The areas with their access points, and what these draw."""
    from inventory import views as looking

    return looking.wireless_of(held_of(workspace, today))


def money(workspace: Workspace) -> Money:
    """Costs per budget year, and the grants."""
    from inventory.money import money as summed

    return summed(rows(workspace, "costs"), rows(workspace, "grants"))


def quality(workspace: Workspace, today: date) -> tuple[Flaw, ...]:
    """What is wrong or missing in the register, the gravest first."""
    from inventory import views as looking

    held = replace(
        held_of(workspace, today),
        grants=rows(workspace, "grants"),
        costs=rows(workspace, "costs"),
        shapes=shapes(workspace),
    )
    return looking.flaws_of(held)


def shapes(workspace: Workspace) -> tuple[Shape, ...]:
    """The districts as `districts.geojson` in the workspace draws them; none without the file.

    Raises InputError if it holds no shapes.
    """
    from inventory.shapes import read

    path = workspace.root / DISTRICTS
    text = text_of(path)
    return () if text is None else read(codec.from_json(text.encode(), dict[str, object], DISTRICTS), DISTRICTS)


def moves(workspace: Workspace) -> dict[str, list[Move]]:
    """Every promised date the journal tells, by the milestone's id, oldest first."""
    told: dict[str, list[Move]] = {}
    for _, entry in open_store(workspace.register).read_journal(TOLD).entries:
        if entry.table == "milestones" and entry.field in PROMISES:
            told.setdefault(entry.id, []).append(_move(entry))
    return told


def _move(entry: "Entry") -> Move:
    """A change of a promised date."""
    return Move(
        on=entry.when, who=entry.who, field=entry.field, old=_day(entry.old), new=_day(entry.new), reason=entry.reason
    )


def _day(value: object) -> date | None:
    """A day as the journal keeps it."""
    return date.fromisoformat(value) if isinstance(value, str) else None


def _progresses(workspace: Workspace, held: "Held") -> tuple[Progress, ...]:
    """How far the targets are."""
    from inventory.targets import progress

    return tuple(progress(one, held.sites, held.day) for one in targets.targets(workspace))


def _newest_snapshot(workspace: Workspace, now: datetime) -> Snapshot | None:
    """The last snapshot that was taken."""
    from inventory.snapshots import newest

    return newest(targets.snapshots(workspace), now)
