"""From which addresses each platform admits an administrator, and whether those are the ones the office declared."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_network

from checks.judges.access import list_entries
from checks.judges.walk import first, named, path, starting
from checks.outcome import Outcome, failed, joined, not_applicable, passed, unknown, unset
from checks.policy import Policy
from checks.tree import ConfigTree, Node

Net = IPv4Network | IPv6Network
Source = tuple[Node, Net | None]
ANYWHERE = ip_network("0.0.0.0/0")
UNLIMITED = failed(
    "der Zugang zur Verwaltung ist nicht auf Adressen begrenzt (ganze Konfiguration durchsucht)",
    "the access to administration is not limited to addresses (the whole configuration was searched)",
)


def _network(address: str, mask: str | None = None) -> Net | None:
    """An address with an optional mask; None if it cannot be read."""
    try:
        return ip_network(f"{address}/{mask}" if mask else address, strict=False)
    except ValueError:
        return None


def _wildcard(address: str, wildcard: str) -> Net | None:
    """An address with a wildcard mask, in which set bits are free; `0` is short for none."""
    try:
        free = int(IPv4Address("0.0.0.0" if wildcard == "0" else wildcard))  # noqa: S104 - a wildcard mask
    except ValueError:
        return None
    return _network(address, str(32 - free.bit_length())) if free & (free + 1) == 0 else None


def _dotted(word: str) -> bool:
    """Whether a word looks like an IPv4 address or mask."""
    return word.count(".") == 3 and "/" not in word


def _acl_source(words: Sequence[str]) -> Net | None:
    """The source in an entry of an access list of Cisco's kind, from behind `permit`."""
    if len(words) > 1 and not (words[0] in {"any", "host"} or "." in words[0] or ":" in words[0]):
        words = words[1:]
    if not words or words[0] in {"any", "any4", "any6"}:
        return ANYWHERE
    if words[0] == "host":
        return _network(words[1]) if len(words) > 1 else None
    if len(words) > 1 and _dotted(words[0]) and _dotted(words[1]):
        return _wildcard(words[0], words[1])
    return _network(words[0])


def _entries(entries: Iterable[Node]) -> Iterator[Source]:
    """The sources that the entries of an access list permit."""
    for entry in entries:
        if "permit" in entry.words:
            yield entry, _acl_source(entry.words[entry.words.index("permit") + 1 :])


def _cisco(tree: ConfigTree) -> Iterator[Source]:
    """IOS and NX-OS: the access classes of the lines and of the web server."""
    lines = [line for block in starting(tree.root, "line", "vty") for line in starting(block, "access-class")]
    names = {line.words[1] for line in lines if "in" in line.words[2:]}
    names |= {line.words[-1] for line in starting(tree.root, "ip", "http", "access-class")}
    for name in sorted(names):
        yield from _entries(list_entries(tree, name))


def _eos(tree: ConfigTree) -> Iterator[Source]:
    """EOS: the access groups of SSH and of the programming interface."""
    blocks = starting(tree.root, "management", "ssh") + starting(tree.root, "management", "api", "http-commands")
    places = [*blocks, *(vrf for block in blocks for vrf in starting(block, "vrf"))]
    names = {line.words[2] for place in places for line in starting(place, "ip", "access-group") if line.words[2:]}
    for name in sorted(names):
        yield from _entries(list_entries(tree, name))


def _fortios(tree: ConfigTree) -> Iterator[Source]:
    """FortiOS: the trusted hosts of each administrator."""
    for block in starting(tree.root, "config", "system", "admin"):
        for entry in starting(block, "edit"):
            for line in starting(entry, "set"):
                if len(line.words) > 3 and line.words[1].startswith("trusthost"):
                    yield line, _network(line.words[2], line.words[3])
                elif len(line.words) > 2 and line.words[1].startswith("ip6-trusthost"):
                    yield line, _network(line.words[2])


def _asa(tree: ConfigTree) -> Iterator[Source]:
    """ASA: the addresses that SSH and the web server accept."""
    for service in ("ssh", "http"):
        for line in starting(tree.root, service):
            if len(line.words) == 4 and _dotted(line.words[2]):
                yield line, _network(line.words[1], line.words[2])
            elif len(line.words) == 3 and ":" in line.words[1]:
                yield line, _network(line.words[1])


