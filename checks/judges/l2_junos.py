"""The VLANs of Junos ports, which may stand at the port or name it themselves (older EX switches)."""

from collections.abc import Callable

from checks.judges.l2_access import NO_EDGE, Edge, JunosPlace, junos_entry, junos_ports
from checks.judges.walk import named, path
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.pattern import is_masked
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

Judge = Callable[[ConfigTree, Policy], Outcome]
NOT_WATCHED = not_applicable("kein Zugangsport mit DHCP Snooping", "no access port with DHCP snooping")
RA_GUARD = ("forwarding-options", "access-security", "router-advertisement-guard")
BLOCKED = JunosPlace((*RA_GUARD, "interface"), ("mark-interface", "block"))
FILTERED = JunosPlace((*RA_GUARD, "interface"), ("policy",))
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


def guarded(new: tuple[str, ...], old: tuple[str, ...], de: str, en: str, *, watched: bool = False) -> Judge:
    """A judge: the VLAN of every port for end devices watches over it, in one generation of the syntax or the other;
    `watched` leaves out ports in VLANs where not even DHCP is looked at."""

    def judge(tree: ConfigTree, _: Policy) -> Outcome:
        ports = tree.once(junos_ports)
        if watched:
            ports = tuple(port for port in ports if _guard(tree.root, port, (), ("examine-dhcp",)) is not None)
        nothing = NOT_WATCHED if watched else NO_EDGE
        return joined((one(tree.root, port) for port in ports), nothing=nothing)

    def one(root: Node, port: Edge) -> Outcome:
        found = _guard(root, port, new, old)
        if found is not None:
            return passed("$1", "$1", found)
        lines = [line for _, line in junos_vlans(root, port)]
        return failed(f"{de} $1", f"{en} $1", *(lines[:1] or [port.node]))

    return judge


def _guard(root: Node, port: Edge, new: tuple[str, ...], old: tuple[str, ...]) -> Node | None:
    """What watches over the VLAN of a port."""
    numbers = junos_numbers(root)
    called = {name for name, _ in junos_vlans(root, port)} or {"default"}
    called |= {name for name, number in numbers.items() if number in called}
    for name, vlan in named(path(root, "vlans")):
        place = path(vlan, "forwarding-options", "dhcp-security") if name in called else None
        if place is not None and path(place, "no-dhcp-snooping") is None and (found := path(place, *new)) is not None:
            return found
    for name, vlan in named(path(root, "ethernet-switching-options", "secure-access-port", "vlan")):
        if (name in called or name == "all") and (found := path(vlan, *old)) is not None:
            return found
    return None


def ra_guard(tree: ConfigTree, _: Policy) -> Outcome:
    """No port for end devices forwards router advertisements: by a line for the port, or for its VLAN."""
    return joined((_ra_guarded(tree.root, port) for port in tree.once(junos_ports)), nothing=NO_EDGE)


def _ra_guarded(root: Node, port: Edge) -> Outcome:
    """One port."""
    found = junos_entry(root, BLOCKED, port) or junos_entry(root, FILTERED, port)
    called = {name for name, _ in junos_vlans(root, port)} | {"all"}
    for name, vlan in named(path(root, *RA_GUARD, "vlan")):
        found = found or (path(vlan, "policy") if name in called else None)
    if found is not None:
        return passed("$1", "$1", found)
    return failed("$1 leitet Router-Ankündigungen weiter", "$1 forwards router advertisements", port.node)


JUDGES: dict[str, Judge] = {
    "junos_access_vlan": access_vlan,
    "junos_dhcp_snooping": guarded(
        (), ("examine-dhcp",), "kein DHCP Snooping im VLAN von", "no DHCP snooping in the VLAN of"
    ),
    "junos_arp_inspection": guarded(
        ("arp-inspection",), ("arp-inspection",), "keine ARP-Prüfung im VLAN von", "no ARP inspection in the VLAN of"
    ),
    "junos_nd_inspection": guarded(
        ("neighbor-discovery-inspection",),
        ("neighbor-discovery-inspection",),
        "keine Prüfung von Nachbar-Meldungen im VLAN von",
        "no neighbour inspection in the VLAN of",
    ),
    "junos_source_guard": guarded(
        ("ip-source-guard",),
        ("ip-source-guard",),
        "keine Prüfung der Absender im VLAN von",
        "no check of senders in the VLAN of",
        watched=True,
    ),
    "junos_ra_guard": ra_guard,
}
