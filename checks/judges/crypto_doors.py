"""Which services for administration a device opens on external interfaces."""

from collections.abc import Callable, Iterable, Iterator

from checks.judges.walk import first, named, path, starting
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unset
from checks.policy import Policy, fits
from checks.tree import ConfigTree, Node

Door = tuple[str, Node]
LOGINS = frozenset({"ssh", "telnet", "http", "https", "snmp", "fgfm", "netconf", "all", "any-service", "xnm-ssl"})


def _fortios_ports(root: Node) -> Iterator[Node]:
    """FortiOS: the interfaces that are up."""
    for block in starting(root, "config", "system", "interface"):
        yield from (entry for entry in starting(block, "edit") if first(entry, "set", "status", "down") is None)


def _fortios_doors(root: Node) -> Iterator[Door]:
    """FortiOS: what an interface accepts at its addresses of both versions of IP."""
    for entry in _fortios_ports(root):
        further = [row for block in starting(entry, "config", "secondaryip") for row in starting(block, "edit")]
        lines = [line for place in (entry, *further) for line in starting(place, "set", "allowaccess")]
        for block in starting(entry, "config", "ipv6"):
            lines += starting(block, "set", "ip6-allowaccess")
        yield from (("".join(entry.words[1:2]), line) for line in lines if LOGINS & set(line.words[2:]))


def _fortios_outward(root: Node) -> Iterator[str]:
    """FortiOS: the interfaces that the device itself calls external."""
    for entry in _fortios_ports(root):
        if first(entry, "set", "role", "wan") is not None:
            yield "".join(entry.words[1:2])


def _asa_doors(root: Node) -> Iterator[Door]:
    """ASA: the interface at the end of each address."""
    for service in ("ssh", "telnet", "http"):
        for line in starting(root, service):
            if len(line.words) > 2 and ("." in line.words[1] or ":" in line.words[1]):
                yield line.words[-1], line


def _vrp_doors(root: Node) -> Iterator[Door]:
    """VRP firewalls: what an interface lets through to the device."""
    for block in starting(root, "interface"):
        for line in starting(block, "service-manage"):
            if line.words[-1] == "permit" and LOGINS & set(line.words[1:]):
                yield "".join(block.words[1:2]), line


def _junos_doors(root: Node) -> Iterator[Door]:
    """Junos: what the zone of an interface, or the interface in it, accepts."""
    for _, zone in named(path(root, "security", "zones", "security-zone")):
        inherited = list(_accepted(zone))
        for name, interface in named(path(zone, "interfaces")):
            own = path(interface, "host-inbound-traffic")
            yield from ((name, node) for node in (_accepted(interface) if own is not None else inherited))


def _accepted(place: Node) -> Iterator[Node]:
    """The services for administration that a zone or interface accepts."""
    for name, node in named(path(place, "host-inbound-traffic", "system-services")):
        if name in LOGINS and path(node, "except") is None:
            yield node


def _panos_doors(root: Node) -> Iterator[Door]:
    """PAN-OS: the management profile of an interface."""
    profiles = dict(named(path(root, "network", "profiles", "interface-management-profile")))
    for name, interface in panos_ports(root):
        for used, _ in named(path(interface, "interface-management-profile")):
            for service in sorted(LOGINS):
                node = path(profiles[used], service, "yes") if used in profiles else None
                if node is not None:
                    yield name, node


def panos_ports(root: Node) -> Iterator[tuple[str, Node]]:
    """PAN-OS: the interfaces and their units, as (name, where the settings stand)."""
    for kind in ("ethernet", "aggregate-ethernet"):
        for name, interface in named(path(root, "network", "interface", kind)):
            layer = path(interface, "layer3")
            if layer is not None:
                yield name, layer
                yield from named(path(layer, "units"))
    for kind in ("vlan", "loopback", "tunnel"):
        place = path(root, "network", "interface", kind)
        if place is not None:
            yield kind, place
            yield from named(path(place, "units"))


DOORS: dict[str, Callable[[Node], Iterable[Door]]] = {
    "fortinet_fortios": _fortios_doors,
    "cisco_asa": _asa_doors,
    "huawei_vrp": _vrp_doors,
    "juniper_junos": _junos_doors,
    "paloalto_panos": _panos_doors,
}


def closed_outside(tree: ConfigTree, policy: Policy) -> Outcome:
    """No interface to a foreign network accepts a login."""
    outside = policy.words("EXTERNAL_INTERFACES")
    said = frozenset(OUTWARD.get(tree.platform.id, _nobody)(tree.root))
    nothing = not_applicable("keine Schnittstelle nimmt eine Anmeldung an", "no interface accepts a login")
    doors = DOORS[tree.platform.id](tree.root)
    return joined((_door(node, outside, name in said or fits(name, outside)) for name, node in doors), nothing=nothing)


def _nobody(_: Node) -> Iterator[str]:
    """No interface."""
    return iter(())


OUTWARD: dict[str, Callable[[Node], Iterable[str]]] = {"fortinet_fortios": _fortios_outward}


def _door(node: Node, outside: tuple[str, ...], external: bool) -> Outcome:
    """One interface that accepts a login."""
    if external:
        return failed(
            "$1 nimmt Anmeldungen aus einem fremden Netz an", "$1 accepts logins from a foreign network", node
        )
    if not outside:
        return unset("EXTERNAL_INTERFACES", node)
    return passed("$1", "$1", node)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {"no_login_from_outside": closed_outside}
