"""Which doors to administration a device opens: programming interfaces, and services on external interfaces."""

from collections.abc import Callable, Iterable, Iterator

from checks.judges.walk import first, named, path, starting
from checks.outcome import Outcome, failed, joined, not_applicable, not_set, passed, unknown, unset
from checks.policy import Policy, fits
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

OFF = Text(
    de="Was nicht in der Konfiguration steht, gilt als aus.",
    en="What the configuration does not show counts as off.",
)
NO_API = passed("keine Programmierschnittstelle eingeschaltet", "no programming interface is switched on")._replace(
    default=OFF
)
Api = tuple[str, Node]

# Programming interfaces that one statement at the top switches on.
TOP: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "cisco_ios": (
        ("netconf", ("netconf-yang",)),
        ("netconf", ("netconf", "ssh")),
        ("restconf", ("restconf",)),
        ("gnmi", ("gnxi", "server")),
        ("gnmi", ("gnxi", "secure-server")),
        ("gnmi", ("gnmi-yang", "server")),
        ("gnmi", ("gnmi-yang", "secure-server")),
    ),
    "cisco_nxos": (
        ("netconf", ("feature", "netconf")),
        ("restconf", ("feature", "restconf")),
        ("gnmi", ("feature", "grpc")),
        ("nxapi", ("feature", "nxapi")),
    ),
    "cisco_asa": (("rest", ("rest-api", "agent")),),
    "hp_comware": (("netconf", ("netconf", "ssh", "server", "enable")), ("soap", ("netconf", "soap"))),
    "hp_procurve": (("rest", ("rest-interface",)),),
}
# The same where every word is a level of its own.
PATHS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "juniper_junos": (
        ("netconf", ("system", "services", "netconf")),
        ("rest", ("system", "services", "rest")),
        ("gnmi", ("system", "services", "extension-service", "request-response", "grpc")),
        ("xml", ("system", "services", "xnm-ssl")),
        ("xml", ("system", "services", "xnm-clear-text")),
    ),
    "vyos": (("rest", ("service", "https", "api")),),
}
EOS = {"http-commands": "eapi", "gnmi": "gnmi", "netconf": "netconf", "restconf": "restconf"}


def _eos(root: Node) -> Iterator[Api]:
    """EOS: a block of its own each; the one for commands is shut down unless said otherwise."""
    for block in starting(root, "management", "api"):
        kind = block.words[2] if len(block.words) > 2 else ""
        places = [block, *starting(block, "vrf"), *starting(block, "transport")]
        opened = any(first(place, "no", "shutdown") is not None for place in places)
        if kind in EOS and (opened or (kind != "http-commands" and starting(block, "transport"))):
            yield EOS[kind], block


def _routeros(root: Node) -> Iterator[Api]:
    """RouterOS: the service `api`, with and without encryption, is on unless it is disabled."""
    for block in starting(root, "/ip", "service"):
        for service in ("api", "api-ssl"):
            line = first(block, "set", service)
            if line is None or "disabled=yes" not in line.words:
                yield "api", line if line is not None else block


def _aoscx(root: Node) -> Iterator[Api]:
    """AOS-CX: the web server brings a REST interface that may change everything, unless it may only read."""
    if first(root, "https-server", "rest", "access-mode", "read-only") is None:
        yield from (("rest", line) for line in starting(root, "https-server", "vrf"))


def _fortios(root: Node) -> Iterator[Api]:
    """FortiOS: a user of the REST interface."""
    for block in starting(root, "config", "system", "api-user"):
        yield from (("rest", entry) for entry in starting(block, "edit"))


def _apis(tree: ConfigTree) -> Iterator[Api]:
    """Every programming interface that is switched on."""
    platform = tree.platform.id
    if platform in TOP:
        for name, words in TOP[platform]:
            yield from ((name, line) for line in starting(tree.root, *words))
    for name, words in PATHS.get(platform, ()):
        node = path(tree.root, *words)
        if node is not None:
            yield name, node
    yield from OTHERS.get(platform, _none)(tree.root)


def _none(_: Node) -> Iterator[Api]:
    """Nothing more."""
    return iter(())


OTHERS: dict[str, Callable[[Node], Iterator[Api]]] = {
    "aruba_aoscx": _aoscx,
    "arista_eos": _eos,
    "mikrotik_routeros": _routeros,
    "fortinet_fortios": _fortios,
}


def apis_declared(tree: ConfigTree, policy: Policy) -> Outcome:
    """Each programming interface that is on is one that the policy names."""
    declared = policy.words("API_ALLOWED")
    nothing = NO_API
    if tree.platform.id == "mikrotik_routeros" and not starting(tree.root, "/ip", "service"):
        nothing = _api_by_default(declared)
    return joined((_declared(name, node, declared) for name, node in _apis(tree)), nothing=nothing)


def _api_by_default(declared: tuple[str, ...]) -> Outcome:
    """RouterOS without a word about its services: the interface is on."""
    de = "die Schnittstelle ‚api‘ ist ab Werk eingeschaltet (ganze Konfiguration durchsucht)"
    en = "the interface 'api' is on by default (the whole configuration was searched)"
    if not declared:
        hint_de, hint_en = not_set("API_ALLOWED")
        return unknown(f"{de}; {hint_de}", f"{en}; {hint_en}")
    return failed(de, en) if "api" not in declared else NO_API


def _declared(name: str, node: Node, declared: tuple[str, ...]) -> Outcome:
    """One interface."""
    if not declared:
        return unset("API_ALLOWED", node)
    if name not in declared and node.words[:2] == ("/ip", "service"):
        return failed("$1 lässt die Schnittstelle ‚api‘ ein", "$1 leaves the interface 'api' on", node)
    if name not in declared:
        return failed("$1: diese Schnittstelle ist nicht freigegeben", "$1: this interface is not approved", node)
    return passed("$1", "$1", node)


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


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "apis_declared": apis_declared,
    "no_login_from_outside": closed_outside,
}
