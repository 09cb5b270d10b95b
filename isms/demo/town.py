"""Musterstadt: its buildings and its network devices."""

from dataclasses import dataclass
from random import Random

from isms.core.model.building import Building
from isms.core.model.device import Device
from isms.demo.content import rows

NETWORKS = {"access": "198.51.100", "wlan": "203.0.113"}
CORE_NETWORK = "192.0.2"
SERVERS_FROM = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """An invented municipality; each device stands in one of its buildings."""

    name: str
    buildings: tuple[Building, ...]
    devices: tuple[Device, ...]


def town(seed: int = 2026) -> Town:
    """Musterstadt with 40 buildings and 60 devices on five platforms; the same seed gives the same town.

    Nothing in it exists: German postcodes never begin with 00, the coordinates lie in the open North Sea, and the
    addresses are those that RFC 5737 keeps for documentation. The seed decides everything but who stands where.
    """
    dice = Random(seed)
    table = rows("buildings.txt")
    buildings = _buildings(table, dice)
    sites = {row["key"]: building.id for row, building in zip(table, buildings, strict=True)}
    return Town(name="Musterstadt", buildings=buildings, devices=_devices(sites, dice))


def _buildings(table: tuple[dict[str, str], ...], dice: Random) -> tuple[Building, ...]:
    streets = dice.sample([row["street"] for row in rows("streets.txt")], len(table))
    districts = sorted({row["district"] for row in table})
    centres = {name: (54.45 + dice.uniform(-0.04, 0.04), 6.90 + dice.uniform(-0.07, 0.07)) for name in districts}
    return tuple(
        _building(number, row, street, districts.index(row["district"]), centres[row["district"]], dice)
        for number, (row, street) in enumerate(zip(table, streets, strict=True), start=1)
    )


def _building(
    number: int, row: dict[str, str], street: str, district: int, centre: tuple[float, float], dice: Random
) -> Building:
    return Building(
        id=f"WE-{number:04}",
        name=row["name"],
        street=f"{street} {dice.randint(1, 120)}",
        postcode=f"{121 + 2 * district:05}",
        city="Musterstadt",
        district=row["district"],
        lat=round(centre[0] + dice.uniform(-0.008, 0.008), 6),
        lon=round(centre[1] + dice.uniform(-0.012, 0.012), 6),
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
