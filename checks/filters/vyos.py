"""Firewall rules of VyOS, older and newer form."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from checks.filters import addresses, services
from checks.filters.entry import ANSWERS, INVALID, Action, Contents, Entry, Filter
from checks.filters.spans import EMPTY, Extent, Spans, exact, unclear, union
from checks.filters.words_tree import at, entries, value, values
from checks.syntax.node import Node

ACTIONS = {"accept": Action.PERMIT, "offload": Action.PERMIT, "drop": Action.DENY, "reject": Action.DENY}
READ = {
    "action", "description", "log", "log-options", "source", "destination", "protocol", "disable", "inbound-interface",
    "outbound-interface", "state",
}  # fmt: skip
Kind = tuple[str, tuple[tuple[int, int], ...]]
LISTS = (("name", addresses.V4), ("ipv6-name", addresses.V6))
GROUPS = ("address-group", "network-group", "ipv6-address-group", "ipv6-network-group")


def filters(root: Node) -> tuple[Filter, ...]:
    """Every named list and every base chain."""
    block = at(root, "firewall")
    return tuple(_filters(block)) if block is not None else ()


def _filters(block: Node) -> Iterator[Filter]:
    """The lists of the older form (`name`, `ipv6-name`) and those of the newer (`ipv4 name`, `ipv4 forward filter`)."""
    groups = {name: _group(node) for kind in GROUPS for name, node in entries(block, "group", kind)}
    ports = {name: values(node, "port") for name, node in entries(block, "group", "port-group")}
    places = [(addresses.V4, at(block, "name")), (addresses.V6, at(block, "ipv6-name"))]
    places += [(addresses.V4, at(block, "ipv4", "name")), (addresses.V6, at(block, "ipv6", "name"))]
    for family, place in places:
        for name, node in entries(place):
            yield _list(name, node, family, "drop", groups, ports)
    for family, word in ((addresses.V4, "ipv4"), (addresses.V6, "ipv6")):
        for chain in ("forward", "input", "output"):
            base = at(block, word, chain, "filter")
            if base is not None:
                yield _list(f"{word} {chain}", base, family, "accept", groups, ports)


def between(root: Node) -> tuple[Filter, ...]:
    """What passes from one zone to another: by the list named for them, else nothing; within a zone everything unless
    it says otherwise."""
    zones = zones_of(root)
    lists = {(one.name, one.family.parts): one for one in filters(root)} if zones else {}
    return tuple(found for name, zone in zones for found in _into(name, zone, lists))


def zones_of(root: Node) -> list[tuple[str, Node]]:
    """The zones, in the words of old and new releases."""
    return [*entries(root, "firewall", "zone"), *entries(root, "zone-policy", "zone")]


def members(zone: Node) -> tuple[str, ...]:
    """The interfaces of a zone."""
    return (*values(zone, "interface"), *values(zone, "member", "interface"))


def _into(name: str, zone: Node, lists: Mapping[Kind, Filter]) -> Iterator[Filter]:
    """What may enter one zone."""
    for source, node in entries(zone, "from"):
        for word, family in LISTS:
            one = lists.get((value(node, "firewall", word), family.parts))
            if one is not None:
                yield _passing(node, one, source, name)
    inner = at(zone, "intra-zone-filtering")
    if value(inner, "action") != "drop" and at(inner, "firewall") is None:
        whole = Entry(node=zone, action=Action.PERMIT, inbound=frozenset({name}), outbound=frozenset({name}))
        yield Filter(name=f"{name} {name}", node=zone, read=partial(Contents, (whole,)))


def _passing(node: Node, one: Filter, source: str, target: str) -> Filter:
    """A list as what decides between two zones."""

    def read() -> Contents:
        own = [replace(entry, inbound=frozenset({source}), outbound=frozenset({target})) for entry in one.complete]
        return Contents(tuple(own))

    return Filter(name=f"{source} {target}", node=node, read=read, family=one.family)


def _group(node: Node) -> Extent:
    """The addresses of a group."""
    words = (*values(node, "address"), *values(node, "network"))
    included = values(node, "include")
    return addresses.together(words) | (unclear(addresses.EVERYWHERE) if included else EMPTY)


def _list(
    name: str,
    node: Node,
    family: Spans,
    default: str,
    groups: Mapping[str, Extent],
    ports: Mapping[str, tuple[str, ...]],
) -> Filter:
    """One list in the order of its numbers."""
    return Filter(
        name=name,
        node=node,
        read=partial(_contents, node, family, groups, ports),
        closes=(value(node, "default-action") or default) in {"drop", "reject"},
        family=family,
        logs_rest=at(node, "default-log") is not None or at(node, "enable-default-log") is not None,
    )


def _contents(
    node: Node, family: Spans, groups: Mapping[str, Extent], ports: Mapping[str, tuple[str, ...]]
) -> Contents:
    """The rules of a list."""
    rules = sorted(entries(node, "rule"), key=lambda rule: int(rule[0]) if rule[0].isdigit() else 0)
    return Contents(tuple(_rule(rule, family, groups, ports) for _, rule in rules))


def _rule(rule: Node, family: Spans, groups: Mapping[str, Extent], ports: Mapping[str, tuple[str, ...]]) -> Entry:
    """One rule."""
    return Entry(
        node=rule,
        action=ACTIONS.get(value(rule, "action"), Action.OTHER),
        sources=_side(rule, "source", family, groups),
        destinations=_side(rule, "destination", family, groups),
        services=_services(rule, ports),
        conditions=frozenset(_conditions(rule)),
        inbound=_interface(rule, "inbound-interface"),
        outbound=_interface(rule, "outbound-interface"),
        logged=_logged(rule),
        enabled="disable" not in rule.by_word,
        labelled=bool(value(rule, "description")),
    )


def _logged(rule: Node) -> bool:
    """Whether a rule records: `log`, `log enable`, not `log disable`."""
    return at(rule, "log") is not None and value(rule, "log") != "disable"


def _interface(rule: Node, word: str) -> frozenset[str]:
    """The interface a rule asks for; a group is no interface and stands under the conditions."""
    name = value(rule, word, "name") or value(rule, word, "interface-name")
    return frozenset({name}) if name and "*" not in name and not name.startswith("!") else frozenset()


def _side(rule: Node, side: str, family: Spans, groups: Mapping[str, Extent]) -> Extent:
    """Sources or destinations."""
    chosen = [_negatable(word, family, addresses.read) for word in values(rule, side, "address")]
    for kind in ("address-group", "network-group", "ipv6-address-group", "ipv6-network-group", "domain-group"):
        names = values(rule, side, "group", kind)
        chosen += [_negatable(name, family, lambda word, whole: groups.get(word, unclear(whole))) for name in names]
    found = exact(family)
    for one in chosen:
        found = found & one
    return found


def _negatable(word: str, family: Spans, read: Callable[[str, Spans], Extent]) -> Extent:
    """A set, or all but it behind `!`."""
    if word.startswith("!"):
        return addresses.everything_but(read(word[1:], family), family)
    return read(word, family)


def _services(rule: Node, groups: Mapping[str, tuple[str, ...]]) -> Extent:
    """Protocol and destination ports."""
    name = value(rule, "protocol") or "all"
    carrier = unclear(services.ALL) if name.startswith("!") else services.protocol(name)
    words = [part for word in values(rule, "destination", "port") for part in word.split(",")]
    for group in values(rule, "destination", "group", "port-group"):
        words += groups.get(group, ("?",))
    if not words:
        return carrier
    if any(word.startswith("!") for word in words):
        return unclear(carrier.most)
    return union([services.ported(carrier, [services.span(word) for word in words])])


def _conditions(rule: Node) -> Iterator[str]:
    """Everything else a rule asks for."""
    for child in rule.children:
        if child.text not in READ:
            yield f"{child.text} {' '.join(sorted(_words(child)))}"
    for side in ("source", "destination"):
        for name, node in entries(rule, side):
            if name not in {"address", "group"} and not (side == "destination" and name == "port"):
                yield f"{side} {name} {' '.join(sorted(_words(node)))}"
    for word in ("inbound-interface", "outbound-interface"):
        if at(rule, word) is not None and not _interface(rule, word):
            yield f"{word} {' '.join(sorted(_words(at(rule, word) or rule)))}"
    states = {name for name, node in entries(rule, "state") if value(node) != "disable"}
    if states:
        yield ANSWERS if states <= {"established", "related"} else f"state {' '.join(sorted(states))}"
        if "invalid" in states <= {"established", "related", "invalid"}:
            yield INVALID


def _words(node: Node) -> Iterator[str]:
    """Every word below a node."""
    for child in node.children:
        yield child.text
        yield from _words(child)
