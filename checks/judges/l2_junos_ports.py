"""Ports for end devices on Junos, where what protects a port stands elsewhere, by the name of the interface."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checks.judges.ports import NO_ACCESS_PORT
from checks.judges.walk import named, path
from checks.outcome import Outcome, failed, joined, passed
from checks.policy import Policy
from checks.tree import ConfigTree, Node

Judge = Callable[[ConfigTree, Policy], Outcome]


@dataclass(frozen=True, slots=True)
class Edge:
    """A Junos port for end devices: its switching family, and the names other sections call it by."""

    node: Node
    names: frozenset[str]


def junos_ports(tree: ConfigTree) -> tuple[Edge, ...]:
    """The enabled ports of a Junos switch that are no trunk; to be found once for all rules."""
    return tuple(_edges(tree.root))


def _edges(root: Node) -> Iterator[Edge]:
    """The same, one by one."""
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
        return joined((one(tree.root, edge) for edge in tree.once(junos_ports)), nothing=NO_ACCESS_PORT)

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
    return joined((_blocked(root, edge, places, blocking) for edge in tree.once(junos_ports)), nothing=NO_ACCESS_PORT)


def _blocked(root: Node, edge: Edge, places: list[JunosPlace], blocking: Node | None) -> Outcome:
    """One port."""
    for place in places:
        found = junos_entry(root, place, edge)
        if found is not None:
            return passed("$1", "$1", *([found, blocking] if place.wanted and blocking else [found]))
    return failed("$1 hat keinen BPDU-Schutz", "$1 has no BPDU guard", edge.node)


JUDGES: dict[str, Judge] = {
    "junos_bpdu_block": junos_bpdu_block,
    "junos_storm_control": junos_protected(
        (JunosPlace(("ethernet-switching-options", "storm-control", "interface")),),
        ("storm-control",),
        "$1 begrenzt Broadcasts nicht",
        "$1 has no storm control",
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
}
