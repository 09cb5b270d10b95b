"""Routed interfaces in the manner of Cisco and Huawei: their addresses, and the filters put on them."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from checks.filters import addresses
from checks.filters.cisco_words import Words
from checks.filters.entry import Port, Use
from checks.filters.spans import NOTHING, Spans
from checks.remember import found_in_each, of_block
from checks.tree import ConfigTree, Node

INWARD = {"in", "inbound", "routed-in", "vlan-in"}
OUTWARD = {"out", "outbound", "routed-out", "vlan-out"}
VRF_WORDS = (("vrf", "forwarding"), ("vrf", "member"), ("ip", "vrf", "forwarding"), ("vrf", "attach"), ("vrf",))
BINDING = ("ip", "binding", "vpn-instance")


def _words(platform: str) -> tuple[str, ...]:
    """What the blocks of interfaces begin with; on ProCurve also those of VLANs, which hold the addresses there."""
    return ("interface", "vlan") if platform in {"hp_procurve", "aruba_aoscx", "cisco_nxos"} else ("interface",)


def ports(tree: ConfigTree) -> list[Port]:
    """The interfaces that are up and have an address or a filter."""
    platform = tree.platform.id
    found = [port for word in _words(platform) for port in found_in_each(tree, word, _port, platform)]
    return _with_vlans(found) if platform == "aruba_aoscx" else found


def _with_vlans(found: list[Port]) -> list[Port]:
    """The same with the filters of a VLAN at its interface, too: they see all that comes in from its ports."""
    filters = {port.name: port.filters for port in found if port.node.words[0] == "vlan"}
    return [replace(port, filters=(*port.filters, *filters.get(port.name.removeprefix("vlan "), ()))) for port in found]


def ports_v6(tree: ConfigTree) -> list[Port]:
    """Those of them that have an IPv6 address."""
    if tree.platform.id == "aruba_aoscx":
        return [port for port in ports(tree) if port.addresses.overlaps(addresses.V6)]
    platform = tree.platform.id
    return [port for word in _words(platform) for port in found_in_each(tree, word, _port_v6, platform)]


def _port_v6(block: Node, platform: str) -> Port | None:
    """An interface, if it is up and has an IPv6 address; on others nobody looks at the addresses."""
    port = _port(block, platform) if "ipv6" in block.by_word else None
    return port if port is not None and port.addresses.overlaps(addresses.V6) else None


def routes(tree: ConfigTree) -> bool:
    """Whether there is any of them, and the device routes; to be asked for as a fact."""
    platform, words = tree.platform.id, tree.root.by_word
    if platform == "hp_procurve" and not any(
        line.words[1:2] in {("routing",), ("unicast-routing",)}
        for word in ("ip", "ipv6")
        for line in words.get(word, ())
    ):
        return False
    return any(_is_port(block, platform) for word in _words(platform) for block in words.get(word, ()))


@of_block
def _is_port(block: Node, platform: str) -> bool:
    """Whether an interface is one of them."""
    return not _is_down(block) and (any(_networks(block)) or any(use.inward for use in _each_use(block, platform)))


def _port(block: Node, platform: str) -> Port | None:
    """An interface, if it is up and has an address or a filter."""
    where = _addresses(block)
    uses = tuple(use for use in _uses_of(block, platform) or () if use.inward)
    if not (where or uses) or _is_down(block):
        return None
    return Port(name=" ".join(block.words[1:]), node=block, addresses=where, instance=_instance(block), filters=uses)


def _is_down(block: Node) -> bool:
    """Whether an interface is shut down."""
    return any(child.text == "shutdown" for child in block.by_word.get("shutdown", ()))


def _addresses(block: Node) -> Spans:
    """The networks an interface is in."""
    found = NOTHING
    for one in _networks(block):
        found = found | one
    return found


def _networks(block: Node) -> Iterator[Spans]:
    """The same, one after the other."""
    for word, family in (("ip", addresses.V4), ("ipv6", addresses.V6)):
        for line in block.by_word.get(word, ()):
            if len(line.words) > 2 and line.words[1] == "address":
                yield _network(line.words[2:]) & family


def _network(words: Words) -> Spans:
    """`192.0.2.1/24`, `192.0.2.1 255.255.255.0`, `192.0.2.1 24`, on EOS behind `virtual`; nothing for `dhcp` and masked
    ones."""
    if words[0] == "virtual" and len(words) > 1:
        words = words[1:]
    mask = words[1] if len(words) > 1 and "/" not in words[0] and words[1][:1].isdigit() else None
    found = addresses.network(words[0], mask)
    return found.least if found is not None else NOTHING


def _instance(block: Node) -> str:
    """The routing instance of an interface; nothing for the default one."""
    for line in (line for word in ("vrf", "ip") for line in block.by_word.get(word, ())):
        for start in (*VRF_WORDS, BINDING):
            if len(line.words) == len(start) + 1 and line.words[: len(start)] == start:
                return line.words[-1]
    return ""


def _uses_of(block: Node, platform: str) -> tuple[Use, ...] | None:
    """The filters put on an interface, None if there are none."""
    return tuple(_each_use(block, platform)) or None


def _each_use(block: Node, platform: str) -> Iterator[Use]:
    """The same, one after the other."""
    words, find = FINDERS[platform]
    for line in (line for word in words for line in block.by_word.get(word, ())):
        found = find(line.words)
        if found is not None:
            name, direction, family = found
            if direction in INWARD | OUTWARD:
                yield Use(name=name, node=line, inward=direction in INWARD, family=family, block=block)


# Policies of Comware and VRP that may drop traffic, put on the whole device, on VLANs and on interfaces.
POLICIES: dict[str, tuple[Words, ...]] = {
    "hp_comware": (("qos", "apply", "policy"), ("qos", "vlan-policy")),
    "huawei_vrp": (("traffic-policy",), ("traffic-filter", "vlan"), ("traffic-filter", "inbound")),
}


def unread(tree: ConfigTree) -> Node | None:
    """A policy on the whole device or on a VLAN that may drop traffic in a manner that nobody reads here."""
    platform = tree.platform.id
    if platform not in POLICIES:
        return None
    found = _policy(tree.root, POLICIES[platform])
    return found or next(iter(found_in_each(tree, "vlan", _policy, POLICIES[platform])), None)


def _policy(block: Node, kinds: tuple[Words, ...]) -> Node | None:
    """Such a policy in a block."""
    for words in kinds:
        for line in block.by_word.get(words[0], ()):
            if line.words[: len(words)] == words and {"inbound", "global"} & set(line.words):
                return line
    return None


def unread_at(port: Port, platform: str) -> Node | None:
    """The same at an interface."""
    return _policy(port.node, POLICIES[platform][:1]) if platform in POLICIES else None


def uses(tree: ConfigTree) -> list[Use]:
    """Every filter put on an interface."""
    platform = tree.platform.id
    found = [some for word in _words(platform) for some in found_in_each(tree, word, _uses_of, platform)]
    return [use for some in found for use in some]


Found = tuple[str, str, Spans]


def _cisco(words: Words) -> Found | None:
    """`ip access-group X in`, `ip port access-group X in`, `ipv6 traffic-filter X in`, `ipv6 access-group X in`."""
    if len(words) < 4 or words[0] not in {"ip", "ipv6"}:
        return None
    place = 2 if words[1] == "port" else 1  # of an address nobody looks at more than these two words
    if words[place] not in {"access-group", "traffic-filter"} or len(words) < place + 3:
        return None
    return words[place + 1], words[place + 2], addresses.V6 if words[0] == "ipv6" else addresses.V4


def _aoscx(words: Words) -> Found | None:
    """`apply access-list ip X in`."""
    if words[:2] != ("apply", "access-list") or len(words) < 5 or words[2] not in {"ip", "ipv6"}:
        return None
    return words[3], words[4], addresses.V6 if words[2] == "ipv6" else addresses.V4


def _comware(words: Words) -> Found | None:
    """`packet-filter 3000 inbound`, `packet-filter ipv6 name X inbound`."""
    if words[:1] != ("packet-filter",) or len(words) < 3:
        return None
    family = addresses.V6 if words[1] == "ipv6" else addresses.V4
    rest = [word for word in words[1:] if word not in {"ipv6", "name"}]
    return (rest[0], rest[1], family) if len(rest) > 1 else None


def _vrp(words: Words) -> Found | None:
    """`traffic-filter inbound acl 3000`, `traffic-filter outbound ipv6 acl name X`."""
    if words[:1] != ("traffic-filter",) or "acl" not in words[:-1]:
        return None
    family = addresses.V6 if "ipv6" in words else addresses.V4
    rest = [word for word in words[words.index("acl") + 1 :] if word not in {"name", "ipv6"}]
    return (rest[0], words[1], family) if rest else None


FINDERS: dict[str, tuple[tuple[str, ...], Callable[[Words], Found | None]]] = {
    "cisco_ios": (("ip", "ipv6"), _cisco),
    "cisco_nxos": (("ip", "ipv6"), _cisco),
    "arista_eos": (("ip", "ipv6"), _cisco),
    "hp_procurve": (("ip", "ipv6"), _cisco),
    "aruba_aoscx": (("apply",), _aoscx),
    "hp_comware": (("packet-filter",), _comware),
    "huawei_vrp": (("traffic-filter",), _vrp),
}
