"""A workspace with three years of an invented rollout, kept as it happened."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from isms.core.model.building import Building
from isms.core.model.connection import Connection, Medium
from isms.core.model.rollout import Measure, MeasureKind, Milestone, measure_id, milestone_id
from isms.store import Transaction, open_store
from isms.store.workspace import Workspace, create

NOW = datetime(2026, 11, 22, 9, 0, 0, tzinfo=UTC)
TODAY = NOW.date()
BUILDINGS = 60
DAYS = 3 * 365  # since when there is a register


def an_office(root: Path, *, delay: int = 0, now: datetime = NOW) -> Workspace:
    """A workspace in which a building gets fibre every three weeks, entered so many days later."""
    workspace = create(root, "Musterstadt")
    store = open_store(workspace.register)
    began = now - timedelta(days=DAYS)
    with store.transaction(who="IT", when=began) as change:
        for number in range(BUILDINGS):
            change.put("buildings", key(number), Building(id=key(number), name=f"Haus {number}", type="Schule"))
    for number, day in enumerate(done_on(now.date())):
        when = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(days=delay)
        if when < now:
            with store.transaction(who="IT", when=when) as change:
                finish(change, number, day)
    return workspace


def done_on(today: date = TODAY) -> list[date]:
    """The days on which buildings are finished, until today."""
    first = today - timedelta(days=DAYS - 7)
    return [first + timedelta(weeks=3 * number) for number in range(DAYS // 21)]


def key(number: int) -> str:
    """The id of a building."""
    return f"WE-{number:03}"


def finish(change: Transaction, number: int, day: date) -> None:
    """A building gets fibre: accepted and in service."""
    building = key(number)
    measure = measure_id(building, MeasureKind.FIBRE)
    change.put("measures", measure, Measure(id=measure, building=building, kind=MeasureKind.FIBRE))
    for name in ("acceptance", "in_service"):
        row = milestone_id(measure, name)
        change.put("milestones", row, Milestone(id=row, measure=measure, name=name, actual=day))
    line = Connection(
        id=f"{building}-1", building=building, medium=Medium.OWN_FIBRE, mbit_contracted=10000, active_since=day
    )
    change.put("connections", line.id, line)
