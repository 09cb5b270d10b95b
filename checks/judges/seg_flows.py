"""What filters let through between the segments that the office has declared."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial, reduce
from ipaddress import ip_network
from operator import or_
from typing import NamedTuple

from checks.filters import services
from checks.filters.addresses import V4, V6, of_networks
from checks.filters.entry import Action, Entry, Filter, Firewall, Port, Use
from checks.filters.flow import Box, Leak, leak
from checks.filters.ports import unread, unread_at
from checks.filters.readers import firewall, routes
from checks.filters.spans import NOTHING, Extent, Spans
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown, unset
from checks.policy import Policy, fits
from checks.tree import ConfigTree, Node

Judge = Callable[[ConfigTree, Policy], Outcome]
# Name resolution, address assignment, time and ICMP are needed everywhere.
BASIC = (
    services.protocol("icmp").least
    | services.protocol("icmp6").least
    | services.of("udp", 53, 53).least
    | services.of("tcp", 53, 53).least
    | services.of("udp", 67, 68).least
    | services.of("udp", 546, 547).least
    | services.of("udp", 123, 123).least
)
WEB = services.of("tcp", 80, 80).least | services.of("tcp", 443, 443).least | services.of("udp", 443, 443).least
PRIVATE = of_networks(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")))
# These hold addresses of the device itself and forward nothing.
OWN_PORTS = re.compile(r"(lo(opback)?[ .\d]|null|management|mgmt|me-?th|fxp\d|em\d|me\d)", re.IGNORECASE)
NO_SUCH = not_applicable("keine Schnittstelle in einem solchen Netz", "no interface in such a network")


@dataclass(frozen=True, slots=True)
class Question:
    """Which traffic must not pass; `wide`: only entries that open every service count; `near`: see `_reach`."""

    unwanted: Box
    wide: bool = False
    near: bool = True


def _area(policy: Policy, *names: str) -> Spans:
    """The addresses of segments."""
    return _spans(tuple(word for name in names for word in policy.words(name)))


@lru_cache(maxsize=64)
def _spans(words: tuple[str, ...]) -> Spans:
    """The addresses of networks in words."""
    return of_networks(ip_network(word, strict=False) for word in words)


def _unset(policy: Policy, *names: str) -> Outcome:
    """The answer where the office has not said which networks these are."""
    listed = ", ".join(name for name in names if not policy.words(name))
    return unset(listed)


def separated(
    tree: ConfigTree, policy: Policy, *, sources: tuple[str, ...], targets: tuple[str, ...], wide: bool = False
) -> Outcome:
    """Interfaces in one kind of segment let nothing (or not everything) through to another kind."""
    if not routes(tree):
        return NO_SUCH
    area, forbidden = _area(policy, *sources), _area(policy, *targets)
    if not area or not forbidden:
        return _unset(policy, *sources, *targets)
    device = Device(tree.once(firewall), tree, policy)
    wanted = services.ALL if wide else services.ALL - BASIC
    inside = [port for port in device.ports if port.addresses.overlaps(area)]
    asked = ((port, Question(Box(port.addresses & area, forbidden - area, wanted), wide)) for port in inside)
    return joined((one for port, question in asked for one in _port(port, question, device)), nothing=NO_SUCH)


def no_direct_inbound(tree: ConfigTree, policy: Policy) -> Outcome:
    """What comes in from outside reaches no internal network but the DMZ."""
    if not routes(tree):
        return NO_SUCH
    internal = _area(policy, "INTERNAL_NETWORKS") - _area(policy, "DMZ_NETWORKS")
    if not internal or not policy.words("EXTERNAL_INTERFACES"):
        return _unset(policy, "EXTERNAL_INTERFACES", "INTERNAL_NETWORKS")
    device = Device(tree.once(firewall), tree, policy)
    outside = [port for port in device.ports if device.is_external({port.name, port.zone})]
    question = Question(Box((V4 | V6) - PRIVATE, internal, services.ALL - BASIC))
    return joined((one for port in outside for one in _port(port, question, device)), nothing=NO_SUCH)


def web_by_proxy(tree: ConfigTree, policy: Policy) -> Outcome:
    """Workplaces reach web servers outside only through the proxies."""
    if not routes(tree):
        return NO_SUCH
    clients, proxies = _area(policy, "CLIENT_NETWORKS"), _area(policy, "WEB_PROXIES")
    if not clients or not proxies:
        return _unset(policy, "CLIENT_NETWORKS", "WEB_PROXIES")
    device = Device(tree.once(firewall), tree, policy)
    outside = (V4 | V6) - PRIVATE - _area(policy, "INTERNAL_NETWORKS") - proxies
    inside = [port for port in device.ports if port.addresses.overlaps(clients)]
    asked = ((port, Question(Box((port.addresses & clients) - proxies, outside, WEB), near=False)) for port in inside)
    return joined((one for port, question in asked for one in _port(port, question, device)), nothing=NO_SUCH)


class Device:
    """The filters of a device, its interfaces, and which of them lead outside."""

    def __init__(self, found: Firewall, tree: ConfigTree, policy: Policy) -> None:
        """Read the interfaces once."""
        platform = tree.platform.id
        self.firewall = found
        self.platform = platform
        self.unread = unread(tree)
        self.ports = [port for port in found.ports if not (OWN_PORTS.match(port.name) and not found.guarded)]
        self.outside = policy.words("EXTERNAL_INTERFACES")
        # On these nothing passes unless a policy permits it, also if there is none.
        self.closed = platform in {"fortinet_fortios", "paloalto_panos"}
        self.zoned = platform == "juniper_junos" or bool(found.between)
        blocks = {id(port.node): port for port in self.ports}
        outward = [use for use in found.uses if not use.inward and id(use.block) in blocks]
        self.exits = [(use, blocks[id(use.block)]) for use in outward]

    def is_external(self, names: Iterable[str]) -> bool:
        """Whether an interface or zone leads outside."""
        return any(fits(name, self.outside) for name in names if name)

    def policies(self, port: Port, family: Spans) -> list[Filter]:
        """The filters that hold for all interfaces."""
        found = self.firewall
        chains = [one for one in found.filters if one.name.endswith(" forward") or self.closed]
        chosen = [*chains, *((*found.always, *found.between) if port.zone else ())]
        return [one for one in chosen if one.family.overlaps(family)]


class Stop(NamedTuple):
    """A list that traffic must pass, and the line that puts it in its way."""

    node: Node
    entries: tuple[Entry, ...]


def _port(port: Port, question: Question, device: Device) -> Iterator[Outcome]:
    """One interface: both versions of IP, unless it has a routing instance without any of the targets."""
    box = question.unwanted
    same = [other for other in device.ports if other.instance == port.instance]
    if (
        question.near
        and port.instance
        and not device.closed
        and not any(one.addresses.overlaps(box.destinations) for one in same)
    ):
        yield passed("$1 liegt in einer eigenen Routing-Instanz", "$1 is in a routing instance of its own", port.node)
        return
    for family in (V4, V6):
        whole = Box(box.sources & family, box.destinations & family, box.services)
        part, guard, doubt = _past_exits(whole, port, question, device)
        if guard is not None and not part:
            yield passed("$1", "$1", guard.node, block=guard.block)
        if part:
            stops = list(_stops(port, question, device, family))
            hidden = doubt or unread_at(port, device.platform) or device.unread
            if stops or hidden is None:
                yield _family(port, replace(question, unwanted=part), stops)
            else:
                yield unknown(
                    "ob $1 diesen Verkehr aufhält, ist hier nicht zu lesen",
                    "whether $1 stops this traffic cannot be read here",
                    hidden,
                )


def _past_exits(box: Box, port: Port, question: Question, device: Device) -> tuple[Box, Use | None, Node | None]:
    """The traffic that no filter stops where it leaves the device; the last that stops some, the last in doubt."""
    guard: Use | None = None
    doubt: Node | None = None
    for use, other in device.exits:
        asked = box._replace(destinations=box.destinations & other.addresses)
        one = device.firewall.named(use) if asked and other is not port and other.instance == port.instance else None
        if one is None or not (one.family & use.family).overlaps(asked.destinations):
            continue
        through = leak(_wide(one.complete) if question.wide else one.complete, asked)
        if through is None:
            box, guard = box._replace(destinations=box.destinations - asked.destinations), use
        elif not through.sure:
            doubt = through.entry.node
    return box, guard, doubt


def _family(port: Port, question: Question, stops: list[Stop]) -> Outcome:
    """One interface and one version of IP: traffic must pass all lists, so one that stops it is enough."""
    if not stops:
        return failed(
            "$1 hat keinen Filter für eingehenden Verkehr", "$1 has no filter for incoming traffic", port.node
        )
    leaks: list[Leak] = []
    for stop in stops:
        through = leak(_wide(stop.entries) if question.wide else stop.entries, question.unwanted)
        if through is None:
            return passed("$1", "$1", stop.node, block=port.node)
        leaks.append(through)
    worst = next((one for one in leaks if not one.sure), leaks[0])
    if not worst.sure:
        return unknown(
            "ob $1 dorthin durchlässt, ist nicht zu erkennen",
            "whether $1 lets traffic through to there cannot be told",
            worst.entry.node,
            block=port.node,
        )
    return failed(
        "$1 lässt Verkehr dorthin durch (eingehend an $2)",
        "$1 lets traffic through to there (coming in on $2)",
        worst.entry.node,
        port.node,
    )


def _wide(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries without those that permit only some services."""
    return tuple(entry for entry in entries if entry.action is not Action.PERMIT or not _names_services(entry))


