"""Firewall filter of RouterOS, IPv4 and IPv6."""

from collections.abc import Iterator, Mapping
from functools import partial

from checks.filters import addresses, services
from checks.filters.entry import ANSWERS, INVALID, Action, Contents, Entry, Filter
from checks.filters.spans import Extent, Spans, exact, unclear, union
from checks.menus import commands, settings
from checks.syntax.node import Node

ACTIONS = {
    "accept": Action.PERMIT,
    "fasttrack-connection": Action.PERMIT,
    "drop": Action.DENY,
    "reject": Action.DENY,
    "tarpit": Action.DENY,
}
OLD = frozenset({"established", "related", "untracked"})
# These only take note; the next rule decides.
NOTING = {"log", "passthrough", "add-src-to-address-list", "add-dst-to-address-list"}
READ = {
    "chain", "action", "comment", "log", "log-prefix", "disabled", "src-address", "dst-address", "src-address-list",
    "dst-address-list", "protocol", "dst-port", "in-interface", "out-interface", "connection-state", "jump-target",
    "reject-with", "place-before",
}  # fmt: skip


def filters(root: Node) -> tuple[Filter, ...]:
    """Every chain of the two filters."""
    return tuple(
        one for menu, family in (("/ip", addresses.V4), ("/ipv6", addresses.V6)) for one in _menu(root, menu, family)
    )


def _menu(root: Node, menu: str, family: Spans) -> Iterator[Filter]:
    """The chains of one filter; a chain without a last denial lets the rest pass."""
    chains: dict[str, list[Node]] = {}
    for line in commands(root, menu, "firewall", "filter"):
        given = settings(line)
        if given.get("action") not in NOTING:
            chains.setdefault(given.get("chain", ""), []).append(line)
    if not chains:
        return
    for name, lines in chains.items():
        read = partial(_contents, root, menu, lines, family)
        yield Filter(name=f"{menu} {name}", node=lines[0], read=read, closes=False, family=family)


def _contents(root: Node, menu: str, lines: list[Node], family: Spans) -> Contents:
    """The rules of a chain."""
    lists: dict[str, list[str]] = {}
    for line in commands(root, menu, "firewall", "address-list"):
        given = settings(line)
        if given.get("disabled") != "yes":
            lists.setdefault(given.get("list", ""), []).append(given.get("address", "?"))
    known = {name: addresses.together(words, family) for name, words in lists.items()}
    return Contents(tuple(_rule(line, family, known) for line in lines))


def _rule(line: Node, family: Spans, lists: Mapping[str, Extent]) -> Entry:
    """One rule."""
    given = settings(line)
    return Entry(
        node=line,
        action=ACTIONS.get(given.get("action", "accept"), Action.OTHER),
        sources=_side(given, "src", family, lists),
        destinations=_side(given, "dst", family, lists),
        services=_services(given),
        conditions=frozenset(_conditions(given)),
        inbound=_interface(given, "in-interface"),
        outbound=_interface(given, "out-interface"),
        logged=given.get("log") == "yes",
        enabled=given.get("disabled") != "yes",
        labelled=bool(given.get("comment")),
    )


def _interface(given: Mapping[str, str], name: str) -> frozenset[str]:
    """The interface a rule asks for; all but one is a condition."""
    word = given.get(name, "")
    return frozenset({word}) if word and not word.startswith("!") else frozenset()


def _side(given: Mapping[str, str], side: str, family: Spans, lists: Mapping[str, Extent]) -> Extent:
    """Sources or destinations: an address and a list must both hold."""
    found = exact(family)
    word = given.get(f"{side}-address")
    if word:
        found = found & _negatable(word, addresses.read(word.lstrip("!"), family), family)
    name = given.get(f"{side}-address-list")
    if name:
        found = found & _negatable(name, lists.get(name.lstrip("!"), unclear(family)), family)
    return found


def _negatable(word: str, found: Extent, family: Spans) -> Extent:
    """A set, or all but it behind `!`."""
    return addresses.everything_but(found, family) if word.startswith("!") else found


def _services(given: Mapping[str, str]) -> Extent:
    """Protocol and destination ports."""
    name = given.get("protocol", "all")
    carrier = unclear(services.ALL) if name.startswith("!") else services.protocol(name)
    ports = given.get("dst-port", "")
    if not ports:
        return carrier
    if ports.startswith("!"):
        return unclear(carrier.most)
    return union([services.ported(carrier, [services.span(word) for word in ports.split(",")])])


def _conditions(given: Mapping[str, str]) -> Iterator[str]:
    """Everything else a rule asks for."""
    for name in sorted(given.keys() - READ):
        yield f"{name} {given[name]}"
    for name in ("in-interface", "out-interface"):
        if given.get(name, "").startswith("!"):
            yield f"{name} {given[name]}"
    state = given.get("connection-state", "")
    if state:
        states = set(state.split(","))  # `!` before the first turns all of them round
        yield ANSWERS if states <= OLD else f"connection-state {state}"
        if "invalid" in states and states <= {*OLD, "invalid"}:
            yield INVALID
