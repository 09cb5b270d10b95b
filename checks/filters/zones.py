"""Interfaces and zones of firewalls: FortiOS, Junos, PAN-OS, VyOS, RouterOS."""

from collections.abc import Iterator

from checks import menus
from checks.filters import addresses, fortios, panos, vyos
from checks.filters.entry import Port, Use
from checks.filters.junos import systems
from checks.filters.spans import NOTHING, Spans
from checks.filters.words_tree import at, entries, value, values
from checks.syntax.node import Node


def _networks(*words: str) -> Spans:
    """The networks of addresses with their length; nothing for what is none."""
    found = [addresses.network(word) for word in words if word]
    return _joined(one.least for one in found if one is not None)


def _joined(parts: Iterator[Spans]) -> Spans:
    """All of them together."""
    found = NOTHING
    for part in parts:
        found = found | part
    return found


def fortios_ports(root: Node) -> tuple[Port, ...]:
    """The interfaces with an address, and the zone each is in."""
    zones = {
        member: name
        for scope in fortios.scopes(root)
        for name, entry in fortios.table(scope, "system", "zone")
        for member in fortios.setting(entry, "interface") or ()
    }
    found = []
    for scope in fortios.scopes(root):
        for name, entry in fortios.table(scope, "system", "interface"):
            up = (fortios.setting(entry, "status") or ("up",))[0] == "up"
            if up:
                vdom = (fortios.setting(entry, "vdom") or ("",))[0]
                zone = zones.get(name, name)
                found.append(Port(name=name, node=entry, addresses=_fortios_networks(entry), zone=zone, instance=vdom))
    return tuple(found)


def _fortios_networks(entry: Node) -> Spans:
    """The networks of an interface: its own address, further ones, and that of IPv6."""
    further = [row for _, row in fortios.table(entry, "secondaryip")]
    six = [block for block in entry.by_word.get("config", ()) if block.words[1:] == ("ipv6",)]
    given = [fortios.setting(one, "ip") for one in (entry, *further)]
    given += [fortios.setting(one, "ip6-address") for one in six]
    known = [addresses.network(*words[:2]) for words in given if words and words[0] not in NO_ADDRESS]
    return _joined(one.least for one in known if one is not None)


NO_ADDRESS = frozenset({"0.0.0.0", "::/0"})  # noqa: S104 - no address is set


def _units(system: Node) -> Iterator[tuple[str, Node]]:
    """The logical interfaces of Junos, as (name, node)."""
    for name, node in entries(system, "interfaces"):
        if "disable" not in node.by_word:
            for unit, logical in entries(node, "unit"):
                if "disable" not in logical.by_word:
                    yield f"{name}.{unit}", logical


def junos_uses(root: Node) -> tuple[Use, ...]:
    """Every filter on a logical interface."""
    return tuple(use for system in systems(root) for _, unit in _units(system) for use in _junos_filters(unit))


def _junos_filters(unit: Node) -> Iterator[Use]:
    """The filters on one logical interface."""
    families = at(unit, "family")
    for family, whole in JUNOS_FAMILIES:
        filters = at(families, family, "filter")
        for place in filters.children if filters is not None else ():
            if place.text in JUNOS_DIRECTIONS:
                for node in place.children:
                    yield Use(name=node.text, node=node, inward=place.text.startswith("in"), family=whole, block=unit)


JUNOS_FAMILIES = (("inet", addresses.V4), ("inet6", addresses.V6))
JUNOS_DIRECTIONS = {"input", "input-list", "output", "output-list"}


def junos_ports(root: Node) -> Iterator[Port]:
    """The logical interfaces with an address; the zone each is in, if there are zones."""
    for system in systems(root):
        zones = {
            port: name
            for name, zone in entries(system, "security", "zones", "security-zone")
            for port in values(zone, "interfaces")
        }
        instances = {
            port: name for name, node in entries(system, "routing-instances") for port in values(node, "interface")
        }
        for name, unit in _units(system):
            where = _networks(*values(unit, "family", "inet", "address"), *values(unit, "family", "inet6", "address"))
            uses = tuple(use for use in _junos_filters(unit) if use.inward)
            if where or uses or name in zones:
                zone = zones.get(name, zones.get(name.partition(".")[0], ""))
                yield Port(
                    name=name, node=unit, addresses=where, instance=instances.get(name, ""), filters=uses, zone=zone
                )


