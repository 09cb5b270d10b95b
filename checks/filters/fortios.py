"""Policies of FortiOS with their addresses and services."""

from collections.abc import Iterator
from functools import partial

from checks.filters import addresses, services
from checks.filters.entry import Action, Contents, Entry, Filter
from checks.filters.services import ALL, ported, protocol
from checks.filters.spans import EMPTY, Extent, Spans, exact, unclear, union
from checks.syntax.node import Node, root_node

DEEPEST = 20
ACTIONS = {"accept": Action.PERMIT, "deny": Action.DENY, "ipsec": Action.OTHER}
PREDEFINED = {
    "ALL": ("ip", ""),
    "ALL_TCP": ("tcp", "0-65535"),
    "ALL_UDP": ("udp", "0-65535"),
    "ALL_ICMP": ("icmp", ""),
    "ALL_ICMP6": ("icmp6", ""),
    "PING": ("icmp", ""),
    "HTTP": ("tcp", "80"),
    "HTTPS": ("tcp", "443"),
    "SSH": ("tcp", "22"),
    "TELNET": ("tcp", "23"),
    "FTP": ("tcp", "21"),
    "SMTP": ("tcp", "25"),
    "SMTPS": ("tcp", "465"),
    "POP3": ("tcp", "110"),
    "POP3S": ("tcp", "995"),
    "IMAP": ("tcp", "143"),
    "IMAPS": ("tcp", "993"),
    "LDAP": ("tcp", "389"),
    "RDP": ("tcp", "3389"),
    "SMB": ("tcp", "445"),
    "SAMBA": ("tcp", "139"),
    "MYSQL": ("tcp", "3306"),
    "TFTP": ("udp", "69"),
    "NTP": ("tcp_udp", "123"),
    "DNS": ("tcp_udp", "53"),
    "SNMP": ("tcp_udp", "161-162"),
    "SYSLOG": ("udp", "514"),
    "DHCP": ("udp", "67-68"),
    "SIP": ("tcp_udp", "5060"),
    "IKE": ("udp", "500"),
    "MS-SQL": ("tcp", "1433-1434"),
    "VNC": ("tcp", "5900"),
    "NFS": ("tcp_udp", "111"),
}


def scopes(root: Node) -> Iterator[Node]:
    """The virtual domains, each with its sections; a section that comes again belongs to the next one."""
    scope = root_node()
    seen: set[tuple[str, ...]] = set()
    for block in root.by_word.get("config", ()):
        if block.words in seen:
            yield scope
            scope, seen = root_node(), set()
        seen.add(block.words)
        scope.children.append(block)
    yield scope


def table(scope: Node, *words: str) -> list[tuple[str, Node]]:
    """The entries of a table, as (name, entry)."""
    found = []
    for block in scope.by_word.get("config", ()):
        if block.words[1:] == words:
            found += [(edit.words[1], edit) for edit in block.by_word.get("edit", ()) if len(edit.words) > 1]
    return found


def setting(entry: Node, name: str) -> tuple[str, ...] | None:
    """The values of a setting: the last `set`, and what is appended after it."""
    found: tuple[str, ...] | None = None
    for child in entry.children:
        if child.words[1:2] == (name,):
            if child.words[0] == "set":
                found = child.words[2:]
            elif child.words[0] == "append":
                found = (found or ()) + child.words[2:]
            elif child.words[0] in {"unset", "clear"}:
                found = None
    return found


def policies(root: Node) -> tuple[Filter, ...]:
    """The policies of each virtual domain as one filter; below the last one everything is denied."""
    found = []
    for scope in scopes(root):
        for words, family in ((("firewall", "policy"), addresses.EVERYWHERE), (("firewall", "policy6"), addresses.V6)):
            rows = table(scope, *words)
            if rows:
                node = next(block for block in scope.by_word["config"] if block.words[1:] == words)
                read = partial(_contents, scope, tuple(entry for _, entry in rows), family)
                found.append(Filter(name=" ".join(words), node=node, read=read, family=family))
    return tuple(found)


def _contents(scope: Node, rows: tuple[Node, ...], family: Spans) -> Contents:
    """The policies of a virtual domain."""
    books = _Books(scope)
    return Contents(tuple(_policy(entry, books, family) for entry in rows))


class _Books:
    """The address and service objects of a virtual domain."""

    def __init__(self, scope: Node) -> None:
        self.four = dict(table(scope, "firewall", "address"))
        self.six = dict(table(scope, "firewall", "address6"))
        self.groups = dict(table(scope, "firewall", "addrgrp")) | dict(table(scope, "firewall", "addrgrp6"))
        self.groups |= dict(table(scope, "firewall", "vipgrp"))
        self.forwards = dict(table(scope, "firewall", "vip"))
        self.services = dict(table(scope, "firewall", "service", "custom"))
        self.bundles = dict(table(scope, "firewall", "service", "group"))

    def address(self, name: str, family: Spans, depth: int = 0) -> Extent:
        """The addresses behind a name."""
        if name in {"all", "any"}:
            return exact(family)
        if name == "none":
            return EMPTY
        if name in self.groups and depth < DEEPEST:
            return union(self.address(one, family, depth + 1) for one in setting(self.groups[name], "member") or ())
        if name in self.six:
            words = setting(self.six[name], "ip6") or ()
            return addresses.read(words[0], addresses.V6) if words else unclear(addresses.V6)
        if name in self.forwards:
            return _forward(self.forwards[name])
        return _address(self.four[name]) if name in self.four else unclear(family)

    def service(self, name: str, depth: int = 0) -> Extent:
        """The services behind a name."""
        if name in self.bundles and depth < DEEPEST:
            return union(self.service(one, depth + 1) for one in setting(self.bundles[name], "member") or ())
        if name in self.services:
            return _service(self.services[name])
        if name not in PREDEFINED:
            return unclear(ALL)
        carrier, chosen = PREDEFINED[name]
        return ported(protocol(carrier), [services.span(chosen)]) if chosen else protocol(carrier)


