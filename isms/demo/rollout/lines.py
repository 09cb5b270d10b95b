"""The lines of a building: what it had, what it got, and what went out of use."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from isms.core.model.building import Building, Tenure
from isms.core.model.connection import ConnectionRole
from isms.core.model.rollout import MeasureKind
from isms.demo.rollout.days import month_end, workday
from isms.demo.rollout.events import Event
from isms.demo.rollout.plan import Old, Plan, Route
from isms.demo.rollout.works import Work

WHO = "glasfaserbuero"
NOTICE = timedelta(days=91)
RUNNING = (1000, 3200)  # days that a line had run before anything was done
OWNERS = {Tenure.OWNED: "eigen", Tenure.RENTED: "gemietet"}


def chosen(plan: Plan, building: Building, dice: Random) -> tuple[str, Route]:
    """The way fibre takes into a building."""
    owner = OWNERS[building.tenure or Tenure.OWNED]
    weights = [route.share.get(owner, 0) for route in plan.routes.values()]
    return dice.choices(list(plan.routes.items()), weights)[0]


def of_building(building: Building, plan: Plan, served: str, start: date, today: date, dice: Random) -> Iterator[Event]:
    """The line a building has from the start on; `served` names the kind where it stays so."""
    old = plan.served.get(served) or dice.choices(plan.old_lines, [one.share for one in plan.old_lines])[0]
    since = workday(start - timedelta(days=dice.randint(*RUNNING)))
    end = month_end(today + timedelta(days=dice.randint(20, 1100)))
    fields = _line(building, 1, old, since) | {"contract_end": end, "notice_by": end - NOTICE}
    yield _event(start, fields)


def of_fibre(work: Work, plan: Plan, dice: Random) -> Iterator[Event]:
    """What the end of a measure brings: the new line, its measured speed, and the end of the old one."""
    done = work.happened("in_service")
    if work.kind is not MeasureKind.FIBRE or done is None:
        return
    route, mbit = plan.routes[work.route], dice.choice(plan.profile(work.building.type).mbit)
    line = Old(medium=route.medium, provider=route.provider, mbit=mbit, cost=route.cost)
    fields = _line(work.building, 2, line, done) | {"path": route.path, "redundant": bool(work.building.kritis)}
    if route.cost:
        end = month_end(done + timedelta(days=1826))
        fields |= {"contract_end": end, "notice_by": end - NOTICE}
    yield _event(done, fields)
    measured = round(mbit * dice.uniform(0.9, 0.97), 1)
    yield _event(done + timedelta(days=14), {"id": fields["id"], "mbit_measured": measured})
    over = month_end(done + timedelta(days=40))
    yield _event(over, {"id": f"{work.building.id}-L1", "ended_on": over}, "auf Glasfaser umgeschaltet")
    if work.building.kritis:
        backup = _line(work.building, 3, plan.served[plan.backup], done) | {"role": ConnectionRole.BACKUP.value}
        yield _event(done, backup)


def _line(building: Building, number: int, line: Old, since: date) -> dict[str, object]:
    """A main line into a building."""
    return {
        "id": f"{building.id}-L{number}",
        "building": building.id,
        "role": ConnectionRole.MAIN.value,
        "medium": line.medium.value,
        "provider": line.provider,
        "mbit_contracted": line.mbit,
        "cost_per_month": line.cost,
        "interim": False,
        "active_since": since,
    }


def _event(day: date, fields: dict[str, object], reason: str | None = None) -> Event:
    """New values of a line."""
    return Event(day=day, who=WHO, table="connections", id=str(fields["id"]), fields=fields, reason=reason)
