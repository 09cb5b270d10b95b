"""Whether Junos filters what passes an interface to a foreign net, and refuses forged senders there."""

from collections.abc import Callable
from functools import partial

from checks.judges import edge
from checks.judges.rt_local import ADDRESSED, PACKET_MODE
from checks.judges.walk import named, path
from checks.outcome import Outcome, failed, joined, passed
from checks.policy import Policy
from checks.tree import ConfigTree, Node

V4, V6 = "inet", "inet6"


def _families(port: edge.Port) -> list[str]:
    """The versions of IP that an interface speaks; the first, where it names no address at all."""
    found = [word for word in (V4, V6) if any(path(port.node, "family", word, kind) for kind in ADDRESSED)]
    return found or [V4]


def _zone(root: Node, port: edge.Port) -> Node | None:
    """The security zone an interface is in; where the device only forwards packets, zones mean nothing."""
    if path(root, *PACKET_MODE) is not None:
        return None
    for _, zone in named(path(root, "security", "zones", "security-zone")):
        for name, node in named(path(zone, "interfaces")):
            if port.is_called(name):
                return node
    return None


def _filtered(tree: ConfigTree, port: edge.Port, way: str) -> Outcome:
    """A filter of the unit in one direction for each version of IP, or a security zone."""
    zone = _zone(tree.root, port)
    return joined((_family(port, family, way, zone) for family in _families(port)), nothing=edge.NO_EXTERNAL)


def _family(port: edge.Port, family: str, way: str, zone: Node | None) -> Outcome:
    """One version of IP."""
    place = (port.node, "family", family, "filter")
    line = path(*place, way) or path(*place, f"{way}-list") or zone
    if line is not None:
        return passed("$1", "$1", line)
    if family == V6:
        return failed("$1 hat für IPv6 weder Filter noch Zone", "$1 has neither filter nor zone for IPv6", port.node)
    return failed("$1 hat weder Filter noch Zone", "$1 has neither filter nor zone", port.node)


def _senders(_: ConfigTree, port: edge.Port) -> Outcome:
    """`rpf-check` of the unit for each version of IP."""
    return joined((_checked(port, family) for family in _families(port)), nothing=edge.NO_EXTERNAL)


def _checked(port: edge.Port, family: str) -> Outcome:
    """One version of IP."""
    line = path(port.node, "family", family, "rpf-check")
    if line is not None:
        return passed("$1", "$1", line)
    return edge.undecided(path(port.node, "family", family, "filter", "input"), port)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "junos_edge_filter_in": edge.each(edge.junos, partial(_filtered, way="input")),
    "junos_edge_filter_out": edge.each(edge.junos, partial(_filtered, way="output")),
    "junos_edge_senders": edge.each(edge.junos, _senders),
}
