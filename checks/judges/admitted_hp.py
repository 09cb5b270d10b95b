"""From which addresses ProCurve, AOS-CX, Comware and VRP admit an administrator."""

from collections.abc import Iterable, Iterator
from ipaddress import IPv6Address

from checks.judges.admitted import ANYWHERE, Net, Source, dotted, network, wildcard
from checks.judges.walk import exactly, starting
from checks.tree import ConfigTree, Node

Words = tuple[str, ...]


def procurve(tree: ConfigTree) -> Iterator[Source]:
    """ProCurve: authorised managers, without those that only ask by SNMP; one without a mask is a single address. IPv6
    has a list of its own, and whoever has none for it admits everybody."""
    root = tree.root
    lines, further = (
        [line for line in starting(root, family, "authorized-managers") if len(line.words) > 2 and _logs_in(line)]
        for family in ("ip", "ipv6")
    )
    for line in lines:
        mask = line.words[3] if len(line.words) > 3 and dotted(line.words[3]) else None
        yield line, network(line.words[2], mask)
    for line in further:
        yield line, network(line.words[2], _prefix(line.words[3]) if ":" in "".join(line.words[3:4]) else None)
    if lines and not further:
        for vlan in starting(root, "vlan"):
            for line in [*starting(vlan, "ipv6", "enable"), *starting(vlan, "ipv6", "address")][:1]:
                yield line, ANYWHERE


def _logs_in(line: Node) -> bool:
    """Whether an authorised manager may do more than ask by SNMP or send files by TFTP."""
    return line.words[-2:] not in {("access-method", "snmp"), ("access-method", "tftp")}


def _prefix(mask: str) -> str:
    """The length of an IPv6 mask such as `ffff:ffff::`."""
    try:
        return str(int(IPv6Address(mask)).bit_count())
    except ValueError:
        return mask


# What a service is called in access lists of AOS-CX, and the statement that switches it on in a VRF.
SERVICES = (
    ("ssh", 22, ("ssh", "server", "vrf")),
    ("https", 443, ("https-server", "vrf")),
    ("telnet", 23, ("telnet", "server", "vrf")),
)
IPV6 = ("address", "static")  # the management port says `static`
PORTS = frozenset({"eq", "neq", "range", "gt", "lt", "group"})


def aoscx(tree: ConfigTree) -> Iterator[Source]:
    """AOS-CX: what the lists on the control plane permit to SSH, HTTPS and Telnet, in each VRF in which these run."""
    lines = [line for line in starting(tree.root, "apply", "access-list") if "control-plane" in line.words]
    lists = {(line.words[2], line.words[-1]): line.words[3] for line in lines if len(line.words) > 5}
    found = (source for service in SERVICES for source in _service(tree.root, service, lists)) if lists else ()
    yield from dict.fromkeys(found)


def _service(root: Node, service: tuple[str, int, Words], lists: dict[tuple[str, str], str]) -> Iterator[Source]:
    """The sources admitted to one service."""
    name, port, words = service
    for line in starting(root, *words):
        vrf = line.words[-1]
        ports = [block for block in starting(root, "interface") if _is_up_in(block, vrf)]
        six = [line for block in ports for kind in IPV6 for line in starting(block, "ipv6", kind)]
        for family, open_by in (("ip", [line] if ports or vrf != "mgmt" else []), ("ipv6", six[:1])):
            if (family, vrf) in lists:
                entries = [
                    entry
                    for block in starting(root, "access-list", family, lists[family, vrf])
                    for entry in block.children
                ]
                yield from _control_plane(entry for entry in entries if _concerns(entry.words, name, port))
            else:
                yield from ((opened, ANYWHERE) for opened in open_by)


def _is_up_in(block: Node, vrf: str) -> bool:
    """Whether an interface that is not shut down belongs to a VRF."""
    attached = starting(block, "vrf", "attach")
    own = attached[0].words[-1] if attached else "mgmt" if block.words[1:] == ("mgmt",) else "default"
    return own == vrf and exactly(block, "shutdown") is None


def _control_plane(entries: Iterable[Node]) -> Iterator[Source]:
    """The sources permitted up to the entry that denies the rest; sequence, action and protocol stand before them."""
    for entry in entries:
        source = _source(entry.words[3])
        if entry.words[1] == "permit":
            yield entry, source
        elif source == ANYWHERE:
            return


def _source(word: str) -> Net | None:
    """The source of an entry; a group of addresses cannot be read."""
    return ANYWHERE if word == "any" else network(word)


def _concerns(words: Words, name: str, port: int) -> bool:
    """Whether an entry permits or denies a service, by its port or because it names none."""
    if len(words) < 5 or words[1] not in {"permit", "deny"} or words[2] not in {"any", "ip", "ipv6", "tcp", "6"}:
        return False
    at = max((place for place, word in enumerate(words) if word in PORTS), default=None)
    if at is None:
        return True
    given = words[at + 1 :]
    if words[at] == "eq":
        return given[:1] in {(name,), (str(port),)}
    if words[at] == "range" and len(given) > 1 and all(map(str.isdecimal, given[:2])):
        return int(given[0]) <= port <= int(given[1])
    return words[1] == "permit"


