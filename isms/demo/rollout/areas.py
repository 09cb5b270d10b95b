"""Where WLAN is to be: areas with rooms and access points, as far as the work on them has come."""

from collections.abc import Iterator
from datetime import date
from math import ceil
from random import Random

from isms.demo.rollout.events import Event
from isms.demo.rollout.plan import Profile, Rooms
from isms.demo.rollout.works import Work

WHO = "it-amt"
COVERAGE = "Messprotokoll {id}, mindestens −67 dBm"


def of_work(work: Work, profile: Profile, dice: Random) -> Iterator[Event]:
    """The areas of a building whose WLAN is under way or done, with what changes at every step."""
    for rooms in profile.areas:
        yield from _area(work, rooms, dice.randint(*rooms.rooms))


def _area(work: Work, rooms: Rooms, number: int) -> Iterator[Event]:
    """One area: planned, cabled, mounted, in operation, measured."""
    key = f"{work.building.id}-{rooms.kind.value}"
    points = ceil(number / rooms.serves)
    planned = {"id": key, "building": work.building.id, "kind": rooms.kind.value, "rooms": number}
    stages: dict[str, dict[str, object]] = {
        "radio_survey": planned | {"aps_planned": points, "watts_per_ap": rooms.watts},
        "ap_mounting": {"aps_installed": points},
        "commissioning": {"aps_operating": points},
        "coverage": {"coverage": COVERAGE.format(id=key)},
    }
    for step, fields in stages.items():
        if (day := work.happened(step)) is not None:
            yield _event(day, key, fields | ({"measured_on": day} if step == "coverage" else {}))
    if (day := work.happened("cabling")) is not None:
        yield _event(day, key, {"cabled_on": day})


def _event(day: date, key: str, fields: dict[str, object]) -> Event:
    """New values of an area."""
    return Event(day=day, who=WHO, table="areas", id=key, fields=fields)
