"""Whether a device filters what is addressed to itself."""

from collections.abc import Callable, Iterator

from checks.judges.walk import named, path
from checks.menus import Row, rows
from checks.outcome import Outcome, failed, joined, not_applicable, passed
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.text import Text

NO_IPV6 = not_applicable("keine IPv6-Adresse eingetragen", "no IPv6 address configured")
NO_ADDRESS = not_applicable("keine IPv4-Adresse eingetragen", "no IPv4 address configured")
# With this a firewall forwards like a router, and zones mean nothing.
PACKET_MODE = ("security", "forwarding-options", "family", "mpls", "mode", "packet-based")
ADDRESSED = ("address", "dhcp", "dhcp-client", "dhcpv6-client")
EVERY_SERVICE = frozenset({"all", "any-service"})
ZONED = Text(
    de="Eine Zone nimmt für das Gerät selbst nur die Dienste an, die sie nennt.",
    en="For the device itself a zone accepts only the services it names.",
)
# What a rule of RouterOS says that narrows it to nothing.
SILENT = frozenset({"action", "chain", "comment", "log", "log-prefix", "reject-with", "disabled"})
PLACES = ("in-interface", "in-interface-list")
HARMLESS = SILENT | set(PLACES)
SAID_BESIDE = frozenset({"action", "description", "log", "log-options"})


def _open(de: str, en: str) -> Outcome:
    """Nothing drops the rest."""
    return failed(f"{de} (ganze Konfiguration durchsucht)", f"{en} (the whole configuration was searched)")


def input_chain(root: Node, family: str) -> list[Row]:
    """The rules of the input chain in the order in which they are asked, with those of the chains it jumps to."""
    return list(_chain(list(rows(root, family, "firewall", "filter")), "input", frozenset()))


def _chain(every: list[Row], name: str, above: frozenset[str]) -> Iterator[Row]:
    """The rules of one chain; a jump hands its interface on, one that depends on more stays what it is."""
    for own, line in every:
        target = own.get("jump-target", name)
        if own.get("chain") != name:
            continue
        if own.get("action") == "jump" and set(own) <= HARMLESS | {"jump-target"} and target not in above | {name}:
            place = {key: own[key] for key in PLACES if key in own}
            yield from (({**inner, **place}, node) for inner, node in _chain(every, target, above | {name}))
        else:
            yield own, line


def _routeros(root: Node, family: str) -> Outcome:
    """The input chain drops the rest, or at least what comes in from outside."""
    for own, line in input_chain(root, family):
        if own.get("action", "accept") == "accept" and set(own) <= SILENT:
            return failed("$1 nimmt alles Übrige an", "$1 accepts all the rest", line)
        if own.get("action") in {"drop", "reject"} and set(own) <= HARMLESS:
            return passed("$1", "$1", line)
    return _open("die Kette ‚input‘ verwirft den Rest nicht", "the chain 'input' does not drop the rest")


def routeros_v4(tree: ConfigTree, _: Policy) -> Outcome:
    """RouterOS: the input chain of IPv4."""
    return _routeros(tree.root, "/ip")


def routeros_v6(tree: ConfigTree, _: Policy) -> Outcome:
    """RouterOS: the input chain of IPv6, where IPv6 is in use."""
    return _routeros(tree.root, "/ipv6") if uses_ipv6(tree.root) else NO_IPV6


def uses_ipv6(root: Node) -> bool:
    """Whether a RouterOS device has addresses of IPv6 or asks for some."""
    if any(own.get("disable-ipv6") == "yes" for own, _ in rows(root, "/ipv6", "settings")):
        return False
    return any(line for menu in ("address", "dhcp-client") for _, line in rows(root, "/ipv6", menu))


def _vyos(root: Node, family: str, local: str) -> Outcome:
    """The input filter, the local rules of an interface, or the local zone drops by default."""
    chain = (root, "firewall", family, "input", "filter")
    for action in ("drop", "reject"):
        line = path(*chain, "default-action", action)
        if line is not None:
            everything = next((rule for _, rule in named(path(*chain, "rule")) if _takes_all(rule)), None)
            if everything is not None:
                return failed("$1 nimmt alles Übrige an", "$1 accepts all the rest", everything)
            return passed("$1", "$1", line)
    zones = (*named(path(root, "firewall", "zone")), *named(path(root, "zone-policy", "zone")))
    line = next((word for _, zone in zones if (word := path(zone, "local-zone")) is not None), None)
    for interface in _vyos_interfaces(root):
        line = line or path(interface, "firewall", "local", local)
    if line is not None:
        return passed("$1", "$1", line)
    return _open("nichts filtert Verkehr an das Gerät selbst", "nothing filters traffic to the device itself")


