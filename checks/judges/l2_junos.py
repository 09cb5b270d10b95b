"""The VLANs of Junos ports, which may stand at the port or name it themselves (older EX switches)."""

from collections.abc import Callable

from checks.judges.l2_access import NO_EDGE, Edge, junos_ports
from checks.judges.walk import named, path
from checks.outcome import Outcome, failed, joined, passed, unknown
from checks.pattern import is_masked
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

UNSAID = Text(de="Ohne Angabe liegt der Port im Vorgabe-VLAN.", en="Unless set the port is in the default VLAN.")


def junos_vlans(root: Node, port: Edge) -> list[tuple[str, Node]]:
    """The VLANs of a port for end devices, by name or number, each with the line that says so."""
    listed = [
        (name, line)
        for name, vlan in named(path(root, "vlans"))
        for called, line in named(path(vlan, "interface"))
        if called in port.names and called != "all"
    ]
    return [*named(path(port.node, "vlan", "members")), *listed]


def junos_numbers(root: Node) -> dict[str, str]:
    """The numbers of VLANs by name."""
    return {name: number for name, vlan in named(path(root, "vlans")) for number, _ in named(path(vlan, "vlan-id"))}


def access_vlan(tree: ConfigTree, _: Policy) -> Outcome:
    """No port for end devices is in the default VLAN."""
    numbers = junos_numbers(tree.root)
    return joined((_placed(tree.root, port, numbers) for port in tree.once(junos_ports)), nothing=NO_EDGE)


def _placed(root: Node, port: Edge, numbers: dict[str, str]) -> Outcome:
    """One port."""
    found = junos_vlans(root, port)
    if not found:
        return failed("$1 nennt kein VLAN", "$1 names no VLAN", port.node)._replace(default=UNSAID)
    for name, line in found:
        if name == "default" or numbers.get(name, name) == "1":
            return failed("$1 ist das Vorgabe-VLAN", "$1 is the default VLAN", line, block=port.node)
    masked = next((line for name, line in found if is_masked(name)), None)
    if masked is not None:
        return unknown("der Wert in $1 ist unkenntlich gemacht", "the value in $1 is masked", masked, block=port.node)
    return passed("$1", "$1", *(line for _, line in found), block=port.node)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {"junos_access_vlan": access_vlan}