def _procurve(tree: ConfigTree) -> Iterator[Source]:
    """ProCurve: authorised managers; one without a mask is a single address."""
    for line in starting(tree.root, "ip", "authorized-managers"):
        words = line.words[2:]
        if words:
            yield line, _network(words[0], words[1] if len(words) > 1 and _dotted(words[1]) else None)


def _aoscx(tree: ConfigTree) -> Iterator[Source]:
    """AOS-CX: what the lists on the control plane permit to SSH and HTTPS."""
    lines = [line for line in starting(tree.root, "apply", "access-list") if "control-plane" in line.words]
    for name in sorted({line.words[3] for line in lines if len(line.words) > 3}):
        for block in starting(tree.root, "access-list", "ip", name):
            yield from _control_plane(line for line in block.children if _reaches_administration(line.words))


def _control_plane(entries: Iterable[Node]) -> Iterator[Source]:
    """The sources permitted up to the entry that denies the rest; sequence, action and protocol stand before them."""
    for entry in entries:
        source = _acl_source(entry.words[3:])
        if entry.words[1] == "permit":
            yield entry, source
        elif entry.words[1] == "deny" and source == ANYWHERE:
            return


def _reaches_administration(words: tuple[str, ...]) -> bool:
    """Whether an entry is about SSH or HTTPS, or about every protocol."""
    return bool({"ssh", "22", "https", "443"} & set(words[4:])) or words[2:3] == ("any",)


def _rules(root: Node, name: str) -> Iterator[Source]:
    """The entries of an access list of Comware or VRP, by number or name."""
    for block in starting(root, "acl"):
        if name in block.words[1:]:
            for rule in starting(block, "rule"):
                if "permit" in rule.words:
                    yield rule, _rule_source(rule.words)


def _rule_source(words: tuple[str, ...]) -> Net | None:
    """The source of such an entry; without one it is every address."""
    if "source" not in words:
        return ANYWHERE
    source = words[words.index("source") + 1 :]
    if source[:1] == ("any",):
        return ANYWHERE
    return _wildcard(source[0], source[1]) if len(source) > 1 else None


def _comware(tree: ConfigTree) -> Iterator[Source]:
    """Comware: the list of the SSH server, or else those of the lines."""
    root = tree.root
    lines = starting(root, "ssh", "server", "acl")
    if not lines:
        blocks = [*starting(root, "line", "vty"), *starting(root, "user-interface", "vty")]
        lines = [line for block in blocks for line in starting(block, "acl") if "inbound" in line.words]
    for line in lines:
        yield from _rules(root, line.words[1] if line.words[0] == "acl" else line.words[-1])


def _vrp(tree: ConfigTree) -> Iterator[Source]:
    """VRP: the list of each `user-interface vty`, unless the SSH server has one for all."""
    root = tree.root
    everywhere = starting(root, "ssh", "server", "acl")
    for line in everywhere:
        yield from _rules(root, line.words[-1])
    for block in [] if everywhere else starting(root, "user-interface", "vty"):
        given = [line for line in starting(block, "acl") if "inbound" in line.words]
        for line in given:
            yield from _rules(root, line.words[1])
        if not given:
            yield block, ANYWHERE


# All are on by default but the web interface with encryption.
SERVICES = ("ssh", "winbox", "www", "www-ssl", "telnet", "ftp", "api", "api-ssl")


def _routeros(tree: ConfigTree) -> Iterator[Source]:
    """RouterOS: the addresses of each service that is not switched off."""
    for block in starting(tree.root, "/ip", "service"):
        for service in SERVICES:
            line = first(block, "set", service)
            if line is None and service != "www-ssl":
                yield block, ANYWHERE
            elif line is not None and "disabled=yes" not in line.words:
                yield from _service(line)


def _service(line: Node) -> Iterator[Source]:
    """The addresses of one service; none given is every address."""
    given = next((word.split("=", 1)[1] for word in line.words if word.startswith("address=")), "")
    for address in given.split(",") if given else ["0.0.0.0/0"]:
        yield line, _network(address)