def _names_services(entry: Entry) -> bool:
    """Whether an entry is for some services only: their ports, or applications of which nobody knows the ports."""
    if not entry.services.most.covers(services.ALL):
        return True
    return any(condition.startswith("application ") for condition in entry.conditions)


def _stops(port: Port, question: Question, device: Device, family: Spans) -> Iterator[Stop]:
    """The lists that what comes in on an interface must pass."""
    for use in port.filters:
        one = device.firewall.named(use)
        if one is not None and (one.family & use.family).overlaps(family):
            yield Stop(use.node, one.complete)
    if port.implied is not None:
        yield Stop(port.implied.node, port.implied.complete)
    policies = device.policies(port, family)
    if policies or device.closed or (device.zoned and port.zone):
        names = {port.name, port.zone}
        own = [entry for one in policies for entry in one.complete if not entry.inbound or entry.inbound & names]
        yield Stop(port.node, tuple(_reach(entry, device) if question.near else entry for entry in own))


def _reach(entry: Entry, device: Device) -> Entry:
    """An entry with only those destinations that are connected to its outgoing interfaces; none behind outer ones."""
    if not entry.outbound or entry.action is not Action.PERMIT:
        return entry
    near, known = NOTHING, True
    for name in entry.outbound:
        behind = [port.addresses for port in device.ports if name in {port.name, port.zone} and port.addresses]
        if not device.is_external({name}):
            known = known and bool(behind)
            near = near | reduce(or_, behind, NOTHING)
    most = entry.destinations.most & near if known else entry.destinations.most
    return replace(entry, destinations=Extent(entry.destinations.least & near, most))


USERS = ("CLIENT_NETWORKS", "GUEST_NETWORKS", "VOICE_NETWORKS", "PRINTER_NETWORKS")
JUDGES: dict[str, Judge] = {
    "seg_guest": partial(separated, sources=("GUEST_NETWORKS",), targets=("INTERNAL_NETWORKS",)),
    "seg_test": partial(separated, sources=("TEST_NETWORKS",), targets=("SERVER_NETWORKS",)),
    "seg_printer": partial(separated, sources=("PRINTER_NETWORKS",), targets=("CLIENT_NETWORKS",)),
    "seg_mgmt": partial(separated, sources=USERS, targets=("MGMT_NETWORKS",)),
    "seg_ot": partial(separated, sources=("OT_NETWORKS",), targets=("INTERNAL_NETWORKS",), wide=True),
    "seg_voice": partial(separated, sources=("VOICE_NETWORKS",), targets=("CLIENT_NETWORKS",), wide=True),
    "seg_client_server": partial(separated, sources=("CLIENT_NETWORKS",), targets=("SERVER_NETWORKS",), wide=True),
    "seg_no_direct_inbound": no_direct_inbound,
    "seg_web_by_proxy": web_by_proxy,
}
