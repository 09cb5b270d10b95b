"""Which name servers a device asks."""

from collections.abc import Callable, Iterator

from checks.judges.walk import named, path, starting
from checks.language.pattern import is_address, is_masked
from checks.outcome import not_applicable
from checks.tree import Node

Server = tuple[Node, str]
# How LCOS and FortiOS write that there is none.
UNSET = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 -- nothing listens there
NO_SERVER = not_applicable("kein Nameserver eingetragen", "no name server is set")


def _cisco_line(line: Node) -> Iterator[Server]:
    """`ip name-server [vrf V] A B … [use-vrf V]`."""
    words = line.words[2:]
    if words[:1] == ("vrf",):
        words = words[2:]
    if "use-vrf" in words:
        words = words[: words.index("use-vrf")]
    yield from ((line, word) for word in words)


def cisco(root: Node) -> Iterator[Server]:
    """IOS, EOS and NX-OS; NX-OS also below a VRF."""
    for place in (root, *starting(root, "vrf", "context")):
        for line in starting(place, "ip", "name-server"):
            yield from _cisco_line(line)


def asa(root: Node) -> Iterator[Server]:
    """ASA: servers of a group, or in a line; the name of the interface may stand at the end."""
    lines = [line for group in starting(root, "dns", "server-group") for line in starting(group, "name-server")]
    for line in [*lines, *starting(root, "dns", "name-server")]:
        yield from ((line, word) for word in line.words if is_address(word) or is_masked(word))


def dns_server(root: Node) -> Iterator[Server]:
    """Comware and VRP: `dns server ADDRESS`."""
    for line in [*starting(root, "dns", "server"), *starting(root, "ipv6", "dns", "server")]:
        rest = [word for word in line.words[2:] if word not in {"server", "ipv6"}]
        yield from ((line, word) for word in rest[:1])


def dns_address(root: Node) -> Iterator[Server]:
    """AOS-CX and ProCurve: `ip dns server-address [priority N] ADDRESS`."""
    for line in starting(root, "ip", "dns", "server-address"):
        rest = line.words[5:] if line.words[3:4] == ("priority",) else line.words[3:]
        yield from ((line, word) for word in rest[:1])


def junos(root: Node) -> Iterator[Server]:
    """Junos and VyOS: `system name-server ADDRESS`."""
    yield from ((node, name) for name, node in named(path(root, "system", "name-server")))


def panos(root: Node) -> Iterator[Server]:
    """PAN-OS: a primary and a secondary server."""
    for _, which in named(path(root, "deviceconfig", "system", "dns-setting", "servers")):
        yield from ((node, name) for name, node in named(which))


def fortios(root: Node) -> Iterator[Server]:
    """FortiOS: a primary and a secondary server, for each version of IP."""
    for block in starting(root, "config", "system", "dns"):
        for name in ("primary", "secondary", "ip6-primary", "ip6-secondary"):
            for line in starting(block, "set", name):
                if len(line.words) > 2 and line.words[2] not in UNSET:
                    yield line, line.words[2]


def routeros(root: Node) -> Iterator[Server]:
    """RouterOS: a list in one word."""
    for menu in starting(root, "/ip", "dns"):
        for line in starting(menu, "set") if len(menu.words) == 2 else ():
            for word in line.words:
                if word.startswith("servers="):
                    yield from ((line, one) for one in word[8:].split(",") if one)


def openwrt(root: Node) -> Iterator[Server]:
    """OpenWrt: servers of an interface, and those that dnsmasq asks for every name."""
    for section in starting(root, "config", "interface"):
        for line in [*starting(section, "list", "dns"), *starting(section, "option", "dns")]:
            yield from ((line, one) for word in line.words[2:] for one in word.split())
    for section in starting(root, "config", "dnsmasq"):
        for line in starting(section, "list", "server"):
            yield from ((line, word) for word in line.words[2:] if not word.startswith("/"))


def lancom(root: Node) -> Iterator[Server]:
    """LANCOM: a primary and a secondary server."""
    for menu in starting(root, "/Setup", "TCP-IP"):
        for name in ("DNS-Default", "DNS-Backup") if len(menu.words) == 2 else ():
            for line in starting(menu, "set", name):
                if len(line.words) > 2 and line.words[2] not in UNSET:
                    yield line, line.words[2]


READERS: dict[str, Callable[[Node], Iterator[Server]]] = {
    "cisco_ios": cisco,
    "cisco_nxos": cisco,
    "arista_eos": cisco,
    "cisco_asa": asa,
    "hp_comware": dns_server,
    "huawei_vrp": dns_server,
    "aruba_aoscx": dns_address,
    "hp_procurve": dns_address,
    "juniper_junos": junos,
    "vyos": junos,
    "paloalto_panos": panos,
    "fortinet_fortios": fortios,
    "mikrotik_routeros": routeros,
    "openwrt": openwrt,
    "lancom_lcos": lancom,
}
