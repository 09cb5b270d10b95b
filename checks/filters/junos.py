"""Firewall filters of Junos."""

from collections.abc import Iterator, Mapping
from functools import partial

from checks.filters import addresses, services
from checks.filters.addresses import network
from checks.filters.entry import ANSWERS, Action, Contents, Entry, Filter
from checks.filters.spans import EMPTY, Extent, Spans, exact, unclear, union
from checks.filters.words_tree import at, entries, value, values
from checks.syntax.node import Node

FAMILIES = {"inet": addresses.V4, "inet6": addresses.V6, "any": addresses.EVERYWHERE}
ENDS = {"accept": Action.PERMIT, "discard": Action.DENY, "reject": Action.DENY}
READ = {
    "source-address", "destination-address", "source-prefix-list", "destination-prefix-list", "protocol", "next-header",
    "payload-protocol", "destination-port",
}  # fmt: skip
ANSWERING = {"tcp-established"}


def systems(root: Node) -> Iterator[Node]:
    """The top and the logical systems."""
    yield root
    for _, node in entries(root, "logical-systems"):
        yield node


def filters(root: Node) -> tuple[Filter, ...]:
    """Every firewall filter of addresses."""
    return tuple(one for system in systems(root) if "firewall" in system.by_word for one in _system(system))


def _system(system: Node) -> Iterator[Filter]:
    """The filters of one system; without a family they are for IPv4."""
    places = [(addresses.V4, at(system, "firewall", "filter"))]
    places += [(span, at(system, "firewall", "family", name, "filter")) for name, span in FAMILIES.items()]
    for family, place in places:
        for name, node in entries(place):
            yield Filter(name=name, node=node, read=partial(_contents, node, family, system), family=family)


def _contents(node: Node, family: Spans, system: Node) -> Contents:
    """The terms of a filter."""
    lists = {name: union(_prefixes(prefixes)) for name, prefixes in entries(system, "policy-options", "prefix-list")}
    return Contents(tuple(_term(term, family, lists) for _, term in entries(node, "term")))


def _prefixes(node: Node) -> Iterator[Extent]:
    """The networks of a prefix list."""
    for child in node.children:
        if child.words[0] == "apply-path":
            yield unclear(addresses.EVERYWHERE)
        else:
            yield addresses.read(child.text)


def _term(term: Node, family: Spans, lists: Mapping[str, Extent]) -> Entry:
    """One term; without an ending action it accepts."""
    then, given = at(term, "then"), at(term, "from")
    said = {child.text for child in then.children} if then is not None else set()
    ends = [ENDS[word] for word in said if word in ENDS]
    passes_on = "next" in said or "filter" in term.by_word or "routing-instance" in said
    action = ends[0] if ends else Action.OTHER if passes_on else Action.PERMIT
    return Entry(
        node=term,
        action=action,
        sources=_side(given, "source", family, lists),
        destinations=_side(given, "destination", family, lists),
        services=_services(given),
        conditions=frozenset(_conditions(given)),
        logged=bool(said & {"log", "syslog"}),
        labelled=True,
    )


def _side(given: Node | None, side: str, family: Spans, lists: Mapping[str, Extent]) -> Extent:
    """Sources or destinations: networks by the longest prefix, and prefix lists."""
    own, named = at(given, f"{side}-address"), entries(given, f"{side}-prefix-list")
    if own is None and not named:
        return exact(family)
    found = _longest(own, family) if own is not None else EMPTY
    excepted = EMPTY
    for name, node in named:
        listed = lists.get(name, unclear(family)) & exact(family)
        if "except" in node.by_word:
            excepted = excepted | listed
        else:
            found = found | listed
    if own is None and excepted.most and all("except" in node.by_word for _, node in named):
        found = exact(family)
    return found.without(excepted)


def _longest(own: Node, family: Spans) -> Extent:
    """The networks of a list, where a longer prefix goes before a shorter one."""
    found = EMPTY
    for child in sorted(own.children, key=lambda child: _length(child.text)):
        one = network(child.text)
        if one is None:
            found = found | unclear(family)
        else:
            found = found.without(one) if "except" in child.by_word else found | one
    return found


def _length(word: str) -> int:
    """The length of a prefix."""
    _, slash, length = word.partition("/")
    return int(length) if slash and length.isdigit() else 128


def _services(given: Node | None) -> Extent:
    """Protocols and destination ports."""
    names = [word for key in ("protocol", "next-header", "payload-protocol") for word in values(given, key)]
    carrier = union(map(services.protocol, names)) if names else exact(services.ALL)
    ports = values(given, "destination-port")
    return services.ported(carrier, [services.span(word) for word in ports]) if ports else carrier


def _conditions(given: Node | None) -> Iterator[str]:
    """Everything else a term asks for."""
    for child in given.children if given is not None else ():
        word = child.text
        if word in ANSWERING or (
            word == "tcp-flags" and value(given, "tcp-flags").strip("()").startswith(("ack", "rst"))
        ):
            yield ANSWERS
        elif word not in READ:
            yield f"{word} {' '.join(sorted(leaf.text for leaf in child.children))}"
