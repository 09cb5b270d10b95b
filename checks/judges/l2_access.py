"""Ports for end devices on platforms where what protects a port stands elsewhere: Junos (by the name of the interface)
and ProCurve (by lists of ports)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checks.judges.walk import exactly, first, fitting, named, path, starting
from checks.outcome import Outcome, failed, joined, not_applicable, passed
from checks.policy import Policy
from checks.tree import ConfigTree, Node

Judge = Callable[[ConfigTree, Policy], Outcome]
NO_EDGE = not_applicable("kein Zugangsport", "no access port")
PORT = re.compile(r"(.*?)(\d+)\Z")
# More ports than this has no switch: a range beyond it is a slip.
RANGE_LIMIT = 1024


@dataclass(frozen=True, slots=True)
class Edge:
    """A Junos port for end devices: its switching family, and the names other sections call it by."""

    node: Node
    names: frozenset[str]


def junos_ports(tree: ConfigTree) -> tuple[Edge, ...]:
    """The same as `junos_edges`, to be found once for all rules."""
    return tuple(junos_edges(tree.root))


def junos_edges(root: Node) -> Iterator[Edge]:
    """The enabled ports of a Junos switch that are no trunk."""
    for name, interface in _junos_interfaces(root):
        if path(interface, "disable") is not None:
            continue
        for unit, node in named(path(interface, "unit")):
            switching = path(node, "family", "ethernet-switching")
            if switching is not None and path(node, "disable") is None and not is_trunk(switching):
                yield Edge(switching, frozenset({name, f"{name}.{unit}", "all"}))


def is_trunk(switching: Node) -> bool:
    """Whether a Junos switching family carries tagged frames (both generations of the syntax)."""
    modes = [mode for word in ("interface-mode", "port-mode") for mode, _ in named(path(switching, word))]
    return any(mode != "access" for mode in modes)


def _junos_interfaces(root: Node) -> Iterator[tuple[str, Node]]:
    """The interfaces and the interface ranges of Junos."""
    for name, node in named(path(root, "interfaces")):
        if name == "interface-range":
            yield from named(node)
        else:
            yield name, node


@dataclass(frozen=True, slots=True)
class JunosPlace:
    """A list of interfaces, and what an entry must hold (empty: being listed is enough)."""

    path: tuple[str, ...]
    wanted: tuple[str, ...] = ()


def junos_protected(places: tuple[JunosPlace, ...], own: tuple[str, ...], de: str, en: str) -> Judge:
    """A judge: every Junos port for end devices stands in one of the lists, or holds a statement of its own."""

    def judge(tree: ConfigTree, _: Policy) -> Outcome:
        return joined((one(tree.root, edge) for edge in tree.once(junos_ports)), nothing=NO_EDGE)

    def one(root: Node, edge: Edge) -> Outcome:
        found = path(edge.node, *own) if own else None
        for place in places:
            found = found or junos_entry(root, place, edge)
        if found is None:
            return failed(de, en, edge.node)
        return passed("$1", "$1", found)

    return judge


def junos_entry(root: Node, place: JunosPlace, edge: Edge) -> Node | None:
    """What protects a port by its name, or None."""
    for name, entry in named(path(root, *place.path)):
        found = path(entry, *place.wanted)
        if name in edge.names and found is not None and path(entry, "disable") is None:
            return found
    return None


def junos_bpdu_block(tree: ConfigTree, _: Policy) -> Outcome:
    """Every port for end devices stops on a BPDU: by a list of its own, or as an edge port of the spanning tree."""
    root = tree.root
    places = [
        JunosPlace(("protocols", "layer2-control", "bpdu-block", "interface")),
        JunosPlace(("ethernet-switching-options", "bpdu-block", "interface")),
    ]
    blocking = None
    for protocol in ("rstp", "mstp", "vstp"):
        node = path(root, "protocols", protocol, "bpdu-block-on-edge")
        if node is not None:
            blocking = node
            places.append(JunosPlace(("protocols", protocol, "interface"), ("edge",)))
    return joined((_blocked(root, edge, places, blocking) for edge in tree.once(junos_ports)), nothing=NO_EDGE)


def _blocked(root: Node, edge: Edge, places: list[JunosPlace], blocking: Node | None) -> Outcome:
    """One port."""
    for place in places:
        found = junos_entry(root, place, edge)
        if found is not None:
            return passed("$1", "$1", *([found, blocking] if place.wanted and blocking else [found]))
    return failed("$1 hat keinen BPDU-Schutz", "$1 has no BPDU guard", edge.node)


def ports(listed: str) -> frozenset[str]:
    """The ports of a list such as `1-3,A1-A4`."""
    return frozenset(one for part in listed.split(",") for one in _range(part))


def _range(part: str) -> Iterator[str]:
    """The ports of `A1-A4`; anything that is no range is one port."""
    begin, _, end = part.partition("-")
    low, high = PORT.match(begin), PORT.match(end)
    if low is None or high is None or low[1] != high[1] or int(high[2]) - int(low[2]) > RANGE_LIMIT:
        yield part
        return
    yield from (f"{low[1]}{number}" for number in range(int(low[2]), int(high[2]) + 1))


def procurve_ports(tree: ConfigTree) -> tuple[tuple[Node, Node, frozenset[str]], ...]:
    """The same as `procurve_edges`, to be found once for all rules."""
    return tuple(procurve_edges(tree.root))


def procurve_edges(root: Node) -> Iterator[tuple[Node, Node, frozenset[str]]]:
    """The ports of ProCurve for end devices, as (VLAN, line that puts them in, ports): untagged there, and tagged in
    no VLAN but one for telephones; no trunks, none that are disabled."""
    vlans = starting(root, "vlan")
    away = {
        port
        for vlan in vlans
        if exactly(vlan, "voice") is None
        for line in starting(vlan, "tagged")
        for port in ports(line.words[-1])
    }
    away |= {port for interface in fitting(root, "interface", _is_disabled) for port in ports(interface.words[-1])}
    for vlan in vlans:
        for line in starting(vlan, "untagged"):
            left = frozenset(port for port in ports(line.words[-1]) - away if not port.lower().startswith("trk"))
            if left:
                yield vlan, line, left


def _is_disabled(interface: Node) -> bool:
    """Whether an interface is switched off."""
    return exactly(interface, "disable") is not None


def procurve_listed(root: Node, before: tuple[str, ...], after: tuple[str, ...]) -> dict[str, Node]:
    """The ports named by lines `BEFORE ports AFTER`, or by BEFORE and AFTER in the block of an interface."""
    found: dict[str, Node] = {}
    for line in starting(root, *before):
        rest = line.words[len(before) :]
        if rest and (rest[1 : 1 + len(after)] == after if after else len(rest) == 1):
            found.update(dict.fromkeys(ports(rest[0]), line))
    for interface in starting(root, "interface"):
        own = first(interface, *before, *after)
        if own is not None:
            found.update(dict.fromkeys(ports(interface.words[-1]), own))
    return found


def procurve_protected(lines: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...], de: str, en: str) -> Judge:
    """A judge: one of the lines names every ProCurve port for end devices; `$1` is the line that puts it in a VLAN."""

    def judge(tree: ConfigTree, _: Policy) -> Outcome:
        root = tree.root
        covered: dict[str, Node] = {}
        for before, after in lines:
            covered.update(procurve_listed(root, before, after))
        return joined(
            (one(vlan, line, here, covered) for vlan, line, here in tree.once(procurve_ports)), nothing=NO_EDGE
        )

    def one(vlan: Node, line: Node, here: frozenset[str], covered: dict[str, Node]) -> Outcome:
        if here <= covered.keys():
            return passed("$1", "$1", *dict.fromkeys(covered[port] for port in sorted(here)))
        return failed(de, en, line, block=vlan)

    return judge


def procurve_outside_vlan1(tree: ConfigTree, _: Policy) -> Outcome:
    """No ProCurve port for end devices is in VLAN 1."""
    return joined((_outside(vlan, line) for vlan, line, _ in tree.once(procurve_ports)), nothing=NO_EDGE)


def _outside(vlan: Node, line: Node) -> Outcome:
    """The ports that one line puts into a VLAN."""
    if vlan.words[1:] == ("1",):
        return failed("$1 legt Zugangsports in VLAN 1", "$1 puts access ports into VLAN 1", line, block=vlan)
    return passed("$1", "$1", line)


def procurve_unlisted(before: tuple[str, ...], after: tuple[str, ...], de: str, en: str) -> Judge:
    """A judge: no line names a ProCurve port for end devices; `$1` is the line that does."""

    def judge(tree: ConfigTree, _: Policy) -> Outcome:
        named_there = procurve_listed(tree.root, before, after)
        return joined((one(line, here, named_there) for _, line, here in tree.once(procurve_ports)), nothing=NO_EDGE)

    def one(line: Node, here: frozenset[str], named_there: dict[str, Node]) -> Outcome:
        wrong = sorted(here & named_there.keys())
        return failed(de, en, named_there[wrong[0]]) if wrong else passed("$1", "$1", line)

    return judge


JUDGES: dict[str, Judge] = {
    "junos_bpdu_block": junos_bpdu_block,
    "procurve_bpdu_protection": procurve_protected(
        ((("spanning-tree",), ("bpdu-protection",)),),
        "Ports in $1 haben keinen BPDU-Schutz",
        "ports in $1 have no BPDU guard",
    ),
    "junos_storm_control": junos_protected(
        (JunosPlace(("ethernet-switching-options", "storm-control", "interface")),),
        ("storm-control",),
        "$1 begrenzt Broadcasts nicht",
        "$1 has no storm control",
    ),
    "procurve_storm_control": procurve_protected(
        ((("rate-limit", "bcast", "in"), ()), (("broadcast-limit",), ())),
        "Ports in $1 begrenzen Broadcasts nicht",
        "ports in $1 have no storm control",
    ),
    "junos_mac_limit": junos_protected(
        (
            JunosPlace(("switch-options", "interface"), ("interface-mac-limit",)),
            JunosPlace(("ethernet-switching-options", "secure-access-port", "interface"), ("mac-limit",)),
            JunosPlace(("ethernet-switching-options", "secure-access-port", "interface"), ("allowed-mac",)),
            JunosPlace(("protocols", "dot1x", "authenticator", "interface"), ("supplicant", "multiple")),
            JunosPlace(("protocols", "dot1x", "authenticator", "interface"), ("supplicant", "single-secure")),
        ),
        (),
        "$1 begrenzt die Zahl der Geräte nicht",
        "$1 does not limit the number of devices",
    ),
    "procurve_mac_limit": procurve_protected(
        (
            (("port-security",), ("learn-mode",)),
            (("aaa", "port-access", "authenticator"), ("client-limit",)),
            (("aaa", "port-access", "mac-based"), ()),
        ),
        "Ports in $1 begrenzen die Zahl der Geräte nicht",
        "ports in $1 do not limit the number of devices",
    ),
    "procurve_no_bpdu_filter": procurve_unlisted(
        ("spanning-tree",),
        ("bpdu-filter",),
        "$1 verwirft BPDUs an einem Zugangsport",
        "$1 drops BPDUs at an access port",
    ),
    "procurve_outside_vlan1": procurve_outside_vlan1,
    "procurve_described": procurve_protected(
        ((("name",), ()),),
        "Ports in $1 haben keine Beschreibung und sind nicht abgeschaltet",
        "ports in $1 have no description and are not off",
    ),
    "procurve_ra_guard": procurve_protected(
        ((("ipv6", "ra-guard", "ports"), ()), (("ipv6", "ra-guard", "ports"), ("log",))),
        "Ports in $1 leiten Router-Ankündigungen weiter",
        "ports in $1 forward router advertisements",
    ),
    "procurve_edge_without_lldp": procurve_protected(
        ((("lldp", "admin-status"), ("disable",)), (("lldp", "admin-status"), ("rxonly",))),
        "Ports in $1 senden LLDP",
        "ports in $1 send LLDP",
    ),
}