def _takes_all(rule: Node) -> bool:
    """Whether a rule accepts whatever comes."""
    return path(rule, "action", "accept") is not None and {name for name, _ in named(rule)} <= SAID_BESIDE


def _vyos_interfaces(root: Node) -> Iterator[Node]:
    """Every interface with its VLANs and dialled connections."""
    for _, kind in named(path(root, "interfaces")):
        for _, interface in named(kind):
            yield interface
            for word in ("vif", "vif-s", "pppoe"):
                yield from (inner for _, inner in named(path(interface, word)))


def vyos_v4(tree: ConfigTree, _: Policy) -> Outcome:
    """VyOS: IPv4 to the device itself."""
    return _vyos(tree.root, "ipv4", "name")


def vyos_v6(tree: ConfigTree, _: Policy) -> Outcome:
    """VyOS: IPv6 to the device itself, where IPv6 is in use."""
    interfaces = list(_vyos_interfaces(tree.root))
    used = any(":" in name for node in interfaces for name, _node in named(path(node, "address")))
    used = used or any(path(node, "ipv6", "address") is not None for node in interfaces)
    return _vyos(tree.root, "ipv6", "ipv6-name") if used else NO_IPV6


def _junos_units(root: Node, family: str) -> list[Node]:
    """The blocks of a family of all interfaces but the loopback."""
    return [
        block
        for name, interface in named(path(root, "interfaces"))
        if not name.startswith("lo")
        for _, unit in named(path(interface, "unit"))
        if (block := path(unit, "family", family)) is not None
    ]


def _junos(root: Node, family: str, nothing: Outcome) -> Outcome:
    """The filters on lo0 end by discarding: none of their terms accepts whatever comes; zones serve as well."""
    if not any(any(path(block, word) for word in ADDRESSED) for block in _junos_units(root, family)):
        return nothing
    filters = list(_junos_filters(root, family))
    zones = [] if path(root, *PACKET_MODE) is not None else named(path(root, "security", "zones", "security-zone"))
    if not filters and zones:
        return joined((_junos_zone(zone) for _, zone in zones), nothing=nothing)
    if not filters:
        return _open("lo0 hat keinen Filter", "lo0 has no filter")
    return joined((_junos_filter(root, family, line) for line in filters), nothing=nothing)


def _junos_filters(root: Node, family: str) -> Iterator[Node]:
    """The input filters that lo0 names."""
    for _, unit in named(path(root, "interfaces", "lo0", "unit")):
        for way in ("input", "input-list"):
            for _, line in named(path(unit, "family", family, "filter", way)):
                yield line


def _junos_filter(root: Node, family: str, line: Node) -> Outcome:
    """One filter; what none of its terms takes is discarded."""
    block = path(root, "firewall", "family", family, "filter", line.text)
    if block is None and family == "inet":
        block = path(root, "firewall", "filter", line.text)
    if block is None:
        return failed("$1 ist nicht eingetragen", "$1 is not configured", line)
    for _, term in named(path(block, "term")):
        if path(term, "from") is None and not _stops(term):
            accepts = path(term, "then", "accept") or term
            return failed("$1 nimmt alles Übrige an", "$1 accepts all the rest", accepts)
    return passed("$1", "$1", line)


def _stops(term: Node) -> bool:
    """Whether a term discards or hands on what it takes; one that says neither accepts it."""
    said = {word for word, _ in named(path(term, "then"))}
    return bool(said & {"discard", "reject", "next", "routing-instance"}) or path(term, "filter") is not None


def _junos_zone(zone: Node) -> Outcome:
    """One zone of a firewall, and what is said otherwise for interfaces in it."""
    for place in (zone, *(interface for _, interface in named(path(zone, "interfaces")))):
        for name, line in named(path(place, "host-inbound-traffic", "system-services")):
            if name in EVERY_SERVICE:
                return failed("$1 nimmt jeden Dienst an", "$1 accepts every service", line)
    return passed("$1", "$1", zone)._replace(default=ZONED)


def junos_v4(tree: ConfigTree, _: Policy) -> Outcome:
    """Junos: the filter of IPv4 on lo0."""
    return _junos(tree.root, "inet", NO_ADDRESS)


def junos_v6(tree: ConfigTree, _: Policy) -> Outcome:
    """Junos: the filter of IPv6 on lo0."""
    return _junos(tree.root, "inet6", NO_IPV6)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "routeros_local_v4": routeros_v4,
    "routeros_local_v6": routeros_v6,
    "vyos_local_v4": vyos_v4,
    "vyos_local_v6": vyos_v6,
    "junos_local_v4": junos_v4,
    "junos_local_v6": junos_v6,
}
