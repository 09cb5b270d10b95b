"""Interfaces to foreign nets: which they are, whether they are filtered and refuse forged senders."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from checks.judges.rt_local import SILENT
from checks.judges.walk import exactly, first, named, path, starting
from checks.menus import rows
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown, unset
from checks.policy import Policy, fits
from checks.remember import found_in_each
from checks.tree import ConfigTree, Node

NO_EXTERNAL = not_applicable("keine der externen Schnittstellen ist hier", "none of the external interfaces is here")
UNSET = unset("EXTERNAL_INTERFACES")


@dataclass(frozen=True, slots=True)
class Port:
    """An external interface: its names, and the block that sets it up."""

    names: tuple[str, ...]
    node: Node

    def is_called(self, name: str) -> bool:
        """Whether a name means this interface."""
        return name.lower() in self.names


Ports = Callable[[ConfigTree], Iterable[Port]]
Answer = Callable[[ConfigTree, Port], Outcome]


def each(ports: Ports, answer: Answer) -> Callable[[ConfigTree, Policy], Outcome]:
    """A judgement of every external interface."""

    def judged(tree: ConfigTree, policy: Policy) -> Outcome:
        patterns = policy.words("EXTERNAL_INTERFACES")
        if not patterns:
            return UNSET
        found = [port for port in ports(tree) if _is_external(port, patterns)]
        return joined((answer(tree, port) for port in found), nothing=NO_EXTERNAL)

    return judged


def _is_external(port: Port, patterns: tuple[str, ...]) -> bool:
    """Whether a word of the policy names an interface."""
    return any(fits(name, patterns) for name in port.names)


def indented(tree: ConfigTree) -> list[Port]:
    """`interface …` blocks that are up; on an ASA also by `nameif`."""
    return found_in_each(tree, "interface", _port)


def _port(block: Node) -> Port | None:
    """One of them."""
    if exactly(block, "shutdown") is not None or len(block.words) < 2:
        return None
    line = first(block, "nameif")
    own = (line.words[-1].lower(),) if line is not None else ()
    return Port(("".join(block.words[1:]).lower(), " ".join(block.words[1:]).lower(), *own), block)


def junos(tree: ConfigTree) -> Iterator[Port]:
    """Units of interfaces, as `ge-0/0/0.0`; unit 0 also by the interface's own name."""
    for name, interface in named(path(tree.root, "interfaces")):
        if path(interface, "disable") is not None:
            continue
        for unit, node in named(path(interface, "unit")):
            if path(node, "disable") is None:
                yield Port((f"{name}.{unit}".lower(), *((name.lower(),) if unit == "0" else ())), node)


def vyos(tree: ConfigTree) -> Iterator[Port]:
    """Interfaces of any kind and their VLANs, as `eth0` and `eth0.100`."""
    for _, kind in named(path(tree.root, "interfaces")):
        for name, node in named(kind):
            if path(node, "disable") is not None:
                continue
            yield Port((name.lower(),), node)
            inner = [(f"{name}.{vlan}", one) for word in ("vif", "vif-s") for vlan, one in named(path(node, word))]
            inner += [(f"pppoe{number}", one) for number, one in named(path(node, "pppoe"))]
            yield from (Port((called.lower(),), one) for called, one in inner if path(one, "disable") is None)


def routeros(tree: ConfigTree) -> Iterator[Port]:
    """Interfaces that carry an address or ask for one."""
    for menu in ("address", "dhcp-client"):
        for own, line in rows(tree.root, "/ip", menu):
            if "interface" in own:
                yield Port((own["interface"].strip('"').lower(),), line)
    for own, line in rows(tree.root, "/interface", "pppoe-client"):
        if "name" in own:
            yield Port((own["name"].strip('"').lower(),), line)


