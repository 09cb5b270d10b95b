"""Security policies of Junos with their address books and applications."""

from collections.abc import Iterator
from functools import partial

from checks.filters import addresses, services
from checks.filters.entry import Action, Contents, Entry, Filter
from checks.filters.junos import systems
from checks.filters.services import ALL, ported, protocol
from checks.filters.spans import Extent, Spans, exact, unclear, union
from checks.filters.words_tree import at, entries, value, values
from checks.syntax.node import Node

DEEPEST = 20
ANY = {"any": addresses.EVERYWHERE, "any-ipv4": addresses.V4, "any-ipv6": addresses.V6}
ACTIONS = {"permit": Action.PERMIT, "deny": Action.DENY, "reject": Action.DENY}
PREDEFINED = {
    "any": ("ip", ""),
    "junos-ssh": ("tcp", "22"),
    "junos-telnet": ("tcp", "23"),
    "junos-http": ("tcp", "80"),
    "junos-https": ("tcp", "443"),
    "junos-ftp": ("tcp", "21"),
    "junos-tftp": ("udp", "69"),
    "junos-smtp": ("tcp", "25"),
    "junos-dns-udp": ("udp", "53"),
    "junos-dns-tcp": ("tcp", "53"),
    "junos-ntp": ("udp", "123"),
    "junos-icmp-all": ("icmp", ""),
    "junos-ping": ("icmp", ""),
    "junos-icmp-ping": ("icmp", ""),
    "junos-syslog": ("udp", "514"),
    "junos-ldap": ("tcp", "389"),
    "junos-rsh": ("tcp", "514"),
    "junos-nbname": ("udp", "137"),
    "junos-nbds": ("udp", "138"),
    "junos-smb-session": ("tcp", "445"),
    "junos-imap": ("tcp", "143"),
    "junos-pop3": ("tcp", "110"),
    "junos-ms-sql": ("tcp", "1433"),
    "junos-vnc": ("tcp", "5900"),
    "junos-tcp-any": ("tcp", ""),
    "junos-udp-any": ("udp", ""),
    "junos-dhcp-client": ("udp", "68"),
    "junos-dhcp-server": ("udp", "67"),
    "junos-ike": ("udp", "500"),
    "junos-gre": ("gre", ""),
}


def policies(root: Node) -> tuple[Filter, ...]:
    """The policies between each pair of zones, and the global ones."""
    return tuple(one for system in systems(root) if "security" in system.by_word for one in _system(system))


def _system(system: Node) -> Iterator[Filter]:
    """The policies of one system."""
    block = at(system, "security", "policies")
    for source, from_zone in entries(block, "from-zone"):
        for target, to_zone in entries(from_zone, "to-zone"):
            rows = [(node, frozenset({source}), frozenset({target})) for _, node in entries(to_zone, "policy")]
            yield Filter(name=f"{source} {target}", node=to_zone, read=partial(_contents, system, rows))
    shared = at(block, "global", "policy")
    if shared is not None:
        rows = [(node, _zones(node, "from-zone"), _zones(node, "to-zone")) for _, node in entries(shared)]
        yield Filter(name="global", node=shared, read=partial(_contents, system, rows))


def _contents(system: Node, rows: list[tuple[Node, frozenset[str], frozenset[str]]]) -> Contents:
    """Some policies, with the zones each is for."""
    books = _Books(system)
    return Contents(tuple(_policy(*row, books) for row in rows))


def _zones(node: Node, word: str) -> frozenset[str]:
    """The zones a global policy asks for; none means any."""
    return frozenset(values(node, "match", word)) - {"any"}


class _Books:
    """Addresses and applications by name."""

    def __init__(self, system: Node) -> None:
        self.addresses: dict[str, Node] = {}
        self.sets: dict[str, Node] = {}
        books = [node for _, node in entries(system, "security", "address-book")]
        zones = [node for _, node in entries(system, "security", "zones", "security-zone")]
        books += [book for zone in zones if (book := at(zone, "address-book")) is not None]
        for book in books:
            self.addresses |= dict(entries(book, "address"))
            self.sets |= dict(entries(book, "address-set"))
        self.applications = dict(entries(system, "applications", "application"))
        self.bundles = dict(entries(system, "applications", "application-set"))

    def address(self, name: str, depth: int = 0) -> Extent:
        """The addresses behind a name."""
        if name in ANY:
            return exact(ANY[name])
        if name in self.sets and depth < DEEPEST:
            node = self.sets[name]
            members = (*values(node, "address"), *values(node, "address-set"))
            return union(self.address(one, depth + 1) for one in members)
        if name not in self.addresses:
            return addresses.read(name)
        return _address(self.addresses[name])

    def service(self, name: str, depth: int = 0) -> Extent:
        """The services behind a name."""
        if name in self.bundles and depth < DEEPEST:
            node = self.bundles[name]
            members = (*values(node, "application"), *values(node, "application-set"))
            return union(self.service(one, depth + 1) for one in members)
        if name in self.applications:
            return _application(self.applications[name])
        if name not in PREDEFINED:
            return unclear(ALL)
        carrier, chosen = PREDEFINED[name]
        return ported(protocol(carrier), [services.span(chosen)]) if chosen else protocol(carrier)


def _address(node: Node) -> Extent:
    """One address of a book: a network, a span, or a name that nobody can resolve here."""
    low = value(node, "range-address")
    high = value(node, "range-address", low, "to") if low else ""
    if low:
        return addresses.between(low, high) or unclear(addresses.EVERYWHERE)
    plain = value(node, "ip-prefix") or next((c.text for c in node.children if c.text != "description"), "")
    return addresses.read(plain)


def _application(node: Node) -> Extent:
    """One application, or the terms of one."""
    terms = [term for _, term in entries(node, "term")] or [node]
    return union(_term(term) for term in terms)


def _term(node: Node) -> Extent:
    """Protocol and port of an application."""
    name, chosen = value(node, "protocol"), value(node, "destination-port")
    if not name:
        return unclear(ALL)
    return ported(protocol(name), [services.span(chosen)]) if chosen else protocol(name)


def _policy(node: Node, source: frozenset[str], target: frozenset[str], books: _Books) -> Entry:
    """One policy."""
    then = {child.text for child in (at(node, "then") or node).children}
    action = next((ACTIONS[word] for word in ACTIONS if word in then), Action.OTHER)
    applications = values(node, "match", "application")
    return Entry(
        node=node,
        action=action,
        sources=_side(node, "source", books),
        destinations=_side(node, "destination", books),
        services=union(books.service(one) for one in applications) if applications else unclear(ALL),
        conditions=frozenset(_conditions(node)),
        inbound=source,
        outbound=target,
        logged=at(node, "then", "log") is not None,
        labelled=True,
    )


def _side(node: Node, side: str, books: _Books) -> Extent:
    """Sources or destinations."""
    found = union(books.address(one) for one in values(node, "match", f"{side}-address"))
    whole: Spans = addresses.EVERYWHERE
    excluded = at(node, "match", f"{side}-address-excluded") is not None
    return addresses.everything_but(found, whole) if excluded else found


def _conditions(node: Node) -> Iterator[str]:
    """What else narrows a policy."""
    for word in ("source-identity", "dynamic-application", "url-category"):
        if found := set(values(node, "match", word)) - {"any", "none"}:
            yield f"{word} {' '.join(sorted(found))}"
    if name := value(node, "scheduler-name"):
        yield f"scheduler {name}"
