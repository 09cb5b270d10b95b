"""Whether VyOS filters what comes in from a foreign net."""

from collections.abc import Callable

from checks.judges import edge
from checks.judges.walk import named, path
from checks.outcome import Outcome, failed, passed
from checks.policy import Policy
from checks.tree import ConfigTree, Node

CLOSED = frozenset({"drop", "reject"})


def _incoming(tree: ConfigTree, port: edge.Port) -> Outcome:
    """Rules of the interface, a zone, or a forward chain that drops by default or jumps to a list that does."""
    line = path(port.node, "firewall", "in", "name")
    line = line or path(tree.root, "firewall", "ipv4", "forward", "filter", "default-action", "drop")
    line = line or _zone(tree.root, port) or _jump(tree.root, port)
    if line is not None:
        return passed("$1", "$1", line)
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


def _jump(root: Node, port: edge.Port) -> Node | None:
    """The rule that sends what comes in here to a list that drops what it does not name."""
    for _, rule in named(path(root, "firewall", "ipv4", "forward", "filter", "rule")):
        if path(rule, "disable") is None and any(map(port.is_called, _inbound(root, rule))):
            for target, node in named(path(rule, "jump-target")):
                if _closes(path(root, "firewall", "ipv4", "name", target)):
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
