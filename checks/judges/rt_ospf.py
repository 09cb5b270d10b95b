"""Whether OSPF is authenticated where areas, not interfaces, are the units that one can read for certain."""

from collections.abc import Callable, Iterator

from checks.judges import ospf
from checks.judges.walk import first, named, path, starting
from checks.menus import rows
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.remember import found_in_each
from checks.tree import ConfigTree, Node

NO_OSPF = not_applicable("kein OSPF-Bereich eingetragen", "no OSPF area configured")
STRONG = ("md5", "hmac-md5", "hmac-sha256", "hmac-sm3", "keychain")


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


def huawei(tree: ConfigTree, _: Policy) -> Outcome:
    """VRP, Comware: `authentication-mode` of each area that has networks."""
    interface = next(iter(found_in_each(tree, "interface", _interface_line)), None)
    outcomes = [
        _area(area, _strong(area, "authentication-mode"), interface)
        for process in starting(tree.root, "ospf")
        for area in starting(process, "area")
        if first(area, "network") is not None
    ]
    return joined(outcomes, nothing=NO_OSPF)


def _strong(block: Node, *words: str) -> Node | None:
    """The first line with these words and a method that is no clear text."""
    place = len(words)
    return next((line for line in starting(block, *words) if {*line.words[place : place + 1]} & {*STRONG}), None)


def _interface_line(block: Node) -> Node | None:
    """`ospf authentication-mode …` of an interface."""
    return _strong(block, "ospf", "authentication-mode")


def vyos(tree: ConfigTree, _: Policy) -> Outcome:
    """VyOS: `authentication md5` of each area."""
    outcomes: list[Outcome] = []
    for place in (tree.root, *(vrf for _name, vrf in named(path(tree.root, "vrf", "name")))):
        interface = next(iter(_vyos_interfaces(place)), None)
        areas = named(path(place, "protocols", "ospf", "area"))
        outcomes += [_area(area, path(area, "authentication", "md5"), interface) for _name, area in areas]
    return joined(outcomes, nothing=NO_OSPF)


def _vyos_interfaces(root: Node) -> Iterator[Node]:
    """The interfaces with MD5, in the words of old and new releases."""
    for _, node in named(path(root, "protocols", "ospf", "interface")):
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
    "huawei_ospf_authenticated": huawei,
    "vyos_ospf_authenticated": vyos,
    "routeros_ospf_authenticated": routeros,
}
