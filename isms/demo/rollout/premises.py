"""What is known of the buildings of Musterstadt beyond their addresses, and when the register came to know it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from random import Random

from isms.core import codec
from isms.core.model.building import Building, Origin, Tenure
from isms.demo.content import rows
from isms.demo.rollout.days import at, month_end
from isms.demo.rollout.events import Event
from isms.demo.rollout.plan import Plan
from isms.demo.town import Town

WHO = "liegenschaften"
TENURES = {"eigen": Tenure.OWNED, "gemietet": Tenure.RENTED}
ORIGINS = {"new": Origin.NEW_BUILDING, "rental": Origin.NEW_RENTAL, "leaving": Origin.LEAVING}
LEARNT = {
    60: ("tenure", "origin", "lease_until", "users", "floor_area"),
    120: ("kritis", "listed", "peripheral", "in_scope"),
    190: ("priority", "priority_reason"),
}  # days after the register began
LEFT, CLOSED = -300, -240
LEASE = (150, 2400)


def marks() -> dict[str, dict[str, str]]:
    """The rows of the table of buildings, by key."""
    return {row["key"]: row for row in rows("buildings.txt")}


def furnished(town: Town, plan: Plan, today: date, seed: int) -> dict[str, Building]:
    """The buildings with everything that is known today, by the keys that the tables use."""
    known = {building.id: building for building in town.buildings}
    return {
        key: _furnished(known[town.keys[key]], row, plan, today, Random(f"{seed}/{key}/premises"))
        for key, row in marks().items()
    }


def _furnished(building: Building, row: Mapping[str, str], plan: Plan, today: date, dice: Random) -> Building:
    """One building with its facts."""
    told, profile = set(row["marks"].split(",")), plan.profile(row["type"])
    rented = row["owner"] == "gemietet"
    until = month_end(at(today, dice.randint(*LEASE)))
    return replace(
        building,
        tenure=TENURES[row["owner"]],
        lease_until=until if rented else None,
        users=dice.randint(*profile.users),
        floor_area=float(dice.randint(*profile.floor_area) // 10 * 10),
        origin=next((origin for mark, origin in ORIGINS.items() if mark in told), Origin.EXISTING),
        kritis="kritis" in told,
        listed="listed" in told,
        peripheral="peripheral" in told,
        priority=profile.priority,
        priority_reason=profile.priority_reason,
        in_scope="out" not in told,
        closed_on=month_end(at(today, CLOSED)) if "closed" in told else None,
    )


def there(town: Town, plan: Plan) -> Town:
    """The town as it was when the register began: without the buildings that came later."""
    later = {town.keys[key] for key in plan.appears}
    return replace(town, buildings=tuple(one for one in town.buildings if one.id not in later))


def told(buildings: Mapping[str, Building], plan: Plan, today: date) -> Iterator[Event]:
    """What the register learnt about the buildings after their list was imported."""
    for key, building in buildings.items():
        fields = codec.to_plain(building)
        if key in plan.appears:
            yield _event(at(today, plan.appears[key]), building, fields, "neu im Bestand")
            continue
        for later, names in LEARNT.items():
            first = {name: fields[name] for name in names}
            if building.origin is Origin.LEAVING and "origin" in first:
                first["origin"] = Origin.EXISTING.value
            yield _event(at(today, plan.began + later), building, first)
        if building.origin is Origin.LEAVING:
            yield _event(at(today, LEFT), building, {"origin": Origin.LEAVING.value}, "Mietvertrag gekündigt, Umzug")
        if building.closed_on is not None:
            reason = "Schule ausgelaufen, Gebäude geschlossen"
            yield _event(building.closed_on, building, {"closed_on": fields["closed_on"]}, reason)


def _event(day: date, building: Building, fields: Mapping[str, object], reason: str | None = None) -> Event:
    """New values of a building."""
    return Event(day=day, who=WHO, table="buildings", id=building.id, fields=fields, reason=reason)
