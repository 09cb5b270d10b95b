"""How a device is built: which blanks make its configuration, and how its ports are used."""

from dataclasses import dataclass
from random import Random
from string import Template

from isms.core.model.building import Building
from isms.core.model.device import Device
from isms.demo.content import content

OLD = "altbestand"
USERS = {"schule": (20, "PAEDAGOGIK"), "kita": (20, "PAEDAGOGIK")}
OFFICE = (10, "VERWALTUNG")


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Between `least` and `most` ports that are used alike; the label may name the room, the rack and the port."""

    blank: str
    least: int
    most: int
    label: str
    vlans: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The blanks of a configuration in order, and the row of ports that goes into them; what is left over is free."""

    blanks: tuple[str, ...]
    port: str = ""
    ports: int = 0
    uses: tuple[Use, ...] = ()
    free: str = ""


ROOM = "Raum {floor}.{room:02} Dose {number:02}"
RACK = "Schrank {floor} Server {room:02}"
SERVERS = (110, 120, 130, 140, 150)

LAYOUTS: dict[str, Layout] = {
    "cisco_ios access": Layout(
        blanks=("ios_head.txt", "ios_access.txt", "ios_tail.txt"),
        port="GigabitEthernet1/0/{}",
        ports=24,
        uses=(
            Use(blank="ios_access_port.txt", least=12, most=18, label=ROOM),
            Use(blank="ios_access_ap.txt", least=1, most=4, label="Access Point Flur {floor}"),
        ),
        free="ios_access_unused.txt",
    ),
    "cisco_ios access altbestand": Layout(
        blanks=("ios_old_head.txt", "ios_old_access.txt", "ios_old_tail.txt"),
        port="FastEthernet0/{}",
        ports=24,
        uses=(Use(blank="ios_old_access_port.txt", least=10, most=22, label=ROOM),),
        free="ios_old_access_unused.txt",
    ),
    "cisco_ios distribution": Layout(
        blanks=("ios_head.txt", "ios_distribution.txt", "ios_tail.txt"),
        port="GigabitEthernet1/0/{}",
        ports=24,
        uses=(
            Use(blank="ios_distribution_server.txt", least=2, most=4, label="Hausserver {room:02}", vlans=(50,)),
            Use(blank="ios_distribution_port.txt", least=8, most=16, label="Etagenverteiler {floor}.{room:02}"),
        ),
        free="ios_access_unused.txt",
    ),
    "cisco_ios router": Layout(blanks=("ios_head.txt", "ios_router.txt", "ios_tail.txt")),
    "arista_eos access": Layout(
        blanks=("eos.txt",),
        port="Ethernet{}",
        ports=48,
        uses=(
            Use(blank="eos_port.txt", least=10, most=18, label=RACK, vlans=SERVERS),
            Use(blank="eos_trunk.txt", least=4, most=10, label="Schrank {floor} Virtualisierung {room:02}"),
        ),
        free="eos_unused.txt",
    ),
    "arista_eos distribution": Layout(
        blanks=("eos.txt",),
        port="Ethernet{}",
        ports=32,
        uses=(Use(blank="eos_trunk.txt", least=8, most=12, label="Schrank {floor} Blatt {room:02}"),),
        free="eos_unused.txt",
    ),
    "juniper_junos router": Layout(blanks=("junos.txt",)),
    "fortinet_fortios firewall": Layout(blanks=("fortios.txt",)),
    "openwrt wlan": Layout(blanks=("openwrt.txt",)),
}


def blank(device: Device, site: Building, dice: Random) -> str:
    """The device's configuration before its flaws and its values, with all its ports in place."""
    layout = _layout(device)
    text = "".join(content(name) for name in layout.blanks)
    return Template(text).safe_substitute(ports="".join(_ports(layout, site, dice)).rstrip("\n"))


def users_of(site: Building) -> tuple[int, str]:
    """Number and name of the VLAN that the people of a building use."""
    return USERS.get(site.type or "", OFFICE)


def _layout(device: Device) -> Layout:
    name = f"{device.platform} {device.role}"
    return LAYOUTS.get(f"{name} {OLD}", LAYOUTS[name]) if OLD in device.tags else LAYOUTS[name]


def _ports(layout: Layout, site: Building, dice: Random) -> list[str]:
    uses = [use for use in layout.uses for _ in range(dice.randint(use.least, use.most))]
    used = [_port(layout.port.format(number), number, use, site, dice) for number, use in enumerate(uses, start=1)]
    free = Template(content(layout.free)) if layout.free else Template("")
    rest = range(len(used) + 1, layout.ports + 1)
    return used + [free.substitute(port=layout.port.format(number)) for number in rest]


def _port(port: str, number: int, use: Use, site: Building, dice: Random) -> str:
    return Template(content(use.blank)).substitute(
        port=port,
        label=use.label.format(floor=dice.randint(0, 3), room=dice.randint(1, 40), number=number),
        vlan=dice.choice(use.vlans or (users_of(site)[0],)),
    )
