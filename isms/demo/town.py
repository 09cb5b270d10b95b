"""Musterstadt: its buildings and its network devices."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from isms.core.model.building import Building
from isms.core.model.device import Device
from isms.demo.content import rows
from isms.demo.places import Ring, districts, somewhere

NETWORKS = {"access": "198.51.100", "wlan": "203.0.113"}
CORE_NETWORK = "192.0.2"
SERVERS_FROM = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """An invented municipality; each device stands in one of its buildings.

    `keys` has the ids of the buildings by the names that the demo's tables use for them.
    """

    name: str
    buildings: tuple[Building, ...]
    devices: tuple[Device, ...]
    keys: Mapping[str, str]


def town(seed: int = 2026) -> Town:
    """Musterstadt with 114 buildings and 60 devices on five platforms; the same seed gives the same town.

    Nothing in it exists: German postcodes never begin with 00, the coordinates lie in the open North Sea, and the
    addresses are those that RFC 5737 keeps for documentation. The seed decides everything but who stands where.
    """
    dice = Random(seed)
    table = rows("buildings.txt")
    buildings = _buildings(table, dice)
    keys = {row["key"]: building.id for row, building in zip(table, buildings, strict=True)}
    return Town(name="Musterstadt", buildings=buildings, devices=_devices(keys, dice), keys=keys)


def _buildings(table: tuple[dict[str, str], ...], dice: Random) -> tuple[Building, ...]:
    streets = dice.sample([row["street"] for row in rows("streets.txt")], len(table))
    shapes = districts()
    postcodes = {name: f"{121 + 2 * number:05}" for number, name in enumerate(sorted(shapes))}
    return tuple(
        _building(number, row, street, (shapes[row["district"]], postcodes[row["district"]]), dice)
        for number, (row, street) in enumerate(zip(table, streets, strict=True), start=1)
    )


def _building(number: int, row: dict[str, str], street: str, district: tuple[Ring, str], dice: Random) -> Building:
    lon, lat = somewhere(district[0], dice)
    return Building(
        id=f"WE-{number:04}",
        name=row["name"],
        street=f"{street} {dice.randint(1, 120)}",
        postcode=district[1],
        city="Musterstadt",
        district=row["district"],
        lat=lat,
        lon=lon,
        type=row["type"],
        owner=row["owner"],
        department=row["department"],
    )


def _devices(sites: dict[str, str], dice: Random) -> tuple[Device, ...]:
    table = rows("devices.txt")
    hosts = dice.sample(range(10, SERVERS_FROM), len(table))
    return tuple(
        Device(
            name=row["name"],
            address=f"{NETWORKS.get(row['role'], CORE_NETWORK)}.{host}",
            platform=row["platform"],
            port=22,
            site=sites[row["building"]],
            role=row["role"],
            tags=tuple(row["tags"].split(",")),
            credentials=row["credentials"],
        )
        for row, host in zip(table, hosts, strict=True)
    )
