"""Whether VyOS filters what comes in from a foreign net."""

from collections.abc import Callable
from typing import NamedTuple

from checks.judges import edge
from checks.judges.walk import named, path
from checks.outcome import Outcome, failed, joined, passed
from checks.policy import Policy
from checks.tree import ConfigTree, Node

CLOSED = frozenset({"drop", "reject"})


class Family(NamedTuple):
    """A version of IP: its menu below `firewall`, and the word for its rules at an interface in older releases."""

    menu: str
    rules: str


V4, V6 = Family("ipv4", "name"), Family("ipv6", "ipv6-name")


def _incoming(tree: ConfigTree, port: edge.Port) -> Outcome:
    """Rules of the interface, a zone, or a forward chain that drops by default or jumps to a list that does, for each
    version of IP that the interface speaks."""
    zone = _zone(tree.root, port)
    return joined((_family(tree.root, port, one, zone) for one in _families(port)), nothing=edge.NO_EXTERNAL)


def _families(port: edge.Port) -> list[Family]:
    """The versions of IP; the first, where no address says."""
    given = [name for name, _ in named(path(port.node, "address"))]
    six = any(":" in name or name == "dhcpv6" for name in given) or path(port.node, "ipv6", "address") is not None
    four = not six or any("." in name or name == "dhcp" for name in given)
    return [*([V4] if four else []), *([V6] if six else [])]


def _family(root: Node, port: edge.Port, family: Family, zone: Node | None) -> Outcome:
    """One version of IP."""
    line = path(port.node, "firewall", "in", family.rules)
    for action in sorted(CLOSED):
        line = line or path(root, "firewall", family.menu, "forward", "filter", "default-action", action)
    line = line or zone or _jump(root, port, family)
    if line is not None:
        return passed("$1", "$1", line)
    if family is V6:
        return failed("$1 hat keinen Filter für IPv6 von außen", "$1 has no filter for incoming IPv6", port.node)
    return failed("$1 hat keinen Filter für eingehenden Verkehr", "$1 has no filter for incoming traffic", port.node)


def _zone(root: Node, port: edge.Port) -> Node | None:
    """The line that puts an interface in a zone."""
    zones = (*named(path(root, "firewall", "zone")), *named(path(root, "zone-policy", "zone")))
    members = (
        member
        for _, zone in zones
        for words in (("interface",), ("member", "interface"))
        for member in named(path(zone, *words))
    )
    return next((node for name, node in members if port.is_called(name)), None)


def _jump(root: Node, port: edge.Port, family: Family) -> Node | None:
    """The rule that sends what comes in here to a list that drops what it does not name."""
    for _, rule in named(path(root, "firewall", family.menu, "forward", "filter", "rule")):
        if path(rule, "disable") is None and any(map(port.is_called, _inbound(root, rule))):
            for target, node in named(path(rule, "jump-target")):
                if _closes(path(root, "firewall", family.menu, "name", target)):
                    return node
    return None


def _inbound(root: Node, rule: Node) -> list[str]:
    """The interfaces a rule is for, by name or group."""
    names = [name for word in ("name", "interface-name") for name, _ in named(path(rule, "inbound-interface", word))]
    for group, _ in named(path(rule, "inbound-interface", "group")):
        names += [name for name, _ in named(path(root, "firewall", "group", "interface-group", group, "interface"))]
    return names


def _closes(rules: Node | None) -> bool:
    """Whether a list drops the rest; it does unless told otherwise."""
    return rules is not None and {name for name, _ in named(path(rules, "default-action"))} <= CLOSED


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "vyos_edge_filter_in": edge.each(edge.vyos, _incoming),
}
