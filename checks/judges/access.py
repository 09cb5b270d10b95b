"""From where a device may be administered."""

import ipaddress

from checks.judges.acc_accounts import fortios_admins
from checks.judges.ios_lines import admits_nobody, remote_lines
from checks.judges.walk import below, exactly, first, starting
from checks.language.pattern import is_masked
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown
from checks.policy import Policy
from checks.remember import of_block
from checks.tree import ConfigTree, Node

NO_VTY = not_applicable("keine ‚line vty‘", "no 'line vty'")


def ios(tree: ConfigTree, _: Policy) -> Outcome:
    """Each `line vty` that admits a login has an access class whose list exists and does not admit everyone."""
    return joined((_ios_vty(block, tree) for block in remote_lines(tree.root)), nothing=NO_VTY)


def _ios_vty(block: Node, tree: ConfigTree) -> Outcome:
    """One block of lines; one that admits no login needs no list."""
    closed = admits_nobody(block)
    if closed is not None:
        return passed("$1 lässt keine Anmeldung zu", "$1 admits no login", closed, block=block)
    return _vty(block, tree)


def nxos(tree: ConfigTree, _: Policy) -> Outcome:
    """The same on NX-OS, where a `line vty` always exists."""
    missing = failed(
        "keine ‚line vty‘ mit access-class (ganze Konfiguration durchsucht)",
        "no 'line vty' with an access-class (the whole configuration was searched)",
    )
    return joined((_vty(block, tree) for block in remote_lines(tree.root)), nothing=missing)


def _vty(block: Node, tree: ConfigTree) -> Outcome:
    """One block of lines; all entries of its list are read by `cisco_sources_in_management`."""
    lists = [line for line in starting(block, "access-class") if "in" in line.words[2:]]
    if not lists and not tree.fact(_has_ipv4):
        lists = [line for line in starting(block, "ipv6", "access-class") if "in" in line.words[3:]]
    if not lists:
        return failed("$1 hat keine ‚access-class … in‘", "$1 has no 'access-class … in'", block)
    return joined((_access_class(line, block, tree) for line in lists), nothing=NO_VTY)


def _has_ipv4(tree: ConfigTree) -> bool:
    """Whether any interface has an IPv4 address; to be asked for as a fact."""
    return any(map(_is_addressed, tree.root.by_word.get("interface", ())))


def has_ipv6(tree: ConfigTree) -> bool:
    """Whether any interface that is up has an IPv6 address; to be asked for as a fact."""
    return any(map(_is_addressed_ipv6, tree.root.by_word.get("interface", ())))


@of_block
def _is_addressed_ipv6(interface: Node) -> bool:
    """Whether an interface is up and has an IPv6 address."""
    return first(interface, "ipv6", "address") is not None and exactly(interface, "shutdown") is None


@of_block
def _is_addressed(interface: Node) -> bool:
    """Whether an interface has an IPv4 address."""
    return any(len(line.words) > 2 for line in starting(interface, "ip", "address"))


def _access_class(line: Node, block: Node, tree: ConfigTree) -> Outcome:
    """The list that an access class names."""
    name = line.words[2] if line.words[0] == "ipv6" else line.words[1]
    entries = list_entries(tree, name)
    if is_masked(name) or (not entries and _hides_a_name(tree)):
        return unknown(
            "der Name der Zugriffsliste in $1 ist unkenntlich gemacht",
            "the name of the list in $1 is masked",
            line,
            block=block,
        )
    if not entries:
        return failed(
            "$1 nennt eine Zugriffsliste, die nicht definiert ist",
            "$1 names a list that is not defined",
            line,
            block=block,
        )
    return _first_entry(line, entries[0], block)


def _first_entry(line: Node, entry: Node, block: Node) -> Outcome:
    """The first entry of the list decides."""
    if permits_any_source(entry):
        return failed(
            "$1: die Liste beginnt mit $2 und lässt jede Adresse zu",
            "$1: the list begins with $2 and admits any address",
            line,
            entry,
            block=block,
        )
    if any(map(is_masked, _permitted(entry)[:1])):
        return unknown("die Quelle in $1 ist unkenntlich gemacht", "the source in $1 is masked", entry, block=block)
    return passed("$1", "$1", line, block=block)


OTHER_PROTOCOLS = frozenset({"udp", "icmp", "icmpv6", "igmp", "esp", "ahp", "gre", "pim", "ospf", "eigrp"})
LOGIN_PORTS = frozenset({"22", "ssh", "23", "telnet"})


def is_about_login(entry: Node) -> bool:
    """Whether an entry concerns SSH or Telnet."""
    place = _action(entry)
    words = entry.words[place + 1 :] if place is not None else ()
    port = words[words.index("eq") + 1 :][:1] if "eq" in words else ()
    return words[:1] not in {(word,) for word in OTHER_PROTOCOLS} and (not port or port[0] in LOGIN_PORTS)