def _address(entry: Node) -> Extent:
    """One address object of IPv4; names, dynamic and geographical ones are not to be known."""
    kind = (setting(entry, "type") or ("ipmask",))[0]
    if kind == "iprange":
        low, high = setting(entry, "start-ip"), setting(entry, "end-ip")
        found = addresses.between(low[0], high[0]) if low and high else None
    elif kind in {"ipmask", "subnet", "interface-subnet"}:
        words = setting(entry, "subnet") or ("0.0.0.0", "0.0.0.0")  # noqa: S104 - a network, nothing is bound
        found = addresses.network(*words[:2])
    else:
        found = None
    return found or unclear(addresses.V4)


def _forward(entry: Node) -> Extent:
    """Where a virtual address leads; of one that shares out the load nobody can tell."""
    words = setting(entry, "mappedip") or ()
    if not words or setting(entry, "type") not in {None, ("static-nat",)}:
        return unclear(addresses.V4)
    return union(_mapped(word) for word in words)


def _mapped(word: str) -> Extent:
    """One address, or a range of them."""
    low, _, high = word.partition("-")
    return addresses.between(low, high or low) or unclear(addresses.V4)


def _service(entry: Node) -> Extent:
    """One service object."""
    kind = (setting(entry, "protocol") or ("TCP/UDP/SCTP",))[0]
    if kind == "IP":
        number = (setting(entry, "protocol-number") or ("0",))[0]
        return protocol(number)
    if kind.startswith("ICMP"):
        return protocol("icmp6" if kind == "ICMP6" else "icmp")
    found = EMPTY
    for name in ("tcp", "udp", "sctp"):
        for word in setting(entry, f"{name}-portrange") or ():
            found = found | ported(protocol(name), [services.span(word.partition(":")[0])])
    return found if found.most else unclear(ALL)


def _policy(entry: Node, books: _Books, family: Spans) -> Entry:
    """One policy; what it does not say is denied, whether it is logged goes by its default."""
    action = (setting(entry, "action") or ("deny",))[0]
    return Entry(
        node=entry,
        action=ACTIONS.get(action, Action.OTHER),
        sources=_side(entry, "src", books, family),
        destinations=_side(entry, "dst", books, family),
        services=_negated(entry, "service", union(books.service(one) for one in setting(entry, "service") or ()), ALL),
        conditions=_conditions(entry),
        inbound=_interfaces(entry, "srcintf"),
        outbound=_interfaces(entry, "dstintf"),
        logged=_logged(entry, action),
        enabled=(setting(entry, "status") or ("enable",))[0] != "disable",
        labelled=bool(setting(entry, "name") or setting(entry, "comments")),
    )


def _side(entry: Node, side: str, books: _Books, family: Spans) -> Extent:
    """Sources or destinations; internet services and lists of names are not to be known."""
    names = [(one, addresses.V4 if family != addresses.V6 else family) for one in setting(entry, f"{side}addr") or ()]
    if family == addresses.EVERYWHERE:
        names += [(one, addresses.V6) for one in setting(entry, f"{side}addr6") or ()]
    word = "internet-service" if side == "dst" else "internet-service-src"
    if not names and (setting(entry, word) or ("disable",))[0] == "enable":
        return unclear(family)
    found = union(books.address(name, whole) for name, whole in names)
    return _negated(entry, f"{side}addr", found, addresses.V4)


def _negated(entry: Node, name: str, found: Extent, whole: Spans) -> Extent:
    """The set itself, or all but it where the policy negates it."""
    negated = (setting(entry, f"{name}-negate") or ("disable",))[0] == "enable"
    return addresses.everything_but(found, whole) if negated else found


def _conditions(entry: Node) -> frozenset[str]:
    """What else narrows a policy: users, a schedule."""
    found = [
        f"{name} {' '.join(words)}" for name in ("groups", "users", "fsso-groups") if (words := setting(entry, name))
    ]
    schedule = setting(entry, "schedule")
    if schedule and schedule[0] != "always":
        found.append(f"schedule {schedule[0]}")
    if (setting(entry, "internet-service") or ("disable",))[0] == "enable":
        found.append(f"internet-service {' '.join(setting(entry, 'internet-service-name') or ())}")
    return frozenset(found)


def _interfaces(entry: Node, name: str) -> frozenset[str]:
    """Interfaces or zones; none for `any`."""
    words = setting(entry, name) or ()
    return frozenset() if "any" in words else frozenset(words)


def _logged(entry: Node, action: str) -> bool:
    """Whether traffic is recorded: permitted with `all` or `utm` (the default), denied with `all`."""
    default = "utm" if action == "accept" else "disable"
    return (setting(entry, "logtraffic") or (default,))[0] in ({"all", "utm"} if action == "accept" else {"all"})
