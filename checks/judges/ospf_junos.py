"""Whether OSPF neighbours are authenticated on Junos."""

from collections.abc import Iterator

from checks.judges.ospf import NO_NEIGHBOUR
from checks.judges.walk import instances, named, path
from checks.outcome import Outcome, failed, joined, passed
from checks.policy import Policy
from checks.tree import ConfigTree, Node


def authenticated(tree: ConfigTree, _: Policy) -> Outcome:
    """Each active interface under `protocols ospf` has `authentication` with md5 or a key chain."""
    found = [pair for _, system in instances(tree.root) for pair in _junos_interfaces(system, tree.root)]
    return joined((_junos_interface(node) for node in found), nothing=NO_NEIGHBOUR)


def _junos_interfaces(system: Node, root: Node) -> Iterator[Node]:
    """The interfaces of all areas that are neither loopback, passive nor off."""
    for _, area in named(path(system, "protocols", "ospf", "area")):
        for name, interface in named(path(area, "interface")):
            quiet = any(path(interface, word) is not None for word in ("passive", "disable"))
            if (
                not quiet
                and not name.startswith("lo")
                and not any(_junos_down(place, name) for place in (system, root))
            ):
                yield interface


def _junos_down(system: Node, name: str) -> bool:
    """Whether the interface itself is switched off; those of routing instances are set up at the top."""
    physical, _, unit = name.partition(".")
    whole = path(system, "interfaces", physical, "disable")
    return whole is not None or path(system, "interfaces", physical, "unit", unit or "0", "disable") is not None


def _junos_interface(interface: Node) -> Outcome:
    """One interface."""
    for words in (("authentication", "md5"), ("authentication", "keychain"), ("authentication", "key-chain")):
        node = path(interface, *words)
        if node is not None:
            return passed("$1", "$1", node)
    return failed("$1 spricht OSPF ohne Authentisierung", "$1 speaks OSPF without authentication", interface)
