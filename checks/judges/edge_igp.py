"""Whether an interface to a foreign net speaks an interior routing protocol."""

import ipaddress
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from checks.judges import edge, ospf
from checks.judges.edge import Port
from checks.judges.ospf_ports import own_addresses
from checks.judges.walk import exactly, first, instances, named, path, starting
from checks.menus import rows
from checks.outcome import Outcome, failed, passed
from checks.policy import Policy
from checks.tree import ConfigTree, Node

Address = ipaddress.IPv4Interface | ipaddress.IPv6Interface
EVERY_BIT = 2**32 - 1
# Protocols of VyOS in which an interface is only spoken about unless its area is said.
BY_AREA = frozenset({"ospf", "ospfv3"})
SPEAKERS: tuple[tuple[str, ...], ...] = (
    ("ip", "router"),
    ("ipv6", "router"),
    ("isis", "enable"),
    ("ipv6", "eigrp"),
    ("ipv6", "rip"),
    ("ospf", "enable"),
    ("ospfv3", "enable"),
    ("isis", "ipv6", "enable"),
)


def _verdict(port: Port, line: Node | None) -> Outcome:
    """One external interface."""
    if line is None:
        return passed("$1", "$1", port.node)
    return failed(
        "$1 spricht ein inneres Routingprotokoll ($2)", "$1 speaks an interior protocol ($2)", port.node, line
    )


def _indented(tree: ConfigTree, port: Port) -> Outcome:
    """IOS, NX-OS, EOS, FRR: by a line of its own or by a `network` of a process."""
    quiet = _quiet(tree.root, port)
    for words in SPEAKERS:
        line = first(port.node, *words)
        if line is not None and exactly(port.node, "isis", "passive") is None and line.words[-1] not in quiet:
            return _verdict(port, line)
    lines = (
        *starting(port.node, "ospfv3"),
        *starting(port.node, "ipv6", "ospf"),
        *starting(port.node, "ipv6", "ospf6"),
    )
    for line in lines if exactly(port.node, "ipv6", "ospf6", "passive") is None else ():
        if "area" in line.words:
            return _verdict(port, line)
    if ospf.speaks(port.node, tree.root):
        return _verdict(port, first(tree.root, "router", "ospf") or port.node)
    return _verdict(port, _by_network(tree.root, port))


def _quiet(root: Node, port: Port) -> frozenset[str]:
    """The IS-IS processes in which an interface is passive."""
    blocks = starting(root, "router", "isis")
    return frozenset(block.words[-1] for block in blocks if _is_passive(block, port))


def _is_passive(block: Node, port: Port) -> bool:
    """Whether a process sends nothing here."""
    for line in starting(block, "no", "passive-interface"):
        if port.is_called("".join(line.words[2:])):
            return False
    lines = starting(block, "passive-interface")
    return any(line.words[1:] == ("default",) or port.is_called("".join(line.words[1:])) for line in lines)


def _by_network(root: Node, port: Port) -> Node | None:
    """The `network` of RIP or EIGRP (on an ASA also of OSPF) that covers an address of the interface."""
    addresses = own_addresses(port.node)
    for protocol in ("rip", "eigrp", "ospf"):
        for router in starting(root, "router", protocol):
            for block in (router, *starting(router, "address-family")):
                if _is_passive(block, port) or _is_passive(router, port):
                    continue
                for line in starting(block, "network"):
                    if _covers(line, addresses) or port.is_called(line.words[-1]):
                        return line
    return None


class Net(NamedTuple):
    """The addresses of a `network`: one of them, and the bits in which all are the same."""

    base: int
    care: int

    def covers(self, address: int) -> bool:
        """Whether an address is one of them."""
        return not (self.base ^ address) & self.care


def net_of(words: tuple[str, ...]) -> Net | None:
    """What `A`, `A/N`, `A MASK` or `A WILDCARD` covers; a bare `A` is a whole class. None if it cannot be read."""
    try:
        if "/" in words[0]:
            network = ipaddress.IPv4Network(words[0], strict=False)
            return Net(int(network.network_address), int(network.netmask))
        base = int(ipaddress.IPv4Address(words[0]))
        if len(words) == 1 or words[1] == "area":
            return Net(base, EVERY_BIT << _free_bits(base) & EVERY_BIT)
        mask = int(ipaddress.IPv4Address(words[1]))
        return Net(base, (mask if mask >> 31 else mask ^ EVERY_BIT) if base else 0)
    except (ValueError, IndexError):
        return None


def _free_bits(base: int) -> int:
    """How many bits are free in the old class an address is in."""
    top = base >> 24
    return 24 if top < 128 else 16 if top < 192 else 8


def _covers(line: Node, addresses: Sequence[int]) -> bool:
    """Whether a `network` covers one of the addresses."""
    net = net_of(line.words[1:])
    return net is not None and any(map(net.covers, addresses))


def _comware(tree: ConfigTree, port: Port) -> Outcome:
    """VRP, Comware: by a line of its own or by a `network` of OSPF or RIP."""
    for line in (*starting(port.node, "ospf"), *starting(port.node, "ospfv3"), *starting(port.node, "rip")):
        if "area" in line.words or line.words[-1] == "enable":
            return _verdict(port, line)
    intermediate = first(port.node, "isis", "enable") or first(port.node, "isis", "ipv6", "enable")
    if intermediate is not None and exactly(port.node, "isis", "silent") is None:
        return _verdict(port, intermediate)
    return _verdict(port, _comware_network(tree.root, port))