def _rules(root: Node, line: Node, name: str) -> Iterator[Source]:
    """What the access list that a line names admits; one without entries admits everybody."""
    blocks = [block for block in starting(root, "acl") if name in block.words[1:] and block.words[1] != "ipv6"]
    rules = [rule for block in blocks for rule in starting(block, "rule")]
    yield from ((rule, _rule_source(rule.words)) for rule in rules if "permit" in rule.words)
    if not rules:
        yield line, ANYWHERE


def _rules6(root: Node, name: str) -> Iterator[Source]:
    """What a list of IPv6 admits, as far as it is written here."""
    for block in starting(root, "acl", "ipv6"):
        if name in block.words[2:]:
            yield from ((rule, _rule_source6(rule.words)) for rule in starting(block, "rule") if "permit" in rule.words)


def _rule_source6(words: tuple[str, ...]) -> Net | None:
    """The source of an entry of IPv6, `ADDRESS/LENGTH` or `ADDRESS LENGTH`; without one it is every address."""
    source = words[words.index("source") + 1 :] if "source" in words else ("any",)
    if source[:1] == ("any",):
        return ANYWHERE
    return network(*source[0].split("/")) if "/" in source[0] else network(source[0], *source[1:2])


def _rule_source(words: Words) -> Net | None:
    """The source of such an entry; without one it is every address."""
    if "source" not in words:
        return ANYWHERE
    source = words[words.index("source") + 1 :]
    if source[:1] == ("any",):
        return ANYWHERE
    return wildcard(source[0], source[1]) if len(source) > 1 else None


# Services of Comware and VRP that have a list of their own: what switches them on, and the list.
LISTED: tuple[tuple[Words, Words], ...] = (
    (("telnet", "server", "enable"), ("telnet", "server", "acl")),
    (("ip", "http", "enable"), ("ip", "http", "acl")),
    (("ip", "https", "enable"), ("ip", "https", "acl")),
    (("http", "server", "enable"), ("http", "acl")),
    (("http", "secure-server", "enable"), ("http", "acl")),
)


def comware_and_vrp(tree: ConfigTree) -> Iterator[Source]:
    """Comware and VRP: the list of the SSH server, or else that of each line, unless it lets nobody in because nothing
    is set; other services have their own."""
    root = tree.root
    everywhere = starting(root, "ssh", "server", "acl")
    blocks = [*starting(root, "line", "vty"), *starting(root, "user-interface", "vty")]
    lines = [block for block in blocks if block.children]
    listed = [[line for line in starting(block, "acl") if line.words[-1] == "inbound"] for block in lines]
    for line in everywhere:
        yield from _rules(root, line, line.words[-1])
    if not everywhere:
        for block, given in zip(lines, listed, strict=True):
            yield from _vty(root, block, given)
    covered = bool(lines) and all(listed)
    for switch, words in LISTED:
        if (on := exactly(root, *switch)) is not None and (everywhere or covered):
            yield from _own_list(root, on, starting(root, *words), covered and switch[0] == "telnet")
    if everywhere or covered:
        yield from _by_ipv6(root, listed)


def _vty(root: Node, block: Node, given: list[Node]) -> Iterator[Source]:
    """The sources that the lists of one block of lines admit."""
    lines = [line for line in given if line.words[1] != "ipv6"]
    for line in lines:
        yield from _rules(root, line, line.words[1])
    if not lines:
        yield block, ANYWHERE


# Lists of IPv6 for SSH, and what says that SSH is for IPv4 only.
IPV6_LISTS: tuple[Words, ...] = (("ssh", "server", "ipv6", "acl"), ("ssh", "ipv6", "server", "acl"))
IPV4_ONLY = ("stelnet", "ipv4", "server", "enable")


def _by_ipv6(root: Node, listed: list[list[Node]]) -> Iterator[Source]:
    """An address of IPv6, if lists are for IPv4 only."""
    lists = [line for words in IPV6_LISTS for line in starting(root, *words)]
    for line in lists:
        yield from _rules6(root, line.words[-1])
    if lists or exactly(root, *IPV4_ONLY) is not None:
        return
    if listed and all(any(line.words[1] == "ipv6" for line in given) for given in listed):
        return
    for block in starting(root, "interface"):
        if exactly(block, "shutdown") is None:
            addresses = [line for line in starting(block, "ipv6", "address") if "link-local" not in line.words]
            yield from ((line, ANYWHERE) for line in addresses[:1])


def _own_list(root: Node, on: Node, lists: list[Node], covered: bool) -> Iterator[Source]:
    """The sources that the list of a service admits, unless the lines have one that holds for it too."""
    for line in lists:
        yield from _rules(root, line, line.words[-1])
    if not lists and not covered:
        yield on, ANYWHERE