def list_entries(tree: ConfigTree, name: str) -> list[Node]:
    """The entries of an access list, numbered or named, remarks left out."""
    found = [line for line in starting(tree.root, "access-list", name) if _action(line) is not None]
    for block in tree.once(_lists):
        if block.words[-1] == name:
            found += _entries(block)
    return found


def limited_by(line: Node, name: str, tree: ConfigTree) -> Outcome:
    """Whether the access list that a line names exists and admits some addresses only."""
    entries = list_entries(tree, name)
    if is_masked(name) or (not entries and _hides_a_name(tree)):
        return unknown("der Name der Liste in $1 ist unkenntlich gemacht", "the name of the list in $1 is masked", line)
    if not entries:
        return failed(
            "$1 nennt eine Zugriffsliste, die nicht definiert ist", "$1 names a list that is not defined", line
        )
    for entry in entries:
        if permits_any_source(entry):
            return failed("$1: $2 in der Liste lässt jede Adresse zu", "$1: $2 admits any address", line, entry)
    return passed("$1", "$1", line)


def _hides_a_name(tree: ConfigTree) -> bool:
    """Whether the name of any access list is masked."""
    return any(is_masked(block.words[-1]) for block in tree.once(_lists))


def _lists(tree: ConfigTree) -> list[Node]:
    """The access lists that are blocks; a masked name may be any."""
    return [block for family in ("ip", "ipv6") for block in starting(tree.root, family, "access-list")]


@of_block
def _entries(block: Node) -> tuple[Node, ...]:
    """The entries of a list."""
    return tuple(line for line in block.children if _action(line) is not None)


def _action(line: Node) -> int | None:
    """Where `permit` or `deny` stands, if the line is an entry."""
    for place, word in enumerate(line.words[:4]):
        if word == "remark":
            return None
        if word in {"permit", "deny"}:
            return place
    return None


EVERYWHERE = ("0.0.0.0", "255.255.255.255")  # noqa: S104 - an address in an access list
SOURCES = frozenset({"any", "host"})


def permits_any_source(entry: Node) -> bool:
    """Whether an entry permits traffic from everywhere."""
    source = _permitted(entry)
    return source[:1] in {("any",), ("0.0.0.0/0",), ("::/0",)} or source[:2] == EVERYWHERE


def _permitted(entry: Node) -> tuple[str, ...]:
    """The source that an entry permits and what follows it, without protocol or services; nothing for `deny`."""
    place = _action(entry)
    if place is None or entry.words[place] != "permit":
        return ()
    source = entry.words[place + 1 :]
    if source[:1] == ("object-group",):
        return source[2:]
    if len(source) < 2 or source[0] in SOURCES or "." in source[0] or ":" in source[0]:
        return source
    return source[1:]


def eos(tree: ConfigTree, _: Policy) -> Outcome:
    """`management ssh` has an access group; what its list admits is read by `cisco_sources_in_management`."""
    for block in starting(tree.root, "management", "ssh"):
        for line in below(block):
            if line.words[:2] in {("ip", "access-group"), ("ipv6", "access-group")}:
                return passed("$1", "$1", line, block=block)
        return failed("$1 hat keine ‚ip access-group‘", "$1 has no 'ip access-group'", block)
    return failed(
        "‚management ssh‘ fehlt (ganze Konfiguration durchsucht)",
        "'management ssh' is missing (the whole configuration was searched)",
    )


def fortios(tree: ConfigTree, _: Policy) -> Outcome:
    """Each administrator may come from listed addresses only."""
    nothing = unknown("kein Eintrag unter ‚config system admin‘", "no entry under 'config system admin'")
    return joined((_admin(entry) for entry in fortios_admins(tree.root)), nothing=nothing)


def _admin(entry: Node) -> Outcome:
    """One administrator."""
    settings = [line for line in starting(entry, "set") if len(line.words) > 1]
    hosts = [line for line in settings if line.words[1].startswith(("trusthost", "ip6-trusthost"))]
    for line in hosts:
        if _anywhere(line.words[2:]) is False:
            return passed("$1", "$1", line, block=entry)
    for line in hosts:
        if _anywhere(line.words[2:]) is None:
            return unknown("die Adresse in $1 ist nicht lesbar", "the address in $1 cannot be read", line, block=entry)
    return failed("$1 darf sich von jeder Adresse anmelden", "$1 may log in from any address", entry)


def _anywhere(words: tuple[str, ...]) -> bool | None:
    """Whether an address with mask covers everything; None if it is masked or none."""
    try:
        return ipaddress.ip_network("/".join(words), strict=False).prefixlen == 0
    except ValueError:
        return None
