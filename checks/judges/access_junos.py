"""From where a Junos device may be administered: what the filters on lo0 let through to it."""

from collections.abc import Iterator
from typing import NamedTuple

from checks.filters import addresses, services
from checks.filters.entry import Action, Entry, Filter, is_everywhere
from checks.filters.flow import least, most, remains
from checks.filters.readers import firewall
from checks.filters.spans import Spans, union
from checks.judges.walk import instances, named, path
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.tree import ConfigTree, Node
from isms.core.model.finding import Verdict

# Where each service answers; NETCONF does so on the port of SSH as well.
PORTS = {"ssh": (22,), "telnet": (23,), "netconf": (22, 830), "web-management": (80, 443)}
NO_FILTER = not_applicable(
    "lo0 hat keinen Filter, den es gibt; das beanstandet mgmt.access-restricted",
    "lo0 has no filter that exists; mgmt.access-restricted objects to that",
)
NO_LOGIN = not_applicable("kein Fernzugang eingeschaltet", "no remote access is switched on")


class Guard(NamedTuple):
    """The filters that one address family of lo0 asks one after the other, as the lines that name them."""

    family: Spans
    lines: tuple[Node, ...]


def restricted(tree: ConfigTree, _: Policy) -> Outcome:
    """The loopback interface filters what reaches the device, and that filter exists; what it admits is read by
    `guarded`."""
    on = [node for name, node in named(path(tree.root, "system", "services")) if name in PORTS]
    if not on:
        return NO_LOGIN
    guards = [guard for _, system in instances(tree.root) for guard in _guards(system)]
    filters = [(line.text, line) for guard in guards for line in guard.lines]
    defined = {name for _, system in instances(tree.root) for name in _defined_filters(system)}
    for name, node in filters:
        if name in defined:
            return passed("$1", "$1", node)
    masked = [node for name, node in filters if is_masked(name)]
    if masked or (filters and any(map(is_masked, defined))):
        node = masked[0] if masked else filters[0][1]
        return unknown(
            "der Name des Filters in $1 ist unkenntlich gemacht", "the name of the filter in $1 is masked", node
        )
    if filters:
        return failed(
            "$1 nennt einen Filter, der nicht definiert ist", "$1 names a filter that is not defined", filters[0][1]
        )
    return failed(
        "$1 ist eingeschaltet, aber lo0 hat keinen Filter (ganze Konfiguration durchsucht)",
        "$1 is on, but lo0 has no filter (the whole configuration was searched)",
        on[0],
    )


def _defined_filters(system: Node) -> set[str]:
    """The names of all firewall filters."""
    places = [path(system, "firewall", "filter")]
    places += [path(system, "firewall", "family", family, "filter") for family in ("inet", "inet6", "any")]
    return {name for place in places for name, _ in named(place)}


def guarded(tree: ConfigTree, policy: Policy) -> Outcome:
    """No filter of the loopback interface lets everybody log in, and one for IPv4 is among them where there is IPv4."""
    on = [(name, node) for name, node in named(path(tree.root, "system", "services")) if name in PORTS]
    if not on:
        return NO_LOGIN
    guards = [guard for _, system in instances(tree.root) for guard in _guards(system)]
    if not guards or restricted(tree, policy).verdict is Verdict.FAIL:
        return NO_FILTER
    if not any(guard.family is addresses.V4 for guard in guards) and _has_ipv4(tree.root):
        return failed(
            "$1 ist eingeschaltet, aber lo0 filtert nur IPv6 (ganze Konfiguration durchsucht)",
            "$1 is on, but lo0 filters IPv6 only (the whole configuration was searched)",
            on[0][1],
        )
    doors = union(services.of("tcp", port, port) for name, _ in on for port in PORTS[name]).least
    return joined((_guarded(guard, doors, tree) for guard in guards), nothing=NO_LOGIN)


def _has_ipv4(root: Node) -> bool:
    """Whether any interface has IPv4."""
    units = (unit for _, port in named(path(root, "interfaces")) for _, unit in named(path(port, "unit")))
    return any(path(unit, "family", "inet") is not None for unit in units)


def _guards(system: Node) -> Iterator[Guard]:
    """What lo0 of a system asks."""
    for _, unit in named(path(system, "interfaces", "lo0", "unit")):
        for word, family in (("inet", addresses.V4), ("inet6", addresses.V6)):
            place = (unit, "family", word, "filter")
            lines = [line for way in ("input", "input-list") for _, line in named(path(*place, way))]
            if lines:
                yield Guard(family, tuple(lines))


def _guarded(guard: Guard, doors: Spans, tree: ConfigTree) -> Outcome:
    """One address family of lo0."""
    entries: list[Entry] = []
    for line in guard.lines:
        one = _filter(line, guard.family, tree)
        if isinstance(one, Outcome):
            return one
        entries += one.live
    opened = _opened(entries, doors)
    if opened is not None:
        return failed("$1 lässt jede Adresse zur Anmeldung zu", "$1 lets every address log in", opened.node)
    return passed("$1", "$1", *guard.lines)


def _filter(line: Node, family: Spans, tree: ConfigTree) -> Filter | Outcome:
    """The filter that a line names, or why there is none."""
    known = tree.once(firewall).by_name
    found = next((one for one in known.get(line.text, ()) if one.family.overlaps(family)), None)
    if found is not None:
        return found
    if is_masked(line.text) or any(map(is_masked, known)):
        return unknown(
            "der Name des Filters in $1 ist unkenntlich gemacht", "the name of the filter in $1 is masked", line
        )
    return failed("$1 nennt einen Filter, der nicht definiert ist", "$1 names a filter that is not defined", line)


def _opened(entries: list[Entry], doors: Spans) -> Entry | None:
    """The first term that surely admits everybody to a login; what an earlier one may discard counts as discarded."""
    denied = []
    for entry in entries:
        if entry.action is Action.DENY:
            denied.append(most(entry))
        if entry.action is not Action.PERMIT or entry.conditions or not is_everywhere(entry.sources):
            continue
        traffic = least(entry)
        if remains(traffic._replace(services=traffic.services & doors), denied):
            return entry
    return None
