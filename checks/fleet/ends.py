"""The addresses of interfaces that are up, with what both ends of a link have to agree on."""

import ipaddress
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from checks import menus
from checks.filters import fortios
from checks.filters.junos import systems
from checks.filters.words_tree import entries, value
from checks.judges.walk import exactly, starting
from checks.remember import of_block
from checks.syntax.node import Node

# What nearly all addresses look like; one that does not is looked at closely.
BYTE = r"(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
HOST = re.compile(rf"(?!0|127|169\.254|22[4-9]|23[0-9]){BYTE}(?:\.{BYTE}){{3}}")
NOWHERE = {4: "0.0.0.0", 6: "::"}  # noqa: S104 - of this only the length counts
MOST_MASKS = 256
AREAS = (("ip", "ospf"), ("ip", "router", "ospf"), ("ospf",))
VRF_WORDS = (("vrf", "forwarding"), ("vrf", "member"), ("ip", "vrf", "forwarding"), ("vrf", "attach"), ("vrf",))
BINDING = ("ip", "binding", "vpn-instance")
# Not an address of the device alone, or no address yet.
NOT_OWN = {"virtual", "dhcp", "dhcp-alloc", "negotiated", "anycast", "link-local", "eui-64", "autoconfig", "auto"}


class Own(NamedTuple):
    """An address as it is compared, and the length of its network."""

    word: str
    prefix: int


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


def own(word: str, mask: str = "") -> Own | None:
    """The address with the length of its network, `192.0.2.1/24` or `192.0.2.1 255.255.255.0`; None for what names no
    one device."""
    bare, sign, length = word.partition("/")
    try:
        if HOST.fullmatch(bare):
            return Own(bare, _prefix(length if sign else mask, 4))
        one = ipaddress.ip_address(bare)
        prefix = _prefix(length if sign else mask, one.version)
    except ValueError:
        return None
    no_host = one.is_loopback or one.is_link_local or one.is_unspecified or one.is_multicast
    return None if no_host else Own(str(one).partition("%")[0], prefix)


@lru_cache(maxsize=MOST_MASKS)
def _prefix(mask: str, version: int) -> int:
    """The length of a network of which the length or the mask is given; raises ValueError if it is neither."""
    return ipaddress.ip_network(f"{NOWHERE[version]}/{mask}", strict=False).prefixlen


def _end(address: Own, instance: str, line: Node, block: Node, settings: str = "") -> End:
    """An address in a routing instance, with what is set there."""
    prefix = f"prefix={address.prefix}"
    said = f"{prefix} {settings}" if settings else prefix
    return End(f"{instance}|{address.word}", said, line.number, block.number)


def _lines(root: Node) -> Iterator[End]:
    """Cisco, Arista, FRR, Aruba, Comware, VRP: blocks of lines; on ProCurve the VLANs have the addresses."""
    for word in ("interface", "vlan"):
        for block in root.by_word.get(word, ()):
            yield from _of_lines(block)


@of_block
def _of_lines(block: Node) -> tuple[End, ...]:
    """The addresses of one interface; none if it is down or shares its address with its twins."""
    found = []
    for family in ("ip", "ipv6"):
        for line in starting(block, family, "address"):
            given = line.words[2:]
            address = own(*given[:2]) if given and NOT_OWN.isdisjoint(given) else None
            if address is not None:
                found.append((address, line))
    around = _around(block) if found else None
    if around is None:
        return ()
    instance, _, settings = around.partition(" ")
    return tuple([_end(address, instance, line, block, settings) for address, line in found])


@of_block
def _around(block: Node) -> str | None:
    """The routing instance of an interface and what is set there; None if it is down or shares its address."""
    anycast = exactly(block, "fabric", "forwarding", "mode", "anycast-gateway") or starting(block, "lisp", "mobility")
    if exactly(block, "shutdown") or anycast:
        return None
    return " ".join([_instance(block), *_settings(block)])


def _instance(block: Node) -> str:
    """The routing instance of an interface; nothing for the default one."""
    for words in (*VRF_WORDS, BINDING):
        for line in _beginning(block, *words):
            if len(line.words) == len(words) + 1:
                return line.words[-1]
    return ""


def _settings(block: Node) -> Iterator[str]:
    """What both ends of a link must have alike, as far as lines say it."""
    for name in ("mtu", "speed", "duplex"):
        yield from (f"{name}={line.words[1]}" for line in starting(block, name) if len(line.words) == 2)
    yield from (f"ip-mtu={line.words[2]}" for line in starting(block, "ip", "mtu") if len(line.words) == 3)
    for start in AREAS:
        for line in _beginning(block, *start):
            if "area" in line.words[:-1]:
                yield f"area={area(line.words[line.words.index('area') + 1])}"
    for line in _beginning(block, "ip", "ospf", "authentication"):
        yield f"auth={line.words[3] if len(line.words) > 3 else 'simple'}"


def _beginning(block: Node, *words: str) -> list[Node]:
    """The lines of a block that begin with these words; of the others nobody sees more than two words, so that blocks
    that differ in their addresses share the answer (checks/syntax/veil.py)."""
    return [line for line in starting(block, *words[:2]) if line.words[: len(words)] == words]


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
