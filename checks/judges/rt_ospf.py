"""Whether OSPF is authenticated where areas, not interfaces, are the units that one can read for certain."""

from collections.abc import Callable, Iterator

from checks.judges import edge, edge_igp, ospf
from checks.judges.walk import named, path, starting
from checks.menus import rows
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.tree import ConfigTree, Node

NO_OSPF = not_applicable("kein OSPF-Bereich eingetragen", "no OSPF area configured")


def _area(area: Node, own: Node | None, interface: Node | None) -> Outcome:
    """One area, by its own line, or with an interface somewhere that has one."""
    if own is not None:
        return passed("$1", "$1", own, block=area)
    if interface is not None:
        return unknown(
            "ob $1 in jeder Schnittstelle von $2 gesetzt ist, ist offen",
            "whether $1 is set on every interface of $2 is open",
            interface,
            area,
        )
    return failed("$1 ist ein Bereich ohne Authentisierung", "$1 is an area without authentication", area)


def frr(tree: ConfigTree, policy: Policy) -> Outcome:
    """FRR: as on IOS; the addresses may be set outside, then a `network` leaves it open."""
    outcome = ospf.cisco(tree, policy)
    lines = [line for block in starting(tree.root, "router", "ospf") for line in starting(block, "network")]
    if outcome != ospf.NO_NEIGHBOUR or not lines:
        return outcome
    return unknown("welche Schnittstellen $1 trifft, ist offen", "which interfaces $1 meets is open", lines[0])


def vyos(tree: ConfigTree, _: Policy) -> Outcome:
    """VyOS: MD5 on each interface that speaks OSPF, or for its area; of an area whose interfaces have no address here
    by its own line."""
    vrfs = named(path(tree.root, "vrf", "name"))
    found = [
        outcome
        for name, place in (("", tree.root), *vrfs)
        if (block := path(place, "protocols", "ospf")) is not None
        for outcome in _vyos_process(
            block, _vyos_ports(tree, name), next(iter(_vyos_interfaces(tree.root, block)), None)
        )
    ]
    return joined(found, nothing=NO_OSPF)


def _vyos_ports(tree: ConfigTree, vrf: str) -> list[edge.Port]:
    """The interfaces of a VRF (the general one has no name) that may have neighbours."""
    return [port for port in edge.vyos(tree) if not port.names[0].startswith(("lo", "dum")) and _vrf(port.node) == vrf]


def _vrf(node: Node) -> str:
    """The VRF of an interface."""
    return next((name for name, _ in named(path(node, "vrf"))), "")


def _vyos_process(block: Node, ports: list[edge.Port], elsewhere: Node | None) -> Iterator[Outcome]:
    """One process."""
    areas = dict(named(path(block, "area")))
    seen: set[str] = set()
    for port in ports:
        taken = _vyos_taken(block, areas, port)
        if taken is not None:
            line, area = taken
            seen.add(area)
            if not edge_igp.vyos_passive(block, port):
                yield _vyos_port(
                    line, path(areas[area], "authentication", "md5") if area in areas else None, block, port
                )
    for name, node in areas.items():
        if name not in seen:
            yield _area(node, path(node, "authentication", "md5"), elsewhere)


def _vyos_taken(block: Node, areas: dict[str, Node], port: edge.Port) -> tuple[Node, str] | None:
    """The line that puts an interface in an area, and the area."""
    for name, node in named(path(block, "interface")):
        if port.is_called(name):
            for area, line in named(path(node, "area")):
                return line, area
    addresses = edge_igp.vyos_addresses(port)
    for area, node in areas.items():
        for network, line in named(path(node, "network")):
            if any(edge_igp.holds(network, address) for address in addresses):
                return line, area
    return None


def _vyos_port(line: Node, general: Node | None, block: Node, port: edge.Port) -> Outcome:
    """One interface; `general` is what holds for its area."""
    own = [
        path(node, "authentication", "md5") for name, node in named(path(block, "interface")) if port.is_called(name)
    ]
    good = next((one for one in (*own, path(port.node, "ip", "ospf", "authentication", "md5"), general) if one), None)
    if good is not None:
        return passed("$1", "$1", good)
    return failed(
        "$1 spricht OSPF ohne Authentisierung ($2)", "$1 speaks OSPF without authentication ($2)", port.node, line
    )


def _vyos_interfaces(root: Node, block: Node) -> Iterator[Node]:
    """The interfaces with MD5, in the words of old and new releases."""
    for _, node in named(path(block, "interface")):
        if (line := path(node, "authentication", "md5")) is not None:
            yield line
    for _, kind in named(path(root, "interfaces")):
        for _, node in named(kind):
            if (line := path(node, "ip", "ospf", "authentication", "md5")) is not None:
                yield line


def routeros(tree: ConfigTree, _: Policy) -> Outcome:
    """RouterOS: each template (version 7) or interface (version 6) names a method; a network alone has none."""
    root = tree.root
    entries = [
        (own, line)
        for menu in ("interface-template", "interface")
        for own, line in rows(root, "/routing", "ospf", menu)
        if line.words[0] == "add" and "passive" not in line.words and own.get("passive") != "yes"
    ]
    outcomes = [_entry(own, line) for own, line in entries]
    if not entries:
        networks = [row for row in rows(root, "/routing", "ospf", "network") if row[1].words[0] == "add"]
        outcomes = [_entry({}, line) for _, line in networks]
    return joined(outcomes, nothing=NO_OSPF)


def _entry(own: dict[str, str], line: Node) -> Outcome:
    """One entry."""
    if own.get("auth", own.get("authentication", "none")) not in {"none", "simple"}:
        return passed("$1", "$1", line)
    return failed("$1 spricht OSPF ohne Authentisierung", "$1 speaks OSPF without authentication", line)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "frr_ospf_authenticated": frr,
    "vyos_ospf_authenticated": vyos,
    "routeros_ospf_authenticated": routeros,
}
