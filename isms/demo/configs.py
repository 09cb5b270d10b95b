"""The configurations of Musterstadt's devices, a month ago and today."""

from random import Random
from string import Template

from isms.core.model.building import Building
from isms.core.model.device import Device
from isms.demo.flaws import Flaw, apply, flaws, flaws_of
from isms.demo.junos import set_form
from isms.demo.layout import blank, users_of
from isms.demo.shapes import secret
from isms.demo.town import Town

SET_FORM = "set"
SPINES = 2
LEAVES = 6


def configs(town: Town, seed: int, revision: int) -> dict[str, str]:
    """The text of every configuration by device name: revision 0 is a month ago, revision 1 is today."""
    known = flaws()
    sites = {building.id: building for building in town.buildings}
    numbers = _numbers(town.devices)
    return {
        device.name: _config(
            device, sites[device.site or ""], numbers[device.name], seed, flaws_of(device.name, revision, known)
        )
        for device in town.devices
    }


def _config(device: Device, site: Building, number: int, seed: int, wrong: tuple[Flaw, ...]) -> str:
    own = f"{seed}/{device.name}"
    template = Template(apply(blank(device, site, Random(own)), wrong))
    facts = _facts(device, site, number) | _wireless(site, Random(f"{own}/wlan"))
    names = template.get_identifiers()
    text = template.substitute({name: facts[name] if name in facts else secret(name, own) for name in names})
    return set_form(text) if SET_FORM in device.tags else text


def _numbers(devices: tuple[Device, ...]) -> dict[str, int]:
    """Each device's number among its like, from 1; addresses inside the town are built from it."""
    counted: dict[tuple[str | None, str | None], int] = {}
    numbers: dict[str, int] = {}
    for device in devices:
        like = (device.platform, device.role if device.platform == "cisco_ios" else None)
        counted[like] = numbers[device.name] = counted.get(like, 0) + 1
    return numbers


def _facts(device: Device, site: Building, number: int) -> dict[str, str]:
    address = device.address or ""
    users, users_name = users_of(site)
    return {
        "name": device.name,
        "number": str(number),
        "address": address,
        "gateway": address.rpartition(".")[0] + ".1",
        "location": f"{site.name}, {site.street}, {site.postcode} {site.city}",
        "site": site.name or site.id,
        "source": "Loopback0" if device.role == "router" else "Vlan900",
        "users": str(users),
        "users_name": users_name,
        "neighbors": _neighbors(number),
    }


def _neighbors(number: int) -> str:
    """The switches of the data centre that one of them talks to: leaves with spines, and the other way round."""
    others = range(SPINES + 1, LEAVES + 1) if number <= SPINES else range(1, SPINES + 1)
    return "\n".join(f"   neighbor 10.254.2.{other} peer group RZ-INTERN" for other in others)


def _wireless(site: Building, dice: Random) -> dict[str, str]:
    return {
        "channel2": str(dice.choice((1, 6, 11))),
        "channel5": str(dice.choice((36, 52, 100, 116))),
        "ssid": "Schule" if site.type == "schule" else "Haus",
    }