def _comware_network(root: Node, port: Port) -> Node | None:
    """The `network` that covers an address of the interface, unless it is silent there."""
    addresses = own_addresses(port.node)
    for protocol in ("ospf", "rip"):
        for process in root.by_word.get(protocol, ()):
            if _is_silent(process, port):
                continue
            for block in (process, *starting(process, "area")):
                for line in starting(block, "network"):
                    if _covers(line, addresses):
                        return line
    return None


def _is_silent(process: Node, port: Port) -> bool:
    """Whether a process sends nothing out of an interface: named so, or all but those that are taken out."""
    if exactly(process, "silent-interface", "all") is not None:
        return not any(
            port.is_called("".join(line.words[2:])) for line in starting(process, "undo", "silent-interface")
        )
    return any(port.is_called("".join(line.words[1:])) for line in starting(process, "silent-interface"))


def _junos(tree: ConfigTree, port: Port) -> Outcome:
    """Junos: named under OSPF, IS-IS or RIP and not passive there; an entry of its own goes before the one for all."""
    for _, system in instances(tree.root):
        for entries in _junos_speakers(system):
            own = [node for name, node in entries if port.is_called(name)]
            for node in own or [node for name, node in entries if name == "all"]:
                if all(path(node, word) is None for word in ("passive", "disable")):
                    return _verdict(port, node)
    return _verdict(port, None)


def _junos_speakers(system: Node) -> Iterator[list[tuple[str, Node]]]:
    """The interfaces under each of the interior protocols."""
    for protocol in ("ospf", "ospf3"):
        areas = named(path(system, "protocols", protocol, "area"))
        yield [entry for _, area in areas for entry in named(path(area, "interface"))]
    yield named(path(system, "protocols", "isis", "interface"))
    groups = named(path(system, "protocols", "rip", "group"))
    yield [entry for _, group in groups for entry in named(path(group, "neighbor"))]


def _vyos(tree: ConfigTree, port: Port) -> Outcome:
    """VyOS: named under a protocol, or covered by a `network` of OSPF or RIP."""
    addresses = vyos_addresses(port)
    vrfs = [vrf for _, vrf in named(path(tree.root, "vrf", "name"))]
    for place in (tree.root, *vrfs):
        for protocol in ("ospf", "ospfv3", "isis", "rip", "ripng"):
            block = path(place, "protocols", protocol)
            line = _vyos_speaks(block, port, addresses) if block is not None else None
            if line is not None:
                return _verdict(port, line)
    return _verdict(port, None)


def vyos_addresses(port: Port) -> list[Address]:
    """The addresses of an interface of VyOS."""
    return [one for name, _ in named(path(port.node, "address")) if (one := _address(name)) is not None]


def _vyos_speaks(block: Node, port: Port, addresses: list[Address]) -> Node | None:
    """The line with which a protocol takes an interface in, unless it sends nothing there."""
    if vyos_passive(block, port):
        return None
    for name, node in named(path(block, "interface")):
        if port.is_called(name) and (block.text not in BY_AREA or path(node, "area") is not None):
            return node
    for place in (block, *(area for _, area in named(path(block, "area")))):
        for name, node in named(path(place, "interface")) if place is not block else ():
            if port.is_called(name):
                return node
        for name, node in named(path(place, "network")):
            if any(holds(name, address) for address in addresses) or port.is_called(name):
                return node
    return None


def _address(word: str) -> Address | None:
    """The address a word means, if it is one."""
    try:
        return ipaddress.ip_interface(word)
    except ValueError:
        return None


def vyos_passive(block: Node, port: Port) -> bool:
    """Whether a protocol sends nothing here; what is said for the interface goes before what is said for all."""
    own = [node for name, node in named(path(block, "interface")) if port.is_called(name)]
    said = next((line for node in own if (line := path(node, "passive")) is not None), None)
    if said is not None:
        return path(said, "disable") is None
    excluded = [name for name, _ in named(path(block, "passive-interface-exclude"))]
    names = [name for name, _ in named(path(block, "passive-interface"))]
    return ("default" in names and not any(map(port.is_called, excluded))) or any(map(port.is_called, names))


def holds(network: str, address: Address) -> bool:
    """Whether a network in words holds an address."""
    try:
        return address.ip in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False


def _routeros(tree: ConfigTree, port: Port) -> Outcome:
    """RouterOS: named in a template, or covered by its network; a template without either takes all."""
    address = next((_address(word[8:]) for word in port.node.words if word.startswith("address=")), None)
    for protocol in ("ospf", "rip", "isis"):
        for menu in ("interface-template", "interface", "network"):
            for own, line in rows(tree.root, "/routing", protocol, menu):
                active = line.words[0] == "add" and "passive" not in line.words and own.get("passive") != "yes"
                if active and _takes(own, port, address, template=menu == "interface-template"):
                    return _verdict(port, line)
    return _verdict(port, None)


def _takes(own: dict[str, str], port: Port, address: Address | None, *, template: bool) -> bool:
    """Whether an entry takes the interface in."""
    names = own.get("interfaces", own.get("interface", ""))
    networks = own.get("networks", own.get("network", ""))
    if any(port.is_called(name.strip('"')) for name in names.split(",")) or names == "all":
        return True
    if address is not None and any(holds(network, address) for network in networks.split(",")):
        return True
    return template and not names and not networks


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "edge_no_igp": edge.each(edge.indented, _indented),
    "comware_edge_no_igp": edge.each(edge.indented, _comware),
    "junos_edge_no_igp": edge.each(edge.junos, _junos),
    "vyos_edge_no_igp": edge.each(edge.vyos, _vyos),
    "routeros_edge_no_igp": edge.each(edge.routeros, _routeros),
}