# How a platform binds a filter to an interface, in and out: the first words of the line, and its last one.
Binding = tuple[tuple[str, ...], str]
BINDINGS: dict[str, tuple[Binding, Binding]] = {
    "cisco_ios": ((("ip", "access-group"), "in"), (("ip", "access-group"), "out")),
    "cisco_nxos": ((("ip", "access-group"), "in"), (("ip", "access-group"), "out")),
    "arista_eos": ((("ip", "access-group"), "in"), (("ip", "access-group"), "out")),
    "aruba_aoscx": ((("apply", "access-list", "ip"), "in"), (("apply", "access-list", "ip"), "out")),
    "huawei_vrp": ((("traffic-filter", "inbound"), ""), (("traffic-filter", "outbound"), "")),
    "hp_comware": ((("packet-filter",), "inbound"), (("packet-filter",), "outbound")),
}


def _bound(tree: ConfigTree, port: Port, way: int) -> Node | None:
    """The line that binds a list to an interface in one direction, or puts it in a zone."""
    words, last = BINDINGS[tree.platform.id][way]
    for line in starting(port.node, *words):
        if not last or line.words[-1] in {last, f"routed-{last}"}:
            return line
    return first(port.node, "zone-member", "security") or _zone(tree.root, port)


def _zone(root: Node, port: Port) -> Node | None:
    """The line of a zone that takes an interface in (Huawei, Comware)."""
    for words, take in (
        (("firewall", "zone"), ("add", "interface")),
        (("security-zone", "name"), ("import", "interface")),
    ):
        for zone in starting(root, *words):
            for line in starting(zone, *take):
                if port.is_called("".join(line.words[2:])):
                    return line
    return None


def _open(port: Port, de: str, en: str) -> Outcome:
    """An interface without a filter."""
    return failed(f"$1 hat {de}", f"$1 has {en}", port.node)


# The words that bind a list for IPv6, where it is not the same line as for IPv4.
IPV6: dict[str, tuple[str, ...]] = {"cisco_ios": ("ipv6", "traffic-filter")}
WAYS = (("eingehenden", "incoming"), ("ausgehenden", "outgoing"))


def _ipv6(port: Port) -> list[Node]:
    """The IPv6 addresses with which an interface can be reached from other networks."""
    return [line for line in starting(port.node, "ipv6", "address") if line.words[-1] != "link-local"]


def _filtered(tree: ConfigTree, port: Port, way: int) -> Outcome:
    """A list or zone in one direction, for each version of IP that the interface speaks."""
    (de, en), words = WAYS[way], IPV6.get(tree.platform.id, ())
    line = _bound(tree, port, way)
    six = _ipv6(port) if words else []
    if line is None and not (six and not starting(port.node, "ip", "address")):
        return _open(port, f"keinen Filter für {de} Verkehr", f"no filter for {en} traffic")
    bound = [] if line is None else [line]
    if six and (line is None or line.words[0] != "zone-member"):
        bound += [one for one in starting(port.node, *words) if one.words[-1] == BINDINGS[tree.platform.id][way][1]]
        if bound == [line] or not bound:
            return _open(port, f"keinen Filter für {de} IPv6-Verkehr", f"no filter for {en} IPv6 traffic")
    return passed("$1", "$1", *bound, block=port.node)


def _asa_incoming(tree: ConfigTree, port: Port) -> Outcome:
    """ASA: an access group, or security level 0, from which nothing may enter without one."""
    for line in starting(tree.root, "access-group"):
        inward = line.words[2:4] == ("in", "interface") and line.words[-1] != "control-plane"
        if line.words[2:3] == ("global",) or (inward and len(line.words) > 4 and port.is_called(line.words[4])):
            return passed("$1", "$1", line)
    level = exactly(port.node, "security-level", "0")
    if level is not None:
        return passed("$1", "$1", level, block=port.node)
    return _open(port, "keinen Filter für eingehenden Verkehr", "no filter for incoming traffic")


BY_INTERFACE = {"in-interface", "in-interface-list", "connection-nat-state", "connection-state"}


