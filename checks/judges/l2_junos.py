"""The VLANs of Junos ports, which may stand at the port or name it themselves (older EX switches)."""

from collections.abc import Callable

from checks.judges.l2_junos_ports import Edge, JunosPlace, junos_entry, junos_ports
from checks.judges.ports import NO_ACCESS_PORT
from checks.judges.walk import named, path
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, masked_value, not_applicable, passed
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

Judge = Callable[[ConfigTree, Policy], Outcome]
NOT_WATCHED = not_applicable("kein Zugangsport mit DHCP Snooping", "no access port with DHCP snooping")
RA_GUARD = ("forwarding-options", "access-security", "router-advertisement-guard")
BLOCKED = JunosPlace((*RA_GUARD, "interface"), ("mark-interface", "block"))
FILTERED = JunosPlace((*RA_GUARD, "interface"), ("policy",))
UNSAID = Text(de="Ohne Angabe liegt der Port im Vorgabe-VLAN.", en="Unless set the port is in the default VLAN.")


def junos_vlans(tree: ConfigTree, port: Edge) -> list[tuple[str, Node]]:
    """The VLANs of a port for end devices, by name or number, each with the line that says so."""
    listed = tree.once(_listed)
    own = named(path(port.node, "vlan", "members"))
    return [*own, *(vlan for name in sorted(port.names) for vlan in listed.get(name, ()))]


def _listed(tree: ConfigTree) -> dict[str, list[tuple[str, Node]]]:
    """The VLANs that name a port themselves, by port."""
    found: dict[str, list[tuple[str, Node]]] = {}
    for name, vlan in named(path(tree.root, "vlans")):
        for port, line in named(path(vlan, "interface")):
            if port != "all":
                found.setdefault(port, []).append((name, line))
    return found


def junos_numbers(tree: ConfigTree) -> dict[str, str]:
    """The numbers of VLANs by name."""
    vlans = named(path(tree.root, "vlans"))
    return {name: number for name, vlan in vlans for number, _ in named(path(vlan, "vlan-id"))}


def access_vlan(tree: ConfigTree, _: Policy) -> Outcome:
    """No port for end devices is in the default VLAN."""
    numbers = tree.once(junos_numbers)
    placed = (_placed(port, junos_vlans(tree, port), numbers) for port in tree.once(junos_ports))
    return joined(placed, nothing=NO_ACCESS_PORT)


def _placed(port: Edge, found: list[tuple[str, Node]], numbers: dict[str, str]) -> Outcome:
    """One port and its VLANs."""
    if not found:
        return failed("$1 nennt kein VLAN", "$1 names no VLAN", port.node)._replace(default=UNSAID)
    for name, line in found:
        if name == "default" or numbers.get(name, name) == "1":
            return failed("$1 ist das Vorgabe-VLAN", "$1 is the default VLAN", line, block=port.node)
    masked = next((line for name, line in found if is_masked(name)), None)
    if masked is not None:
        return masked_value(masked, block=port.node)
    return passed("$1", "$1", *(line for _, line in found), block=port.node)


def guarded(new: tuple[str, ...], old: tuple[str, ...], de: str, en: str, *, watched: bool = False) -> Judge:
    """A judge: the VLAN of every port for end devices watches over it, in one generation of the syntax or the other;
    `watched` leaves out ports in VLANs where not even DHCP is looked at."""

    def judge(tree: ConfigTree, _: Policy) -> Outcome:
        ports, guards = tree.once(junos_ports), _guards(tree, new, old)
        if watched:
            seen = _guards(tree, (), ("examine-dhcp",))
            ports = tuple(port for port in ports if _found(seen, junos_vlans(tree, port)) is not None)
        nothing = NOT_WATCHED if watched else NO_ACCESS_PORT
        return joined((one(port, junos_vlans(tree, port), guards) for port in ports), nothing=nothing)

    def one(port: Edge, vlans: list[tuple[str, Node]], guards: dict[str, Node]) -> Outcome:
        found = _found(guards, vlans)
        if found is not None:
            return passed("$1", "$1", found)
        return failed(f"{de} $1", f"{en} $1", vlans[0][1] if vlans else port.node)

    return judge


def _guards(tree: ConfigTree, new: tuple[str, ...], old: tuple[str, ...]) -> dict[str, Node]:
    """What watches over VLANs, by their names and numbers; `all` for those that are not named."""
    numbers = tree.once(junos_numbers)
    found: dict[str, Node] = {}
    for name, vlan in named(path(tree.root, "ethernet-switching-options", "secure-access-port", "vlan")):
        if (line := path(vlan, *old)) is not None:
            found |= dict.fromkeys((name, numbers.get(name, name)), line)
    for name, vlan in named(path(tree.root, "vlans")):
        place = path(vlan, "forwarding-options", "dhcp-security")
        if place is not None and path(place, "no-dhcp-snooping") is None and (line := path(place, *new)) is not None:
            found |= dict.fromkeys((name, numbers.get(name, name)), line)
    return found


def _found(guards: dict[str, Node], vlans: list[tuple[str, Node]]) -> Node | None:
    """What watches over the first VLAN that is watched; a port without one is in the default VLAN."""
    names = [name for name, _ in vlans] or ["default"]
    return next((guards[name] for name in (*names, "all") if name in guards), None)


def ra_guard(tree: ConfigTree, _: Policy) -> Outcome:
    """No port for end devices forwards router advertisements: by a line for the port, or for its VLAN."""
    vlans = {name: line for name, vlan in named(path(tree.root, *RA_GUARD, "vlan")) if (line := path(vlan, "policy"))}
    return joined((_ra_guarded(tree, port, vlans) for port in tree.once(junos_ports)), nothing=NO_ACCESS_PORT)


def _ra_guarded(tree: ConfigTree, port: Edge, vlans: dict[str, Node]) -> Outcome:
    """One port; VLANs are those that are guarded as a whole."""
    found = junos_entry(tree.root, BLOCKED, port) or junos_entry(tree.root, FILTERED, port)
    found = found or (_found(vlans, junos_vlans(tree, port)) if vlans else None)
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
