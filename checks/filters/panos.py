"""Security rules of PAN-OS with their addresses, services and applications."""

from collections.abc import Iterator
from functools import partial

from checks.filters import addresses, services
from checks.filters.entry import Action, Contents, Entry, Filter
from checks.filters.services import ALL, ported, protocol
from checks.filters.spans import Extent, exact, unclear, union
from checks.filters.words_tree import at, entries, value, values
from checks.syntax.node import Node

DEEPEST = 20
ACTIONS = {"allow": Action.PERMIT} | dict.fromkeys(
    ("deny", "drop", "reset-client", "reset-server", "reset-both"), Action.DENY
)
PREDEFINED = {"service-http": ("80", "8080"), "service-https": ("443",)}
# What an application uses on its standard ports.
APPLICATIONS = {
    "telnet": ("tcp", "23"),
    "ftp": ("tcp", "21"),
    "tftp": ("udp", "69"),
    "ssh": ("tcp", "22"),
    "ms-rdp": ("tcp", "3389"),
    "vnc": ("tcp", "5900"),
    "web-browsing": ("tcp", "80"),
    "ssl": ("tcp", "443"),
    "ntp": ("udp", "123"),
    "snmp": ("udp", "161"),
    "ms-ds-smb": ("tcp", "445"),
    "smtp": ("tcp", "25"),
}


def scopes(root: Node) -> Iterator[Node]:
    """The places where rules and objects stand: the top, the virtual systems, the shared part."""
    yield root
    for _, node in entries(root, "vsys"):
        yield node
    shared = at(root, "shared")
    if shared is not None:
        yield shared


def rules(root: Node) -> list[tuple[str, Node]]:
    """Every security rule, as (name, node), those of before, own and after."""
    return [row for scope in scopes(root) for book in BOOKS for row in entries(scope, book, "security", "rules")]


BOOKS = ("pre-rulebase", "rulebase", "post-rulebase")


def policies(root: Node) -> tuple[Filter, ...]:
    """The security rules of each virtual system as one filter."""
    found = []
    for scope in scopes(root):
        rows = [row for book in BOOKS for row in entries(scope, book, "security", "rules")]
        if rows:
            found.append(
                Filter(
                    name="rules", node=_place(scope), read=partial(_contents, root, scope, [node for _, node in rows])
                )
            )
    return tuple(found)


def _contents(root: Node, scope: Node, rows: list[Node]) -> Contents:
    """The rules of a virtual system."""
    shared = at(root, "shared")
    objects = _Objects((root, scope) if shared is None else (root, scope, shared))
    return Contents(tuple(_rule(node, objects) for node in rows))


def _place(scope: Node) -> Node:
    """The node that holds the rules."""
    return next(node for book in BOOKS if (node := at(scope, book, "security", "rules")) is not None)


class _Objects:
    """Addresses, services and applications by name; the nearer place goes before the farther."""

    def __init__(self, places: tuple[Node, ...]) -> None:
        self.addresses = self._table(places, "address")
        self.groups = self._table(places, "address-group")
        self.services = self._table(places, "service")
        self.bundles = self._table(places, "service-group")

    @staticmethod
    def _table(places: tuple[Node, ...], word: str) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for place in places:
            found |= dict(entries(place, word))
        return found

    def address(self, name: str, depth: int = 0) -> Extent:
        """The addresses behind a name or a literal address."""
        if name == "any":
            return exact(addresses.EVERYWHERE)
        if name in self.groups and depth < DEEPEST and at(self.groups[name], "static") is not None:
            return union(self.address(one, depth + 1) for one in values(self.groups[name], "static"))
        if name not in self.addresses:
            return unclear(addresses.EVERYWHERE) if name in self.groups else addresses.read(name)
        node = self.addresses[name]
        return addresses.read(value(node, "ip-netmask") or value(node, "ip-range") or "?")

    def service(self, name: str, depth: int = 0) -> Extent:
        """The services behind a name."""
        if name == "any":
            return exact(ALL)
        if name in self.bundles and depth < DEEPEST:
            return union(self.service(one, depth + 1) for one in values(self.bundles[name], "members"))
        if name in PREDEFINED:
            return ported(protocol("tcp"), [services.span(port) for port in PREDEFINED[name]])
        if name not in self.services:
            return unclear(ALL)
        found = []
        for kind in ("tcp", "udp", "sctp"):
            ports = value(self.services[name], "protocol", kind, "port")
            if ports:
                found.append(ported(protocol(kind), [services.span(one) for one in ports.split(",")]))
        return union(found) if found else unclear(ALL)


def _rule(node: Node, objects: _Objects) -> Entry:
    """One rule; an application narrows what the services say."""
    applications = [one for one in values(node, "application") if one != "any"]
    return Entry(
        node=node,
        action=ACTIONS.get(value(node, "action"), Action.OTHER),
        sources=_side(node, "source", objects),
        destinations=_side(node, "destination", objects),
        services=_services(node, objects, applications),
        conditions=frozenset(_conditions(node)),
        inbound=frozenset(values(node, "from")) - {"any"},
        outbound=frozenset(values(node, "to")) - {"any"},
        logged=value(node, "log-end") != "no" or value(node, "log-start") == "yes",
        enabled=value(node, "disabled") != "yes",
        labelled=bool(value(node, "description")),
    )


def _services(node: Node, objects: _Objects, applications: list[str]) -> Extent:
    """What services and applications leave together."""
    names = values(node, "service") or ("any",)
    standard = names == ("application-default",)
    by_port = exact(ALL) if standard else union(objects.service(one) for one in names)
    if not applications:
        return unclear(ALL) if standard else by_port
    known = [APPLICATIONS.get(one) for one in applications]
    wanted = union(unclear(ALL) if one is None else ported(protocol(one[0]), [services.span(one[1])]) for one in known)
    return by_port & wanted if standard or names == ("any",) else Extent(by_port.least & wanted.least, by_port.most)


def _side(node: Node, side: str, objects: _Objects) -> Extent:
    """Sources or destinations."""
    found = union(objects.address(one) for one in values(node, side))
    negated = value(node, f"negate-{side}") == "yes"
    return addresses.everything_but(found, addresses.EVERYWHERE) if negated else found


def _conditions(node: Node) -> Iterator[str]:
    """What else narrows a rule; applications of which the ports are not known narrow it by themselves."""
    for word, free in (("source-user", {"any"}), ("category", {"any"}), ("schedule", set()), ("hip-profiles", {"any"})):
        found = set(values(node, word)) - free
        if found:
            yield f"{word} {' '.join(sorted(found))}"
    applications = set(values(node, "application")) - {"any"}
    if applications - APPLICATIONS.keys():
        yield f"application {' '.join(sorted(applications))}"