def _panos(tree: ConfigTree) -> Iterator[Source]:
    """PAN-OS: the addresses permitted on the management interface."""
    for _, leaf in named(path(tree.root, "deviceconfig", "system", "permitted-ip")):
        yield leaf, _network(leaf.words[0])


def _instant(tree: ConfigTree) -> Iterator[Source]:
    """Aruba Instant: restricted access to management."""
    for line in starting(tree.root, "restricted-mgmt-access"):
        yield line, _network(*line.words[1:3]) if len(line.words) > 2 else None


READERS: dict[str, Callable[[ConfigTree], Iterator[Source]]] = {
    "cisco_ios": _cisco,
    "cisco_nxos": _cisco,
    "arista_eos": _eos,
    "fortinet_fortios": _fortios,
    "cisco_asa": _asa,
    "hp_procurve": _procurve,
    "aruba_aoscx": _aoscx,
    "hp_comware": _comware,
    "huawei_vrp": _vrp,
    "mikrotik_routeros": _routeros,
    "paloalto_panos": _panos,
    "aruba_instant": _instant,
}


def limited(tree: ConfigTree, _: Policy) -> Outcome:
    """Administrators come from listed addresses, and no entry of the list is every address."""
    return joined((_limited(*source) for source in READERS[tree.platform.id](tree)), nothing=UNLIMITED)


FREE = ("action", "chain", "comment", "disabled", "in-interface", "in-interface-list", "log", "log-prefix")


def routeros_limited(tree: ConfigTree, policy: Policy) -> Outcome:
    """The same on RouterOS, where a firewall may drop instead whatever was not admitted before."""
    for block in starting(tree.root, "/ip", "firewall", "filter"):
        for line in starting(block, "add"):
            if _drops_the_rest(line.words):
                return passed("$1", "$1", line)
    return limited(tree, policy)


def _drops_the_rest(words: tuple[str, ...]) -> bool:
    """Whether a line of the firewall drops what reaches the device, whatever it is."""
    if not {"chain=input", "action=drop"} <= set(words) or "disabled=yes" in words:
        return False
    return all(word.split("=", 1)[0] in FREE for word in words[1:])


def _limited(node: Node, net: Net | None) -> Outcome:
    """One source."""
    if net is None:
        return unknown("die Adresse in $1 ist nicht lesbar", "the address in $1 cannot be read", node)
    if net.prefixlen == 0:
        return failed("$1 begrenzt den Zugang nicht auf Adressen", "$1 does not limit the access to addresses", node)
    return passed("$1", "$1", node)


def within(tree: ConfigTree, policy: Policy, *, declared: str) -> Outcome:
    """Each address from which somebody may administer lies in a list of the policy."""
    nothing = not_applicable("kein Zugriff nach Adressen begrenzt", "no access is limited by addresses")
    sources = READERS[tree.platform.id](tree)
    return joined((_within(node, net, policy.networks(declared), declared) for node, net in sources), nothing=nothing)


def _within(node: Node, net: Net | None, approved: Sequence[Net], declared: str) -> Outcome:
    """One source."""
    if not approved:
        return unset(declared, node)
    if net is None:
        return unknown("die Adresse in $1 ist nicht lesbar", "the address in $1 cannot be read", node)
    if any(_inside(net, one) for one in approved):
        return passed("$1", "$1", node)
    return failed(
        "$1 lässt Adressen zu, die die Richtlinie nicht nennt",
        "$1 admits addresses that the policy does not name",
        node,
    )


def _inside(net: Net, outer: Net) -> bool:
    """Whether a network lies in another of the same family."""
    if isinstance(net, IPv4Network):
        return isinstance(outer, IPv4Network) and net.subnet_of(outer)
    return isinstance(outer, IPv6Network) and net.subnet_of(outer)


JUDGES: dict[str, Callable[[ConfigTree, Policy], Outcome]] = {
    "sources_limited": limited,
    "routeros_sources_limited": routeros_limited,
    "sources_in_management": partial(within, declared="MGMT_NETWORKS"),
    "sources_are_jump_hosts": partial(within, declared="JUMP_HOSTS"),
}
