"""The addresses of interfaces that are up, with what both ends of a link have to agree on."""

import ipaddress
from collections.abc import Callable, Iterator
from typing import NamedTuple

from checks import menus
from checks.filters import fortios
from checks.filters.junos import systems
from checks.filters.words_tree import entries, value
from checks.judges.walk import exactly, starting
from checks.remember import of_block
from checks.syntax_node import Node

Interface = ipaddress.IPv4Interface | ipaddress.IPv6Interface
AREAS = (("ip", "ospf"), ("ip", "router", "ospf"), ("ospf",))
VRF_WORDS = (("vrf", "forwarding"), ("vrf", "member"), ("ip", "vrf", "forwarding"), ("vrf", "attach"), ("vrf",))
BINDING = ("ip", "binding", "vpn-instance")
# Not an address of the device alone, or no address yet.
NOT_OWN = {"virtual", "dhcp", "dhcp-alloc", "negotiated", "anycast", "link-local", "eui-64", "autoconfig", "auto"}


class End(NamedTuple):
    """One address: as it is compared, what is set there, and the numbers of the statement and the interface that have
    it."""

    key: str
    said: str
    line: int
    block: int


def ends(root: Node, platform: str) -> Iterator[End]:
    """Every address of an interface that is up; none of virtual routers, and none that is local to a link."""
    find = READERS.get(platform)
    return iter(()) if find is None else find(root)


def own(word: str, mask: str = "") -> Interface | None:
    """The address with its network, `192.0.2.1/24` or `192.0.2.1 255.255.255.0`; None for what names no one device."""
    try:
        found = ipaddress.ip_interface(word if "/" in word else f"{word}/{mask}")
    except ValueError:
        return None
    one = found.ip
    no_host = one.is_loopback or one.is_link_local or one.is_unspecified or one.is_multicast
    return None if no_host else found


def _end(address: Interface, instance: str, line: Node, block: Node, settings: str = "") -> End:
    """An address in a routing instance, with what is set there."""
    prefix = f"prefix={address.network.prefixlen}"
    said = f"{prefix} {settings}" if settings else prefix
    return End(f"{instance}|{address.ip}", said, line.number, block.number)


def _lines(root: Node) -> Iterator[End]:
    """Cisco, Arista, FRR, Aruba, Comware, VRP: blocks of lines; on ProCurve the VLANs have the addresses."""
    for word in ("interface", "vlan"):
        for block in root.by_word.get(word, ()):
            yield from _of_lines(block)


@of_block
def _of_lines(block: Node) -> tuple[End, ...]:
    """The addresses of one interface; none if it is down or shares its address with its twins."""
    if not _counts(block):
        return ()
    found = []
    for family in ("ip", "ipv6"):
        for line in starting(block, family, "address"):
            address = own(*line.words[2:4]) if len(line.words) > 2 and not NOT_OWN & {*line.words[2:]} else None
            if address is not None:
                found.append(_end(address, _instance(block), line, block, _settings(block)))
    return tuple(found)


@of_block
def _counts(block: Node) -> bool:
    """Whether an interface is up and has its addresses for itself."""
    return not (exactly(block, "shutdown") or exactly(block, "fabric", "forwarding", "mode", "anycast-gateway"))


@of_block
def _instance(block: Node) -> str:
    """The routing instance of an interface; nothing for the default one."""
    for words in (*VRF_WORDS, BINDING):
        for line in starting(block, *words):
            if len(line.words) == len(words) + 1:
                return line.words[-1]
    return ""


@of_block
def _settings(block: Node) -> str:
    """What both ends of a link must have alike, as far as lines say it."""
    found = []
    for name in ("mtu", "speed", "duplex"):
        found += [f"{name}={line.words[1]}" for line in starting(block, name) if len(line.words) == 2]
    found += [f"ip-mtu={line.words[2]}" for line in starting(block, "ip", "mtu") if len(line.words) == 3]
    for start in AREAS:
        for line in starting(block, *start):
            if "area" in line.words[:-1]:
                found.append(f"area={area(line.words[line.words.index('area') + 1])}")
    for line in starting(block, "ip", "ospf", "authentication"):
        found.append(f"auth={line.words[3] if len(line.words) > 3 else 'simple'}")
    return " ".join(found)


def area(word: str) -> str:
    """An area as a number: `0.0.0.1` is `1`."""
    try:
        return str(int(ipaddress.IPv4Address(word)))
    except ValueError:
        return word


def _fortios(root: Node) -> Iterator[End]:
    """`config system interface`; the virtual domain is the routing instance."""
    for scope in fortios.scopes(root):
        for _, entry in fortios.table(scope, "system", "interface"):
            given = {line.words[1]: line for line in entry.by_word.get("set", ()) if len(line.words) > 2}
            line = given.get("ip")
            up = "status" not in given or given["status"].words[2] == "up"
            address = own(*line.words[2:4]) if line is not None and up else None
            if line is not None and address is not None:
                parts = [given[name].words[2] for name in ("vdom", "vrf") if name in given]
                instance = "/".join(part for part in parts if part not in {"root", "0"})
                yield _end(address, instance, line, entry)


def _junos(root: Node) -> Iterator[End]:
    """The units of interfaces; a logical system and a routing instance keep addresses apart."""
    for system in systems(root):
        scope = "" if system is root else system.text
        instances = {
            port.text: name
            for name, node in entries(system, "routing-instances")
            for _, port in entries(node, "interface")
        }
        for name, port in entries(system, "interfaces"):
            for unit, logical in entries(port, "unit") if "disable" not in port.by_word else ():
                if "disable" not in logical.by_word:
                    place = "/".join(filter(None, (scope, instances.get(f"{name}.{unit}", ""))))
                    yield from _junos_unit(logical, place)


def _junos_unit(unit: Node, instance: str) -> Iterator[End]:
    """The addresses of one logical interface."""
    for family in ("inet", "inet6"):
        for word, line in entries(unit, "family", family, "address"):
            address = own(word) if "/" in word else None
            if address is not None:
                yield _end(address, instance, line, unit)


def _vyos(root: Node) -> Iterator[End]:
    """The interfaces and their VLANs."""
    for _, kind in entries(root, "interfaces"):
        for port in kind.children:
            for node in (port, *(vlan for _, vlan in entries(port, "vif"))):
                for word, line in entries(node, "address") if "disable" not in node.by_word else ():
                    address = own(word) if "/" in word else None
                    if address is not None:
                        yield _end(address, value(node, "vrf"), line, node)


def _routeros(root: Node) -> Iterator[End]:
    """`/ip address add …`; the interfaces of a VRF are listed with it."""
    vrfs: dict[str, str] = {}
    for line in menus.commands(root, "/ip", "vrf"):
        given = menus.settings(line)
        vrfs |= dict.fromkeys(given.get("interfaces", "").split(","), given.get("name", ""))
    for menu in ("/ip", "/ipv6"):
        for line in menus.commands(root, menu, "address"):
            given = menus.settings(line)
            word = given.get("address", "")
            address = own(word) if "/" in word and given.get("disabled") != "yes" else None
            if address is not None:
                yield _end(address, vrfs.get(given.get("interface", ""), ""), line, line)


LINES = ("arista_eos", "aruba_aoscx", "cisco_asa", "cisco_ios", "cisco_nxos", "frr", "hp_comware", "hp_procurve")
READERS: dict[str, Callable[[Node], Iterator[End]]] = {
    **dict.fromkeys((*LINES, "huawei_vrp"), _lines),
    "fortinet_fortios": _fortios,
    "juniper_junos": _junos,
    "mikrotik_routeros": _routeros,
    "vyos": _vyos,
}