def panos_ports(root: Node) -> tuple[Port, ...]:
    """The layer 3 interfaces with an address and their zone."""
    zones: dict[str, str] = {}
    for scope in panos.scopes(root):
        for name, zone in entries(scope, "zone"):
            zones |= dict.fromkeys(values(zone, "network", "layer3"), name)
    found = []
    for kind in ("ethernet", "aggregate-ethernet", "vlan"):
        for name, node in entries(root, "network", "interface", kind):
            layer = at(node, "layer3")
            rows = [(name, layer)] if layer is not None else []
            rows += entries(layer, "units") + entries(node, "units")
            for port, place in rows:
                where = _networks(*values(place, "ip"))
                if where or port in zones:
                    found.append(Port(name=port, node=place, addresses=where, zone=zones.get(port, "")))
    return tuple(found)


VYOS_DIRECTIONS = {"in": True, "out": False, "local": False}


def vyos_uses(root: Node) -> tuple[Use, ...]:
    """The lists put on interfaces (older form), jumped to from the base chains, or named for zones."""
    found: list[Use] = []
    for _, node in _vyos_interfaces(root):
        found += _vyos_filters(node)
    for chain in ("ipv4", "ipv6"):
        family = addresses.V6 if chain == "ipv6" else addresses.V4
        for base in ("forward", "input", "output"):
            place = at(root, "firewall", chain, base, "filter")
            if place is not None:
                found.append(Use(name=f"{chain} {base}", node=place, inward=True, family=family))
        found += [
            Use(name=value(rule, "jump-target"), node=rule, inward=True, family=family)
            for base in ("forward", "input", "output")
            for _, rule in entries(root, "firewall", chain, base, "filter", "rule")
            if value(rule, "jump-target") and "disable" not in rule.by_word
        ]
    for zones in (at(root, "zone-policy", "zone"), at(root, "firewall", "zone")):
        for _, zone in entries(zones):
            for _, source in entries(zone, "from"):
                for word, family in (("name", addresses.V4), ("ipv6-name", addresses.V6)):
                    found += [
                        Use(name=name, node=node, inward=True, family=family)
                        for name, node in entries(source, "firewall", word)
                    ]
    return tuple(found)


def _vyos_interfaces(root: Node) -> Iterator[tuple[str, Node]]:
    """Every interface with its VLANs and sessions, as (name, node)."""
    for _, kind in entries(root, "interfaces"):
        for name, node in [(child.text, child) for child in kind.children]:
            yield name, node
            for word in ("vif", "pppoe"):
                for number, sub in entries(node, word):
                    yield (f"{name}.{number}" if word == "vif" else f"pppoe{number}"), sub


def _vyos_filters(node: Node) -> Iterator[Use]:
    """The lists on one interface."""
    for direction, inward in VYOS_DIRECTIONS.items():
        for word, family in (("name", addresses.V4), ("ipv6-name", addresses.V6)):
            for name, leaf in entries(node, "firewall", direction, word):
                yield Use(name=name, node=leaf, inward=inward, family=family, block=node)


def vyos_ports(root: Node) -> tuple[Port, ...]:
    """The interfaces with an address, and the zone each is in, if there are zones."""
    zones = {port: name for name, zone in vyos.zones_of(root) for port in vyos.members(zone)}
    found = []
    for name, node in _vyos_interfaces(root):
        where = _networks(*(word for word in values(node, "address") if "/" in word))
        uses = tuple(use for use in _vyos_filters(node) if use.inward)
        if (where or uses) and "disable" not in node.by_word:
            zone, instance = zones.get(name, ""), value(node, "vrf")
            found.append(Port(name=name, node=node, addresses=where, instance=instance, filters=uses, zone=zone))
    return tuple(found)


def routeros_ports(root: Node) -> tuple[Port, ...]:
    """The addresses of interfaces."""
    found = []
    for menu in ("/ip", "/ipv6"):
        for line in menus.commands(root, menu, "address"):
            given = menus.settings(line)
            where = _networks(given.get("address", ""))
            if where and given.get("disabled") != "yes":
                found.append(Port(name=given.get("interface", ""), node=line, addresses=where))
    return tuple(found)