def _routeros_incoming(tree: ConfigTree, port: Port) -> Outcome:
    """RouterOS: the forward chain drops all the rest, or all that comes in here."""
    for own, line in rows(tree.root, "/ip", "firewall", "filter"):
        drops = own.get("chain") == "forward" and own.get("action") in {"drop", "reject"}
        if drops and set(own) <= SILENT | BY_INTERFACE and own.get("connection-state", "new") == "new":
            inside = own.get("in-interface")
            if inside is None or port.is_called(inside.strip('"').removeprefix("!")) != inside.startswith("!"):
                return passed("$1", "$1", line)
    return failed(
        "$1 ist extern, und die Kette ‚forward‘ verwirft den Rest nicht",
        "$1 is external, and the chain 'forward' does not drop the rest",
        port.node,
    )


CHECKS: dict[str, tuple[tuple[str, ...], ...]] = {
    "cisco_ios": (("ip", "verify", "unicast"),),
    "cisco_nxos": (("ip", "verify", "unicast"),),
    "arista_eos": (("ip", "verify", "unicast"),),
    "huawei_vrp": (("urpf",), ("ip", "urpf")),
    "hp_comware": (("ip", "urpf"),),
}


def _senders(tree: ConfigTree, port: Port) -> Outcome:
    """The interface looks where a sender's address belongs."""
    for place in (port.node, tree.root):
        for words in CHECKS[tree.platform.id]:
            line = first(place, *words)
            if line is not None:
                return _senders_ipv6(tree, port, line)
    return undecided(_bound(tree, port, 0), port)


def _senders_ipv6(tree: ConfigTree, port: Port, line: Node) -> Outcome:
    """The same for IPv6, where it is a statement of its own."""
    words = IPV6.get(tree.platform.id)
    if words is None or not _ipv6(port):
        return passed("$1", "$1", line)
    six = first(port.node, "ipv6", "verify", "unicast")
    if six is not None:
        return passed("$1", "$1", line, six)
    if first(port.node, *words) is not None:
        return undecided(first(port.node, *words), port)
    return failed("$1 prüft keine Absender von IPv6", "$1 does not check senders of IPv6", port.node)


def undecided(line: Node | None, port: Port) -> Outcome:
    """Without a check of its own, a list may still refuse forged senders."""
    if line is None:
        return failed("$1 prüft keine Absenderadressen", "$1 does not check senders' addresses", port.node)
    return unknown(
        "ob $1 gefälschte Absender abweist, ist hier nicht zu lesen",
        "whether $1 refuses forged senders is not read",
        line,
    )


def _asa_senders(tree: ConfigTree, port: Port) -> Outcome:
    """ASA: `ip verify reverse-path interface NAME`."""
    for line in starting(tree.root, "ip", "verify", "reverse-path", "interface"):
        if port.is_called(line.words[-1]):
            return passed("$1", "$1", line)
    return undecided(None, port)


def _vyos_senders(tree: ConfigTree, port: Port) -> Outcome:
    """VyOS: source validation of the interface or of all."""
    for place in (("ip",), ("firewall",), ("firewall", "global-options")):
        for word in ("strict", "loose"):
            line = path(port.node if place == ("ip",) else tree.root, *place, "source-validation", word)
            if line is not None:
                return passed("$1", "$1", line)
    return undecided(path(port.node, "firewall", "in", "name"), port)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "edge_filter_in": each(indented, partial(_filtered, way=0)),
    "asa_edge_filter_in": each(indented, _asa_incoming),
    "routeros_edge_filter_in": each(routeros, _routeros_incoming),
    "edge_filter_out": each(indented, partial(_filtered, way=1)),
    "edge_senders": each(indented, _senders),
    "asa_edge_senders": each(indented, _asa_senders),
    "vyos_edge_senders": each(vyos, _vyos_senders),
}
