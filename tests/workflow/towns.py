"""A workspace of a small town in which every view of the rollout has something to show."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from isms.core.model.area import Area, AreaKind
from isms.core.model.building import Building, Origin, Tenure
from isms.core.model.connection import Connection, ConnectionRole, Medium
from isms.core.model.device import Device
from isms.core.model.money import Cost, Grant
from isms.core.model.records import Enquiry, Requirement
from isms.core.model.rollout import Measure, MeasureKind, Milestone, measure_id, milestone_id
from isms.store import Transaction, open_store
from isms.store.workspace import Workspace, create

NOW = datetime(2026, 11, 22, 9, 0, 0, tzinfo=UTC)
REGISTER = (
    ("WE-01", "Rathaus", "Verwaltung", "Altstadt", "Hauptamt"),
    ("WE-02", "Grundschule Linden", "Schule", "Linden", "Schulamt"),
    ("WE-03", "Gymnasium am Park", "Schule", "Linden", "Schulamt"),
    ("WE-04", "Kita Sonnenschein", "Kita", "Hafen", "Jugendamt"),
    ("WE-05", "Bauhof", "Betriebshof", None, None),
    ("WE-06", "Stadtarchiv", "Archiv", "Altstadt", "Kulturamt"),
    ("WE-07", "Alte Feuerwache", "Feuerwehr", "Hafen", "Feuerwehr"),
)
Dates = dict[str, date]


def a_town(root: Path, now: datetime = NOW) -> Workspace:
    """The workspace, as it was kept over two years until `now`."""
    workspace = create(root, "Musterstadt")
    store = open_store(workspace.register)
    with store.transaction(who="IT", when=now - timedelta(days=700), reason="Übernahme") as change:
        _buildings(change, now.date())
        _measures(change, now.date())
        _money(change, now.date())
    late = milestone_id(measure_id("WE-02", MeasureKind.FIBRE), "in_service")
    for days, weeks, reason in ((300, 20, "Denkmalamt"), (100, 40, "Frost")):
        with store.transaction(who="IT", when=now - timedelta(days=days), reason=reason) as change:
            row = Milestone(
                id=late,
                measure=measure_id("WE-02", MeasureKind.FIBRE),
                name="in_service",
                baseline=_ago(now.date(), 200),
                plan=_ago(now.date(), 200) + timedelta(weeks=weeks),
            )
            change.put("milestones", late, row)
    return workspace


def _ago(today: date, days: int) -> date:
    """A day in the past; a negative number is ahead."""
    return today - timedelta(days=days)


def _buildings(change: Transaction, today: date) -> None:
    """The buildings with lines, areas and devices."""
    for number, (key, name, kind, district, department) in enumerate(REGISTER):
        building = Building(
            id=key,
            name=name,
            type=kind,
            district=district,
            department=department,
            street=f"Ring {number}",
            postcode="12345",
            lat=54.45 + number / 1000,
            lon=6.9,
            origin=Origin.EXISTING,
            tenure=Tenure.OWNED,
        )
        change.put("buildings", key, building)
    change.put(
        "buildings",
        "WE-08",
        Building(
            id="WE-08",
            name="Neues Bürgerbüro",
            type="Bürgerbüro",
            origin=Origin.NEW_RENTAL,
            tenure=Tenure.RENTED,
            lease_until=_ago(today, -80),
        ),
    )
    change.put("buildings", "WE-09", Building(id="WE-09", name="Altes Depot", closed_on=_ago(today, 400)))
    _lines(change, today)
    for name, site in (("sw-1", "WE-01"), ("sw-2", "WE-03")):
        change.put("devices", name, Device(name=name, platform="cisco_ios", site=site))


def _lines(change: Transaction, today: date) -> None:
    """Lines and areas."""
    lines = (
        Connection(
            id="L-1",
            building="WE-01",
            role=ConnectionRole.MAIN,
            medium=Medium.OWN_FIBRE,
            mbit_contracted=10000,
            active_since=_ago(today, 300),
        ),
        Connection(
            id="L-3",
            building="WE-03",
            medium=Medium.LEASED_LINE,
            provider="Netz GmbH",
            mbit_contracted=1000,
            mbit_measured=640,
            interim=True,
            active_since=_ago(today, 900),
            notice_by=_ago(today, -20),
            contract_end=_ago(today, -110),
        ),
        Connection(id="L-5", building="WE-05", medium=Medium.DSL, mbit_contracted=50, active_since=_ago(today, 2000)),
    )
    for line in lines:
        change.put("connections", line.id, line)
    areas = (
        Area(
            id="A-1",
            building="WE-01",
            kind=AreaKind.MEETING,
            rooms=4,
            aps_planned=6,
            aps_installed=6,
            aps_operating=6,
            watts_per_ap=12.5,
        ),
        Area(id="A-2", building="WE-02", kind=AreaKind.CLASSROOM, rooms=20, aps_planned=20, aps_operating=0),
        Area(id="A-8", building="WE-08", kind=AreaKind.FULL, aps_planned=8),
    )
    for area in areas:
        change.put("areas", area.id, area)


def _measures(change: Transaction, today: date) -> None:
    """What was done: finished and accepted, stuck, in service without acceptance, planned only."""
    finish = _ago(today, 300)
    _measure(change, "WE-01", MeasureKind.FIBRE, actual={"acceptance": finish, "in_service": finish})
    _measure(change, "WE-01", MeasureKind.WLAN, actual={"acceptance": finish, "commissioning": finish})
    _measure(
        change,
        "WE-02",
        MeasureKind.FIBRE,
        actual={"need": _ago(today, 650), "planning": _ago(today, 500)},
        plan={"in_service": _ago(today, 200)},
        baseline={"in_service": _ago(today, 200)},
        blocker="Querung der Bahn",
        responsible="Amt 66",
    )
    _measure(change, "WE-03", MeasureKind.FIBRE, actual={"need": _ago(today, 60)}, applied={"consent": _ago(today, 30)})
    _measure(change, "WE-04", MeasureKind.FIBRE, actual={"in_service": _ago(today, 90), "otdr": _ago(today, -9)})
    _measure(change, "WE-06", MeasureKind.FIBRE, plan={"need": _ago(today, -30)})


def _measure(
    change: Transaction,
    building: str,
    kind: MeasureKind,
    *,
    blocker: str | None = None,
    responsible: str | None = None,
    **dates: Dates,
) -> None:
    """A measure with the dates of its steps."""
    key = measure_id(building, kind)
    change.put("measures", key, Measure(id=key, building=building, kind=kind, blocker=blocker, responsible=responsible))
    for name in {name for days in dates.values() for name in days}:
        row = milestone_id(key, name)
        given: dict[str, Any] = {field: days.get(name) for field, days in dates.items()}
        change.put("milestones", row, Milestone(id=row, measure=key, name=name, **given))


def _money(change: Transaction, today: date) -> None:
    """Grants, costs, a need and an enquiry."""
    grant = Grant(
        id="AZ-1",
        programme="Gigabit",
        rate=0.5,
        approved=100_000_00,
        drawn=120_000_00,
        buildings=("WE-02", "WE-03"),
        draw_by=_ago(today, 5),
        final_report_by=_ago(today, -200),
    )
    change.put("grants", grant.id, grant)
    change.put("costs", "1", Cost(id="1", year=2025, building="WE-01", planned=50_000_00, paid=48_000_00, grant="AZ-1"))
    change.put("costs", "2", Cost(id="2", year=2026, building="WE-02", planned=80_000_00, ordered=70_000_00))
    change.put("requirements", "B-1", Requirement(id="B-1", building="WE-04", kind=MeasureKind.WLAN, needed_by=today))
    change.put("enquiries", "F-1", Enquiry(id="F-1", answer_by=_ago(today, -3), buildings=("WE-02",)))
